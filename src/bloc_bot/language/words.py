"""The words of a question: tokens, and the lemmas that patterns are written in."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bloc_bot.domain.facts import Part
from bloc_bot.domain.names import folded
from bloc_bot.language.lexicon import LEMMAS, PHRASES
from bloc_bot.language.lexicon_russian import RUSSIAN_LEMMAS, RUSSIAN_PHRASES

_TOKEN = re.compile(r"\w+(?:['’ʼ]\w+)?")


class Token(NamedTuple):
    """A word of the question, `text[start:end]`, and its folded form."""

    text: str
    folded: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    return tuple([Token(t, f, *m.span()) for m in _TOKEN.finditer(text) if (f := folded(t := m[0]))])


PARTS: dict[str, tuple[Part, ...]] = {
    "absent": (Part.ABSENT,),
    "refuse": (Part.DID_NOT_SIGN, Part.OPPOSED),
    "sign": (Part.SIGNED,),
    "attend": (Part.ATTENDED, Part.CHAIRED, Part.SIGNED),
    "host": (Part.HOSTED,),
    "chair": (Part.CHAIRED, Part.TOOK_CHAIR),
    "meet": (Part.MET,),
    "oppose": (Part.OPPOSED,),
    "support": (Part.SUPPORTED,),
    "propose": (Part.PROPOSED, Part.SPOKE),
    "speak": (Part.SPOKE,),
}
"""Lemma → the parts in an event that it asks for, in the order in which the first that is said counts."""

_LEMMA_OF = {
    folded(form): lemma
    for lemmas in (LEMMAS, RUSSIAN_LEMMAS)
    for lemma, forms in lemmas.items()
    for form in forms.split()
}
_LONG_FORMS: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
"""First letter and number of letters of a word → the forms that it may be with a slip in it."""
for _form in _LEMMA_OF:
    for _letters in range(len(_form) - 1, len(_form) + 2):
        if len(_form) >= 6:
            _LONG_FORMS[_form[:1], _letters].append(_form)
_PHRASE_OF = {
    tuple(phrase.split()): lemma
    for phrases in (PHRASES, RUSSIAN_PHRASES)
    for lemma, listed in phrases.items()
    for phrase in listed.split(" | ")
}
_LONGEST_PHRASE = {phrase[0]: len(phrase) for phrase in sorted(_PHRASE_OF, key=len)}
"""The first word of phrases → the length of the longest that begins with it."""


def lemma(word: str) -> str | None:
    """The lemma of a folded word, or None where patterns do not know it. Small slips in longer words are forgiven."""
    return _LEMMA_OF.get(word) or (_nearest_lemma(word) if len(word) >= 5 and word.isalpha() else None)


def spelled(word: str) -> str:
    """The known form that a folded word is with a slip in it; else the word itself."""
    if word in _LEMMA_OF or len(word) < 5 or not word.isalpha():
        return word
    return _nearest_form(word) or word


def _nearest_lemma(word: str) -> str | None:
    form = _nearest_form(word)
    return _LEMMA_OF[form] if form is not None else None


@lru_cache(maxsize=4096)
def _nearest_form(word: str) -> str | None:
    near = _LONG_FORMS.get((word[:1], len(word)), ())
    return next((form for form in near if OSA.distance(form, word, score_cutoff=1) <= 1), None)


def phrase_at(words: tuple[str, ...], position: int) -> tuple[str, int] | None:
    """The longest phrase that begins at `position`: its lemma and its length in words."""
    longest = _LONGEST_PHRASE.get(words[position])
    if longest is None:
        return None
    for length in range(min(longest, len(words) - position), 1, -1):
        if (found := _PHRASE_OF.get(words[position : position + length])) is not None:
            return found, length
    return None
