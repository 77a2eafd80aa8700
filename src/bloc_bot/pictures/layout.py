"""Where everything stands on a picture, in inches from its top left corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bloc_bot.domain.timelines import Chart, Group, Mark, Row
from bloc_bot.pictures.letters import lines_within, width

WIDTH = 4.6
"""As wide as a phone is, so that letters are shown there in about their own size."""
MARGIN = 0.12
ROW = 0.235
LINE = 0.165
"""The height of a line of small text."""
BUBBLE = 0.15
_LEVEL = BUBBLE + 0.03
TITLE = 11.0
TITLE_LINE = 0.22
HEAD = 8.5
"""Points of the letters of a group's label."""
LABEL = 8.5
SMALL_LABEL = 7.0
"""Points of a row's label, where it fits on one line and where it takes two."""
LISTED = 7.5
NUMBER_ROOM = 0.2
"""The room that the number of a mark takes in the list."""
_YEARS = 0.24
_LEGEND_LINE = 0.155
_WIDEST_LABEL = 1.62
_AFTER_TODAY = 0.035
"""The share of the axis beside the last day that is left for arrows."""


@dataclass(frozen=True)
class PlacedRow:
    """A row, and how far down its middle is."""

    row: Row
    lines: tuple[str, ...]
    y: float


@dataclass(frozen=True)
class PlacedGroup:
    """A group from `top` to `bottom`, with its label in lines, and how far down each of its marks is.

    Marks that would lie over each other are on levels of their own.
    """

    group: Group
    head: tuple[str, ...]
    top: float
    bottom: float
    rows: tuple[PlacedRow, ...]
    levels: tuple[tuple[Mark, float], ...]


class Layout:
    """The places for one chart, whose legend has so many lines."""

    def __init__(self, chart: Chart, legend_lines: int) -> None:
        self.chart = chart
        self._legend_lines = legend_lines

    @cached_property
    def title(self) -> tuple[str, ...]:
        return lines_within(self.chart.title, WIDTH - 2 * MARGIN, TITLE, "bold")

    @cached_property
    def left(self) -> float:
        """Where the axis begins: after the longest label."""
        labels = [_label(row.label) for group in self.chart.groups for row in group.rows]
        widths = [width(line, _points(lines)) for lines in labels for line in lines]
        return MARGIN + max(0.5, *widths, 0.5) + 0.1

    @property
    def right(self) -> float:
        return WIDTH - MARGIN

    @cached_property
    def top(self) -> float:
        return MARGIN + len(self.title) * TITLE_LINE + LINE + _YEARS

    @cached_property
    def bottom(self) -> float:
        return self.groups[-1].bottom if self.groups else self.top + 2 * ROW

    @cached_property
    def legend_top(self) -> float:
        return self.bottom + _YEARS + 0.05

    @cached_property
    def list_top(self) -> float:
        return self.legend_top + self._legend_lines * _LEGEND_LINE + (0.12 if self._legend_lines else 0)

    @cached_property
    def height(self) -> float:
        return self.list_top + (len(self.listed) + 1) * LINE + MARGIN

    @cached_property
    def listed(self) -> list[tuple[str, str]]:
        """The marks in words: (number, or nothing for a line that goes on; text)."""
        marks = {mark.number: mark for group in self.chart.groups for mark in group.marks}
        return [line for mark in marks.values() for line in _lines_of(mark)]

    @cached_property
    def days(self) -> tuple[float, float]:
        """The ends of the axis."""
        first, last = number_of(self.chart.first), number_of(self.chart.last)
        span = last - first
        return first - span * 0.01, last + span * _AFTER_TODAY

    @cached_property
    def groups(self) -> tuple[PlacedGroup, ...]:
        return tuple(self._placed())

    def _placed(self) -> Iterator[PlacedGroup]:
        y = self.top
        for group in self.chart.groups:
            levels = self._levels(group)
            head = self._head(group)
            deep = (1 + max(level for _, level in levels)) * _LEVEL + 0.08 if levels else 0.04
            beside = width(max(head, key=len, default=""), HEAD, "bold") < self.left - MARGIN
            above = 0.0 if beside and len(head) < 2 and levels else len(head) * LINE + 0.06
            first = y + above + (max(deep, LINE + 0.06) if above == 0 and head else deep)
            rows = tuple(PlacedRow(row, _label(row.label), first + (n + 0.5) * ROW) for n, row in enumerate(group.rows))
            bottom = first + max(1, len(rows)) * ROW
            placed = tuple((mark, y + above + 0.05 + (level + 0.5) * _LEVEL) for mark, level in levels)
            yield PlacedGroup(group, head, y, bottom, rows, placed)
            y = bottom + 0.08

    def _head(self, group: Group) -> tuple[str, ...]:
        """The lines of the label of a group, where there is more than one group."""
        if len(self.chart.groups) < 2:
            return ()
        return lines_within(group.label, WIDTH - 2 * MARGIN, HEAD, "bold")

    def _levels(self, group: Group) -> list[tuple[Mark, int]]:
        """Each mark on the first level where nothing is in its way."""
        clear = (self.days[1] - self.days[0]) * (BUBBLE + 0.02) / (self.right - self.left)
        ends: list[float] = []
        found = []
        for mark in group.marks:
            day = number_of(mark.day)
            level = next((n for n, end in enumerate(ends) if day - end >= clear), len(ends))
            ends[level : level + 1] = [day]
            found.append((mark, level))
        return found


def number_of(day: date) -> int:
    """A day as matplotlib counts them: from 1 January 1970."""
    return day.toordinal() - _EPOCH


_EPOCH = date(1970, 1, 1).toordinal()


def _label(label: str) -> tuple[str, ...]:
    """A row's label on one line, or in smaller letters on two."""
    one = lines_within(label, _WIDEST_LABEL, LABEL)
    return (
        one if len(one) == 1 and not one[0].endswith("…") else lines_within(label, _WIDEST_LABEL, SMALL_LABEL, most=2)
    )


def _points(lines: tuple[str, ...]) -> float:
    return LABEL if len(lines) == 1 else SMALL_LABEL


def _lines_of(mark: Mark) -> list[tuple[str, str]]:
    lines = lines_within(f"{mark.label}, {mark.when}", WIDTH - 2 * MARGIN - NUMBER_ROOM, LISTED)
    return [(str(mark.number) if n == 0 else "", line) for n, line in enumerate(lines)]
