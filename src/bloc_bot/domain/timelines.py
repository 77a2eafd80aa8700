"""A timeline as plain data: rows of bars on an axis of days, ready to be drawn and to be kept."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class BarKind(StrEnum):
    """What a bar shows of its row. The value is what a legend calls it."""

    MEMBER = "member"
    SIGNATORY = "signatory"
    PARTICIPATING_STATE = "participating State"
    FOUNDING_STATE = "founding State"
    ASSOCIATE = "associate"
    OBSERVER = "observer"
    DIALOGUE_PARTNER = "dialogue partner"
    PARTNER = "partner"
    SUSPENDED = "suspended"
    FROZEN = "participation frozen"
    LEAVING = "leaving"
    HOLDER = "in office"
    ACTING = "acting"


class Ending(StrEnum):
    """What the record says of one end of a bar."""

    KNOWN = "known"
    OPEN = "open"
    """It goes on, as far as is on record."""
    UNKNOWN = "unknown"
    """The sources do not say when."""
    BEYOND = "beyond"
    """It lies beyond the axis."""


class _Plain(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BarEnd(_Plain):
    """One end of a bar. From `sure` on inwards it holds; between `sure` and `possible` it may.

    `disputed` are the days that other sources give instead.
    """

    ending: Ending
    sure: date
    possible: date
    disputed: tuple[date, ...] = ()


class Bar(_Plain):
    """A period of one row. The end is the first day on which it no longer holds."""

    kind: BarKind
    start: BarEnd
    end: BarEnd


class Row(_Plain):
    """A country, person or organization, with its bars, and the days of which sources attest it."""

    id: str
    label: str
    bars: tuple[Bar, ...] = ()
    attested: tuple[date, ...] = ()


class Mark(_Plain):
    """Something that happened, by the number under which it is listed."""

    number: int
    day: date
    when: str
    """The date in words, as exactly as it is known."""
    label: str


class Group(_Plain):
    """The rows of one organization or post, and what happened in it."""

    label: str
    rows: tuple[Row, ...] = ()
    marks: tuple[Mark, ...] = ()


class Chart(_Plain):
    """A whole timeline: `first` and `last` are the days at the ends of its axis, `in_words` says the same as text."""

    title: str
    first: date
    last: date
    today: date
    groups: tuple[Group, ...]
    in_words: str
