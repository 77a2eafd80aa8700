"""Office-holders that a team records: new terms, the end of others, and people who are not on record yet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bloc_bot.database.errors import Refused
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.seed.seeding import seed
from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.drafts import SourceDraft, TermChange, TermDraft
from bloc_bot.domain.facts import Term
from tests.database.conftest import NOW, SEED

TAKEN = TermDraft(
    organization="PACT",
    post="secretary-general",
    holder="ada-north",
    new_holder="",
    change=TermChange.BEGAN,
    date=PartialDate.parse("2026-02-13"),
    acting=False,
    present_holder_leaves=True,
    source=SourceDraft("River Gazette", "A new head", "https://example.org/head"),
)
NEWCOMER = replace(TAKEN, holder="", new_holder=" Cleo  West ")


async def terms(books: FactBooks, workspace: str = "T1") -> list[tuple[str, str]]:
    book = await books.book(workspace)
    found = [t for t in book.terms["PACT"] if t.post == "secretary-general"]
    return [(book.register.label(t.holder), str(t.period)) for t in found]


BEFORE = [("Ada North", "2003-04-28/2008-12-31"), ("Ben South", "2008-12-31/..")]


async def test_a_new_holder_ends_the_present_term_on_that_day(recorder: Recorder, books: FactBooks) -> None:
    recorded = await recorder.record(TAKEN, "T1", "U1", NOW)
    assert await terms(books) == [BEFORE[0], ("Ben South", "2008-12-31/2026-02-13"), ("Ada North", "2026-02-13/..")]
    new = (await books.book("T1")).facts[recorded.fact]
    assert isinstance(new, Term)
    assert (new.acting, new.citations[0].source.title) == (False, "A new head")
    assert await terms(books, "T2") == BEFORE
    await recorder.undo(recorded.revisions, "T1", "U1", NOW)
    assert await terms(books) == BEFORE


async def test_a_post_of_one_holder_at_a_time_has_no_two(recorder: Recorder, books: FactBooks) -> None:
    with pytest.raises(Refused, match="Ben South is on record in this post since 2008-12-31") as refused:
        await recorder.record(replace(TAKEN, present_holder_leaves=False), "T1", "U1", NOW)
    assert refused.value.field == "present"


async def test_the_end_of_a_term_is_recorded_by_itself(recorder: Recorder, books: FactBooks) -> None:
    ended = replace(TAKEN, holder="ben-south", change=TermChange.ENDED)
    recorded = await recorder.record(ended, "T1", "U1", NOW)
    assert recorded.fact == "t2"
    assert (await terms(books))[1] == ("Ben South", "2008-12-31/2026-02-13")


async def test_a_person_who_is_not_on_record_is_put_there_for_this_team(recorder: Recorder, books: FactBooks) -> None:
    await recorder.record(NEWCOMER, "T1", "U1", NOW)
    assert (await terms(books))[-1] == ("Cleo West", "2026-02-13/..")
    assert "Cleo West" not in {person.name for person in (await books.book("T2")).register.people.values()}


async def test_a_new_person_who_is_on_record_after_all_is_that_one(recorder: Recorder, books: FactBooks) -> None:
    await recorder.record(replace(NEWCOMER, new_holder="ada NORTH"), "T1", "U1", NOW)
    people = (await books.book("T1")).register.people
    assert [person.id for person in people.values() if person.name == "Ada North"] == ["ada-north"]


async def test_loading_the_seed_again_keeps_people_whom_a_team_recorded(recorder: Recorder, books: FactBooks) -> None:
    recorded = await recorder.record(NEWCOMER, "T1", "U1", NOW)
    await recorder.undo(recorded.revisions, "T1", "U1", NOW)
    await seed(recorder.engine, SEED, NOW)
    again = await recorder.record(NEWCOMER, "T1", "U1", NOW)
    assert (await terms(books))[-1] == ("Cleo West", "2026-02-13/..")
    people = (await books.book("T1")).register.people.values()
    assert [person.name for person in people].count("Cleo West") == 1
    assert again.fact != recorded.fact


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"holder": "ada-north", "change": TermChange.ENDED}, "holder", "nothing to end"),
        ({"holder": "ben-south", "change": TermChange.ENDED, "date": PartialDate(2007)}, "date", "2008-12-31"),
        ({"holder": "AM"}, "holder", "held by people"),
        ({"post": "chair"}, "holder", "held by countries"),
        ({"date": PartialDate(2005)}, "date", "on record in this post since"),
        ({"holder": "ben-south", "present_holder_leaves": False}, "date", "two terms would overlap"),
        ({"date": PartialDate(2026, 4)}, "date", "still to come"),
        ({"post": "none"}, "post", "none"),
        ({"holder": "nobody"}, "holder", "nobody"),
        ({"holder": "", "new_holder": " "}, "holder", "name"),
    ],
)
async def test_what_cannot_be_beside_what_is_on_record_is_refused_at_its_field(
    recorder: Recorder, books: FactBooks, change: dict[str, object], field: str, said: str
) -> None:
    draft = replace(TAKEN, **change)  # type: ignore[arg-type]
    with pytest.raises(Refused, match=said) as refused:
        await recorder.record(draft, "T1", "U1", NOW)
    assert refused.value.field == field
    assert await terms(books) == BEFORE
