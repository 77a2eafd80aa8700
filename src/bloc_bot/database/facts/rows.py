"""How each kind of fact is kept in its tables: from domain object to columns, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Any

from sqlalchemy import Row

from bloc_bot.database.models import Base, EventRow, MembershipRow, ProfileRow, RelationRow, TermRow, as_written
from bloc_bot.domain.dates import End, PartialDate, Period
from bloc_bot.domain.facts import (
    AnyFact,
    Attribute,
    Citation,
    Event,
    EventNature,
    EventParty,
    Membership,
    Part,
    Profile,
    Relation,
    RelationKind,
    Role,
    Source,
    Stance,
    Standing,
    Term,
)

Columns = dict[str, Any]


@dataclass(frozen=True)
class FactKind:
    """A kind of fact: its table, what its row holds of a fact, and the fact made of its row and what all kinds have."""

    fact: type[AnyFact]
    table: type[Base]
    columns: Callable[[Any], Columns]
    made: Callable[[Row[Any], Columns], AnyFact]


# Every date and period is written many times over: reading each text once makes a load twice as fast.
@lru_cache(maxsize=100_000)
def date_of(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


@lru_cache(maxsize=100_000)
def period_of(since: str, until: str) -> Period:
    return Period.parse(f"{since}/{until}")


def end_columns(name: str, end: End) -> Columns:
    """An end as written, and the first and last day that it may mean."""
    earliest, latest = (end.earliest, end.latest) if isinstance(end, PartialDate) else (None, None)
    return {name: str(end), f"{name}_earliest": earliest, f"{name}_latest": latest}


def citation_columns(citation: Citation) -> Columns:
    return {
        "source": citation.source.id,
        "locator": citation.locator,
        "relayed_from": citation.relayed_from,
        "attested_on": as_written(citation.attested_on),
        "stance": citation.stance.value,
        "disputed": citation.disputed,
        "disputed_value": citation.disputed_value,
    }


def citation_of(columns: tuple[Any, ...], sources: Mapping[str, Source]) -> Citation:
    source, locator, relayed_from, attested_on, stance, disputed, disputed_value = columns
    return Citation(
        sources[source], _STANCES[stance], relayed_from, locator, date_of(attested_on), disputed, disputed_value
    )


def source_of_row(row: Row[Any]) -> Source:
    return Source(row.id, row.publisher, row.title, row.url, date_of(row.published), row.author, row.language)


@lru_cache(maxsize=10_000)
def event_party_of(party: str, part: str) -> EventParty:
    return EventParty(intern(party), Part(part))


def _membership_columns(fact: Membership) -> Columns:
    return {
        "party": fact.party,
        "role": fact.role.value,
        "standing": as_written(fact.standing),
        "start": fact.start,
        "end": fact.end,
    }


def _membership(row: Row[Any], common: Columns) -> Membership:
    return Membership(
        party=intern(row.party),
        role=_ROLES[row.role],
        standing=Standing(row.standing) if row.standing else None,
        start=row.start,
        end=row.end,
        **common,
    )


def _term_columns(fact: Term) -> Columns:
    return {
        "holder": fact.holder,
        "post": fact.post,
        "title": fact.title,
        "state": as_written(fact.state),
        "acting": fact.acting,
        "due_until": as_written(fact.due_until),
    }


def _term(row: Row[Any], common: Columns) -> Term:
    return Term(
        holder=intern(row.holder),
        post=intern(row.post),
        title=row.title,
        state=row.state or "",
        acting=row.acting,
        due_until=date_of(row.due_until),
        **common,
    )


def _event_columns(fact: Event) -> Columns:
    return {
        "title": fact.title,
        "summary": fact.summary,
        "nature": fact.nature.value,
        "place": fact.place,
        "outcome": fact.outcome,
    }


def _event(row: Row[Any], common: Columns) -> Event:
    return Event(
        title=row.title,
        summary=row.summary,
        nature=_NATURES[row.nature],
        place=row.place,
        outcome=row.outcome,
        **common,
    )


def _relation_columns(fact: Relation) -> Columns:
    return {"kind": fact.kind.value, "other": fact.other, "detail": fact.detail}


def _relation(row: Row[Any], common: Columns) -> Relation:
    return Relation(kind=RelationKind(row.kind), other=row.other, detail=row.detail, **common)


def _profile_columns(fact: Profile) -> Columns:
    return {"attribute": fact.attribute.value, "value": fact.value}


def _profile(row: Row[Any], common: Columns) -> Profile:
    return Profile(attribute=Attribute(row.attribute), value=row.value, **common)


# Looking an enum's member up in a dict is several times faster than calling the enum.
_STANCES = {stance.value: stance for stance in Stance}
_ROLES = {role.value: role for role in Role}
_NATURES = {nature.value: nature for nature in EventNature}

KINDS: dict[str, FactKind] = {
    "membership": FactKind(Membership, MembershipRow, _membership_columns, _membership),
    "term": FactKind(Term, TermRow, _term_columns, _term),
    "event": FactKind(Event, EventRow, _event_columns, _event),
    "relation": FactKind(Relation, RelationRow, _relation_columns, _relation),
    "profile": FactKind(Profile, ProfileRow, _profile_columns, _profile),
}


def kind_of(fact: AnyFact) -> str:
    return next(name for name, kind in KINDS.items() if isinstance(fact, kind.fact))
