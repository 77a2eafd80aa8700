"""The tables of what facts are about and what backs them: identities, names, sources, versions, claims, questions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SHARED = ""
"""The workspace of what belongs to no team and is seen by all."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map = {str: Text(), datetime: Moment(), list[str]: JSON()}  # noqa: RUF012 - as SQLAlchemy has it


class PostRow(Base):
    __tablename__ = "posts"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    single_holder: Mapped[bool]
    held_by_countries: Mapped[bool]


class OrganizationRow(Base):
    __tablename__ = "organizations"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    acronym: Mapped[str]
    kind: Mapped[str]
    # Deferred, so that a body may be written before the organization that it belongs to.
    parent: Mapped[str | None] = mapped_column(ForeignKey("organizations.id", deferrable=True, initially="DEFERRED"))
    head_post: Mapped[str | None] = mapped_column(ForeignKey("posts.id"))
    member_role: Mapped[str]
    covers: Mapped[list[str]]


class CountryRow(Base):
    __tablename__ = "countries"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class PersonRow(Base):
    """A person. Who sees somebody that a team has put on record, `workspace` tells."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    name: Mapped[str]
    nationality: Mapped[str]


class AliasRow(Base):
    """A name in use for a country, an organization, a person or a post (`kind`, `subject`)."""

    __tablename__ = "aliases"
    __table_args__ = (Index(None, "folded"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    folded: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str]
    language: Mapped[str]
    use: Mapped[str]
    since: Mapped[str | None]
    until: Mapped[str | None]


class SourceRow(Base):
    """A publication. Its id is unique over all workspaces; who sees it, `workspace` tells."""

    __tablename__ = "sources"
    __table_args__ = (Index(None, "workspace", "url"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    publisher: Mapped[str]
    title: Mapped[str]
    author: Mapped[str]
    published: Mapped[str | None]
    url: Mapped[str]
    kind: Mapped[str]
    language: Mapped[str]
    note: Mapped[str]


class VersionRow(Base):
    """How often the facts of one workspace (or the shared ones) have changed. Its row is also their write lock."""

    __tablename__ = "fact_book_versions"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]


class HandledRequestRow(Base):
    """A request that a process has claimed, so that no other answers it while the lease lasts."""

    __tablename__ = "handled_requests"
    __table_args__ = (Index(None, "claimed_at"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    claimed_at: Mapped[datetime]
    lease_until: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class SubmissionRow(Base):
    """What a form that was sent has become."""

    __tablename__ = "submissions"
    __table_args__ = (Index(None, "submitted_at"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(primary_key=True)
    fact: Mapped[str]
    revisions: Mapped[list[str]]
    also: Mapped[list[str]]
    submitted_at: Mapped[datetime]


class ConversationRow(Base):
    """The last turn of a conversation, so that any process can understand what follows it."""

    __tablename__ = "conversations"
    __table_args__ = (Index(None, "turned_at"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    turn: Mapped[str]
    turned_at: Mapped[datetime]


class UnansweredSwitchRow(Base):
    """Whether a workspace collects its unanswered questions, and who said so. No row: it does not."""

    __tablename__ = "unanswered_switches"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    is_on: Mapped[bool]
    switched_by: Mapped[str]
    switched_at: Mapped[datetime]


class UnansweredQuestionRow(Base):
    """A question that got no answer, and nothing of who asked it. `folded` is the same for the same question again."""

    __tablename__ = "unanswered_questions"
    __table_args__ = (Index(None, "workspace", "asked_at"), Index(None, "asked_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    text: Mapped[str]
    folded: Mapped[str]
    asked_at: Mapped[datetime]


def as_written(value: Any) -> str | None:
    """A date, an end or an id as its column keeps it: nothing at all where there is none."""
    return None if value in (None, "") else str(value)
