"""What an organization is, and what it is to another one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bloc_bot.domain.dates import PartialDate, Truth
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import Attribute, Profile, Relation, RelationKind
from bloc_bot.domain.findings import AboutFound, RelatedFound
from bloc_bot.domain.names import folded
from bloc_bot.domain.queries import About, Members, Related, When
from bloc_bot.lookup.members import find_members
from bloc_bot.lookup.times import falls_within


def find_profile(query: About, book: FactBook, today: date) -> AboutFound:
    """Its dated attributes, relations, and how many belong today; or only the attributes asked about."""
    recorded = book.profiles.get(query.organization, ())
    if query.attributes:
        profiles = [p for p in recorded if p.attribute in query.attributes]
        return AboutFound(query, tuple(profiles), verdict=_verdict(profiles, query, book) if query.whether else None)
    members = find_members(Members(organization=query.organization, on=When.now(today)), book).members
    profiles = [p for p in recorded if p.attribute is not Attribute.NAME or p.truth_on(today) is not Truth.NO]
    return AboutFound(
        query=query,
        profiles=tuple(profiles),
        relations=book.relations.get(query.organization, ()),
        members=len(members) or None,
        verdict=_verdict(profiles, query, book) if query.whether else None,
    )


def _verdict(profiles: list[Profile], query: About, book: FactBook) -> Truth | None:
    if query.attributes == (Attribute.FOUNDED, Attribute.ENDED) and query.on is not None:
        return book.lifetime(query.organization).truth_within(query.on.first or date.min, query.on.last or date.max)
    return _reached(profiles, query)


def _reached(profiles: list[Profile], query: About) -> Truth | None:
    """Whether it was founded or signed at the time asked about; whether it was in force, or over, by then."""
    if query.place and not all(
        word in folded(" ".join(p.value for p in profiles)).split() for word in query.place.split()
    ):
        return Truth.NO
    if query.place and query.on is None:
        return Truth.YES
    dates = [p.period.since for p in profiles if isinstance(p.period.since, PartialDate)]
    if not dates or query.on is None or query.on.last is None:
        return None
    came = max(dates, key=lambda when: when.latest)
    if set(query.attributes) & {Attribute.FOUNDED, Attribute.SIGNED}:
        return max((falls_within(when, query.on) for when in dates), key=[Truth.NO, Truth.UNCERTAIN, Truth.YES].index)
    if query.on.last >= came.latest:
        return Truth.YES
    return Truth.NO if query.on.last < came.earliest else Truth.UNCERTAIN


def find_related(query: Related, book: FactBook) -> RelatedFound:
    """Relations between two organizations, either way round, and the part of one in the other."""
    pair = (query.organization, query.other)
    relations = {
        r.id: r for id in pair for r in (*book.relations.get(id, ()), *book.relations_of.get(id, ()))
        if {r.organization, r.other} == set(pair)
    }  # fmt: skip
    memberships = [
        m for id in pair for m in book.memberships_of.get(id, ()) if m.organization in pair and m.standing is None
    ]
    if query.whether is None:
        return RelatedFound(query, tuple(relations.values()), tuple(memberships))
    own = {r.id: r for r in book.relations.get(query.organization, ()) if r.kind is query.whether}
    return RelatedFound(query, tuple((relations | own).values()), tuple(memberships), _is_so(query, relations.values()))


_COOPERATION = {RelationKind.COOPERATES_WITH, RelationKind.DECLINES_COOPERATION_WITH}


def _is_so(query: Related, relations: Iterable[Relation]) -> Truth | None:
    """What merged into another was succeeded by it, whichever way the sources put it; not so the other way."""
    if query.whether == "the same as":
        return Truth.YES if query.organization == query.other else Truth.NO
    kinds = {(r.organization, r.kind) for r in relations}
    if query.whether is RelationKind.COOPERATES_WITH:
        held = {kind for _, kind in kinds}
        return Truth.YES if held & _COOPERATION == {query.whether} else None
    if query.whether is RelationKind.MERGED_INTO:
        is_so = any(kind in (query.whether, RelationKind.SUCCESSOR_OF) for _, kind in kinds)
        return Truth.YES if is_so else Truth.NO
    if any(kind is RelationKind.MERGED_INTO for _, kind in kinds):
        return None
    return Truth.YES if (query.organization, query.whether) in kinds else Truth.NO
