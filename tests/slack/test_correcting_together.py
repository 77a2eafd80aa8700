"""Two who correct the same record, forms that are sent again, and who hears of it."""

from __future__ import annotations

import pytest

from tests.slack.bot import ADMIN, CHANNEL, READER, TEAM, Bot
from tests.slack.conftest import OWNER, Heard
from tests.slack.filling import LEFT, NEW_SOURCE, filled, opened, sent
from tests.slack.screen import MEMBERS, WHY, Screen, corrected
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_settings_of_workspace import choose


@pytest.fixture
def me(registry: Bot, slack: Slack) -> Screen:
    """An admin at the bot on the seed."""
    return Screen(registry, slack)


async def test_who_saves_second_is_told_loses_nothing_and_may_save_over_it(registry: Bot, slack: Slack) -> None:
    ada, olga = Screen(registry, slack), Screen(registry, slack, OWNER)
    for each in (ada, olga):
        await each.record(MEMBERS, "Belarus")
        await each.press("Correct")
    assert await ada.submit(since="2003", why="The protocol says so") is None
    assert await olga.submit(since="2004", start="by a note", why="The note says so") is None
    assert olga.title == "Correct"
    assert f"<@{ADMIN}> has changed it meanwhile." in olga.text
    assert "Since: 7 October 2002 → 2003" in olga.text
    assert "The protocol says so" in olga.text
    assert (olga.typed["since"], olga.typed["start"], olga.typed["why"]) == ("2004", "by a note", "The note says so")
    assert await olga.submit() is None
    assert olga.title == "Corrected"
    assert "Since: 2003 → 2004" in olga.text
    await olga.press("Undo")
    assert "Belarus — since 2003 [" in (await ada.answer(MEMBERS))["text"]


@pytest.mark.parametrize("way", ["Correct", "Withdraw"])
async def test_what_somebody_withdrew_meanwhile_is_told(registry: Bot, slack: Slack, way: str) -> None:
    ada, olga = Screen(registry, slack), Screen(registry, slack, OWNER)
    for each, form in ((ada, "Withdraw"), (olga, way)):
        await each.record(MEMBERS, "Belarus")
        await each.press(form)
    await ada.submit(why="A slip")
    await olga.submit(why="A slip as well", **({"since": "2004"} if way == "Correct" else {}))
    if way == "Withdraw":
        assert "There is nothing left to withdraw." in olga.text
        return
    assert "It is withdrawn now." in olga.text
    assert await olga.submit() is None
    assert "Belarus — since 2004 [" in (await ada.answer(MEMBERS))["text"]


async def test_a_form_that_is_sent_again_changes_nothing_again(me: Screen, registry: Bot, slack: Slack) -> None:
    await me.record(MEMBERS, "Belarus")
    await me.press("Correct")
    form = me.top
    payload = {
        "type": "view_submission",
        "user": {"id": ADMIN, "team_id": TEAM},
        "view": form | {"state": {"values": filled(form, since="2003", **WHY)}},
    }
    answers = [(await registry.interaction(payload)).json for _ in range(2)]
    assert [answer["view"]["title"]["text"] for answer in answers] == ["Corrected"] * 2
    assert buttons(answers[0]["view"])["Undo"]["value"] == buttons(answers[1]["view"])["Undo"]["value"]
    await slack.settled("views.update", 4)
    assert shown(me.modals[1]).count("changed it.") == 1


async def test_whoever_follows_is_told_which_facts_were_changed_whichever_way(
    me: Screen, registry: Bot, slack: Slack, heard: Heard
) -> None:
    await corrected(me)
    await me.press("Undo")
    await slack.settled("views.update", 5)
    await me.close()
    await me.press("Withdraw")
    await me.submit(why="A slip")
    await slack.settled("views.update", 7)
    await me.close()
    await me.press("Restore")
    assert heard.facts == [("m078",)] * 4
    await sent(registry, slack, LEFT, **NEW_SOURCE)
    await registry.click(buttons(slack.answered_by_hook[-1])["Undo"], user=ADMIN)
    assert [set(facts) for facts in heard.facts[4:]] == [{"m076", "m077"}] * 2


async def test_a_suggestion_that_is_approved_is_a_change_too(registry: Bot, slack: Slack, heard: Heard) -> None:
    form = await opened(registry, slack, LEFT, user=READER)
    await registry.submit(form, filled(form, **NEW_SOURCE), user=READER)
    [message] = await slack.settled("chat.postMessage")
    await registry.click(buttons(message)["Approve"], user=ADMIN)
    assert [set(facts) for facts in heard.facts] == [{"m076", "m077"}]


async def test_the_channel_for_changes_hears_of_it(me: Screen, registry: Bot, slack: Slack) -> None:
    await choose(registry, slack, channel=CHANNEL)
    await corrected(me)
    line = (await slack.settled("chat.postMessage", 2))[1]
    assert line["channel"] == CHANNEL
    assert line["text"].startswith(f"Corrected by <@{ADMIN}>: CSTO: Belarus, member, since 2003. Since: 7 October 2002")
    assert "Why: The protocol says so" in line["text"]
