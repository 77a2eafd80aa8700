"""Backups of the whole database, by the means of its own engine, and the way back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import make_url

from bloc_bot.database.backups.dumps import PostgresDumps
from bloc_bot.database.errors import BackupFailed


class Backups(Protocol):
    """How one database is written to a file and back. Counted are revisions of facts, of all workspaces."""

    @property
    def files(self) -> tuple[Path, ...]:
        """What the database itself is kept in, where that is known."""

    def facts(self) -> int:
        """How many the database has: none, if it has no tables."""

    def facts_in(self, file: Path) -> int:
        """How many a backup has. BackupFailed if it is none of this kind of database."""

    def write(self, file: Path) -> None:
        """Write a backup over an empty file."""

    def restore(self, file: Path) -> None:
        """Put a backup in the place of all that the bot has in the database, or change nothing."""


def backups_of(database_url: str) -> Backups:
    """The means of this database's engine."""
    url = make_url(database_url)
    return SqliteBackups(Path(url.database or "")) if url.get_backend_name() == "sqlite" else PostgresDumps(url)


def back_up(database_url: str, file: Path) -> int:
    """Write a backup, read it again, and only then give it its name. How many revisions of facts it has."""
    backups = backups_of(database_url)
    if file.resolve() in backups.files:
        raise BackupFailed(f"{file} is the database itself: give the backup another name.")
    before = backups.facts()
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)  # what workspaces recorded is not for every user of the machine
        backups.write(unfinished)
        found = _counted(backups, unfinished)
        if found < before:  # more may have come in meanwhile; fewer they never get
            raise BackupFailed(f"The backup has {found} facts, and the database had {before}: back up again.")
        unfinished.replace(file)
    except OSError as error:
        raise BackupFailed(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return found


def restore(database_url: str, file: Path, *, over: bool) -> int:
    """Put a backup in the place of the database, which must be without facts unless it is to be written `over`."""
    backups = backups_of(database_url)
    found = _counted(backups, file)
    if not over and (there := backups.facts()):
        raise BackupFailed(f"The database has {there} facts, which would be gone: to replace them, add --over.")
    backups.restore(file)
    return found


def _counted(backups: Backups, file: Path) -> int:
    if found := backups.facts_in(file):
        return found
    raise BackupFailed(f"There are no facts in {file}.")


@dataclass(frozen=True)
class SqliteBackups:
    """By SQLite's online backup: safe while the bot runs. A backup is an SQLite file by itself."""

    database: Path

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(self.database.with_name(self.database.name + end).resolve() for end in ("", "-wal", "-shm"))

    def facts(self) -> int:
        return _facts(self.database) if self.database.exists() else 0

    def facts_in(self, file: Path) -> int:
        try:
            return _facts(file)
        except sqlite3.Error as error:
            raise BackupFailed(f"{file} is no backup of an SQLite database: {error}.") from error

    def write(self, file: Path) -> None:
        if not self.database.exists():
            raise BackupFailed(f"There is no database {self.database}.")
        _copy(self.database, file, "PRAGMA journal_mode = DELETE")  # no log beside it: one file is all of it

    def restore(self, file: Path) -> None:
        _copy(file, self.database)


def _copy(source: Path, target: Path, then: str = "") -> None:
    try:
        with closing(_reader(source)) as read, closing(sqlite3.connect(target)) as written:
            read.backup(written)
            written.execute(then)
    except sqlite3.Error as error:
        raise BackupFailed(f"{source} could not be copied to {target}: {error}.") from error


def _facts(file: Path) -> int:
    with closing(_reader(file)) as connection:
        [(state,)] = connection.execute("PRAGMA integrity_check(1)")
        if state != "ok":
            raise sqlite3.DatabaseError(state)
        if not list(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'facts'")):
            return 0
        [(count,)] = connection.execute("SELECT count(*) FROM facts")
        return int(count)


def _reader(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
