"""`known DATE`: taken out of a question where it is clearly that, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bloc_bot.domain.factbook import FactBook
from bloc_bot.language.known import read_known
from bloc_bot.language.parser import Parsed, Understood, parse
from bloc_bot.language.patterns import ROWS
from tests.domain.strategies import days

TODAY = date(2026, 11, 21)
EXAMPLES = [example for row in ROWS for example in row.examples]

READ = {
    "/csto members 2013 known 2026-01-01": ("/csto members 2013", date(2026, 1, 1)),
    "/csto known 2026-01-01 members 2013": ("/csto members 2013", date(2026, 1, 1)),
    "/csto members known 2026-01-01 2013": ("/csto members 2013", date(2026, 1, 1)),
    "who heads the CSTO, known 1 March 2026": ("who heads the CSTO", date(2026, 3, 1)),
    "who heads the CSTO, known 1 March 2026?": ("who heads the CSTO?", date(2026, 3, 1)),
    "who heads the CSTO as known on 1 March 2026?": ("who heads the CSTO?", date(2026, 3, 1)),
    "Who heads the CSTO (as it was known on March 1, 2026)?": ("Who heads the CSTO?", date(2026, 3, 1)),
    "As known on 1 March 2026, who heads the CSTO?": ("who heads the CSTO?", date(2026, 3, 1)),
    "csto members known Feb 2026": ("csto members", date(2026, 2, 28)),
    "csto members, known 2025, please": ("csto members please", date(2025, 12, 31)),
    "csto members known 2026": ("csto members", TODAY),
    "csto members known yesterday": ("csto members", date(2026, 11, 20)),
    "csto members known 1 March 2030": ("csto members", date(2030, 3, 1)),
    "KNOWN 2026-01-01": ("", date(2026, 1, 1)),
}
UNTOUCHED = [
    "what was GUAM known as in 2001?",
    "GUUAM was known 2001-05-02 as what?",
    "the organization formerly known 1992-05-15",
    "known members of the CSTO in 2010",
    "the known 2010 members of the CSTO",
    "known 2010 members of the CSTO",
    "what is known on 1 March 2026 about Armenia?",
    "csto members known since 2010",
    "csto members known before 1 March 2010",
    "csto members known 2010..2012",
    "csto members known in the 1990s",
    "what is the CSTO best known for in 2010?",
    "well-known members 2010",
    "unknown 2026-01-01",
    "known 2026-13-01",
    "known",
]


@pytest.mark.parametrize("text", READ)
def test_a_day_of_the_record_is_read(text: str) -> None:
    asked = read_known(text, TODAY)
    assert (asked.question, asked.known) == READ[text]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_called_or_asked_something_else_is_left_alone(text: str) -> None:
    asked = read_known(text, TODAY)
    assert (asked.question, asked.known) == (text, None)


@pytest.fixture(scope="module")
def read(book: FactBook) -> Callable[[str], Parsed]:
    """Reads a question. A function, since Hypothesis writes out every argument in full."""
    return lambda question: parse(question, book, TODAY)


@given(question=st.sampled_from(EXAMPLES), day=days, words=st.sampled_from(["known", ", known", "as known on"]))
@example(question="csto members 2010", day=date(2026, 11, 21), words=", as known")
def test_a_question_is_read_as_without_the_day_of_the_record(
    question: str, day: date, words: str, read: Callable[[str], Parsed]
) -> None:
    asked = read_known(f"{question} {words} {day}", TODAY)
    assert asked.known == day
    with_day, plain = read(asked.question), read(question)
    assert type(with_day) is type(plain)
    if isinstance(plain, Understood) and isinstance(with_day, Understood):
        assert with_day.query == plain.query


@given(text=st.text())
@example(text="known " * 80)
@example(text="known 2010 " * 40)
def test_nothing_is_lost_where_no_day_is_named(text: str) -> None:
    asked = read_known(text, TODAY)
    assert asked.known is not None or asked.question == text
