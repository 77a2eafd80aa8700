"""Expressions that few questions have: passing over a question without their words misses none of them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bloc_bot.language import anchors, no_fact
from bloc_bot.language.expressions import Expressions, words_of
from bloc_bot.language.frames import FRAMES

ALL = {
    f"{module.__name__.rpartition('.')[2]}{name}": value
    for module in (anchors, no_fact)
    for name, value in vars(module).items()
    if isinstance(value, Expressions)
} | {f"frame: {frame.pattern.pattern[:40]}": frame for frame in FRAMES}
ENGLISH_AND_RUSSIAN = st.characters(codec="cp1251")


each = pytest.mark.parametrize("expressions", ALL.values(), ids=ALL)


@each
def test_one_of_the_words_is_in_whatever_the_pattern_matches(expressions: Expressions) -> None:
    every_match_has_one_of_its_words(expressions, max_examples=10)


@pytest.mark.slow
@each
def test_one_of_the_words_is_in_all_that_the_pattern_matches(expressions: Expressions) -> None:
    every_match_has_one_of_its_words(expressions, max_examples=400)


def every_match_has_one_of_its_words(expressions: Expressions, max_examples: int) -> None:
    @settings(suppress_health_check=list(HealthCheck), max_examples=max_examples)
    @given(st.from_regex(expressions.pattern, alphabet=ENGLISH_AND_RUSSIAN))
    def matches(text: str) -> None:
        found = expressions.pattern.search(text)
        assert found is None or not expressions.words.isdisjoint(words_of(text)), found[0]

    matches()
