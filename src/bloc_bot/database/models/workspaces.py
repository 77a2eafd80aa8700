"""The tables of what a workspace has beside its facts: admins, settings, suggestions, questions, answers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from bloc_bot.database.models.base import Base


class NamedAdminRow(Base):
    """Somebody whom an admin of the workspace has named in Slack, or, named by nobody, who installed the bot."""

    __tablename__ = "named_admins"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(primary_key=True)
    named_by: Mapped[str]
    named_at: Mapped[datetime]


class WorkspaceSettingsRow(Base):
    """What a workspace has chosen. No row: the defaults. An empty text: nothing chosen."""

    __tablename__ = "workspace_settings"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    announcements: Mapped[str]
    default_organization: Mapped[str]
    answers_in_public: Mapped[bool]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class SuggestionRow(Base):
    """A draft that somebody wants on record. Approved, it is recorded as the fact that `fact` names.

    It is no fact yet: what it would change is worked out when it is approved, beside what is on record then.
    Of the kind `report` is what somebody holds against an answer: dealt with, it is `approved` too, and `fact` is what
    it was about, empty where that was the whole answer.
    """

    __tablename__ = "suggestions"
    __table_args__ = (
        CheckConstraint("state IN ('proposed', 'approved', 'rejected')", name="state"),
        CheckConstraint("(state = 'proposed') = (decided_by IS NULL)", name="decided_by"),
        CheckConstraint("(decided_at IS NULL) = (decided_by IS NULL)", name="decided_at"),
        CheckConstraint("(state = 'approved') = (fact IS NOT NULL)", name="fact"),
        Index(None, "workspace", "state"),
        Index(None, "workspace", "proposed_by"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    kind: Mapped[str]
    draft: Mapped[str]
    state: Mapped[str]
    proposed_by: Mapped[str]
    proposed_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str]
    fact: Mapped[str | None]


class AnnouncementRow(Base):
    """What a workspace was told of a revision, in which message. Of a message, the newest revision is what it says."""

    __tablename__ = "announcements"
    __table_args__ = (Index(None, "workspace", "channel", "ts"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[str]
    ts: Mapped[str]
    said: Mapped[str]


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


class ReceiptRow(Base):
    """A posted answer: the reply as it was given, which holds the query, and where it is. What was typed is not kept.

    `told` is what it would have said when its thread was told so last, by the facts in `told_version`.
    """

    __tablename__ = "receipts"
    __table_args__ = (Index(None, "given_at"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]
    thread: Mapped[str | None]
    ts: Mapped[str | None]
    reply: Mapped[str]
    asked_on: Mapped[date]
    given_at: Mapped[datetime]
    told: Mapped[str | None]
    told_version: Mapped[int]


class ReceiptGroundRow(Base):
    """What can change what an answer said: the id of a fact behind it, or of what it was about."""

    __tablename__ = "receipt_grounds"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "receipt"], ["receipts.workspace", "receipts.id"], ondelete="CASCADE"),
        Index(None, "workspace", "receipt"),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    ground: Mapped[str] = mapped_column(primary_key=True)
    receipt: Mapped[str] = mapped_column(primary_key=True)
