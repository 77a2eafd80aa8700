"""Correcting a record over signed HTTP, on the seed: saved, shown, undone, withdrawn and restored."""

from __future__ import annotations

import re

import pytest

from bloc_bot.slack.delivery import NotDelivered
from tests.slack.bot import ADMIN, READER, Bot
from tests.slack.filling import NEW_SOURCE
from tests.slack.screen import MEMBERS, WHY, Screen, corrected
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons


@pytest.fixture
def me(registry: Bot, slack: Slack) -> Screen:
    """An admin at the bot on the seed."""
    return Screen(registry, slack)


async def other_team(bot: Bot, question: str) -> str:
    return str((await bot.command("/bloc", question, READER, team_id="T2")).json["text"])


async def test_an_event_is_corrected_part_by_part(me: Screen) -> None:
    await me.record("csto events 4 February 2009")
    await me.press("Correct")
    assert {"since", "nature", "title", "summary"} <= me.typed.keys()
    typed = {"since": "5 Feb 2009", "until": "6 Feb 2009", "title": "A force is agreed", "place": "Minsk"}
    assert await me.submit(**typed, **WHY) is None
    assert "• A force is agreed — 5-6 February 2009" in me.text
    assert "→ Minsk" in me.text
    assert "A force is agreed" in (await me.answer("csto events February 2009"))["text"]


async def test_what_was_corrected_is_in_the_next_answer_and_the_seed_stays_for_others(
    me: Screen, registry: Bot, slack: Slack
) -> None:
    await corrected(me)
    assert me.title == "Corrected"
    assert "• Belarus — member since 2003" in me.text
    assert "Since: 7 October 2002 → 2003" in me.text
    assert "Belarus — since 2003 [" in (await me.answer(MEMBERS))["text"]
    assert "Belarus — since 7 October 2002 [" in await other_team(registry, MEMBERS)
    [message] = await slack.settled("hook")
    assert (message["response_type"], buttons(message).keys()) == ("ephemeral", {"Undo"})


async def test_the_record_beneath_shows_it_with_who_and_why(me: Screen, slack: Slack) -> None:
    await corrected(me)
    await slack.settled("views.update")
    await me.close()
    assert (me.title, len(me.modals)) == ("Record", 2)
    assert f"Corrected here by <@{ADMIN}>" in me.text
    assert "What came with bloc_bot says: CSTO: Belarus, member, since 7 October 2002" in me.text
    assert re.search(
        rf"<@{ADMIN}> changed it\.\\n   ◦ Since: 7 October 2002 → 2003\\n   Why: The protocol says so", me.text
    )
    assert "it came with bloc_bot." in me.text


async def test_the_list_beneath_shows_it_too(me: Screen, slack: Slack) -> None:
    await corrected(me)
    await slack.settled("views.update", 2)
    await me.close()
    await me.close()
    assert (me.title, len(me.modals)) == ("Details", 1)
    assert "• Belarus — since 2003 " in me.text


async def test_undo_brings_back_what_was_there_and_the_history_has_both(me: Screen, slack: Slack) -> None:
    await corrected(me)
    await slack.settled("views.update")
    await me.press("Undo")
    assert me.title == "Taken back"
    assert "• Belarus — member since 7 October 2002" in me.text
    assert "Belarus — since 7 October 2002 [" in (await me.answer(MEMBERS))["text"]
    await slack.settled("views.update", 5)
    await me.close()
    assert "It came with bloc_bot" in me.text
    assert f"<@{ADMIN}> took back what was changed before." in me.text
    assert f"<@{ADMIN}> changed it." in me.text


async def test_the_message_about_it_has_undo_too(me: Screen, registry: Bot, slack: Slack) -> None:
    await corrected(me)
    [message] = await slack.settled("hook")
    await registry.click(buttons(message)["Undo"], user=ADMIN)
    assert "Belarus — since 7 October 2002 [" in (await me.answer(MEMBERS))["text"]
    await me.press("Undo")
    assert f"<@{ADMIN}> has taken it back already" in me.text


async def test_come_by_from_elsewhere_the_person_is_told_directly(
    me: Screen, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def too_late(*_: object) -> None:
        raise NotDelivered("a response_url answered 404")

    monkeypatch.setattr("bloc_bot.slack.details.outcomes.respond", too_late)
    await corrected(me)
    [message] = await slack.settled("chat.postMessage")
    assert message["channel"] == ADMIN
    assert "Corrected: CSTO: Belarus" in message["text"]


async def test_a_source_is_added_with_where_in_it_and_the_day_of_which_it_speaks(me: Screen, slack: Slack) -> None:
    await me.record(MEMBERS, "Belarus")
    await me.press("Add a source")
    assert await me.submit(**NEW_SOURCE, locator="page 4", attested="Mar 2020") is None
    assert "Source added: River Gazette: What happened, attested March 2020" in me.text
    await slack.settled("views.update")
    await me.close()
    assert "13 February 2026; page 4; attested March 2020" in me.text


async def test_a_dispute_names_the_other_value_with_its_source_and_the_value_stays(me: Screen) -> None:
    await me.record("when did Armenia join the CSTO?")
    await me.press("Dispute")
    assert await me.submit(part="since", value="Dec 2003", **NEW_SOURCE) is None
    assert "Dispute added: the start: December 2003 (River Gazette: What happened)" in me.text
    answer = (await me.answer("when did Armenia join the CSTO?"))["text"]
    assert "on 7 October 2002" in answer
    assert "River Gazette gives December 2003 as the start" in answer


async def test_withdrawn_it_is_in_no_answer_here_until_it_is_restored(me: Screen, registry: Bot, slack: Slack) -> None:
    await me.record(MEMBERS, "Belarus")
    await me.press("Withdraw")
    assert await me.submit(why="A slip") is None
    assert "no answer here shows" in me.text
    assert "• Belarus" not in (await me.answer(MEMBERS))["text"]
    assert "• Belarus" in await other_team(registry, MEMBERS)
    await slack.settled("views.update")
    await me.close()
    assert f"*Withdrawn* in this workspace by <@{ADMIN}>" in me.text
    assert "Why: A slip" in me.text
    assert me.buttons == ["Restore"]
    await me.press("Restore")
    assert "*Restored.*" in me.text
    assert "Belarus — since 7 October 2002 [" in (await me.answer(MEMBERS))["text"]


async def test_the_confirmation_of_a_withdrawal_restores_too(me: Screen) -> None:
    await me.record(MEMBERS, "Belarus")
    await me.press("Withdraw")
    await me.submit(why="A slip")
    assert me.buttons == ["Restore"]
    await me.press("Restore")
    assert "Belarus — since 7 October 2002 [" in (await me.answer(MEMBERS))["text"]


@pytest.mark.slow
async def test_a_long_history_is_paged(me: Screen, slack: Slack) -> None:
    await me.record(MEMBERS, "Belarus")
    for year in range(1990, 2000):
        await me.press("Correct")
        assert await me.submit(since=str(year), **WHY) is None
        await slack.settled("views.update", 2 * (year - 1989))
        await me.close()
    assert "Changes 1 to 8 of 11" in me.text
    assert "Since: 1998 → 1999" in me.text
    await me.press("Older")
    assert "Changes 9 to 11 of 11" in me.text
    assert "it came with bloc_bot." in me.text
    await me.press("Newer")
    assert "Changes 1 to 8 of 11" in me.text


async def test_what_is_typed_is_shown_as_it_was_typed_and_calls_nobody(me: Screen, slack: Slack) -> None:
    vile = "<!channel> & <@UADMIN> <https://example.org|here>"
    await corrected(me, start=vile)
    await me.close()
    await slack.settled("views.update")
    await me.close()
    await me.open("Belarus")
    assert "&lt;!channel&gt; &amp; &lt;@UADMIN&gt;" in me.text
    assert "<!channel>" not in me.text
