"""Expressions that few questions have: passing over a question without their words misses none of them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bloc_bot.language import anchors, framing, marking, no_fact
from bloc_bot.language.expressions import Expressions, words_of

ALL = {
    f"{module.__name__.rpartition('.')[2]}{name}": value
    for module in (anchors, framing, marking, no_fact)
    for name, value in vars(module).items()
    if isinstance(value, Expressions)
}
ENGLISH_AND_RUSSIAN = "cp1251"


each = pytest.mark.parametrize("expressions", ALL.values(), ids=ALL)
some = settings(suppress_health_check=list(HealthCheck), max_examples=150)
many = settings(some, max_examples=2_000)


def has_one_of_its_words(expressions: Expressions, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(expressions.pattern, alphabet=st.characters(codec=ENGLISH_AND_RUSSIAN)))
    found = expressions.pattern.search(text)
    assert found is None or not expressions.words.isdisjoint(words_of(text)), found[0]


@each
@some
@given(data=st.data())
def test_one_of_the_words_is_in_whatever_the_pattern_matches(expressions: Expressions, data: st.DataObject) -> None:
    has_one_of_its_words(expressions, data)


@pytest.mark.slow
@each
@many
@given(data=st.data())
def test_one_of_the_words_is_in_all_that_the_pattern_matches(expressions: Expressions, data: st.DataObject) -> None:
    has_one_of_its_words(expressions, data)
