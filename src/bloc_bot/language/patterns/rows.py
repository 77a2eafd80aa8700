"""What a row of the pattern table is, and how its shapes are written.

A shape is written in lemmas and symbols (see `marked`). `[a|b]` may be left out, `(a|b)` is one of them,
`[a|b]+` and `(a|b)+` may repeat. Words in capitals beside the symbols are macros; UNREAD is any word not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bloc_bot.domain.queries import Query
from bloc_bot.language.reader import Reader

_MACROS = {
    "GROUP": "member|country|signatory|observer|partner|associate|participate|full|founding|formal|current|status|bloc"
    "|numeral|list|them|all|belong",
    "ASK": "[list|what|who|count|number|it]+",
    "BE": "[be|do|have|formal|still]+",
    "DID": "(be|do|have)",
    "OF": "[document|secretariat]",
}


_EVERYWHERE = frozenset(
    (
        "list what who be do have it them him that all formal full current still then there and also numeral "
        "you source every any"
    ).split()
)
"""Lemmas that any question may hold without being another one for it."""


@dataclass(frozen=True)
class Bag:
    """A question by the words it holds, in any order: at least one of each `needed`, else only what it `may` hold.

    What it does not allow for, a word that was not read among them, keeps it from fitting.
    """

    needed: tuple[str, ...]
    may: str = ""

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(need.split("|")) for need in self.needed)

    @cached_property
    def symbols(self) -> frozenset[str]:
        """All that it allows for."""
        return _EVERYWHERE.union(*self.needs, self.may.split())

    def fits(self, said: Sequence[str], held: frozenset[str]) -> bool:
        """Whether a question that holds only what is allowed holds what is needed; in whatever order it is `said`."""
        del said
        return not any(map(held.isdisjoint, self.needs))


@dataclass(frozen=True, slots=True)
class _Step:
    """One part of a shape: any of these symbols, once, perhaps, or several times."""

    symbols: frozenset[str]
    optional: bool
    repeated: bool

    def after(self, starts: set[int], said: Sequence[str]) -> set[int]:
        """Where in `said` the step may end, if it may begin at any of `starts`."""
        ends = {start + 1 for start in starts if start < len(said) and said[start] in self.symbols}
        if self.repeated and ends:
            for position in range(min(ends), len(said)):
                if position in ends and said[position] in self.symbols:
                    ends.add(position + 1)
        return ends | starts if self.optional else ends


class Shape:
    """Steps that the symbols of a question have to take, from its first to its last."""

    def __init__(self, written: str) -> None:
        for macro, meaning in _MACROS.items():
            written = re.sub(rf"\b{macro}\b", meaning, written)
        self._steps = tuple(_step(part) for part in re.findall(r"\[[^]]*\]\+?|\([^)]*\)\+?|\S+", written))
        self.needs = tuple(step.symbols for step in self._steps if not step.optional)
        self.symbols = frozenset[str]().union(*(step.symbols for step in self._steps))

    def fits(self, said: Sequence[str], held: frozenset[str]) -> bool:
        """Whether a question says this, from its first symbol to its last. Most do not hold what is needed for it."""
        if any(map(held.isdisjoint, self.needs)):
            return False
        places = {0}
        for step in self._steps:
            if not (places := step.after(places, said)):
                return False
        return len(said) in places


def _step(part: str) -> _Step:
    return _Step(frozenset(part.strip("[]()+").split("|")), part.startswith("["), part.endswith("+"))


@dataclass(frozen=True)
class Row:
    """One kind of question: the shapes that it takes, examples that must be read by it, and what builds its query.

    Shapes are tried first, over all rows; then bags, for words in an order that no shape foresees.
    """

    name: str
    shapes: tuple[str, ...]
    examples: tuple[str, ...]
    build: Callable[[Reader], Query | None]
    help: str = ""
    """What it asks, for the help page; nothing to keep it off the page."""
    bag: Bag | None = None
    takes_groups: bool = False
    """Whether it can be asked of a group of countries (`the Baltic states`)."""


class RowIndex:
    """Rows by the symbols that their shapes, or their bags, allow for and need: a question leaves few of them to try.

    This is where a question spends most of its time. Sets of ways to read it are the bits of a number.
    """

    def __init__(self, rows: Iterable[Row], ways: Callable[[Row], Iterable[Shape | Bag]]) -> None:
        self._rows, self._ways_of = rows, ways

    def fitting(self, said: Sequence[str]) -> Iterator[Row]:
        """The rows that read these symbols, each once, in the order of the rows."""
        held, allowed, needed = frozenset(said), self._all, self._needing[""]
        for symbol in held:
            allowed &= self._allowing.get(symbol, 0)
            needed |= self._needing.get(symbol, 0)
        left, fitting = allowed & needed, None
        while left:
            place = left.bit_length() - 1
            left ^= 1 << place
            row, way = self._ways[place]
            if row is not fitting and way.fits(said, held):
                fitting = row
                yield row

    @cached_property
    def _ways(self) -> tuple[tuple[Row, Shape | Bag], ...]:
        """The last first: the highest bit is the first to be tried."""
        return tuple((row, way) for row in self._rows for way in self._ways_of(row))[::-1]

    @cached_property
    def _all(self) -> int:
        return (1 << len(self._ways)) - 1

    @cached_property
    def _allowing(self) -> Mapping[str, int]:
        """Symbol → the ways that allow for it."""
        return _filed(way.symbols for _, way in self._ways)

    @cached_property
    def _needing(self) -> Mapping[str, int]:
        """Symbol → the ways of which it is the rarest need, or one of several that may meet it; "" if there is none."""
        return {"": 0} | _filed(min(way.needs, key=self._common, default=[""]) for _, way in self._ways)

    def _common(self, need: Iterable[str]) -> int:
        return sum(self._allowing[symbol].bit_count() for symbol in need)


def _filed(ways: Iterable[Iterable[str]]) -> dict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for place, symbols in enumerate(ways):
        for symbol in symbols:
            found[symbol] |= 1 << place
    return dict(found)


def by_shape(rows: Iterable[Row]) -> RowIndex:
    return RowIndex(rows, lambda row: map(Shape, row.shapes))


def by_bag(rows: Iterable[Row]) -> RowIndex:
    return RowIndex(rows, lambda row: (row.bag,) if row.bag else ())
