"""How each kind of bar looks: no two that may meet differ by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from bloc_bot.domain.timelines import BarKind

INK = "#22303c"
QUIET = "#6b7782"
GRID = "#d9dee3"
BAND = "#f4f6f8"
PAPER = "#ffffff"
MARK = "#e8ecf0"
_NAVY = "#1f4e79"
_PALE = "#dbe6f0"
_TEAL = "#1b9e8a"
_OCHRE = "#d98e04"


@dataclass(frozen=True)
class Style:
    """Fill, outline and hatching of a bar; `height` as a share of a full one."""

    fill: str
    edge: str
    hatch: str = ""
    height: float = 1.0


_FULL = Style(_NAVY, _NAVY)
STYLES: dict[BarKind, Style] = {
    BarKind.MEMBER: _FULL,
    BarKind.SIGNATORY: _FULL,
    BarKind.PARTICIPATING_STATE: _FULL,
    BarKind.HOLDER: _FULL,
    BarKind.ACTING: Style(_PALE, _NAVY),
    BarKind.FOUNDING_STATE: Style(_PALE, _NAVY, "||||"),
    BarKind.ASSOCIATE: Style(PAPER, _NAVY, "", 0.7),
    BarKind.OBSERVER: Style(_TEAL, _TEAL, "", 0.45),
    BarKind.DIALOGUE_PARTNER: Style(PAPER, _OCHRE, "", 0.45),
    BarKind.PARTNER: Style(_OCHRE, _OCHRE, "", 0.25),
    BarKind.SUSPENDED: Style(_PALE, _NAVY, "----"),
    BarKind.FROZEN: Style(_PALE, _NAVY, "xxxx"),
    BarKind.LEAVING: Style(_PALE, _NAVY, "\\\\\\\\"),
}
"""The hatching `////` is left for what is disputed."""

DISPUTED = Style("#ffffff99", QUIET, "/////", 1.0)
