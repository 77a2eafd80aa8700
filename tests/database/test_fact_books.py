"""The books in memory: who sees what, and how soon."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.seed.seeding import seed
from bloc_bot.domain.drafts import EventDraft
from tests.database.conftest import NOW, Edit


@contextmanager
def counted() -> Iterator[list[str]]:
    """The selects sent meanwhile."""
    sent: list[str] = []

    def note(*arguments: object) -> None:
        statement = str(arguments[2])
        if statement.startswith("SELECT"):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


@contextmanager
def gone() -> Iterator[None]:
    """The database does not answer meanwhile."""

    def refuse(*_arguments: object) -> None:
        raise OperationalError("", None, ConnectionRefusedError())

    event.listen(Engine, "before_cursor_execute", refuse)
    yield
    event.remove(Engine, "before_cursor_execute", refuse)


@asynccontextmanager
async def watching(books: FactBooks) -> AsyncIterator[None]:
    task = asyncio.get_running_loop().create_task(books.watch(interval=0.05))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def until_it_has(books: FactBooks, lineage: str) -> None:
    """At most a second."""
    async with asyncio.timeout(1):
        while lineage not in (await books.book("T1")).facts:  # noqa: ASYNC110 - readers ask, nobody tells them
            await asyncio.sleep(0.01)


async def test_a_book_that_is_loaded_is_given_without_asking_the_database(
    books: FactBooks, seeded: AsyncEngine
) -> None:
    first = await books.book("T1")
    with counted() as sent:
        assert await books.book("T1") is first
    assert sent == []


async def test_looking_whether_anything_changed_takes_one_query(books: FactBooks, seeded: AsyncEngine) -> None:
    await books.book("T1")
    await books.book("T2")
    with counted() as sent:
        await books.refresh()
    assert len(sent) == 1


async def test_many_first_questions_at_once_load_the_facts_once(books: FactBooks, seeded: AsyncEngine) -> None:
    with counted() as sent:
        given = await asyncio.gather(*(books.book() for _ in range(10)))
    assert len({id(book) for book in given}) == 1
    assert len([statement for statement in sent if "FROM aliases" in statement]) == 1


async def test_a_workspace_without_facts_of_its_own_shares_the_book_of_all(books: FactBooks) -> None:
    assert await books.book("T1") is await books.book()


async def test_a_corrected_shared_source_is_in_the_facts_of_a_team_too(
    books: FactBooks, recorder: Recorder, draft: EventDraft, seed_folder: Path, edit: Edit
) -> None:
    source = replace(draft.source, url="https://example.org/gazette")
    lineage = (await recorder.record(replace(draft, source=source), "T1", "U1", NOW)).fact
    edit("sources.yaml", "title: The Pact grows", "title: The Pact has grown")
    await seed(recorder.engine, seed_folder, NOW)
    await books.refresh()
    assert (await books.book("T1")).facts[lineage].citations[0].source.title == "The Pact has grown"


async def test_a_team_may_cite_a_shared_source_that_this_process_has_not_loaded_yet(
    books: FactBooks, seeded: AsyncEngine, draft: EventDraft, seed_folder: Path, edit: Edit
) -> None:
    await books.book()
    edit(
        "sources.yaml",
        "- id: gazette",
        "- {id: new, publisher: P, title: T, url: https://example.org/new}\n- id: gazette",
    )
    await seed(seeded, seed_folder, NOW)
    elsewhere = Recorder(seeded, FactBooks(seeded))
    source = replace(draft.source, url="https://example.org/new")
    lineage = (await elsewhere.record(replace(draft, source=source), "T1", "U1", NOW)).fact
    assert (await books.book("T1")).facts[lineage].citations[0].source.id == "new"


async def test_another_process_sees_a_change_within_a_second(
    books: FactBooks, recorder: Recorder, seeded: AsyncEngine, draft: EventDraft
) -> None:
    other = FactBooks(seeded)
    await other.book("T1")
    async with watching(other):
        lineage = (await recorder.record(draft, "T1", "U1", NOW)).fact
        await until_it_has(other, lineage)


async def test_answers_go_on_while_the_database_is_gone(
    books: FactBooks, seeded: AsyncEngine, draft: EventDraft, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    before = await books.book("T1")
    elsewhere = Recorder(seeded, FactBooks(seeded))
    async with watching(books):
        with gone():
            await asyncio.sleep(0.2)
            assert await books.book("T1") is before
            assert len(caplog.messages) == 1
        lineage = (await elsewhere.record(draft, "T1", "U1", NOW)).fact
        await until_it_has(books, lineage)
    assert caplog.messages[1:] == ["The database answers again; the facts are current."]


async def test_a_first_question_while_the_database_is_gone_fails_with_a_reason(
    books: FactBooks, seeded: AsyncEngine
) -> None:
    with gone(), pytest.raises(DatabaseUnavailable):
        await books.book()


async def test_an_idle_workspace_is_dropped_and_loaded_again_when_it_asks(
    seeded: AsyncEngine, recorder: Recorder, draft: EventDraft
) -> None:
    lineage = (await recorder.record(draft, "T1", "U1", NOW)).fact
    moment = [0.0]
    books = FactBooks(seeded, idle_after=60, clock=lambda: moment[0])
    await books.book("T1")
    moment[0] = 61
    async with watching(books):
        await asyncio.sleep(0.1)
    with counted() as sent:
        assert lineage in (await books.book("T1")).facts
    assert sent
