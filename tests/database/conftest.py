"""A small seed that can be edited, and a database that has it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.seed.seeding import seed
from bloc_bot.database.session import make_engine
from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.drafts import EventDraft, SourceDraft
from bloc_bot.domain.facts import EventNature
from tests.conftest import Databases

SEED = Path(__file__).parent / "seed"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

Edit = Callable[[str, str, str], None]


@pytest.fixture
def seed_folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEED, tmp_path / "seed"))


@pytest.fixture
def edit(seed_folder: Path) -> Edit:
    """Replaces a passage of a seed file, which must be there."""

    def replace(file: str, old: str, new: str) -> None:
        text = (seed_folder / file).read_text()
        assert old in text
        (seed_folder / file).write_text(text.replace(old, new))

    return replace


@pytest.fixture(scope="session")
def seeded_once(databases: Databases, migrated: str) -> str:
    """A database with the small seed, to be copied."""
    database = databases.copy(migrated)
    asyncio.run(_seed(database))
    return database


async def _seed(database: str) -> None:
    engine = make_engine(database)
    await seed(engine, SEED, NOW)
    await engine.dispose()


@pytest.fixture
async def seeded(databases: Databases, seeded_once: str) -> AsyncIterator[AsyncEngine]:
    database = databases.copy(seeded_once)
    engine = make_engine(database)
    yield engine
    await engine.dispose()
    databases.drop(database)


@pytest.fixture
def books(seeded: AsyncEngine) -> FactBooks:
    return FactBooks(seeded)


@pytest.fixture
def recorder(seeded: AsyncEngine, books: FactBooks) -> Recorder:
    return Recorder(seeded, books)


@pytest.fixture
def draft() -> EventDraft:
    return EventDraft(
        organizations=("PACT",),
        period=Period.during(PartialDate.parse("2026-02-13")),
        nature=EventNature.HAPPENED,
        title="Council meets in Minsk",
        summary="The council met.",
        countries=("BY",),
        source=SourceDraft("River Gazette", "Council in Minsk", "https://example.org/minsk"),
    )
