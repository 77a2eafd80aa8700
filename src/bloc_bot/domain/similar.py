"""Events and people that may be the same as those that somebody is about to record."""

from __future__ import annotations

from datetime import date, timedelta

from rapidfuzz import fuzz

from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.drafts import EventDraft
from bloc_bot.domain.factbook import FactBook, Register
from bloc_bot.domain.facts import Event, Person
from bloc_bot.domain.names import folded

NEAR = timedelta(days=3)
"""How far apart two reports may date the same event: time zones, eves, arrival and opening days."""
ALIKE = 70
"""From 0 to 100: how much two titles must share. Word order and further words do not count against it."""
NAMESAKES = 80
"""From 0 to 100: how much two names of people must share. Word order does not count against it."""


def similar_events(book: FactBook, draft: EventDraft) -> tuple[Event, ...]:
    """Events of the same organizations, near in time and alike in title; the likest first."""
    known = {event.id: event for name in draft.organizations for event in book.events.get(name, ())}
    near = [event for event in known.values() if _near(event.period, draft.period)]
    likeness = {event.id: _likeness(event.title, draft.title) for event in near}
    alike = [event for event in near if likeness[event.id] >= ALIKE]
    return tuple(sorted(alike, key=lambda event: -likeness[event.id]))


def person_called(register: Register, name: str) -> Person | None:
    """The one person on record who has this name, in whatever spelling is on record."""
    wanted = folded(name)
    called = {known.subject for known in register.names if known.kind == "person" and folded(known.text) == wanted}
    found = [person for person in register.people.values() if person.id in called or folded(person.name) == wanted]
    return found[0] if len(found) == 1 else None


def similar_people(register: Register, name: str) -> tuple[Person, ...]:
    """People on record whose name is near to this one; the nearest first."""
    wanted = folded(name)
    likeness = {p.id: fuzz.token_sort_ratio(folded(p.name), wanted) for p in register.people.values()}
    alike = [person for person in register.people.values() if likeness[person.id] >= NAMESAKES]
    return tuple(sorted(alike, key=lambda person: -likeness[person.id]))


def _near(one: Period, other: Period) -> bool:
    """Month and year precision reach over the whole month or year."""
    (first, last), (other_first, other_last) = _days(one), _days(other)
    return first - NEAR <= other_last and other_first - NEAR <= last


def _days(period: Period) -> tuple[date, date]:
    """The first and last day that it may mean. Without a date it is near nothing."""
    if not isinstance(period.since, PartialDate):
        return date.max, date.min
    return period.since.earliest, (period.last or period.since).latest


def _likeness(one: str, other: str) -> float:
    return fuzz.token_set_ratio(folded(one), folded(other))
