"""Correcting a record over signed HTTP, on the seed: forms, refusals at their fields, Undo, rights, two at once."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bloc_bot.slack.delivery import NotDelivered
from tests.slack.bot import ADMIN, CHANNEL, READER, TEAM, Bot
from tests.slack.conftest import GUEST, OWNER, STRANGER, Heard
from tests.slack.filling import LEFT, NEW_SOURCE, Chosen, filled, opened, sent
from tests.slack.screen import Screen
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_settings_of_workspace import choose

MEMBERS = "csto members"
WHY = {"why": "The protocol says so"}
HEAD = "who headed the CSTO on 1 May 2010?"


@pytest.fixture
async def me(archive: Bot, slack: Slack) -> Screen:
    return Screen(archive, slack)


async def corrected(me: Screen, row: str = "Belarus", question: str = MEMBERS, **typed: Chosen) -> None:
    await me.record(question, row)
    await me.press("Correct")
    assert await me.submit(**(typed or {"since": "2003"}), **WHY) is None


async def other_team(bot: Bot, question: str) -> str:
    return str((await bot.command("/bloc", question, READER, team_id="T2")).json["text"])


@pytest.mark.parametrize(
    ("question", "row", "form"),
    [
        (MEMBERS, "Belarus", {"since": "2002-10-07", "until": "..", "role": "member", "start": "signed the charter"}),
        (MEMBERS, "Armenia, frozen", {"since": "2024-02-22", "until": ".."}),
        (HEAD, "", {"since": "2003-04-28", "until": "2017-01-01"}),
        ("what is the CSTO?", "Seat", {"value": "Moscow (Sverchkov pereulok 3/2)", "until": ".."}),
        ("how does the CSTO relate to the SCO?", "memorandum", {"since": "2007-10-05"}),
    ],
)
async def test_the_form_is_filled_in_with_what_is_on_record(
    me: Screen, question: str, row: str, form: dict[str, Chosen]
) -> None:
    await me.record(question, row)
    await me.press("Correct")
    assert (me.title, me.top["submit"]["text"], len(me.modals) <= 3) == ("Correct", "Save", True)
    assert form.items() <= me.typed.items()
    assert "why" not in me.typed


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
    me: Screen, archive: Bot, slack: Slack
) -> None:
    await corrected(me)
    assert me.title == "Corrected"
    assert "• Belarus — member since 2003" in me.text
    assert "Since: 7 October 2002 → 2003" in me.text
    assert "Belarus — since 2003 [" in (await me.answer(MEMBERS))["text"]
    assert "Belarus — since 7 October 2002 [" in await other_team(archive, MEMBERS)
    [message] = await slack.settled("hook")
    assert (message["response_type"], buttons(message).keys()) == ("ephemeral", {"Undo"})


async def test_the_record_beneath_shows_it_with_who_and_why(me: Screen, slack: Slack) -> None:
    await corrected(me)
    await slack.settled("views.update")
    await me.close()
    assert (me.title, len(me.modals)) == ("Record", 2)
    assert f"Corrected here by <@{ADMIN}>" in me.text
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


async def test_the_message_about_it_has_undo_too(me: Screen, archive: Bot, slack: Slack) -> None:
    await corrected(me)
    [message] = await slack.settled("hook")
    await archive.click(buttons(message)["Undo"], user=ADMIN)
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


@pytest.mark.parametrize(
    ("way", "typed", "errors"),
    [
        ("Correct", {"since": "2003"}, {"why": "Say why"}),
        ("Correct", {"since": "31 Feb 2003", **WHY}, {"since": "no date in the calendar"}),
        ("Correct", {"until": "soon", **WHY}, {"until": "no date in the calendar"}),
        ("Correct", {"until": "1999", **WHY}, {"until": "not after the start"}),
        ("Correct", {"since": "2031", **WHY}, {"since": "still to come"}),
        ("Correct", WHY, {"since": "on record already"}),
        (
            "Correct",
            {"since": "2003", **WHY, "publisher": "River Gazette"},
            {"source_title": "title", "url": "address"},
        ),
        ("Correct", {"since": "2003", **WHY, **NEW_SOURCE, "url": "ftp://example.org"}, {"url": "https://"}),
        ("Add a source", {}, {"source": "Nothing is recorded without one"}),
        ("Add a source", {**NEW_SOURCE, "attested": "2031"}, {"attested": "after today"}),
        ("Add a source", {**NEW_SOURCE, "source_date": "2031"}, {"source_date": "after today"}),
        ("Dispute", {}, {"part": "Choose", "source": "Nothing is recorded without one"}),
        ("Dispute", {"part": "since", **NEW_SOURCE}, {"value": "Write a year"}),
        ("Dispute", {"part": "since", "value": "early", **NEW_SOURCE}, {"value": "no date"}),
        ("Dispute", {"part": "since", "value": "7 Oct 2002", **NEW_SOURCE}, {"value": "what the record says"}),
        ("Dispute", {"part": "role", "value": "Member", **NEW_SOURCE}, {"value": "what the record says"}),
        ("Withdraw", {}, {"why": "Say why"}),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field_and_nothing_typed_is_lost(
    me: Screen, way: str, typed: dict[str, Chosen], errors: dict[str, str]
) -> None:
    await me.record(MEMBERS, "Belarus")
    await me.press(way)
    form = me.top
    told = await me.submit(**{name: value for name, value in typed.items() if name in filled(form)})
    assert told is not None
    assert told.keys() == errors.keys()
    assert all(said in told[field] for field, said in errors.items())
    assert me.top is form
    assert "Belarus — since 7 October 2002 [" in (await me.answer(MEMBERS))["text"]


async def test_a_term_that_would_overlap_another_one_is_refused_at_its_date(me: Screen) -> None:
    await me.record(HEAD)
    await me.press("Correct")
    errors = await me.submit(until="2020", **WHY)
    assert errors is not None
    assert "the two would overlap" in errors["until"]


@pytest.mark.parametrize("ongoing", ["..", "ongoing", "still"])
async def test_an_end_is_written_as_people_write_it(me: Screen, ongoing: str) -> None:
    await corrected(me, since="about 2003", until=ongoing)
    assert "• Belarus — member since about 2003" in me.text


async def test_an_end_that_is_left_empty_is_not_on_record(me: Screen) -> None:
    await corrected(me, until="")
    assert "Until: goes on → not on record" in me.text


async def test_a_source_is_added_with_where_in_it_and_the_day_of_which_it_speaks(me: Screen, slack: Slack) -> None:
    await me.record(MEMBERS, "Belarus")
    await me.press("Add a source")
    assert await me.submit(**NEW_SOURCE, locator="page 4", attested="Mar 2020") is None
    assert "Source added: River Gazette: What happened, attested March 2020" in me.text
    await slack.settled("views.update")
    await me.close()
    assert "13 February 2026; page 4; attested March 2020" in me.text


async def test_a_source_on_record_is_found_by_typing(me: Screen, archive: Bot) -> None:
    await me.record(MEMBERS, "Belarus")
    await me.press("Add a source")
    offered = (await archive.typed("source", "TASS")).json["options"]
    assert await me.submit(source=offered[0]["value"]) is None
    assert me.title == "Source added"


async def test_a_dispute_names_the_other_value_with_its_source_and_the_value_stays(me: Screen) -> None:
    await me.record("when did Armenia join the CSTO?")
    await me.press("Dispute")
    assert await me.submit(part="since", value="Dec 2003", **NEW_SOURCE) is None
    assert "Dispute added: the start: December 2003 (River Gazette: What happened)" in me.text
    answer = (await me.answer("when did Armenia join the CSTO?"))["text"]
    assert "on 7 October 2002" in answer
    assert "River Gazette gives December 2003 as the start" in answer


async def test_withdrawn_it_is_in_no_answer_here_until_it_is_restored(me: Screen, archive: Bot, slack: Slack) -> None:
    await me.record(MEMBERS, "Belarus")
    await me.press("Withdraw")
    assert await me.submit(why="A slip") is None
    assert "no answer here shows" in me.text
    assert "• Belarus" not in (await me.answer(MEMBERS))["text"]
    assert "• Belarus" in await other_team(archive, MEMBERS)
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


async def test_who_saves_second_is_told_loses_nothing_and_may_save_over_it(archive: Bot, slack: Slack) -> None:
    ada, olga = Screen(archive, slack), Screen(archive, slack, OWNER)
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
async def test_what_somebody_withdrew_meanwhile_is_told(archive: Bot, slack: Slack, way: str) -> None:
    ada, olga = Screen(archive, slack), Screen(archive, slack, OWNER)
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


async def test_a_form_that_is_sent_again_changes_nothing_again(me: Screen, archive: Bot, slack: Slack) -> None:
    await me.record(MEMBERS, "Belarus")
    await me.press("Correct")
    form = me.top
    payload = {
        "type": "view_submission",
        "user": {"id": ADMIN, "team_id": TEAM},
        "view": form | {"state": {"values": filled(form, since="2003", **WHY)}},
    }
    answers = [(await archive.interaction(payload)).json for _ in range(2)]
    assert [answer["view"]["title"]["text"] for answer in answers] == ["Corrected"] * 2
    assert buttons(answers[0]["view"])["Undo"]["value"] == buttons(answers[1]["view"])["Undo"]["value"]
    await slack.settled("views.update", 4)
    assert shown(me.modals[1]).count("changed it.") == 1


@pytest.mark.parametrize("user", [READER, GUEST, STRANGER])
@pytest.mark.parametrize("action", ["correct", "add_source", "dispute", "withdraw", "restore", "undo"])
async def test_every_button_asks_again_who_may(archive: Bot, slack: Slack, user: str, action: str) -> None:
    """The button was drawn for somebody else, or before rights were taken away."""
    looker = Screen(archive, slack, user)
    await looker.record(MEMBERS, "Belarus")
    values = {"undo": "1.0.0"}
    payload = _pressed(looker, f"details:{action}", values.get(action, "m078"))
    assert (await archive.interaction(payload)).status == 200
    assert looker.title == "Not corrected"
    assert f"Only these people may correct this: <@{ADMIN}>" in looker.text
    assert "Belarus — since 7 October 2002 [" in (await looker.answer(MEMBERS))["text"]


def _pressed(screen: Screen, action: str, value: str) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "user": {"id": screen.user, "team_id": TEAM},
        "container": {"type": "view", "view_id": screen.top["id"]},
        "view": screen.top,
        "trigger_id": screen.slack.permits.new_trigger(screen.user),
        "actions": [{"type": "button", "action_id": action, "value": value, "block_id": "b", "action_ts": "1"}],
    }


@pytest.mark.parametrize("way", ["Correct", "Add a source", "Dispute", "Withdraw"])
async def test_a_form_says_so_if_rights_were_taken_away_while_it_was_open(archive: Bot, slack: Slack, way: str) -> None:
    await archive.command("/bloc", f"admins add <@{READER}>", ADMIN)
    max_ = Screen(archive, slack, READER)
    await max_.record(MEMBERS, "Belarus")
    await max_.press(way)
    await archive.command("/bloc", f"admins remove <@{READER}>", ADMIN)
    typed = {"since": "2003", "part": "since", "value": "2004", **WHY, **NEW_SOURCE}
    await max_.submit(**{name: value for name, value in typed.items() if name in filled(max_.top)})
    assert max_.title == "Not corrected"
    assert "Only these people may correct this" in max_.text
    assert "Belarus — since 7 October 2002 [" in (await max_.answer(MEMBERS))["text"]


@pytest.mark.parametrize("user", [GUEST, STRANGER, READER])
async def test_nobody_else_sends_somebody_elses_form(me: Screen, archive: Bot, user: str) -> None:
    await me.record(MEMBERS, "Belarus")
    await me.press("Withdraw")
    payload = {
        "type": "view_submission",
        "user": {"id": user, "team_id": TEAM},
        "view": me.top | {"state": {"values": filled(me.top, why="Because")}},
    }
    assert (await archive.interaction(payload)).json["view"]["title"]["text"] == "Not corrected"
    assert "• Belarus" in (await me.answer(MEMBERS))["text"]


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


async def test_the_channel_for_changes_hears_of_it(me: Screen, archive: Bot, slack: Slack) -> None:
    await choose(archive, slack, channel=CHANNEL)
    await corrected(me)
    line = (await slack.settled("chat.postMessage", 2))[1]
    assert line["channel"] == CHANNEL
    assert line["text"].startswith(f"Corrected by <@{ADMIN}>: CSTO: Belarus, member, since 2003. Since: 7 October 2002")
    assert "Why: The protocol says so" in line["text"]


async def test_whoever_follows_is_told_which_facts_were_changed_whichever_way(
    me: Screen, archive: Bot, slack: Slack, heard: Heard
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
    await sent(archive, slack, LEFT, **NEW_SOURCE)
    await archive.click(buttons(slack.answered_by_hook[-1])["Undo"], user=ADMIN)
    assert [set(facts) for facts in heard.facts[4:]] == [{"m076", "m077"}] * 2


async def test_a_suggestion_that_is_approved_is_a_change_too(archive: Bot, slack: Slack, heard: Heard) -> None:
    form = await opened(archive, slack, LEFT, user=READER)
    await archive.submit(form, filled(form, **NEW_SOURCE), user=READER)
    [message] = await slack.settled("chat.postMessage")
    await archive.click(buttons(message)["Approve"], user=ADMIN)
    assert [set(facts) for facts in heard.facts] == [{"m076", "m077"}]
