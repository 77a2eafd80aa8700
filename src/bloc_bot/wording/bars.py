"""Facts as bars: what of a period is sure, what may be, and what other sources say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date

from bloc_bot.domain.dates import ONE_DAY, PartialDate, Unbounded
from bloc_bot.domain.facts import Fact, Membership, Standing, Term
from bloc_bot.domain.queries import When
from bloc_bot.domain.timelines import Bar, BarEnd, BarKind, Ending, Group, Row

_STANDINGS = {
    Standing.SUSPENDED: BarKind.SUSPENDED,
    Standing.FROZEN: BarKind.FROZEN,
    Standing.LEAVING: BarKind.LEAVING,
}


def row(id: str, label: str, facts: Sequence[Membership | Term], on: When | None, today: date) -> Row:
    """A row of the chart. What is attested and has neither end on record is dots without a bar."""
    bars = [bar for fact in facts if (bar := _bar(fact, on, today)) is not None]
    attested = dict.fromkeys(_middle(when) for fact in facts for when in fact.attestations)
    first, last = _limits(on, today)
    return Row(
        id=id,
        label=label,
        bars=tuple(sorted(bars, key=lambda bar: bar.kind in _STANDINGS.values())),
        attested=tuple(day for day in attested if first <= day <= last),
    )


def axis(groups: Iterable[Group], on: When | None, today: date) -> tuple[date, date]:
    """The first and the last day to be shown: those asked about, else from the first on record until today."""
    days = [day for group in groups for each in group.rows for day in _days(each)]
    days += [mark.day for group in groups for mark in group.marks]
    goes_on = any(bar.end.ending is not Ending.KNOWN for group in groups for each in group.rows for bar in each.bars)
    first = on.first if on and on.first else min(days, default=today)
    last = on.last if on and on.last else today if goes_on else max(days, default=today)
    return first, max(min(last, today), first + ONE_DAY)


def _days(each: Row) -> list[date]:
    ends = [end for bar in each.bars for end in (bar.start, bar.end)]
    return [*each.attested, *(day for end in ends for day in (end.sure, end.possible, *end.disputed))]


def _limits(on: When | None, today: date) -> tuple[date, date]:
    first = on.first if on and on.first else date.min
    last = on.last if on and on.last else today
    return first, min(last, today)


def _bar(fact: Membership | Term, on: When | None, today: date) -> Bar | None:
    first, last = _limits(on, today)
    start, end = _start(fact), _end(fact, today)
    if start is None or end is None:
        return None
    return Bar(
        kind=_kind(fact),
        start=_beyond(start, first) if start.possible < first else start,
        end=_beyond(end, last) if end.sure > last or (end.ending is Ending.OPEN and last < today) else end,
    )


def _kind(fact: Membership | Term) -> BarKind:
    if isinstance(fact, Term):
        return BarKind.ACTING if fact.acting else BarKind.HOLDER
    return _STANDINGS[fact.standing] if fact.standing else BarKind(fact.role.value)


def _start(fact: Fact) -> BarEnd | None:
    """Where it begins; None where nothing of the beginning is on record."""
    since, until = fact.period.since, fact.period.until
    if isinstance(since, PartialDate):
        other = _disputed(fact, "since")
        return BarEnd(ending=Ending.KNOWN, sure=since.latest, possible=since.earliest, disputed=other)
    day = fact.attestations[0].latest if fact.attestations else None
    if day is None and isinstance(until, PartialDate):
        day = until.earliest - ONE_DAY
    if day is None or until is Unbounded.UNKNOWN:
        return None
    return BarEnd(ending=Ending.UNKNOWN, sure=day, possible=day)


def _end(fact: Membership | Term, today: date) -> BarEnd | None:
    """Where it ends. A term that was due to be over is known to have gone on until then, and no longer."""
    since, until = fact.period.since, fact.period.until
    if isinstance(until, PartialDate):
        other = _disputed(fact, "until")
        return BarEnd(ending=Ending.KNOWN, sure=until.earliest, possible=until.latest, disputed=other)
    due = fact.due_until if isinstance(fact, Term) else None
    if until is Unbounded.OPEN:
        if due is not None and due.earliest <= today:
            return BarEnd(ending=Ending.UNKNOWN, sure=due.earliest, possible=due.earliest)
        return BarEnd(ending=Ending.OPEN, sure=today, possible=today)
    if not isinstance(since, PartialDate):
        return None
    day = fact.attestations[-1].latest if fact.attestations else since.latest
    return BarEnd(ending=Ending.UNKNOWN, sure=day, possible=day)


def _beyond(end: BarEnd, day: date) -> BarEnd:
    return BarEnd(ending=Ending.BEYOND, sure=max(end.sure, day), possible=day)


def _disputed(fact: Fact, end: str) -> tuple[date, ...]:
    """The days that other sources give for an end: their earliest for a start, their latest for an end."""
    found = []
    for citation in fact.disputing:
        with suppress(ValueError):
            if citation.disputed == end:
                given = PartialDate.parse(citation.disputed_value)
                found.append(given.earliest if end == "since" else given.latest)
    return tuple(sorted(set(found)))


def _middle(when: PartialDate) -> date:
    return when.earliest + (when.latest - when.earliest) / 2
