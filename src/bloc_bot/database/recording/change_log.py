"""The latest changes, for whoever must not be held up while they are read."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.recording.changes import Changes, latest_changes
from bloc_bot.database.recording.lineages import FactRecord, read_record
from bloc_bot.database.session import make_reader


@dataclass(frozen=True)
class ChangeLog:
    """What became of which fact, by whom and why, of one workspace and of what all share."""

    engine: AsyncEngine

    async def latest(self, workspace: str, last: int) -> Changes:
        return await asyncio.to_thread(latest_changes, self.engine, workspace, last)

    async def of_fact(self, lineage: str, workspace: str) -> FactRecord:
        """NotOnRecord if the workspace has never seen such a fact."""
        return await asyncio.to_thread(read_record, self._reader, lineage, workspace)

    @cached_property
    def _reader(self) -> Engine:
        """Kept, since an engine has to learn each statement anew: that takes longer than to ask."""
        return make_reader(self.engine)
