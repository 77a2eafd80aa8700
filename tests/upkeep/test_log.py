"""`bloc-bot log`: the latest changes, with who and why."""

from __future__ import annotations

import asyncio

from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.session import make_engine
from tests.upkeep.conftest import LATER, bloc_bot


def changes(database: str, *words: str) -> list[str]:
    """The lines under the heading, each with one space between its words."""
    return [" ".join(line.split()) for line in bloc_bot(database, "log", *words).stdout.splitlines()[1:]]


def test_the_latest_come_first_with_who_and_why(database: str) -> None:
    assert changes(database, "--workspace", "T1") == [
        "2026-03-02 09:30 U2 withdrawn RP: Uzbekistan, member, from 16 August 2006 until 19 December 2012 another slip",
        "2026-03-02 09:30 U2 restored RP: Armenia, member, since 1 June 1995 it is so",
        "2026-03-02 09:30 seed changed RP: seat, Brest, since June 1995",
        "2026-03-01 12:00 U1 withdrawn RP: Armenia, member, since 1 June 1995 it is not so",
        "2026-03-01 12:00 U1 recorded RP, 13 February 2026: =Council meets in Minsk",
        "2026-03-01 12:00 seed seeded 12 facts",
    ]


def test_a_workspace_does_not_see_what_another_one_did(database: str) -> None:
    seen = [
        "2026-03-02 09:30 seed changed RP: seat, Brest, since June 1995",
        "2026-03-01 12:00 seed seeded 12 facts",
    ]
    assert changes(database) == changes(database, "--workspace", "T2") == seen


def test_only_as_many_as_are_wanted_are_shown(database: str) -> None:
    assert len(changes(database, "--workspace", "T1", "--last", "2")) == 2


def test_a_fact_of_ones_own_that_comes_back_is_restored(database: str) -> None:
    async def withdraw_and_restore() -> None:
        engine = make_engine(database)
        books = FactBooks(engine)
        lineage = next(fact.id for fact in (await books.book("T1")).facts.values() if fact.workspace == "T1")
        recorder = Recorder(engine, books)
        await recorder.withdraw(lineage, "T1", "U3", "wrong", LATER)
        await recorder.restore(lineage, "T1", "U3", "right", LATER)
        await engine.dispose()

    asyncio.run(withdraw_and_restore())
    assert changes(database, "--workspace", "T1", "--last", "2") == [
        "2026-03-02 09:30 U3 restored RP, 13 February 2026: =Council meets in Minsk right",
        "2026-03-02 09:30 U3 withdrawn RP, 13 February 2026: =Council meets in Minsk wrong",
    ]


def test_where_nothing_was_recorded_it_says_so(empty: str) -> None:
    assert "Nothing was ever recorded here." in bloc_bot(empty, "log").stdout
