"""A question understood: one frozen model per kind of question."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_serializer, model_validator

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.facts import Attribute, EventNature, Part, RelationKind, Role


class When(BaseModel):
    """A day or a span of days, both ends included. A missing end is unbounded.

    Written in EDTF: `2013-09-22`, `2010`, `1999/2006`, `2008-06-01/..`, `../2006`.
    """

    model_config = ConfigDict(frozen=True)

    first: date | None = None
    last: date | None = None
    written: str = ""
    """EDTF, as precise as it was asked."""
    is_now: bool = False

    @classmethod
    def on(cls, when: PartialDate) -> When:
        return cls(first=when.earliest, last=when.latest, written=str(when))

    @classmethod
    @lru_cache(maxsize=64)
    def now(cls, today: date) -> When:
        return cls(first=today, last=today, written=today.isoformat(), is_now=True)

    @classmethod
    def between(cls, first: PartialDate | None, last: PartialDate | None) -> When:
        return cls(
            first=first.earliest if first else None,
            last=last.latest if last else None,
            written=f"{first or '..'}/{last or '..'}",
        )

    @property
    def day(self) -> date | None:
        """The one day that it means, if it means one."""
        return self.first if self.first is not None and self.first == self.last else None

    @model_validator(mode="before")
    @classmethod
    def _from_edtf(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        first, slash, last = value.partition("/")
        if not slash:
            when = cls.on(PartialDate.parse(first))
        else:
            ends = [None if end in ("", "..") else PartialDate.parse(end) for end in (first, last)]
            when = cls.between(*ends)
        return {"first": when.first, "last": when.last, "written": when.written}

    @model_serializer
    def _as_edtf(self) -> str:
        return self.written


def _is_none(value: object) -> bool:
    return value is None


class _Query(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    known: date | None = Field(default=None, exclude_if=_is_none)
    """The day by whose record it is to be answered. None: by today's."""


class Change(StrEnum):
    """A change in how a party belongs to an organization."""

    JOINED = "joined"
    LEFT = "left"
    SUSPENDED = "suspended"
    """Had its participation suspended or frozen, without leaving; or left in that way."""


class Members(_Query):
    """Who belongs, on a day or at any time in a span. No roles: whatever the organization calls its members."""

    kind: Literal["members"] = "members"
    organization: str
    roles: tuple[Role, ...] = ()
    founding: bool = False
    """Only those who belonged from the first day on."""
    on: When


class MembershipStatus(_Query):
    """Is (or was) the party a member? `on` None asks of all time (ever)."""

    kind: Literal["membership_status"] = "membership_status"
    organization: str
    party: str
    roles: tuple[Role, ...] = ()
    on: When | None = None


class MembershipStatuses(_Query):
    """Which of several parties were members; or whether all, or any, of them were. `on` None asks of all time."""

    kind: Literal["membership_statuses"] = "membership_statuses"
    organization: str
    parties: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    asks: Literal["which", "which not", "all", "any"] = "which"
    on: When | None = None


class MembershipDates(_Query):
    """When the parties joined or left. No parties: all who did so, in the span."""

    kind: Literal["membership_dates"] = "membership_dates"
    organization: str
    parties: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    change: Change
    on: When | None = None
    whether: bool = False
    """Asked as a yes or no question."""
    extreme: Literal["first", "last"] | None = None
    """Only who did so first, or last."""
    which: bool = False
    """Asked which of the parties did so: of those that did not, nothing is said."""


class MembershipsOf(_Query):
    """What a party belongs to, belonged to, joined or left. `on` None asks of all time."""

    kind: Literal["memberships_of"] = "memberships_of"
    party: str
    roles: tuple[Role, ...] = ()
    change: Change | None = None
    on: When | None = None


class Compared(StrEnum):
    """How the members of several organizations are held against each other."""

    BOTH = "both"
    ONLY_FIRST = "only_first"
    EITHER = "either"


class Comparison(_Query):
    """The members that organizations share, or that only the first has. `whether` asks if any are, or if all are."""

    kind: Literal["comparison"] = "comparison"
    organizations: tuple[str, ...]
    how: Compared
    whether: Literal["any", "all"] | None = None
    among: tuple[str, ...] = ()
    """Parties that stand for the first organization's members: those that the answer before listed."""
    on: When | None = None
    """None: of all time."""


class Overlap(_Query):
    """Did the party ever belong to all of the organizations at the same time?"""

    kind: Literal["overlap"] = "overlap"
    party: str
    organizations: tuple[str, ...]


class SharedMemberships(_Query):
    """What several parties all belong to. `on` None asks of all time, whether or not at once."""

    kind: Literal["shared_memberships"] = "shared_memberships"
    parties: tuple[str, ...]
    on: When | None = None


class OfficeHolders(_Query):
    """Who holds posts of an organization or state. No posts: all of them."""

    kind: Literal["office_holders"] = "office_holders"
    organization: str
    posts: tuple[str, ...] = ()
    acting: bool | None = None
    extreme: Literal["first", "last", "longest", "shortest"] | None = None
    nth: int | None = None
    """Only the one who held it so many: 2 is the second. Those acting are not counted."""
    nationality: str | None = None
    """Only those from this country."""
    with_previous: bool = False
    """Also who held it before."""
    whether: str | None = None
    """Asked as a yes or no question: was it this person (or country)?"""
    counted: bool = False
    """Asked how many there were."""
    on: When | None = None
    """None: of all time."""


class Succession(_Query):
    """Who held the post next before or after somebody. No holder: before or after whoever holds it then."""

    kind: Literal["succession"] = "succession"
    organization: str | None = None
    posts: tuple[str, ...] = ()
    holder: str | None = None
    direction: Literal["before", "after"]
    on: When | None = None


class PostsOf(_Query):
    """What posts a person held; in one organization, if one is given."""

    kind: Literal["posts_of"] = "posts_of"
    person: str
    organization: str | None = None
    on: When | None = None


class Events(_Query):
    """Events by what they are about. Organizations, parties and words narrow each other down.

    `parts` are parts that the parties given had in it, or, of no party, that are asked for (`who signed?`).
    """

    kind: Literal["events"] = "events"
    organizations: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    """Of the words, those that the event has to hold."""
    by_name: bool = False
    """Those that it has to hold are the name of one event: the others need not fit, but for a yes or no."""
    parts: tuple[Part, ...] = ()
    natures: tuple[EventNature, ...] = ()
    extreme: Literal["first", "last", "next"] | None = None
    """Of those that fit, the first, the latest that happened, or the next to come."""
    asks: Literal["list", "one", "who", "where", "when", "whether", "came about", "how many", "how many parties"] = (
        "list"
    )
    """`came about`: whether what was planned or proposed came to pass."""
    as_question: bool = True
    """Whether it was put as a question. Loose words that find nothing were not understood."""
    on: When | None = None

    @property
    def whether(self) -> bool:
        """Whether the answer is yes or no."""
        return self.asks in ("whether", "came about")


class Timeline(_Query):
    """Who belonged when, or who held a post when, in one or more organizations. No posts: all of them."""

    kind: Literal["timeline"] = "timeline"
    organizations: tuple[str, ...]
    subject: Literal["members", "officials"] = "members"
    posts: tuple[str, ...] = ()
    on: When | None = None
    """None: of all time."""


class About(_Query):
    """What an organization is; or some attributes of it."""

    kind: Literal["about"] = "about"
    organization: str
    attributes: tuple[Attribute, ...] = ()
    on: When | None = None
    whether: bool = False
    """Asked as a yes or no question: was it so at this time, or in this `place`?"""
    place: str = ""


class Related(_Query):
    """What two organizations are to each other."""

    kind: Literal["related"] = "related"
    organization: str
    other: str
    whether: RelationKind | Literal["the same as"] | None = None
    """Asked as a yes or no question: is it this to the other?"""


class Help(_Query):
    """What the bot can be asked, or of one organization."""

    kind: Literal["help"] = "help"
    organization: str | None = None


Query = Annotated[
    Members
    | MembershipStatus
    | MembershipStatuses
    | MembershipDates
    | MembershipsOf
    | Comparison
    | Overlap
    | SharedMemberships
    | OfficeHolders
    | Succession
    | PostsOf
    | Events
    | Timeline
    | About
    | Related
    | Help,
    Field(discriminator="kind"),
]

QUERY: TypeAdapter[Query] = TypeAdapter(Query, config=ConfigDict(defer_build=True))
"""Reads a query back from its plain data (a button's value)."""
