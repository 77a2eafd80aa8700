"""Questions on what is named before them: `Zas: was he ever …?`, `Moldova: every bloc it is in`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bloc_bot.language.marked import QUESTION_LEMMAS, Marked
from bloc_bot.language.parts import Part, is_told_anyway, parts_of
from bloc_bot.language.reader import Reader
from bloc_bot.language.times import TimeMark

_HE = re.compile(r"\b(?:he|she|him|her)\b", re.IGNORECASE)
_THEM = re.compile(r"\b(?:them|they|the two|both)\b", re.IGNORECASE)
_NOUN = re.compile(
    r"\b(?:the|this|that) (?:organi[sz]ation|bloc|alliance|grouping|group|body|union|club|pact)(?: itself)?\b",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|its)(?=['’]s\b|\b)", re.IGNORECASE)
_THAT = re.compile(r"(?:(?<=\bis )|(?<=\bwas )|(?<=['’]s ))(?:that|this)(?=\W*$)", re.IGNORECASE)
_POINTS = re.compile(rf"\b(?:its|their)\b|{_NOUN.pattern}|{_THAT.pattern}", re.IGNORECASE)
_IT_OR_NOUN = re.compile(rf"{_NOUN.pattern}|{_THAT.pattern}|\b(?:it|its)\b", re.IGNORECASE)
_THAT_TIME = re.compile(r"\b(?:that (?:day|year|month|date|time)|then|at the time)\b", re.IGNORECASE)
_MAY_ASK = frozenset([*QUESTION_LEMMAS, "still"])


def with_topic(reader: Reader) -> Iterator[str]:
    """A question on what is named before it, with the name in it.

    `Zas: was he ever …?`, `I keep reading of the ODKB. What is it?`, `Moldova: every bloc it is in`
    """
    marked = reader.marked
    parts = parts_of(marked)
    named = {"ORG": _organizations(reader)} | {symbol: _of(symbol, marked) for symbol in ("PERSON", "COUNTRY")}
    if any(name.adjective for name in marked.of_kind("country")):
        named["COUNTRY"] = []
    if holder := _with_holder(marked, parts):
        yield holder
        return
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
    if any(part.asks and not is_told_anyway(part, asked.said) for part in parts if part is not asked):
        return
    if named["COUNTRY"] and "COUNTRY" not in asked.said and _IT.search(asked.text):
        place = f" {organizations[0]}" if organizations and "ORG" not in asked.said else ""
        yield from _with_time(f"{_IT.sub(named['COUNTRY'][0], asked.text, count=1)}{place}", asked, marked)
    if organizations and "ORG" not in asked.said:
        yield from _with_time(_IT_OR_NOUN.sub(organizations[0], asked.text, count=1), asked, marked)


def _of(symbol: str, marked: Marked) -> list[str]:
    """The names of this kind as they are said, each once."""
    return list({reading.meaning: reading.text for reading in marked.readings if reading.symbol == symbol}.values())


def _organizations(reader: Reader) -> list[str]:
    """Their names as they are said; of one that means several, the short name of the one that the time leaves."""
    named = dict(zip(_of("ORG", reader.marked), reader.marked.of_kind("organization"), strict=False))
    return [_settled(said, reader.fitting(name), reader) for said, name in named.items()]


def _settled(said: str, fitting: tuple[str, ...], reader: Reader) -> str:
    return reader.register.organizations[fitting[0]].short if len(fitting) == 1 else said


def _points_back(part: Part) -> bool:
    return "it" in part.said or _POINTS.search(part.text) is not None


def _with_time(question: str, asked: Part, marked: Marked) -> Iterator[str]:
    """The question of the time that is told beside it, and by itself."""
    told = told_beside(asked.start, asked.end, marked)
    if told is not None:
        yield f"{question} {marked.text[told.start : told.end]}"
    yield question


def told_beside(start: int, end: int, marked: Marked) -> TimeMark | None:
    """The one time that is told outside a stretch which points to it: `Beijing, 2014. Who headed it then?`"""
    inside = any(start <= time.start < end for time in marked.times)
    outside = [time for time in marked.times if not time.when.is_now]
    if inside or len(outside) != 1:
        return None
    between = marked.text[outside[0].end : start]
    opens = outside[0].end <= start and _SENTENCE_END.search(between) is None
    return outside[0] if opens or _THAT_TIME.search(marked.text, start, end) is not None else None


_SENTENCE_END = re.compile(r"[.?!;]")


_WHO_IS_IT = re.compile(
    r"(?:so )?who(?:['’]s| is| was| would| could| might| must)? ?(?:it|that|this|he|she|they)(?: have been| be)?"
    r"(?: then| at the time| back then| today| now| currently| these days| that (?:day|year|month))?\W*",
    re.IGNORECASE,
)
_OFFICE = frozenset(["POST", "head", "chair", "ORG", "member", "country", "observer", "partner", "secretariat"])


def _with_holder(marked: Marked, parts: list[Part]) -> str:
    """`The caption says CIS executive secretary, spring 2006. Who was it?`: the post is named beside the question."""
    if not parts or _WHO_IS_IT.fullmatch(parts[-1].text) is None:
        return ""
    named = [(place, r) for place, r in marked.placed if r.symbol in _OFFICE and place < parts[-1].start]
    symbols = [reading.symbol for _, reading in named]
    if symbols.count("ORG") > 1 or not (symbols.count("POST") or ("ORG" in symbols and len(named) > 1)):
        return ""
    (start, _), (end, last) = named[0], named[-1]
    told = [time for time in marked.times if not time.when.is_now]
    office = marked.text[start : end + len(last.text)]
    if not told:
        return f"who is {office}"
    return f"who was {office} {marked.text[told[0].start : told[0].end]}" if len(told) == 1 else ""


def _with_them(marked: Marked) -> str:
    """`CSTO and UN, what was signed between them?`: several organizations, named by themselves."""
    topic, *others = parts_of(marked)
    named = [reading.text for reading in topic.readings if reading.symbol == "ORG"]
    if len(named) < 2 or topic.said - {"ORG", "and"} or len(others) != 1 or "them" not in others[0].said:
        return ""
    return _THEM.sub(topic.text, others[0].text, count=1)
