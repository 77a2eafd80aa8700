"""Who belongs, whether a party belongs, and when it joined or left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bloc_bot.domain.dates import PartialDate, Truth
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import FULL_ROLES, Membership, RelationKind, Role, Standing
from bloc_bot.domain.findings import DatesFound, Held, MembersFound, MembershipsOfFound, StatusesFound, StatusFound
from bloc_bot.domain.queries import (
    Change,
    Members,
    MembershipDates,
    MembershipsOf,
    MembershipStatus,
    MembershipStatuses,
    When,
)
from bloc_bot.lookup.times import falls_within, held, truth_at


def find_members(query: Members, book: FactBook) -> MembersFound:
    """Who had one of the roles asked about; without a role, whoever fully belonged."""
    recorded = book.memberships.get(query.organization, ())
    roles = set(query.roles) or FULL_ROLES
    plain = [m for m in recorded if m.standing is None and m.role is not Role.NOT_A_MEMBER]
    asked = [m for m in plain if m.role in roles]
    if query.founding:
        asked = _founders(asked)
    found = asked if query.founding else ()
    judged = tuple(Held(m, Truth.YES) for m in found) or held(asked, query.on)
    members = _one_each(one for one in judged if one.truth is Truth.YES)
    sure = {one.fact.party for one in members}
    possible = _one_each(one for one in judged if one.truth is Truth.UNCERTAIN and one.fact.party not in sure)
    others = [] if query.roles or query.founding else [m for m in plain if m.role not in roles]
    return MembersFound(
        query=query,
        members=members,
        possible=possible,
        others=tuple(one for one in held(others, query.on) if one.truth is Truth.YES and one.fact.party not in sure),
        standings=_standings(recorded, query.on),
        ended=tuple(m for m in asked if not judged and truth_at(m, query.on) is Truth.NO),
        existed=_existed(book, query.organization, query.on),
        in_bodies=_in_bodies(query, book),
    )


def _in_bodies(query: Members, book: FactBook) -> tuple[Held[Membership], ...]:
    bodies = [o.id for o in book.register.organizations.values() if o.parent == query.organization]
    asked = [m for body in bodies for m in book.memberships.get(body, ()) if m.role in query.roles]
    return tuple(one for one in held(asked, query.on) if one.truth is Truth.YES)


def find_status(query: MembershipStatus, book: FactBook, today: date | None = None) -> StatusFound:
    """Whether the party had one of the roles asked about (any full one, if none was). What lies ahead is open."""
    found = _find_status(query, book)
    ahead = today is not None and query.on is not None and query.on.first is not None and query.on.first > today
    return replace(found, verdict=Truth.UNCERTAIN) if ahead and found.verdict is Truth.YES else found


def _find_status(query: MembershipStatus, book: FactBook) -> StatusFound:
    recorded = tuple(m for m in book.memberships.get(query.organization, ()) if m.party == query.party)
    roles = set(query.roles) or FULL_ROLES
    asked = [m for m in recorded if m.standing is None and m.role in roles]
    judged = held(asked, query.on)
    return StatusFound(
        query=query,
        verdict=_verdict(judged, recorded, book, query),
        held=judged or tuple(one for one in held(_other_roles(recorded, roles), query.on) if one.truth is Truth.YES),
        all=tuple(m for m in recorded if m.standing is None),
        standings=_standings(recorded, query.on),
        elsewhere=_elsewhere(query.organization, query.party, book),
    )


def find_statuses(query: MembershipStatuses, book: FactBook, today: date) -> StatusesFound:
    """Whether each of the parties had one of the roles asked about."""
    asked = [
        MembershipStatus(organization=query.organization, party=party, roles=query.roles, on=query.on)
        for party in query.parties
    ]
    return StatusesFound(query, tuple(find_status(each, book, today) for each in asked))


def find_dates(query: MembershipDates, book: FactBook) -> DatesFound:
    """The memberships that began or ended, or were suspended, within the time asked about if one was."""
    if query.change is Change.SUSPENDED:
        return _find_suspensions(query, book)
    recorded = book.memberships.get(query.organization, ())
    roles = set(query.roles) or FULL_ROLES
    full = [m for m in recorded if m.role in roles and m.standing is None]
    if query.parties:
        full = [m for m in full if m.party in query.parties]
    dated = [m for m in full if _changed(m, query.change, query.on)]
    if query.extreme is not None:
        before = [
            m for party in query.parties for m in _elsewhere(query.organization, party, book) if m.role in FULL_ROLES
        ]
        dated = _extreme([*dated, *(m for m in before if _changed(m, query.change, query.on))], query)
    did = {m.party for m in dated}
    never = [party for party in query.parties if party not in did and not (query.which and did)]
    return DatesFound(
        query=query,
        memberships=tuple(sorted(dated, key=lambda m: _date_of(m, query.change).earliest)),
        standings=tuple(m for m in recorded if m.standing is not None and m.party in query.parties),
        never=tuple(_status_of(party, query, book) for party in never),
        elsewhere=tuple(m for party in query.parties for m in _elsewhere(query.organization, party, book)),
    )


def _find_suspensions(query: MembershipDates, book: FactBook) -> DatesFound:
    """Where participation stopped and membership went on; where there is no such thing, the memberships that ended."""
    ended = find_dates(query.model_copy(update={"change": Change.LEFT}), book)
    recorded = book.memberships.get(query.organization, ())
    concerned = [m for m in recorded if m.standing in _STOPPED and (not query.parties or m.party in query.parties)]
    stopped = tuple(m for m in concerned if _changed(m, Change.JOINED, query.on))
    if not stopped:
        return ended
    never = tuple(status for status in ended.never if status.query.party not in {m.party for m in stopped})
    return replace(ended, query=query, memberships=(*ended.memberships, *stopped), standings=(), never=never)


_STOPPED = (Standing.SUSPENDED, Standing.FROZEN)


def find_memberships_of(query: MembershipsOf, book: FactBook) -> MembershipsOfFound:
    """What the party belonged to at the time asked about; or what it joined or left, then or ever."""
    recorded = [m for m in book.memberships_of.get(query.party, ()) if m.role is not Role.NOT_A_MEMBER]
    plain = [m for m in recorded if m.standing is None and (not query.roles or m.role in query.roles)]
    if query.change is not None:
        dated = [
            m
            for m in plain
            if m.role in (*FULL_ROLES, Role.FOUNDING_STATE) and _changed_for_certain(m, query.change, query.on)
        ]
        found = tuple(Held(m, Truth.YES) for m in sorted(dated, key=lambda m: _date_of(m, query.change).earliest))
    else:
        found = held(plain, query.on)
    return MembershipsOfFound(query, found, _standings(recorded, query.on))


def _changed_for_certain(membership: Membership, change: Change, on: When | None) -> bool:
    end = membership.period.since if change is Change.JOINED else membership.period.until
    return isinstance(end, PartialDate) and falls_within(end, on) is not Truth.NO


def _verdict(
    judged: tuple[Held[Membership], ...], recorded: tuple[Membership, ...], book: FactBook, query: MembershipStatus
) -> Truth | None:
    truths = {one.truth for one in judged}
    if Truth.YES in truths:
        return Truth.YES
    founding = [m for m in recorded if m.role is Role.FOUNDING_STATE and truth_at(m, query.on) is not Truth.NO]
    if Truth.UNCERTAIN in truths or (founding and not query.roles):
        return Truth.UNCERTAIN
    known = recorded or "members" in book.register.organizations[query.organization].covers
    return Truth.NO if known else None


def _other_roles(recorded: Iterable[Membership], roles: Iterable[Role]) -> list[Membership]:
    return [m for m in recorded if m.standing is None and m.role not in roles]


def _status_of(party: str, query: MembershipDates, book: FactBook) -> StatusFound:
    return find_status(MembershipStatus(organization=query.organization, party=party, on=query.on), book)


def _one_each(judged: Iterable[Held[Membership]]) -> tuple[Held[Membership], ...]:
    """One row a party: of several memberships in a span, the last."""
    return tuple({one.fact.party: one for one in judged}.values())


def _standings(recorded: Iterable[Membership], on: When | None) -> tuple[Membership, ...]:
    return tuple(m for m in recorded if m.standing is not None and truth_at(m, on) is Truth.YES)


def _existed(book: FactBook, organization: str, on: When) -> Truth:
    lifetime = book.lifetime(organization)
    return lifetime.truth_within(on.first or date.min, on.last or date.max)


def _founders(memberships: list[Membership]) -> list[Membership]:
    starts = [m.period.since.earliest for m in memberships if isinstance(m.period.since, PartialDate)]
    first = min(starts, default=None)
    return [m for m in memberships if isinstance(m.period.since, PartialDate) and m.period.since.earliest == first]


def _date_of(membership: Membership, change: Change | None) -> PartialDate:
    end = membership.period.since if change is Change.JOINED else membership.period.until
    return end if isinstance(end, PartialDate) else PartialDate(9998)


def _changed(membership: Membership, change: Change, on: When | None) -> bool:
    end = membership.period.since if change is Change.JOINED else membership.period.until
    if not isinstance(end, PartialDate):
        return change is Change.JOINED and on is None
    return falls_within(end, on) is not Truth.NO


def _extreme(dated: list[Membership], query: MembershipDates) -> list[Membership]:
    with_date = [m for m in dated if _date_of(m, query.change).year < 9998]
    if not with_date:
        return []
    pick = max if query.extreme == "last" else min
    day = pick(_date_of(m, query.change).earliest for m in with_date)
    return [m for m in with_date if _date_of(m, query.change).earliest == day]


def _elsewhere(organization: str, party: str, book: FactBook) -> tuple[Membership, ...]:
    """The party's part in bodies of the organization, and in what it is the successor of."""
    bodies = [o.id for o in book.register.organizations.values() if o.parent == organization]
    before = [r.other for r in book.relations.get(organization, ()) if r.kind is RelationKind.SUCCESSOR_OF]
    return tuple(
        m
        for place in (*bodies, *before)
        for m in book.memberships.get(place, ())
        if m.party == party and m.standing is None and m.role is not Role.NOT_A_MEMBER
    )
