"""The words of events: which event a question means, and whether its text says yes or no."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from bloc_bot.domain.dates import Truth
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import Event, EventNature
from bloc_bot.domain.memo import Once
from bloc_bot.domain.names import folded
from bloc_bot.domain.stems import stem, stems

_ALIKE = (
    "exercise учение учениях drill manoeuvre maneuver wargame game war training",
    "soldier troop serviceman military force peacekeeper peacekeeping contingent men военный военных военнослужащий "
    "миротворец миротворцы",
    "say tell state announce declare claim remark comment warn worry fear concern сказать заявил заявить",
    "send deploy dispatch go went gone",
    "refuse decline reject rule",
    "absent skip miss boycott stay away",
    "begin start open launch",
    "sign signature signatory conclude подписать подписали подписан подписание подписана",
    "agreement accord pact соглашение",
    "agree decide decision resolve settle",
    "ask request appeal seek",
    "suggest propose proposal float initiative idea",
    "leave withdraw quit exit leaving withdrawal denounce denunciation denounce",
    "join accede enter accession join admission admit enlargement expand expansion вступить",
    "oppose resist object resistance opposition against",
    "support back favour favor",
    "dissolve dissolution disband liquidate terminate termination abolish wind",
    "appoint name elect choose made",
    "replace succeed",
    "pay fund finance money funding contribution",
    "rename name turn become transform change",
    "expel suspend suspension",
    "meeting summit session gathering council talks meet саммит встреча заседание",
    "vote ballot",
    "pass adopt adoption approve",
    "drug narcotic opium heroin",
    "merge merger union fuse слияние слияния",
    "base garrison",
    "weapon arm",
    "cheap domestic price discount",
    "visa border travel",
    "reliable loyal trusted",
    "document declaration statement text paper декларация заявление",
    "recall pull отозвать отозвал отозвала отозвали",
    "representative rep reps представитель представители",
    "act акт",
    "final заключительный",
    "protocol протокол",
    "helsinki хельсинки хельсинкский",
    "budapest будапешт будапештский",
    "kazan казань",
    "indestructible unbreakable нерушимый",
    "brotherhood братство",
    "interaction взаимодействие",
    "cobalt кобальт",
    "government cabinet",
    "prolong extend prolongation extension renew renewal",
    "register registration",
    "migrant migrat immigrant labour worker",
    "dead end end death",
    "moscow москва москве",
    "tashkent ташкент",
    "minsk минск",
    "astana астана астане астаны",
    "dushanbe душанбе",
    "bishkek бишкек",
    "yerevan ереван",
    "sochi сочи",
    "almaty алматы",
    "samarkand самарканд",
    "chisinau кишинев",
    "vilnius вильнюс",
    "brussels брюссель",
    "beijing пекин",
    "shanghai шанхай",
    "rubezh рубеж",
    "tianjin тяньцзинь",
    "ankara анкара",
    "first inaugural",
    "happen occur place",
    "memorandum mou",
    "mission operation",
    "found create establish creation set создание создать создан",
    "treaty договор",
    "charter устав",
    "force сила",
    "freeze frozen unfreeze",
    "expect plan schedule due intend",
)
"""Words that may stand for each other in a question about what happened."""

_CLASS_OF = {stem(folded(word)): stem(group.split()[0]) for group in _ALIKE for word in group.split()}
_NO = frozenset(("no not nobody none never neither without nor refuses refused declined denied ruled excluded").split())
_CLAUSE = re.compile(r"[.;:!?]|, (?:but|while|and)\b| but | while ")


def word_class(word_stem: str) -> str:
    """The stem that stands for all words used in the same sense."""
    return _CLASS_OF.get(word_stem, word_stem)


_UNKNOWN = 3.0
_SHORTEST_MISSPELT = 7


@lru_cache(maxsize=4096)
def title_stems(title: str) -> frozenset[str]:
    """What the title of an event says, whatever the endings."""
    return frozenset(stems(title))


class WordIndex:
    """Which words each event holds, and how telling each word is (inverse document frequency)."""

    def __init__(self, held: Sequence[tuple[Event, frozenset[str]]]) -> None:
        self._held = {event.id: words for event, words in held}
        self._holding: defaultdict[str, list[Event]] = defaultdict(list)
        for event, words in held:
            for word in words:
                self._holding[word].append(event)
        self._alike: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        """First letter and number of letters → the words by which an event is found."""
        for word in {*self._holding, *(word for word, sense in _CLASS_OF.items() if sense in self._holding)}:
            self._alike[word[0], len(word)].append(word)

    def weight(self, word_stem: str) -> float:
        """Of a word that no event holds: as much as of a fairly common one, as it may be mere talk."""
        found = len(self._holding.get(word_class(word_stem), ()))
        return math.log((len(self._held) + 1) / (found + 0.5)) + 0.1 if found else _UNKNOWN

    def holds(self, word_stem: str) -> bool:
        """Whether any event holds the word."""
        return word_class(word_stem) in self._holding

    def spelled(self, word_stem: str) -> str:
        """The word that events hold, where it is held by none and but one is a slip away; else the word itself."""
        if self.holds(word_stem) or len(word_stem) < _SHORTEST_MISSPELT or not word_stem.isalpha():
            return word_stem
        alike = (self._alike.get((word_stem[0], len(word_stem) + more), ()) for more in (-1, 0, 1))
        near = [held for words in alike for held in words if OSA.distance(held, word_stem, score_cutoff=1) <= 1]
        return near[0] if len(near) == 1 else word_stem

    def holding_any(self, words: Iterable[str]) -> list[Event]:
        """The events that hold at least one of the words, each once."""
        holding = [event for word in words for event in self._holding.get(word_class(word), ())]
        return list({event.id: event for event in holding}.values())

    def of_those_holding_any(self, events: Iterable[Event], words: Iterable[str]) -> list[Event]:
        classes = {word_class(word) for word in words}
        return [event for event in events if not self._held[event.id].isdisjoint(classes)]

    def holds_all(self, event: str, words: Sequence[str]) -> bool:
        return all(word_class(word) in self._held[event] for word in words)

    def shares(self, events: Iterable[str], asked: frozenset[str]) -> tuple[float, list[float]]:
        """The weight of all the words asked for, and the share of it that each event holds, in whatever words."""
        weighed = {word_class(word): self.weight(word) for word in asked}.items()
        total = sum(weight for _, weight in weighed)
        held = (self._held[event] for event in events)
        return total, [sum([weight for word, weight in weighed if word in words]) / total for words in held]


def _indexed(book: FactBook) -> WordIndex:
    return WordIndex([(event, _words_of(event, book)) for event in book.all_events])


word_index: Once[FactBook, WordIndex] = Once(_indexed)
"""The word index of a fact book, made when it is first asked for."""


def _words_of(event: Event, book: FactBook) -> frozenset[str]:
    labels = (book.register.label(p.party) for p in event.parties)
    parts = (p.part.value for p in event.parties)
    text = " ".join((event.title, event.summary, event.place, event.nature.value, *labels, *parts))
    return _classes(text)


def polarity(event: Event, asked: Sequence[str]) -> Truth:
    """Yes or no, from the clause that holds most of what was asked. Planned is not happened: uncertain."""
    if event.nature is EventNature.PLANNED:
        return Truth.UNCERTAIN
    wanted = {word_class(word) for word in asked}
    best = max(_clauses(f"{event.title}. {event.summary}"), key=lambda clause: len(wanted & _classes(clause)))
    return Truth.NO if _NO & set(folded(best).split()) else Truth.YES


@lru_cache(maxsize=2048)
def _clauses(text: str) -> tuple[str, ...]:
    return tuple(clause for clause in _CLAUSE.split(text) if clause.strip())


@lru_cache(maxsize=8192)
def _classes(text: str) -> frozenset[str]:
    return frozenset(word_class(word) for word in stems(text))
