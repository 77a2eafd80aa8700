"""What is on record in all: how much of each organization, what happened last, and on this day of the year."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import date

from bloc_bot.domain.factbook import FactBook, chronological
from bloc_bot.domain.facts import AnyFact, Citation, Event, EventNature, Organization
from bloc_bot.domain.findings import Coverage, OverviewFound
from bloc_bot.domain.queries import Members, OfficeHolders, When
from bloc_bot.lookup.members import find_members
from bloc_bot.lookup.officials import find_holders

_LATEST = 5
_REMEMBERED = (EventNature.HAPPENED, EventNature.STATEMENT)


def find_overview(book: FactBook, today: date) -> OverviewFound:
    """What is covered, the latest events that have begun, and the anniversaries of `today`."""
    begun = (e for e in book.all_events if e.nature is not EventNature.PLANNED and e.first_day.latest <= today)
    remembered = (event for event in book.all_events if _is_anniversary(event, today))
    return OverviewFound(
        coverage=tuple(_coverage(organization, book, today) for organization in book.covered),
        latest=tuple(heapq.nlargest(_LATEST, begun, key=chronological)),
        anniversaries=tuple(sorted(remembered, key=chronological, reverse=True)),
    )


def _is_anniversary(event: Event, today: date) -> bool:
    """Only of what is known to the day: a month has no day of the year."""
    day = event.first_day.exact
    if day is None or event.nature not in _REMEMBERED:
        return False
    return (day.month, day.day) == (today.month, today.day) and day.year < today.year


def _coverage(organization: Organization, book: FactBook, today: date) -> Coverage:
    now = When.now(today)
    return Coverage(
        organization=organization,
        members=len(find_members(Members(organization=organization.id, on=now), book).members),
        office_holders=len(find_holders(OfficeHolders(organization=organization.id, on=now), book, today).holders),
        events=len(book.events.get(organization.id, ())),
        newest=_newest_source(organization.id, book, today),
    )


def _newest_source(organization: str, book: FactBook, today: date) -> Citation | None:
    dated = ((citation.dated, citation) for fact in _facts_of(organization, book) for citation in fact.supporting)
    known = [(when.earliest, citation) for when, citation in dated if when is not None and when.earliest <= today]
    return max(known, key=lambda found: found[0])[1] if known else None


def _facts_of(organization: str, book: FactBook) -> Iterator[AnyFact]:
    for shelf in (book.memberships, book.terms, book.events, book.relations, book.profiles):
        yield from shelf.get(organization, ())
