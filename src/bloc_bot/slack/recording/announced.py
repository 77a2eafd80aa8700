"""Where announcements are kept, for bots with and without a place for them."""
# ruff: noqa: ARG002 - the parameters are those of Announced

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from bloc_bot.database.workspaces.announcements import Announcement
from bloc_bot.domain.drafts import Revision


class Announced(Protocol):
    """Which message told of which revision. All of it is one team's own."""

    async def keep(self, told: Announcement, workspace: str) -> None: ...

    async def of(self, revisions: Collection[Revision], workspace: str) -> Announcement | None: ...

    async def take_back(
        self, told: Announcement, standing: Collection[Revision], workspace: str
    ) -> Announcement | None: ...


class NothingAnnounced:
    """For a bot that has no place to keep them: then no announcement is corrected."""

    async def keep(self, told: Announcement, workspace: str) -> None:
        return None

    async def of(self, revisions: Collection[Revision], workspace: str) -> Announcement | None:
        return None

    async def take_back(
        self, told: Announcement, standing: Collection[Revision], workspace: str
    ) -> Announcement | None:
        return None
