"""A chart drawn with matplotlib: no state is shared, so that several may be drawn at once."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, DateFormatter, DateLocator, YearLocator
from matplotlib.figure import Figure
from matplotlib.transforms import blended_transform_factory

from bloc_bot.domain.timelines import Chart
from bloc_bot.pictures.bars import draw_row
from bloc_bot.pictures.layout import (
    HEAD,
    LABEL,
    LINE,
    LISTED,
    MARGIN,
    NUMBER_ROOM,
    ROW,
    SMALL_LABEL,
    TITLE,
    TITLE_LINE,
    WIDTH,
    Layout,
    PlacedGroup,
    number_of,
)
from bloc_bot.pictures.legend import COLUMNS, draw_legend, legend_entries
from bloc_bot.pictures.letters import drawable
from bloc_bot.pictures.styles import BAND, GRID, INK, MARK, PAPER, QUIET

Format = Literal["png", "svg"]
_DOTS = 240
"""Dots to the inch: three to one of a phone's."""
_MOST_DOTS = 6_000
"""The height of the tallest picture, in dots."""
_STEPS = (1, 2, 5, 10, 20, 50)
_MOST_YEARS = 7
_SVG: dict[Any, str] = {"svg.hashsalt": "bloc_bot", "svg.fonttype": "none"}
"""Ids that do not change from one drawing to the next, and letters that can be searched and read aloud."""
_FEW_YEARS = 3
"""Of fewer than so many, months are named too."""


def draw(chart: Chart, *, format: Format) -> bytes:
    """The picture, as a file of this format. The same chart gives the same bytes."""
    mpl.rcParams.update(_SVG)
    entries = legend_entries(chart)
    layout = Layout(chart, -(-len(entries) // COLUMNS))
    figure = Figure(figsize=(WIDTH, layout.height), facecolor=PAPER)
    axes = _axes(figure, layout)
    for group in layout.groups:
        _draw_group(axes, group, layout)
    _draw_years(axes, layout)
    _draw_words(figure, layout)
    draw_legend(figure, entries, MARGIN / WIDTH, 1 - layout.legend_top / layout.height)
    return _written(figure, format, chart)


def _written(figure: Figure, format: Format, chart: Chart) -> bytes:
    file = BytesIO()
    about = {"Title": chart.title, "Description": chart.in_words}
    if format == "svg":
        FigureCanvasSVG(figure).print_svg(file, metadata={**about, "Date": None, "Creator": None})  # type: ignore[no-untyped-call]
    else:
        figure.set_dpi(min(_DOTS, _MOST_DOTS / figure.get_figheight()))
        FigureCanvasAgg(figure).print_png(file, metadata={**about, "Software": None})  # type: ignore[no-untyped-call]
    return file.getvalue()


def _axes(figure: Figure, layout: Layout) -> Axes:
    """Days to the right; downwards inches from the top of the picture, as in the layout."""
    height = layout.height
    left, right = layout.left / WIDTH, layout.right / WIDTH
    axes = figure.add_axes(
        (left, 1 - layout.bottom / height, right - left, (layout.bottom - layout.top) / height), facecolor="none"
    )
    axes.set_xlim(*layout.days)
    axes.set_ylim(layout.bottom, layout.top)
    axes.set_yticks([])
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
    return axes


def _draw_group(axes: Axes, group: PlacedGroup, layout: Layout) -> None:
    across = blended_transform_factory(axes.figure.transFigure, axes.transData)
    for number, line in enumerate(group.head):
        y = group.top + 0.12 + number * LINE
        _text(axes, MARGIN / WIDTH, y, line, HEAD, transform=across, weight="bold")
    if not group.rows:
        y = group.bottom - ROW / 2
        _text(
            axes,
            MARGIN / WIDTH,
            y,
            "nothing on record",
            8,
            transform=across,
            color=QUIET,
            style="italic",
            backgroundcolor=PAPER,
        )
    for number, row in enumerate(group.rows):
        if number % 2 == 0:
            axes.axhspan(row.y - ROW / 2, row.y + ROW / 2, facecolor=BAND, linewidth=0, zorder=0)
        draw_row(axes, row.row, row.y, layout.days, layout.chart.last)
        one = len(row.lines) == 1
        size, middle = (LABEL, "center_baseline") if one else (SMALL_LABEL, "center")
        label = "\n".join(row.lines)
        _text(axes, MARGIN / WIDTH, row.y, label, size, transform=across, linespacing=0.95, verticalalignment=middle)
    _draw_marks(axes, group)


def _draw_marks(axes: Axes, group: PlacedGroup) -> None:
    """A numbered circle each, and a dotted line down through all rows of the group."""
    for mark, y in group.levels:
        day = number_of(mark.day)
        axes.plot([day, day], [y, group.bottom], ":", color=QUIET, linewidth=0.7, zorder=0.8)
        style: dict[str, Any] = {
            "markerfacecolor": MARK,
            "markeredgecolor": QUIET,
            "markeredgewidth": 0.6,
            "clip_on": False,
        }
        axes.plot([day], [y], "o", markersize=9.5, **style)
        _text(axes, day, y, str(mark.number), 6.5, horizontalalignment="center", verticalalignment="center_baseline")


def _draw_years(axes: Axes, layout: Layout) -> None:
    """Years below and above with a line for each, and a dashed line for today."""
    chart = layout.chart
    years = (chart.last - chart.first).days / 365.25
    step = next((step for step in _STEPS if years / step <= _MOST_YEARS), _STEPS[-1])
    if years < _FEW_YEARS:
        locator: DateLocator = AutoDateLocator(minticks=2, maxticks=5)  # type: ignore[no-untyped-call]
        axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))  # type: ignore[no-untyped-call]
    else:
        locator = YearLocator(step)  # type: ignore[no-untyped-call]
        axes.xaxis.set_major_formatter(DateFormatter("%Y"))  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.grid(visible=True, axis="x", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", labelsize=8, labelcolor=INK, color=QUIET, length=3, pad=2, labeltop=True)
    if chart.first <= chart.today <= chart.last:
        axes.axvline(number_of(chart.today), color=QUIET, linewidth=0.8, linestyle=(0, (4, 3)), zorder=0.9)


def _draw_words(figure: Figure, layout: Layout) -> None:
    """Title and day above, the marks in words and where the sources are below."""
    y = MARGIN
    for line in layout.title:
        _write(figure, layout, MARGIN, y, line, TITLE, weight="bold")
        y += TITLE_LINE
    _write(figure, layout, MARGIN, y, f"On record as of {_in_words(layout.chart.today)}", 8, color=QUIET)
    y = layout.list_top
    for number, line in layout.listed:
        _write(figure, layout, MARGIN + NUMBER_ROOM - 0.07, y, number, LISTED, horizontalalignment="right")
        _write(figure, layout, MARGIN + NUMBER_ROOM, y, line, LISTED)
        y += LINE
    _write(figure, layout, MARGIN, y + 0.03, "The sources are listed with the answer.", 7, color=QUIET)


def _write(figure: Figure, layout: Layout, x: float, y: float, text: str, size: float, **more: Any) -> None:
    """Text on the figure, in inches from its top left corner."""
    style = {"color": INK, "verticalalignment": "top", "parse_math": False, **more}
    figure.text(x / WIDTH, 1 - y / layout.height, drawable(text), fontsize=size, **style)


def _text(axes: Axes, x: float, y: float, text: str, size: float, **more: Any) -> None:
    style = {"color": INK, "verticalalignment": "center", "parse_math": False, **more}
    axes.text(x, y, drawable(text), fontsize=size, **style)


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
