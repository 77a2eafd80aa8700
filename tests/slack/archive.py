"""The real bot on the seed, recorded on 10 January 2026; with a clock that can be moved, in several processes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bloc_bot.app import make_desk
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.models import FactRow
from bloc_bot.database.session import make_engine, writing
from bloc_bot.database.workspaces.conversations import StoredConversations
from bloc_bot.database.workspaces.receipts import StoredReceipts
from bloc_bot.database.workspaces.settings import WorkspaceSettings
from bloc_bot.slack.background import Background
from bloc_bot.slack.desk import Desk
from tests.slack.bot import ADMIN, TEAM, Bot, running_bot
from tests.slack.fakes import Clock
from tests.slack.stand_in import Slack

SEEDED = datetime(2026, 1, 10, 12, tzinfo=UTC)
NOW = datetime(2026, 2, 20, 12, tzinfo=UTC)


@dataclass
class Archive:
    """A database and the processes on it. `clock` is the same for all."""

    database: Path
    slack: Slack
    clock: Clock = field(default_factory=lambda: Clock(NOW))

    @asynccontextmanager
    async def process(self, *, in_public: bool = False, **instead: Any) -> AsyncIterator[Bot]:
        async with self.desk() as desk:
            if in_public:
                await desk.preferences.change(TEAM, WorkspaceSettings(answers_in_public=True), ADMIN, self.clock())
            async with running_bot(replace(desk, **instead), self.slack, comes_to_rest=True) as bot:
                yield bot

    @asynccontextmanager
    async def desk(self) -> AsyncIterator[Desk]:
        engine = make_engine(f"sqlite:///{self.database}")
        made = make_desk(engine, FactBooks(engine), StoredConversations(engine), Background(), frozenset({ADMIN}))
        yield replace(made, clock=self.clock, receipts=StoredReceipts(engine, self.clock))
        await engine.dispose()

    async def backdate(self) -> None:
        engine = make_engine(f"sqlite:///{self.database}")
        async with writing(engine) as connection:
            await connection.execute(update(FactRow).values(recorded_at=SEEDED))
        await engine.dispose()
