"""No row of the dossier was lost on the way into data/seed, and its README tells what became of the unusual ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bloc_bot.database.seed.facts import facts_of
from bloc_bot.database.seed.files import Seed, read_seed
from bloc_bot.domain.facts import AnyFact

FOLDER = Path(__file__).parents[1] / "data" / "seed"
DOSSIER = {"o": 25, "m": 248, "xm": 6, "p": 99, "xp": 164, "e": 191, "xe": 146, "r": 32, "xr": 3}
"""How many rows of each sort the dossier has; they are numbered from 1."""
CONFLICTS = range(1, 54)
_ROW = re.compile(r"\b(?:o|x?m|x?p|x?e|x?r)\d{3}\b")
_FACT = re.compile(r"\b(?:o|a|x?m|x?p|x?e|x?r)\d{3}(?:-[a-z-]+)?\b")


@pytest.fixture(scope="module")
def seed() -> Seed:
    return read_seed(FOLDER)


@pytest.fixture(scope="module")
def facts(seed: Seed) -> dict[str, AnyFact]:
    return {fact.id: fact for fact in facts_of(seed)}


@pytest.fixture(scope="module")
def readme() -> str:
    return (FOLDER / "README.md").read_text(encoding="utf-8")


def dossier() -> set[str]:
    return {f"{sort}{number:03}" for sort, rows in DOSSIER.items() for number in range(1, rows + 1)}


def folded(seed: Seed) -> Iterator[tuple[str, str]]:
    """Rows that a fact has taken in, each with that fact."""
    for holder in (*seed.organizations, *seed.countries):
        for kind in ("profile", "memberships", "terms", "relations", "events"):
            for entry in getattr(holder, kind, ()):
                yield from ((row, entry.id) for row in entry.rows)


def section(readme: str, title: str) -> str:
    return readme.split(f"### {title}\n")[1].split("\n### ")[0]


def table(readme: str, title: str) -> list[list[str]]:
    """The cells of the tables of a section, without their heads."""
    lines = [line for line in section(readme, title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if _ROW.search(line)]


def left_out(readme: str) -> set[str]:
    return {row for cells in table(readme, "Left out") for row in _ROW.findall(cells[0])}


def spelled_out(text: str) -> str:
    """`m001 to m003` as `m001 m002 m003`."""

    def spell(match: re.Match[str]) -> str:
        sort, first, last = match[1], int(match[2]), int(match[3])
        return " ".join(f"{sort}{number:03}" for number in range(first, last + 1))

    return re.sub(r"\b(x?[a-z])(\d{3}) to \1(\d{3})\b", spell, text)


def test_every_row_of_the_dossier_is_in_the_seed_or_said_to_be_left_out(
    seed: Seed, facts: dict[str, AnyFact], readme: str
) -> None:
    kept = {found[0] for name in facts if (found := _ROW.match(name))} | {row for row, _ in folded(seed)}
    assert dossier() - kept - left_out(readme) == set()


def test_what_is_said_to_be_left_out_is_left_out(seed: Seed, facts: dict[str, AnyFact], readme: str) -> None:
    assert left_out(readme) & (set(facts) | {row for row, _ in folded(seed)}) == set()


def test_a_row_is_folded_into_one_fact_and_is_none_itself(seed: Seed, facts: dict[str, AnyFact]) -> None:
    rows = [row for row, _ in folded(seed)]
    assert sorted(set(rows)) == sorted(rows)
    assert set(rows) & set(facts) == set()
    assert set(rows) <= dossier()


def test_the_readme_lists_exactly_the_rows_that_were_folded(seed: Seed, readme: str) -> None:
    told = {row for cells in table(readme, "Folded into another fact") for row in _ROW.findall(spelled_out(cells[0]))}
    assert told == {row for row, _ in folded(seed)}


def test_the_readme_says_where_each_folded_row_went(seed: Seed, readme: str) -> None:
    where = [
        (_ROW.findall(spelled_out(cells[0])), spelled_out(cells[1]))
        for cells in table(readme, "Folded into another fact")
    ]
    wrong = [
        f"{row} is in {fact}"
        for row, fact in folded(seed)
        for rows, facts in where
        if row in rows and fact not in facts
    ]
    assert wrong == []


def test_every_fact_that_the_readme_names_exists(seed: Seed, facts: dict[str, AnyFact], readme: str) -> None:
    known = set(facts) | {row for row, _ in folded(seed)} | left_out(readme) | {f"o{n:03}" for n in range(1, 26)}
    assert set(_FACT.findall(readme)) - known == set()


def test_each_of_the_53_conflicts_is_a_dispute_or_has_a_reason(readme: str) -> None:
    told = sorted([*(number for number, _ in disputed_conflicts(readme)), *undisputed_conflicts(readme)])
    assert told == list(CONFLICTS)


def test_the_conflicts_that_are_called_disputes_are_disputes(facts: dict[str, AnyFact], readme: str) -> None:
    undisputed = [name for _, names in disputed_conflicts(readme) for name in names if not facts[name].disputing]
    assert undisputed == []


def conflict_cells(readme: str) -> list[list[str]]:
    return table(readme, "Conflicts of the dossier that are no disputes")


def undisputed_conflicts(readme: str) -> list[int]:
    return [int(cells[0]) for cells in conflict_cells(readme) if len(cells) == 3]


def disputed_conflicts(readme: str) -> list[tuple[int, list[str]]]:
    """Two conflicts a line: number, facts, number, facts."""
    pairs = [pair for cells in conflict_cells(readme) if len(cells) == 4 for pair in (cells[:2], cells[2:])]
    return [(int(number), names.split(", ")) for number, names in pairs if number]
