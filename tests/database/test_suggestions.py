"""Suggestions: on both databases, no fact until one admin approves, and decided once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.errors import NotOnRecord, Refused, Superseded
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.models import FactRow, SourceRow
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.session import asking
from bloc_bot.database.workspaces.suggestions import AT_MOST, Edited, State, Suggestions
from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.drafts import EventDraft
from bloc_bot.domain.facts import Event
from bloc_bot.domain.reports import Report
from tests.database.conftest import NOW


@pytest.fixture
def suggestions(seeded: AsyncEngine, recorder: Recorder) -> Suggestions:
    return Suggestions(seeded, recorder)


async def counted(engine: AsyncEngine, table: type[FactRow | SourceRow]) -> int:
    async with asking(engine) as connection:
        return await connection.scalar(select(func.count()).where(table.workspace == "T1")) or 0


@pytest.mark.parametrize("date", ["2026-02-13", "2008-01", "2008", "2008~"])
async def test_a_draft_is_kept_as_it_is(suggestions: Suggestions, draft: EventDraft, date: str) -> None:
    source = replace(draft.source, title="<Council> & „Minsk“", published=PartialDate.parse("2026-02"))
    sent = replace(draft, period=Period.during(PartialDate.parse(date)), source=source)
    made = await suggestions.propose(sent, "T1", "U1", NOW)
    kept = await suggestions.get(made.id, "T1")
    assert (kept, kept.draft, kept.state) == (made, sent, State.PROPOSED)


async def test_until_it_is_approved_nothing_is_on_record(
    suggestions: Suggestions, books: FactBooks, draft: EventDraft
) -> None:
    before = await books.book("T1")
    await suggestions.propose(draft, "T1", "U1", NOW)
    await books.refresh()
    assert await books.book("T1") is before
    assert await counted(suggestions.engine, FactRow) == await counted(suggestions.engine, SourceRow) == 0


async def test_approved_it_is_on_record_by_whoever_approved(
    suggestions: Suggestions, books: FactBooks, draft: EventDraft
) -> None:
    made = await suggestions.propose(draft, "T1", "U1", NOW)
    recorded = await suggestions.approve(made.id, "T1", "U2", NOW)
    approved = await suggestions.get(made.id, "T1")
    assert approved.fact == recorded.fact
    event = (await books.book("T1")).facts[approved.fact]
    assert isinstance(event, Event)
    assert (event.title, event.recorded_by) == (draft.title, "U2")
    assert event.citations[0].source.url == draft.source.url
    assert (approved.state, approved.by, approved.decided_by, approved.decided_at) == ("approved", "U1", "U2", NOW)


async def test_many_who_approve_at_once_record_it_once(suggestions: Suggestions, draft: EventDraft) -> None:
    made = await suggestions.propose(draft, "T1", "U1", NOW)
    approvals = (suggestions.approve(made.id, "T1", f"U{number}", NOW) for number in range(5))
    results = await asyncio.gather(*approvals, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Recorded"] + ["Superseded"] * 4
    assert await counted(suggestions.engine, FactRow) == 1
    with pytest.raises(Superseded, match=r"U\d has approved it already"):
        await suggestions.reject(made.id, "T1", "U9", "too late", NOW)


async def test_approving_and_rejecting_at_once_do_not_both_happen(suggestions: Suggestions, draft: EventDraft) -> None:
    made = await suggestions.propose(draft, "T1", "U1", NOW)
    both = (suggestions.approve(made.id, "T1", "U2", NOW), suggestions.reject(made.id, "T1", "U3", "no", NOW))
    results = await asyncio.gather(*both, return_exceptions=True)
    assert sum(isinstance(result, Superseded) for result in results) == 1
    is_approved = (await suggestions.get(made.id, "T1")).state is State.APPROVED
    assert await counted(suggestions.engine, FactRow) == int(is_approved)


async def test_rejected_it_is_kept_with_the_reason_and_cannot_be_approved(
    suggestions: Suggestions, draft: EventDraft
) -> None:
    made = await suggestions.propose(draft, "T1", "U1", NOW)
    await suggestions.reject(made.id, "T1", "U2", "the source says otherwise", NOW)
    [own] = await suggestions.of_person("T1", "U1")
    assert (own.state, own.decided_by, own.reason) == ("rejected", "U2", "the source says otherwise")
    with pytest.raises(Superseded, match="U2 has rejected it already"):
        await suggestions.approve(made.id, "T1", "U3", NOW)
    assert await counted(suggestions.engine, FactRow) == 0


async def test_what_cannot_go_on_record_stays_a_suggestion(suggestions: Suggestions, draft: EventDraft) -> None:
    made = await suggestions.propose(replace(draft, countries=("ZZ",)), "T1", "U1", NOW)
    with pytest.raises(Refused, match="ZZ"):
        await suggestions.approve(made.id, "T1", "U2", NOW)
    assert (await suggestions.get(made.id, "T1")).state is State.PROPOSED


async def test_a_workspace_sees_and_decides_its_own_alone(suggestions: Suggestions, draft: EventDraft) -> None:
    made = await suggestions.propose(draft, "T1", "U1", NOW)
    assert (await suggestions.waiting("T2")).total == len(await suggestions.of_person("T2", "U1")) == 0
    for decide in (suggestions.approve(made.id, "T2", "U2", NOW), suggestions.reject(made.id, "T2", "U2", "no", NOW)):
        with pytest.raises(NotOnRecord):
            await decide
    assert (await suggestions.get(made.id, "T1")).state is State.PROPOSED


async def test_nobody_lets_too_many_wait(suggestions: Suggestions, draft: EventDraft) -> None:
    made = [await suggestions.propose(draft, "T1", "U1", NOW) for _ in range(AT_MOST)]
    with pytest.raises(Refused, match="wait for a decision"):
        await suggestions.propose(draft, "T1", "U1", NOW)
    await suggestions.propose(draft, "T1", "U2", NOW)
    await suggestions.reject(made[0].id, "T1", "U9", "no", NOW)
    await suggestions.propose(draft, "T1", "U1", NOW)


async def test_pages_hold_all_that_wait(suggestions: Suggestions, draft: EventDraft) -> None:
    made = {(await suggestions.propose(draft, "T1", f"U{number}", NOW)).id for number in range(7)}
    pages = [await suggestions.waiting("T1", page, 3) for page in range(3)]
    assert {suggestion.id for page in pages for suggestion in page.suggestions} == made
    assert [page.total for page in pages] == [7, 7, 7]
    assert await suggestions.waiting("T1", 9, 3) == pages[2]


async def test_edited_it_is_on_record_as_edited_with_credit_to_both(
    suggestions: Suggestions, books: FactBooks, draft: EventDraft
) -> None:
    made = await suggestions.propose(draft, "T1", "U1", NOW)
    edited = Edited(replace(draft, title="Council meets in Brest"), "Title: a → b")
    recorded = await suggestions.approve(made.id, "T1", "U2", NOW, edited, "V1")
    event = (await books.book("T1")).facts[recorded.fact]
    assert isinstance(event, Event)
    assert (event.title, event.recorded_by) == ("Council meets in Brest", "U2")
    approved = await suggestions.get(made.id, "T1")
    assert (approved.draft, approved.reason, approved.fact) == (draft, "Title: a → b", recorded.fact)
    async with asking(suggestions.engine) as connection:
        reason = await connection.scalar(select(FactRow.reason).where(FactRow.workspace == "T1"))
    assert reason == "suggested by U1, edited by U2"


async def test_many_who_edit_and_approve_at_once_record_it_once(suggestions: Suggestions, draft: EventDraft) -> None:
    made = await suggestions.propose(draft, "T1", "U1", NOW)
    edited = [Edited(replace(draft, title=f"Council {number}"), "changed") for number in range(5)]
    approvals = [
        *(suggestions.approve(made.id, "T1", f"U{n}", NOW, one, f"V{n}") for n, one in enumerate(edited)),
        suggestions.approve(made.id, "T1", "U9", NOW),
    ]
    results = await asyncio.gather(*approvals, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Recorded"] + ["Superseded"] * 5
    assert await counted(suggestions.engine, FactRow) == 1


async def test_an_edit_that_is_sent_many_times_at_once_records_it_once(
    suggestions: Suggestions, draft: EventDraft
) -> None:
    made = await suggestions.propose(draft, "T1", "U1", NOW)
    edited = Edited(replace(draft, title="Council"), "changed")
    approvals = (suggestions.approve(made.id, "T1", "U2", NOW, edited, "V1") for _ in range(5))
    results = await asyncio.gather(*approvals, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Recorded"] + ["Superseded"] * 4
    assert await counted(suggestions.engine, FactRow) == 1


REPORT = Report(
    '{"page":0,"query":{"kind":"help"}}', "Armenia — <since> 1995", "It “left” & more", "m1", "https://x.org"
)


async def test_a_report_is_kept_as_it_is_and_settled_once(suggestions: Suggestions) -> None:
    made = await suggestions.propose(REPORT, "T1", "U1", NOW, "V1")
    assert (await suggestions.get(made.id, "T1")).draft == REPORT
    with pytest.raises(NotOnRecord):
        await suggestions.approve(made.id, "T1", "U2", NOW)
    both = (suggestions.settle(made.id, "T1", "U2", NOW), suggestions.reject(made.id, "T1", "U3", "no", NOW))
    results = await asyncio.gather(*both, return_exceptions=True)
    [late] = [result for result in results if isinstance(result, Superseded)]
    settled = await suggestions.get(made.id, "T1")
    assert str(late) in ("U2 has dealt with it already.", "U3 has closed it already.")
    assert settled.fact == ("m1" if settled.state is State.APPROVED else "")
    assert await counted(suggestions.engine, FactRow) == 0


async def test_a_draft_is_not_settled_like_a_report(suggestions: Suggestions, draft: EventDraft) -> None:
    made = await suggestions.propose(draft, "T1", "U1", NOW)
    with pytest.raises(NotOnRecord):
        await suggestions.settle(made.id, "T1", "U2", NOW)


async def test_a_form_that_is_sent_twice_is_kept_once(suggestions: Suggestions) -> None:
    assert await suggestions.proposed_from("V1", "T1") is None
    made = await asyncio.gather(*(suggestions.propose(REPORT, "T1", "U1", NOW, "V1") for _ in range(4)))
    assert {one.id for one in made} == {made[0].id}
    assert await suggestions.proposed_from("V1", "T1") == made[0]
    assert await suggestions.proposed_from("V1", "T2") is None
    await suggestions.propose(REPORT, "T2", "U1", NOW, "V1")
    assert (await suggestions.waiting("T1")).total == (await suggestions.waiting("T2")).total == 1
