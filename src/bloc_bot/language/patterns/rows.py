"""What a row of the pattern table is, and how its shapes are written.

A shape is written in lemmas and symbols (see `marking`). `[a|b]` may be left out, `(a|b)` is one of them,
`[a|b]+` and `(a|b)+` may repeat. Words in capitals beside the symbols are macros.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
    "UNREAD": r"\?\w*",
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

    @cached_property
    def _needs(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(need.split("|")) for need in self.needs)

    @cached_property
    def _allowed(self) -> frozenset[str]:
        return _EVERYWHERE.union(*self._needs, self.may.split())

    def fits(self, shape: str) -> bool:
        """Whether the shape of a question holds what is needed and nothing that is not allowed."""
        held = frozenset(shape.split())
        return all(held & need for need in self._needs) and held <= self._allowed


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

    @cached_property
    def matches(self) -> Callable[[str], re.Match[str] | None]:
        """Whether the shape of a question is one of this row's."""
        return re.compile("|".join(f"(?:{_compiled(shape)})" for shape in self.shapes)).fullmatch


def _compiled(shape: str) -> str:
    for macro, meaning in _MACROS.items():
        shape = re.sub(rf"\b{macro}\b", meaning.replace("\\", r"\\"), shape)
    return "".join(_part(part) for part in re.findall(r"\[[^]]*\]\+?|\([^)]*\)\+?|\S+", shape))


def _part(part: str) -> str:
    optional, repeated = part.startswith("["), part.endswith("+")
    times = {(True, True): "*", (True, False): "?", (False, True): "+", (False, False): ""}[optional, repeated]
    return f"(?:(?:{part.strip('[]()+')}) ){times}"
