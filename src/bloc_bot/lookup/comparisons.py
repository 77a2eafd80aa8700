"""The members of several organizations held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from bloc_bot.domain.dates import PartialDate, Truth, Unbounded
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import FULL_ROLES, Membership
from bloc_bot.domain.findings import ComparisonFound, OverlapFound, SharedFound
from bloc_bot.domain.queries import Compared, Comparison, Overlap, SharedMemberships, When
from bloc_bot.lookup.times import held, truth_at


def find_compared(
    query: Comparison | Overlap | SharedMemberships, book: FactBook
) -> ComparisonFound | OverlapFound | SharedFound:
    """What several organizations share, or several parties."""
    match query:
        case Comparison():
            return find_comparison(query, book)
        case Overlap():
            return find_overlap(query, book)
        case SharedMemberships():
            return find_shared(query, book)


def find_comparison(query: Comparison, book: FactBook) -> ComparisonFound:
    """Who belonged to both (all), only to the first, or to either of the organizations at the time asked about."""
    sure: list[dict[str, Membership]] = []
    perhaps: list[set[str]] = []
    for organization in query.organizations:
        judged = held(_full(organization, book), query.on)
        sure.append({h.fact.party: h.fact for h in judged if h.truth is Truth.YES})
        perhaps.append({h.fact.party for h in judged})
    if query.among:
        first = {m.party: m for m in _full(query.organizations[0], book) if m.party in query.among}
        sure[0], perhaps[0] = first, set(first)
    parties = sorted(_chosen(query.how, [set(s) for s in sure], perhaps), key=book.register.label)
    possible = _chosen(query.how, perhaps, [set(s) for s in sure]) - set(parties)
    rows = tuple((p, tuple(s[p] for s in sure if p in s)) for p in parties)
    return ComparisonFound(
        query=query,
        parties=rows,
        possible=tuple(sorted(possible, key=book.register.label)),
        rests_on=tuple(fact for s in sure for fact in list(s.values())[-2:]),
    )


def _chosen(how: Compared, members: Sequence[set[str]], others: Sequence[set[str]]) -> set[str]:
    """`others` are the sets that what is left out is judged by: who may belong is not surely outside."""
    match how:
        case Compared.BOTH:
            return set.intersection(*members)
        case Compared.ONLY_FIRST:
            return members[0].difference(*others[1:])
        case Compared.EITHER:
            return {party for each in members for party in each}


def find_overlap(query: Overlap, book: FactBook) -> OverlapFound:
    """Whether the party belonged to all of the organizations on the same day."""
    own = [[m for m in _full(o, book) if m.party == query.party] for o in query.organizations]
    truths = [_together(one, other) for first, second in combinations(own, 2) for one in first for other in second]
    verdict = Truth.YES if Truth.YES in truths else Truth.UNCERTAIN if Truth.UNCERTAIN in truths else Truth.NO
    return OverlapFound(
        query=query,
        verdict=verdict,
        memberships=tuple(m for memberships in own for m in memberships),
        never_in=tuple(o for o, memberships in zip(query.organizations, own, strict=True) if not memberships),
    )


def find_shared(query: SharedMemberships, book: FactBook) -> SharedFound:
    """The organizations to which all of the parties belong, or belonged, at the time asked about."""
    own = [_by_organization(party, query.on, book) for party in query.parties]
    shared = [o for o in own[0] if all(o in memberships for memberships in own)]
    return SharedFound(
        query,
        tuple((o, tuple(m for memberships in own for m in memberships[o])) for o in shared),
        tuple(m for memberships in own for found in memberships.values() for m in found[:1]),
    )


def _by_organization(party: str, on: When | None, book: FactBook) -> dict[str, list[Membership]]:
    found: dict[str, list[Membership]] = {}
    for m in book.memberships_of.get(party, ()):
        if m.role in FULL_ROLES and m.standing is None and truth_at(m, on) is Truth.YES:
            found.setdefault(m.organization, []).append(m)
    return found


def _together(one: Membership, other: Membership) -> Truth:
    """Whether two periods share a day: neither is over before the other has begun."""
    truths = (_begins_before_end(one, other), _begins_before_end(other, one))
    if Truth.NO in truths:
        return Truth.NO
    return Truth.UNCERTAIN if Truth.UNCERTAIN in truths else Truth.YES


def _begins_before_end(one: Membership, other: Membership) -> Truth:
    since, until = one.period.since, other.period.until
    if until is Unbounded.OPEN or since is Unbounded.OPEN:
        return Truth.YES
    if not isinstance(since, PartialDate) or not isinstance(until, PartialDate):
        return Truth.UNCERTAIN
    if since.latest < until.earliest:
        return Truth.YES
    return Truth.NO if since.earliest >= until.latest else Truth.UNCERTAIN


def _full(organization: str, book: FactBook) -> list[Membership]:
    return [m for m in book.memberships.get(organization, ()) if m.role in FULL_ROLES and m.standing is None]
