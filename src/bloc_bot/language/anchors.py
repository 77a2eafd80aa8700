"""Times that are facts themselves: `when Uzbekistan left`, `the year before the charter entered into force`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bloc_bot.language.expressions import Expressions

_RELATION = Expressions(
    r"(?<=\S\s)(?:(?:in |on )?the (?P<unit>year|month|day) (?P<side>before|after|of|when|that)"
    r"|(?:in|on) the (?:year|day)"
    r"|(?:at|around|by) the time(?: of| that| when)?|around|when|during|before|after|since|until|till"
    r"|at (?=(?:the |its |their |that )?(?:[\w’'-]+ ){0,5}(?:summit|session|meeting|conference|congress)\b)"
    r"|as of(?! \d))\s*(?<=\s)(?=\S)",
    "year month day time around when during before after since until till as summit session meeting conference"
    " congress",
)

_CLAUSE_FIRST = re.compile(
    r"\W*(?:(?:in |on )?the (?P<unit>year|month|day) (?P<side>before|after|of|when|that)"
    r"|(?:at|around|by) the time(?: of| that| when)?|during|before|after|when)"
    r"\s+(?P<clause>[^,]+(?:,[^,?!;]+?){0,3}),\s*(?P<main>(?:[^,?]{1,30},\s*)?(?:who|what|which|how|was|were|is|did"
    r"|where)\b.+)",
    re.IGNORECASE | re.DOTALL,
)


_SENTENCE_END = re.compile(r"[?!;]\s")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A question cut in two: what is asked, and the happening that says when, each as its start and end in the text.

    What is asked may stand on both sides of the happening. `relation` is at, before, after, since, until, or a unit
    with its side (`year before`).
    """

    main: tuple[tuple[int, int], ...]
    relation: str
    clause: tuple[int, int]


def anchored(text: str, said: frozenset[str]) -> tuple[Anchored, ...]:
    """The ways to cut a question at words such as `when` and `before`, the first cut first; `said` are its words."""
    first = _CLAUSE_FIRST.match(text)
    opening = (
        (Anchored((first.span("main"),), _relation(first), _stripped(text, *first.span("clause"))),) if first else ()
    )
    return opening + tuple(
        _cut_at(relation, text)
        for relation in _RELATION.found_in(text, said)
        if len(text[: relation.start()].split()) > 1
        and _SENTENCE_END.search(text, 0, relation.start()) is None
        and not text[: relation.start()].rstrip().endswith(":")
        and _ASKING.match(text, relation.end()) is None
    )


def _cut_at(relation: re.Match[str], text: str) -> Anchored:
    before = (0, len(text[: relation.start()].rstrip(" ,")))
    asked_after = _ASKED_AFTER.search(text, relation.end())
    end = asked_after.start() if asked_after else len(text)
    main = (before, asked_after.span("main")) if asked_after else (before,)
    return Anchored(main, _relation(relation), _stripped(text, relation.end(), end))


_ASKED_AFTER = re.compile(r",\s*(?P<main>(?:which|what|who|how many|where)\b.+)", re.IGNORECASE | re.DOTALL)
"""The question itself behind the happening: `CACO just before it merged, which countries?`"""
_ASKING = re.compile(r"(?:is|are|was|were|do|does|did|has|have|had|will|when|which|what|who|whom)\s", re.IGNORECASE)
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
