"""One row of a spreadsheet, cell by cell: what is wrong is kept with its column, so that a row is told all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from bloc_bot.database.sheets.names import SheetNames
from bloc_bot.database.sheets.rows import Cells
from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.facts import Part

ReadDate = Callable[[str], PartialDate]
E = TypeVar("E", bound=StrEnum)
_OPEN = ("..", "now", "present", "open", "today")
_YES, _NO = ("yes", "true", "1", "x"), ("", "no", "false", "0")


@dataclass
class Row:
    """The cells of a row by column, and what was found wrong with them."""

    line: int
    cells: Cells
    names: SheetNames
    read_date: ReadDate
    problems: list[str] = field(default_factory=list)

    def text(self, column: str, *, needed: bool = False) -> str:
        cell = self.cells.get(column, "")
        if needed and not cell:
            self.problems.append(f"column {column}: it is empty, and this kind of row needs it")
        return cell

    def one_of(self, column: str, choices: type[E], default: E | None = None) -> str:
        """The value of an enum, in any case."""
        cell = self.text(column, needed=default is None).casefold()
        if not cell:
            return default.value if default is not None else ""
        found = next((choice.value for choice in choices if choice.value.casefold() == cell), None)
        if found is None:
            self.problems.append(f"column {column}: {cell!r} is none of {', '.join(choices)}")
        return found or ""

    def named(self, column: str, *sorts: str, needed: bool = True) -> str:
        """The id of what a cell names. Empty, if it names nothing."""
        cell = self.text(column, needed=needed)
        with self._column(column):
            return self.names.find(cell, *sorts) if cell else ""
        return ""

    def all_named(self, column: str, *sorts: str) -> list[str]:
        """The ids of what a cell names, with semicolons between."""
        found = []
        for part in _parts(self.text(column, needed=True)):
            with self._column(column):
                found.append(self.names.find(part, *sorts))
        return list(dict.fromkeys(found))

    def parties(self, column: str) -> list[dict[str, str]]:
        """`Armenia; hosted: Russia`: who took part, each with its part where that is said."""
        found = []
        for text in _parts(self.text(column)):
            part, colon, name = text.partition(":")
            part = part.strip().casefold()
            if colon and part not in set(Part):
                self.problems.append(f"column {column}: {part!r} is none of {', '.join(Part)}")
                continue
            with self._column(column):
                id = self.names.find((name if colon else text).strip(), "organization", "country", "person")
                found.append({"party": id, "part": part if colon else Part.CONCERNED.value})
        return found

    def date(self, column: str) -> str | None:
        cell = self.text(column)
        with self._column(column):
            return str(self.read_date(cell)) if cell else None
        return None

    def end(self, column: str) -> str:
        """One end of a period in EDTF: a date, `..` for none so far, nothing for not known."""
        cell = self.text(column)
        if cell.casefold() in _OPEN:
            return ".."
        return self.date(column) or ""

    def days(self, column: str) -> tuple[str, str]:
        """The ends of the period of an event, whose cell gives its first and last day, both included."""
        cell = self.text(column, needed=True)
        first, slash, last = cell.partition("/")
        with self._column(column):
            if not cell:
                return "", ""
            # A day as people write it may have strokes in it: `18/3/2010`.
            period = self._during(first, last) if slash and "/" not in last else Period.during(self.read_date(cell))
            return str(period.since), str(period.until)
        return "", ""

    def yes(self, column: str) -> bool:
        cell = self.text(column).casefold()
        if cell not in (*_YES, *_NO):
            self.problems.append(f"column {column}: write yes, or leave it empty")
        return cell in _YES

    def _during(self, first: str, last: str) -> Period:
        return Period.during(self.read_date(first), self.read_date(last))

    @contextmanager
    def _column(self, column: str) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            self.problems.append(f"column {column}: {error}")


def _parts(cell: str) -> list[str]:
    return [part for text in cell.replace("\n", ";").split(";") if (part := text.strip())]
