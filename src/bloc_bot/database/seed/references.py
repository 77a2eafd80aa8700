"""The ids in the seed: none may stand twice, and each must name something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from bloc_bot.database.seed.files import (
    EventEntry,
    MembershipEntry,
    ProfileEntry,
    RelationEntry,
    Seed,
    TermEntry,
)

FactEntry = MembershipEntry | TermEntry | EventEntry | RelationEntry | ProfileEntry


def unresolved(seed: Seed) -> list[str]:
    """Ids that stand twice, and ids that name nothing, a line each."""
    return [*_twice(seed), *_dangling(seed)]


def fact_entries(seed: Seed) -> Iterator[FactEntry]:
    """All facts of the seed as written, in the order of the files."""
    for file in seed.organizations:
        yield from chain(file.profile, file.memberships, file.terms, file.relations, file.events)
    for country in seed.countries:
        yield from country.terms


def _twice(seed: Seed) -> Iterator[str]:
    # One id must not name both a country and a person either: parties are given by id alone.
    parties = [o.id for o in seed.organizations] + [c.id for c in seed.countries] + [p.id for p in seed.people]
    for what, ids in (
        ("party", parties),
        ("post", [post.id for post in seed.posts]),
        ("source", [source.id for source in seed.sources]),
        ("fact", [entry.id for entry in fact_entries(seed)]),
    ):
        yield from (f"{what} {name} stands {times} times" for name, times in Counter(ids).items() if times > 1)


def _dangling(seed: Seed) -> Iterator[str]:
    known = _known(seed)
    for where, what, name in chain(_of_organizations(seed), *map(_of_fact, fact_entries(seed))):
        if name not in known[what]:
            yield f"{where}: there is no {what} {name!r}"


def _known(seed: Seed) -> dict[str, set[str]]:
    organizations = {file.id for file in seed.organizations}
    states = {country.id for country in seed.countries}
    people = {person.id for person in seed.people}
    return {
        "organization": organizations,
        "party": organizations | states | people,
        "member": organizations | states,
        "holder": states | people,
        "post": {post.id for post in seed.posts},
        "source": {source.id for source in seed.sources},
        "event": {event.id for file in seed.organizations for event in file.events},
    }


_Reference = tuple[str, str, str]
"""Where it stands, what it names, and the id."""


def _of_organizations(seed: Seed) -> Iterator[_Reference]:
    for file in seed.organizations:
        if file.parent:
            yield file.id, "organization", file.parent
        if file.head_post:
            yield file.id, "post", file.head_post


def _of_fact(entry: FactEntry) -> Iterator[_Reference]:
    yield from ((entry.id, "source", citation.id) for citation in entry.sources)
    yield from ((entry.id, "source", dispute.id) for dispute in entry.disputes)
    match entry:
        case MembershipEntry():
            yield entry.id, "member", entry.party
        case TermEntry():
            yield entry.id, "holder", entry.holder
            yield entry.id, "post", entry.post
        case RelationEntry():
            yield entry.id, "organization", entry.other
        case EventEntry():
            yield from _of_event(entry)
        case ProfileEntry():
            pass


def _of_event(entry: EventEntry) -> Iterator[_Reference]:
    yield from ((entry.id, "organization", organization) for organization in entry.organizations)
    yield from ((entry.id, "party", party) for parties in entry.parties.values() for party in parties)
    if entry.outcome:
        yield entry.id, "event", entry.outcome
