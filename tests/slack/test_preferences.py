"""Settings as an answer needs them: never waited for, and followed by other processes within seconds."""
# ruff: noqa: ARG002 - a stand-in has the parameters of what it stands for

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.database.workspaces.settings import WorkspaceSettings
from bloc_bot.slack.home.preferences import KEPT_FOR, Preferences
from tests.slack.bot import TEAM, running_bot
from tests.slack.conftest import Behind
from tests.slack.fakes import NOW
from tests.slack.stand_in import Slack

PUBLIC = WorkspaceSettings(answers_in_public=True)


@dataclass
class Kept:
    """Settings that all processes share, which may be out of reach or slow."""

    settings: WorkspaceSettings = field(default_factory=WorkspaceSettings)
    failure: Exception | None = None
    delay: float = 0
    asked: int = 0

    async def of(self, workspace: str) -> WorkspaceSettings:
        self.asked += 1
        await asyncio.sleep(self.delay)
        if self.failure is not None:
            raise self.failure
        return self.settings

    async def change(self, workspace: str, settings: WorkspaceSettings, by: str, now: datetime) -> None:
        self.settings = settings


async def test_another_process_follows_within_seconds() -> None:
    kept, passed = Kept(), [0.0]
    one, other = (Preferences(kept, lambda: passed[0]) for _ in range(2))
    assert await other.of(TEAM) == WorkspaceSettings()
    await one.change(TEAM, PUBLIC, "U1", NOW)
    assert await one.of(TEAM) == PUBLIC
    passed[0] += KEPT_FOR
    assert await other.of(TEAM) == PUBLIC
    assert await other.of(TEAM) == PUBLIC
    assert kept.asked == 2


@pytest.mark.parametrize("kept", [Kept(PUBLIC, DatabaseUnavailable("gone")), Kept(PUBLIC, delay=60)])
async def test_where_they_cannot_be_read_answers_are_private_and_in_time(
    behind: Behind, slack: Slack, kept: Kept
) -> None:
    desk = replace(behind.desk(), preferences=Preferences(kept))
    async with running_bot(desk, slack) as bot:
        started = time.monotonic()
        for _ in range(3):
            assert (await bot.command("/csto", "members")).json["response_type"] == "ephemeral"
        assert time.monotonic() - started < 2
    assert kept.asked == 1


async def test_what_was_known_holds_while_the_database_is_gone() -> None:
    kept, passed = Kept(PUBLIC), [0.0]
    preferences = Preferences(kept, lambda: passed[0])
    assert await preferences.of(TEAM) == PUBLIC
    kept.failure = DatabaseUnavailable("gone")
    passed[0] += KEPT_FOR
    assert await preferences.of(TEAM) == PUBLIC
