"""Long lists of dated rows as Slack's `table` block: one column for the names, one for each kind of date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bloc_bot.domain.replies import Item, Reply
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import shortened

TABLE_FROM = 9
"""So many rows are read faster in columns than one after the other."""
ROWS = LIMITS["table rows"] - 1
"""Beside the headings."""
_CELL = 300
_NOTHING = "–"  # Slack takes no empty cell


@dataclass(frozen=True)
class Table:
    """Rows of texts under headings, without the columns that no row fills."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, reply: Reply) -> Table | None:
        """None where the rows have no columns, or are few enough to be read as a list."""
        if not reply.columns or len(reply.items) < TABLE_FROM:
            return None
        headings = (*reply.columns, "Sources")
        rows = [_cells(item, len(headings)) for item in reply.items]
        filled = [column for column in range(len(headings)) if any(row[column] for row in rows)]
        return cls(_only(headings, filled), tuple(_only(row, filled) for row in rows))

    def block(self, first: int, end: int) -> dict[str, Any]:
        """The table with the rows from `first` up to `end`. Its texts are raw: nothing in them is markup."""
        return {
            "type": "table",
            "column_settings": [{"is_wrapped": True} for _ in self.headings],
            "rows": [[_raw(cell) for cell in row] for row in (self.headings, *self.rows[first:end])],
        }


def _cells(item: Item, count: int) -> tuple[str, ...]:
    texts = (item.label, *item.cells)[: count - 1]
    padded = [*texts, *[""] * (count - 1 - len(texts))]
    marks = "".join(f"[{number}]" for number in item.citations)
    return tuple(shortened(" ".join(text.split()), _CELL) for text in (*padded, marks))


def _only(cells: Sequence[str], columns: list[int]) -> tuple[str, ...]:
    return tuple(cells[column] for column in columns)


def _raw(text: str) -> dict[str, str]:
    return {"type": "raw_text", "text": text or _NOTHING}
