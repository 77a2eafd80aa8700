"""Where databases for tests come from: SQLite files, and a PostgreSQL that is started for the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import make_url

Rows = Mapping[str, bytes]
"""Table → all its rows, as PostgreSQL copies them."""


class Databases(Protocol):
    """Where databases for tests come from. They are named by their addresses."""

    def new(self) -> str: ...

    def copy(self, template: str) -> str: ...

    def drop(self, database: str) -> None: ...


class CompiledForAll(dict[tuple[Any, ...], Any]):
    """Statements that are compiled once, and not again by the engines of each test.

    An engine's own cache goes with it. What keys begin with is the engine's dialect: here any of its class.
    """

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), compiled)


def in_memory() -> Path | None:
    """A folder that is kept in memory, where there is one with room: thousands of small files come and go."""
    folder = Path("/dev/shm")  # noqa: S108 - what is made in it has a name of its own
    room = folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free
    return folder if room > _ENOUGH else None


_ENOUGH = 2**31


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
    """A PostgreSQL of the system's own binaries, in a folder of its own, reached by a socket in that folder.

    To make a database takes ten times as long as to fill a small one: a copy that was dropped is kept, and has the
    rows of its template put back before it is given out again.
    """

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        # Not pytest's own folder: that is closed to the user `postgres`, and its path is long for a socket.
        self._folder = Path(tempfile.mkdtemp(prefix="bloc-pg-", dir=in_memory()))
        self._as_owner = _as_owner(self._folder)
        self._names = (f"test_{number}" for number in count())
        self._rows: dict[str, Rows] = {}
        self._template_of: dict[str, str] = {}
        self._dropped: defaultdict[str, list[str]] = defaultdict(list)

    def start(self) -> None:
        options = f"-F -c listen_addresses= -c unix_socket_directories={self._folder} -c autovacuum=off"
        self._run("initdb", "--username=bloc", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        self._run("pg_ctl", "--wait", f"--log={self._folder}/log", f"--options={options}", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "--wait", "--mode=immediate", "stop")
        shutil.rmtree(self._folder)

    def new(self) -> str:
        return self._address(self._created("template0"))

    def copy(self, template: str) -> str:
        name = make_url(template).database or ""
        if self._dropped[name]:
            copy = self._dropped[name].pop()
            with self._connected(copy) as connection:
                _refill(connection, self._rows[name])
        else:
            copy = self._created(name)
            self._template_of[copy] = name
        return self._address(copy)

    def drop(self, database: str) -> None:
        name = make_url(database).database or ""
        if template := self._template_of.get(name):
            if template not in self._rows:
                with self._connected(template) as connection:
                    self._rows[template] = _rows(connection)
            self._dropped[template].append(name)
        else:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _created(self, template: str) -> str:
        name = next(self._names)
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def _address(self, name: str) -> str:
        return f"postgres://bloc@/{name}?host={self._folder}"

    def _connected(self, name: str) -> psycopg.Connection:
        return psycopg.connect(f"host={self._folder} user=bloc dbname={name}", autocommit=True)

    def _execute(self, statement: str) -> None:
        with self._connected("postgres") as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        data = f"--pgdata={self._folder / 'data'}"
        command = [*self._as_owner, str(self._binaries / program), data, *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._folder, timeout=60)  # noqa: S603


def _rows(connection: psycopg.Connection) -> Rows:
    return {table: _copied(connection, table) for table in _tables(connection)}


def _copied(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor().copy(SQL("COPY {} TO STDOUT").format(Identifier(table))) as copy:
        return b"".join(bytes(part) for part in copy)


def _refill(connection: psycopg.Connection, rows: Rows) -> None:
    """Make the rows what they were, and numbers count from where they did. Nobody else stays connected."""
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    connection.execute(f"{others} AND pid <> pg_backend_pid()".encode())
    assert sorted(rows) == _tables(connection), "a test that changes tables must take a new database"
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")  # no foreign keys while it is half done
        connection.execute(SQL("; ").join(SQL("DELETE FROM {}").format(Identifier(table)) for table in rows))
        for table, lines in rows.items():
            if lines:
                with connection.cursor().copy(SQL("COPY {} FROM STDIN").format(Identifier(table))) as copy:
                    copy.write(lines)
        connection.execute(_COUNT_ON)


_COUNT_ON = b"""
SELECT setval(pg_get_serial_sequence('public.facts', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM facts), false),
       setval(pg_get_serial_sequence('public.aliases', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM aliases), false)
"""


def _tables(connection: psycopg.Connection) -> list[str]:
    found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    return [name for (name,) in found]


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
