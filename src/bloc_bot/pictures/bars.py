"""The bars of a row: solid where it is sure, fading where it is not, hatched where sources differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from bloc_bot.domain.timelines import Bar, BarEnd, Ending, Row
from bloc_bot.pictures.layout import ROW, number_of
from bloc_bot.pictures.styles import DISPUTED, INK, PAPER, STYLES, Style

_FULL_HEIGHT = 0.62 * ROW
_SLICES = 7
_FADE = 0.05
"""The share of the axis over which an end that nobody knows fades out."""
_ARROW = 0.02
_LINE = 0.7


def draw_row(axes: Axes, row: Row, y: float, days: tuple[float, float], last: date) -> None:
    """All bars of a row with their ends, and a dot for each day of which it is attested."""
    for bar in row.bars:
        _draw_bar(axes, bar, y, days, number_of(last))
    dots = [number_of(day) for day in row.attested if days[0] <= number_of(day) <= days[1]]
    axes.plot(
        dots, [y] * len(dots), "o", markersize=3.2, markerfacecolor=PAPER, markeredgecolor=INK, markeredgewidth=0.7
    )


def _draw_bar(axes: Axes, bar: Bar, y: float, days: tuple[float, float], last: int) -> None:
    style = STYLES[bar.kind]
    start, end = _sure(bar.start, days[0]), _sure(bar.end, days[1])
    if start < end:
        axes.add_patch(box(start, end, y, style))
        _fade(axes, start, _reaches(bar.start, start, days, -1, last), y, style)
        _fade(axes, end, _reaches(bar.end, end, days, 1, last), y, style)
    else:
        first, final = min(number_of(bar.start.possible), end), max(number_of(bar.end.possible), start)
        axes.add_patch(box(first, final, y, style, alpha=0.4))
        if bar.start.ending is Ending.UNKNOWN:
            _fade(axes, first, _reaches(bar.start, first, days, -1, last), y, style)
    if bar.end.ending is Ending.OPEN:
        _arrow(axes, end, y, days, style)
    for disputed in (bar.start, bar.end):
        _dispute(axes, disputed, y)


def _sure(end: BarEnd, edge: float) -> float:
    return edge if end.ending is Ending.BEYOND else number_of(end.sure)


def _reaches(end: BarEnd, sure: float, days: tuple[float, float], way: int, last: int) -> float:
    """How far it may reach beyond what is sure."""
    if end.ending is Ending.KNOWN:
        return number_of(end.possible)
    if end.ending is not Ending.UNKNOWN:
        return sure
    return min(max(sure + way * _FADE * (days[1] - days[0]), days[0]), last)


def _fade(axes: Axes, sure: float, possible: float, y: float, style: Style) -> None:
    step = (possible - sure) / _SLICES
    shade = replace(style, fill=style.edge) if style.fill == PAPER else style
    for number in range(_SLICES if step else 0):
        one, other = sorted((sure + number * step, sure + (number + 1) * step))
        alpha = 0.8 * (1 - (number + 0.5) / _SLICES)
        axes.add_patch(box(one, other, y, shade, alpha=alpha, outlined=False))


def _arrow(axes: Axes, end: float, y: float, days: tuple[float, float], style: Style) -> None:
    half = _FULL_HEIGHT * style.height / 2
    corners = [(end, y - half), (end + _ARROW * (days[1] - days[0]), y), (end, y + half)]
    axes.add_patch(Polygon(corners, closed=True, facecolor=style.fill, edgecolor=style.edge, linewidth=_LINE))


def _dispute(axes: Axes, end: BarEnd, y: float) -> None:
    if end.disputed:
        given = [number_of(day) for day in (end.sure, *end.disputed)]
        axes.add_patch(box(min(given), max(given), y, DISPUTED))


def box(
    first: float, last: float, y: float, style: Style, *, alpha: float | None = None, outlined: bool = True
) -> Rectangle:
    """A piece of a bar between two days, with its middle at `y`."""
    height = _FULL_HEIGHT * style.height
    patch = Rectangle(
        (first, y - height / 2),
        last - first,
        height,
        facecolor=style.fill,
        edgecolor=style.edge,
        hatch=style.hatch or None,
        linewidth=_LINE if outlined else 0,
        alpha=alpha,
    )
    patch.set_hatch_linewidth(0.6)
    return patch
