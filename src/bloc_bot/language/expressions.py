"""Expressions that few questions have: looked for only where a word is said that each of them holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case, without figures."""
    return frozenset(_WORD.findall(text.casefold()))


class Expressions:
    """A pattern, and words of which one is in whatever it matches.

    To see that none of them is said is many times quicker than to search a question for the pattern.
    """

    def __init__(self, pattern: str, words: str) -> None:
        self.pattern = re.compile(pattern, re.IGNORECASE)
        self.words = frozenset(words.split())

    def are_in(self, text: str, said: frozenset[str]) -> bool:
        """Whether the text, in which these words are `said`, has one of them."""
        return not self.words.isdisjoint(said) and self.pattern.search(text) is not None

    def found_in(self, text: str, said: frozenset[str]) -> Iterator[re.Match[str]]:
        """Where the text has them, in order."""
        return self.pattern.finditer(text) if not self.words.isdisjoint(said) else iter(())
