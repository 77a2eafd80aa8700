"""Databases for tests: each on SQLite and on a PostgreSQL that is started for the run and thrown away after it."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.session import make_engine, migrate
from bloc_bot.domain.factbook import FactBook
from tests.grading import load_book, seed_sqlite


class Databases(Protocol):
    """Where databases for tests come from. They are named by their addresses."""

    def new(self) -> str: ...

    def copy(self, template: str) -> str: ...

    def drop(self, database: str) -> None: ...


class SqliteFiles:
    def __init__(self, folder: Path) -> None:
        self._files = (folder / f"{number}.db" for number in count())

    def new(self) -> str:
        return f"sqlite:///{next(self._files)}"

    def copy(self, template: str) -> str:
        database = self.new()
        shutil.copy(template.removeprefix("sqlite:///"), database.removeprefix("sqlite:///"))
        return database

    def drop(self, database: str) -> None:
        Path(database.removeprefix("sqlite:///")).unlink(missing_ok=True)


class PostgresServer:
    """A PostgreSQL of the system's own binaries, in a folder of its own, reached by a socket in that folder."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        # Not pytest's own folder: that is closed to the user `postgres`, and its path is long for a socket.
        self._folder = Path(tempfile.mkdtemp(prefix="bloc-pg-"))
        self._as_owner = _as_owner(self._folder)
        self._names = (f"test_{number}" for number in count())

    def start(self) -> None:
        options = f"-F -c listen_addresses= -c unix_socket_directories={self._folder} -c autovacuum=off"
        self._run("initdb", "--username=bloc", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        self._run("pg_ctl", "--wait", f"--log={self._folder}/log", f"--options={options}", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "--wait", "--mode=immediate", "stop")
        shutil.rmtree(self._folder)

    def new(self) -> str:
        return self._created("template0")

    def copy(self, template: str) -> str:
        return self._created(make_url(template).database or "")

    def drop(self, database: str) -> None:
        self._execute(f"DROP DATABASE {make_url(database).database} WITH (FORCE)")

    def _created(self, template: str) -> str:
        name = next(self._names)
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return f"postgres://bloc@/{name}?host={self._folder}"

    def _execute(self, statement: str) -> None:
        with psycopg.connect(f"host={self._folder} user=bloc dbname=postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        data = f"--pgdata={self._folder / 'data'}"
        command = [*self._as_owner, str(self._binaries / program), data, *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._folder, timeout=60)  # noqa: S603


def _as_owner(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then the folder and the processes are the user postgres's."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def postgres_binaries() -> Path:
    on_path = [Path(found).resolve().parent] if (found := shutil.which("pg_ctl")) else []
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    for folder in [*on_path, *reversed(installed)]:
        if (folder / "initdb").exists():
            return folder
    missing = "PostgreSQL's programs are not installed (Debian: apt-get install postgresql)"
    if os.environ.get("CI") == "true" or os.environ.get("BLOC_REQUIRE_POSTGRES") == "1":
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    server = PostgresServer(postgres_binaries())
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Whoever asks for it, or for what is made from it, is run on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return SqliteFiles(tmp_path_factory.mktemp("sqlite"))
    server: PostgresServer = request.getfixturevalue("postgres")
    return server


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
def seeded_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An SQLite file with the whole seed, for whoever only reads it."""
    return asyncio.run(seed_sqlite(tmp_path_factory.mktemp("seed") / "bloc.db"))


@pytest.fixture(scope="session")
def book(seeded_url: str) -> FactBook:
    """The fact book of the whole seed. It cannot be changed, so all tests share it."""
    return asyncio.run(load_book(seeded_url))
