"""Times counted from today: `now`, `last year`, `ten years ago`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bloc_bot.domain.dates import ONE_DAY, PartialDate
from bloc_bot.language.written_dates import SEASONS, Atom

_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50,
}  # fmt: skip
_NOW = re.compile(
    r"\b(?:right now|now|today|currently|at present|presently|at the moment|these days|nowadays|as of today|to date"
    r"|at th(?:is|e current|e present) (?:time|moment)|as of (?:now|this writing)|at the time of writing"
    r"|на сегодняшний день|на сегодня|сейчас|щас|сегодня|ныне|теперь|на данный момент|в настоящее время)\b"
)
_UNIT = re.compile(
    r"\b(?P<which>last|previous|past|this|current|next|прошлом|этом|следующем) "
    r"(?P<unit>year|yr|month|decade|году|месяце)\b"
)
_SEASON = re.compile(rf"\b(?P<which>last|past|this|next) (?P<season>{'|'.join(SEASONS)})\b")
_AGO = re.compile(
    rf"\b(?:some |about )?(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)}) "
    r"(?P<unit>year|month|week|day|decade)s? (?:ago|back)\b"
)
_LAST_FEW = re.compile(
    rf"\b(?:the )?(?:last|past) (?P<count>\d{{1,3}}|{'|'.join(_COUNTS)}) (?P<unit>year|month|day|decade)s\b"
)
_DAYS = {"yesterday": -1, "tomorrow": 1, "вчера": -1, "завтра": 1}
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_OFFSET = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "прошлом": -1,
    "этом": 0,
    "следующем": 1,
}


_NOW_WORDS = frozenset(
    "now today currently present presently moment days nowadays date time writing "
    "сейчас щас сегодня сегодняшний ныне теперь момент время".split()
)
_RELATIVE_WORDS = _NOW_WORDS.union(
    "year years yr month months week weeks day decade decades году месяце yesterday tomorrow вчера завтра".split(),
    SEASONS,
)
"""One of these is in every time that is counted from today."""
_WORD = re.compile(r"\w+")


def relative_times(text: str, today: date) -> Iterator[Atom]:
    """Every such time in a text in lower case; some may lie inside others."""
    said = frozenset(_WORD.findall(text))
    if _RELATIVE_WORDS.isdisjoint(said):
        return
    now = PartialDate.of(today)
    for match in _NOW.finditer(text) if not _NOW_WORDS.isdisjoint(said) else ():
        yield Atom(match.start(), match.end(), now, now, is_now=True)
    for match in _DAY.finditer(text) if not said.isdisjoint(_DAYS) else ():
        yield _single(match, PartialDate.of(today + _DAYS[match[0]] * ONE_DAY))
    if not said.isdisjoint(_OFFSET):
        for match in _UNIT.finditer(text):
            yield _single_or_decade(match, today, _OFFSET[match["which"]])
        for match in _SEASON.finditer(text):
            yield _season(match, today)
        for match in _LAST_FEW.finditer(text):
            yield Atom(match.start(), match.end(), _ago(today, _count(match["count"]), match["unit"]), now)
    for match in _AGO.finditer(text) if "ago" in said or "back" in said else ():
        yield _single(match, _ago(today, _count(match["count"]), match["unit"]))


def _single(match: re.Match[str], when: PartialDate) -> Atom:
    return Atom(match.start(), match.end(), when, when)


def _single_or_decade(match: re.Match[str], today: date, offset: int) -> Atom:
    if match["unit"] == "decade":
        start = today.year // 10 * 10 + 10 * offset
        return Atom(match.start(), match.end(), PartialDate(start), PartialDate(start + 9))
    if match["unit"] in ("month", "месяце"):
        return _single(match, _month_away(today, offset))
    return _single(match, PartialDate(today.year + offset))


def _season(match: re.Match[str], today: date) -> Atom:
    first, last = SEASONS[match["season"]]
    year = today.year + _OFFSET[match["which"]]
    return Atom(match.start(), match.end(), PartialDate(year, first), PartialDate(year + (last < first), last))


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _COUNTS[text]


def _ago(today: date, count: int, unit: str) -> PartialDate:
    """`ten years ago` means the year, `two months ago` the month, `five days ago` the day."""
    match unit:
        case "year":
            return PartialDate(today.year - count)
        case "decade":
            return PartialDate(today.year - 10 * count)
        case "month":
            return _month_away(today, -count)
    return PartialDate.of(today - timedelta(days=count * (7 if unit == "week" else 1)))


def _month_away(today: date, offset: int) -> PartialDate:
    months = today.year * 12 + today.month - 1 + offset
    return PartialDate(months // 12, months % 12 + 1)
