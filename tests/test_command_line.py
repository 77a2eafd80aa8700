"""`bloc-bot`: what it prints, and with which status it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bloc_bot.__main__ import cli

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder without an .env, in which a default database would be made."""
    for name in [name for name in os.environ if name.startswith(("SLACK_", "BLOC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def seeded(monkeypatch: pytest.MonkeyPatch, _elsewhere: None, seeded_url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", seeded_url)


def bloc_bot(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=typed)


def lines(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def program(*arguments: str, database: str, folder: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-W", "error", "-m", "bloc_bot", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        timeout=30,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": database, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


# --- ask -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("seeded")
def test_ask_prints_the_answer_for_a_person() -> None:
    result = bloc_bot("ask", "csto members 2010", "--today", "2026-11-21")
    assert result.exit_code == 0
    assert "Uzbekistan" in result.stdout
    assert "[1]" in result.stdout
    assert "https://" in result.stdout
    assert result.stderr == ""


@pytest.mark.usefixtures("seeded")
def test_words_need_no_quotation_marks() -> None:
    assert bloc_bot("ask", "/csto", "members", "2010").stdout == bloc_bot("ask", "/csto members 2010").stdout


@pytest.mark.usefixtures("seeded")
def test_ask_json_prints_one_object() -> None:
    (reply,) = lines(bloc_bot("ask", "--json", "csto members 2010"))
    assert reply["question"] == "csto members 2010"
    assert reply["status"] == "answered"
    assert reply["as_of"] == "2010"
    assert reply["query"]["kind"] == "members"
    assert len(reply["items"]) == 7


@pytest.mark.usefixtures("seeded")
def test_ask_answers_by_the_record_of_a_day() -> None:
    today = datetime.now(UTC).date()
    (reply,) = lines(bloc_bot("ask", "--json", f"csto members 2010, known {today}", "--today", str(today)))
    assert reply["headline"].startswith("As on record on ")
    assert (reply["query"]["known"], reply["as_of"], len(reply["items"])) == (str(today), "2010", 7)
    assert "Nothing was on record on 5 May 2005" in bloc_bot("ask", "/csto", "members", "known", "5 May 2005").stdout


@pytest.mark.usefixtures("seeded")
def test_ask_jsonl_answers_line_by_line_in_order() -> None:
    asked = ["csto members 2010", "", '{"question": "who heads NATO?"}', "best plov recipe"]
    result = bloc_bot("ask", "--jsonl", typed="\n".join(asked))
    assert result.exit_code == 0
    assert [reply["question"] for reply in lines(result)] == [
        "csto members 2010",
        "who heads NATO?",
        "best plov recipe",
    ]
    assert [reply["status"] for reply in lines(result)] == ["answered", "answered", "not_understood"]


@pytest.mark.usefixtures("seeded")
def test_each_line_may_name_its_conversation_and_its_day() -> None:
    asked = [
        {"question": "how many members does NATO have?", "conversation": "a", "today": "2004-03-28"},
        {"question": "who heads the CSTO?", "conversation": "b"},
        {"question": "and the CSTO?", "conversation": "a", "today": "2012-12-18"},
    ]
    result = bloc_bot("ask", "--jsonl", "--today", "2026-11-21", typed="\n".join(json.dumps(line) for line in asked))
    first, second, third = lines(result)
    assert (len(first["items"]), first["as_of"]) == (19, "2004-03-28")
    assert (second["query"]["kind"], second["as_of"]) == ("office_holders", "2026-11-21")
    assert third["query"] | {"on": None} == first["query"] | {"organization": "CSTO", "on": None}


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("bad", ['{"question": ', '{"today": "2010-01-01"}', '{"question": "x", "today": "soon"}'])
def test_a_line_that_cannot_be_read_stops_with_its_number(bad: str) -> None:
    result = bloc_bot("ask", "--jsonl", typed=f"csto members\n{bad}\nwho heads NATO?\n")
    assert result.exit_code == 2
    assert len(lines(result)) == 1
    assert re.fullmatch(r"line 2: write .*question.*\n", result.stderr)


@pytest.mark.usefixtures("seeded")
def test_half_a_character_in_a_line_is_answered_like_any_other() -> None:
    result = bloc_bot("ask", "--jsonl", typed='{"question": "csto \\ud83d members"}\nwho heads NATO?\n')
    assert result.exit_code == 0
    assert len(lines(result)) == 2


@pytest.mark.usefixtures("seeded")
def test_explain_shows_how_each_word_was_read() -> None:
    said = bloc_bot("ask", "--explain", "csto members in 2010 please").stdout
    for read in (r"csto\s+ORG\s+CSTO", r"members\s+member", r"in 2010\s+TIME\s+2010", r"please\s+–\s+left out"):
        assert re.search(read, said)
    assert "Uzbekistan" in said


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("question", "also"),
    [
        ("who headed the EEC in 2009?", r"EEC +ORG +EURASEC +EAEU"),
        ("who is the head of the OSCE?", r"head +head +head +post secretary-general"),
        ("csto members 2010", r"csto members 2010 +members +ORG member +both"),
    ],
)
def test_explain_shows_what_else_each_word_might_have_been(question: str, also: str) -> None:
    assert re.search(also, bloc_bot("ask", "--explain", question).stdout)


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("arguments", [["ask"], ["ask", "csto members", "--jsonl"]])
def test_ask_needs_a_question_or_lines_and_not_both(arguments: list[str]) -> None:
    result = bloc_bot(*arguments, typed="")
    assert result.exit_code == 2
    assert result.stderr.startswith("ask needs a question, or --jsonl")


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("command", [["ask", "csto members"], ["ask", "--jsonl"], ["chat"]])
def test_a_day_that_is_none_is_told_with_how_to_write_one(command: list[str]) -> None:
    result = bloc_bot(*command, "--today", "yesterday", typed="")
    assert result.exit_code == 2
    assert result.stderr == "--today 'yesterday' is not a day: write 2026-11-21\n"


# --- chat ------------------------------------------------------------------------------------------------------


def test_chat_answers_what_comes_down_a_pipe_as_one_conversation(seeded_url: str, tmp_path: Path) -> None:
    typed = "who heads the CSTO?\n\nand in 2010?\n"
    run = program("chat", "--today", "2026-11-21", database=seeded_url, folder=tmp_path, typed=typed)
    assert (run.returncode, run.stderr) == (0, "")
    first, second = run.stdout.split("bloc> ")[1:]
    assert first.startswith("who heads the CSTO?")
    assert "Masadykov" in first
    assert "Bordyuzha" in second


# --- migrate and seed ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_elsewhere")
def test_migrate_and_seed_make_a_database_and_a_second_time_change_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/own.db")
    assert bloc_bot("migrate").stdout == "The tables are up to date.\n"
    assert bloc_bot("migrate").exit_code == 0
    first, second = _counts(bloc_bot("seed")), _counts(bloc_bot("seed"))
    assert first["added"] > 900
    assert first["unchanged"] == 0
    assert second == {"added": 0, "changed": 0, "withdrawn": 0, "kept": 0, "unchanged": first["added"]}


def _counts(result: Result) -> dict[str, int]:
    assert result.exit_code == 0
    return {name: int(count) for name, count in re.findall(r"^ *(\w+) +(\d+)", result.stdout, re.MULTILINE)}


@pytest.mark.usefixtures("seeded")
def test_a_seed_with_a_fault_is_refused_by_file_and_reason(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "data" / "seed", tmp_path / "faulty"))
    posts = folder / "posts.yaml"
    posts.write_text(posts.read_text() + "\nno-such-thing: {colour: red}\n")
    result = bloc_bot("seed", str(folder))
    assert result.exit_code == 2
    assert "posts.yaml" in result.stderr
    assert "Traceback" not in result.output


# --- without a database ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_elsewhere")
@pytest.mark.parametrize("command", [["ask", "csto members"], ["ask", "--jsonl"], ["seed"]])
def test_without_a_database_one_line_says_what_to_do(
    command: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/missing/bloc.db")
    result = bloc_bot(*command, typed="csto members\n")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    for said in ("DATABASE_URL", "bloc-bot migrate", "bloc-bot seed"):
        assert said in result.stderr


@pytest.mark.usefixtures("_elsewhere")
def test_a_database_without_tables_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/empty.db")
    result = bloc_bot("ask", "csto members")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "no tables yet" in result.stderr
    assert "bloc-bot migrate" in result.stderr


@pytest.mark.usefixtures("_elsewhere")
@pytest.mark.parametrize("question", ["csto members", "help", "who is it?", "/bloc"])
def test_a_database_without_facts_says_how_to_load_them(
    question: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/unseeded.db")
    assert bloc_bot("migrate").exit_code == 0
    assert "bloc-bot seed" in bloc_bot("ask", question).stdout


@pytest.mark.usefixtures("_elsewhere")
def test_a_malformed_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "not a url")
    result = bloc_bot("ask", "csto members")
    assert result.exit_code == 2
    assert "DATABASE_URL" in result.stderr
    assert result.stderr.count("\n") == 1


# --- as a program ----------------------------------------------------------------------------------------------


def test_the_program_answers_lines_and_leaves_nothing_on_standard_error(seeded_url: str, tmp_path: Path) -> None:
    asked = "csto members 2010\nчлены ОДКБ в 2010 году\n"
    run = program("ask", "--jsonl", database=seeded_url, folder=tmp_path, typed=asked)
    assert (run.returncode, run.stderr) == (0, "")
    assert [len(json.loads(line)["items"]) for line in run.stdout.splitlines()] == [7, 7]


def test_the_program_ends_with_two_and_one_line_where_it_cannot_go_on(tmp_path: Path) -> None:
    run = program("ask", "csto members", database=f"sqlite:///{tmp_path}/missing/bloc.db", folder=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.count("\n") == 1


def test_without_a_command_the_program_lists_them(tmp_path: Path) -> None:
    run = program(database="sqlite:///unused.db", folder=tmp_path)
    for command in ("ask", "chat", "migrate", "seed", "serve"):
        assert re.search(rf"\b{command}\b", run.stdout + run.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("_elsewhere")
def test_the_playground_does_not_open_without_tables() -> None:
    result = bloc_bot("playground", "--port", "0")
    assert result.exit_code == 2
    assert "bloc-bot migrate" in result.stderr


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = str(listening.getsockname()[1])
        result = bloc_bot("playground", "--port", port)
    assert (result.exit_code, f"Port {port} is taken" in result.stderr) == (2, True)
