"""The office that a question is about."""

from __future__ import annotations

import re

from bloc_bot.domain.facts import Organization
from bloc_bot.language.reader import Reader

Office = tuple[str, tuple[str, ...]]
"""An organization or state, and the posts of it that are meant."""


def office(r: Reader) -> Office | None:
    """The office that a question is about, from the post or the verb that names it."""
    if r.posts:
        return _named_office(r)
    if r.organization is None:
        return None
    seat = r.seated(r.organization)
    if r.has("chair") and not r.has("secretariat"):
        return _chair(r, seat)
    if r.has("head", "official-head", "chair"):
        head = r.organization.head_post or seat.head_post
        return (seat.id, (head,)) if head else None
    return (r.organization.id, ()) if r.has("official") else None


def _chair(r: Reader, seat: Organization) -> Office | None:
    """Who chairs: of a body, its head; of an organization, the country in the chair and whoever sits for it."""
    own = r.organization.head_post if r.organization is not None and r.organization.parent else ""
    if own:
        return seat.id, (own,)
    if seat is not r.organization:
        return None
    sits = {t.post for t in r.book.terms.get(seat.id, ()) if t.post in ("chair", "chairperson-in-office")}
    asked = {"chair"} if not sits or (r.has("country") and not r.has("who")) else sits
    return seat.id, tuple(sorted(asked))


_WHICH_MINISTER = re.compile(r"(?:and )?(?:what|who) POST be POST\b")
"""`which foreign minister was Chairperson-in-Office?`: the first post says no more than who may have held the other."""


def _named_office(r: Reader) -> Office | None:
    subjects = r.posts[-1 if _WHICH_MINISTER.match(r.marked.shape) else 0].subjects
    owners = {(owner, post) for post in subjects for owner in r.book.owners.get(post, ())}
    if r.countries and (of_state := sorted(o for o in owners if o[0] in r.countries)):
        return of_state[0][0], tuple(post for _, post in of_state)
    if r.organization is not None:
        seat = r.seated(r.organization).id
        fitting = tuple(sorted(post for owner, post in owners if owner == seat))
        return seat, fitting or subjects
    of_organizations = sorted(o for o in owners if o[0] in r.register.organizations)
    return (of_organizations[0][0], (of_organizations[0][1],)) if len(of_organizations) == 1 else None
