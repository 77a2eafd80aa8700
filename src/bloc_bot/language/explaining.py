"""How a question was read, word by word, and what else each word might have been."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bloc_bot.domain.factbook import FactBook
from bloc_bot.language.marked import SYMBOLS, Reading
from bloc_bot.language.names import NameMark
from bloc_bot.language.parser import Understood, fitting_rows, name_index, parse
from bloc_bot.language.reader import Reader
from bloc_bot.language.words import lemma, tokens


class Explanation(NamedTuple):
    """A stretch of the question, what it was read as, and what else it might have been, each in words."""

    text: str
    symbol: str
    meaning: str
    otherwise: tuple[str, ...]


def explain(question: str, book: FactBook, today: date) -> tuple[Explanation, ...]:
    """Each word of a question; at the end the whole, with the row that read it and the others that fit it too."""
    parsed = parse(question, book, today)
    reader = Reader(parsed.marked, book, today)
    names = iter(parsed.marked.names)
    words = [
        _name(reading, next(names), reader) if reading.symbol in SYMBOLS.values() else _word(reading, reader)
        for reading in parsed.marked.readings
    ]
    read_by = parsed.row if isinstance(parsed, Understood) else "no row"
    rows = dict.fromkeys(row.name for row in fitting_rows(parsed.marked) if row.name != read_by)
    return (*words, Explanation(question, read_by, parsed.marked.shape, tuple(rows)))


def _name(reading: Reading, name: NameMark, reader: Reader) -> Explanation:
    """A name, as what the time and the rest of the question make of it; and the other things it may be the name of."""
    meant = reader.fitting(name) if name.kind == "organization" else name.subjects
    others = [subject for subject in name.subjects if subject not in meant]
    known = [lemma(word.folded) for word in tokens(reading.text)]
    everyday = [f"the word {known[0]}"] if len(known) == 1 and known[0] else []
    also = _names(reading.text, reader, taken=name.subjects)
    return Explanation(reading.text, reading.symbol, " or ".join(meant), (*others, *also, *everyday))


def _word(reading: Reading, reader: Reader) -> Explanation:
    also = _names(reading.text, reader) if reading.symbol != "TIME" else ()
    return Explanation(
        reading.text, reading.symbol[:1] if "?" in reading.symbol else reading.symbol, reading.meaning, also
    )


def _names(text: str, reader: Reader, taken: Sequence[str] = ()) -> tuple[str, ...]:
    """What else on record bears the name, or one very like it."""
    meanings = name_index(reader.register).meanings(tokens(text))
    return tuple(dict.fromkeys(f"{n.kind} {n.subject} ({n.text})" for n in meanings if n.subject not in taken))
