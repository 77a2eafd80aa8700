"""What the forms of a word have in common: `sign`, `signs`, `signed`, `signing`."""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

from bloc_bot.domain.names import folded

_ENGLISH = snowballstemmer.stemmer("english")
_RUSSIAN = snowballstemmer.stemmer("russian")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word, English or Russian."""
    stemmer = _RUSSIAN if "а" <= word[:1] <= "я" else _ENGLISH
    return str(stemmer.stemWord(word))


def stems(text: str) -> set[str]:
    """The stems of all words of a text."""
    return {stem(word) for word in folded(text).split()}
