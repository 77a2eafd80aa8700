"""What goes back for a question: plain data, with the whole answer also as plain text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from bloc_bot.domain.dates import Truth
from bloc_bot.domain.timelines import Chart


class Status(StrEnum):
    ANSWERED = "answered"
    NO_DATA = "no_data"
    """In scope, and nothing on record."""
    AMBIGUOUS = "ambiguous"
    NOT_UNDERSTOOD = "not_understood"
    """Outside what the bot covers, or no question that it can read."""


_EXACT = ConfigDict(frozen=True, extra="forbid")


class _Plain(BaseModel):
    model_config = _EXACT


# The parts of a reply are dataclasses: hundreds are made of values already known to be right, and only those of a
# reply that is read back need be checked.


_Beside = Annotated[tuple[str, ...], Field(exclude=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """One numbered source under an answer."""

    __pydantic_config__ = _EXACT

    number: int
    publisher: str
    title: str
    date: str | None = None
    """As published, in EDTF."""
    url: str
    relayed_from: str | None = None
    attested_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row of an answer, with its own dates and sources."""

    __pydantic_config__ = _EXACT

    id: str
    label: str
    since: str | None = None
    """EDTF. None: open or not on record; `detail` says which where it matters."""
    until: str | None = None
    """EDTF: the first day on which it no longer holds."""
    detail: str = ""
    """The dates and particulars of the row in words, ready to be shown after the label."""
    citations: tuple[int, ...] = ()
    """Numbers of the sources that back this row."""
    fact: str | None = None
    """Id of the fact that the row shows, the first where it shows several."""
    beside: _Beside = ()
    """Ids of what else the row tells of: a standing, a second membership. Not part of the plain data."""
    cells: _Beside = ()
    """The `detail` in columns, for a reply that has `columns`. Not part of the plain data."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A follow-up that can be asked with one click. `question` is what would be typed."""

    __pydantic_config__ = _EXACT

    label: str
    question: str


class Reply(_Plain):
    """The answer to one question.

    `headline` is one sentence that stands alone. `text` is the whole answer as plain text, and complete.
    `query` is how the question was read, as plain data with its `kind`.
    """

    status: Status
    headline: str
    items: tuple[Item, ...] = ()
    verdict: Truth | None = None
    as_of: str | None = None
    """The day or span that the answer is about, in EDTF."""
    caveats: tuple[str, ...] = ()
    citations: tuple[CitedSource, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    choices: tuple[Suggestion, ...] = ()
    """For an ambiguous question: what it may have meant."""
    query: dict[str, Any] | None = None
    timeline: Chart | None = None
    """The same as a picture, where the answer is one over time."""
    text: str = ""
    beside: tuple[str, ...] = Field(default=(), exclude=True)
    """Ids of the facts that it tells of outside its rows, in the headline or a note. Not part of the plain data."""
    columns: tuple[str, ...] = Field(default=(), exclude=True)
    """Headings of the rows' labels and `cells`, where many rows are clearer as a table. Not part of the plain data."""
    rests_on: tuple[str, ...] = Field(default=(), exclude=True)
    """Ids of the facts behind it, those without a row too. Not part of the plain data."""

    def as_kept(self) -> str:
        """All of it as JSON, to be kept and read again: also what is not part of the plain data."""
        cells = [item.cells for item in self.items]
        more = {"columns": self.columns, "rests_on": self.rests_on, "cells": cells}
        return json.dumps({**self.model_dump(mode="json"), **more})

    @classmethod
    def from_kept(cls, kept: str) -> Reply:
        """The reply as it was. ValueError or KeyError if it is of another version."""
        data = json.loads(kept)
        cells = data.pop("cells")
        items = [{**item, "cells": own} for item, own in zip(data["items"], cells, strict=True)]
        return cls.model_validate({**data, "items": items})

    def as_json(self, question: str) -> dict[str, Any]:
        """The object that `bloc-bot ask --json` prints."""
        return {"question": question, **self.model_dump(mode="json")}


class Covered(_Plain):
    """One organization that the bot covers, with what is on record of it."""

    id: str
    short: str
    name: str
    counts: str
    """`6 members and 4 office-holders today, 148 events`"""
    newest: CitedSource | None = None
    """The newest source that backs any of it. None where no source is dated."""


class Overview(_Plain):
    """What the bot covers, what happened last, and what happened on this day in years before."""

    headline: str
    covered: tuple[Covered, ...] = ()
    latest: tuple[Item, ...] = ()
    anniversaries: tuple[Item, ...] = ()
    citations: tuple[CitedSource, ...] = ()
    """The sources of the events, by number."""
    kinds: tuple[tuple[str, str], ...] = ()
    """What can be asked, each with an example."""

    def organization(self, id: str) -> Covered | None:
        """The row of one that is covered."""
        return next((row for row in self.covered if row.id == id), None)
