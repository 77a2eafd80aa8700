"""What somebody held, how often a country held it, and who came before or after."""

from __future__ import annotations

import re
from typing import Literal

from bloc_bot.domain.queries import PostsOf, Query, Succession
from bloc_bot.language.patterns.office import office
from bloc_bot.language.reader import Reader


def succession(r: Reader) -> Query | None:
    found = office(r)
    organization = found[0] if found else (r.organization.id if r.organization else None)
    if (organization is None and not r.people) or (len(r.people) > 1 and "between" not in r.marked.words):
        return None
    return Succession(
        organization=organization,
        posts=found[1] if found else (),
        holder=r.people[0] if r.people else (r.countries[0] if r.countries else None),
        direction=_direction(r),
        on=r.when,
    )


def _direction(r: Reader) -> Literal["before", "after"]:
    if r.has("before", "former"):
        return "after" if _HANDED_OVER_TO_WHOM.search(r.marked.shape) else "before"
    return "before" if _REPLACED_WHOM.search(r.marked.shape) else "after"


_HANDED_OVER_TO_WHOM = re.compile(
    r"^(?:to )?(?:who|what) (?:country )?do (?:PERSON|COUNTRY) (?:\S+ )*before\b|^(?:PERSON"
    r"|COUNTRY) before (?:\S+ )*who\b"
)
"""`whom did X hand over to?`: asked for whoever came after."""
_REPLACED_WHOM = re.compile(
    r"^(?:PERSON|COUNTRY) after (?:who|what)\b|^(?:who|what) (?:(?:country|POST|head|chair) )?(?:do )?(?:PERSON"
    r"|COUNTRY) after\b"
)
"""Asked for whoever was replaced: `X replaced whom?`, `whom did X replace?`"""


def times_held(r: Reader) -> Query | None:
    if r.organization is None or len(r.countries) != 1 or r.people:
        return None
    seat = r.seated(r.organization).id
    if not any(term.holder == r.countries[0] for term in r.book.terms.get(seat, ())):
        return None  # it is asked about people from there
    return PostsOf(person=r.countries[0], organization=r.organization.id, on=r.when)


def posts_of(r: Reader) -> Query | None:
    if len(r.people) != 1 or _NEIGHBOUR.search(r.marked.shape) or _SAID.search(r.marked.text):
        return None
    organization = r.organization.id if r.organization and not (r.has("before") or r.excluding) else None
    # Of two days between which somebody is in doubt (`24 March or 4 April`), neither is when it must have been.
    on = r.when if len(r.marked.times) < 2 or not r.has("or") else None
    return PostsOf(person=r.people[0], organization=organization, on=on)


_SAID = re.compile(r"\bwhat\b.*\b(?:say|said|says|saying|tell|told)\b", re.IGNORECASE)
_NEIGHBOUR = re.compile(r"\bwho (?:\S+ ){0,3}?(?:after|before) PERSON\b")
"""Asked for whoever came next to a person, and not for what the person was."""
