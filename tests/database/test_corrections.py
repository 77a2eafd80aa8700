"""Correcting what is on record: a revision more, for one workspace alone, and a history that has every step."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.errors import NotOnRecord, Refused, Superseded
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.models import FactRow
from bloc_bot.database.recording.change_log import ChangeLog
from bloc_bot.database.recording.lineages import FactRecord
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.session import asking
from bloc_bot.domain.corrections import (
    AddedSource,
    Amendment,
    Correction,
    Dispute,
    EventParts,
    MembershipParts,
    ProfileParts,
    RelationParts,
    TermParts,
)
from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.drafts import EventDraft, Recorded, SourceDraft
from bloc_bot.domain.facts import EventNature, Role
from tests.database.conftest import NOW

RIVER = SourceDraft("River Gazette", "The Pact corrected", "https://example.org/corrected")
LATER = NOW + timedelta(days=1)


def membership(period: str, start: str = "", end: str = "", role: Role = Role.MEMBER) -> Correction:
    return Correction(MembershipParts(Period.parse(period), role, start, end))


async def record_of(engine: AsyncEngine, lineage: str, workspace: str = "T1") -> FactRecord:
    return await ChangeLog(engine).of_fact(lineage, workspace)


async def amended(
    recorder: Recorder,
    lineage: str,
    amendment: Amendment,
    *,
    by: str = "U1",
    now: datetime = LATER,
    workspace: str = "T1",
    opened_on: int | None = None,
    form: str = "",
) -> Recorded:
    if opened_on is None:
        opened_on = (await record_of(recorder.engine, lineage, workspace)).standing
    return await recorder.amend(lineage, amendment, workspace, by, "it says so", now, opened_on, form)


async def revisions(engine: AsyncEngine, lineage: str) -> int:
    async with asking(engine) as connection:
        return await connection.scalar(select(func.count()).where(FactRow.lineage == lineage)) or 0


async def test_a_shared_fact_is_corrected_for_one_workspace_alone(recorder: Recorder, books: FactBooks) -> None:
    await amended(recorder, "m1", membership("1996/.."))
    own, others, shared = [(await books.book(workspace)).facts["m1"] for workspace in ("T1", "T2", "")]
    assert str(own.period) == "1996/.."
    assert (own.workspace, own.recorded_by, own.recorded_at) == ("T1", "U1", LATER)
    assert others == shared
    assert str(shared.period) == "1995-06-01/.."
    assert own.citations == shared.citations


@pytest.mark.parametrize(
    ("lineage", "parts", "is_now"),
    [
        ("t1", TermParts(Period.parse("2003-05/2008-12-31"), acting=True), {"acting": True}),
        (
            "e2",
            EventParts(Period.during(PartialDate.parse("2008-09")), EventNature.STATEMENT, "Held", "It was.", "Minsk"),
            {"title": "Held", "place": "Minsk", "nature": EventNature.STATEMENT},
        ),
        ("r1", RelationParts(Period.parse("2008/.."), "a treaty"), {"detail": "a treaty"}),
        ("o1-seat", ProfileParts(Period.parse("1995-06/.."), "Yerevan"), {"value": "Yerevan"}),
        (
            "m1-frozen",
            MembershipParts(Period.parse("2024-03/.."), Role.MEMBER, "by a note", ""),
            {"start": "by a note"},
        ),
    ],
)
async def test_each_kind_of_fact_can_be_corrected(
    recorder: Recorder, books: FactBooks, lineage: str, parts: TermParts, is_now: dict[str, object]
) -> None:
    before = (await books.book("T1")).facts[lineage]
    await amended(recorder, lineage, Correction(parts))
    after = (await books.book("T1")).facts[lineage]
    assert after.period == parts.period
    assert {name: getattr(after, name) for name in is_now} == is_now
    untouched = {name: getattr(before, name) for name in ("citations", "note", "organization")}
    assert {name: getattr(after, name) for name in untouched} == untouched


async def test_a_new_source_of_a_correction_comes_first(recorder: Recorder, books: FactBooks) -> None:
    await amended(recorder, "m1", replace(membership("1996/.."), source=RIVER))
    cited = [c.source.url for c in (await books.book("T1")).facts["m1"].citations]
    assert cited == [RIVER.url, "https://example.org/charter", "https://example.org/gazette"]


async def test_a_source_that_disputed_what_the_fact_says_now_backs_it(recorder: Recorder, books: FactBooks) -> None:
    await amended(recorder, "m2", membership("2006-08-16/2012-06-28", end="was suspended"))
    fact = (await books.book("T1")).facts["m2"]
    assert [c.source.id for c in fact.supporting] == ["gazette", "almanac"]
    assert (fact.disputing, fact.preferred) == ((), "")


async def test_a_source_is_added_and_a_value_disputed_with_their_particulars(
    recorder: Recorder, books: FactBooks
) -> None:
    await amended(recorder, "m1", AddedSource(RIVER, "page 4", PartialDate.parse("2020")))
    disputed = Dispute("since", "1996-01", replace(RIVER, url="https://example.org/otherwise"), "page 9")
    await amended(recorder, "m1", disputed)
    fact = (await books.book("T1")).facts["m1"]
    added, otherwise = fact.supporting[-1], fact.disputing[-1]
    assert (added.source.url, added.locator, str(added.attested_on)) == (RIVER.url, "page 4", "2020")
    assert (otherwise.disputed, otherwise.disputed_value, otherwise.locator) == ("since", "1996-01", "page 9")


@pytest.mark.parametrize(
    ("lineage", "amendment", "field", "said"),
    [
        ("m1", membership("2031/.."), "since", "still to come"),
        ("m1", membership("1995-06-01/.."), "", "on record already"),
        ("t1", Correction(TermParts(Period.parse("2003-04-28/2009"), acting=False)), "until", "would overlap"),
        ("m1", AddedSource(replace(RIVER, title="")), "publisher", "title"),
        ("m1", AddedSource(replace(RIVER, url="ftp://example.org")), "url", "https://"),
        (
            "e2",
            Correction(EventParts(Period.during(PartialDate.parse("2031")), EventNature.HAPPENED, "x", "", "")),
            "since",
            "planned",
        ),
        (
            "e2",
            Correction(EventParts(Period.during(PartialDate.parse("2008")), EventNature.HAPPENED, " ", "", "")),
            "title",
            "title",
        ),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_is_written(
    recorder: Recorder, seeded: AsyncEngine, lineage: str, amendment: Amendment, field: str, said: str
) -> None:
    with pytest.raises(Refused, match=said) as refused:
        await amended(recorder, lineage, amendment)
    assert refused.value.field == field
    assert await revisions(seeded, lineage) == 1


async def test_an_overlap_that_is_on_record_already_hinders_no_other_correction(
    recorder: Recorder, books: FactBooks
) -> None:
    await recorder.withdraw("t1", "T1", "U1", "not so", LATER)
    await amended(recorder, "t2", Correction(TermParts(Period.parse("2008/.."), acting=True)))
    await recorder.restore("t1", "T1", "U1", "it is so", LATER + timedelta(hours=1))
    await amended(recorder, "t1", Correction(TermParts(Period.parse("2003-04-28/2008-12-31"), acting=True)))
    assert (await books.book("T1")).facts["t1"].acting  # type: ignore[union-attr]


async def test_other_processes_follow(recorder: Recorder, seeded: AsyncEngine) -> None:
    elsewhere = FactBooks(seeded)
    before = await elsewhere.book("T1")
    await amended(recorder, "m1", membership("1996/.."))
    await elsewhere.refresh()
    assert str(before.facts["m1"].period) == "1995-06-01/.."
    assert str((await elsewhere.book("T1")).facts["m1"].period) == "1996/.."


async def test_who_saves_second_is_told_and_may_save_over_it(recorder: Recorder, seeded: AsyncEngine) -> None:
    opened_on = (await record_of(seeded, "m1")).standing
    await amended(recorder, "m1", membership("1996/.."), by="U1", opened_on=opened_on)
    with pytest.raises(Superseded, match="U1 has changed it meanwhile"):
        await amended(recorder, "m1", membership("1997/.."), by="U2", opened_on=opened_on)
    with pytest.raises(Superseded, match="U1 has changed it meanwhile"):
        await recorder.withdraw("m1", "T1", "U2", "not so", LATER, opened_on)
    latest = (await record_of(seeded, "m1")).standing
    await amended(recorder, "m1", membership("1997/.."), by="U2", opened_on=latest)
    assert str((await record_of(seeded, "m1")).fact.period) == "1997/.."


async def test_of_many_who_correct_at_once_one_does_and_the_others_are_told(
    recorder: Recorder, seeded: AsyncEngine
) -> None:
    opened_on = (await record_of(seeded, "m1")).standing
    tries = (amended(recorder, "m1", membership(f"{1996 + n}/.."), by=f"U{n}", opened_on=opened_on) for n in range(5))
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Recorded", *["Superseded"] * 4]
    assert await revisions(seeded, "m1") == 2


async def test_a_form_that_is_sent_again_changes_nothing_again(recorder: Recorder, seeded: AsyncEngine) -> None:
    opened_on = (await record_of(seeded, "m1")).standing
    first = await amended(recorder, "m1", membership("1996/.."), opened_on=opened_on, form="V1")
    again = await amended(recorder, "m1", membership("1996/.."), opened_on=opened_on, form="V1")
    gone = [await recorder.withdraw("m2", "T1", "U1", "not so", LATER, form="V2") for _ in range(2)]
    assert (first, gone[0]) == (again, gone[1])
    assert (await revisions(seeded, "m1"), await revisions(seeded, "m2")) == (2, 2)


async def test_undone_a_correction_of_a_shared_fact_shows_the_shared_one_again(
    recorder: Recorder, books: FactBooks
) -> None:
    done = await amended(recorder, "m1", membership("1996/.."))
    assert (await recorder.undo(done.revisions, "T1", "U2", LATER)).fact == "m1"
    assert (await books.book("T1")).facts["m1"] == (await books.book()).facts["m1"]


async def test_each_step_is_undone_to_the_one_before(recorder: Recorder, books: FactBooks) -> None:
    await amended(recorder, "m1", membership("1996/.."))
    second = await amended(recorder, "m1", membership("1997/.."), now=LATER + timedelta(hours=1))
    withdrawn = await recorder.withdraw("m1", "T1", "U1", "not so", LATER + timedelta(hours=2))
    assert "m1" not in (await books.book("T1")).facts
    await recorder.undo(withdrawn.revisions, "T1", "U1", LATER + timedelta(hours=3))
    assert str((await books.book("T1")).facts["m1"].period) == "1997/.."
    with pytest.raises(Superseded):
        await recorder.undo(second.revisions, "T1", "U1", LATER + timedelta(hours=4))


async def test_a_correction_undone_does_not_come_back_with_a_withdrawal_that_is(
    recorder: Recorder, books: FactBooks
) -> None:
    done = await amended(recorder, "m1", membership("1996/.."))
    await recorder.undo(done.revisions, "T1", "U1", LATER + timedelta(hours=1))
    await recorder.withdraw("m1", "T1", "U1", "not so", LATER + timedelta(hours=2))
    await recorder.restore("m1", "T1", "U1", "it is so", LATER + timedelta(hours=3))
    assert (await books.book("T1")).facts["m1"] == (await books.book()).facts["m1"]


async def test_what_was_withdrawn_meanwhile_can_be_saved_over(
    recorder: Recorder, books: FactBooks, seeded: AsyncEngine, draft: EventDraft
) -> None:
    lineage = (await recorder.record(draft, "T1", "U1", NOW)).fact
    await recorder.withdraw(lineage, "T1", "U2", "a slip", LATER)
    record = await record_of(seeded, lineage)
    assert record.withdrawal is not None
    assert (record.withdrawal.by, record.withdrawal.reason) == ("U2", "a slip")
    parts = EventParts(draft.period, draft.nature, "Council meets again", draft.summary, "")
    await amended(recorder, lineage, Correction(parts), now=LATER + timedelta(hours=1))
    assert (await books.book("T1")).facts[lineage].title == "Council meets again"  # type: ignore[union-attr]


async def test_the_history_has_every_step_with_who_why_and_both_values(recorder: Recorder, seeded: AsyncEngine) -> None:
    hours = [LATER + timedelta(hours=n) for n in range(7)]
    first = await amended(recorder, "m1", membership("1996/.."), by="U1", now=hours[0])
    await recorder.undo(first.revisions, "T1", "U2", hours[1])
    await amended(recorder, "m1", membership("1997/.."), by="U3", now=hours[2])
    await recorder.withdraw("m1", "T1", "U4", "not so", hours[3])
    await recorder.restore("m1", "T1", "U5", "it is so", hours[4])
    record = await record_of(seeded, "m1")
    said = [
        (c.by, c.action.value, *(None if fact is None else str(fact.period.since) for fact in (c.before, c.after)))
        for c in record.changes
    ]
    assert said == [
        ("U5", "restored", None, "1997"),
        ("U4", "withdrawn", "1997", None),
        ("U3", "changed", "1995-06-01", "1997"),
        ("U2", "restored", "1996", "1995-06-01"),
        ("U1", "changed", "1995-06-01", "1996"),
        ("seed", "seeded", None, "1995-06-01"),
    ]
    assert [c.reason for c in record.changes[:2]] == ["it is so", "not so"]
    assert record.shared is not None
    assert str(record.shared.period.since) == "1995-06-01"
    assert [c.by for c in (await record_of(seeded, "m1", "T2")).changes] == ["seed"]


async def test_the_log_tells_that_a_correction_was_taken_back(recorder: Recorder, seeded: AsyncEngine) -> None:
    done = await amended(recorder, "m1", membership("1996/.."))
    await recorder.undo(done.revisions, "T1", "U2", LATER + timedelta(hours=1))
    latest = (await ChangeLog(seeded).latest("T1", 1)).changes[0]
    assert (latest.by, latest.action.value) == ("U2", "withdrawn")
    assert latest.fact is not None
    assert str(latest.fact.period.since) == "1996"


async def test_nobody_sees_the_record_of_another_workspaces_own_fact(
    recorder: Recorder, seeded: AsyncEngine, draft: EventDraft
) -> None:
    lineage = (await recorder.record(draft, "T2", "U1", NOW)).fact
    with pytest.raises(NotOnRecord):
        await record_of(seeded, lineage)
    with pytest.raises(NotOnRecord):
        await recorder.amend(lineage, AddedSource(RIVER), "T1", "U1", "", LATER, 0)
