"""The record as JSON lines: what may stand in each line, and the sort of thing that it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from bloc_bot.database.exchange.entered import AdminRecord, EnteredRecord, SettingsRecord, SuggestionRecord
from bloc_bot.database.facts.rows import KINDS, date_of, event_party_of, period_of
from bloc_bot.database.seed.files import EndText, PartialDateText
from bloc_bot.domain.facts import (
    AnyFact,
    Attribute,
    Citation,
    EventNature,
    NameUse,
    OrganizationKind,
    Part,
    RelationKind,
    Role,
    Source,
    Stance,
    Standing,
)

FORMAT = 2
"""The version of the format. A line that an older version could not read makes a new one."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Header(_Entry):
    """The first line. `workspace` is the one that the record belongs to; empty: it is shared."""

    record: Literal["export"]
    format: Literal[1, 2]
    workspace: str


class PostRecord(_Entry):
    record: Literal["post"]
    id: str
    name: str
    single_holder: bool
    held_by_countries: bool


class OrganizationRecord(_Entry):
    record: Literal["organization"]
    id: str
    name: str
    acronym: str
    kind: OrganizationKind
    parent: str | None
    head_post: str | None
    member_role: Role
    covers: list[str]


class CountryRecord(_Entry):
    record: Literal["country"]
    id: str
    name: str


class PersonRecord(_Entry):
    record: Literal["person"]
    id: str
    name: str
    nationality: str


class NameRecord(_Entry):
    """What something is called in questions. `subject` is its id."""

    record: Literal["name"]
    text: str
    kind: Literal["organization", "country", "person", "post"]
    subject: str
    language: str
    use: NameUse
    since: EndText | None
    until: EndText | None


class SourceRecord(_Entry):
    record: Literal["source"]
    id: str
    publisher: str
    title: str
    author: str
    published: PartialDateText | None
    url: str
    kind: str
    language: str
    note: str

    def source(self) -> Source:
        published = date_of(self.published)
        return Source(self.id, self.publisher, self.title, self.url, published, self.author, self.language)


class CitationEntry(_Entry):
    source: str
    locator: str
    relayed_from: str
    attested_on: PartialDateText | None
    stance: Stance
    disputed: str
    disputed_value: str

    @model_validator(mode="after")
    def _says_what_it_disputes(self) -> Self:
        if (self.stance is Stance.DISPUTES) != bool(self.disputed):
            raise ValueError("`disputed` names the part of the fact that a disputing citation is about, and only then")
        return self

    def citation(self, sources: Mapping[str, Source]) -> Citation:
        return Citation(
            sources[self.source],
            self.stance,
            self.relayed_from,
            self.locator,
            date_of(self.attested_on),
            self.disputed,
            self.disputed_value,
        )


class MembershipEntry(_Entry):
    party: str
    role: Role
    standing: Standing | None
    start: str
    end: str


class TermEntry(_Entry):
    holder: str
    post: str
    title: str
    state: str | None
    acting: bool
    due_until: PartialDateText | None


class PartyEntry(_Entry):
    party: str
    part: Part


class EventEntry(_Entry):
    title: str
    summary: str
    nature: EventNature
    place: str
    outcome: str
    organizations: Annotated[list[str], Field(min_length=1)]
    parties: list[PartyEntry]


class RelationEntry(_Entry):
    kind: RelationKind
    other: str
    detail: str


class ProfileEntry(_Entry):
    attribute: Attribute
    value: str


class _RevisionRecord(_Entry):
    """One revision of the fact `id`. What a withdrawn one said stands in the revision before it."""

    record: Literal["fact"]
    id: str
    organization: str | None
    state: Literal["proposed", "recorded", "withdrawn"]
    since: EndText
    until: EndText
    note: str
    preferred: str
    origin: Literal["seed", "person"]
    recorded_at: AwareDatetime
    recorded_by: str
    reason: str
    superseded_at: AwareDatetime | None
    superseded_by: str | None
    superseded_reason: str | None
    citations: list[CitationEntry]
    kind: str
    says: MembershipEntry | TermEntry | EventEntry | RelationEntry | ProfileEntry | None

    @model_validator(mode="after")
    def _is_a_revision(self) -> Self:
        period_of(self.since, self.until)
        if (self.superseded_at is None) != (self.superseded_by is None):
            raise ValueError("`superseded_at` and `superseded_by` belong together")
        if self.superseded_at is not None and self.superseded_at < self.recorded_at:
            raise ValueError("it is superseded before it is recorded")
        if self.state == "recorded" and not self.citations:
            raise ValueError("a recorded fact needs a citation")
        if self.citations and self.citations[0].stance is not Stance.SUPPORTS:
            raise ValueError("the first citation must support the fact")
        if self.says is None and self.state != "withdrawn":
            raise ValueError("`says` holds what the fact says; only where it is withdrawn may it be null")
        return self

    @property
    def is_current(self) -> bool:
        return self.superseded_at is None

    def fact(self, sources: Mapping[str, Source], workspace: str) -> AnyFact:
        """The revision as the fact that it says. KeyError for a source that is not among those given."""
        if self.says is None:
            raise ValueError("a withdrawn revision says nothing")
        said = self.says.model_dump(mode="json")
        common: dict[str, Any] = {
            "id": self.id,
            "organization": self.organization or "",
            "period": period_of(self.since, self.until),
            "note": self.note,
            "preferred": self.preferred,
            "workspace": workspace,
            "citations": tuple(citation.citation(sources) for citation in self.citations),
        }
        if isinstance(self.says, EventEntry):
            common["organizations"] = tuple(self.says.organizations)
            common["parties"] = tuple(event_party_of(p.party, p.part.value) for p in self.says.parties)
        made: Any = KINDS[self.kind].made
        return made(SimpleNamespace(**said), common)  # type: ignore[no-any-return]


class MembershipRecord(_RevisionRecord):
    kind: Literal["membership"]
    says: MembershipEntry | None


class TermRecord(_RevisionRecord):
    kind: Literal["term"]
    says: TermEntry | None


class EventRecord(_RevisionRecord):
    kind: Literal["event"]
    says: EventEntry | None

    @model_validator(mode="after")
    def _has_a_date(self) -> Self:
        if self.says is not None and self.since in ("", ".."):
            raise ValueError("an event needs a date: `since` is its first day, `until` the day after its last")
        return self


class RelationRecord(_RevisionRecord):
    kind: Literal["relation"]
    says: RelationEntry | None


class ProfileRecord(_RevisionRecord):
    kind: Literal["profile"]
    says: ProfileEntry | None


RevisionRecord = MembershipRecord | TermRecord | EventRecord | RelationRecord | ProfileRecord
IdentityRecord = PostRecord | OrganizationRecord | CountryRecord | PersonRecord
_AnyRevision = Annotated[RevisionRecord, Field(discriminator="kind")]
Record = Header | IdentityRecord | NameRecord | SourceRecord | RevisionRecord | EnteredRecord
RECORD: TypeAdapter[Record] = TypeAdapter(
    Annotated[
        Header
        | IdentityRecord
        | NameRecord
        | SourceRecord
        | _AnyRevision
        | SettingsRecord
        | AdminRecord
        | SuggestionRecord,
        Field(discriminator="record"),
    ]
)
