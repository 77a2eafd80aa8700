"""The latest changes, for whoever must not be held up while they are read."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.recording.changes import Changes, latest_changes


@dataclass(frozen=True)
class ChangeLog:
    """What became of which fact, by whom and why, of one workspace and of what all share."""

    engine: AsyncEngine

    async def latest(self, workspace: str, last: int) -> Changes:
        return await asyncio.to_thread(latest_changes, self.engine, workspace, last)
