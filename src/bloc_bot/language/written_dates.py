"""Dates as people write them: days, months, years, decades, seasons and parts of a year."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from bloc_bot.domain.dates import PartialDate

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12, "янв": 1, "фев": 2, "мар": 3, "апр": 4, "май": 5, "мая": 5, "мае": 5, "июн": 6, "июл": 7, "авг": 8,
    "сен": 9, "окт": 10, "ноя": 11, "дек": 12,
}  # fmt: skip
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?"
    r"|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе])"
)
_YEAR = r"(?:1[89]|20|21)\d\d"
_DECADES = {"forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2),
           "весной": (3, 5), "летом": (6, 8), "осенью": (9, 11), "зимой": (12, 2)}  # fmt: skip
_PARTS = {
    "early": (1, 4), "beginning of": (1, 3), "start of": (1, 2), "mid": (5, 8), "middle of": (5, 8), "late": (9, 12),
    "end of": (11, 12), "end": (11, 12), "start": (1, 2), "beginning": (1, 3),
    "first half of": (1, 6), "second half of": (7, 12),
}  # fmt: skip

Span = tuple[PartialDate, PartialDate]


class Atom(NamedTuple):
    """A time with nothing around it: from the start of `first` to the end of `last`."""

    start: int
    end: int
    first: PartialDate
    last: PartialDate
    is_now: bool = False


def _month(word: str) -> int:
    return _MONTHS[word[:3]]


def _full_year(text: str) -> int:
    """`99` → 1999, `08` → 2008; four digits as they stand."""
    year = int(text.lstrip("'’"))
    return year if year > 99 else year + (1900 if year >= 40 else 2000)


def _one(when: PartialDate) -> Span:
    return when, when


def _months(year: int, first: int, last: int) -> Span:
    return PartialDate(year, first), PartialDate(year + (last < first), last)


def _decade(match: re.Match[str]) -> Span:
    word = match["decade"]
    start = _DECADES[word] if word in _DECADES else _full_year(word[:-1].rstrip("'’"))
    return PartialDate(start), PartialDate(start + 9)


def _part_of_decade(match: re.Match[str]) -> Span:
    start = _decade(match)[0].year
    first, last = _PARTS_OF_DECADE[match["part"]]
    return PartialDate(start + first), PartialDate(start + last)


_PARTS_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_DECADE = rf"(?P<decade>(?:(?:19|20)?\d0['’]?s|{'|'.join(_DECADES)}))"
_ORDINAL = r"(?:st|nd|rd|th|-?го|-?е)?"


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a date: its pattern, and texts of which one is in every date that is written so."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Span]
    holds: frozenset[str]
    names_month: bool


def _form(pattern: str, read: Callable[[re.Match[str]], Span], *holds: str, guarded: bool = True) -> _Form:
    """`guarded`: it stands by itself, and is no part of a longer number or word."""
    alone = rf"(?<!\w)(?<!\D-)(?<!\d[.,]){pattern}(?!\w|-(?!\d{{4}}))"
    return _Form(re.compile(alone if guarded else pattern), read, frozenset(holds), _MONTH in pattern)


def _day_of(match: re.Match[str]) -> Span:
    return _one(PartialDate(_full_year(match["y"]), _month(match["m"]), int(match["d"])))


def _days_of(match: re.Match[str]) -> Span:
    year, month = int(match["y"]), _month(match["m"])
    return PartialDate(year, month, int(match["d"])), PartialDate(year, month, int(match["last"]))


def _numbered(match: re.Match[str]) -> Span:
    return _one(PartialDate(int(match["y"]), int(match["m"]), int(match["d"])))


def _slashed(match: re.Match[str]) -> Span:
    """`15/5/1992` and `5/15/1992`; where either number may be the month, it is not read."""
    first, second = int(match["a"]), int(match["b"])
    if first <= _MONTHS_IN_A_YEAR and second <= _MONTHS_IN_A_YEAR and first != second:
        raise ValueError(match[0])
    return _one(PartialDate(_full_year(match["y"]), min(first, second), max(first, second)))


def _day_of_year_before(match: re.Match[str]) -> Span:
    """The second day of `4 July 2024 or 8 August`: of the year named before it."""
    years = _YEAR_ALONE.findall(match.string, 0, match.start())
    if not years:
        raise ValueError(match[0])
    return _one(PartialDate(int(years[-1]), _month(match["m"]), int(match["d"])))


_MONTHS_IN_A_YEAR = 12
_YEAR_ALONE = re.compile(rf"\b{_YEAR}\b")


def _part_of_year(match: re.Match[str]) -> Span:
    return _months(_full_year(match["y"]), *_PARTS[match["part"]])


_DAYS_IN_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "fifteenth": 15, "twentieth": 20,
}  # fmt: skip
_TO = ("-", "–", " to ")
_FORMS = (
    _form(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", _numbered, "-"),
    _form(rf"(?P<d>\d{{1,2}}){_ORDINAL}(?: of)?,? (?P<m>{_MONTH})\.?,?(?: of)? (?P<y>{_YEAR}|['’]?\d\d)", _day_of),
    _form(
        rf"(?P<d>{'|'.join(_DAYS_IN_WORDS)})(?: day)? of (?P<m>{_MONTH}),? (?P<y>{_YEAR})",
        lambda m: _one(PartialDate(int(m["y"]), _month(m["m"]), _DAYS_IN_WORDS[m["d"]])),
        *_DAYS_IN_WORDS,
    ),
    _form(
        rf"(?P<d>\d{{1,2}}){_ORDINAL} (?P<m>{_MONTH})"
        rf"(?= (?:or|and)(?: on)? \d{{1,2}}{_ORDINAL} {_MONTH},? (?P<y>{_YEAR}))",
        _day_of,
        " or ",
        " and ",
    ),
    _form(rf"(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}}){_ORDINAL},? (?P<y>{_YEAR})", _day_of),
    _form(rf"(?P<d>\d{{1,2}})(?:-|–| to )(?P<last>\d{{1,2}}) (?P<m>{_MONTH})\.?,? (?P<y>{_YEAR})", _days_of, *_TO),
    _form(rf"(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}})(?:-|–| to )(?P<last>\d{{1,2}}),? (?P<y>{_YEAR})", _days_of, *_TO),
    _form(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})", _numbered, "."),
    _form(rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y>{_YEAR}|\d\d)", _slashed, "/"),
    _form(
        r"9/11(?: (?:itself|attacks?))?(?:,? (?:of |in )?\(?2001\)?)?(?!/)",
        lambda _: _one(PartialDate(2001, 9, 11)),
        "9/11",
    ),
    _form(
        rf"(?:(?<=or )|(?<=vs )|(?<=or on )|(?<=versus ))(?P<d>\d{{1,2}}){_ORDINAL} (?P<m>{_MONTH})(?!,? ['’]?\d)",
        _day_of_year_before,
        " or ",
        " vs ",
        " versus ",
    ),
    _form(
        rf"(?:between |from )?(?P<m1>{_MONTH})(?: and | to | till | until | through |-|–)(?P<m2>{_MONTH})"
        rf"(?: of)? (?P<y>{_YEAR})",
        lambda m: _months(int(m["y"]), _month(m["m1"]), _month(m["m2"])),
        *_TO,
        " and ",
        " till ",
        " until ",
        " through ",
    ),
    _form(r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])", lambda m: _one(PartialDate(int(m["y"]), int(m["m"]))), "-"),
    _form(
        rf"(?:the )?(?P<part>{'|'.join(_PARTS)})[ -](?:the )?(?:year )?(?P<y>{_YEAR}|['’]\d\d)",
        _part_of_year,
        *_PARTS,
    ),
    _form(r"(?P<part>early|mid|late)[ -](?P<y>\d\d)(?![.,:%]?\d)", _part_of_year, *_PARTS_OF_DECADE),
    _form(
        rf"new year['’]?s (?P<eve>eve|day)(?: of)?,? (?P<y>{_YEAR}|['’]?\d\d)",
        lambda m: _one(PartialDate(_full_year(m["y"]), *((12, 31) if m["eve"] == "eve" else (1, 1)))),
        "new year",
    ),
    _form(rf"christmas(?: of)?,? (?P<y>{_YEAR})", lambda m: _one(PartialDate(int(m["y"]), 12, 25)), "christmas"),
    _form(
        rf"(?:the )?(?P<season>{'|'.join(SEASONS)})(?: of)? (?P<y>{_YEAR})",
        lambda m: _months(int(m["y"]), *SEASONS[m["season"]]),
        *SEASONS,
    ),
    _form(
        rf"(?P<m>{_MONTH})\.?,?(?: of| in)? (?P<y>{_YEAR}|['’]?\d\d)(?: г(?:ода|оду|од|\.)?)?",
        lambda m: _one(PartialDate(_full_year(m["y"]), _month(m["m"]))),
    ),
    _form(rf"(?:the )?(?P<part>early|mid|late)[ -](?:the )?{_DECADE}", _part_of_decade, *_PARTS_OF_DECADE),
    _form(rf"(?:the )?{_DECADE}", _decade, "0s", "0's", "0’s", *_DECADES),
    _form(
        rf"(?:the year )?(?P<y>{_YEAR})(?: г(?:ода|оду|од|\.)?)?(?! (?:troops|soldiers|men|people|km|dollars))",
        lambda m: _one(PartialDate(int(m["y"]))),
    ),
    _form(
        r"(?=['’\d])(?:(?<=in )|(?<=since )|(?<=before )|(?<=after )|(?<=until )|(?<=from )|(?<=by )|(?=['’]))"
        r"(?P<y>['’]?\d\d)(?![\w%-]|[.,:]\d| ?(?:min|hour|day|week|month|year)s?)",
        lambda m: _one(PartialDate(_full_year(m["y"]))),
        guarded=False,
    ),
)


_HOLDS = frozenset[str]().union(*(form.holds for form in _FORMS))
_BEGINNING = re.compile(
    rf"(?<!\w)(?:(?P<month>{'|'.join(_MONTHS)})|['’]?\d|the |between |from |new year|christmas"
    rf"|{'|'.join([*_PARTS, *_DECADES, *SEASONS, *_DAYS_IN_WORDS])})|(?<=\w)['’]\d"
)
"""Where a date may begin. To look for each form at these places alone is quicker than to search the text for it."""
_MAY_BE_DATE = re.compile(rf"\d|{'|'.join(_DECADES)}")


def written_dates(text: str) -> list[Atom]:
    """Every date in a text in lower case, in order, the longest at each place, none overlapping."""
    if _MAY_BE_DATE.search(text) is None:
        return []
    beginnings = list(_BEGINNING.finditer(text))
    month_named = any(beginning["month"] for beginning in beginnings)
    held = [hold for hold in _HOLDS if hold in text]
    forms = [f for f in _FORMS if (month_named or not f.names_month) and not (f.holds and f.holds.isdisjoint(held))]
    atoms: list[Atom] = []
    for beginning in beginnings:
        place = beginning.start()
        if not (atoms and place < atoms[-1].end) and (atom := _date_at(text, place, forms)) is not None:
            atoms.append(atom)
    return atoms


def _date_at(text: str, place: int, forms: list[_Form]) -> Atom | None:
    """The longest date that begins there; one that is no day of the calendar is none."""
    fitting = [(match, form) for form in forms if (match := form.pattern.match(text, place)) is not None]
    for match, form in sorted(fitting, key=_end, reverse=True):
        with suppress(ValueError):
            return Atom(place, match.end(), *form.read(match))
    return None


def _end(fitting: tuple[re.Match[str], _Form]) -> int:
    return fitting[0].end()
