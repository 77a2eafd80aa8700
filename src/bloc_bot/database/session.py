"""How the database is reached: engines, transactions, and the migrations that make the tables."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.database.models import Base

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

DEFAULT_URL = "sqlite:///bloc_bot.db"
_MIGRATION_LOCK = 0x626C6F63
"""Any number that no other program on the same PostgreSQL locks."""
_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "sqlite": "sqlite+aiosqlite",
}

_POSTGRESQL_CONNECT = {
    "connect_timeout": 5,
    "options": "-c statement_timeout=20s -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s",
    "application_name": "bloc_bot",
}
# The driver's own transactions are off (isolation_level), since they start only at the first write: a load of
# several selects would not see one state, and a writer could not be made to wait its turn.
_SQLITE_CONNECT = {"timeout": 10, "isolation_level": None}


def make_engine(database_url: str) -> AsyncEngine:
    """An engine for `sqlite:///file` or `postgres://…`. It connects when it is first used."""
    url = make_url(database_url)
    url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
    return _sqlite_engine(url) if url.get_backend_name() == "sqlite" else _postgresql_engine(url)


def _postgresql_engine(url: URL) -> AsyncEngine:
    return create_async_engine(url, pool_pre_ping=True, pool_timeout=5, connect_args=_POSTGRESQL_CONNECT)


def _sqlite_engine(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, connect_args=_SQLITE_CONNECT)
    _listen_to_sqlite(engine.sync_engine)
    return engine


def _listen_to_sqlite(engine: Engine) -> None:
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = NORMAL", "busy_timeout = 10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def make_reader(engine: AsyncEngine) -> Engine:
    """The same database, to be read from a thread: a large load would hold up the loop, and be slower in it."""
    url = engine.url.set(drivername=engine.url.drivername.replace("aiosqlite", "pysqlite"))
    connect_args = _SQLITE_CONNECT if engine.dialect.name == "sqlite" else _POSTGRESQL_CONNECT
    reader = create_engine(url, poolclass=NullPool, connect_args=connect_args)
    if engine.dialect.name == "sqlite":
        _listen_to_sqlite(reader)
    return reader


@contextmanager
def reading(reader: Engine) -> Iterator[Connection]:
    """A transaction in which all selects see the same state of the database."""
    with reachable(), reader.connect() as connection:
        if reader.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@asynccontextmanager
async def asking(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection for one small query."""
    with reachable():
        async with engine.connect() as connection:
            yield connection


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction that is committed at the end of the block, or not at all."""
    with reachable():
        async with engine.connect() as connection:
            await connection.execution_options(writes=True)
            async with connection.begin():
                yield connection


@contextmanager
def reachable() -> Iterator[None]:
    """What goes wrong on the way to the database is DatabaseUnavailable, unless the program is at fault."""
    try:
        yield
    except (DBAPIError, NoConnectionFree, OSError) as error:
        if _tables_missing(error):
            raise DatabaseUnavailable("The database has no tables yet. Nothing was changed.") from error
        if isinstance(error, DBAPIError) and not _out_of_reach(error):
            raise
        raise DatabaseUnavailable("The database does not answer. Nothing was changed.") from error


def _out_of_reach(error: DBAPIError) -> bool:
    return isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated


def _tables_missing(error: Exception) -> bool:
    """Whether it was never migrated. PostgreSQL has a code for that (appendix A of its manual), SQLite only words."""
    cause = getattr(error, "orig", None)
    return getattr(cause, "sqlstate", None) == "42P01" or str(cause).startswith("no such table")


def without_hurry(connection: Connection) -> None:
    """Let this transaction wait for as long as the program works on what it has read, or on what it will write."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))


def insert_into(connection: AsyncConnection, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An insert that can say what to do on conflict: both engines can, each with its own construct."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # a tenth of a second that only PostgreSQL's users should wait for

        return postgresql.insert(table)
    return sqlite.insert(table)


async def migrate(database_url: str) -> None:
    """Bring the tables up to date. On PostgreSQL and SQLite alike, one process at a time."""
    engine = make_engine(database_url)
    try:
        async with writing(engine) as connection:
            if connection.dialect.name == "postgresql":
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection) -> None:
    from alembic import command  # a fifth of a second that only a migration should wait for
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def migrations_folder() -> Path:
    """`migrations/` of the checkout: the one that this code runs from, else the one that it is started in."""
    candidates = [Path(__file__).resolve().parents[3] / "migrations", Path.cwd() / "migrations"]
    for folder in candidates:
        if (folder / "env.py").is_file():
            return folder
    raise FileNotFoundError(f"no migrations in {' or '.join(map(str, candidates))}: start from the checkout")
