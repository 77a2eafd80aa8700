"""CSV: current facts for a spreadsheet, and a spreadsheet brought in."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bloc_bot.answering import Answering
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.seed.seeding import seed
from bloc_bot.database.session import make_engine
from bloc_bot.database.sheets.rows import COLUMNS
from bloc_bot.database.workspaces.conversations import Memory
from bloc_bot.domain.facts import Event
from tests.conftest import Databases
from tests.database.conftest import SEED as SMALL_SEED
from tests.grading import SEED, load_book
from tests.upkeep.conftest import LATER, bloc_bot

DOCS = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
SOURCE = "Sea Times,Members of the pact,July 2021,https://example.org/sea"
SEA_PACT = f"""kind,organization,name,acronym,names,party,role,post,date,since,until,title,type,text,\
source_publisher,source_title,source_date,source_url
organization,SEA,Sea Pact,,Black Sea Club; Морской пакт,,,chair,,,,,,,,,,
person,,Dan East,,,UZ,,,,,,,,,,,,
membership,sea,,,,Armenia,,,,1 May 1999,..,,,,{SOURCE}
membership,Sea Pact,,,,by,observer,,,,,,,,{SOURCE}
term,SEA,,,,Dan East,,secretary-general,,2021-07-01,2024-07,,,,{SOURCE}
event,SEA; River Pact,,,,Armenia; hosted: Uzbekistan,,,5 June 1998,,,"Charter, at last, signed",,Signed.,{SOURCE}
profile,SEA,,,,,,,,,,,seat,Yalta,{SOURCE}
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "sheet.csv"
    file.write_text(text, encoding="utf-8")
    return file


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def exported(database: str, *words: str) -> list[dict[str, str]]:
    return rows(bloc_bot(database, "export", "--format", "csv", *words).stdout)


def sheet(found: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(found[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue()


def told(database: str, folder: Path, text: str, *words: str, status: int = 0) -> str:
    return bloc_bot(database, "import", written(folder, text), *words, status=status).stdout


def refused(database: str, folder: Path, text: str) -> str:
    before = bloc_bot(database, "export").stdout
    found = told(database, folder, text, "--apply", status=2)
    assert bloc_bot(database, "export").stdout == before
    return "\n".join(line for line in found.splitlines() if line.startswith("refused"))


async def _answer(database: str, question: str) -> str:
    engine = make_engine(database)
    reply = await Answering(FactBooks(engine), Memory()).answer(question, today=LATER.date())
    await engine.dispose()
    return reply.headline


# --- out ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_whole_seed_comes_out_and_says_the_same_when_it_is_read_again(
    databases: Databases, empty: str, tmp_path: Path
) -> None:
    async def seeded() -> None:
        engine = make_engine(empty)
        await seed(engine, SEED, datetime(2026, 11, 22, tzinfo=UTC))
        await engine.dispose()

    asyncio.run(seeded())
    file = tmp_path / "facts.csv"
    bloc_bot(empty, "export", "--format", "csv", "--out", file)
    facts = asyncio.run(load_book(empty)).facts
    assert {row["id"] for row in rows(file.read_text(encoding="utf-8"))} == set(facts)
    assert f"0 added, 0 changed, {len(facts)} unchanged" in bloc_bot(empty, "import", file).stdout


def test_a_row_can_be_read_by_a_person(database: str) -> None:
    found = {row["id"]: row for row in exported(database)}
    member = found["m2"]
    assert (member["organization"], member["party"], member["role"]) == ("PACT", "Uzbekistan", "member")
    assert (member["since"], member["until"], member["source_publisher"]) == (
        "2006-08-16",
        "2012-12-19",
        "River Gazette",
    )
    assert member["disputes"].startswith("until: 2012-06-28 (")
    assert found["t1"]["party"] == "Ada North"
    assert [row["text"] for row in found.values() if row["id"] == "o1-seat"] == ["Brest"]


def test_only_the_facts_of_the_workspace_come_out(database: str) -> None:
    (row,) = exported(database, "--workspace", "T1")
    assert (row["title"], row["recorded_by"]) == ("'=Council meets in Minsk", "U1")


def test_no_spreadsheet_takes_a_title_for_a_formula_and_it_comes_back_as_it_was(database: str, tmp_path: Path) -> None:
    text = sheet(exported(database, "--workspace", "T1"))
    assert "0 added, 0 changed, 1 unchanged" in told(database, tmp_path, text, "--workspace", "T1")


# --- in ----------------------------------------------------------------------------------------------------------


def test_a_few_columns_bring_in_a_new_organization(database: str, tmp_path: Path) -> None:
    assert "0 refused" in told(database, tmp_path, SEA_PACT, "--apply")
    for question, answer in {
        "sea pact members": "The Sea Pact has 1 member as of 2 March 2026: Armenia.",
        "when did Armenia join the Black Sea Club?": "Armenia joined the Sea Pact on 1 May 1999.",
        "who was secretary general of the sea pact in 2022?": "Dan East (Uzbekistan) was Secretary General",
        "where is the sea pact based?": "Yalta",
    }.items():
        assert answer in asyncio.run(_answer(database, question))
    events = [fact for fact in asyncio.run(load_book(database)).facts.values() if isinstance(fact, Event)]
    (event,) = [event for event in events if event.organization == "SEA"]
    assert (event.title, str(event.first_day), event.organizations) == (
        "Charter, at last, signed",
        "1998-06-05",
        ("SEA", "PACT"),
    )
    assert {(party.party, party.part.value) for party in event.parties} == {("AM", "concerned"), ("UZ", "hosted")}
    assert event.citations[0].source.url == "https://example.org/sea"


def test_a_dry_run_tells_each_line_and_changes_nothing(database: str, tmp_path: Path) -> None:
    before = bloc_bot(database, "export").stdout
    found = told(database, tmp_path, SEA_PACT)
    assert "added     line 2     organization SEA (Sea Pact)" in found
    assert "(SEA: AM member)" in found
    assert "Nothing was changed. To do it, add --apply." in found
    assert bloc_bot(database, "export").stdout == before


def test_a_second_time_there_is_nothing_to_do(database: str, tmp_path: Path) -> None:
    told(database, tmp_path, SEA_PACT, "--apply")
    before = bloc_bot(database, "export").stdout
    assert "There is nothing to do" in told(database, tmp_path, SEA_PACT, "--apply")
    assert bloc_bot(database, "export").stdout == before


def test_a_new_seeding_leaves_what_was_brought_in_with_its_names(database: str, tmp_path: Path) -> None:
    told(database, tmp_path, SEA_PACT, "--apply")
    bloc_bot(database, "seed", SMALL_SEED)
    assert "Sea Pact" in asyncio.run(_answer(database, "when did Armenia join the Black Sea Club?"))


def test_spreadsheets_that_write_semicolons_and_a_mark_are_read(database: str, tmp_path: Path) -> None:
    text = "\ufeffkind;organization;party;since;source_publisher;source_title;source_url\r\n"
    text += "membership;PACT;Belarus;2020;River Gazette;Belarus;https://example.org/by\r\n"
    assert "(PACT: BY member)" in told(database, tmp_path, text)


def test_a_workspace_can_have_its_own(database: str, tmp_path: Path) -> None:
    text = "kind,organization,party,since,source_publisher,source_title,source_url\n"
    text += "membership,PACT,Belarus,2020,River Gazette,Belarus,https://example.org/by\n"
    told(database, tmp_path, text, "--workspace", "T1", "--apply")
    assert "Belarus" in {row["party"] for row in exported(database, "--workspace", "T1")}
    assert "Belarus" not in {row["party"] for row in exported(database) if row["kind"] == "membership"}


def test_a_changed_cell_makes_a_new_revision_and_columns_left_out_stay(database: str, tmp_path: Path) -> None:
    before = {row["id"]: row for row in exported(database)}["m2"]
    found = told(database, tmp_path, "kind,id,organization,party,until\nmembership,m2,PACT,UZ,20 Dec 2012\n", "--apply")
    assert "until: 2012-12-19 → 2012-12-20" in found
    after = {row["id"]: row for row in exported(database)}["m2"]
    recorded = {"recorded_at": after["recorded_at"], "recorded_by": "import"}
    assert after == before | {"until": "2012-12-20"} | recorded
    assert "import  changed" in bloc_bot(database, "log").stdout


def test_another_source_is_added_and_those_that_stay_keep_what_they_say(database: str, tmp_path: Path) -> None:
    row = {row["id"]: row for row in exported(database)}["m2"]
    more = "Almanac Daily | Uzbekistan | 2012 | https://example.org/uz"
    told(database, tmp_path, sheet([row | {"more_sources": more}]), "--apply")
    fact = asyncio.run(load_book(database)).facts["m2"]
    assert [citation.source.publisher for citation in fact.supporting] == ["River Gazette", "Almanac Daily"]
    assert fact.supporting[0].relayed_from == "Interfax, 15 January 2008"
    assert len(fact.disputing) == 1


HEAD = """kind,id,organization,party,role,post,date,since,until,title,type,acting,disputes,\
source_publisher,source_title,source_url"""
BACKED = "River Gazette,A title,https://example.org/a"


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f"member,,PACT,BY,,,,,,,,,,{BACKED}", "column kind: 'member' is none of"),
        (f"membership,,NONE,BY,,,,,,,,,,{BACKED}", "column organization: there is no organization 'NONE' on record"),
        (f"membership,,PACT,Armenai,,,,,,,,,,{BACKED}", "did you mean Armenia?"),
        (f"membership,,PACT,,,,,,,,,,,{BACKED}", "column party: it is empty"),
        (f"membership,,PACT,BY,boss,,,,,,,,,{BACKED}", "column role: 'boss' is none of member"),
        (f"membership,,PACT,BY,,,,32 May,,,,,,{BACKED}", "column since: '32 May' is not a date"),
        (f"membership,,PACT,BY,,,,2010,2008,,,,,{BACKED}", "ends before it starts"),
        ("membership,,PACT,BY,,,,,,,,,,,,", "nothing goes on record without a source"),
        ("membership,,PACT,BY,,,,,,,,,,River Gazette,A title,ftp://example.org", "must start with https://"),
        ("membership,,PACT,BY,,,,,,,,,,,A title,https://example.org/a", "A source needs a publisher"),
        (f"membership,t1,PACT,BY,,,,,,,,,,{BACKED}", "t1 is a term"),
        (f"membership,,PACT,BY,,,,,,,,,since: 2001,{BACKED}", "column disputes: it is only shown"),
        (f"event,,PACT,,,,,,,A title,,,,{BACKED}", "column date: it is empty"),
        (f"event,,PACT,,,,2030,,,A title,,,,{BACKED}", "write planned as its type"),
        (f"event,,PACT,danced: AM,,,2010,,,A title,,,,{BACKED}", "'danced' is none of concerned"),
        (f"term,,PACT,Ada North,,secretary-general,,,,,,perhaps,,{BACKED}", "column acting: write yes"),
        (f"term,,PACT,Ben South,,secretary-general,,2004,2006,,,,,{BACKED}", "at the same time"),
        (f"membership,,PACT,AM,,,,2000,..,,,,,{BACKED}", "are both about AM in PACT, at the same time"),
        (f"profile,,PACT,,,,,,,,colour,,,{BACKED}", "column type: 'colour' is none of name"),
        (f"membership,,PACT,BY,,,,,,,,,,{BACKED},one more", "more cells than the heading"),
    ],
)
def test_a_row_that_cannot_go_on_record_is_refused_with_line_and_column(
    with_history: str, tmp_path: Path, row: str, why: str
) -> None:
    found = refused(with_history, tmp_path, f"{HEAD}\n{row}\n")
    assert why in found
    assert "line 2 " in found


def test_the_line_is_that_of_the_row_though_cells_have_lines_in_them(with_history: str, tmp_path: Path) -> None:
    text = f'{HEAD}\nmembership,,PACT,BY,,,,,,,,,,"River\n\nGazette",A title,https://example.org/a\n\nmember\n'
    assert "line 6 " in refused(with_history, tmp_path, text)


def test_one_fact_in_two_rows_is_refused(with_history: str, tmp_path: Path) -> None:
    row = f"membership,,PACT,BY,,,,2001,,,,,,{BACKED}\n"
    assert "it stands in line 2 already" in refused(with_history, tmp_path, f"{HEAD}\n{row}{row}")


def test_a_column_that_there_is_not_is_named(with_history: str, tmp_path: Path) -> None:
    assert "there is no column 'colour': the columns are kind, id" in refused(with_history, tmp_path, "kind,colour\n")
    assert "the column 'kind' is missing" in refused(with_history, tmp_path, "id,organization\n")


def test_another_encoding_is_told(with_history: str, tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    file.write_bytes("kind,name\nperson,Jürgen\n".encode("latin-1"))
    assert "save it as UTF-8" in bloc_bot(with_history, "import", file, status=2).stderr


# --- docs/import.md ----------------------------------------------------------------------------------------------


def test_every_column_is_told() -> None:
    table = re.findall(r"^\| (`.+?) \|", DOCS, re.MULTILINE)
    assert {name for cell in table for name in re.findall(r"`(\w+)`", cell)} == set(COLUMNS)


def test_the_example_goes_in(seeded_url: str, tmp_path: Path) -> None:
    [example] = re.findall(r"^```csv\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)
    assert "0 changed, 0 unchanged, 0 kept, 0 refused" in told(seeded_url, tmp_path, example)
