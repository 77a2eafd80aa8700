"""The buttons under an answer: paging, sharing, follow-ups."""

from __future__ import annotations

from typing import Any

import pytest

from bloc_bot.database.errors import DatabaseUnavailable
from tests.slack.bot import BOT, CHANNEL, READER, TEAM, Bot
from tests.slack.conftest import Behind
from tests.slack.fakes import reply
from tests.slack.stand_in import Slack

PUBLIC = {"is_ephemeral": False}


def buttons(message: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The buttons of a message by what is written on them."""
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return {element["text"]["text"]: element for row in rows for element in row}


def shown(message: dict[str, Any]) -> str:
    return "\n".join(str(block) for block in message["blocks"])


async def test_a_long_list_is_turned_page_by_page_in_place(bot: Bot, behind: Behind, slack: Slack) -> None:
    behind.answers.reply = reply("57 participating States.", rows=57)
    page = (await bot.command("/osce", "members")).json
    assert "Member 57: since" in page["text"]
    seen = []
    while True:
        seen += [n for n in range(1, 58) if f"Member {n} " in shown(page)]
        if "Next" not in buttons(page):
            break
        assert (await bot.click(buttons(page)["Next"])).status == 200
        page = slack.answered_by_hook[-1]
        assert page["replace_original"] is True
        assert page["response_type"] == "ephemeral"
    assert seen == list(range(1, 58))
    assert "Rows 41 to 57 of 57" in shown(page)
    await bot.click(buttons(page)["Previous"])
    assert "Member 21 " in shown(slack.answered_by_hook[-1])


async def test_a_page_in_a_channel_is_updated_there(bot: Bot, behind: Behind, slack: Slack) -> None:
    behind.answers.reply = reply(rows=30)
    await bot.event(bot.mention())
    await bot.click(buttons(slack.posted[0])["Next"], **PUBLIC)
    [update] = slack.sent("chat.update")
    assert (update["channel"], update["ts"]) == (CHANNEL, slack.latest.ts)
    assert "Member 30 " in shown(update)


async def test_where_the_bot_is_no_member_the_page_is_turned_by_response_url(
    bot: Bot, behind: Behind, slack: Slack
) -> None:
    behind.answers.reply = reply(rows=30)
    await bot.event(bot.mention())
    slack.faults = ["channel_not_found"]
    await bot.click(buttons(slack.posted[0])["Next"], **PUBLIC)
    assert slack.answered_by_hook[0]["replace_original"] is True


async def test_an_answer_is_shared_in_the_name_of_who_shares_it(bot: Bot, slack: Slack) -> None:
    private = (await bot.command("/csto", "members")).json
    await bot.click(buttons(private)["Share in channel"])
    [message] = slack.answered_by_hook
    assert message["response_type"] == "in_channel"
    assert f"Shared by <@{READER}>" in shown(message)
    assert "Share in channel" not in buttons(message)


async def test_a_follow_up_under_a_private_answer_stays_private(bot: Bot, behind: Behind, slack: Slack) -> None:
    behind.answers.reply = reply(suggestions=({"label": "Who heads it?", "question": "secretary general of the CSTO"},))
    private = (await bot.command("/csto", "members")).json
    await bot.click(buttons(private)["Who heads it?"])
    assert behind.answers.asked[1] == ("secretary general of the CSTO", f"{TEAM}:{CHANNEL}:{READER}", TEAM)
    [message] = slack.answered_by_hook
    assert (message["response_type"], message["replace_original"]) == ("ephemeral", False)


async def test_a_follow_up_in_a_thread_is_answered_there_and_says_who_asked(
    bot: Bot, behind: Behind, slack: Slack
) -> None:
    behind.answers.reply = reply(suggestions=({"label": "Source?", "question": "source <!here>?"},))
    await bot.event(bot.mention())
    await bot.click(buttons(slack.posted[0])["Source?"], thread_ts="1700000001.000001", **PUBLIC)
    assert behind.answers.asked[1][1] == f"{TEAM}:{CHANNEL}:1700000001.000001"
    assert slack.posted[1]["thread_ts"] == "1700000001.000001"
    assert f"<@{READER}> asked: source &lt;!here&gt;?" in shown(slack.posted[1])


async def test_a_choice_takes_the_place_of_the_question(bot: Bot, behind: Behind, slack: Slack) -> None:
    behind.answers.reply = reply("Which one?", 0, choices=({"label": "CIS", "question": "CIS members"},))
    private = (await bot.command("/bloc", "members")).json
    await bot.click(buttons(private)["CIS"])
    assert behind.answers.questions == ["/bloc members", "CIS members"]
    assert slack.answered_by_hook[0]["replace_original"] is True


async def test_an_answer_whose_query_is_too_long_for_a_button_goes_without(bot: Bot, behind: Behind) -> None:
    query = {"kind": "events", "words": ["x" * 2100]}
    behind.answers.reply = reply(rows=30, query=query)
    message = (await bot.command("/csto", "events")).json
    assert buttons(message) == {}
    assert "Ask a narrower question" in shown(message)
    assert "Member 30" in message["text"]


@pytest.mark.parametrize("value", ["", "{", "[]", "{}", '{"page":0,"query":{"kind":"gone"}}', '{"query":1}'])
async def test_a_button_of_an_older_version_says_so(bot: Bot, slack: Slack, value: str) -> None:
    await bot.click({"action_id": "page:next", "value": value})
    assert "Ask the question again" in slack.answered_by_hook[0]["text"]


@pytest.mark.parametrize("action", ["page:next", "share", "ask:0", "choose:0"])
async def test_without_the_database_whoever_presses_is_told_in_private(
    bot: Bot, behind: Behind, slack: Slack, action: str
) -> None:
    behind.answers.failure = DatabaseUnavailable("gone")
    value = '{"page":0,"query":{"kind":"help","organization":null}}'
    assert (await bot.click({"action_id": action, "value": value})).status == 200
    [notice] = slack.answered_by_hook
    assert notice["response_type"] == "ephemeral"
    assert "cannot be reached" in notice["text"]
    assert BOT not in notice["text"]
