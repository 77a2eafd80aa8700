"""The forms about a record: filled in from it, and refused at the field that cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bloc_bot.domain.corrections import Correction, amended
from bloc_bot.domain.factbook import FactBook
from bloc_bot.language.times import read_date
from bloc_bot.slack.details.amending import FORMS, build_amending
from bloc_bot.slack.details.kept import Kept
from bloc_bot.slack.details.record import CORRECT
from bloc_bot.slack.forms.checks import Checks
from bloc_bot.slack.limits import check
from tests.slack.bot import Bot
from tests.slack.filling import NEW_SOURCE, Chosen, filled
from tests.slack.screen import HEAD, MEMBERS, WHY, Screen, corrected
from tests.slack.stand_in import Slack


@pytest.fixture
def me(registry: Bot, slack: Slack) -> Screen:
    """An admin at the bot on the seed."""
    return Screen(registry, slack)


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


async def test_a_source_on_record_is_found_by_typing(me: Screen, registry: Bot) -> None:
    await me.record(MEMBERS, "Belarus")
    await me.press("Add a source")
    offered = (await registry.typed("source", "TASS")).json["options"]
    assert await me.submit(source=offered[0]["value"]) is None
    assert me.title == "Source added"


def test_every_fact_of_the_seed_fits_its_form_and_comes_out_of_it_as_it_went_in(book: FactBook) -> None:
    checks = Checks(read_date, date(2026, 11, 21), book.register)
    for fact in book.facts.values():
        typed = FORMS[CORRECT].blank(fact)
        typed = replace(typed, texts={**typed.texts, "why": "x"})
        assert check(build_amending(FORMS[CORRECT], fact, typed, Kept(fact.id), book.register)) == []
        correction = FORMS[CORRECT].check(fact, typed, checks)
        assert isinstance(correction, Correction), (fact.id, correction)
        with pytest.raises(ValueError, match="nothing is changed"):
            amended(fact, correction, None)
