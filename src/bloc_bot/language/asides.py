"""What people write beside a question: `hi, quick one`, `need it for a box`, `seeing both`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bloc_bot.domain.memo import lazy
from bloc_bot.language.marking import ASKING_LEMMAS, COUNTED_IN, QUESTION_LEMMAS, SYMBOLS, Marked, Reading

_PART_END = re.compile(
    r"\s*(?:[,;:!?()\n…]+|\.(?=\s|$)|\s[-–—]+\s)\s*"
    r"(?:and (?=(?:(?:since|from|in|on|by|at|for|until|till) )?(?:what|which|when|where|whom?|how|why)\b))?"
    r"|\s+and (?=(?:(?:since|from|in|on|by|at|for|until|till) )?(?:what|which|when|where|whom?|how|why)\b)",
    re.IGNORECASE,
)
"""Stops, and the `and` of a second question: `who heads it, and from which country is he?`"""
_AND_ASKED = re.compile(r"\band $", re.IGNORECASE)
_MOST_PARTS = 8
_QUOTED = re.compile(r"[«“„\"]|(?<!\w)['‘]\w")
_PRONOUNS = frozenset(["him", "it", "them"])
_HE = re.compile(r"\b(?:he|she|him|her)\b", re.IGNORECASE)
_THEM = re.compile(r"\b(?:them|they|the two|both)\b", re.IGNORECASE)
_NOUN = re.compile(
    r"\b(?:the|this|that) (?:organi[sz]ation|bloc|alliance|grouping|group|body|union|club|pact)(?: itself)?\b",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|its)(?=['’]s\b|\b)", re.IGNORECASE)
_IT_OR_NOUN = re.compile(rf"{_NOUN.pattern}|\b(?:it|its)\b", re.IGNORECASE)
_THAT_TIME = re.compile(r"\b(?:that (?:day|year|month|date|time)|then|at the time)\b", re.IGNORECASE)
_MAY_ASK = frozenset([*QUESTION_LEMMAS, "still"])
_NAMES = frozenset([*SYMBOLS.values(), "TIME"])
_RESTRICTING = re.compile(
    r"\b(?:only|except|but|excluding|without|unless|with|whose|which|that|those|if|без|только|кроме|котор\w+)\b",
    re.IGNORECASE,
)
"""A part with one of these may say which of what is asked about is meant."""
_TOLD_ANYWAY = frozenset(
    (
        "what when since where country list be do have and date start acting him it them there then that current mean "
        "number count"
    ).split()
)
_SAID_IN_TALK = frozenset("position bloc you speak made about not or but still also before after source".split())
_ROLES = frozenset(["observer", "partner", "associate"])
"""So does one that counts those of such a role in."""


@dataclass(frozen=True)
class _Part:
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
        return not self.said.isdisjoint(_NAMES)

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
        if self.names and "not" in self.said:
            return True
        return not self.said.isdisjoint(_ROLES) and COUNTED_IN.search(self.text) is not None


def cores(marked: Marked) -> Iterator[Marked]:
    """What may be the question itself, the most of it first: without those parts, set off by stops, that are talk.

    Talk names nothing on record and no time. What may narrow the question down is no talk, unless all of it is read;
    nor is anything where somebody's words are quoted.
    """
    parts = _parts(marked)
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


def _is_topic(parts: list[_Part]) -> bool:
    """Whether they do no more than name something: `CSTO and SCO`."""
    return all(not part.said - _NAMES - {"and"} for part in parts)


def _says_more(part: _Part) -> bool:
    """Whether it holds a word that patterns know, beside those that any question may hold."""
    return any(not symbol.startswith("?") for symbol in part.said - _TOLD_ANYWAY - _SAID_IN_TALK)


def _tells_when(parts: list[_Part], marked: Marked) -> bool:
    """Whether a time is named in one of the parts, and none of them is now."""
    if any(time.when.is_now for time in marked.times):
        return False
    told = [sum(part.start <= time.start < part.end for time in marked.times) for part in parts if "or" in part.said]
    if told and min(told) > 1:
        return False  # which of several it was is asked
    return any(part.start <= time.start < part.end for part in parts for time in marked.times)


def _is_asked_in(dropped: list[_Part], kept: list[_Part]) -> bool:
    """Whether the question itself would be dropped, and but its subject kept: `CSTO and UN, what is signed …?`"""
    said = frozenset[str]().union(*(part.said for part in kept))
    if any(part.asks for part in kept):
        return any(part.asks and not part.unread and not _is_told_anyway(part, said) for part in dropped)
    return any(part.asks and not _is_told_anyway(part, said) for part in dropped)


def _is_told_anyway(part: _Part, said: frozenset[str]) -> bool:
    """Whether it asks no more than what an answer to the rest tells: `name and since when`, `which countries are`."""
    its_own = {symbol for symbol in part.said - _TOLD_ANYWAY if not symbol.startswith("?")}
    return its_own - {"who"} <= said if its_own - {"who"} else not (_names_what_it_asks(part) or "who" in its_own)


def _names_what_it_asks(part: _Part) -> bool:
    """Whether what it asks for is a word that was not read: `which general is it`."""
    said = [reading.symbol for reading in part.readings if reading.symbol]
    return any(asks == "what" and noun.startswith("?") for asks, noun in pairwise(said))


def with_topic(marked: Marked) -> Iterator[str]:
    """A question on what is named before it, with the name in it.

    `Zas: was he ever …?`, `I keep reading of the ODKB. What is it?`, `Moldova: every bloc it is in`
    """
    parts = _parts(marked)
    named = {symbol: _of(symbol, marked) for symbol in ("PERSON", "COUNTRY", "ORG")}
    if people := named["PERSON"]:
        about = [part for part in parts if "him" in part.said and (part.names or part.asks)]
        if len(people) == len(about) == 1:
            yield _HE.sub(people[0], about[0].text, count=1)
        return
    if them := _with_them(marked):
        yield them
        return
    about = [part for part in parts if _points_back(part) and not part.said.isdisjoint(_MAY_ASK)]
    if len(about) != 1 or len(named["ORG"]) > 1 or len(named["COUNTRY"]) > 1:
        return
    asked, organizations = about[0], named["ORG"]
    if any(part.asks and not _is_told_anyway(part, asked.said) for part in parts if part is not asked):
        return
    if named["COUNTRY"] and "COUNTRY" not in asked.said and _IT.search(asked.text):
        place = f" {organizations[0]}" if organizations and "ORG" not in asked.said else ""
        yield f"{_IT.sub(named['COUNTRY'][0], asked.text, count=1)}{place}{_time_beside(asked, marked)}"
    if organizations and "ORG" not in asked.said:
        yield f"{_IT_OR_NOUN.sub(organizations[0], asked.text, count=1)}{_time_beside(asked, marked)}"


def _of(symbol: str, marked: Marked) -> list[str]:
    """The names of this kind as they are said, each once."""
    return list({reading.meaning: reading.text for reading in marked.readings if reading.symbol == symbol}.values())


def _points_back(part: _Part) -> bool:
    return "it" in part.said or _NOUN.search(part.text) is not None


def _time_beside(asked: _Part, marked: Marked) -> str:
    """The one time that is named outside the part that asks: it is meant there too."""
    inside = any(asked.start <= time.start < asked.end for time in marked.times)
    outside = [time for time in marked.times if not time.when.is_now]
    if inside or len(outside) != 1:
        return ""
    return f" {marked.text[outside[0].start : outside[0].end]}" if _THAT_TIME.search(asked.text) else ""


def _with_them(marked: Marked) -> str:
    """`CSTO and UN, what was signed between them?`: several organizations, named by themselves."""
    topic, *others = _parts(marked)
    named = [reading.text for reading in topic.readings if reading.symbol == "ORG"]
    if len(named) < 2 or topic.said - {"ORG", "and"} or len(others) != 1 or "them" not in others[0].said:
        return ""
    return _THEM.sub(topic.text, others[0].text, count=1)


def _parts(marked: Marked) -> list[_Part]:
    ends = [end.span() for end in _PART_END.finditer(marked.text) if not _is_enumerating(end, marked)]
    ends.append((len(marked.text), len(marked.text)))
    parts, start = [], 0
    for end, following in ends:
        if text := marked.text[start:end]:
            readings = tuple([reading for place, reading in marked.placed if start <= place < end])
            another = _AND_ASKED.search(marked.text, 0, start) is not None
            parts.append(_Part(start, end, text, readings, another))
        start = following
    return parts


def _is_enumerating(stop: re.Match[str], marked: Marked) -> bool:
    """Whether it is a comma between names of one kind: `Russia, Belarus and Kazakhstan`."""
    if stop[0].strip() != ",":
        return False
    before = [reading.symbol for place, reading in marked.placed if place < stop.start() and reading.symbol]
    after = [reading.symbol for place, reading in marked.placed if place >= stop.end() and reading.symbol]
    return bool(before and after) and before[-1] == after[0] and after[0] in SYMBOLS.values()
