"""The legend: only what occurs in the chart, in words beside how it looks."""

from __future__ import annotations

from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from bloc_bot.domain.timelines import BarEnd, BarKind, Chart, Ending
from bloc_bot.pictures.styles import DISPUTED, INK, MARK, PAPER, QUIET, STYLES, Style

COLUMNS = 2
_TEXT = 7.5
Entry = tuple[str, Artist | tuple[Artist, ...]]


def legend_entries(chart: Chart) -> list[Entry]:
    """What each thing that occurs is called, and a sample of it."""
    rows = [row for group in chart.groups for row in group.rows]
    bars = [bar for row in rows for bar in row.bars]
    kinds = {bar.kind for bar in bars}
    style = STYLES[next((kind for kind in BarKind if kind in kinds), BarKind.MEMBER)]
    entries: list[Entry] = [(kind.value, _patch(STYLES[kind])) for kind in BarKind if kind in kinds]
    if any(bar.end.ending is Ending.OPEN for bar in bars):
        entries.append(("goes on", Line2D([], [], marker=">", linestyle="", color=style.edge, markersize=6)))
    if any(_fades(end) for bar in bars for end in (bar.start, bar.end)):
        shades = tuple(_patch(style, alpha) for alpha in (0.8, 0.55, 0.35, 0.15))
        entries.append(("exact day not on record", shades))
    if any(end.disputed for bar in bars for end in (bar.start, bar.end)):
        entries.append(("sources differ", _patch(DISPUTED)))
    if any(row.attested for row in rows):
        entries.append(("attested on that day", _dot(PAPER, 4)))
    if chart.first <= chart.today <= chart.last:
        entries.append(("today", Line2D([], [], color=QUIET, linewidth=0.8, linestyle=(0, (4, 3)))))
    if any(group.marks for group in chart.groups):
        entries.append(("what happened, see below", _dot(MARK, 8)))
    return entries


def draw_legend(figure: Figure, entries: list[Entry], left: float, top: float) -> None:
    """`left` and `top` are shares of the figure, from its bottom left corner."""
    if not entries:
        return
    samples: list[Any] = [sample for _, sample in entries]  # more than one for a single line, which is not in the types
    figure.legend(
        samples,
        [label for label, _ in entries],
        handler_map={tuple: HandlerTuple(ndivide=None, pad=0)},
        loc="upper left",
        bbox_to_anchor=(left, top),
        ncols=COLUMNS,
        fontsize=_TEXT,
        labelcolor=INK,
        frameon=False,
        borderpad=0,
        borderaxespad=0,
        handlelength=2.0,
        handleheight=0.8,
        labelspacing=0.45,
        columnspacing=1.6,
    )


def _fades(end: BarEnd) -> bool:
    return end.ending is Ending.UNKNOWN or (end.ending is Ending.KNOWN and end.sure != end.possible)


def _patch(style: Style, alpha: float = 1.0) -> Patch:
    patch = Patch(
        facecolor=style.fill,
        edgecolor=style.edge if alpha == 1.0 else "none",
        hatch=style.hatch or None,
        linewidth=0.7,
        alpha=alpha,
    )
    patch.set_hatch_linewidth(0.6)
    return patch


def _dot(fill: str, size: float) -> Line2D:
    return Line2D(
        [], [], marker="o", linestyle="", markersize=size, markerfacecolor=fill, markeredgecolor=QUIET,
        markeredgewidth=0.7,
    )  # fmt: skip
