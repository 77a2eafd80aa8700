"""What a person wants to record, before it is on record."""

from __future__ import annotations

from dataclasses import dataclass

from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.facts import EventNature


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A publication that backs a draft. The address is http or https."""

    publisher: str
    title: str
    url: str
    published: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event to be recorded. `organizations` (the first is the one it stands under) and `countries` are ids."""

    organizations: tuple[str, ...]
    period: Period
    nature: EventNature
    title: str
    summary: str
    countries: tuple[str, ...]
    source: SourceDraft
