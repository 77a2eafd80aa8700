"""The README says what is so: its commands are run or looked up, its transcript is compared, its names exist."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import Result
from typer.main import get_command
from typer.testing import CliRunner

from bloc_bot.__main__ import SEED, cli
from bloc_bot.database.seed.facts import facts_of
from bloc_bot.database.seed.files import read_seed
from bloc_bot.settings import Settings
from bloc_bot.slack.installation.pages import INSTALL

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TODAY = "2026-11-21"
LEFT_OUT = "…"
OTHERS_PROGRAMS = {".", "cp", "curl", "echo", "git", "heroku", "set"}
VARIABLES = {name.upper() for name in Settings.model_fields}
SUBCOMMANDS: dict[str, Any] = get_command(cli).commands  # type: ignore[attr-defined]
Ask = Callable[..., Result]


def blocks(language: str) -> list[str]:
    """What stands in code blocks of a language, without the indentation of a list that they may stand in."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", README, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", text, flags=re.MULTILINE) for indent, text in found]


def section(title: str) -> str:
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL))


def shell_lines() -> list[str]:
    return [line for block in blocks("sh") for line in block.splitlines() if line.strip()]


def commands(line: str) -> list[list[str]]:
    """The words of each command in a line: `a && b | c` has three."""
    words = shlex.shlex(line, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    found: list[list[str]] = [[]]
    for word in words:
        if word in ("&&", "|"):
            found.append([])
        else:
            found[-1].append(word)
    return found


def bloc_bot_lines() -> list[str]:
    return [line for line in shell_lines() if any(command[0].endswith("bloc-bot") for command in commands(line))]


def transcript() -> Iterator[tuple[str, list[str]]]:
    """Each command of the transcript, with the lines that are shown under it."""
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.rstrip().splitlines()
            yield command, [line for line in lines if line.strip() and line != LEFT_OUT]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Runs bloc-bot on a database of its own, with the seed in it."""
    unset: dict[str, str | None] = dict.fromkeys(VARIABLES)
    database = f"sqlite:///{tmp_path_factory.mktemp('readme')}/bloc.db"
    environment = {**unset, "DATABASE_URL": database, "COLUMNS": "100"}

    def run(*words: str, given: str = "") -> Result:
        result = CliRunner().invoke(cli, list(words), input=given, env=environment)
        assert result.exit_code == 0, result.output
        return result

    run("migrate")
    run("seed")
    return run


@pytest.mark.parametrize(("command", "shown"), list(transcript()))
def test_the_transcript_is_what_the_bot_prints(command: str, shown: list[str], ask: Ask) -> None:
    [[program, *words]] = commands(command)
    assert program == "bloc-bot"
    printed = iter([line.rstrip() for line in ask(*words, "--today", TODAY).stdout.splitlines()])
    # `in` goes on where the line before was found: they have to come in this order.
    assert [line for line in shown if line not in printed] == []


@pytest.mark.parametrize("line", bloc_bot_lines())
def test_a_bloc_bot_command_runs(line: str, ask: Ask) -> None:
    *before, (program, subcommand, *words) = commands(line)
    assert program == ".venv/bin/bloc-bot"
    if subcommand == "ask":
        given = "\n".join(" ".join(words) for _, *words in before)
        assert "I could not read that" not in ask(subcommand, *words, given=given).stdout
    else:
        SUBCOMMANDS[subcommand].make_context(subcommand, words)


def test_every_subcommand_is_told() -> None:
    told = {command[1] for line in bloc_bot_lines() for command in commands(line) if command[0].endswith("bloc-bot")}
    assert told == set(SUBCOMMANDS)


def test_every_option_of_ask_is_told() -> None:
    options = {name for parameter in SUBCOMMANDS["ask"].params for name in parameter.opts if name.startswith("--")}
    assert {name for name in options if f"`{name}`" not in README} == set()


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    in_blocks = {command[1] for line in shell_lines() for command in commands(line) if command[0] == "make"}
    in_text = {words[1] for words in map(str.split, quoted(README)) if words[0] == "make"}
    assert in_blocks | in_text <= targets
    assert {"run", "test"} <= in_blocks


def test_the_commands_without_make_are_those_of_the_makefile() -> None:
    recipes = MAKEFILE.replace("$(BIN)", "$(VENV)/bin").replace("$(VENV)", ".venv").replace("$(PYTHON)", "python3")
    recipes = re.sub(r" --(quiet|disable-pip-version-check)\b", "", recipes)
    run = {line.strip().removeprefix("@") for line in recipes.splitlines() if line.startswith("\t")}
    [plain] = [block for block in blocks("sh") if "-m venv" in block]
    assert [line for line in plain.splitlines() if line and line not in run] == []


def test_no_other_program_stands_in_a_shell_block() -> None:
    programs = {command[0] for line in shell_lines() for command in commands(line)}
    assert programs - OTHERS_PROGRAMS == {"make", "python3", ".venv/bin/python", ".venv/bin/bloc-bot"}


def test_the_table_of_the_environment_is_that_of_the_settings() -> None:
    rows = [line.split("|")[1] for line in section("In production").splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in quoted(row)} == VARIABLES


def test_every_variable_named_is_one_of_the_settings() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", README)) <= VARIABLES
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) <= VARIABLES


def test_every_file_and_folder_named_exists() -> None:
    linked = {path for path in re.findall(r"\]\(([^)]+)\)", README) if "://" not in path}
    named = {text for text in quoted(README) if re.fullmatch(r"[\w.-]+(/[\w.-]+)+/?", text)}
    pictured = {line.split()[0] for block in blocks("text") for line in block.splitlines()}
    in_shell = {word for line in shell_lines() for word in line.split() if re.search(r"\.(txt|example|json)$", word)}
    assert {path for path in linked | named | pictured | in_shell if not (ROOT / path).exists()} == set()


def test_every_slash_command_and_address_named_exists() -> None:
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    slash = {command["command"] for command in manifest["features"]["slash_commands"]}
    paths = {urlsplit(manifest["settings"]["event_subscriptions"]["request_url"]).path, INSTALL, "/healthz", "/readyz"}
    assert {text.split()[0] for text in quoted(README) if text.startswith("/")} <= slash | paths


def test_every_question_that_it_is_said_to_understand_is_answered(ask: Ask) -> None:
    rows = [line.split("|")[2] for line in section("What it understands").splitlines() if line.startswith("| ")]
    questions = [question for row in rows for question in quoted(row)]
    replies = ask("ask", "--jsonl", "--today", TODAY, given="\n".join(questions)).stdout.splitlines()
    statuses = {question: json.loads(reply)["status"] for question, reply in zip(questions, replies, strict=True)}
    assert {question: status for question, status in statuses.items() if status != "answered"} == {}


def test_it_counts_the_facts_and_sources_right() -> None:
    seed = read_seed(SEED)
    assert f"{len(facts_of(seed))} facts from {len(seed.sources)} sources" in README


def test_nothing_in_it_is_of_one_machine_alone() -> None:
    assert re.findall(r"(?:^|[\s`(])/(?:home|root|tmp|work|opt|Users)/|pypi\.org|pythonhosted|index-url", README) == []
