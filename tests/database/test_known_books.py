"""Books of days that are past: what was on record then, shared and a workspace's own."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.answering import Answering
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.seed.seeding import seed
from bloc_bot.database.workspaces.conversations import Memory
from bloc_bot.domain.drafts import EventDraft
from bloc_bot.domain.queries import QUERY
from bloc_bot.domain.replies import Reply, Status
from tests.database.conftest import NOW, Edit
from tests.database.test_recording_terms import TAKEN

DAY = timedelta(days=1)
FIRST = NOW.date()


@pytest.fixture
def answering(books: FactBooks) -> Answering:
    return Answering(books, Memory())


async def test_a_fact_is_known_from_the_day_of_its_recording_until_it_is_withdrawn(
    books: FactBooks, recorder: Recorder, draft: EventDraft
) -> None:
    event = (await recorder.record(draft, "T1", "U1", NOW + DAY)).fact
    await recorder.withdraw(event, "T1", "U1", "mistaken", NOW + 3 * DAY)
    known = [event in (await books.known("T1", FIRST + passed * DAY)).facts for passed in range(5)]
    assert known == [False, True, True, False, False]
    assert [event in (await books.known(other, FIRST + DAY)).facts for other in ("T2", "")] == [False, False]


async def test_a_shared_fact_is_hidden_while_the_workspace_had_it_withdrawn(
    books: FactBooks, recorder: Recorder
) -> None:
    lineage = next(iter((await books.book()).memberships["PACT"])).id
    await recorder.withdraw(lineage, "T1", "U1", "mistaken", NOW + DAY)
    await recorder.restore(lineage, "T1", "U1", "it was right", NOW + 2 * DAY)
    for workspace, expected in (("T1", [True, False, True]), ("T2", [True, True, True])):
        known = [lineage in (await books.known(workspace, FIRST + passed * DAY)).facts for passed in range(3)]
        assert known == expected


async def test_what_the_seed_said_before_it_was_changed_is_known_of_that_day(
    books: FactBooks, seeded: AsyncEngine, seed_folder: Path, edit: Edit
) -> None:
    edit("organizations/pact.yaml", "value: Minsk", "value: Brest")
    await seed(seeded, seed_folder, NOW + 2 * DAY)
    await books.refresh()
    seats = [(await books.known("T1", FIRST + passed * DAY)).profiles["PACT"][0].value for passed in range(4)]
    assert seats == ["Minsk", "Minsk", "Brest", "Brest"]


async def test_what_is_recorded_for_a_day_afterwards_is_in_its_book(
    books: FactBooks, recorder: Recorder, draft: EventDraft
) -> None:
    before = await books.known("T1", FIRST)
    assert await books.known("T1", FIRST) is before
    event = (await recorder.record(draft, "T1", "U1", NOW)).fact
    assert event in (await books.known("T1", FIRST)).facts


async def test_a_question_is_answered_by_the_record_of_the_day(answering: Answering, recorder: Recorder) -> None:
    await recorder.record(TAKEN, "T1", "U1", NOW + 2 * DAY)
    today = FIRST + 9 * DAY

    async def asked(question: str) -> Reply:
        return await answering.answer(question, workspace="T1", today=today)

    assert (await asked("who heads the River Pact?")).headline.startswith("Ada North")
    before = await asked("who heads the River Pact, known 2 March 2026?")
    assert before.headline.startswith("As on record on 2 March 2026: Who was Acting Executive Secretary of the RP on")
    assert "on record is Ben South" in before.headline
    assert before.text.startswith(before.headline)
    assert (before.as_of, before.query["known"]) == ("2026-03-02", "2026-03-02")  # type: ignore[index]
    assert all(one.question.endswith(" known 2026-03-02") for one in before.suggestions)
    later = await asked("/rp officials known 2026-03-03")
    assert "Ada North" in later.text
    of_then = await asked("who headed the River Pact in 2005, as known on 2 March 2026?")
    assert of_then.headline.startswith("As on record on 2 March 2026: Ada North (Belarus) was")

    again = await answering.answer_query(QUERY.validate_python(before.query), workspace="T1", today=today)
    assert again == before
    plain = (await asked("who heads the River Pact?")).as_json("")
    assert "known" not in plain["query"]


async def test_in_a_conversation_the_day_of_the_record_stays_until_another_question_is_asked(
    answering: Answering, recorder: Recorder
) -> None:
    await recorder.record(TAKEN, "T1", "U1", NOW + 2 * DAY)

    async def asked(question: str) -> str:
        today = FIRST + 9 * DAY
        return (await answering.answer(question, conversation="c", workspace="T1", today=today)).headline

    known = "As on record on 2 March 2026: "
    assert (await asked("who heads the River Pact?")).startswith("Ada North (Belarus) is")
    assert re.match(f"{known}.*Ben South", await asked("and as known on 2 March 2026?"))
    assert (await asked("and in 2005?")).startswith(f"{known}Ada North (Belarus) was")
    again = await asked("who heads the River Pact, known 4 March 2026?")
    assert again.startswith("As on record on 4 March 2026: Ada North (Belarus) is")
    assert (await asked("who heads the River Pact?")).startswith("Ada North (Belarus) is")
    assert (await asked("and in 2005?")).startswith("Ada North (Belarus) was")


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ("2026-02-28", "Nothing was on record on 28 February 2026: the record begins on 1 March 2026."),
        ("2031-02-28", "28 February 2031 lies ahead"),
        ("2031", "31 December 2031 lies ahead"),
    ],
)
async def test_of_a_day_without_a_record_that_is_said(answering: Answering, known: str, words: str) -> None:
    reply = await answering.answer(f"river pact members known {known}", workspace="T1", today=FIRST + DAY)
    assert (reply.status, reply.items) == (Status.NO_DATA, ())
    assert reply.headline.startswith(words)


async def test_help_and_what_is_not_understood_are_of_no_day(answering: Answering) -> None:
    for question in ("/rp known 2026-03-01", "gibberish, known 2026-03-01"):
        reply = await answering.answer(question, workspace="T1", today=FIRST)
        assert "on record on 1 March" not in reply.text
