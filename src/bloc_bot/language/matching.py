"""The rows that a question fits, and the query that the first of them builds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from bloc_bot.language.marking import Marked
from bloc_bot.language.parsed import Understood
from bloc_bot.language.patterns import ROWS, Row
from bloc_bot.language.reader import Reader


def by_row(reader: Reader) -> Understood | None:
    return by_shape(reader) or by_bag(reader)


def by_shape(reader: Reader) -> Understood | None:
    return built(_rows_of_shape(reader.marked), reader)


def by_bag(reader: Reader) -> Understood | None:
    return built(_rows_of_bag(reader.marked), reader)


def _rows_of_shape(marked: Marked) -> Iterator[Row]:
    """The rows one of whose shapes the question has."""
    symbols, held = marked.symbols, marked.held
    return (row for row in _by_symbols().with_shapes.that_allow(held) if row.fits(symbols, held))


def _rows_of_bag(marked: Marked) -> Iterator[Row]:
    """The rows whose words the question holds, in whatever order."""
    held = marked.held
    return (row for row in _by_symbols().with_bags.that_allow(held) if row.bag is not None and row.bag.fits(held))


class _Rows:
    """Rows in their order, by the symbols that each of them allows: most rows are ruled out by one of a question's."""

    def __init__(self, rows: Iterable[tuple[Row, frozenset[str]]]) -> None:
        listed = tuple(rows)
        self._rows = tuple(row for row, _ in listed)
        self._allowing: defaultdict[str, int] = defaultdict(int)
        for place, (_, allowed) in enumerate(listed):
            for symbol in allowed:
                self._allowing[symbol] |= 1 << place

    def that_allow(self, held: frozenset[str]) -> Iterator[Row]:
        """The rows that allow all of these symbols. Each bit stands for a row."""
        left = (1 << len(self._rows)) - 1
        for symbol in held:
            left &= self._allowing.get(symbol, 0)
        while left:
            lowest = left & -left
            yield self._rows[lowest.bit_length() - 1]
            left ^= lowest


class _BySymbols(NamedTuple):
    with_shapes: _Rows
    with_bags: _Rows


@cache
def _by_symbols() -> _BySymbols:
    return _BySymbols(
        _Rows((row, row.symbols) for row in ROWS),
        _Rows((row, row.bag.allowed) for row in ROWS if row.bag is not None),
    )


def fitting_rows(marked: Marked) -> tuple[Row, ...]:
    """All rows that a question fits, in the order in which they are tried."""
    return (*_rows_of_shape(marked), *_rows_of_bag(marked))


def built(rows: Iterable[Row], reader: Reader) -> Understood | None:
    """The question as the first of the rows reads it that can build its query."""
    for row in rows:
        if reader.grouped and not row.takes_groups:
            continue
        if (query := row.build(reader)) is not None:
            return Understood(query, row.name, reader.marked)
    return None
