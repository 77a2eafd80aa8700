"""Export and import of what people of a workspace entered beside facts: settings, named admins, suggestions."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.session import make_engine
from bloc_bot.database.workspaces.named_admins import NamedAdmins
from bloc_bot.database.workspaces.settings import StoredSettings, WorkspaceSettings
from bloc_bot.database.workspaces.suggestions import Suggestions
from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.drafts import TermChange, TermDraft
from bloc_bot.domain.reports import Report
from tests.conftest import Databases
from tests.upkeep.conftest import LATER, MINSK, NOW, bloc_bot
from tests.upkeep.test_round_trip import Change, Lines, exported, lines_of, written

ENTERED = ("settings", "admin", "suggestion")
TAKES_OFFICE = TermDraft(
    organization="PACT",
    post="secretary-general",
    holder="",
    new_holder="Eve West",
    change=TermChange.BEGAN,
    date=PartialDate(2012, 1, 1),
    acting=False,
    present_holder_leaves=True,
    source=MINSK.source,
)
REPORT = Report('{"page":0,"query":{"kind":"members","organization":"PACT"}}', "Belarus — since 1999", "Since 1998")


@pytest.fixture(scope="session")
def entered_once(databases: Databases, with_history: str) -> str:
    """A database in which people of T1 have set, named, suggested and decided; and recorded a person of their own."""
    database = databases.copy(with_history)
    asyncio.run(_enter(database))
    return database


async def _enter(database: str) -> None:
    engine = make_engine(database)
    recorder = Recorder(engine, FactBooks(engine))
    suggestions = Suggestions(engine, recorder)
    await StoredSettings(engine).change("T1", WorkspaceSettings("C1", "PACT", answers_in_public=True), "U1", NOW)
    for user, at in (("U7", LATER), ("U5", NOW)):
        await NamedAdmins(engine).add("T1", user, "U1", at)
    _, approved, rejected = [
        await suggestions.propose(replace(MINSK, title=title), "T1", "U2", NOW)
        for title in ("Waits", "Approved", "Rejected <!here>")
    ]
    await suggestions.approve(approved.id, "T1", "U1", LATER)
    await suggestions.reject(rejected.id, "T1", "U1", "It was in 2025", LATER)
    report = await suggestions.propose(REPORT, "T1", "U2", NOW)
    await suggestions.settle(report.id, "T1", "U1", LATER)
    await recorder.record(TAKES_OFFICE, "T1", "U1", LATER)
    await engine.dispose()


@pytest.fixture
def entered(databases: Databases, entered_once: str) -> Iterator[str]:
    """One of its own, which a test may change."""
    database = databases.copy(entered_once)
    yield database
    databases.drop(database)


@pytest.fixture(scope="module")
def exported_once(entered_once: str) -> str:
    return exported(entered_once, "--workspace", "T1")


def of_t1(database: str) -> Lines:
    return lines_of(exported(database, "--workspace", "T1"))


def test_all_of_it_comes_out_with_who_and_when(entered: str) -> None:
    lines = of_t1(entered)
    [settings] = [line for line in lines if line["record"] == "settings"]
    assert (settings["announcements"], settings["answers_in_public"], settings["changed_by"]) == ("C1", True, "U1")
    assert [line["user"] for line in lines if line["record"] == "admin"] == ["U5", "U7"]
    suggested = {line["draft"].get("title") or line["kind"]: line for line in lines if line["record"] == "suggestion"}
    assert {title: line["state"] for title, line in suggested.items()} == {
        "Waits": "proposed",
        "Approved": "approved",
        "Rejected <!here>": "rejected",
        "report": "approved",
    }
    assert suggested["Rejected <!here>"]["reason"] == "It was in 2025"
    assert suggested["Approved"]["fact"] in {line["id"] for line in lines if line["record"] == "fact"}
    assert not [line for line in lines_of(exported(entered)) if line["record"] in ENTERED]


def test_it_goes_into_an_empty_database_and_is_the_same(entered: str, empty: str, tmp_path: Path) -> None:
    for workspace in ("", "T1"):
        file = written(tmp_path / f"record{workspace}.jsonl", lines_of(exported(entered, "--workspace", workspace)))
        told = bloc_bot(empty, "import", file).stdout
        if workspace:
            assert "added     line 2     person person-" in told
            assert "the settings" in told
            assert "admin U5" in told
            assert "(rejected, by U2)" in told
        assert "Nothing was changed" in told
        bloc_bot(empty, "import", file, "--apply")
        assert exported(empty, "--workspace", workspace) == exported(entered, "--workspace", workspace)
        assert "There is nothing to do" in bloc_bot(empty, "import", file, "--apply").stdout
    assert "Eve West" not in exported(empty)
    assert not [line for line in lines_of(exported(empty, "--workspace", "T2")) if line["record"] in ENTERED]


def test_a_suggestion_that_came_back_can_be_approved(entered: str, empty: str, tmp_path: Path) -> None:
    async def approve() -> str:
        engine = make_engine(empty)
        suggestions = Suggestions(engine, Recorder(engine, FactBooks(engine)))
        [waiting] = (await suggestions.waiting("T1")).suggestions
        recorded = await suggestions.approve(waiting.id, "T1", "U7", LATER)
        book = await FactBooks(engine).book("T1")
        await engine.dispose()
        return str(getattr(book.facts[recorded.fact], "title", ""))

    for workspace in ("", "T1"):
        file = written(tmp_path / f"record{workspace}.jsonl", lines_of(exported(entered, "--workspace", workspace)))
        bloc_bot(empty, "import", file, "--apply")
    assert asyncio.run(approve()) == "Waits"


def test_the_later_settings_stand_and_a_decision_is_not_taken_back(entered: str, tmp_path: Path) -> None:
    before = of_t1(entered)
    lines = of_t1(entered)
    _one(lines, "settings").update(announcements="C2", changed_at="2026-03-05T00:00:00+00:00")
    _one(lines, "suggestion", state="proposed").update(
        state="rejected", decided_by="U9", decided_at="2026-03-05T00:00:00+00:00", reason="No"
    )
    newer = written(tmp_path / "newer.jsonl", lines)
    told = bloc_bot(entered, "import", newer, "--apply").stdout
    assert "the settings: announcements: C1 → C2" in told
    assert "0 added, 2 changed" in told
    assert of_t1(entered) == lines
    told = bloc_bot(entered, "import", written(tmp_path / "older.jsonl", before), "--apply").stdout
    assert "2 kept" in told
    assert of_t1(entered) == lines


def _one(lines: Lines, record: str, **like: Any) -> dict[str, Any]:
    return next(line for line in lines if line["record"] == record and like.items() <= line.items())


def _set(record: str, **changed: Any) -> Change:
    return lambda lines: _one(lines, record).update(changed)


def _draft(**changed: Any) -> Change:
    return lambda lines: _one(lines, "suggestion", kind="event")["draft"].update(changed)


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_set("settings", announcements="<!here>"), "announcements: String should match pattern"),
        (_set("settings", default_organization="NONE"), "there is no organization 'NONE' on record or in the file"),
        (_set("settings", colour="red"), "colour: Extra inputs are not permitted"),
        (_set("admin", user="somebody"), "user: String should match pattern"),
        (lambda lines: lines.append(_one(lines, "admin")), "it stands in the file twice"),
        (_set("suggestion", state="perhaps"), "state: Input should be 'proposed', 'approved' or 'rejected'"),
        (
            _set("suggestion", state="approved", decided_by=None),
            "`decided_by` and `decided_at` belong to what is decided",
        ),
        (lambda lines: _one(lines, "suggestion", state="approved").update(fact=None), "`fact` names what an approved"),
        (_draft(title=None), "draft.title: Input should be a valid string"),
        (_draft(colour="red"), "draft: it has parts that no such draft has"),
        (_draft(countries=["ZZ"]), "there is no country 'ZZ' on record or in the file"),
        (_draft(title="Another"), "it is on record otherwise: what was suggested is not rewritten"),
    ],
)
def test_what_is_malformed_refuses_all(
    entered_once: str, exported_once: str, tmp_path: Path, change: Change, why: str
) -> None:
    lines = lines_of(exported_once)
    change(lines)
    told = bloc_bot(entered_once, "import", written(tmp_path / "record.jsonl", lines), "--apply", status=2).stdout
    assert why in "\n".join(line for line in told.splitlines() if line.startswith("refused"))


def test_only_a_workspace_has_it_and_no_other_takes_it_over(entered: str, tmp_path: Path) -> None:
    file = written(tmp_path / "record.jsonl", of_t1(entered))
    assert "only a workspace has it" in bloc_bot(entered, "import", file, "--workspace", "", status=2).stdout
    told = bloc_bot(entered, "import", file, "--workspace", "T9", status=2).stdout
    assert "its id is that of a suggestion of another workspace" in told
    assert "its id is that of somebody whom another workspace has put on record" in told
