"""A question with its words read, as the string that patterns are matched on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bloc_bot.domain.facts import Organization
from bloc_bot.domain.memo import lazy
from bloc_bot.domain.queries import When
from bloc_bot.language.expressions import words_of
from bloc_bot.language.names import NameMark
from bloc_bot.language.no_fact import asks_for_advice, asks_for_forecast, is_everyday, is_opinion, is_personal
from bloc_bot.language.times import TimeMark

SYMBOLS = {"organization": "ORG", "country": "COUNTRY", "group": "COUNTRY", "person": "PERSON", "post": "POST"}
_NAMED = frozenset(SYMBOLS.values())
_ENUMERATION = re.compile(r"\b(COUNTRY|PERSON|POST) (?:(?:and|or) )?(?=\1\b)")

COUNTED_IN = re.compile(r"\b(?:counting|including|includes?|incl|plus)\b", re.IGNORECASE)
ASKING_LEMMAS = frozenset(["what", "who", "when", "where", "how", "why", "count", "how long"])
QUESTION_LEMMAS = (
    "what",
    "who",
    "when",
    "where",
    "how",
    "why",
    "count",
    "be",
    "do",
    "have",
    "list",
    "event",
    "timeline",
    "number",
)
_YES_OR_NO = re.compile(
    r"\W*(?:and |so |but )?(?:is|are|was|were|do|does|did|has|have|had|(?:can|could|will|would)(?! (?:you|u)\b))\b",
    re.IGNORECASE,
)
_YES_OR_NO_LATER = re.compile(
    r"\bли\b|\bor not\W*$|\b(?:did|was|is|has|were) (?:it|that|this|they)\b[^?]*\?\s*$", re.IGNORECASE
)
_YES_OR_NO_AT_END = re.compile(
    r"[^?]*(?:[,;:.–—]|\s-)\s+(?:and |so |but )?(?:is|are|was|were|does|did|has|have|had)\b[^?]*\?\s*$", re.IGNORECASE
)


_IN_A_ROW = re.compile(r"\s*(?:,|and|&|or|,\s*and|,\s*or)\s*")


class Reading(NamedTuple):
    """How one stretch of the question was read."""

    text: str
    symbol: str
    meaning: str


@dataclass(frozen=True)
class Marked:
    """A question with its words read.

    `shape` is what patterns match: lemmas and symbols (`who be POST ORG`), times and noise left out,
    each word followed by a space. `unread` are the words that no pattern knows, folded.
    """

    text: str
    shape: str
    names: tuple[NameMark, ...]
    times: tuple[TimeMark, ...]
    lemmas: tuple[str, ...]
    unread: tuple[str, ...]
    readings: tuple[Reading, ...]

    @lazy
    def words(self) -> frozenset[str]:
        """All its words, in lower case."""
        return words_of(self.text)

    @lazy
    def symbols(self) -> tuple[str, ...]:
        """The shape symbol by symbol, UNREAD for each word that was not read."""
        return tuple(["UNREAD" if symbol.startswith("?") else symbol for symbol in self.shape.split()])

    @lazy
    def personal(self) -> bool:
        """Whether it is about the asker, or asks for something to be done: not a question of fact."""
        return is_personal(self.text, self.words)

    @property
    def advice(self) -> bool:
        """Whether it asks what ought to be, or for something to be written: never a question of fact."""
        return asks_for_advice(self.text)

    @property
    def forecast(self) -> bool:
        """Whether it asks what will come: of members, nothing that is on record."""
        return asks_for_forecast(self.text)

    @lazy
    def everyday(self) -> bool:
        """Whether it asks for what a traveller would ask: the time, the weather, a telephone number."""
        return is_everyday(self.text, self.words)

    @lazy
    def opinion(self) -> bool:
        """Whether it asks for a judgement, a forecast or advice."""
        return is_opinion(self.text, self.words)

    @lazy
    def asks_yes_or_no(self) -> bool:
        if _YES_OR_NO.match(self.text) or (self._may_ask_later and _YES_OR_NO_LATER.search(self.text)):
            return True
        asked = self.text.rstrip().endswith("?") and not self.has(*ASKING_LEMMAS)
        return asked and _YES_OR_NO_AT_END.match(self.text) is not None

    @property
    def _may_ask_later(self) -> bool:
        """Whether it holds what a `was it …?` or an `or not` further on holds: quicker told than looked for."""
        return self.has("it", "that", "them", "not") or "this" in self.text or "ли" in self.text

    @property
    def is_question(self) -> bool:
        return self.has(*QUESTION_LEMMAS)

    def naming(self, organization: Organization) -> Marked:
        """The question as it would be read with the name of an organization at its end."""
        place = self.names[-1].end if self.names else 0
        return replace(
            self,
            text=f"{self.text.rstrip(' ?')} {organization.short}",
            shape=f"{self.shape}ORG ",
            names=(*self.names, NameMark(place, place + 1, "organization", (organization.id,))),
            lemmas=(*self.lemmas, "ORG"),
            readings=(*self.readings, Reading(organization.short, "ORG", organization.id)),
        )

    def naming_country(self, word: str, country: str) -> Marked:
        """The question with a word that was not read, its capital, read as the name of a country."""
        place = next(i for i, reading in enumerate(self.readings) if reading.symbol == f"?{word}")
        before = sum(name is not None for name in self._named[:place])
        name, reading = NameMark(place, place + 1, "country", (country,)), self.readings[place]
        return marked_up(
            self.text,
            (*self.names[:before], name, *self.names[before:]),
            self.times,
            (*self.readings[:place], Reading(reading.text, "COUNTRY", country), *self.readings[place + 1 :]),
        )

    def asking(self, lemmas: str) -> Marked:
        """The statement as the question that begins with these lemmas: `Uzbekistan left` → `when do …`."""
        return replace(self, shape=f"{lemmas} {self.shape}", lemmas=(*lemmas.split(), *self.lemmas))

    @lazy
    def placed(self) -> tuple[tuple[int, Reading], ...]:
        """Each reading, with where in the text it begins; the words of a name may reach around a time."""
        found, place = [], 0
        for reading in self.readings:
            place = max(place, self.text.find(reading.text, place))
            found.append((place, reading))
        return tuple(found)

    def cut(self, spans: Sequence[tuple[int, int]], joined: str = ", ") -> Marked:
        """The stretches `text[start:end]` by themselves, `joined`, each word read as it was in the whole."""
        text, times, names, readings = "", list[TimeMark](), list[NameMark](), list[Reading]()
        for start, end in spans:
            moved = len(text := f"{text}{joined}" if text else text) - start
            times += [time.moved(moved) for time in self.times if start <= time.start < end]
            for (place, reading), name in zip(self.placed, self._named, strict=True):
                if start <= place < end:
                    readings.append(reading)
                    names += [name] if name is not None else []
            text += self.text[start:end]
        return marked_up(text, tuple(names), tuple(times), tuple(readings))

    @lazy
    def _named(self) -> tuple[NameMark | None, ...]:
        """For each reading, the name that it is of, if it is of one."""
        names = iter(self.names)
        return tuple([next(names) if reading.symbol in _NAMED else None for reading in self.readings])

    def without_unread(self) -> Marked:
        """The question as it would be read without the words that no pattern knows."""
        readings = tuple(reading for reading in self.readings if not reading.symbol.startswith("?"))
        return marked_up(self.text, self.names, self.times, readings)

    @lazy
    def grouping(self) -> tuple[Reading, ...]:
        """The readings that name a group of countries."""
        if not self.of_kind("group"):
            return ()
        named = zip(self.readings, self._named, strict=True)
        return tuple([reading for reading, name in named if name is not None and name.kind == "group"])

    def of_kind(self, kind: str) -> tuple[NameMark, ...]:
        return tuple([mark for mark in self.names if mark.kind == kind])

    def has(self, *lemmas: str) -> bool:
        return not self._said.isdisjoint(lemmas)

    @lazy
    def _said(self) -> frozenset[str]:
        return frozenset(self.lemmas)

    @lazy
    def _asked_times(self) -> tuple[TimeMark, ...]:
        """The times, without those that are part of what a document is called: `the Treaty of 15 May 1992`."""
        named = {place + len(r.text) for place, r in self.placed if r.symbol in ("ORG", "document")}
        asked = [t for t in self.times if not (t.start - 1 in named and self.text.startswith("of ", t.start))]
        return tuple(asked) if asked else self.times

    @lazy
    def when(self) -> When | None:
        """The time asked about; of several in a row (`in 2023, 2024 and 2025`), from the first to the last."""
        if not self.times:
            return None
        times = self._asked_times
        row = [times[0]]
        for time in times[1:] if row[0].relation == "on" else ():
            if not _IN_A_ROW.fullmatch(self.text[row[-1].end : time.start]) or time.relation != "on":
                break
            row.append(time)
        first, last = row[0].when, row[-1].when
        if len(row) == 1 or first.first is None or last.last is None or first.first > last.last:
            return first
        begin, end = first.written.partition("/")[0], last.written.rpartition("/")[2]
        return When(first=first.first, last=last.last, written=f"{begin}/{end}")


def marked_up(
    text: str, names: tuple[NameMark, ...], times: tuple[TimeMark, ...], readings: tuple[Reading, ...]
) -> Marked:
    """The question with these names, times and readings, each in the order in which it stands."""
    said = tuple([r.symbol for r in _each_once(readings) if r.symbol not in ("", "TIME")])
    shape = "".join([f"{symbol} " for symbol in said])
    return Marked(
        text=text,
        shape=_ENUMERATION.sub("", shape) if len(names) > 1 else shape,
        names=names,
        times=times,
        lemmas=said,
        unread=tuple([symbol[1:] for symbol in said if symbol.startswith("?")]),
        readings=readings,
    )


def _each_once(readings: tuple[Reading, ...]) -> Iterator[Reading]:
    """An organization that is named twice in a row once: `the Turkic Council / OTS`."""
    before = ""
    for reading in readings:
        if reading.symbol != "ORG":
            before = ""
        elif reading.meaning == before:
            continue
        else:
            before = reading.meaning
        yield reading
