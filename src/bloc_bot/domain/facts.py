"""What is on record: facts of five kinds about organizations, and the sources that back them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from bloc_bot.domain.dates import PartialDate, Period, Truth, Unbounded


class OrganizationKind(StrEnum):
    ORGANIZATION = "organization"
    TREATY = "treaty"
    BODY = "body"
    FORUM = "forum"
    CONCEPT = "concept"
    THINK_TANK = "think tank"


class Role(StrEnum):
    """How a party takes part in an organization."""

    MEMBER = "member"
    SIGNATORY = "signatory"
    PARTICIPATING_STATE = "participating State"
    FOUNDING_STATE = "founding State"
    """Took part from the founding on, and never ratified the charter: sources differ on whether that is membership."""
    ASSOCIATE = "associate"
    OBSERVER = "observer"
    DIALOGUE_PARTNER = "dialogue partner"
    PARTNER = "partner"
    NOT_A_MEMBER = "not a member"
    """A source says that the party does not take part."""


FULL_ROLES = frozenset({Role.MEMBER, Role.SIGNATORY, Role.PARTICIPATING_STATE})
"""The roles that count as belonging: what an organization calls its members."""


class Standing(StrEnum):
    """A state of membership that is less than full, while it lasts."""

    SUSPENDED = "suspended"
    FROZEN = "frozen"
    LEAVING = "leaving"


class EventNature(StrEnum):
    """What the record says of an event. Planned is not happened."""

    HAPPENED = "happened"
    PLANNED = "planned"
    STATEMENT = "statement"
    RULE = "rule"


class Part(StrEnum):
    """The part that a country, person or organization had in an event."""

    CONCERNED = "concerned"
    """What happened is about it; no more is said."""
    HOSTED = "hosted"
    CHAIRED = "chaired"
    ATTENDED = "attended"
    ABSENT = "absent"
    SIGNED = "signed"
    DID_NOT_SIGN = "did not sign"
    JOINED = "joined"
    LEFT = "left"
    APPOINTED = "appointed"
    """Was given a post."""
    REPLACED = "replaced"
    """Lost a post to somebody else."""
    TOOK_CHAIR = "took the chair"
    GAVE_CHAIR = "gave up the chair"
    SPOKE = "spoke"
    """Said what the event reports."""
    MET = "met"
    PROPOSED = "proposed"
    SUPPORTED = "supported"
    OPPOSED = "opposed"
    NAMED = "named"
    """Was named in what somebody said."""


class RelationKind(StrEnum):
    SUCCESSOR_OF = "successor of"
    MERGED_INTO = "merged into"
    OBSERVER_AT = "observer at"
    COOPERATES_WITH = "cooperates with"
    DECLINES_COOPERATION_WITH = "declines cooperation with"
    CONCLUDED_WITHIN = "concluded within"
    FOUNDED_OUTSIDE = "founded outside"
    INTENDED_BASIS_OF = "intended basis of"
    OVERLAPS_WITH = "overlaps with"


class Attribute(StrEnum):
    """What a profile says of an organization."""

    NAME = "name"
    FOUNDED = "founded"
    FOUNDING_DOCUMENT = "founding document"
    SIGNED = "signed"
    IN_FORCE = "in force"
    ENDED = "ended"
    SEAT = "seat"
    LANGUAGES = "languages"
    WEBSITE = "website"
    PREDECESSOR = "predecessor"
    ABOUT = "about"


class Stance(StrEnum):
    SUPPORTS = "supports"
    DISPUTES = "disputes"


class NameUse(StrEnum):
    """How a name is used, which tells how much context it needs to be understood."""

    NAME = "name"
    ADJECTIVE = "adjective"
    MISSPELLING = "misspelling"
    NEEDS_CONTEXT = "needs context"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Source:
    """A publication. `published` is None where it bears no date."""

    id: str
    publisher: str
    title: str
    url: str
    published: PartialDate | None = None
    author: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Citation:
    """A fact's source, and what it says of the fact.

    A disputing citation names the `disputed` part of the fact (`since`, `until`, `place` ...) and the
    `disputed_value` that this source gives instead.
    """

    source: Source
    stance: Stance = Stance.SUPPORTS
    relayed_from: str = ""
    locator: str = ""
    attested_on: PartialDate | None = None
    disputed: str = ""
    disputed_value: str = ""

    @property
    def dated(self) -> PartialDate | None:
        """The newest day that it speaks of: the day attested, else the day of publication."""
        return self.attested_on or self.source.published


@dataclass(frozen=True, slots=True)
class Organization:
    id: str
    name: str
    acronym: str
    kind: OrganizationKind
    parent: str = ""
    head_post: str = ""
    """The post whose holder heads it (`secretary-general`), where it has one."""
    member_role: Role = Role.MEMBER
    """What it calls those who belong to it."""
    covers: frozenset[str] = frozenset()
    """Subjects on which the record is kept complete, so that silence means no: `members`."""

    @property
    def short(self) -> str:
        return self.acronym or self.name


@dataclass(frozen=True, slots=True)
class Country:
    """A state, by ISO 3166-1 alpha-2 code; one that is no more, by its ISO 3166-3 code."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    nationality: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """An office. A `single_holder` post is held by one at a time."""

    id: str
    name: str
    single_holder: bool = True
    held_by_countries: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name in use for something on record. `subject` is its id, `kind` the sort of thing that it is."""

    text: str
    kind: str
    subject: str
    language: str = "en"
    use: NameUse = NameUse.NAME
    period: Period | None = None


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something true of an organization over a period, backed by at least one citation.

    `id` names the fact over all its revisions; `recorded_at` and `recorded_by` are those of this one.
    """

    id: str
    organization: str
    period: Period
    citations: tuple[Citation, ...]
    note: str = ""
    preferred: str = ""
    """Where sources disagree: why this value and not the other."""
    workspace: str = ""
    recorded_at: datetime | None = None
    recorded_by: str = ""

    @cached_property
    def supporting(self) -> tuple[Citation, ...]:
        return tuple(c for c in self.citations if c.stance is Stance.SUPPORTS)

    @cached_property
    def newest(self) -> Citation | None:
        """Of the sources that back it, the one that speaks of the newest day."""
        return max(self.supporting, key=lambda c: c.dated.earliest if c.dated else date.min, default=None)

    @cached_property
    def disputing(self) -> tuple[Citation, ...]:
        return tuple(c for c in self.citations if c.stance is Stance.DISPUTES)

    @cached_property
    def attestations(self) -> tuple[PartialDate, ...]:
        """The dates on which a source says that it is so, oldest first."""
        return tuple(sorted({c.attested_on for c in self.supporting if c.attested_on}, key=lambda d: d.latest))

    @cached_property
    def last_attested(self) -> PartialDate | None:
        """The newest date of which, or on which, a source says that it is so."""
        dated = [c.dated for c in self.supporting if c.dated is not None]
        return max(dated, key=lambda d: d.earliest) if dated else None

    def truth_on(self, day: date) -> Truth:
        """Whether it holds on `day`, from its ends and from the dates on which it is attested.

        An attestation settles the days between it and an end that is on record. Between two attestations
        with neither end on record nothing is settled.
        """
        truth = self.period.truth_on(day)
        return truth if truth is not Truth.UNCERTAIN else self._attested_on(day)

    def truth_within(self, first: date, last: date) -> Truth:
        """Whether it holds on at least one day from `first` to `last`."""
        truth = self.period.truth_within(first, last)
        if truth is not Truth.UNCERTAIN:
            return truth
        if any(first <= a.earliest and a.latest <= last for a in self.attestations):
            return Truth.YES
        return Truth.YES if Truth.YES in (self._attested_on(first), self._attested_on(last)) else Truth.UNCERTAIN

    def _attested_on(self, day: date) -> Truth:
        since, until = self.period.since, self.period.until
        for attested in self.attestations:
            if attested.earliest <= day <= attested.latest:
                return Truth.YES
            after_start = self.period.started_by(day) is Truth.YES and since is not Unbounded.UNKNOWN
            if until is Unbounded.UNKNOWN and after_start and day < attested.earliest:
                return Truth.YES
            before_end = self.period.ended_by(day) is Truth.NO and until is not Unbounded.UNKNOWN
            if since is Unbounded.UNKNOWN and before_end and attested.latest < day:
                return Truth.YES
        return Truth.UNCERTAIN


@dataclass(frozen=True, kw_only=True)
class Membership(Fact):
    """A party (a country or an organization) has a role in an organization.

    Where `standing` is set, the fact is a period of that standing inside a membership.
    """

    party: str
    role: Role
    standing: Standing | None = None
    start: str = ""
    """How it began, where that needs saying."""
    end: str = ""
    """How it ended."""


@dataclass(frozen=True, kw_only=True)
class Term(Fact):
    """A person, or for a rotating chair a country, holds a post in an organization or a state.

    For a post of a state `organization` is empty and `state` is the country's code.
    """

    holder: str
    post: str
    title: str = ""
    """What the post is called in this term, where not as the post is called in general."""
    state: str = ""
    acting: bool = False
    due_until: PartialDate | None = None
    """The first day on which the term is due to be over, as announced. Planned is not happened."""

    def truth_on(self, day: date) -> Truth:
        """As for any fact, but a term that goes on is not sure to go on once it was due to be over."""
        truth = super().truth_on(day)
        overdue = self.due_until is not None and day >= self.due_until.earliest
        return Truth.UNCERTAIN if overdue and truth is Truth.YES and self.period.until is Unbounded.OPEN else truth


@dataclass(frozen=True, slots=True)
class EventParty:
    """A country, person or organization (by id), and its part in an event."""

    party: str
    part: Part = Part.CONCERNED


@dataclass(frozen=True, kw_only=True)
class Event(Fact):
    """Something dated that happened, was planned, was said, or was the rule."""

    title: str
    summary: str
    nature: EventNature
    organizations: tuple[str, ...] = ()
    """All organizations that it is about; `organization` is the first."""
    parties: tuple[EventParty, ...] = ()
    place: str = ""
    """City or venue, as it is called in English."""
    outcome: str = ""
    """For a planned event: the id of the event that shows what became of it."""

    @cached_property
    def first_day(self) -> PartialDate:
        since = self.period.since
        if not isinstance(since, PartialDate):
            raise ValueError(f"event {self.id} has no date")
        return since

    @cached_property
    def last_day(self) -> PartialDate:
        return self.period.last or self.first_day

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first day that it may have been on, and the last."""
        return self.first_day.earliest, self.last_day.latest

    def with_part(self, *parts: Part) -> tuple[str, ...]:
        """The ids of the parties that had one of these parts."""
        return tuple(dict.fromkeys(p.party for p in self.parties if p.part in parts))


@dataclass(frozen=True, kw_only=True)
class Relation(Fact):
    """What an organization is to another one."""

    kind: RelationKind
    other: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Profile(Fact):
    """A dated attribute of an organization: its seat, its founding document, its name in use."""

    attribute: Attribute
    value: str


AnyFact = Membership | Term | Event | Relation | Profile
