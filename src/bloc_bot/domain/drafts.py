"""What a person wants to record, before it is on record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.facts import EventNature, Role


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A publication that backs a draft. The address is http or https. `id` is set where it is on record already."""

    publisher: str
    title: str
    url: str
    published: PartialDate | None = None
    id: str = ""


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


class MembershipChange(StrEnum):
    """What became of a membership on a day."""

    JOINED = "joined"
    LEFT = "left"
    SUSPENDED = "suspended"
    FROZEN = "frozen"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class MembershipDraft:
    """A change of a country's membership. `date` is the first day on which it is so.

    The role of a member stands for whatever the organization calls its members. `detail` says how it came about.
    """

    organization: str
    country: str
    change: MembershipChange
    role: Role
    date: PartialDate
    detail: str
    source: SourceDraft


class TermChange(StrEnum):
    """What happened to a post on a day: somebody took it, or left it."""

    BEGAN = "began"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class TermDraft:
    """A change of office. `date` is the first day on which the holder has the post, or has it no longer.

    `holder` is the id of a person, or of a country for a rotating chair. For a person who is not on record
    it is empty, and `new_holder` is the name.
    """

    organization: str
    post: str
    holder: str
    new_holder: str
    change: TermChange
    date: PartialDate
    acting: bool
    present_holder_leaves: bool
    """Whether the term of whoever has the post ends on that day."""
    source: SourceDraft


Draft = EventDraft | MembershipDraft | TermDraft


@dataclass(frozen=True, slots=True)
class Revision:
    """What a workspace has of a fact since a change, and what it had before, each by its number; 0 for nothing.

    `before` is what it took the place of: an undo goes back to that. `first` is what stood before the first
    recording, however often that was changed since: a further change starts from there.
    """

    number: int
    before: int = 0
    first: int = 0

    def __str__(self) -> str:
        return f"{self.number}.{self.before}.{self.first}"

    @classmethod
    def parse(cls, text: str) -> Revision:
        """Read `12.7.0`. ValueError for anything else."""
        number, before, first = map(int, text.split("."))
        return cls(number, before, first)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a draft has become: the fact by its id, all revisions that were written, and what else it changed, by id."""

    fact: str
    revisions: tuple[Revision, ...]
    also: tuple[str, ...] = ()
