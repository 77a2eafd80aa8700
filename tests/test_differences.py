"""What differs between an answer as it was given and the same answer now."""

from __future__ import annotations

from typing import Any

import pytest

from bloc_bot.domain.replies import CitedSource, Item, Reply, Status
from bloc_bot.wording.differences import differences


def item(label: str, detail: str = "since 1992", fact: str = "", citations: tuple[int, ...] = (1,)) -> Item:
    return Item(id=label, label=label, detail=detail, fact=fact or f"fact-{label}", citations=citations)


def source(number: int, title: str) -> CitedSource:
    return CitedSource(number=number, publisher="Gazette", title=title, url=f"https://example.org/{title}")


ARMENIA, BELARUS = item("Armenia"), item("Belarus")
BEFORE = Reply(
    status=Status.ANSWERED,
    headline="The CSTO has 2 members.",
    items=(ARMENIA, BELARUS),
    caveats=("Sources differ on Armenia: the Gazette gives 1993 as the start [2].", "Last attested 13 February 2026."),
    citations=(source(1, "a"), source(2, "b")),
)


def now(**other: Any) -> Reply:
    return BEFORE.model_copy(update=other)


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"items": (BELARUS, ARMENIA)},
        {"citations": (source(1, "b"), source(2, "a"))},
        {"items": (item("Armenia", citations=(2, 1)), BELARUS)},
        {"caveats": ("Sources differ on Armenia: the Gazette gives 1993 as the start [7].", BEFORE.caveats[1])},
        {"suggestions": (), "text": "put in other words"},
    ],
)
def test_the_order_of_rows_and_the_numbers_of_sources_do_not_matter(other: dict[str, Any]) -> None:
    found = differences(BEFORE, now(**other))
    assert (found.lines, found.cited, found.cited_no_more, found.of_substance) == ((), (), (), False)


@pytest.mark.parametrize(
    ("other", "line"),
    [
        ({"headline": "It has 3."}, "It said: “The CSTO has 2 members.” It says now: “It has 3.”"),
        ({"items": (item("Armenia", "since 1993"), BELARUS)}, "Armenia: was “since 1992”, is now “since 1993”"),
        ({"items": (ARMENIA, BELARUS, item("Georgia"))}, "Added: Georgia — since 1992"),
        ({"items": (ARMENIA,)}, "Gone: Belarus — since 1992"),
        ({"caveats": ("It is frozen [1].", *BEFORE.caveats)}, "Noted now: It is frozen."),
        (
            {"caveats": BEFORE.caveats[1:]},
            "Noted no more: Sources differ on Armenia: the Gazette gives 1993 as the start.",
        ),
    ],
)
def test_what_an_answer_says_otherwise_is_told_in_a_line(other: dict[str, Any], line: str) -> None:
    found = differences(BEFORE, now(**other))
    assert (found.lines, found.of_substance) == ((line,), True)


def test_another_row_of_the_same_name_is_another_row() -> None:
    found = differences(BEFORE, now(items=(item("Armenia", "since 2002", "fact-9"), BELARUS)))
    assert found.lines == ("Added: Armenia — since 2002", "Gone: Armenia — since 1992")


def test_other_sources_and_how_fresh_it_is_are_told_and_are_not_of_substance() -> None:
    fresh = (BEFORE.caveats[0], "Last attested 1 March 2026.")
    found = differences(BEFORE, now(caveats=fresh, citations=(source(1, "a"), source(2, "c"))))
    assert (found.lines, found.of_substance) == ((), False)
    assert found.freshness_lines == (
        "Noted now: Last attested 1 March 2026.",
        "Noted no more: Last attested 13 February 2026.",
    )
    assert ([one.title for one in found.cited], [one.title for one in found.cited_no_more]) == (["c"], ["b"])
