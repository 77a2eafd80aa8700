"""Times as people write them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.queries import When
from bloc_bot.language.times import find_times, read_date
from tests.domain.strategies import days, partial_dates

TODAY = date(2026, 11, 21)

READ = {
    # days
    "2010-03-18": "2010-03-18",
    "18 March 2010": "2010-03-18",
    "on 18th March 2010": "2010-03-18",
    "the 18th of March 2010": "2010-03-18",
    "March 18, 2010": "2010-03-18",
    "18 mar 2010": "2010-03-18",
    "18.03.2010": "2010-03-18",
    "18 марта 2010 года": "2010-03-18",
    "29 February 2004": "2004-02-29",
    # months
    "May 2004": "2004-05",
    "in may 2004": "2004-05",
    "2004-05": "2004-05",
    "Sept. 2013": "2013-09",
    "jan 99": "1999-01",
    "в марте 2010 года": "2010-03",
    # years
    "2010": "2010",
    "in '08": "2008",
    "in 1955?": "1955",
    "в 2010 году": "2010",
    # spans
    "1999..2006": "1999/2006",
    "between 1999 and 2006": "1999/2006",
    "from 1999 to 2006": "1999/2006",
    "1999-2006": "1999/2006",
    "1999–2006": "1999/2006",
    "from 18 May 2004 to 3 June 2005": "2004-05-18/2005-06-03",
    "с 1999 по 2006": "1999/2006",
    "in the 1990s": "1990/1999",
    "in the nineties": "1990/1999",
    "the 90s": "1990/1999",
    "summer of 2006": "2006-06/2006-08",
    "mid 2019": "2019-05/2019-08",
    "from March to May 2010": "2010-03/2010-05",
    # one end open
    "since 2010": "2010/..",
    "after 2010": "2011-01-01/..",
    "before 2010": "../2009-12-31",
    "until May 2010": "../2010-05",
    "2010 onwards": "2010/..",
    # counted from 21 November 2026
    "now": "2026-11-21",
    "currently": "2026-11-21",
    "сейчас": "2026-11-21",
    "yesterday": "2026-11-20",
    "last year": "2025",
    "this month": "2026-11",
    "last month": "2026-10",
    "ten years ago": "2016",
    "2 months ago": "2026-09",
    "five days ago": "2026-11-16",
    "the last three years": "2023/2026-11-21",
    "last decade": "2010/2019",
}


@pytest.mark.parametrize(("text", "edtf"), READ.items())
def test_a_time_in_a_question_is_read_as(text: str, edtf: str) -> None:
    assert [mark.when.written for mark in find_times(f"csto members {text}", TODAY)] == [edtf]


@pytest.mark.parametrize(
    "text", ["3,000 troops", "2000 troops", "version 2.2010", "SCO-2010x", "12345", "31.02", "1.5"]
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert find_times(text, TODAY) == ()


def test_now_is_told_from_the_day_that_it_is() -> None:
    assert find_times("now", TODAY)[0].when.is_now
    assert not find_times("2026-11-21", TODAY)[0].when.is_now


def test_two_times_that_are_no_span_are_two() -> None:
    assert [mark.when.written for mark in find_times("in 2010, in 2013", TODAY)] == ["2010", "2013"]


def _english(when: PartialDate) -> str:
    if when.month is None:
        return str(when.year)
    first = date(when.year, when.month, when.day or 1)
    return f"{first:%d %B %Y}" if when.day else f"{first:%B %Y}"


def _american(when: PartialDate) -> str:
    return f"{when.earliest:%B %d, %Y}" if when.day else _english(when)


def _short(when: PartialDate) -> str:
    return f"{when.earliest.day} {when.earliest:%b %Y}" if when.day else _english(when)


def _dotted(when: PartialDate) -> str:
    return f"{when.earliest:%d.%m.%Y}" if when.day else _english(when)


@pytest.mark.parametrize("printed", [str, _english, _american, _short, _dotted])
@given(when=partial_dates.filter(lambda when: not when.approximate))
def test_a_printed_date_is_read_back(printed: object, when: PartialDate) -> None:
    assert callable(printed)
    assert read_date(printed(when)) == when


@given(when=partial_dates)
def test_edtf_is_read_back(when: PartialDate) -> None:
    assert read_date(str(when)) == when


@pytest.mark.parametrize(
    "text", ["", "soon", "2010 or so", "31 February 2010", "1999..2006", "in the 1990s", "18", "March"]
)
def test_what_is_no_single_date_is_refused_with_what_may_be_written(text: str) -> None:
    with pytest.raises(ValueError, match=r"write .*2008"):
        read_date(text)


FRAGMENTS = st.sampled_from([*READ, "and", "to", "..", "-", "since", "before", "the", "?", "may", "’08", "of", " "])


@given(text=st.one_of(st.text(), st.lists(FRAGMENTS, max_size=8).map(" ".join)), today=days)
@example(text="İ2010 2010", today=TODAY)
@example(text="СЕЙЧАС 1800-2000", today=TODAY)
@example(text="9999-12-31", today=TODAY)
@example(text="999 years ago", today=TODAY)
@example(text="0001-01-01", today=TODAY)
@example(text="2002 and after 2005", today=TODAY)
def test_times_never_overlap_and_can_be_written_and_read_back(text: str, today: date) -> None:
    marks = find_times(text, today)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))
    for mark in marks:
        again = When.model_validate(mark.when.written)
        assert (again.first, again.last) == (mark.when.first, mark.when.last)
