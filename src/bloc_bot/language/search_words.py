"""The words of a question by which an event is looked for."""

from __future__ import annotations

import re

from bloc_bot.domain.factbook import Register
from bloc_bot.domain.memo import Once
from bloc_bot.domain.names import folded
from bloc_bot.domain.stems import stem
from bloc_bot.language.marked import Reading
from bloc_bot.language.noise import NOISE
from bloc_bot.language.reader import Reader
from bloc_bot.language.words import PARTS, spelled

_ASKING = frozenset(
    (
        "about according actually agenda all also and any anybody anyone anything are arent be been being big both "
        "bring brings brought but call called came cities city come comes coming conflict conflicting consider "
        "considering countries country current date dates day days describe detail details did didnt differ disagree "
        "disagreeing disagrees do does doesnt either event events ever every exactly get gets give given had happen "
        "happened happens has hasnt have havent having he hed held help helps her hes him his hold how if intended "
        "is isnt it its kind lasted lasting list long made make makes making many meant month months much must name "
        "names no not note number numbers one ones or outcome outcomes place plus publish published really result "
        "results said say says seen she shed shes show size some somebody someone sources state states subject "
        "subjects supposed table take taken takes tell term termed that their them theme themes then there these "
        "they theyd theyve thing things think thinking thinks this those took topic topics town towns two use want "
        "wants was wasnt were werent what whats when where which who whom whos whose why year years yet где как "
        "какая какие какой когда кто ли потом сколько тогда что это"
    ).split()
)
"""Words that ask, and say nothing of what is asked about."""
_SILENT = NOISE | _ASKING


def search_words(r: Reader) -> tuple[str, ...]:
    """The stems that an event is to be found by: all words but names, times and those that only ask."""
    groups = {reading.text for reading in r.marked.grouping}
    readings = [each for each in r.marked.readings if each.symbol not in NAMES or each.text in groups]
    said = [spelled(word) for reading in readings for word in _words(reading)]
    silent = _silent(r.register)
    dated = bool(r.marked.times)
    telling = [w for w in said if len(w) > 1 and w not in silent and not (dated and _DAY.fullmatch(w))]
    return tuple(dict.fromkeys(stem(word) for word in telling))


_DAY = re.compile(r"\d\d?(?:st|nd|rd|th)")
"""A day that is left over from a date: `the 16th or the 26th`."""


def _words(reading: Reading) -> list[str]:
    """The words of a stretch; of a phrase for what happens or who does it (`took place`, `turned up`), the one word."""
    words = folded(reading.text).split()
    if len(words) > 1 and (reading.symbol in PARTS or reading.symbol == "event" or _says_more(reading.symbol, words)):
        return [reading.symbol]
    if not reading.text.isascii():
        return _IN_ENGLISH.get(reading.symbol, words)
    return words


_IN_ENGLISH = {lemma: [lemma] for lemma in ("event", "summit", "exercise", "planned")} | {"date": [], "place": []}
"""Russian words for the kind, the time and the place of an event, as events are worded; what only asks, as nothing."""


def _says_more(symbol: str, words: list[str]) -> bool:
    """Whether a phrase for a change says it with a word of its own: `pulled out`, and not `out of`."""
    return symbol in ("leave", "join", "dissolve") and not _SILENT.issuperset(words)


def _publishers(register: Register) -> frozenset[str]:
    parts = (part for source in register.sources.values() for part in source.publisher.split(","))
    return frozenset(words[0] for part in parts if (words := folded(part).split()))


publishers: Once[Register, frozenset[str]] = Once(_publishers)
"""The names of publishers, by their first words: they say who reported an event, and nothing of the event."""
_silent: Once[Register, frozenset[str]] = Once(lambda register: _SILENT | publishers(register))

NAMES = ("ORG", "COUNTRY", "PERSON", "TIME")
"""Symbols of what is looked for by other means."""
