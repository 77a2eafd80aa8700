"""Databases with a history, on SQLite and PostgreSQL, and the command line to look after them."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from typer.main import get_command

from bloc_bot.__main__ import cli
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.seed.seeding import seed
from bloc_bot.database.session import make_engine
from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.drafts import EventDraft, SourceDraft
from bloc_bot.domain.facts import EventNature
from tests.conftest import Databases
from tests.database.conftest import SEED

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MINSK = EventDraft(
    organizations=("PACT",),
    period=Period.during(PartialDate.parse("2026-02-13")),
    nature=EventNature.HAPPENED,
    title="=Council meets in Minsk",
    summary='The council met, "in private";\nit is over.\u2028',
    countries=("BY",),
    source=SourceDraft("River Gazette", "Council in Minsk", "https://example.org/minsk"),
)

BlocBot = Callable[..., Result]


@cache
def _command() -> click.Command:
    """The command line, put together once: that takes as long as a short command."""
    return get_command(cli)


def bloc_bot(database: str, *words: str | Path, status: int = 0) -> Result:
    environment = {"DATABASE_URL": database, "COLUMNS": "200"}
    result = CliRunner().invoke(_command(), [str(word) for word in words], env=environment)
    assert result.exit_code == status, result.output
    return result


async def _with_history(database: str, folder: Path) -> None:
    """Seeded, changed in the files, and changed by people of a workspace."""
    engine = make_engine(database)
    await seed(engine, folder, NOW)
    pact = folder / "organizations" / "pact.yaml"
    pact.write_text(pact.read_text().replace("value: Minsk", "value: Brest"))
    await seed(engine, folder, LATER)
    recorder = Recorder(engine, FactBooks(engine))
    await recorder.record(MINSK, "T1", "U1", NOW)
    await recorder.withdraw("m1", "T1", "U1", "it is not so", NOW)
    await recorder.restore("m1", "T1", "U2", "it is so", LATER)
    await recorder.withdraw("m2", "T1", "U2", "another slip", LATER)
    await engine.dispose()


@pytest.fixture(scope="session")
def with_history(databases: Databases, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    database = databases.copy(migrated)
    folder = Path(shutil.copytree(SEED, tmp_path_factory.mktemp("history") / "seed"))
    asyncio.run(_with_history(database, folder))
    return database


@pytest.fixture
def database(databases: Databases, with_history: str) -> Iterator[str]:
    """One with the small seed and some history, which a test may change."""
    copy = databases.copy(with_history)
    yield copy
    databases.drop(copy)


@pytest.fixture
def empty(database_url: str) -> str:
    """One with all tables, and nothing in them."""
    return database_url
