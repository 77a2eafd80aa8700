"""The Slack SDK's own stores for installations, on the bot's database. Tokens are kept as Slack hands them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.models import InstallationStateRow, InstalledBotRow
from bloc_bot.database.session import asking, writing

GIVEN_UP_AFTER = 600
"""Seconds that an installation may take, from the first page to the last."""


@dataclass(frozen=True)
class Stores:
    """One app's. `writing` and `states` wait for their turn to write as all of the bot's transactions do."""

    client_id: str
    engine: AsyncEngine
    reading: AsyncSQLAlchemyInstallationStore
    writing: AsyncSQLAlchemyInstallationStore
    states: AsyncSQLAlchemyOAuthStateStore

    @classmethod
    def of(cls, client_id: str, engine: AsyncEngine) -> Stores:
        writer = engine.execution_options(writes=True)
        return cls(
            client_id,
            engine,
            reading=AsyncSQLAlchemyInstallationStore(client_id, engine),
            writing=AsyncSQLAlchemyInstallationStore(client_id, writer),
            states=AsyncSQLAlchemyOAuthStateStore(GIVEN_UP_AFTER, writer),
        )

    async def enterprise_of(self, workspace: str) -> str | None:
        """The organization that a workspace belongs to, by its latest installation; None for most."""
        latest = (
            select(InstalledBotRow.enterprise_id)
            .where(InstalledBotRow.client_id == self.client_id, InstalledBotRow.team_id == workspace)
            .order_by(InstalledBotRow.installed_at.desc())
            .limit(1)
        )
        async with asking(self.engine) as connection:
            return await connection.scalar(latest)


async def forget_given_up(engine: AsyncEngine) -> None:
    """Drop what is left of installations that were begun and not brought to an end."""
    now = datetime.now(UTC).replace(tzinfo=None)
    async with writing(engine) as connection:
        await connection.execute(delete(InstallationStateRow).where(InstallationStateRow.expire_at < now))
