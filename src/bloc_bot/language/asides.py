"""What people write beside a question: `hi, quick one`, `need it for a box`, `seeing both`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from bloc_bot.language.marking import Marked

_PART_END = re.compile(r"\s*(?:[,;:!?()\n…]+|\.(?=\s|$)|\s[-–—]+\s)\s*")
_MOST_PARTS = 8
_QUOTED = re.compile(r"[«“„\"]|(?<!\w)['‘]\w")
_PRONOUNS = ("him", "it", "them")
_HE = re.compile(r"\b(?:he|she|him|her)\b", re.IGNORECASE)
_RESTRICTING = re.compile(
    r"\b(?:only|except|but|excluding|without|unless|with|whose|which|that|those|if|без|только|кроме|котор\w+)\b",
    re.IGNORECASE,
)
"""A part with one of these may say which of what is asked about is meant."""


def cores(text: str, read: Callable[[str], Marked]) -> Iterator[Marked]:
    """What may be the question itself, the most of it first: without those parts, set off by stops, that are talk.

    Talk names nothing on record and no time. What may narrow the question down is no talk, unless all of it is read;
    nor is anything where somebody's words are quoted.
    """
    written = [part for part in _PART_END.split(text) if part]
    if not 1 < len(written) <= _MOST_PARTS or _QUOTED.search(text):
        return
    parts = [read(part) for part in written]
    tried = {text}
    for kept in ([p for p in parts if _says_something(p)], [p for p in parts if _names(p)], *_alone(parts)):
        core = _with_topic(kept, parts)
        if core and core not in tried and not any(_may_restrict(part) for part in parts if part not in kept):
            tried.add(core)
            yield read(core)


def _alone(parts: Sequence[Marked]) -> Iterator[list[Marked]]:
    """Each part that names something, by itself; those that ask something first."""
    naming = [part for part in parts if _names(part)]
    yield from ([part] for part in sorted(naming, key=lambda part: not part.is_question))


def _with_topic(kept: Sequence[Marked], parts: Sequence[Marked]) -> str:
    """The parts as one text; for `he` in a single one, the person named in another: `Zas: was he ever …`."""
    if len(kept) != 1 or not kept[0].has(*_PRONOUNS):
        return ", ".join(part.text for part in kept)
    said = [name for part in parts for name in part.readings if name.symbol == "PERSON"]
    if len(said) != 1 or not kept[0].has("him"):
        return ""
    return _HE.sub(said[0].text, kept[0].text, count=1)


def _names(part: Marked) -> bool:
    return bool(part.names or part.times)


def _says_something(part: Marked) -> bool:
    return _names(part) or len(part.unread) < len(part.lemmas)


def _may_restrict(part: Marked) -> bool:
    return bool(part.unread) and _RESTRICTING.search(part.text) is not None
