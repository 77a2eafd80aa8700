"""Recording: what a team puts on record, withdraws and restores, for itself alone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bloc_bot.database.errors import NotOnRecord, Refused, Superseded
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.models import FactRow, SourceRow, VersionRow
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.recording.submissions import forget_submissions
from bloc_bot.database.session import asking
from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.drafts import EventDraft, SourceDraft
from bloc_bot.domain.facts import Event, EventNature, EventParty
from tests.database.conftest import NOW


async def test_an_event_is_in_the_next_answer(recorder: Recorder, books: FactBooks, draft: EventDraft) -> None:
    lineage = (await recorder.record(draft, "T1", "U1", NOW)).fact
    event = (await books.book("T1")).facts[lineage]
    assert isinstance(event, Event)
    assert (event.title, event.period, event.parties) == (draft.title, draft.period, (EventParty("BY"),))
    assert (event.recorded_by, event.recorded_at, event.workspace) == ("U1", NOW, "T1")
    assert event.citations[0].source.url == draft.source.url
    assert event in (await books.book("T1")).events["PACT"]


async def test_nobody_else_sees_it_nor_its_source(recorder: Recorder, books: FactBooks, draft: EventDraft) -> None:
    lineage = (await recorder.record(draft, "T1", "U1", NOW)).fact
    for workspace in ("", "T2"):
        book = await books.book(workspace)
        assert lineage not in book.facts
        assert draft.source.url not in {source.url for source in book.register.sources.values()}
    own = await books.book("T1")
    assert draft.source.url in {source.url for source in own.register.sources.values()}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": " "}, "title"),
        ({"organizations": ()}, "organization"),
        ({"organizations": ("NONE",)}, "NONE"),
        ({"countries": ("ZZ",)}, "ZZ"),
        ({"period": Period()}, "date"),
        ({"period": Period.during(PartialDate.parse("2026-04"))}, "planned"),
        ({"source": SourceDraft("River Gazette", "", "https://example.org")}, "source"),
        ({"source": SourceDraft("", "A title", "https://example.org")}, "source"),
        ({"source": SourceDraft("River Gazette", "A title", "ftp://example.org")}, "https://"),
    ],
)
async def test_a_draft_with_something_missing_is_refused(
    recorder: Recorder, draft: EventDraft, change: dict[str, object], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        await recorder.record(replace(draft, **change), "T1", "U1", NOW)  # type: ignore[arg-type]
    async with asking(recorder.engine) as connection:
        assert await connection.scalar(select(func.count()).where(FactRow.workspace == "T1")) == 0


async def test_what_is_planned_may_be_still_to_come(recorder: Recorder, draft: EventDraft) -> None:
    period = Period.during(PartialDate.parse("2026-04"))
    assert (await recorder.record(replace(draft, period=period, nature=EventNature.PLANNED), "T1", "U1", NOW)).fact


async def test_a_source_with_the_same_address_is_used_again(
    recorder: Recorder, books: FactBooks, draft: EventDraft
) -> None:
    first = (await recorder.record(draft, "T1", "U1", NOW)).fact
    second = (await recorder.record(replace(draft, title="Council meets again"), "T1", "U1", NOW)).fact
    shared = replace(draft, source=replace(draft.source, url="https://example.org/gazette"))
    third = (await recorder.record(shared, "T1", "U1", NOW)).fact
    facts = (await books.book("T1")).facts
    assert facts[first].citations == facts[second].citations
    assert facts[third].citations[0].source.id == "gazette"
    async with asking(recorder.engine) as connection:
        assert await connection.scalar(select(func.count()).where(SourceRow.workspace == "T1")) == 1


async def test_another_teams_source_is_not_used(recorder: Recorder, books: FactBooks, draft: EventDraft) -> None:
    first = (await recorder.record(draft, "T1", "U1", NOW)).fact
    second = (await recorder.record(draft, "T2", "U2", NOW)).fact
    sources = [
        (await books.book(team)).facts[lineage].citations[0].source for team, lineage in (("T1", first), ("T2", second))
    ]
    assert sources[0].id != sources[1].id


async def test_a_shared_fact_is_withdrawn_for_one_team_and_can_be_restored(
    recorder: Recorder, books: FactBooks
) -> None:
    await recorder.withdraw("m1", "T1", "U1", "not so", NOW)
    assert "m1" not in (await books.book("T1")).facts
    assert "m1" in (await books.book("T2")).facts
    await recorder.restore("m1", "T1", "U2", "it is so", NOW)
    assert (await books.book("T1")).facts["m1"] == (await books.book()).facts["m1"]


async def test_a_teams_own_fact_comes_back_as_it_was(recorder: Recorder, books: FactBooks, draft: EventDraft) -> None:
    lineage = (await recorder.record(draft, "T1", "U1", NOW)).fact
    before = (await books.book("T1")).facts[lineage]
    await recorder.withdraw(lineage, "T1", "U1", "a slip", NOW)
    assert lineage not in (await books.book("T1")).facts
    await recorder.restore(lineage, "T1", "U2", "no slip", NOW)
    assert replace((await books.book("T1")).facts[lineage], recorded_by="U1") == before


async def test_nothing_is_lost_who_when_and_why(recorder: Recorder, draft: EventDraft) -> None:
    lineage = (await recorder.record(draft, "T1", "U1", NOW)).fact
    await recorder.withdraw(lineage, "T1", "U2", "a slip", NOW)
    async with asking(recorder.engine) as connection:
        rows = (await connection.execute(select(*FactRow.__table__.c).order_by(FactRow.id.desc()).limit(2))).all()
    withdrawal, first = rows
    assert (first.recorded_by, first.superseded_by, first.superseded_at) == ("U1", "U2", NOW)
    assert (withdrawal.state, withdrawal.recorded_by, withdrawal.reason) == ("withdrawn", "U2", "a slip")


async def test_what_is_not_on_record_cannot_be_withdrawn_or_restored(recorder: Recorder, draft: EventDraft) -> None:
    others = (await recorder.record(draft, "T2", "U1", NOW)).fact
    for lineage in ("m999", others):
        with pytest.raises(NotOnRecord):
            await recorder.withdraw(lineage, "T1", "U1", "", NOW)
    with pytest.raises(NotOnRecord):
        await recorder.restore("m1", "T1", "U1", "", NOW)


async def test_of_many_who_withdraw_at_once_one_does_and_the_others_are_told(recorder: Recorder) -> None:
    tries = (recorder.withdraw("m1", "T1", f"U{number}", "", NOW) for number in range(5))
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Recorded", *["Superseded"] * 4]
    with pytest.raises(Superseded, match=r"U\d has withdrawn it already"):
        await recorder.withdraw("m1", "T1", "U9", "", NOW)


async def test_many_who_record_at_once_all_get_on_record(recorder: Recorder, draft: EventDraft) -> None:
    drafts = (replace(draft, title=f"Meeting {number}") for number in range(8))
    recorded = await asyncio.gather(*(recorder.record(one, "T1", "U1", NOW) for one in drafts))
    lineages = [one.fact for one in recorded]
    book = await FactBooks(recorder.engine).book("T1")
    assert set(lineages) <= set(book.facts)
    async with asking(recorder.engine) as connection:
        assert await connection.scalar(select(VersionRow.version).where(VersionRow.workspace == "T1")) == 8
        assert await connection.scalar(select(func.count()).where(SourceRow.workspace == "T1")) == 1


async def test_a_form_that_is_sent_again_makes_no_second_fact(recorder: Recorder, draft: EventDraft) -> None:
    first = await recorder.record(draft, "T1", "U1", NOW, form="V1")
    assert await recorder.record(draft, "T1", "U1", NOW, form="V1") == first
    assert await recorder.recorded_from("V1", "T1") == first
    assert await recorder.recorded_from("V1", "T2") is None
    assert (await recorder.record(draft, "T1", "U1", NOW, form="V2")).fact != first.fact


async def test_forms_are_forgotten_when_nobody_can_have_them_open(recorder: Recorder, draft: EventDraft) -> None:
    await recorder.record(draft, "T1", "U1", NOW, form="V1")
    assert await forget_submissions(recorder.engine, NOW) == 0
    assert await forget_submissions(recorder.engine, NOW + timedelta(days=1)) == 1
