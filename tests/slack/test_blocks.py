"""Answers as Block Kit: complete, safe, and within Slack's limits whatever is in them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bloc_bot.domain.replies import CitedSource, Item, Reply, Status, Suggestion
from bloc_bot.slack.answers.blocks import build_answer, build_private_answer, build_shared_answer, query_value
from bloc_bot.slack.answers.paging import Pages
from bloc_bot.slack.answers.tables import Table
from bloc_bot.slack.limits import check
from bloc_bot.slack.mrkdwn import escaped_within, link, written_date
from tests.slack.fakes import SOURCE, reply
from tests.slack.test_buttons import shown

words = st.text(max_size=3_000) | st.sampled_from(["<!channel>", "&" * 3_000, "<@U1>|>", "🇦🇲" * 500, "‮עברית"])
few = st.integers(0, 70)


@st.composite
def replies(draw: Any) -> Reply:
    long = draw(words)
    sources = draw(few)
    url = draw(st.sampled_from(["https://x.org/" + "a" * 2_900, "https://x.org/?a=1&b=<c>|d", "javascript:x", ""]))
    return Reply(
        status=Status.ANSWERED,
        headline=long,
        items=tuple(
            Item(
                id=str(n),
                label=long,
                detail=draw(words),
                citations=tuple(range(1, sources + 1))[n:],
                cells=(long, "")[: draw(st.integers(0, 2))],
            )
            for n in range(draw(few))
        ),
        caveats=(long,) * draw(st.integers(0, 9)),
        citations=tuple(
            CitedSource(number=n, publisher=long, title=long, date="2008~", url=url, relayed_from=long)
            for n in range(1, sources + 1)
        ),
        suggestions=tuple(Suggestion(label=long, question=long) for _ in range(draw(st.integers(0, 30)))),
        choices=tuple(Suggestion(label="", question=long) for _ in range(draw(st.integers(0, 30)))),
        query={"kind": "events", "words": [long]},
        as_of="2013-09-22",
        text=long * 15,
        columns=draw(st.sampled_from([(), ("Member", "Since", "Until")])),
    )


def read_as_mrkdwn(message: dict[str, Any]) -> list[str]:
    """What Slack reads as its own markup. Buttons are plain text, the cells of a table raw."""
    blocks = [block for block in message["blocks"] if block["type"] != "table"]
    elements = [element for block in blocks for element in block.get("elements", [block.get("text")])]
    return [message["text"], *(element["text"] for element in elements if element["type"] == "mrkdwn")]


@settings(deadline=None)
@given(replies(), st.integers(-1, 40))
def test_no_answer_breaks_slacks_limits_or_calls_anybody(answer: Reply, page: int) -> None:
    for message in (build_private_answer(answer, page), build_shared_answer(answer, page, "U1")):
        assert check(message) == []
        assert not any("<!" in text or "<@U1>|" in text for text in read_as_mrkdwn(message))


@settings(deadline=None, max_examples=50)
@given(replies())
def test_pages_together_hold_every_row_once(answer: Reply) -> None:
    for pages in (Pages(answer), Pages(answer, Table.of(answer))):
        rows = [row for page in range(len(pages.starts)) for row in pages.rows_of(page)]
        assert rows == pages.rows
        assert len(rows) == len(answer.items)


def dated(rows: int, **more: Any) -> Reply:
    """A list of members whose dates stand in columns."""
    items = tuple(
        Item(id=str(n), label=f"Member {n} <!here>", detail=f"since {n}", citations=(1,), cells=(str(1900 + n), "", ""))
        for n in range(1, rows + 1)
    )
    return reply(items=items, columns=("Member", "Since", "Until", "Remarks"), **more)


def tables(message: dict[str, Any]) -> list[list[list[str]]]:
    found = [block["rows"] for block in message["blocks"] if block["type"] == "table"]
    return [[[cell["text"] for cell in row] for row in rows] for rows in found]


def test_a_long_list_with_dates_is_a_table_of_the_columns_that_are_filled() -> None:
    [[headings, first, *others]] = tables(build_answer(dated(57)))
    assert headings == ["Member", "Since", "Sources"]
    assert first == ["Member 1 <!here>", "1901", "[1]"]
    assert len(others) == 56


def test_a_cell_without_anything_says_so() -> None:
    ended = replace(dated(8).items[0], cells=("1900", "1950", "left"))
    [rows] = tables(build_answer(dated(9).model_copy(update={"items": (ended, *dated(8).items)})))
    assert rows[1][1:] == ["1900", "1950", "left", "[1]"]
    assert rows[2][1:] == ["1901", "–", "–", "[1]"]


def test_the_columns_are_no_part_of_the_plain_data() -> None:
    plain = dated(9).as_json("q")
    assert "columns" not in plain
    assert all("cells" not in item for item in plain["items"])


def test_few_rows_and_rows_without_columns_stay_a_list() -> None:
    assert tables(build_answer(dated(8))) == []
    assert tables(build_answer(reply(rows=57))) == []


def test_a_table_of_more_rows_than_slack_takes_is_turned_page_by_page() -> None:
    answer = dated(150, text="the whole")
    first, second = (tables(build_answer(answer, page))[0] for page in (0, 1))
    assert (len(first), len(second)) == (100, 52)
    assert second[1][0] == "Member 100 <!here>"
    assert "Rows 100 to 150 of 150" in shown(build_answer(answer, 1))


def test_only_the_sources_of_the_rows_shown_are_listed() -> None:
    sources = tuple(replace(SOURCE, number=n, title=f"Source {n}.") for n in range(1, 32))
    items = tuple(Item(id=str(n), label=f"Row {n}", citations=(n,)) for n in range(1, 31))
    answer = reply(items=items, citations=sources)
    first, second = (shown(build_answer(answer, page)) for page in (0, 1))
    assert "Source 1." in first
    assert "Source 21." not in first
    assert "Source 21." in second
    assert "Source 1." not in second
    assert all("Source 31." in page for page in (first, second))  # it backs the headline, not a row


def test_without_rows_all_sources_are_listed() -> None:
    answer = reply(rows=0)
    assert SOURCE.title in shown(build_answer(answer))


def test_the_text_is_the_whole_answer_however_long_the_list() -> None:
    message = build_answer(reply(rows=150))
    assert all(f"Member {n}:" in message["text"] for n in range(1, 151))


def test_a_text_beyond_what_slack_takes_is_cut_and_shows_it() -> None:
    text = build_answer(reply(text="<" * 20_000))["text"]
    assert (len(text) <= 40_000, text[-1], "&lt;…" in text) == (True, "…", True)


@pytest.mark.parametrize(
    ("url", "label", "written"),
    [
        ("https://x.org/a?b=1&c=2", "T", "<https://x.org/a?b=1&amp;c=2|T>"),
        ("https://x.org/a|b>c<d e", "T|U > V", "<https://x.org/a%7Cb%3Ec%3Cd%20e|T|U &gt; V>"),
        ("javascript:alert(1)", "T <b>", "T &lt;b&gt;"),
        ("ftp://x.org", "T", "T"),
        ("https://x.org/\n|evil", "T", "T"),
        ("http://[broken", "T", "T"),
        ("https://x.org", "two\nlines", "<https://x.org|two lines>"),
        ("https://x.org", "", "<https://x.org|link>"),
    ],
)
def test_a_link_cannot_be_broken_out_of(url: str, label: str, written: str) -> None:
    assert link(url, label) == written


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("2013-09-22", "22 September 2013"),
        ("2013-09", "September 2013"),
        ("2013", "2013"),
        ("2003~", "about 2003"),
        ("1999/2006", "1999 to 2006"),
        ("2008-06-01/..", "since 1 June 2008"),
        ("../2006", "until 2006"),
        ("before the war", "before the war"),
    ],
)
def test_dates_are_written_in_plain_words(edtf: str, written: str) -> None:
    assert written_date(edtf) == written


@given(words, st.integers(20, 300))
def test_a_cut_never_leaves_half_an_entity(text: str, limit: int) -> None:
    cut = escaped_within(text, limit)
    assert len(cut) <= limit
    assert cut.count("&") == cut.count("&amp;") + cut.count("&lt;") + cut.count("&gt;")


def test_a_button_keeps_the_query_and_the_page() -> None:
    assert json.loads(query_value(reply(), 2)) == {"page": 2, "query": reply().query}
