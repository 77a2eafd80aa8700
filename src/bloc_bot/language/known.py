"""`known DATE` beside a question: the day by whose record it is to be answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bloc_bot.language.parser import LONGEST
from bloc_bot.language.times import TimeMark, find_times

_KNOWN = re.compile(
    r"[\s,;(]*(?<!\w)(?:as (?:it )?(?:was )?)?known\s+(?:(?:on|at|as of|as at)\s+)?(?=\w)", re.IGNORECASE
)
_NAMING = re.compile(
    r"\b(?:is|are|was|were|be|been|being|become|became|also|formerly|previously|once|now|still|best|better|well"
    r"|widely|little|the|what|whats)$",
    re.IGNORECASE,
)
"""After one of these, `known` says what something is called, or how well: `was known 1999 as GUUAM`."""
_ENDS = re.compile(r"\s*(?:[,;:?!)]|\.(?!\d)|$)")
_NAMES = re.compile(r"\s+as\b", re.IGNORECASE)
_LONGEST_DATE = 60
"""Characters in which a date stands, with what may follow it."""
_OPENING = re.compile(r"^\W*(?:and|but|so|what about|how about)?\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """A question, and the day by whose record it is to be answered; None where it names none."""

    question: str
    known: date | None = None

    @property
    def is_bare(self) -> bool:
        """Whether nothing is asked but how it was known: `and known 1 March 2026?`."""
        return _OPENING.match(self.question) is not None


def read_known(text: str, today: date) -> Asked:
    """Take `known DATE` out of a question, where it is clearly that.

    A month or a year means its last day, or today while it lasts. It must end the question or what stands between
    commas; a day may stand anywhere.
    """
    if "known" not in text.casefold():
        return Asked(text)
    words = " ".join(text.split())
    for found in _KNOWN.finditer(words) if len(words) <= LONGEST else ():
        before, rest = words[: found.start()], words[found.end() :]
        time = next(iter(find_times(rest[:_LONGEST_DATE], today)), None)
        if time is not None and (day := _day(time, rest, today)) is not None and not _NAMING.search(before):
            return Asked(_joined(before, rest[time.end :]), day)
    return Asked(text)


def _day(time: TimeMark, rest: str, today: date) -> date | None:
    """The day that the time means, if it is one that follows `known` and belongs to it."""
    first, last, after = time.when.first, time.when.last, rest[time.end :]
    if time.start or time.relation != "on" or first is None or last is None or "/" in time.when.written:
        return None
    if _NAMES.match(after) or (first != last and not _ENDS.match(after)):
        return None
    return today if first <= today < last else last


def _joined(before: str, after: str) -> str:
    after = after.lstrip(" ,;:)")
    return f"{before}{'' if after[:1] in ('?', '!', '.') else ' '}{after}".strip()
