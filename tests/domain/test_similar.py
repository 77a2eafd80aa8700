"""Events that may be the same as the one being recorded."""

from __future__ import annotations

import pytest

from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.drafts import EventDraft, SourceDraft
from bloc_bot.domain.factbook import FactBook, Register
from bloc_bot.domain.facts import Citation, Event, EventNature, Source
from bloc_bot.domain.similar import similar_events

SOURCE = Source("s", "Publisher", "Title", "https://example.org")


def event(id: str, day: str, title: str, organization: str = "CSTO") -> Event:
    return Event(
        id=id,
        organization=organization,
        period=Period.during(PartialDate.parse(day)),
        citations=(Citation(SOURCE),),
        title=title,
        summary="",
        nature=EventNature.HAPPENED,
        organizations=(organization,),
    )


BOOK = FactBook.build(
    Register(),
    [
        event("summit", "2012-12-19", "CSTO summit in Moscow"),
        event("exercise", "2012-12", "Exercise of the rapid reaction forces"),
        event("other", "2012-12-19", "CSTO summit in Moscow", "CIS"),
    ],
)


def draft(day: str, title: str, *organizations: str) -> EventDraft:
    source = SourceDraft("Publisher", "Title", "https://example.org")
    period = Period.during(PartialDate.parse(day))
    return EventDraft(organizations or ("CSTO",), period, EventNature.HAPPENED, title, "", (), source)


@pytest.mark.parametrize(
    ("day", "title", "found"),
    [
        ("2012-12-19", "Moscow summit of the CSTO", ["summit"]),
        ("2012-12-22", "Summit of the CSTO, Moscow", ["summit"]),
        ("2012-12-16", "CSTO summit", ["summit"]),
        ("2012-12-23", "Summit of the CSTO, Moscow", []),
        ("2012", "CSTO summit in Moscow", ["summit"]),
        ("2012-12-03", "Rapid Reaction Forces exercise", ["exercise"]),
        ("2012-12-19", "Council of defence ministers", []),
    ],
)
def test_events_near_in_time_and_alike_in_title_are_found(day: str, title: str, found: list[str]) -> None:
    assert [event.id for event in similar_events(BOOK, draft(day, title))] == found


def test_events_of_other_organizations_are_not() -> None:
    assert similar_events(BOOK, draft("2012-12-19", "CSTO summit in Moscow", "NATO")) == ()


def test_an_event_of_several_of_its_organizations_is_found_once() -> None:
    found = similar_events(BOOK, draft("2012-12-19", "CSTO summit in Moscow", "CSTO", "CIS"))
    assert sorted(event.id for event in found) == ["other", "summit"]
