"""Seeding: the shared facts become what the files say, and what people recorded stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.models import SHARED, FactRow
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.seed.facts import facts_of
from bloc_bot.database.seed.files import SeedError, read_seed
from bloc_bot.database.seed.seeding import seed
from bloc_bot.database.session import asking
from bloc_bot.domain.drafts import EventDraft
from bloc_bot.domain.facts import Membership, NameUse
from tests.database.conftest import NOW, Edit

LATER = NOW + timedelta(days=1)


async def revisions(engine: AsyncEngine, lineage: str) -> list[tuple[str, bool, str]]:
    """State, whether it is current, and who recorded it: oldest first."""
    async with asking(engine) as connection:
        rows = await connection.execute(
            select(FactRow.state, FactRow.superseded_at, FactRow.recorded_by)
            .where(FactRow.lineage == lineage)
            .order_by(FactRow.id)
        )
        return [(row.state, row.superseded_at is None, row.recorded_by) for row in rows]


async def test_every_fact_comes_back_as_it_stands_in_the_files(seeded: AsyncEngine, seed_folder: Path) -> None:
    book = await FactBooks(seeded).book()
    as_read = {fact.id: replace(fact, recorded_at=None, recorded_by="") for fact in book.facts.values()}
    assert as_read == {fact.id: fact for fact in facts_of(read_seed(seed_folder))}


async def test_a_fact_says_when_and_by_whom_it_was_recorded(seeded: AsyncEngine) -> None:
    fact = (await FactBooks(seeded).book()).facts["m1"]
    assert (fact.recorded_at, fact.recorded_by) == (NOW, "seed")


async def test_seeding_twice_changes_nothing(seeded: AsyncEngine, seed_folder: Path) -> None:
    before = (await FactBooks(seeded).book()).version
    report = await seed(seeded, seed_folder, LATER)
    assert not report.anything_changed
    assert report.unchanged == 12
    assert (await FactBooks(seeded).book()).version == before


@pytest.mark.parametrize(
    ("fact", "old", "new"),
    [
        ("m2", "until: 2012-12-19", "until: 2012-12-20"),
        ("m2", "locator: page 3", "locator: page 4"),
        ("m2", 'value: "2012-06-28"', 'value: "2012-06-29"'),
        ("m2", "The registry dates the decision itself.", "The registry says so."),
        ("m3", "attested: 2008-01}", "attested: 2008-02}"),
        ("t2", "acting: true", "acting: false"),
        ("e1", "hosted: [AM]", "hosted: [UZ]"),
        ("e2", "organizations: [PACT-PA]", "organizations: []"),
        ("o1-seat", "value: Minsk", "value: Gomel"),
        ("r1", "detail: memorandum, 2007", "detail: memorandum"),
    ],
)
async def test_a_changed_entry_makes_a_second_revision(
    seeded: AsyncEngine, seed_folder: Path, edit: Edit, fact: str, old: str, new: str
) -> None:
    edit("organizations/pact.yaml", old, new)
    report = await seed(seeded, seed_folder, LATER)
    assert report.changed == (fact,)
    assert await revisions(seeded, fact) == [("recorded", False, "seed"), ("recorded", True, "seed")]
    assert (await FactBooks(seeded).book()).facts[fact].recorded_at == LATER


async def test_an_entry_that_is_taken_out_is_withdrawn_and_can_come_back(
    seeded: AsyncEngine, seed_folder: Path, edit: Edit
) -> None:
    entry = "- id: m3\n  party: PACT-PA\n  role: observer\n  sources: [{id: gazette, attested: 2008-01}]\n"
    edit("organizations/pact.yaml", entry, "")
    assert (await seed(seeded, seed_folder, LATER)).withdrawn == ("m3",)
    assert "m3" not in (await FactBooks(seeded).book()).facts
    assert await revisions(seeded, "m3") == [("recorded", False, "seed"), ("withdrawn", True, "seed")]
    assert not (await seed(seeded, seed_folder, LATER)).anything_changed

    edit("organizations/pact.yaml", "memberships:\n", f"memberships:\n{entry}")
    assert (await seed(seeded, seed_folder, LATER)).added == ("m3",)
    assert "m3" in (await FactBooks(seeded).book()).facts


async def test_what_people_recorded_survives_a_new_seeding(
    recorder: Recorder, seed_folder: Path, draft: EventDraft, edit: Edit
) -> None:
    lineage = (await recorder.record(draft, "T1", "U1", NOW)).fact
    await recorder.withdraw("m1", "T1", "U1", "not so", NOW)
    edit("organizations/pact.yaml", "value: Minsk", "value: Gomel")
    await seed(recorder.engine, seed_folder, LATER)
    book = await FactBooks(recorder.engine).book("T1")
    assert lineage in book.facts
    assert "m1" not in book.facts


async def test_a_shared_fact_that_people_changed_is_left_to_them(recorder: Recorder, seed_folder: Path) -> None:
    await recorder.withdraw("m1", SHARED, "U1", "not so", NOW)
    report = await seed(recorder.engine, seed_folder, LATER)
    assert report.kept == ("m1",)
    assert not report.anything_changed
    assert "m1" not in (await FactBooks(recorder.engine).book()).facts


async def test_a_corrected_source_is_in_the_citations_of_its_facts(
    seeded: AsyncEngine, seed_folder: Path, edit: Edit
) -> None:
    edit("sources.yaml", "title: Charter of the River Pact", "title: The Charter")
    report = await seed(seeded, seed_folder, LATER)
    assert (report.changed, report.identities) == ((), 1)
    book = await FactBooks(seeded).book()
    assert book.facts["o1-seat"].citations[0].source.title == "The Charter"


async def test_what_nothing_speaks_of_goes_with_its_entry_and_the_rest_stays(
    seeded: AsyncEngine, seed_folder: Path, edit: Edit
) -> None:
    edit("people.yaml", "- id: ben-south\n  name: Ben South\n", "- id: cy-west\n  name: Cy West\n")
    edit("organizations/pact.yaml", "holder: ben-south", "holder: ada-north")
    await seed(seeded, seed_folder, LATER)
    edit("people.yaml", "- id: cy-west\n  name: Cy West\n", "")
    await seed(seeded, seed_folder, LATER)
    register = (await FactBooks(seeded).book()).register
    assert set(register.people) == {"ada-north", "ben-south"}
    assert not [name for name in register.names if name.subject in ("ben-south", "cy-west")]


async def test_countries_go_by_their_names_in_other_languages(seeded: AsyncEngine) -> None:
    names = (await FactBooks(seeded).book()).register.names
    assert {"Armenien", "Weißrussland"} & {name.text for name in names if name.language == "de"}
    assert "Армения" in {name.text for name in names if name.subject == "AM"}


async def test_a_name_that_already_stands_for_something_is_not_given_to_a_country(
    seeded: AsyncEngine, seed_folder: Path, edit: Edit
) -> None:
    edit("organizations/pact.yaml", "needs_context: [pact]", "needs_context: [pact, Armenien]")
    await seed(seeded, seed_folder, LATER)
    names = (await FactBooks(seeded).book()).register.names
    assert [name.subject for name in names if name.text == "Armenien"] == ["PACT"]


async def test_names_keep_their_use_and_their_time(seeded: AsyncEngine) -> None:
    names = {name.text: name for name in (await FactBooks(seeded).book()).register.names}
    assert str(names["River Council"].period) == "1990/1995"
    assert names["Belorus"].use is NameUse.MISSPELLING
    assert names["Armenian"].use is NameUse.ADJECTIVE
    assert names["RP"].subject == "PACT"


async def test_a_seed_with_an_id_that_names_nothing_is_refused_whole(
    seeded: AsyncEngine, seed_folder: Path, edit: Edit
) -> None:
    edit("organizations/pact.yaml", "party: UZ", "party: ZZ")
    edit("organizations/pact.yaml", "value: Minsk", "value: Gomel")
    with pytest.raises(SeedError, match="m2: there is no member 'ZZ'"):
        await seed(seeded, seed_folder, LATER)
    fact = (await FactBooks(seeded).book()).facts["m2"]
    assert isinstance(fact, Membership)
    assert fact.party == "UZ"
