"""What people write beside a question: `hi, quick one`, `need it for a box`, `seeing both`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bloc_bot.language.marked import QUESTION_LEMMAS, Marked
from bloc_bot.language.parts import NAMED, TOLD_ANYWAY, Part, is_told_anyway, parts_of

_MOST_PARTS = 8
_QUOTED = re.compile(r"[«“„\"]|(?<!\w)['‘]\w")
_PRONOUNS = frozenset(["him", "it", "them"])
_SAID_IN_TALK = frozenset("position bloc you speak made about not or but still also before after source".split())


def cores(marked: Marked) -> Iterator[Marked]:
    """What may be the question itself, the most of it first: without those parts, set off by stops, that are talk.

    Talk names nothing on record and no time. What may narrow the question down is no talk, unless all of it is read;
    nor is anything where somebody's words are quoted.
    """
    parts = parts_of(marked)
    if not 1 < len(parts) <= _MOST_PARTS or _QUOTED.search(marked.text):
        return
    tried = [parts]
    naming = [part for part in parts if part.names]
    alone = sorted(naming, key=lambda part: part.said.isdisjoint(QUESTION_LEMMAS))
    for kept in ([part for part in parts if part.says_something], naming, *([part] for part in alone)):
        dropped = [part for part in parts if part not in kept]
        if not kept or kept in tried or any(part.may_restrict for part in dropped) or _is_asked_in(dropped, kept):
            continue
        if _is_topic(kept) and any(_says_more(part) for part in dropped):
            continue
        if _tells_when(dropped, marked) and not any(part.said & {"TIME", "PERSON"} for part in kept):
            continue
        tried.append(kept)
        if len(kept) > 1 or kept[0].said.isdisjoint(_PRONOUNS):
            yield marked.cut([(part.start, part.end) for part in kept])


def _is_topic(parts: list[Part]) -> bool:
    """Whether they do no more than name something: `CSTO and SCO`."""
    return all(not part.said - NAMED - {"and"} for part in parts)


def _says_more(part: Part) -> bool:
    """Whether it holds a word that patterns know, beside those that any question may hold."""
    return any(not symbol.startswith("?") for symbol in part.said - TOLD_ANYWAY - _SAID_IN_TALK)


def _tells_when(parts: list[Part], marked: Marked) -> bool:
    """Whether a time is named in one of the parts, and none of them is now."""
    if any(time.when.is_now for time in marked.times):
        return False
    told = [sum(part.start <= time.start < part.end for time in marked.times) for part in parts if "or" in part.said]
    if told and min(told) > 1:
        return False  # which of several it was is asked
    return any(part.start <= time.start < part.end for part in parts for time in marked.times)


def _is_asked_in(dropped: list[Part], kept: list[Part]) -> bool:
    """Whether the question itself would be dropped, and but its subject kept: `CSTO and UN, what is signed …?`"""
    said = frozenset[str]().union(*(part.said for part in kept))
    if any(part.asks for part in kept):
        return any(part.asks and not part.unread and not is_told_anyway(part, said) for part in dropped)
    return any(part.asks and not is_told_anyway(part, said) for part in dropped)
