"""The rows that a question fits, and the query that the first of them builds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bloc_bot.language.marked import Marked
from bloc_bot.language.parsed import Understood
from bloc_bot.language.patterns import BY_BAG, BY_SHAPE, Row
from bloc_bot.language.reader import Reader


def by_row(reader: Reader) -> Understood | None:
    return by_shape(reader) or by_bag(reader)


def by_shape(reader: Reader) -> Understood | None:
    return built(_rows_of_shape(reader.marked), reader)


def by_bag(reader: Reader) -> Understood | None:
    return built(_rows_of_bag(reader.marked), reader)


def _rows_of_shape(marked: Marked) -> Iterator[Row]:
    """The rows one of whose shapes the question has."""
    return BY_SHAPE.fitting(marked.symbols)


def _rows_of_bag(marked: Marked) -> Iterator[Row]:
    """The rows whose words the question holds, in whatever order."""
    return BY_BAG.fitting(marked.symbols)


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
