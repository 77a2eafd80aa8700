"""How the words of a question are read: as part of a time, of a name, or as words that patterns know."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from bloc_bot.language.marked import SYMBOLS, Marked, Reading, marked_up
from bloc_bot.language.names import NameIndex, NameMark
from bloc_bot.language.noise import NOISE
from bloc_bot.language.times import TimeMark, find_times
from bloc_bot.language.words import Token, lemma, phrase_at, tokens


def mark(text: str, index: NameIndex, today: date) -> Marked:
    """Read every word of `text` once: as part of a time, of a name, or as a word that patterns know."""
    words = tokens(text)
    times = find_times(text, today)
    timed = frozenset(i for t in times for i, word in enumerate(words) if t.start <= word.start < t.end)
    names = tuple(_dropped_for_lemma(words, index.find(words, timed)))
    readings = tuple(_readings(text, words, times, timed, names))
    return marked_up(text, names, times, readings)


def _dropped_for_lemma(words: tuple[Token, ...], names: tuple[NameMark, ...]) -> list[NameMark]:
    """Names that are everyday words too (`head`, `states`, `Tashkent` beside `CSTO`) are left to the patterns."""
    sure = any(name.kind == "organization" and not name.weak for name in names)
    return [
        name
        for name in names
        if not (
            _is_a_word(words, name)
            or (sure and name.weak and name.kind == "organization")
            or (name.adjective and _is_a_language(words, name))
        )
    ]


def _is_a_language(words: tuple[Token, ...], name: NameMark) -> bool:
    """Whether an adjective stands by itself behind `in`: `what does it stand for in English?`"""
    if not name.start or words[name.start - 1].folded not in ("in", "into"):
        return False
    return name.end == len(words) or words[name.end].start - words[name.end - 1].end > 1


_LONGEST_ACRONYM = 4


def _is_a_word(words: tuple[Token, ...], name: NameMark) -> bool:
    word = words[name.start]
    single = name.end - name.start == 1
    acronym = word.text.isupper() and len(word.text) <= _LONGEST_ACRONYM
    return single and lemma(word.folded) is not None and name.kind != "organization" and not acronym


def _readings(
    text: str,
    words: tuple[Token, ...],
    times: tuple[TimeMark, ...],
    timed: frozenset[int],
    names: tuple[NameMark, ...],
) -> list[Reading]:
    found: list[Reading] = []
    starting = {name.start: name for name in names}
    position = 0
    folded_words = tuple(word.folded for word in words)
    while position < len(words):
        word = words[position]
        if position in timed:
            time = next(t for t in times if t.start <= word.start < t.end)
            found.append(Reading(text[time.start : time.end], "TIME", time.when.written))
            while position < len(words) and words[position].start < time.end:
                position += 1
            continue
        if (name := starting.get(position)) is not None:
            said = text[word.start : words[name.end - 1].end]
            found.append(Reading(said, SYMBOLS[name.kind], " or ".join(name.subjects)))
            position = name.end
            continue
        phrase = phrase_at(folded_words, position)
        if phrase is not None and position + phrase[1] <= min(
            [n.start for n in names if n.start > position], default=len(words)
        ):
            found.append(Reading(text[word.start : words[position + phrase[1] - 1].end], phrase[0], phrase[0]))
            position += phrase[1]
            continue
        found.append(_read_word(word.text, word.folded))
        position += 1
    return found


@lru_cache(maxsize=8192)
def _read_word(text: str, word: str) -> Reading:
    """A word by itself; `word` is its folded form."""
    if word in NOISE or (len(word) == 1 and not word.isdigit()):
        return Reading(text, "", "left out")
    known = lemma(word)
    return Reading(text, known, known) if known else Reading(text, f"?{word}", "not read")
