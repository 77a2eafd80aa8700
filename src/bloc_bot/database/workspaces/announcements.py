"""In which messages workspaces were told of which revisions: whoever changes the fact can correct the message."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bloc_bot.database.models import AnnouncementRow
from bloc_bot.database.session import asking, writing
from bloc_bot.domain.drafts import Revision


@dataclass(frozen=True)
class Announcement:
    """A message, by its channel and timestamp, and what it says of a revision, in mrkdwn."""

    revision: int
    channel: str
    ts: str
    said: str


@dataclass(frozen=True)
class Announcements:
    """The announcements in the database, each workspace's own."""

    engine: AsyncEngine

    async def keep(self, told: Announcement, workspace: str) -> None:
        async with writing(self.engine) as connection:
            await connection.execute(insert(AnnouncementRow).values(workspace=workspace, **vars(told)))

    async def of(self, revisions: Collection[Revision], workspace: str) -> Announcement | None:
        """The one that tells of one of these revisions."""
        numbers = [revision.number for revision in revisions]
        async with asking(self.engine) as connection:
            return await _newest(connection, workspace, AnnouncementRow.revision.in_(numbers))

    async def take_back(
        self, told: Announcement, standing: Collection[Revision], workspace: str
    ) -> Announcement | None:
        """Forget that this was told. What its message told before, if the changes of an undo made that stand again."""
        row = AnnouncementRow
        again = {revision.first: revision.number for revision in standing if revision.number}
        async with writing(self.engine) as connection:
            await connection.execute(delete(row).where(row.workspace == workspace, row.revision == told.revision))
            earlier = await _newest(connection, workspace, (row.channel == told.channel) & (row.ts == told.ts))
            if earlier is None or earlier.revision not in again:
                return None
            this = (row.workspace == workspace) & (row.revision == earlier.revision)
            await connection.execute(update(row).where(this).values(revision=again[earlier.revision]))
            return earlier


async def _newest(connection: AsyncConnection, workspace: str, which: ColumnElement[bool]) -> Announcement | None:
    row: Any = AnnouncementRow
    wanted = select(row.revision, row.channel, row.ts, row.said).where(row.workspace == workspace, which)
    found = (await connection.execute(wanted.order_by(row.revision.desc()).limit(1))).first()
    return Announcement(*found) if found is not None else None
