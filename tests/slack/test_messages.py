"""Mentions and direct messages: answered where they were asked, once, whatever Slack's API does."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.slack.once import LEASE
from tests.slack.bot import BOT, CHANNEL, READER, TEAM, Bot, running_bot
from tests.slack.conftest import Behind
from tests.slack.stand_in import Slack


async def test_a_mention_is_answered_in_its_thread(bot: Bot, behind: Behind, slack: Slack) -> None:
    event = bot.mention("members of the CSTO in 2013?")
    assert (await bot.event(event)).status == 200
    [message] = slack.posted
    assert (message["channel"], message["thread_ts"]) == (CHANNEL, event["ts"])
    assert message["text"].startswith("The CSTO has six members.")
    assert (message["unfurl_links"], message["unfurl_media"]) == (False, False)
    assert behind.answers.asked == [("members of the CSTO in 2013?", f"{TEAM}:{CHANNEL}:{event['ts']}", TEAM)]


async def test_a_mention_in_a_thread_goes_on_in_it(bot: Bot, behind: Behind, slack: Slack) -> None:
    await bot.event(bot.mention("and in 2010?", thread_ts="1600000000.000001"))
    assert slack.posted[0]["thread_ts"] == "1600000000.000001"
    assert behind.answers.asked[0][1] == f"{TEAM}:{CHANNEL}:1600000000.000001"


async def test_a_direct_message_is_answered_beside_it(bot: Bot, behind: Behind, slack: Slack) -> None:
    await bot.event(bot.direct("who heads NATO?"))
    assert slack.posted[0]["channel"] == "D1"
    assert slack.posted[0].get("thread_ts") is None
    assert behind.answers.asked == [("who heads NATO?", f"{TEAM}:D1", TEAM)]


async def test_a_direct_message_in_a_thread_is_answered_there(bot: Bot, slack: Slack) -> None:
    await bot.event(bot.direct(thread_ts="1600000000.000001"))
    assert slack.posted[0]["thread_ts"] == "1600000000.000001"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (f"<@{BOT}> members", "members"),
        (f"hey <@{BOT}|bloc_bot>, members?", "hey  , members?"),
        (f"<@{BOT}>", ""),
        (f"<@{BOT}> Q&amp;A about <https://nato.int|NATO>", "Q&A about NATO"),
    ],
)
async def test_the_bots_name_is_no_part_of_the_question(bot: Bot, behind: Behind, text: str, question: str) -> None:
    await bot.event(bot.mention(text=text) | {"text": text})
    assert behind.answers.questions == [question]


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B1"},
        {"subtype": "bot_message"},
        {"subtype": "message_changed"},
        {"subtype": "channel_join"},
        {"user": BOT},
        {"user": None},
        {"channel_type": "channel"},
    ],
    ids=str,
)
async def test_what_is_no_question_to_the_bot_is_left_alone(
    bot: Bot, behind: Behind, slack: Slack, more: dict[str, str]
) -> None:
    assert (await bot.event(bot.direct(**more))).status == 200
    assert (behind.answers.asked, slack.calls) == ([], [])


async def test_a_retry_is_not_answered_again(bot: Bot, slack: Slack) -> None:
    event = bot.mention()
    for retry in ("0", "1", "2"):
        assert (await bot.event(event, "Ev9", **{"X-Slack-Retry-Num": retry})).status == 200
    assert len(slack.posted) == 1


async def test_the_same_message_under_another_event_id_is_not_answered_again(bot: Bot, slack: Slack) -> None:
    event = bot.mention()
    await asyncio.gather(bot.event(event, "Ev1"), bot.event(event, "Ev2"))
    assert len(slack.posted) == 1


async def test_a_mention_that_also_comes_as_a_message_is_answered_once(bot: Bot, slack: Slack) -> None:
    mention = bot.mention(channel="D1")
    message = mention | {"type": "message", "channel_type": "im"}
    await asyncio.gather(bot.event(message), bot.event(mention), bot.event(message))
    assert len(slack.posted) == 1


async def test_two_processes_answer_once(behind: Behind, slack: Slack) -> None:
    async with running_bot(behind.desk(), slack) as one, running_bot(behind.desk(), slack) as other:
        event = one.mention()
        first, second = await asyncio.gather(one.event(event), other.event(event))
    assert len(slack.posted) == 1
    assert sorted([first.status, second.status]) == [200, 503]  # 503: ask again, in case the other one dies over it


async def test_a_claim_whose_process_died_is_taken_over(bot: Bot, behind: Behind, slack: Slack) -> None:
    event = bot.mention()
    await behind.claims.claim(f"{TEAM}:{CHANNEL}:{event['ts']}", behind.clock.now, LEASE)
    assert (await bot.event(event)).status == 503
    behind.clock.now += LEASE + timedelta(seconds=1)
    assert (await bot.event(event)).status == 200
    assert len(slack.posted) == 1


@pytest.mark.parametrize("fault", [429, 500, 503])
async def test_an_answer_gets_through_when_slack_stumbles(bot: Bot, slack: Slack, fault: int) -> None:
    slack.faults = [fault]
    await bot.event(bot.mention())
    assert len(await slack.settled("chat.postMessage")) == 1


async def test_a_slow_slack_is_acknowledged_in_time_and_still_answered_once(behind: Behind, slack: Slack) -> None:
    behind.patience = 0.05
    async with running_bot(behind.desk(), slack) as bot:
        slack.faults = [0.3]
        event = bot.mention()
        async with asyncio.timeout(0.25):
            assert (await bot.event(event)).status == 200
        assert slack.posted == []
        assert (await bot.event(event)).status == 200
        assert len(await slack.settled("chat.postMessage")) == 1


async def test_with_slack_gone_the_event_is_not_taken_and_comes_again(bot: Bot, behind: Behind, slack: Slack) -> None:
    slack.always = "channel_not_found"
    event = bot.mention()
    assert (await bot.event(event)).status == 500
    slack.always = None
    assert (await bot.event(event)).status == 503  # its claim still holds
    behind.clock.now += LEASE
    assert (await bot.event(event)).status == 200
    assert len(slack.posted) == 1


async def test_a_slack_that_never_answers_does_not_stop_the_next_question(behind: Behind, slack: Slack) -> None:
    behind.patience = 0.05
    async with running_bot(behind.desk(), slack, seconds=0.1) as bot:
        slack.faults = [0.5, 0.5]
        assert (await bot.event(bot.mention())).status == 200
        assert (await bot.command("/csto", "members")).status == 200
        await asyncio.sleep(0.3)
        slack.faults = []
        seen = len(slack.posted)
        await bot.event(bot.mention())
        assert len(await slack.settled("chat.postMessage", seen + 1)) == seen + 1


async def test_without_the_database_the_person_is_told_and_the_next_question_is_answered(
    bot: Bot, behind: Behind, slack: Slack
) -> None:
    behind.claims.failure = DatabaseUnavailable("gone")
    event = bot.mention()
    assert (await bot.event(event)).status == 200
    assert "cannot be reached" in slack.posted[0]["text"]
    assert "reference: `" in slack.posted[0]["text"]
    assert slack.posted[0]["thread_ts"] == event["ts"]
    behind.claims.failure = None
    await bot.event(bot.mention())
    assert slack.posted[1]["text"].startswith("The CSTO has")


async def test_a_question_that_fails_is_told_once(bot: Bot, behind: Behind, slack: Slack) -> None:
    behind.answers.failure = RuntimeError("boom")
    event = bot.mention()
    for _ in range(2):
        assert (await bot.event(event)).status == 200
    [message] = slack.posted
    assert "on the bot's side" in message["text"]
    assert "boom" not in message["text"]
    assert READER not in message["text"]
