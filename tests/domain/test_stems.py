"""Stems of words, from several threads at once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product

from bloc_bot.domain.stems import stem

ENDINGS = ("", "s", "ed", "ing", "ation", "ness")
WORDS = tuple(f"{first}{second}{end}" for first, second, end in product("abcdefgh", ("sign", "member"), ENDINGS))


def test_forms_of_a_word_have_one_stem() -> None:
    assert {stem(form) for form in ("sign", "signs", "signed", "signing")} == {"sign"}
    assert stem("договора") == stem("договоры")


def test_threads_that_stem_at_once_do_not_disturb_each_other() -> None:
    uncached = stem.__wrapped__
    alone = [uncached(word) for word in WORDS]
    with ThreadPoolExecutor(8) as threads:
        together = [threads.submit(lambda: [uncached(word) for word in WORDS]) for _ in range(40)]
        assert all(found.result() == alone for found in together)
