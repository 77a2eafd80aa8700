"""The tables of what a workspace has decided for itself: whom it named as admins, and its settings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bloc_bot.database.models import Base


class NamedAdminRow(Base):
    """Somebody whom an admin of the workspace has named in Slack."""

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
