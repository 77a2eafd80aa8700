"""The tables by which processes keep out of each other's way: versions, claims, and forms that were sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bloc_bot.database.models.base import Base


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
