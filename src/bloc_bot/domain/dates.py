"""Dates known to a day, a month or a year, and periods between them, written in EDTF (ISO 8601-2)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from bloc_bot.domain.memo import lazy

ONE_DAY = timedelta(days=1)
_EDTF = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<approximate>~)?")


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Truth(StrEnum):
    """What the record says of a day: it holds, it does not, or the record leaves it open."""

    YES = "yes"
    NO = "no"
    UNCERTAIN = "uncertain"


class Unbounded(StrEnum):
    """An end of a period that is no date. The value is how EDTF writes it."""

    OPEN = ".."
    """No such end so far: the source treats it as going on (or as having no beginning)."""
    UNKNOWN = ""
    """There may be such an end; the sources do not say when."""


@dataclass(frozen=True)
class PartialDate:
    """A calendar date of day, month or year precision, possibly approximate (`2003~`).

    `earliest` and `latest` are the first and last day that it may mean. An approximate date may be
    off by one unit of its own precision on either side.
    """

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        if not 1 < self.year < 9999:
            raise ValueError(f"year {self.year} is out of range")
        try:
            _ = self._first_and_last
        except ValueError as error:
            raise ValueError(f"{self} is not a date in the calendar") from error

    @classmethod
    @lru_cache(maxsize=8192)
    def parse(cls, text: str) -> PartialDate:
        """Read `2003`, `2003-09`, `2003-09-18`, each with an optional `~`. ValueError for anything else."""
        match = _EDTF.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a date: write 2003, 2003-09 or 2003-09-18")
        month, day = match["month"], match["day"]
        return cls(
            int(match["year"]),
            int(month) if month else None,
            int(day) if day else None,
            match["approximate"] is not None,
        )

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @lazy
    def earliest(self) -> date:
        first, _ = self._first_and_last
        return self._shifted(first, -1) if self.approximate else first

    @lazy
    def latest(self) -> date:
        _, last = self._first_and_last
        return self._shifted(last + ONE_DAY, 1) - ONE_DAY if self.approximate else last

    @property
    def exact(self) -> date | None:
        """The one day that it means, if it means one."""
        return self.earliest if self.earliest == self.latest else None

    def following(self) -> PartialDate:
        """The next date of the same precision: the day, month or year after."""
        return self._neighbour(self._first_and_last[1] + ONE_DAY)

    def preceding(self) -> PartialDate:
        """The date of the same precision before it."""
        return self._neighbour(self._first_and_last[0] - ONE_DAY)

    def __str__(self) -> str:
        return self._written

    @lazy
    def _written(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts) + ("~" if self.approximate else "")

    @lazy
    def _first_and_last(self) -> tuple[date, date]:
        if self.month is None:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        if self.day is None:
            return date(self.year, self.month, 1), date(self.year, self.month, monthrange(self.year, self.month)[1])
        return (day := date(self.year, self.month, self.day)), day

    def _neighbour(self, day: date) -> PartialDate:
        return PartialDate(
            day.year,
            day.month if self.month is not None else None,
            day.day if self.day is not None else None,
            self.approximate,
        )

    def _shifted(self, first_of_unit: date, direction: int) -> date:
        match self.precision:
            case Precision.DAY:
                return first_of_unit + direction * ONE_DAY
            case Precision.MONTH:
                months = first_of_unit.year * 12 + first_of_unit.month - 1 + direction
                return date(months // 12, months % 12 + 1, 1)
            case Precision.YEAR:
                return date(first_of_unit.year + direction, 1, 1)


End = PartialDate | Unbounded


@dataclass(frozen=True)
class Period:
    """Since when and until when something holds.

    `since` is the first day on which it holds; `until` is **the first day on which it no longer holds**.
    An unknown start never means "always", an unknown end never means "still".
    """

    since: End = Unbounded.UNKNOWN
    until: End = Unbounded.UNKNOWN

    def __post_init__(self) -> None:
        since, until = self.since, self.until
        if isinstance(since, PartialDate) and isinstance(until, PartialDate):
            if until.latest < since.earliest:
                raise ValueError(f"{self} ends before it starts")
            if since.exact is not None and since.exact == until.exact:
                raise ValueError(
                    f"{self} ends on the day it starts: until is the first day on which it no longer holds"
                )

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read an EDTF interval: `1992-05-15/..`, `1993-12/2009-08-18`, `/2012`. ValueError for anything else."""
        since, slash, until = text.strip().partition("/")
        if not slash:
            raise ValueError(f"{text!r} is not a period: write 1992-05-15/.. or 1999/2005-05")
        return cls(parse_end(since), parse_end(until))

    @classmethod
    def during(cls, first: PartialDate, last: PartialDate | None = None) -> Period:
        """The period of something that began on `first` and was over at the end of `last` (both included)."""
        return cls(first, (last or first).following())

    @lazy
    def last(self) -> PartialDate | None:
        """The last date on which it holds, in the precision of `until`, where the end is on record."""
        return self.until.preceding() if isinstance(self.until, PartialDate) else None

    def truth_on(self, day: date) -> Truth:
        """Whether it holds on `day`, as far as the two ends alone tell."""
        first, end = self._sure_days
        if first <= day < end:
            return Truth.YES
        started, ended = _reached(self.since, day, Truth.YES), _reached(self.until, day, Truth.NO)
        if started is Truth.NO or ended is Truth.YES:
            return Truth.NO
        return Truth.YES if started is Truth.YES and ended is Truth.NO else Truth.UNCERTAIN

    def started_by(self, day: date) -> Truth:
        """Whether it had begun by the end of `day`."""
        return _reached(self.since, day, Truth.YES)

    def ended_by(self, day: date) -> Truth:
        """Whether `day` is already one on which it no longer holds."""
        return _reached(self.until, day, Truth.NO)

    def truth_within(self, first: date, last: date) -> Truth:
        """Whether it holds on at least one day from `first` to `last`."""
        since, until = self.since, self.until
        if isinstance(since, PartialDate) and first <= since.earliest and since.latest <= last:
            return Truth.YES
        if isinstance(until, PartialDate) and first < until.earliest and until.latest - ONE_DAY <= last:
            return Truth.YES
        return both(self.started_by(last), negated(self.ended_by(first)))

    def surely_overlaps(self, other: Period) -> bool:
        """Whether both hold on some day, however their dates are read."""
        (start, end), (other_start, other_end) = self._sure_days, other._sure_days
        return max(start, other_start) < min(end, other_end)

    @lazy
    def _sure_days(self) -> tuple[date, date]:
        """The first day on which it holds for certain, and the first on which it may not. The last first: none."""
        since, until = self.since, self.until
        if not isinstance(since, PartialDate):
            return date.max, date.min
        if isinstance(until, PartialDate):
            return since.latest, until.earliest
        return since.latest, date.max if until is Unbounded.OPEN else since.latest

    def __str__(self) -> str:
        return f"{self.since}/{self.until}"


def parse_end(text: str) -> End:
    """Read one end of an EDTF interval: a date, `..` (open) or nothing (unknown)."""
    text = text.strip()
    return Unbounded(text) if text in ("", "..") else PartialDate.parse(text)


def both(one: Truth, other: Truth) -> Truth:
    """The truth of two things together."""
    if Truth.NO in (one, other):
        return Truth.NO
    return Truth.YES if one is other is Truth.YES else Truth.UNCERTAIN


def negated(truth: Truth) -> Truth:
    return _NEGATED[truth]


_NEGATED = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNCERTAIN: Truth.UNCERTAIN}


def _reached(end: End, day: date, if_open: Truth) -> Truth:
    if end is Unbounded.OPEN:
        return if_open
    if not isinstance(end, PartialDate):
        return Truth.UNCERTAIN
    if day >= end.latest:
        return Truth.YES
    return Truth.NO if day < end.earliest else Truth.UNCERTAIN
