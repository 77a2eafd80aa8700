"""Times in a question: written, or counted from today, with the words around them (`before`, `since`, `between`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bloc_bot.domain.dates import ONE_DAY, PartialDate
from bloc_bot.domain.queries import When
from bloc_bot.language.relative_times import relative_times
from bloc_bot.language.written_dates import Atom, written_dates


class TimeMark(NamedTuple):
    """A stretch of the question, `text[start:end]`, read as a time.

    `relation` is how the words put it: on, before, after, since, until, between.
    """

    start: int
    end: int
    when: When
    relation: str = "on"

    def moved(self, by: int) -> TimeMark:
        """The same time in a text that begins so many characters earlier."""
        return TimeMark(self.start + by, self.end + by, self.when, self.relation)


def read_date(text: str) -> PartialDate:
    """A single day, month or year, as a person types it or in EDTF. ValueError says what may be written."""
    text = text.strip()
    try:
        return PartialDate.parse(text)
    except ValueError:
        found = _apart(_in_order(written_dates(_lowered(text))))
    if len(found) != 1 or found[0].end - found[0].start < len(text) or found[0].first != found[0].last:
        raise ValueError(f"{text!r} is not a date: write 11 Jan 2008, Jan 2008, 2008 or 2008-01-11")
    return found[0].first


def find_times(text: str, today: date) -> tuple[TimeMark, ...]:
    """Every time in a question, in order, none inside another."""
    lowered = _lowered(text)
    atoms = _apart(_in_order([*written_dates(lowered), *relative_times(lowered, today)]))
    return tuple(_related(lowered, atoms, today))


def _lowered(text: str) -> str:
    """Lower case in which every character keeps its place."""
    if len(lowered := text.lower()) == len(text):
        return lowered
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _in_order(atoms: list[Atom]) -> list[Atom]:
    """By where they begin; of two that begin together, the longer first."""
    return sorted(atoms, key=lambda atom: (atom.start, -atom.end))


def _apart(atoms: list[Atom]) -> list[Atom]:
    kept: list[Atom] = []
    for atom in atoms:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


_RELATIONS = {
    "before": "before", "prior to": "before", "earlier than": "before", "until": "until", "till": "until",
    "up to": "until", "by": "until", "after": "after", "later than": "after", "following": "after", "since": "since",
    "from": "since", "starting": "since", "as of": "on", "as at": "on", "in": "on", "on": "on", "during": "on",
    "around": "on", "circa": "on", "about": "on", "for": "on", "at": "on", "of": "on", "within": "on", "over": "on",
    "in the course of": "on", "on or about": "on",
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


def _related(text: str, atoms: list[Atom], today: date) -> Iterator[TimeMark]:
    position = 0
    while position < len(atoms):
        atom = atoms[position]
        following = atoms[position + 1] if position + 1 < len(atoms) else None
        if following is not None and (start := _span_start(text, atom, following)) is not None:
            when = When.between(min(atom.first, following.first, key=_day), max(atom.last, following.last, key=_day))
            yield TimeMark(start, following.end, when, "between")
            position += 2
            continue
        yield _with_relation(text, atom, following, today)
        position += 1


def _day(when: PartialDate) -> date:
    return when.latest


def _span_start(text: str, atom: Atom, following: Atom) -> int | None:
    """Where a span begins, if the two are the ends of one: `between 1999 and 2006`, `1999..2006`."""
    between = text[atom.end : following.start]
    opening = _BETWEEN.search(text, max(0, atom.start - _LONGEST_RELATION), atom.start)
    if opening and _JOIN.fullmatch(between):
        return opening.start()
    return atom.start if _DASH.fullmatch(between) else None


def _with_relation(text: str, atom: Atom, following: Atom | None, today: date) -> TimeMark:
    onwards = _ONWARDS.match(text, atom.end)
    if onwards and (
        following is None or following.is_now or onwards.end() <= _begin(following, _relation_of(text, following))
    ):
        return TimeMark(atom.start, onwards.end(), When.between(atom.first, None), "since")
    before = _relation_of(text, atom)
    start = _begin(atom, before)
    relation = _RELATIONS[before["word"]] if before else "on"
    return TimeMark(start, atom.end, _when(atom, relation, today), relation)


def _relation_of(text: str, atom: Atom) -> re.Match[str] | None:
    return _BEFORE_ATOM.search(text, max(0, atom.start - _LONGEST_RELATION), atom.start)


def _begin(atom: Atom, relation: re.Match[str] | None) -> int:
    return relation.start() if relation else atom.start


def _when(atom: Atom, relation: str, today: date) -> When:
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
