"""Words that somebody puts behind `add`, or wrote in a message: the date, the address and the names in them."""

from __future__ import annotations

import re
from datetime import date

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.remarks import Remark
from bloc_bot.language.names import NameMark
from bloc_bot.language.parser import name_index
from bloc_bot.language.times import find_times, read_date
from bloc_bot.language.words import tokens

_ADDRESS = re.compile(r"[(\[<]?(https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"])[>\])]?", re.IGNORECASE)
"""In brackets or not, and without the full stop or comma that a sentence puts behind it."""
_BEFORE_A_DATE = re.compile(r"(?:on|in|at|as of) ", re.IGNORECASE)
_AT_THE_EDGES = " \t\n,;:–—-()[]"


def read_remark(text: str, register: Register, today: date) -> Remark:
    """The first date and the first address are taken out of the words; names stay in them."""
    address = _ADDRESS.search(text)
    words = _ADDRESS.sub(" ", text)
    when, words = _dated(words, today)
    words = words.strip(_AT_THE_EDGES)
    found = tokens(words)
    marks = name_index(register).find(found)
    named = {position for mark in marks for position in range(mark.start, mark.end)}

    def of_kind(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mark.subjects[0] for mark in marks if mark.kind == kind and _is_plain(mark)))

    return Remark(
        words,
        when,
        address[1] if address else "",
        of_kind("organization"),
        of_kind("country"),
        of_kind("person"),
        of_kind("post"),
        says_more=len(named) < len(found),
    )


def _is_plain(mark: NameMark) -> bool:
    """Whether it is the name of one thing, without a slip and without need of a question to bear it out."""
    return len(mark.subjects) == 1 and mark.exact and not mark.weak


def _dated(text: str, today: date) -> tuple[PartialDate | None, str]:
    """The first day, month or year that is named as such, and the text without it."""
    for mark in find_times(text, today):
        said = _BEFORE_A_DATE.sub("", text[mark.start : mark.end], count=1)
        try:
            when = read_date(said)
        except ValueError:
            continue
        return when, _joined(text[: mark.start], text[mark.end :])
    return None, text


def _joined(before: str, after: str) -> str:
    return f"{before.rstrip()} {after.lstrip(' ,:')}" if before.strip(_AT_THE_EDGES) else after
