"""The tables of what facts are about and what backs them: identities, names and sources."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bloc_bot.database.models.base import Base


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
