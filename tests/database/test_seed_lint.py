"""The lint of the seed: each rule finds its own mistake, and a right seed has none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bloc_bot.database.seed.files import SeedError, read_seed
from bloc_bot.database.seed.lint import lint, unused_people
from tests.database.conftest import Edit

TODAY = date(2026, 3, 1)


def test_a_right_seed_has_no_problems(seed_folder: Path) -> None:
    assert lint(read_seed(seed_folder), TODAY) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("organizations/pact.yaml", "- id: m2\n", "- id: m1\n", "fact m1 stands 2 times"),
        (
            "people.yaml",
            "- id: ben-south",
            "- {id: ada-north, name: Ada}\n- id: ben-south",
            "party ada-north stands 2 times",
        ),
        ("organizations/pact.yaml", "party: UZ", "party: ZZ", "m2: there is no member 'ZZ'"),
        ("organizations/pact.yaml", "holder: ben-south", "holder: nobody", "t2: there is no holder 'nobody'"),
        ("organizations/pact.yaml", "post: chair", "post: throne", "t3: there is no post 'throne'"),
        ("organizations/pact.yaml", "other: PACT-PA", "other: NATO", "r1: there is no organization 'NATO'"),
        ("organizations/pact.yaml", "attended: [BY,", "attended: [XX,", "e1: there is no party 'XX'"),
        ("organizations/pact.yaml", "outcome: e2", "outcome: e9", "e1: there is no event 'e9'"),
        ("organizations/pact.yaml", "{id: almanac, about", "{id: rumour, about", "m2: there is no source 'rumour'"),
        ("organizations/pact-pa.yaml", "parent: PACT", "parent: NONE", "PACT-PA: there is no organization 'NONE'"),
        ("countries.yaml", "sources: [gazette]", "sources: [rumour]", "t-president: there is no source 'rumour'"),
        (
            "sources.yaml",
            "https://example.org/charter",
            "example.org",
            "source charter: 'example.org' is no web address",
        ),
        (
            "organizations/pact.yaml",
            "since: 2008-12-31\n  until: ..",
            "since: 2008-12-30\n  until: ..",
            "t1 and t2 hold secretary-general of PACT at the same time",
        ),
        (
            "organizations/pact.yaml",
            "party: UZ",
            "party: AM",
            "m1 and m2 are both about AM in PACT, at the same time",
        ),
        ("organizations/pact.yaml", "due_until: 2012-01-01", "due_until: 2008-01-01", "t2 is due to be over"),
        ("organizations/pact.yaml", "date: 2008-08\n", "date: 2026-04\n", "e2 is said to have happened on 2026-04"),
        ("organizations/pact.yaml", "nature: planned", "nature: statement", "e1 has an outcome, and was not planned"),
        ("organizations/pact.yaml", "  preferred: The registry dates the decision itself.\n", "", "m2 is disputed"),
        ("organizations/pact.yaml", "note: The month", "preferred: The month", "e2 says why its value is preferred"),
        ("organizations/pact.yaml", "holder: BY", "holder: ada-north", "t3: chair is held by a person"),
    ],
)
def test_a_mistake_is_found(seed_folder: Path, edit: Edit, file: str, old: str, new: str, problem: str) -> None:
    edit(file, old, new)
    (found,) = lint(read_seed(seed_folder), TODAY)
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("organizations/pact.yaml", "  sources: [charter]\n", "", "o1-seat → sources: Field required"),
        ("organizations/pact.yaml", "sources: [charter]", "sources: []", "o1-seat → sources"),
        ("organizations/pact.yaml", "role: observer", "role: visitor", "m3 → role"),
        ("organizations/pact.yaml", "since: 1995-06-01", "since: 1 June 1995", "m1 → since.*is not a date"),
        ("organizations/pact.yaml", "place: Yerevan", "venue: Yerevan", "e1 → venue: Extra inputs"),
        ("people.yaml", "name: Ben South", "name: Ben South\n  name: Ben", "'name' stands twice"),
        ("people.yaml", "- id: ben-south", "  id: ben-south", "people.yaml"),
    ],
)
def test_what_cannot_be_read_is_told_with_file_and_entry(
    seed_folder: Path, edit: Edit, file: str, old: str, new: str, said: str
) -> None:
    edit(file, old, new)
    with pytest.raises(SeedError, match=said):
        read_seed(seed_folder)


def test_dates_that_may_touch_do_not_overlap_for_certain(seed_folder: Path, edit: Edit) -> None:
    edit("organizations/pact.yaml", "until: 2008-12-31", "until: 2008-12")
    assert lint(read_seed(seed_folder), TODAY) == []


def test_people_of_whom_nothing_speaks_are_named(seed_folder: Path, edit: Edit) -> None:
    edit("people.yaml", "- id: ben-south", "- id: cy-west\n  name: Cy West\n- id: ben-south")
    assert unused_people(read_seed(seed_folder)) == ["cy-west"]
