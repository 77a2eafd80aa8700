"""The people whom the admins of a workspace have named as admins too, and those who installed the bot there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.errors import NotOnRecord, Refused
from bloc_bot.database.models import NamedAdminRow
from bloc_bot.database.session import asking, insert_into, writing


@dataclass(frozen=True)
class NamedAdmin:
    """Who was named, by whom and when. An empty `by`: nobody; they are an admin by having installed the bot."""

    user: str
    by: str
    at: datetime


@dataclass(frozen=True)
class NamedAdmins:
    """The names in the database, each workspace's own. Every process sees a change at once."""

    engine: AsyncEngine

    async def of(self, workspace: str) -> tuple[NamedAdmin, ...]:
        """In the order in which they were named."""
        wanted = (
            select(NamedAdminRow.user, NamedAdminRow.named_by, NamedAdminRow.named_at)
            .where(NamedAdminRow.workspace == workspace)
            .order_by(NamedAdminRow.named_at, NamedAdminRow.user)
        )
        async with asking(self.engine) as connection:
            return tuple(NamedAdmin(*row) for row in await connection.execute(wanted))

    async def add(self, workspace: str, user: str, by: str, now: datetime) -> None:
        """Refused if the person was named already."""
        async with writing(self.engine) as connection:
            added = await connection.execute(
                insert_into(connection, NamedAdminRow)
                .values(workspace=workspace, user=user, named_by=by, named_at=now)
                .on_conflict_do_nothing()
                .returning(NamedAdminRow.user)
            )
            if added.first() is None:
                raise Refused("That person was named already.")

    async def remove(self, workspace: str, user: str, *, may_be_last: bool) -> None:
        """NotOnRecord if the person was not named; Refused if nobody would be left, unless that may be."""
        async with writing(self.engine) as connection:
            rows = await connection.scalars(
                select(NamedAdminRow.user).where(NamedAdminRow.workspace == workspace).with_for_update()
            )
            named = set(rows)
            if user not in named:
                raise NotOnRecord("That person is not among those who were named.")
            if named == {user} and not may_be_last:
                raise Refused("The last admin cannot be removed. Name another one first.")
            await connection.execute(
                delete(NamedAdminRow).where(NamedAdminRow.workspace == workspace, NamedAdminRow.user == user)
            )
