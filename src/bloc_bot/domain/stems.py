"""What the forms of a word have in common: `sign`, `signs`, `signed`, `signing`."""

from __future__ import annotations

import threading
from functools import lru_cache

import snowballstemmer

from bloc_bot.domain.names import folded


class _Stemmers(threading.local):
    """A stemmer keeps the word that it is at in itself: each thread has its own."""

    def __init__(self) -> None:
        self.english = snowballstemmer.stemmer("english")
        self.russian = snowballstemmer.stemmer("russian")


_stemmers = _Stemmers()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word, English or Russian."""
    stemmer = _stemmers.russian if "а" <= word[:1] <= "я" else _stemmers.english
    return str(stemmer.stemWord(word))


def stems(text: str) -> set[str]:
    """The stems of all words of a text."""
    return {stem(word) for word in folded(text).split()}
