"""The parts of a question that stops and commas set off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from bloc_bot.domain.memo import lazy
from bloc_bot.language.marked import ASKING_LEMMAS, COUNTED_IN, SYMBOLS, Marked, Reading

_PART_END = re.compile(
    r"\s*(?:[,;:!?()\n…]+|\.(?=\s|$)|\s[-–—]+\s)\s*"
    r"(?:and (?=(?:(?:since|from|in|on|by|at|for|until|till) )?(?:what|which|when|where|whom?|how|why)\b))?"
    r"|\s+and (?=(?:(?:since|from|in|on|by|at|for|until|till) )?(?:what|which|when|where|whom?|how|why)\b)",
    re.IGNORECASE,
)
"""Stops, and the `and` of a second question: `who heads it, and from which country is he?`"""
NAMED = frozenset([*SYMBOLS.values(), "TIME"])
_RESTRICTING = re.compile(
    r"\b(?:only|except|but|excluding|without|unless|with|whose|which|that|those|if|без|только|кроме|котор\w+)\b",
    re.IGNORECASE,
)
"""A part with one of these may say which of what is asked about is meant."""
_EXCLUDING = re.compile(
    r"\b(?:not counting|(?:leav|sett)ing aside|excluding|except|minus|ignoring|without|besides|apart from"
    r"|other than)\b",
    re.IGNORECASE,
)
_ROLES = frozenset(["observer", "partner", "associate"])
"""So does one that counts those of such a role in."""
TOLD_ANYWAY = frozenset(
    (
        "what when since where country list be do have and date start acting him it them there then that current mean "
        "number count"
    ).split()
)
"""What a question may ask, or say, without another answer to it."""


@dataclass(frozen=True)
class Part:
    """What stands between two stops or commas, `text[start:end]`, with how its words were read."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    is_another_question: bool = False

    @lazy
    def said(self) -> frozenset[str]:
        return frozenset([reading.symbol for reading in self.readings if reading.symbol])

    @lazy
    def names(self) -> bool:
        """Whether something on record or a time is named."""
        return not self.said.isdisjoint(NAMED)

    @property
    def unread(self) -> bool:
        return any(symbol.startswith("?") for symbol in self.said)

    @property
    def says_something(self) -> bool:
        return not all(symbol.startswith("?") for symbol in self.said)

    @property
    def asks(self) -> bool:
        return not self.said.isdisjoint(ASKING_LEMMAS)

    @property
    def may_restrict(self) -> bool:
        if self.is_another_question:
            return False
        if self.unread and _RESTRICTING.search(self.text) is not None:
            return True
        if self.names and _EXCLUDING.search(self.text) is not None:
            return True
        if self.names and not self.said.isdisjoint(("not", "but")):
            return True
        return not self.said.isdisjoint(_ROLES) and COUNTED_IN.search(self.text) is not None


def parts_of(marked: Marked) -> list[Part]:
    ends = [end.span() for end in _PART_END.finditer(marked.text) if not _is_enumerating(end, marked)]
    ends.append((len(marked.text), len(marked.text)))
    parts, start = [], 0
    for end, following in ends:
        if text := marked.text[start:end]:
            readings = tuple([reading for place, reading in marked.placed if start <= place < end])
            another = marked.text[:start].lower().endswith(" and ")
            parts.append(Part(start, end, text, readings, another))
        start = following
    return parts


def _is_enumerating(stop: re.Match[str], marked: Marked) -> bool:
    """Whether it is a comma between names of one kind: `Russia, Belarus and Kazakhstan`."""
    if stop[0].strip() != ",":
        return False
    before = ""
    for place, reading in marked.placed:
        if place >= stop.end() and reading.symbol:
            return before == reading.symbol and before in SYMBOLS.values()
        if place < stop.start() and reading.symbol:
            before = reading.symbol
    return False


def is_told_anyway(part: Part, said: frozenset[str]) -> bool:
    """Whether it asks no more than what an answer to the rest tells: `name and since when`, `which countries are`."""
    its_own = {symbol for symbol in part.said - TOLD_ANYWAY if not symbol.startswith("?")}
    return its_own - {"who"} <= said if its_own - {"who"} else not (_names_what_it_asks(part) or "who" in its_own)


def _names_what_it_asks(part: Part) -> bool:
    """Whether what it asks for is a word that was not read: `which general is it`."""
    said = [reading.symbol for reading in part.readings if reading.symbol]
    return any(asks == "what" and noun.startswith("?") for asks, noun in pairwise(said))
