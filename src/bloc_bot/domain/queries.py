"""A question understood: one frozen model per kind of question."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_serializer, model_validator

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.facts import Attribute, EventNature, Role


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


class _Query(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Change(StrEnum):
    """A change in how a party belongs to an organization."""

    JOINED = "joined"
    LEFT = "left"


class Members(_Query):
    """Who belongs, on a day or at any time in a span. No roles: whatever the organization calls its members."""

    kind: Literal["members"] = "members"
    organization: str
    roles: tuple[Role, ...] = ()
    on: When


class MembershipStatus(_Query):
    """Is (or was) the party a member? `on` None asks of all time (ever)."""

    kind: Literal["membership_status"] = "membership_status"
    organization: str
    party: str
    roles: tuple[Role, ...] = ()
    on: When | None = None


class MembershipDates(_Query):
    """When the parties joined or left. No parties: all who did so, in the span."""

    kind: Literal["membership_dates"] = "membership_dates"
    organization: str
    parties: tuple[str, ...] = ()
    change: Change
    on: When | None = None


class OfficeHolders(_Query):
    """Who holds posts of an organization or state. No post: all posts; `head` resolved by the parser."""

    kind: Literal["office_holders"] = "office_holders"
    organization: str
    post: str | None = None
    acting: bool | None = None
    on: When


class Events(_Query):
    """Events by what they are about. Countries, people and words narrow each other down."""

    kind: Literal["events"] = "events"
    organizations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    natures: tuple[EventNature, ...] = ()
    on: When | None = None


class About(_Query):
    """What an organization is; or one attribute of it."""

    kind: Literal["about"] = "about"
    organization: str
    attribute: Attribute | None = None


class Help(_Query):
    """What the bot can be asked, or of one organization."""

    kind: Literal["help"] = "help"
    organization: str | None = None


Query = Annotated[
    Members | MembershipStatus | MembershipDates | OfficeHolders | Events | About | Help,
    Field(discriminator="kind"),
]

QUERY: TypeAdapter[Query] = TypeAdapter(Query)
"""Reads a query back from its plain data (a button's value)."""

