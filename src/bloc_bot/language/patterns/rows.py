"""What a row of the pattern table is, and how its shapes are written.

A shape is written in lemmas and symbols (see `marking`). `[a|b]` may be left out, `(a|b)` is one of them,
`[a|b]+` and `(a|b)+` may repeat. Words in capitals beside the symbols are macros; UNREAD is any word not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bloc_bot.domain.memo import lazy
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
    """A question by the words it holds, in any order: at least one of each of `needs`, else only what it `may` hold.

    What it does not allow for, a word that was not read among them, keeps it from fitting.
    """

    needs: tuple[str, ...]
    may: str = ""

    @lazy
    def _needs(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(need.split("|")) for need in self.needs)

    @lazy
    def allowed(self) -> frozenset[str]:
        """All that a question may hold."""
        return _EVERYWHERE.union(*self._needs, self.may.split())

    def fits(self, held: frozenset[str]) -> bool:
        """Whether a question with these symbols holds what is needed and nothing that is not allowed."""
        return held <= self.allowed and all(held & need for need in self._needs)


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
        needs = [step.symbols for step in self._steps if not step.optional]
        self.needs_each = frozenset[str]().union(*(need for need in needs if len(need) == 1))
        self.needs_one_of = tuple(need for need in needs if len(need) > 1)
        self.symbols = frozenset[str]().union(*(step.symbols for step in self._steps))

    def fits(self, said: Sequence[str]) -> bool:
        """Whether a question says this, from its first symbol to its last."""
        places = {0}
        for step in self._steps:
            places = step.after(places, said)
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

    @lazy
    def _read(self) -> tuple[Shape, ...]:
        return tuple(Shape(shape) for shape in self.shapes)

    @lazy
    def symbols(self) -> frozenset[str]:
        """All that any of its shapes may hold."""
        return frozenset[str]().union(*(shape.symbols for shape in self._read))

    def fits(self, said: Sequence[str], held: frozenset[str]) -> bool:
        """Whether the symbols of a question, in their order, take one of the shapes."""
        # The symbols that are held rule out most shapes at once. This is where a question spends most of its time.
        for shape in self._read:
            may_fit = shape.needs_each <= held <= shape.symbols and not any(map(held.isdisjoint, shape.needs_one_of))
            if may_fit and shape.fits(said):
                return True
        return False
