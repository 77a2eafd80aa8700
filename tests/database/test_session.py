"""Reaching the database, or being told that it cannot be reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.session import asking, make_engine, make_reader, reading
from tests.conftest import Databases


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
async def test_a_database_that_is_not_there_is_told_as_such(scheme: str) -> None:
    engine = make_engine(f"{scheme}://nobody@127.0.0.1:1/nothing")
    with pytest.raises(DatabaseUnavailable):
        async with asking(engine):
            pass
    await engine.dispose()


def test_a_file_that_cannot_be_opened_is_told_as_such(tmp_path: Path) -> None:
    reader = make_reader(make_engine(f"sqlite:///{tmp_path}/missing/bloc.db"))
    with pytest.raises(DatabaseUnavailable), reading(reader):
        pass


async def test_a_database_that_was_never_migrated_is_told_as_such(databases: Databases) -> None:
    url = databases.new()
    engine = make_engine(url)
    with pytest.raises(DatabaseUnavailable, match="no tables yet"):
        await FactBooks(engine).book()
    await engine.dispose()
    databases.drop(url)


async def test_a_file_is_opened_so_that_readers_do_not_wait_for_writers(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/bloc.db")
    async with asking(engine) as connection:
        assert await connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await connection.scalar(text("PRAGMA foreign_keys")) == 1
    await engine.dispose()
