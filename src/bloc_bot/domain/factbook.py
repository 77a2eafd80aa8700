"""The fact book: an immutable, versioned snapshot of everything on record, indexed for look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from bloc_bot.domain.dates import PartialDate, Period, Unbounded
from bloc_bot.domain.facts import (
    AnyFact,
    Attribute,
    Country,
    Event,
    Membership,
    Name,
    Organization,
    OrganizationKind,
    Person,
    Post,
    Profile,
    Relation,
    Source,
    Term,
)


@dataclass(frozen=True, eq=False)
class Register:
    """Identities only: what facts are about, what backs them, and what things are called."""

    organizations: Mapping[str, Organization] = field(default_factory=dict)
    countries: Mapping[str, Country] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    names: tuple[Name, ...] = ()

    def label(self, id: str) -> str:
        """What an answer calls a country, an organization or a person."""
        if (organization := self.organizations.get(id)) is not None:
            return organization.short
        found = self.countries.get(id) or self.people.get(id)
        return found.name if found is not None else id

    def is_or_is_from(self, holder: str, party: str) -> bool:
        """Whether whoever holds a post is this person or country, or a person from this country."""
        person = self.people.get(holder)
        return holder == party or (person is not None and person.nationality == party)


@dataclass(frozen=True, eq=False)
class FactBook:
    """All current facts that one reader may see, by what one looks them up by.

    `memberships`, `terms`, `events`, `relations` and `profiles` are keyed by organization (a term of a
    post of a state, by the country's code), oldest first; `memberships_of` by party, `terms_of` by
    holder, `relations_of` by the other organization, `events_with` by party.
    """

    version: int
    register: Register
    facts: Mapping[str, AnyFact]
    memberships: Mapping[str, tuple[Membership, ...]]
    memberships_of: Mapping[str, tuple[Membership, ...]]
    terms: Mapping[str, tuple[Term, ...]]
    terms_of: Mapping[str, tuple[Term, ...]]
    events: Mapping[str, tuple[Event, ...]]
    events_with: Mapping[str, tuple[Event, ...]]
    relations: Mapping[str, tuple[Relation, ...]]
    relations_of: Mapping[str, tuple[Relation, ...]]
    profiles: Mapping[str, tuple[Profile, ...]]

    @classmethod
    def build(cls, register: Register, facts: Iterable[AnyFact], version: int = 0) -> FactBook:
        by_id = {fact.id: fact for fact in sorted(facts, key=chronological)}
        shelves: dict[str, Any] = {
            name: _indexed(by_id.values(), kind, keys) for name, (kind, keys) in _SHELVES.items()
        }
        return cls(version=version, register=register, facts=by_id, **shelves)

    def overlaid(self, facts: Iterable[AnyFact], withdrawn: Iterable[str] = (), version: int = 0) -> FactBook:
        """This book with a workspace's own facts laid over it: same id, its own is taken. Shares all else."""
        own = {fact.id: fact for fact in facts}
        gone = set(own) | set(withdrawn)
        by_id = {id: fact for id, fact in self.facts.items() if id not in gone} | own
        replaced = [self.facts[id] for id in gone if id in self.facts]
        shelves: dict[str, Any] = {
            name: _overlaid(getattr(self, name), replaced, own.values(), kind, keys)
            for name, (kind, keys) in _SHELVES.items()
        }
        return replace(self, version=version, facts=by_id, **shelves)

    def lifetime(self, organization: str) -> Period:
        """From its founding until its end, as far as on record."""
        dated = {profile.attribute: profile.period.since for profile in self.profiles.get(organization, ())}
        ended = dated.get(Attribute.ENDED, Unbounded.OPEN)
        return Period(dated.get(Attribute.FOUNDED, Unbounded.UNKNOWN), ended)

    @cached_property
    def covered(self) -> tuple[Organization, ...]:
        """The organizations and treaties with members or officials on record, by their short names."""
        kinds = (OrganizationKind.ORGANIZATION, OrganizationKind.TREATY)
        found = [o for o in self.register.organizations.values() if o.kind in kinds]
        return tuple(sorted((o for o in found if self.memberships.get(o.id) or self.terms.get(o.id)), key=_short))

    @cached_property
    def owners(self) -> Mapping[str, frozenset[str]]:
        """Post → the organizations and states of which somebody is on record as having held it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for owner, terms in self.terms.items():
            for term in terms:
                found[term.post].add(owner)
        return {post: frozenset(owners) for post, owners in found.items()}

    @cached_property
    def all_events(self) -> tuple[Event, ...]:
        """Every event once, oldest first."""
        return tuple(sorted((fact for fact in self.facts.values() if isinstance(fact, Event)), key=chronological))


def chronological(fact: AnyFact) -> tuple[date, date]:
    """Sort key: by the earliest day of the start, then of the end. What has no start comes first."""
    since, until = fact.period.since, fact.period.until
    start = since.earliest if isinstance(since, PartialDate) else date.min
    end = until.earliest if isinstance(until, PartialDate) else date.max
    return start, end


def _short(organization: Organization) -> str:
    return organization.short


def _event_keys(event: Event) -> tuple[str, ...]:
    return tuple(dict.fromkeys((event.organization, *event.organizations)))


def _party_keys(event: Event) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.party for p in event.parties))


_SHELVES: dict[str, tuple[type, Callable[..., Iterable[str]]]] = {
    "memberships": (Membership, lambda fact: (fact.organization,)),
    "memberships_of": (Membership, lambda fact: (fact.party,)),
    "terms": (Term, lambda fact: (fact.organization or fact.state,)),
    "terms_of": (Term, lambda fact: (fact.holder,)),
    "events": (Event, _event_keys),
    "events_with": (Event, _party_keys),
    "relations": (Relation, lambda fact: (fact.organization,)),
    "relations_of": (Relation, lambda fact: (fact.other,)),
    "profiles": (Profile, lambda fact: (fact.organization,)),
}


def _indexed(
    facts: Iterable[AnyFact], kind: type, keys: Callable[..., Iterable[str]]
) -> dict[str, tuple[AnyFact, ...]]:
    """A shelf, in the order of the facts."""
    shelf: defaultdict[str, list[AnyFact]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, kind):
            for key in keys(fact):
                shelf[key].append(fact)
    return {key: tuple(found) for key, found in shelf.items()}


def _overlaid(
    shelf: Mapping[str, tuple[AnyFact, ...]],
    replaced: Iterable[AnyFact],
    own: Iterable[AnyFact],
    kind: type,
    keys: Callable[..., Iterable[str]],
) -> dict[str, tuple[AnyFact, ...]]:
    gone = _indexed(replaced, kind, keys)
    added = _indexed(own, kind, keys)
    merged = dict(shelf)
    for key in gone.keys() | added.keys():
        dropped = {fact.id for fact in gone.get(key, ())}
        kept = [fact for fact in merged.get(key, ()) if fact.id not in dropped]
        merged[key] = tuple(sorted([*kept, *added.get(key, ())], key=chronological))
    return merged
