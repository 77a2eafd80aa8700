"""The seed itself, data/seed: no mistakes in it, and its counts are those that the sources give."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.seed.facts import facts_of
from bloc_bot.database.seed.files import Seed, read_seed
from bloc_bot.database.seed.lint import lint
from bloc_bot.database.seed.seeding import seed
from bloc_bot.database.session import make_engine, migrate
from bloc_bot.domain.dates import Truth
from bloc_bot.domain.factbook import FactBook

FOLDER = Path(__file__).parents[2] / "data" / "seed"
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def files() -> Seed:
    return read_seed(FOLDER)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> FactBook:
    """The seed as it comes out of a database."""
    return asyncio.run(_seeded_book(f"sqlite:///{tmp_path_factory.mktemp('seed')}/bloc.db"))


async def _seeded_book(database_url: str) -> FactBook:
    await migrate(database_url)
    engine = make_engine(database_url)
    await seed(engine, FOLDER, NOW)
    assert not (await seed(engine, FOLDER, NOW)).anything_changed
    book = await FactBooks(engine).book()
    await engine.dispose()
    return book


def test_there_are_no_mistakes_in_it(files: Seed) -> None:
    assert lint(files, TODAY) == []


def test_all_of_it_comes_out_of_the_database(files: Seed, book: FactBook) -> None:
    assert set(book.facts) == {fact.id for fact in facts_of(files)}


@pytest.mark.parametrize(
    ("organization", "day", "count"),
    [
        ("CST", "1994-01-01", 9),
        ("CST", "1999-04-19", 9),
        ("CSTO", "2005-11-15", 6),
        ("CSTO", "2008-01-15", 7),
        ("CSTO", "2010-03-31", 7),
        ("CSTO", "2013-09-23", 6),
        ("NATO", "1950-01-01", 12),
        ("NATO", "1983-01-01", 16),
        ("NATO", "2000-01-01", 19),
        ("NATO", "2005-01-01", 26),
        ("NATO", "2010-01-01", 28),
        ("NATO", "2025-01-01", 32),
        ("OSCE", "2026-11-22", 57),
        ("SCO", "2005-01-01", 6),
        ("SCO", "2018-01-01", 8),
        ("SCO", "2023-09-01", 9),
        ("SCO", "2025-01-01", 10),
        ("EAEU", "2015-01-01", 3),
        ("EAEU", "2015-01-02", 4),
        ("EAEU", "2016-01-01", 5),
    ],
)
def test_it_counts_as_many_members_as_there_were(book: FactBook, organization: str, day: str, count: int) -> None:
    role = book.register.organizations[organization].member_role
    members = {
        membership.party
        for membership in book.memberships[organization]
        if membership.role is role
        and membership.standing is None
        and membership.truth_on(date.fromisoformat(day)) is Truth.YES
    }
    assert len(members) == count, sorted(members)
