"""The settings of a workspace as an answer needs them: at once, and the defaults where they cannot be read."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bloc_bot.database.errors import DatabaseUnavailable, Refused
from bloc_bot.database.workspaces.settings import WorkspaceSettings

log = logging.getLogger("bloc_bot.slack")
KEPT_FOR = 3.0
"""Seconds. So long other processes may go on with what was set before."""
WITHIN = 0.3
"""Seconds that an answer waits for settings."""
_REMEMBERED = 10_000


class Settings(Protocol):
    """Where they are kept."""

    async def of(self, workspace: str) -> WorkspaceSettings: ...

    async def change(self, workspace: str, settings: WorkspaceSettings, by: str, now: datetime) -> None: ...


class NoSettings:
    """For a bot that has no place to keep them: the defaults for all."""

    async def of(self, workspace: str) -> WorkspaceSettings:  # noqa: ARG002 - as Settings has it
        return WorkspaceSettings()

    async def change(self, workspace: str, settings: WorkspaceSettings, by: str, now: datetime) -> None:  # noqa: ARG002 - as Settings has it
        raise Refused("This bot has no place to keep settings.")


class Preferences:
    """One per process."""

    def __init__(self, stored: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._stored = stored
        self._clock = clock
        self._known: dict[str, tuple[float, WorkspaceSettings]] = {}

    async def of(self, workspace: str) -> WorkspaceSettings:
        """As they were a moment ago. What cannot be read in time is as it was known last."""
        until, known = self._known.get(workspace, (0.0, WorkspaceSettings()))
        if self._clock() < until:
            return known
        # Before asking: meanwhile other answers go on with what is known.
        self._remember(workspace, known)
        try:
            async with asyncio.timeout(WITHIN):
                known = await self._stored.of(workspace)
        except (DatabaseUnavailable, TimeoutError) as error:
            log.warning("the settings of a workspace could not be read: %s", type(error).__name__)
        self._remember(workspace, known)
        return known

    async def current(self, workspace: str) -> WorkspaceSettings:
        """As they are in the database, for whoever is about to change them."""
        return await self._stored.of(workspace)

    async def change(self, workspace: str, settings: WorkspaceSettings, by: str, now: datetime) -> None:
        await self._stored.change(workspace, settings, by, now)
        self._remember(workspace, settings)

    def _remember(self, workspace: str, settings: WorkspaceSettings) -> None:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[workspace] = (self._clock() + KEPT_FOR, settings)
