"""Any date and any period that can be written."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from hypothesis import strategies as st

from bloc_bot.domain.dates import End, PartialDate, Period, Unbounded

days = st.dates(min_value=date(1850, 1, 1), max_value=date(2100, 12, 31))


def _cut(day: date, parts: int, approximate: bool) -> PartialDate:
    return PartialDate(
        day.year, day.month if parts > 1 else None, day.day if parts > 2 else None, approximate=approximate
    )


partial_dates = st.builds(_cut, days, st.integers(1, 3), st.booleans())
ends = st.one_of(st.sampled_from(Unbounded), partial_dates)


def _in_order(one: End, other: End) -> Period:
    """What ends before it starts, or on the day that it starts, is no period."""
    for since, until in ((one, other), (other, one)):
        with suppress(ValueError):
            return Period(since, until)
    return Period(one)


periods = st.builds(_in_order, ends, ends)
