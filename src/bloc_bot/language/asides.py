"""What people write beside a question: `hi, quick one`, `need it for a box`, `seeing both`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bloc_bot.language.marking import QUESTION_LEMMAS, SYMBOLS, Marked, Reading

_PART_END = re.compile(r"\s*(?:[,;:!?()\n…]+|\.(?=\s|$)|\s[-–—]+\s)\s*")
_MOST_PARTS = 8
_QUOTED = re.compile(r"[«“„\"]|(?<!\w)['‘]\w")
_PRONOUNS = frozenset(["him", "it", "them"])
_HE = re.compile(r"\b(?:he|she|him|her)\b", re.IGNORECASE)
_NAMES = frozenset([*SYMBOLS.values(), "TIME"])
_RESTRICTING = re.compile(
    r"\b(?:only|except|but|excluding|without|unless|with|whose|which|that|those|if|без|только|кроме|котор\w+)\b",
    re.IGNORECASE,
)
"""A part with one of these may say which of what is asked about is meant."""


@dataclass(frozen=True)
class _Part:
    """What stands between two stops or commas, with how its words were read."""

    text: str
    readings: tuple[Reading, ...]

    @property
    def said(self) -> frozenset[str]:
        return frozenset(reading.symbol for reading in self.readings if reading.symbol)

    @property
    def names(self) -> bool:
        """Whether something on record or a time is named."""
        return not self.said.isdisjoint(_NAMES)

    @property
    def unread(self) -> bool:
        return any(symbol.startswith("?") for symbol in self.said)

    @property
    def says_something(self) -> bool:
        return not all(symbol.startswith("?") for symbol in self.said)

    @property
    def may_restrict(self) -> bool:
        return self.unread and _RESTRICTING.search(self.text) is not None


def cores(marked: Marked) -> Iterator[str]:
    """What may be the question itself, the most of it first: without those parts, set off by stops, that are talk.

    Talk names nothing on record and no time. What may narrow the question down is no talk, unless all of it is read;
    nor is anything where somebody's words are quoted.
    """
    parts = _parts(marked)
    if not 1 < len(parts) <= _MOST_PARTS or _QUOTED.search(marked.text):
        return
    tried = {marked.text}
    naming = [part for part in parts if part.names]
    alone = sorted(naming, key=lambda part: part.said.isdisjoint(QUESTION_LEMMAS))
    for kept in ([part for part in parts if part.says_something], naming, *([part] for part in alone)):
        core = _with_topic(kept, parts)
        if core and core not in tried and not any(part.may_restrict for part in parts if part not in kept):
            tried.add(core)
            yield core


def _parts(marked: Marked) -> list[_Part]:
    ends = [*(end.span() for end in _PART_END.finditer(marked.text)), (len(marked.text), len(marked.text))]
    placed = list(_placed(marked))
    parts, start = [], 0
    for end, following in ends:
        if text := marked.text[start:end]:
            parts.append(_Part(text, tuple(reading for place, reading in placed if start <= place < end)))
        start = following
    return parts


def _placed(marked: Marked) -> Iterator[tuple[int, Reading]]:
    """Each reading, with where in the text it begins; the words of a name may reach around a time."""
    place = 0
    for reading in marked.readings:
        place = max(place, marked.text.find(reading.text, place))
        yield place, reading


def _with_topic(kept: Sequence[_Part], parts: Sequence[_Part]) -> str:
    """The parts as one text; for `he` in a single one, the person named in another: `Zas: was he ever …`."""
    if len(kept) != 1 or kept[0].said.isdisjoint(_PRONOUNS):
        return ", ".join(part.text for part in kept)
    people = [reading.text for part in parts for reading in part.readings if reading.symbol == "PERSON"]
    return _HE.sub(people[0], kept[0].text, count=1) if len(people) == 1 and "him" in kept[0].said else ""
