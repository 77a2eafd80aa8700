"""Whether facts hold at the time that a question asks about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bloc_bot.domain.dates import PartialDate, Truth
from bloc_bot.domain.facts import Fact
from bloc_bot.domain.findings import Held, HeldFact
from bloc_bot.domain.queries import When


def truth_at(fact: Fact, on: When | None) -> Truth:
    """Whether it holds on the day, or on any day of the span; of all time where none is asked about."""
    if on is None:
        return Truth.YES
    if (day := on.day) is not None:
        return fact.truth_on(day)
    return fact.truth_within(on.first or date.min, on.last or date.max)


def held(facts: Iterable[HeldFact], on: When | None) -> tuple[Held[HeldFact], ...]:
    """Those that hold or may hold, with which of the two."""
    if on is not None and (day := on.day) is not None:
        judged = [(fact, fact.truth_on(day)) for fact in facts]
    else:
        judged = [(fact, truth_at(fact, on)) for fact in facts]
    return tuple([Held(fact, truth) for fact, truth in judged if truth is not Truth.NO])


def falls_within(when: PartialDate, on: When | None) -> Truth:
    """Whether a date lies within the time asked about."""
    if on is None:
        return Truth.YES
    first, last = on.first or date.min, on.last or date.max
    if when.latest < first or when.earliest > last:
        return Truth.NO
    return Truth.YES if first <= when.earliest and when.latest <= last else Truth.UNCERTAIN
