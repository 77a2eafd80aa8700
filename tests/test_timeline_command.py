"""`bloc-bot timeline`: the words, the picture, and what is said where there is none."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bloc_bot.__main__ import cli


@pytest.fixture(autouse=True)
def _seeded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seeded_url: str) -> None:
    for name in [name for name in os.environ if name.startswith(("SLACK_", "BLOC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("DATABASE_URL", seeded_url)
    monkeypatch.chdir(tmp_path)


def timeline(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["timeline", *arguments, "--today", "2026-11-21"])


def drawn(*arguments: str) -> str:
    result = timeline(*arguments, "--out", "drawn.svg")
    assert (result.exit_code, result.stderr) == (0, "")
    return Path("drawn.svg").read_text()


def test_without_out_it_prints_the_words_and_their_sources() -> None:
    result = timeline("csto")
    assert result.exit_code == 0
    assert re.search(r"Uzbekistan +from 16 August 2006 until 19 December 2012", result.stdout)
    assert "[1] " in result.stdout


def test_the_picture_shows_what_the_words_say() -> None:
    picture = drawn("csto")
    shown = ("Uzbekistan", "participation frozen", "sources differ", "attested on that day", "goes on", "today")
    assert [text for text in shown if f">{text}<" not in picture] == []
    assert "from 16 August 2006 until 19 December 2012" in picture


def test_several_organizations_stand_one_above_the_other() -> None:
    picture = drawn("csto", "cis", "guam")
    assert [label for label in ("CSTO", "CIS", "GUAM") if f">{label}<" not in picture] == []
    assert picture.count(">Uzbekistan<") == 3


def test_a_name_that_is_an_everyday_word_elsewhere_is_a_name_here() -> None:
    assert timeline("un").stdout.startswith("The UN has had")


def test_a_post_and_a_time_may_follow() -> None:
    assert ">Jens Stoltenberg<" in drawn("nato", "secretaries general", "since", "2010")
    assert ">Willy Claes<" not in drawn("nato", "secretaries general", "since", "2010")


@pytest.mark.parametrize(("name", "begins"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("A.PNG", b"\x89PNG")])
def test_the_ending_of_the_name_says_what_is_drawn(name: str, begins: bytes) -> None:
    result = timeline("csto", "--out", name)
    assert f"written to {name}" in result.stdout
    assert Path(name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("csto", "--out", "a.jpg"), r"a\.jpg: write a name that ends in \.svg or \.png"),
        (("csto", "--out", "nowhere/a.png"), r"nowhere/a\.png: No such file"),
        (("xyzzy",), "write one or more of CACO, CIS,"),
        (("csto", "xyzzy"), "write one or more of CACO, CIS,"),
        (("shanghai five", "--out", "a.png"), "nothing is on record.*a.png was not written"),
    ],
)
def test_what_cannot_be_drawn_says_what_can(arguments: tuple[str, ...], said: str) -> None:
    result = timeline(*arguments)
    assert result.exit_code == 2
    assert re.search(said, result.stderr, re.IGNORECASE)
    assert not list(Path().iterdir())
