"""Times that are facts themselves: `when Uzbekistan left`, `the year before the charter entered into force`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RELATION = re.compile(
    r"(?<=\S\s)(?:(?:in |on )?the (?P<unit>year|month|day) (?P<side>before|after|of|when|that)"
    r"|(?:in|on) the (?:year|day)"
    r"|(?:at|around|by) the time(?: of| that| when)?|around|when|during|before|after|since|until|till"
    r"|as of(?! \d))\s+(?=\S)",
    re.IGNORECASE,
)

_CLAUSE_FIRST = re.compile(
    r"\W*(?:(?:in |on )?the (?P<unit>year|month|day) (?P<side>before|after|of|when|that)"
    r"|(?:at|around|by) the time(?: of| that| when)?|during|before|after|when)"
    r"\s+(?P<clause>[^,]+),\s*(?P<main>(?:who|what|which|how|was|were|is|did|where)\b.+)",
    re.IGNORECASE | re.DOTALL,
)


_SENTENCE_END = re.compile(r"[?!;]\s")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A question cut in two: what is asked, and the happening that says when, each as its start and end in the text.

    `relation` is at, before, after, since, until, or a unit with its side (`year before`).
    """

    main: tuple[int, int]
    relation: str
    clause: tuple[int, int]


def anchored(text: str) -> tuple[Anchored, ...]:
    """The ways to cut a question at words such as `when` and `before`, the first cut first."""
    first = _CLAUSE_FIRST.match(text)
    cuts = (Anchored(first.span("main"), _relation(first), _stripped(text, *first.span("clause"))),) if first else ()
    return cuts + tuple(
        Anchored((0, len(text[: cut.start()].rstrip(" ,"))), _relation(cut), _stripped(text, cut.end(), len(text)))
        for cut in _RELATION.finditer(text)
        if len(text[: cut.start()].split()) > 1
        and _SENTENCE_END.search(text, 0, cut.start()) is None
        and _ASKING.match(text, cut.end()) is None
    )


_ASKING = re.compile(r"(?:is|are|was|were|do|does|did|has|have|had|will)\s", re.IGNORECASE)
"""A question begins like that, and no happening: `Uzbekistan and the CSTO: when was it suspended?`"""


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks and stops around it."""
    said = text[start:end]
    return start + len(said) - len(said.lstrip(_AROUND)), start + len(said.rstrip(_AROUND))


_AROUND = " ,?.!"


def _relation(cut: re.Match[str]) -> str:
    if cut["unit"]:
        side = cut["side"].casefold()
        return f"{cut['unit'].casefold()} {side}" if side in ("before", "after") else "at"
    word = cut[0].split()[0].casefold()
    return {"before": "before", "after": "after", "since": "since", "until": "until", "till": "until"}.get(word, "at")
