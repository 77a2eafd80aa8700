"""Times as people write them: days, months, years, decades, seasons, spans, and times counted from today."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bloc_bot.domain.dates import ONE_DAY, PartialDate
from bloc_bot.domain.queries import When

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
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50,
}  # fmt: skip
_DECADES = {"forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_PARTS = {
    "early": (1, 4), "beginning of": (1, 3), "start of": (1, 2), "mid": (5, 8), "middle of": (5, 8), "late": (9, 12),
    "end of": (11, 12), "first half of": (1, 6), "second half of": (7, 12),
}  # fmt: skip

Span = tuple[PartialDate, PartialDate]


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A stretch of the question, `text[start:end]`, read as a time.

    `relation` is how the words put it: on, before, after, since, until, between.
    """

    start: int
    end: int
    when: When
    relation: str = "on"


@dataclass(frozen=True, slots=True)
class _Atom:
    """A time with nothing around it: from the start of `first` to the end of `last`."""

    start: int
    end: int
    first: PartialDate
    last: PartialDate
    is_now: bool = False


def read_date(text: str) -> PartialDate:
    """A single day, month or year, as a person types it or in EDTF. ValueError says what may be written."""
    text = text.strip()
    try:
        return PartialDate.parse(text)
    except ValueError:
        found = _apart(_in_order(_dates(_lowered(text))))
    if len(found) != 1 or found[0].end - found[0].start < len(text) or found[0].first != found[0].last:
        raise ValueError(f"{text!r} is not a date: write 11 Jan 2008, Jan 2008, 2008 or 2008-01-11")
    return found[0].first


def find_times(text: str, today: date) -> tuple[TimeMark, ...]:
    """Every time in a question, in order, none inside another."""
    lowered = _lowered(text)
    atoms = _apart(_in_order([*_dates(lowered), *_relative(lowered, today)]))
    return tuple(_related(lowered, atoms, today))


def _lowered(text: str) -> str:
    """Lower case in which every character keeps its place."""
    if text.isascii():
        return text.lower()
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _in_order(atoms: list[_Atom]) -> list[_Atom]:
    """By where they begin; of two that begin together, the longer first."""
    return sorted(atoms, key=lambda atom: (atom.start, -atom.end))


def _apart(atoms: list[_Atom]) -> list[_Atom]:
    kept: list[_Atom] = []
    for atom in atoms:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


# --- dates -----------------------------------------------------------------------------------------------------


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


_ORDINAL = r"(?:st|nd|rd|th|-?го|-?е)?"
_DATES: tuple[tuple[re.Pattern[str], bool, Callable[[re.Match[str]], Span]], ...] = tuple(
    (
        re.compile(rf"(?<!\w)(?<!\D-)(?<!\d[.,]){pattern}(?!\w|-(?!\d{{4}}))" if guarded else pattern),
        _MONTH in pattern,
        read,
    )
    for pattern, guarded, read in (
        (
            r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})",
            True,
            lambda m: _one(PartialDate(int(m["y"]), int(m["m"]), int(m["d"]))),
        ),
        (
            rf"(?P<d>\d{{1,2}}){_ORDINAL}(?: of)?,? (?P<m>{_MONTH})\.?,?(?: of)? (?P<y>{_YEAR}|['’]\d\d)",
            True,
            lambda m: _one(PartialDate(_full_year(m["y"]), _month(m["m"]), int(m["d"]))),
        ),
        (
            rf"(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}}){_ORDINAL},? (?P<y>{_YEAR})",
            True,
            lambda m: _one(PartialDate(_full_year(m["y"]), _month(m["m"]), int(m["d"]))),
        ),
        (
            r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})",
            True,
            lambda m: _one(PartialDate(int(m["y"]), int(m["m"]), int(m["d"]))),
        ),
        (
            rf"(?:between |from )?(?P<m1>{_MONTH})(?: and | to | till | until | through |-|–)(?P<m2>{_MONTH})"
            rf"(?: of)? (?P<y>{_YEAR})",
            True,
            lambda m: _months(int(m["y"]), _month(m["m1"]), _month(m["m2"])),
        ),
        (r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])", True, lambda m: _one(PartialDate(int(m["y"]), int(m["m"])))),
        (
            rf"(?:the )?(?P<part>{'|'.join(_PARTS)})[ -](?P<y>{_YEAR}|['’]\d\d)",
            True,
            lambda m: _months(_full_year(m["y"]), *_PARTS[m["part"]]),
        ),
        (
            rf"new year['’]?s (?P<eve>eve|day)(?: of)?,? (?P<y>{_YEAR})",
            True,
            lambda m: _one(PartialDate(int(m["y"]), 12, 31) if m["eve"] == "eve" else PartialDate(int(m["y"]), 1, 1)),
        ),
        (rf"christmas(?: of)?,? (?P<y>{_YEAR})", True, lambda m: _one(PartialDate(int(m["y"]), 12, 25))),
        (
            rf"(?:the )?(?P<season>{'|'.join(_SEASONS)})(?: of)? (?P<y>{_YEAR})",
            True,
            lambda m: _months(int(m["y"]), *_SEASONS[m["season"]]),
        ),
        (
            rf"(?P<m>{_MONTH})\.?,?(?: of| in)? (?P<y>{_YEAR}|['’]?\d\d)(?: г(?:ода|оду|од|\.)?)?",
            True,
            lambda m: _one(PartialDate(_full_year(m["y"]), _month(m["m"]))),
        ),
        (rf"(?:the )?(?P<decade>(?:(?:19|20)?\d0['’]?s|{'|'.join(_DECADES)}))", True, _decade),
        (
            rf"(?:the year )?(?P<y>{_YEAR})(?: г(?:ода|оду|од|\.)?)?(?! (?:troops|soldiers|men|people|km|dollars))",
            True,
            lambda m: _one(PartialDate(int(m["y"]))),
        ),
        (
            r"(?:(?<=in )|(?<=since )|(?<=before )|(?<=after )|(?<=until )|(?<=from )|(?<=by )|(?=['’]))"
            r"(?P<y>['’]?\d\d)(?![\w.,:%-])",
            False,
            lambda m: _one(PartialDate(_full_year(m["y"]))),
        ),
    )
)


_MONTH_NAMED = re.compile(_MONTH)
_MAY_BE_DATE = re.compile(rf"\d|{'|'.join(_DECADES)}")


def _dates(text: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    if _MAY_BE_DATE.search(text) is None:
        return atoms
    month_named = _MONTH_NAMED.search(text) is not None
    for pattern, needs_month, read in _DATES:
        if needs_month and not month_named:
            continue
        for match in pattern.finditer(text):
            try:
                first, last = read(match)
            except ValueError:
                continue
            atoms.append(_Atom(match.start(), match.end(), first, last))
    return atoms


# --- times counted from today ----------------------------------------------------------------------------------

_NOW = re.compile(
    r"\b(?:right now|now|today|currently|at present|presently|at the moment|these days|nowadays|as of today|to date"
    r"|at this time|сейчас|щас|сегодня|ныне|теперь|на данный момент|в настоящее время)\b"
)
_UNIT = re.compile(
    r"\b(?P<which>last|previous|past|this|current|next|прошлом|этом|следующем) "
    r"(?P<unit>year|yr|month|decade|году|месяце)\b"
)
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


_RELATIVE_WORDS = frozenset(
    "now today currently present presently moment days nowadays date time сейчас сегодня ныне теперь момент время "
    "year years yr month months week weeks day decade decades году месяце yesterday tomorrow вчера завтра щас".split()
)
"""One of these is in every time that is counted from today."""
_WORD = re.compile(r"\w+")


def _relative(text: str, today: date) -> Iterator[_Atom]:
    if _RELATIVE_WORDS.isdisjoint(_WORD.findall(text)):
        return
    now = PartialDate.of(today)
    for match in _NOW.finditer(text):
        yield _Atom(match.start(), match.end(), now, now, is_now=True)
    for match in _DAY.finditer(text):
        yield _single(match, PartialDate.of(today + _DAYS[match[0]] * ONE_DAY))
    for match in _UNIT.finditer(text):
        yield _single_or_decade(match, today, _OFFSET[match["which"]])
    for match in _AGO.finditer(text):
        yield _single(match, _ago(today, _count(match["count"]), match["unit"]))
    for match in _LAST_FEW.finditer(text):
        yield _Atom(match.start(), match.end(), _ago(today, _count(match["count"]), match["unit"]), now)


def _single(match: re.Match[str], when: PartialDate) -> _Atom:
    return _Atom(match.start(), match.end(), when, when)


def _single_or_decade(match: re.Match[str], today: date, offset: int) -> _Atom:
    if match["unit"] == "decade":
        start = today.year // 10 * 10 + 10 * offset
        return _Atom(match.start(), match.end(), PartialDate(start), PartialDate(start + 9))
    if match["unit"] in ("month", "месяце"):
        return _single(match, _month_away(today, offset))
    return _single(match, PartialDate(today.year + offset))


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


# --- what stands around a time ---------------------------------------------------------------------------------

_RELATIONS = {
    "before": "before", "prior to": "before", "earlier than": "before", "until": "until", "till": "until",
    "up to": "until", "by": "until", "after": "after", "later than": "after", "following": "after", "since": "since",
    "from": "since", "starting": "since", "as of": "on", "as at": "on", "in": "on", "on": "on", "during": "on",
    "around": "on", "circa": "on", "about": "on", "for": "on", "at": "on", "of": "on", "within": "on", "over": "on",
    "throughout": "on", "back in": "on", "до": "before", "после": "after", "с": "since", "со": "since", "к": "until",
    "в": "on", "во": "on", "на": "on", "за": "on", "в течение": "on", "по состоянию на": "on",
}  # fmt: skip
_BEFORE_ATOM = re.compile(
    rf"(?:^|(?<=[\s,(]))(?P<word>{'|'.join(sorted(_RELATIONS, key=len, reverse=True))})(?: the)?\s+$"
)
_LONGEST_RELATION = max(map(len, _RELATIONS)) + len(" the ")
_BETWEEN = re.compile(r"\b(?:between|from|с|со|между)\s+$")
_JOIN = re.compile(r"\s*(?:\.\.+|-|–|—|to|and|until|till|through|thru|по|до|и)\s*")
_DASH = re.compile(r"\s*(?:\.\.+|-|–|—|to|through|thru|по)\s*")
_ONWARDS = re.compile(
    r"\s*(?:\.\.|to date|to now|till now|until now|to the present|onwards?|and after|and later|or later)(?!\w)"
)


def _related(text: str, atoms: list[_Atom], today: date) -> Iterator[TimeMark]:
    position = 0
    while position < len(atoms):
        atom = atoms[position]
        following = atoms[position + 1] if position + 1 < len(atoms) else None
        if following is not None and (start := _span_start(text, atom, following)) is not None:
            when = When.between(min(atom.first, following.first, key=_day), max(atom.last, following.last, key=_day))
            yield TimeMark(start, following.end, when, "between")
            position += 2
            continue
        yield _with_relation(text, atom, today)
        position += 1


def _day(when: PartialDate) -> date:
    return when.latest


def _span_start(text: str, atom: _Atom, following: _Atom) -> int | None:
    """Where a span begins, if the two are the ends of one: `between 1999 and 2006`, `1999..2006`."""
    between = text[atom.end : following.start]
    opening = _BETWEEN.search(text, max(0, atom.start - _LONGEST_RELATION), atom.start)
    if opening and _JOIN.fullmatch(between):
        return opening.start()
    return atom.start if _DASH.fullmatch(between) else None


def _with_relation(text: str, atom: _Atom, today: date) -> TimeMark:
    if onwards := _ONWARDS.match(text, atom.end):
        return TimeMark(atom.start, onwards.end(), When.between(atom.first, None), "since")
    before = _BEFORE_ATOM.search(text, max(0, atom.start - _LONGEST_RELATION), atom.start)
    start = before.start() if before else atom.start
    relation = _RELATIONS[before["word"]] if before else "on"
    return TimeMark(start, atom.end, _when(atom, relation, today), relation)


def _when(atom: _Atom, relation: str, today: date) -> When:
    match relation:
        case "before":
            return When.between(None, PartialDate.of(atom.first.earliest - ONE_DAY))
        case "until":
            return When.between(None, atom.last)
        case "after":
            return When.between(PartialDate.of(atom.last.latest + ONE_DAY), None)
        case "since":
            return When.between(atom.first, None)
    if atom.is_now:
        return When.now(today)
    return When.on(atom.first) if atom.first == atom.last else When.between(atom.first, atom.last)
