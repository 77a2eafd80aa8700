"""Backups of PostgreSQL, by its own programs: pg_dump, pg_restore and psql."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from bloc_bot.database.errors import BackupFailed, DatabaseUnavailable
from bloc_bot.database.models import FactRow

_INSTALL = "{} is not installed, which backs up PostgreSQL: install its client programs (Debian: postgresql-client)."


@dataclass(frozen=True)
class PostgresDumps:
    """Dumps in PostgreSQL's custom format, of the bot's own tables alone. Safe while the bot runs."""

    url: URL

    @property
    def files(self) -> tuple[Path, ...]:
        return ()

    def facts(self) -> int:
        import psycopg  # a tenth of a second that only PostgreSQL's users should wait for

        try:
            with psycopg.connect(self._address(with_password=True), connect_timeout=5) as connection:
                there = connection.execute("SELECT to_regclass('facts')").fetchone()
                if there is None or there[0] is None:
                    return 0
                counted = connection.execute("SELECT count(*) FROM facts").fetchone()
                return int(counted[0]) if counted else 0
        except psycopg.OperationalError as error:
            raise DatabaseUnavailable("The database does not answer. Nothing was changed.") from error

    def facts_in(self, file: Path) -> int:
        """Counted in the data themselves, so that all of the file is read."""
        listed = self._run("pg_restore", "--data-only", "--file=-", str(file)).splitlines()
        copied = [number for number, line in enumerate(listed) if line.startswith(b"COPY ") and b".facts (" in line]
        return listed.index(b"\\.", copied[0]) - copied[0] - 1 if copied else 0

    def write(self, file: Path) -> None:
        tables = [f"--table={name}" for name in _tables()]
        self._run("pg_dump", *self._plain, "--format=custom", f"--file={file}", *tables, self._database)

    def restore(self, file: Path) -> None:
        """In one transaction. Tables are dropped first: the backup may be of an older version that has fewer."""
        script = self._run("pg_restore", *self._plain, "--file=-", str(file))
        dropped = "".join(f"DROP TABLE IF EXISTS {name} CASCADE;\n" for name in _tables()).encode()
        arguments = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--file=-")
        self._run("psql", *arguments, self._database, given=dropped + script)

    _plain = ("--no-owner", "--no-privileges")

    @property
    def _database(self) -> str:
        # The password goes by the environment: arguments are seen by every user of the machine.
        return f"--dbname={self._address(with_password=False)}"

    def _address(self, *, with_password: bool) -> str:
        url = self.url.set(drivername="postgresql")
        return (url if with_password else url.set(password=None)).render_as_string(hide_password=False)

    def _run(self, program: str, *arguments: str, given: bytes = b"") -> bytes:
        path = shutil.which(program)
        if path is None:
            raise BackupFailed(_INSTALL.format(program))
        environment = {**os.environ, "PGCONNECT_TIMEOUT": "5", "PGOPTIONS": "-c lock_timeout=10s"}
        if self.url.password is not None:
            environment["PGPASSWORD"] = str(self.url.password)
        ended = subprocess.run([path, *arguments], input=given, capture_output=True, env=environment, check=False)  # noqa: S603
        if ended.returncode:
            raise BackupFailed(f"{program}: {ended.stderr.decode(errors='replace').strip()}")
        return ended.stdout


def _tables() -> tuple[str, ...]:
    """The bot's own: whatever else is in the database is left alone."""
    return "alembic_version", *FactRow.metadata.tables
