"""What look-up found for a query: facts and truths, before any words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from bloc_bot.domain.dates import Truth
from bloc_bot.domain.facts import Citation, Event, Membership, Organization, Profile, Relation, Term
from bloc_bot.domain.queries import (
    About,
    Comparison,
    Events,
    Help,
    Members,
    MembershipDates,
    MembershipsOf,
    MembershipStatus,
    MembershipStatuses,
    OfficeHolders,
    Overlap,
    PostsOf,
    Related,
    SharedMemberships,
    Succession,
    Timeline,
)

HeldFact = TypeVar("HeldFact", Membership, Term, covariant=True)


class Held(NamedTuple, Generic[HeldFact]):
    """A membership or term, and whether it holds at the time asked about."""

    fact: HeldFact
    truth: Truth


@dataclass(frozen=True)
class MembersFound:
    """Who belongs. `members` do, `possible` may (the record leaves the day open), `others` have another role."""

    query: Members
    members: tuple[Held[Membership], ...]
    possible: tuple[Held[Membership], ...]
    others: tuple[Held[Membership], ...]
    standings: tuple[Membership, ...]
    ended: tuple[Membership, ...]
    """Memberships that were over before, newest last; for an organization in which nobody is left."""
    existed: Truth
    in_bodies: tuple[Held[Membership], ...] = ()
    """Who has the role asked about in a body of the organization."""


@dataclass(frozen=True)
class StatusFound:
    """Whether the party belongs. `all` is everything on record of the party in the organization, oldest first.

    `elsewhere` is its part in bodies of the organization and in the treaty or organization that it continues.
    """

    query: MembershipStatus
    verdict: Truth | None
    """None: nothing is on record, and silence does not mean no."""
    held: tuple[Held[Membership], ...]
    all: tuple[Membership, ...]
    standings: tuple[Membership, ...]
    elsewhere: tuple[Membership, ...]


@dataclass(frozen=True)
class StatusesFound:
    """Whether each of several parties belongs, in the order in which they were asked about."""

    query: MembershipStatuses
    statuses: tuple[StatusFound, ...]


@dataclass(frozen=True)
class DatesFound:
    """When parties joined or left: the memberships concerned, by party; and what there is of those without any."""

    query: MembershipDates
    memberships: tuple[Membership, ...]
    standings: tuple[Membership, ...]
    never: tuple[StatusFound, ...]
    """The parties asked about that did no such thing, each with what is on record of it."""
    elsewhere: tuple[Membership, ...]


@dataclass(frozen=True)
class MembershipsOfFound:
    """What a party belongs to, joined or left: its memberships, oldest first, and standings in them."""

    query: MembershipsOf
    memberships: tuple[Held[Membership], ...]
    standings: tuple[Membership, ...]


@dataclass(frozen=True)
class ComparisonFound:
    """The parties asked for, each with its memberships in the organizations. `possible` may be among them."""

    query: Comparison
    parties: tuple[tuple[str, tuple[Membership, ...]], ...]
    possible: tuple[str, ...]
    rests_on: tuple[Membership, ...]
    """What a `none` rests on: memberships of the organizations compared."""


@dataclass(frozen=True)
class OverlapFound:
    """Whether the party's memberships in all of the organizations share a day."""

    query: Overlap
    verdict: Truth
    memberships: tuple[Membership, ...]
    never_in: tuple[str, ...]


@dataclass(frozen=True)
class SharedFound:
    """By organization, the memberships of all the parties in it; and what a `none` rests on."""

    query: SharedMemberships
    organizations: tuple[tuple[str, tuple[Membership, ...]], ...]
    rests_on: tuple[Membership, ...]


@dataclass(frozen=True)
class HoldersFound:
    """Who holds the post. `before` and `after` are the nearest terms around a day on which nobody is on record."""

    query: OfficeHolders
    holders: tuple[Held[Term], ...]
    possible: tuple[Held[Term], ...]
    before: Term | None
    after: Term | None
    covered: bool
    """Whether any term of the post is on record at all."""


@dataclass(frozen=True)
class SuccessionFound:
    """Who came next before or after `of`.."""

    query: Succession
    of: Term | None
    next: tuple[Term, ...]


@dataclass(frozen=True)
class PostsFound:
    query: PostsOf
    terms: tuple[Held[Term], ...]


@dataclass(frozen=True)
class EventsFound:
    """Events that fit, oldest first; for a search by words, best first. `best` is the one that stands out, if one does.

    `asked` are the parties that had the part asked for in it.
    """

    query: Events
    events: tuple[Event, ...]
    best: Event | None = None
    asked: tuple[str, ...] = ()
    verdict: Truth | None = None
    unknown_words: int = 0
    """Where nothing was found: how many of the words asked for are in no event on record."""


@dataclass(frozen=True)
class TimelineRow:
    """What is on record of one party or office-holder, oldest first."""

    subject: str
    facts: tuple[Membership | Term, ...]


@dataclass(frozen=True)
class TimelineGroup:
    """The rows of one organization, or of one post in it; and what changed who belongs, or what it is."""

    organization: str
    post: str
    rows: tuple[TimelineRow, ...]
    milestones: tuple[Event | Profile, ...]


@dataclass(frozen=True)
class TimelineFound:
    query: Timeline
    groups: tuple[TimelineGroup, ...]


@dataclass(frozen=True)
class AboutFound:
    query: About
    profiles: tuple[Profile, ...]
    relations: tuple[Relation, ...] = ()
    members: int | None = None
    """How many belong today, where it has members on record."""
    verdict: Truth | None = None


@dataclass(frozen=True)
class RelatedFound:
    query: Related
    relations: tuple[Relation, ...]
    memberships: tuple[Membership, ...]
    verdict: Truth | None = None


@dataclass(frozen=True)
class HelpFound:
    query: Help


@dataclass(frozen=True)
class Coverage:
    """How much is on record of an organization: members and office-holders of today, events of all time."""

    organization: Organization
    members: int
    office_holders: int
    events: int
    newest: Citation | None
    """Of all that backs its facts, what speaks of the newest day. None where nothing is dated."""


@dataclass(frozen=True)
class OverviewFound:
    """What is covered, and the events that go with today, the newest first."""

    coverage: tuple[Coverage, ...]
    latest: tuple[Event, ...]
    anniversaries: tuple[Event, ...]
    """What happened or was said on this day of the year, in years before."""


Finding = (
    MembersFound
    | StatusFound
    | StatusesFound
    | DatesFound
    | MembershipsOfFound
    | ComparisonFound
    | OverlapFound
    | SharedFound
    | HoldersFound
    | SuccessionFound
    | PostsFound
    | EventsFound
    | TimelineFound
    | AboutFound
    | RelatedFound
    | HelpFound
)
