"""The tables of installations: what the Slack SDK's own stores keep, under the names that they look for.

Moments are in UTC and without a zone, as the SDK writes them; its reference is `slack_sdk.oauth.installation_store`.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, Index
from sqlalchemy.orm import Mapped, mapped_column

from bloc_bot.database.models.base import Base


class _Granted:
    """What a workspace granted the bot: the columns that both of the next tables have."""

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str]
    app_id: Mapped[str]
    enterprise_id: Mapped[str | None]
    enterprise_name: Mapped[str | None]
    team_id: Mapped[str | None]
    team_name: Mapped[str | None]
    bot_token: Mapped[str | None]
    bot_id: Mapped[str | None]
    bot_user_id: Mapped[str | None]
    bot_scopes: Mapped[str | None]
    bot_refresh_token: Mapped[str | None]
    bot_token_expires_at: Mapped[datetime | None] = mapped_column(DateTime)
    is_enterprise_install: Mapped[bool]
    installed_at: Mapped[datetime] = mapped_column(DateTime)


class InstalledBotRow(_Granted, Base):
    """The token of a workspace. Of several, the newest counts."""

    __tablename__ = "slack_bots"
    __table_args__ = (Index("slack_bots_idx", "client_id", "enterprise_id", "team_id", "installed_at"),)


class InstallationRow(_Granted, Base):
    """One installation, by whom."""

    __tablename__ = "slack_installations"
    __table_args__ = (
        Index("slack_installations_idx", "client_id", "enterprise_id", "team_id", "user_id", "installed_at"),
    )

    enterprise_url: Mapped[str | None]
    user_id: Mapped[str]
    user_token: Mapped[str | None]
    user_scopes: Mapped[str | None]
    user_refresh_token: Mapped[str | None]
    user_token_expires_at: Mapped[datetime | None] = mapped_column(DateTime)
    incoming_webhook_url: Mapped[str | None]
    incoming_webhook_channel: Mapped[str | None]
    incoming_webhook_channel_id: Mapped[str | None]
    incoming_webhook_configuration_url: Mapped[str | None]
    token_type: Mapped[str | None]


class InstallationStateRow(Base):
    """An installation that was begun: what has to come back from Slack, and until when."""

    __tablename__ = "slack_oauth_states"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    expire_at: Mapped[datetime] = mapped_column(DateTime)
