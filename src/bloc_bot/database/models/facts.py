"""The tables of facts: a row for each revision, what it says by kind of fact, and the citations that back it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bloc_bot.database.models.base import Base

CURRENT = text("superseded_at IS NULL")


class FactRow(Base):
    """One revision of a fact. Nothing in it changes but that it is superseded.

    `lineage` names the fact over its revisions, `workspace` whose it is (empty: shared). A withdrawn
    revision says nothing but that the fact no longer stands, so it has no citation.
    """

    __tablename__ = "facts"
    __table_args__ = (
        # A recorded fact has a citation at position 0, and that one supports it (see citations). Deferred,
        # because the citation in its turn refers to the fact.
        ForeignKeyConstraint(
            ["id", "lead_citation"],
            ["citations.fact_id", "citations.position"],
            name="fk_facts_lead_citation",
            deferrable=True,
            initially="DEFERRED",
            use_alter=True,
        ),
        CheckConstraint("state <> 'recorded' OR lead_citation IS NOT NULL", name="recorded_is_cited"),
        CheckConstraint("lead_citation = 0", name="lead_citation_is_first"),
        CheckConstraint("state IN ('proposed', 'recorded', 'withdrawn')", name="state"),
        CheckConstraint("kind IN ('membership', 'term', 'event', 'relation', 'profile')", name="kind"),
        CheckConstraint("origin IN ('seed', 'person')", name="origin"),
        CheckConstraint("organization IS NOT NULL OR kind = 'term'", name="organization"),
        CheckConstraint("(superseded_at IS NULL) = (superseded_by IS NULL)", name="superseded_by"),
        CheckConstraint("superseded_at >= recorded_at", name="superseded_after_recorded"),
        CheckConstraint("(since IN ('', '..')) = (since_earliest IS NULL)", name="since_is_a_date"),
        CheckConstraint("(until IN ('', '..')) = (until_earliest IS NULL)", name="until_is_a_date"),
        CheckConstraint("(since_earliest IS NULL) = (since_latest IS NULL)", name="since_both_days"),
        CheckConstraint("(until_earliest IS NULL) = (until_latest IS NULL)", name="until_both_days"),
        CheckConstraint("since_earliest <= since_latest", name="since_in_order"),
        CheckConstraint("until_earliest <= until_latest", name="until_in_order"),
        CheckConstraint("since_earliest <= until_latest", name="ends_in_order"),
        Index("uq_facts_current", "workspace", "lineage", unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT),
        Index("ix_facts_lineage", "lineage", "workspace"),
    )

    # Said aloud, since a column that is also part of a foreign key does not count up by itself.
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    lineage: Mapped[str]
    kind: Mapped[str]
    workspace: Mapped[str]
    organization: Mapped[str | None] = mapped_column(ForeignKey("organizations.id"))
    state: Mapped[str]
    since: Mapped[str]
    since_earliest: Mapped[date | None]
    since_latest: Mapped[date | None]
    until: Mapped[str]
    until_earliest: Mapped[date | None]
    until_latest: Mapped[date | None]
    note: Mapped[str]
    preferred: Mapped[str]
    origin: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    reason: Mapped[str]
    superseded_at: Mapped[datetime | None]
    superseded_by: Mapped[str | None]
    superseded_reason: Mapped[str | None]
    lead_citation: Mapped[int | None]


class CitationRow(Base):
    __tablename__ = "citations"
    __table_args__ = (
        CheckConstraint("stance IN ('supports', 'disputes')", name="stance"),
        CheckConstraint("position > 0 OR stance = 'supports'", name="first_supports"),
        CheckConstraint("(stance = 'disputes') = (disputed <> '')", name="disputed"),
    )

    fact_id: Mapped[int] = mapped_column(ForeignKey("facts.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(ForeignKey("sources.id"), index=True)
    locator: Mapped[str]
    relayed_from: Mapped[str]
    attested_on: Mapped[str | None]
    stance: Mapped[str]
    disputed: Mapped[str]
    disputed_value: Mapped[str]


class MembershipRow(Base):
    __tablename__ = "memberships"

    fact_id: Mapped[int] = mapped_column(ForeignKey("facts.id"), primary_key=True)
    party: Mapped[str]
    role: Mapped[str]
    standing: Mapped[str | None]
    start: Mapped[str]
    end: Mapped[str]


class TermRow(Base):
    __tablename__ = "terms"

    fact_id: Mapped[int] = mapped_column(ForeignKey("facts.id"), primary_key=True)
    holder: Mapped[str]
    post: Mapped[str] = mapped_column(ForeignKey("posts.id"))
    title: Mapped[str]
    state: Mapped[str | None] = mapped_column(ForeignKey("countries.id"))
    acting: Mapped[bool]
    due_until: Mapped[str | None]


class EventRow(Base):
    __tablename__ = "events"

    fact_id: Mapped[int] = mapped_column(ForeignKey("facts.id"), primary_key=True)
    title: Mapped[str]
    summary: Mapped[str]
    nature: Mapped[str]
    place: Mapped[str]
    outcome: Mapped[str]


class EventOrganizationRow(Base):
    __tablename__ = "event_organizations"

    fact_id: Mapped[int] = mapped_column(ForeignKey("events.fact_id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organization: Mapped[str] = mapped_column(ForeignKey("organizations.id"))


class EventPartyRow(Base):
    __tablename__ = "event_parties"

    fact_id: Mapped[int] = mapped_column(ForeignKey("events.fact_id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    party: Mapped[str]
    part: Mapped[str]


class RelationRow(Base):
    __tablename__ = "relations"

    fact_id: Mapped[int] = mapped_column(ForeignKey("facts.id"), primary_key=True)
    kind: Mapped[str]
    other: Mapped[str] = mapped_column(ForeignKey("organizations.id"))
    detail: Mapped[str]


class ProfileRow(Base):
    __tablename__ = "profiles"

    fact_id: Mapped[int] = mapped_column(ForeignKey("facts.id"), primary_key=True)
    attribute: Mapped[str]
    value: Mapped[str]
