"""Small pieces of English: dates, lists, counts, names with their article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from bloc_bot.domain.dates import End, PartialDate, Period, Unbounded
from bloc_bot.domain.facts import Organization
from bloc_bot.domain.queries import When

_MONTHS = (
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SPOKEN_AS_WORDS = frozenset({"NATO", "GUAM", "CACO", "EURASEC"})
"""Acronyms that are said as words, and so take no article."""


DATES = ("Since", "Until", "Remarks")
"""Headings of the cells that `since_and_until` gives, and of what is to be said beside them."""


@lru_cache(maxsize=4096)
def in_words(when: PartialDate | date) -> str:
    """`7 October 2002`, `December 1993`, `2007`, `about 2003`."""
    if isinstance(when, date):
        when = PartialDate.of(when)
    parts = [str(when.day)] if when.day is not None else []
    if when.month is not None:
        parts.append(_MONTHS[when.month])
    return ("about " if when.approximate else "") + " ".join([*parts, str(when.year)])


def on_date(when: PartialDate) -> str:
    """`on 7 October 2002`, `in December 1993`, `in 2007`."""
    return f"{'on' if when.day is not None else 'in'} {in_words(when)}"


def until_words(until: End) -> str:
    """The end of a period as people put it: the day before 1 January is the end of a year."""
    if not isinstance(until, PartialDate):
        return ""
    if until.day == 1 and until.month == 1:
        return f"to the end of {until.year - 1}"
    return f"until {in_words(until)}"


@lru_cache(maxsize=4096)
def period_words(period: Period) -> str:
    """`from 16 August 2006 until 19 December 2012`, `since 7 October 2002`, `until December 2015`."""
    since, until = period.since, period.until
    if since == until and isinstance(since, PartialDate):
        return f"in {in_words(since)}"
    end = until_words(until)
    if not isinstance(since, PartialDate):
        return f"{end} (start not on record)" if end else ""
    if end:
        return f"from {in_words(since)} {end}"
    return f"since {in_words(since)}" if until is Unbounded.OPEN else f"from {in_words(since)} (end not on record)"


@lru_cache(maxsize=4096)
@lru_cache(maxsize=4096)
def since_and_until(period: Period) -> tuple[str, str]:
    """The two ends, each to stand alone in a table. Nothing: it has no such end."""
    since = in_words(period.since) if isinstance(period.since, PartialDate) else _unknown(period.since)
    until = until_words(period.until).removeprefix("until ").removeprefix("to the ")
    return since, until or _unknown(period.until)


def _unknown(end: End) -> str:
    return "not on record" if end is Unbounded.UNKNOWN else ""


def span_words(first: PartialDate, last: PartialDate) -> str:
    """The dates of an event: `18 March 2010`, `22 July to 22 August 2008`, `2-4 April 2008`."""
    if first == last:
        return in_words(first)
    if first.day and last.day and first.year == last.year:
        if first.month == last.month:
            return f"{first.day}-{in_words(last)}"
        return f"{first.day} {_MONTHS[first.month or 1]} to {in_words(last)}"
    return f"{in_words(first)} to {in_words(last)}"


def at_time(on: When | None) -> str:
    """The time asked about, to stand in a sentence: `on 28 March 2004`, `in 2010`, `between 1999 and 2006`."""
    if on is None:
        return ""
    first, slash, last = on.written.partition("/")
    if not slash:
        return on_date(PartialDate.parse(first))
    if first in ("", ".."):
        return f"up to {in_words(PartialDate.parse(last))}"
    if last in ("", ".."):
        return f"since {in_words(PartialDate.parse(first))}"
    if (first.endswith("0"), last) == (True, f"{int(first[:4]) + 9}") and len(first) == 4:
        return f"in the {first}s"
    return f"between {in_words(PartialDate.parse(first))} and {in_words(PartialDate.parse(last))}"


def time_words(on: When | None) -> str:
    """The time asked about, as the subject of a sentence: `28 March 2034`, `2030`."""
    said = at_time(on)
    return said.removeprefix("on ").removeprefix("in ")


def is_today(on: When | None, today: date) -> bool:
    return on is not None and on.day == today


def lies_ahead(on: When | None, today: date) -> bool:
    """Whether the time asked about begins after today: of that nothing can be on record as having come about."""
    return on is not None and on.first is not None and on.first > today


def listed(words: Sequence[str]) -> str:
    """`Armenia, Belarus and Russia`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    return f"{count} {noun if count == 1 else plural or f'{noun}s'}"


def the(organization: Organization) -> str:
    """The organization in a sentence: `the CSTO`, `NATO`."""
    return organization.short if organization.short.upper() in _SPOKEN_AS_WORDS else f"the {organization.short}"


def sentence(text: str) -> str:
    """With a capital at its head and a full stop at its end."""
    text = capitalized(text.strip())
    return text + ("" if text[-1:] in ".?!" else ".")


def capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def edtf(end: End) -> str | None:
    """An end of a period for a row's plain data: None where it is no date."""
    return str(end) if isinstance(end, PartialDate) else None
