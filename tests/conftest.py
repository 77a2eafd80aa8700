"""Databases for tests: each on SQLite and on a PostgreSQL that is started for the run and thrown away after it."""

from __future__ import annotations

import asyncio
import fcntl
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, Engine, event
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.session import make_engine, migrate
from bloc_bot.domain.factbook import FactBook
from tests.databases import CompiledForAll, Databases, PostgresServer, SqliteFiles, in_memory, postgres_binaries
from tests.grading import load_book, seed_sqlite

__all__ = ["Databases", "PostgresServer"]

BEGIN_FIRST = ("test_recording_in_a_browser.py", "test_asking_in_a_browser.py", "test_expressions.py")
"""Files that take long. Whoever began one of them last would work on alone."""
SLACK = Path(__file__).parent / "slack"
_NO_CALL = SimpleNamespace(params={})

# How long it takes to make up an example, and to try it, says how busy the machine is, and nothing of the bot.
settings.register_profile(
    "busy",
    settings.get_profile(settings.get_current_profile_name()),
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)
settings.load_profile("busy")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    _leave_to_slow(items)
    items.sort(key=lambda item: item.path.name not in BEGIN_FIRST)


def _leave_to_slow(items: list[pytest.Item]) -> None:
    """Where either database does, since its own tests run on both, PostgreSQL waits for `make slow`: so in Slack."""
    for item in items:
        either = SLACK in item.path.parents or item.get_closest_marker("either_database")
        if either and "postgresql" in getattr(item, "callspec", _NO_CALL).params.values():
            item.add_marker("slow")


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """To compile the same statements anew for each test takes a fifth of the time."""
    compiled = CompiledForAll()

    def offer(conn: Connection) -> None:
        conn.execution_options(compiled_cache=compiled)

    event.listen(Engine, "engine_connect", offer)
    yield
    event.remove(Engine, "engine_connect", offer)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    server = PostgresServer(postgres_binaries())
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, quick_folder: Path) -> Databases:
    """Whoever asks for it, or for what is made from it, is run on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return SqliteFiles(Path(mkdtemp(dir=quick_folder)))
    server: PostgresServer = request.getfixturevalue("postgres")
    return server


@pytest.fixture(scope="session")
def quick_folder() -> Iterator[Path]:
    """A folder for databases, which do not wait for a disk there."""
    with TemporaryDirectory(prefix="bloc-sqlite-", dir=in_memory()) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def migrated(databases: Databases) -> str:
    """A database with all tables and nothing in them, to be copied."""
    database = databases.new()
    asyncio.run(migrate(database))
    return database


@pytest.fixture
def database_url(databases: Databases, migrated: str) -> Iterator[str]:
    """The address of a database that has all tables, and nothing in them."""
    database = databases.copy(migrated)
    yield database
    databases.drop(database)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(database_url)
    yield engine
    await engine.dispose()


@pytest.fixture(scope="session")
def seeded_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> str:
    """An SQLite file with the whole seed, for whoever only reads it. The processes of a run make one together."""
    own = tmp_path_factory.getbasetemp()
    shared = (own if worker_id == "master" else own.parent) / "seeded.db"
    with _alone(shared.with_suffix(".lock")):
        if not shared.exists():
            asyncio.run(seed_sqlite(shared))
    return f"sqlite:///{shutil.copy(shared, tmp_path_factory.mktemp('seed') / 'bloc.db')}"


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process at a time."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def book(seeded_url: str) -> FactBook:
    """The fact book of the whole seed. It cannot be changed, so all tests share it."""
    return asyncio.run(load_book(seeded_url))
