"""Settings of a workspace: on both databases, its own, and the defaults where nothing was chosen."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.workspaces.settings import StoredSettings, WorkspaceSettings
from tests.database.conftest import NOW


async def test_each_workspace_has_its_own_and_can_change_them(engine: AsyncEngine) -> None:
    stored = StoredSettings(engine)
    assert await stored.of("T1") == WorkspaceSettings("", "", answers_in_public=False)
    for chosen in (WorkspaceSettings("C1", "CSTO", answers_in_public=True), WorkspaceSettings("", "SCO")):
        await stored.change("T1", chosen, "U1", NOW)
        assert await stored.of("T1") == chosen
    assert await stored.of("T2") == WorkspaceSettings()
