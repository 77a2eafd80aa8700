"""Memberships that a team records: joined, left, suspended, frozen, returned; taken back, and changed again."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bloc_bot.database.errors import NotOnRecord, Refused, Superseded
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.models import FactRow
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.session import asking
from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.drafts import MembershipChange, MembershipDraft, SourceDraft
from bloc_bot.domain.facts import Membership, Role, Standing
from tests.database.conftest import NOW

LEFT = MembershipDraft(
    organization="PACT",
    country="AM",
    change=MembershipChange.LEFT,
    role=Role.MEMBER,
    date=PartialDate.parse("2026-02-13"),
    detail="by a note to the depositary",
    source=SourceDraft("River Gazette", "Armenia leaves", "https://example.org/leaves"),
)
JOINED = replace(LEFT, country="BY", change=MembershipChange.JOINED, detail="")


def drafted(change: str, date: str = "2026-02-13", country: str = "AM", role: Role = Role.MEMBER) -> MembershipDraft:
    when = PartialDate.parse(date)
    return replace(LEFT, change=MembershipChange(change), date=when, country=country, role=role)


async def memberships(books: FactBooks, country: str, workspace: str = "T1") -> dict[str, Membership]:
    found = (await books.book(workspace)).memberships["PACT"]
    return {m.id: m for m in found if m.party == country}


async def test_joined_is_a_new_membership_that_goes_on(recorder: Recorder, books: FactBooks) -> None:
    recorded = await recorder.record(JOINED, "T1", "U1", NOW)
    [new] = (await memberships(books, "BY")).values()
    assert (new.id, new.role, new.period) == (recorded.fact, Role.MEMBER, Period.parse("2026-02-13/.."))
    assert (new.recorded_by, new.citations[0].source.title) == ("U1", "Armenia leaves")
    assert await memberships(books, "BY", "T2") == {}


async def test_left_ends_the_shared_membership_for_this_team_alone(recorder: Recorder, books: FactBooks) -> None:
    recorded = await recorder.record(LEFT, "T1", "U1", NOW)
    here, elsewhere = await memberships(books, "AM"), await memberships(books, "AM", "T2")
    assert recorded.fact == "m1"
    assert here["m1"].period == Period.parse("1995-06-01/2026-02-13")
    assert here["m1"].end == "by a note to the depositary"
    assert here["m1"].supporting[0].source.title == "Armenia leaves"
    assert here["m1-frozen"].period == Period.parse("2024-02-22/2026-02-13")
    assert elsewhere["m1"].period == Period.parse("1995-06-01/..")


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.FROZEN])
async def test_a_standing_lies_within_the_membership(recorder: Recorder, books: FactBooks, standing: Standing) -> None:
    await recorder.record(JOINED, "T1", "U1", NOW)
    recorded = await recorder.record(drafted(standing.value, "2026-02-20", "BY"), "T1", "U1", NOW)
    found = await memberships(books, "BY")
    assert len(found) == 2
    assert (found[recorded.fact].standing, str(found[recorded.fact].period)) == (standing, "2026-02-20/..")


async def test_returned_ends_the_standing(recorder: Recorder, books: FactBooks) -> None:
    recorded = await recorder.record(drafted("returned"), "T1", "U1", NOW)
    found = await memberships(books, "AM")
    assert recorded.fact == "m1-frozen"
    assert [str(m.period) for m in found.values()] == ["1995-06-01/..", "2024-02-22/2026-02-13"]


async def test_returned_after_leaving_is_a_new_membership(recorder: Recorder, books: FactBooks) -> None:
    await recorder.record(drafted("returned", country="UZ"), "T1", "U1", NOW)
    assert [str(m.period) for m in (await memberships(books, "UZ")).values()] == [
        "2006-08-16/2012-12-19",
        "2026-02-13/..",
    ]


async def test_an_observer_that_joins_is_an_observer_no_more(recorder: Recorder, books: FactBooks) -> None:
    await recorder.record(drafted("joined", "2025", "BY", Role.OBSERVER), "T1", "U1", NOW)
    await recorder.record(drafted("joined", "2026-02", "BY"), "T1", "U1", NOW)
    found = (await memberships(books, "BY")).values()
    assert [(m.role.value, str(m.period)) for m in found] == [("observer", "2025/2026-02"), ("member", "2026-02/..")]


@pytest.mark.parametrize(
    ("draft", "field", "said"),
    [
        (drafted("joined"), "date", "overlap"),
        (drafted("joined", "2010", "UZ"), "date", "2006-08-16 until 2012-12-19"),
        (drafted("joined", role=Role.OBSERVER), "date", "overlap"),
        (drafted("left", "1990"), "date", "1995-06-01"),
        (drafted("left", "1995-06-01"), "date", "1995-06-01"),
        (drafted("left", country="UZ"), "change", "nothing to leave"),
        (drafted("left", country="BY"), "change", "nothing to leave"),
        (drafted("suspended"), "change", "frozen since 2024-02-22"),
        (drafted("frozen", country="BY"), "change", "goes on"),
        (drafted("returned", country="BY"), "change", "joined"),
        (drafted("left", "2026-04"), "date", "still to come"),
        (replace(LEFT, country="ZZ"), "country", "ZZ"),
        (replace(LEFT, organization="NONE"), "organization", "NONE"),
        (replace(LEFT, source=replace(LEFT.source, url="ftp://example.org")), "url", "https://"),
    ],
)
async def test_what_cannot_follow_on_the_record_is_refused_at_its_field(
    recorder: Recorder, draft: MembershipDraft, field: str, said: str
) -> None:
    with pytest.raises(Refused, match=said) as refused:
        await recorder.record(draft, "T1", "U1", NOW)
    assert refused.value.field == field
    async with asking(recorder.engine) as connection:
        assert await connection.scalar(select(func.count()).where(FactRow.workspace == "T1")) == 0


async def test_undone_everything_stands_as_before(recorder: Recorder, books: FactBooks) -> None:
    before = await memberships(books, "AM")
    recorded = await recorder.record(LEFT, "T1", "U1", NOW)
    await recorder.undo(recorded.revisions, "T1", "U2", NOW)
    assert await memberships(books, "AM") == before
    with pytest.raises(Superseded, match="U2 has taken it back already"):
        await recorder.undo(recorded.revisions, "T1", "U1", NOW)


async def test_undone_a_new_membership_is_withdrawn_and_what_it_ended_goes_on(
    recorder: Recorder, books: FactBooks
) -> None:
    await recorder.record(drafted("joined", "2025", "BY", Role.OBSERVER), "T1", "U1", NOW)
    before = await memberships(books, "BY")
    recorded = await recorder.record(drafted("joined", "2026-02", "BY"), "T1", "U1", NOW)
    await recorder.undo(recorded.revisions, "T1", "U1", NOW)
    assert await memberships(books, "BY") == before


async def test_of_many_who_record_the_same_at_once_one_does(recorder: Recorder, books: FactBooks) -> None:
    results = await asyncio.gather(*(recorder.record(LEFT, "T1", "U1", NOW) for _ in range(4)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Recorded", *["Refused"] * 3]
    assert str((await memberships(books, "AM"))["m1"].period) == "1995-06-01/2026-02-13"


async def test_what_another_team_recorded_cannot_be_undone(recorder: Recorder) -> None:
    recorded = await recorder.record(LEFT, "T2", "U1", NOW)
    with pytest.raises(NotOnRecord):
        await recorder.undo(recorded.revisions, "T1", "U1", NOW)


async def test_a_change_of_what_was_recorded_is_a_revision_of_the_same_fact(
    recorder: Recorder, books: FactBooks
) -> None:
    first = await recorder.record(JOINED, "T1", "U1", NOW)
    second = await recorder.record(drafted("joined", "2026-01", "BY"), "T1", "U2", NOW, replacing=first.revisions)
    [changed] = (await memberships(books, "BY")).values()
    assert (changed.id, str(changed.period), changed.recorded_by) == (first.fact, "2026-01/..", "U2")
    await recorder.undo(second.revisions, "T1", "U1", NOW)
    [as_first] = (await memberships(books, "BY")).values()
    assert str(as_first.period) == "2026-02-13/.."


async def test_a_change_starts_from_what_stood_before_the_first_recording(recorder: Recorder, books: FactBooks) -> None:
    first = await recorder.record(LEFT, "T1", "U1", NOW)
    await recorder.record(drafted("left", "2026-01-31"), "T1", "U1", NOW, replacing=first.revisions)
    found = await memberships(books, "AM")
    assert [str(m.period) for m in found.values()] == ["1995-06-01/2026-01-31", "2024-02-22/2026-01-31"]


async def test_a_change_to_something_else_puts_the_first_fact_back(recorder: Recorder, books: FactBooks) -> None:
    first = await recorder.record(LEFT, "T1", "U1", NOW)
    await recorder.record(drafted("returned"), "T1", "U1", NOW, replacing=first.revisions)
    found = await memberships(books, "AM")
    assert [str(m.period) for m in found.values()] == ["1995-06-01/..", "2024-02-22/2026-02-13"]


async def test_of_two_who_change_the_same_the_second_is_told(recorder: Recorder) -> None:
    first = await recorder.record(JOINED, "T1", "U1", NOW)
    draft = drafted("joined", "2026-01", "BY")
    second = await recorder.record(draft, "T1", "U2", NOW, replacing=first.revisions)
    with pytest.raises(Superseded, match="U2 has changed it already"):
        await recorder.record(draft, "T1", "U3", NOW, replacing=first.revisions)
    [latest] = await recorder.latest(first.revisions, "T1")
    assert (latest.number, latest.first) == (second.revisions[0].number, 0)
    third = await recorder.record(draft, "T1", "U3", NOW, replacing=[latest])
    await recorder.undo(third.revisions, "T1", "U1", NOW)
    [latest] = await recorder.latest(first.revisions, "T1")
    assert latest.number > third.revisions[0].number


async def test_what_is_recorded_again_after_an_undo_can_be_undone_again(recorder: Recorder, books: FactBooks) -> None:
    before = await memberships(books, "AM")
    for _ in range(2):
        recorded = await recorder.record(LEFT, "T1", "U1", NOW)
        await recorder.undo(recorded.revisions, "T1", "U1", NOW)
        assert await memberships(books, "AM") == before
        assert await recorder.latest(recorded.revisions, "T1") == ()


async def test_a_change_can_be_changed_again_from_the_same_start(recorder: Recorder, books: FactBooks) -> None:
    recorded = await recorder.record(LEFT, "T1", "U1", NOW)
    for day in ("2026-01-30", "2026-01-31"):
        recorded = await recorder.record(drafted("left", day), "T1", "U1", NOW, replacing=recorded.revisions)
    assert [str(m.period.until) for m in (await memberships(books, "AM")).values()] == ["2026-01-31"] * 2
    await recorder.undo(recorded.revisions, "T1", "U1", NOW)
    assert [str(m.period.until) for m in (await memberships(books, "AM")).values()] == ["2026-01-30"] * 2


def spans(found: dict[str, Membership]) -> list[tuple[str, str, str, str]]:
    return sorted((id, str(m.standing), str(m.period), m.end) for id, m in found.items())


@pytest.mark.parametrize("country", ["AM", "BY"])
@pytest.mark.parametrize("change", ["returned", "frozen", "suspended"])
async def test_undone_a_change_to_something_else_leaves_what_was_recorded_first(
    recorder: Recorder, books: FactBooks, country: str, change: str
) -> None:
    start = drafted("returned", "2026-01") if country == "AM" else drafted("joined", "2020", country)
    await recorder.record(start, "T1", "U1", NOW)
    if change == "returned":
        await recorder.record(drafted("suspended", "2026-01-15", country), "T1", "U1", NOW)
    nothing = await memberships(books, country)
    first = await recorder.record(drafted("left", country=country), "T1", "U1", NOW)
    before = await memberships(books, country)
    second = await recorder.record(drafted(change, country=country), "T1", "U2", NOW, replacing=first.revisions)
    assert spans(await memberships(books, country)) != spans(before)
    await recorder.undo(second.revisions, "T1", "U3", NOW)
    assert spans(await memberships(books, country)) == spans(before)
    latest = await recorder.latest(first.revisions, "T1")
    assert len(latest) == len(first.revisions)
    await recorder.undo(latest, "T1", "U3", NOW)
    assert spans(await memberships(books, country)) == spans(nothing)


async def test_undone_a_change_from_frozen_to_left_leaves_it_frozen(recorder: Recorder, books: FactBooks) -> None:
    await recorder.record(drafted("returned", "2026-01"), "T1", "U1", NOW)
    first = await recorder.record(drafted("frozen"), "T1", "U1", NOW)
    before = spans(await memberships(books, "AM"))
    second = await recorder.record(drafted("left"), "T1", "U2", NOW, replacing=first.revisions)
    assert first.fact not in await memberships(books, "AM")
    await recorder.undo(second.revisions, "T1", "U3", NOW)
    assert spans(await memberships(books, "AM")) == before


async def test_undone_a_change_of_a_change_goes_back_one_step(recorder: Recorder, books: FactBooks) -> None:
    await recorder.record(drafted("returned", "2026-01"), "T1", "U1", NOW)
    first = await recorder.record(drafted("left"), "T1", "U1", NOW)
    second = await recorder.record(drafted("frozen"), "T1", "U2", NOW, replacing=first.revisions)
    frozen = spans(await memberships(books, "AM"))
    third = await recorder.record(drafted("left", "2026-02-20"), "T1", "U2", NOW, replacing=second.revisions)
    assert str((await memberships(books, "AM"))["m1"].period.until) == "2026-02-20"
    await recorder.undo(third.revisions, "T1", "U3", NOW)
    assert spans(await memberships(books, "AM")) == frozen


async def test_what_was_recorded_anew_since_a_change_is_not_undone_with_it(
    recorder: Recorder, books: FactBooks
) -> None:
    first = await recorder.record(drafted("left"), "T1", "U1", NOW)
    second = await recorder.record(drafted("returned"), "T1", "U2", NOW, replacing=first.revisions)
    await recorder.record(drafted("left", "2026-02-25"), "T1", "U4", NOW)
    standing = spans(await memberships(books, "AM"))
    with pytest.raises(Superseded, match="U4 has changed it already"):
        await recorder.undo(second.revisions, "T1", "U3", NOW)
    assert spans(await memberships(books, "AM")) == standing
