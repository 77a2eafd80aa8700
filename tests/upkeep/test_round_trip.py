"""Export and import: what comes out goes in again, and is the same record with the same answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bloc_bot.answering import Answering
from bloc_bot.database.seed.seeding import seed
from bloc_bot.database.session import make_engine
from bloc_bot.database.workspaces.conversations import Memory
from bloc_bot.domain.factbook import FactBook
from tests.conftest import Databases
from tests.grading import SEED, OneBook, ask, load_book, read_questions
from tests.upkeep.conftest import bloc_bot

EVERYDAY = Path(__file__).parents[1] / "questions" / "everyday.jsonl"
SEEDED_AT = datetime(2026, 11, 22, tzinfo=UTC)

Lines = list[dict[str, Any]]
Change = Callable[[Lines], None]


def exported(database: str, *words: str) -> str:
    return bloc_bot(database, "export", *words).stdout


def lines_of(text: str) -> Lines:
    return [json.loads(line) for line in text.split("\n") if line]


def written(file: Path, lines: Lines) -> Path:
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


async def _seed(database: str) -> None:
    engine = make_engine(database)
    await seed(engine, SEED, SEEDED_AT)
    await engine.dispose()


async def _answers(book: FactBook) -> list[dict[str, Any]]:
    answering = Answering(OneBook(book), Memory())
    return [(await ask(answering, gold)).as_json(gold.q) for gold in read_questions(EVERYDAY)]


@pytest.mark.slow
def test_the_whole_seed_goes_into_an_empty_database_and_gives_the_same_answers(
    databases: Databases, migrated: str, empty: str, tmp_path: Path
) -> None:
    original = databases.copy(migrated)
    asyncio.run(_seed(original))
    file = tmp_path / "record.jsonl"
    bloc_bot(original, "export", "--out", file)
    bloc_bot(empty, "import", file, "--apply")
    assert exported(empty) == file.read_text(encoding="utf-8")
    books = [asyncio.run(load_book(database)) for database in (original, empty)]
    assert books[0].facts == books[1].facts
    assert asyncio.run(_answers(books[0])) == asyncio.run(_answers(books[1]))
    databases.drop(original)


@pytest.mark.parametrize("workspaces", [[""], ["", "T1"]])
def test_history_and_disputes_of_the_shared_and_of_a_workspace_come_along(
    database: str, empty: str, tmp_path: Path, workspaces: list[str]
) -> None:
    for workspace in workspaces:
        file = tmp_path / f"record{workspace}.jsonl"
        bloc_bot(database, "export", "--workspace", workspace, "--out", file)
        bloc_bot(empty, "import", file, "--apply")
        assert exported(empty, "--workspace", workspace) == file.read_text(encoding="utf-8")
    shared = lines_of(exported(empty))
    assert [line["says"]["value"] for line in shared if line.get("id") == "o1-seat"] == ["Minsk", "Brest"]
    assert [line for line in shared for citation in line.get("citations", []) if citation["stance"] == "disputes"]
    assert {line["recorded_by"] for line in lines_of(exported(empty, "--workspace", "T1"))[2:]} == (
        {"U1", "U2"} if "T1" in workspaces else set()
    )


def test_a_workspace_sees_its_own_facts_in_the_export_and_nobody_elses(database: str) -> None:
    assert "Council meets in Minsk" in exported(database, "--workspace", "T1")
    assert "Council meets in Minsk" not in exported(database)
    assert len(lines_of(exported(database, "--workspace", "T2"))) == 1


def test_what_a_workspace_recorded_can_become_another_ones_elsewhere(database: str, empty: str, tmp_path: Path) -> None:
    bloc_bot(empty, "import", written(tmp_path / "shared.jsonl", lines_of(exported(database))), "--apply")
    own = lines_of(exported(database, "--workspace", "T1"))
    bloc_bot(empty, "import", written(tmp_path / "own.jsonl", own), "--workspace", "T9", "--apply")
    assert lines_of(exported(empty, "--workspace", "T9"))[1:] == own[1:]
    assert len(lines_of(exported(empty, "--workspace", "T1"))) == 1


def test_without_apply_nothing_is_changed(database: str, empty: str, tmp_path: Path) -> None:
    file = written(tmp_path / "record.jsonl", lines_of(exported(database)))
    told = bloc_bot(empty, "import", file).stdout
    assert "Nothing was changed. To do it, add --apply." in told
    assert "added     line 2 " in told
    assert len(lines_of(exported(empty))) == 1


def test_importing_the_same_file_again_changes_nothing(database: str, tmp_path: Path) -> None:
    before = exported(database)
    told = bloc_bot(database, "import", written(tmp_path / "record.jsonl", lines_of(before)), "--apply").stdout
    assert "0 added, 0 changed" in told
    assert "There is nothing to do" in told
    assert exported(database) == before


def test_later_revisions_go_on_where_those_on_record_end(database: str, empty: str, tmp_path: Path) -> None:
    whole = lines_of(exported(database))
    early = [dict(line) for line in whole if line.get("recorded_at", "") < "2026-03-02"]
    for line in early:
        if line["record"] == "fact":
            line.update(superseded_at=None, superseded_by=None, superseded_reason=None)
    bloc_bot(empty, "import", written(tmp_path / "early.jsonl", early), "--apply")
    told = bloc_bot(empty, "import", written(tmp_path / "whole.jsonl", whole), "--apply").stdout
    assert "profile o1-seat (PACT: seat): value: Minsk → Brest" in told
    assert exported(empty) == exported(database)
    told = bloc_bot(empty, "import", written(tmp_path / "early.jsonl", early), "--apply").stdout
    assert "1 kept" in told
    assert exported(empty) == exported(database)


@pytest.fixture(scope="module")
def history(with_history: str) -> str:
    return exported(with_history)


def _fact(lines: Lines, id: str) -> dict[str, Any]:
    return next(line for line in reversed(lines) if line["record"] == "fact" and line["id"] == id)


def _set(id: str, **changed: Any) -> Change:
    return lambda lines: _fact(lines, id).update(changed)


def _say(id: str, **changed: Any) -> Change:
    return lambda lines: _fact(lines, id)["says"].update(changed)


def _cite(id: str, **changed: Any) -> Change:
    return lambda lines: _fact(lines, id)["citations"][0].update(changed)


def _of(record: str, **changed: Any) -> Change:
    return lambda lines: next(line for line in lines if line["record"] == record).update(changed)


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda lines: lines.pop(0), "the first line of an export is missing"),
        (lambda lines: lines.append(lines[0]), "a second export begins here"),
        (lambda lines: lines.append(lines[1]), "it stands in the file twice"),
        (_of("export", format=3), "format: Input should be 1 or 2"),
        (_of("country", colour="red"), "colour: Extra inputs are not permitted"),
        (_of("country", id="PACT"), "would be the id of more than one thing (organization, country)"),
        (_of("organization", parent="NONE"), "there is no organization 'NONE' on record or in the file"),
        (_of("source", url="ftp://example.org"), "must start with https://"),
        (_of("name", subject="NONE"), "there is no organization 'NONE' on record or in the file"),
        (_set("m1", citations=[]), "a recorded fact needs a citation"),
        (_set("m1", since="next week"), "since: "),
        (_set("m1", since="2009", until="2008"), "ends before it starts"),
        (_set("m1", organization="NONE"), "there is no organization 'NONE'"),
        (_set("m1", note="a\x00b"), "NUL"),
        (_set("m1", kind="rumour"), "rumour"),
        (_set("m1", superseded_at="2026-03-03T00:00:00Z"), "belong together"),
        (_set("m1", superseded_at="2020-03-03T00:00:00Z", superseded_by="U1"), "superseded before it is recorded"),
        (_say("m1", role="boss"), "says.role: Input should be 'member'"),
        (_say("m1", party="ZZ"), "there is no organization or country 'ZZ'"),
        (_cite("m1", source="nowhere"), "there is no source 'nowhere'"),
        (_cite("m1", stance="disputes", disputed="since"), "the first citation must support the fact"),
        (_cite("m1", disputed="since"), "`disputed` names the part"),
    ],
)
def test_one_line_that_cannot_go_on_record_refuses_all(
    history: str, migrated: str, tmp_path: Path, change: Change, why: str
) -> None:
    lines = lines_of(history)
    change(lines)
    result = bloc_bot(migrated, "import", written(tmp_path / "record.jsonl", lines), "--apply", status=2)
    told = [line for line in result.stdout.splitlines() if line.startswith("refused")]
    assert any(why in line and "line " in line for line in told), result.stdout
    assert "Nothing was changed" in result.stderr
    assert len(lines_of(exported(migrated))) == 1


def test_a_line_that_is_not_json_is_named(migrated: str, tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    file.write_text('{"record": "export", "format": 1, "workspace": ""}\n{"record": \n')
    assert "refused   line 2     the line: it is not JSON" in bloc_bot(migrated, "import", file, status=2).stdout


def test_a_fact_with_another_history_on_record_is_refused(database: str, tmp_path: Path) -> None:
    lines = lines_of(exported(database))
    _fact(lines, "m2")["until"] = "2013"
    before = exported(database)
    told = bloc_bot(database, "import", written(tmp_path / "record.jsonl", lines), "--apply", status=2).stdout
    assert "it is on record otherwise, as recorded on 2026-03-01 by seed" in told
    assert exported(database) == before


def test_a_workspace_cannot_change_what_is_shared(database: str, tmp_path: Path) -> None:
    lines = lines_of(exported(database))
    _of("post", name="Chief")(lines)
    told = bloc_bot(database, "import", written(tmp_path / "r.jsonl", lines), "--workspace", "T1", status=2).stdout
    assert "it is on record otherwise, and shared: a workspace cannot change it" in told


def test_a_corrected_name_is_told_from_what_to_what(database: str, tmp_path: Path) -> None:
    lines = lines_of(exported(database))
    _of("post", name="Chief")(lines)
    told = bloc_bot(database, "import", written(tmp_path / "record.jsonl", lines), "--apply").stdout
    assert "post chair (Chief): name: Chair → Chief" in told
    assert lines_of(exported(database)) == lines


def test_a_file_that_cannot_be_written_is_told(database: str, tmp_path: Path) -> None:
    result = bloc_bot(database, "export", "--out", tmp_path / "missing" / "record.jsonl", status=2)
    assert "Write a name in a folder that is there" in result.stderr
