"""Letters: which can be drawn, how wide text is, and where it is broken into lines."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import Literal

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

Weight = Literal["normal", "bold"]
_STAND_IN = "□"
_POINTS = 72


@lru_cache(maxsize=4096)
def drawable(text: str) -> str:
    """The text, with a box for each letter that the font does not have: else matplotlib warns of every one."""
    font = _font("normal")
    return "".join(letter if letter == "\n" or font.get_char_index(ord(letter)) else _STAND_IN for letter in text)


def width(text: str, points: float, weight: Weight = "normal") -> float:
    """The width of one line of text, in inches."""
    font = _font(weight)
    font.set_size(points, _POINTS)
    font.set_text(drawable(text), 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / _POINTS


def lines_within(
    text: str, inches: float, points: float, weight: Weight = "normal", most: int | None = None
) -> tuple[str, ...]:
    """The text broken into lines of at most this width, and at most so many: a cut is shown."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, points, weight) <= inches:
            lines[-1] = longer
        else:
            lines.append(_cut(word, inches, points, weight))
    if most is not None and len(lines) > most:
        return (*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), inches, points, weight))
    return tuple(lines)


def _cut(text: str, inches: float, points: float, weight: Weight) -> str:
    if width(text, points, weight) <= inches:
        return text

    def too_wide(length: int) -> bool:
        return width(f"{text[:length]}…", points, weight) > inches

    kept = bisect_left(range(1, len(text)), True, key=too_wide)
    return f"{text[:kept].rstrip()}…"


def _font(weight: Weight) -> FT2Font:
    return get_font(findfont(FontProperties(weight=weight)))
