"""Backup and restore: all of the database, to a file and back, on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from bloc_bot.database.claims import Claims
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.session import make_engine, make_reader
from tests.conftest import Databases
from tests.upkeep.conftest import LATER, MINSK, NOW, bloc_bot


def counts(database: str) -> dict[str, int]:
    """All tables, and how many rows each has."""
    with make_reader(make_engine(database)).connect() as connection:
        tables = inspect(connection).get_table_names()
        return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in tables}  # noqa: S608


async def _record_another(database: str) -> None:
    engine = make_engine(database)
    await Recorder(engine, FactBooks(engine)).record(MINSK, "T1", "U1", LATER)
    await Claims(engine).claim("a request", NOW, LATER - NOW)
    await engine.dispose()


def test_a_backup_brings_every_table_back(database: str, databases: Databases, tmp_path: Path) -> None:
    asyncio.run(_record_another(database))
    new = databases.new()
    file = tmp_path / "bloc.backup"
    assert "are in" in bloc_bot(database, "backup", file).stdout
    assert "are back" in bloc_bot(new, "restore", file).stdout
    assert counts(new) == counts(database)
    for workspace in ("", "T1"):
        exports = [bloc_bot(one, "export", "--workspace", workspace).stdout for one in (database, new)]
        assert exports[0] == exports[1]
    databases.drop(new)


def test_what_is_brought_back_can_be_written_to(database: str, databases: Databases, tmp_path: Path) -> None:
    new = databases.new()
    bloc_bot(database, "backup", tmp_path / "bloc.backup")
    bloc_bot(new, "restore", tmp_path / "bloc.backup")
    asyncio.run(_record_another(new))
    assert counts(new)["events"] == counts(database)["events"] + 1
    databases.drop(new)


def test_facts_are_replaced_only_if_it_is_said(database: str, tmp_path: Path) -> None:
    file = tmp_path / "bloc.backup"
    bloc_bot(database, "backup", file)
    before = counts(database)
    asyncio.run(_record_another(database))
    after = counts(database)
    assert "add --over" in bloc_bot(database, "restore", file, status=2).stderr
    assert counts(database) == after
    bloc_bot(database, "restore", file, "--over")
    assert counts(database) == before


def test_a_backup_is_written_while_the_bot_has_the_database_open(database: str, tmp_path: Path) -> None:
    with make_reader(make_engine(database)).connect() as connection:
        connection.execute(text("SELECT count(*) FROM facts"))
        bloc_bot(database, "backup", tmp_path / "bloc.backup")


def test_nobody_else_on_the_machine_may_read_a_backup(database: str, tmp_path: Path) -> None:
    bloc_bot(database, "backup", tmp_path / "bloc.backup")
    assert (tmp_path / "bloc.backup").stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.iterdir()] == ["bloc.backup"]


def test_what_is_no_backup_is_refused(database: str, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no backup at all")
    before = counts(database)
    assert "Nothing was changed." in bloc_bot(database, "restore", file, "--over", status=2).stderr
    assert counts(database) == before


def test_a_damaged_backup_is_refused(database: str, tmp_path: Path) -> None:
    file = tmp_path / "bloc.backup"
    bloc_bot(database, "backup", file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    before = counts(database)
    assert "Nothing was changed." in bloc_bot(database, "restore", file, "--over", status=2).stderr
    assert counts(database) == before


def test_a_backup_without_facts_is_none(empty: str, tmp_path: Path) -> None:
    file = tmp_path / "bloc.backup"
    assert "There are no facts in" in bloc_bot(empty, "backup", file, status=2).stderr
    assert not list(tmp_path.iterdir())


def test_a_failed_backup_leaves_the_one_before(database: str, tmp_path: Path) -> None:
    file = tmp_path / "bloc.backup"
    bloc_bot(database, "backup", file)
    before = file.read_bytes()
    nowhere = database.replace(".db", "-none.db").replace("/test_", "/none_")
    bloc_bot(nowhere, "backup", file, status=2)
    assert file.read_bytes() == before


def test_the_database_itself_is_no_place_for_a_backup(seeded_url: str) -> None:
    file = Path(seeded_url.removeprefix("sqlite:///"))
    assert "is the database itself" in bloc_bot(seeded_url, "backup", file, status=2).stderr


def test_what_postgresql_needs_is_named_where_it_is_missing(
    postgres: object, databases: Databases, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.startswith("sqlite"):
        pytest.skip("SQLite needs no program")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "install its client programs" in bloc_bot(database, "backup", tmp_path / "b", status=2).stderr
