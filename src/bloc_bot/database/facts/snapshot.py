"""From tables to domain objects: the register of identities, and the current facts of one workspace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select

from bloc_bot.database.facts.rows import (
    KINDS,
    Columns,
    FactKind,
    citation_of,
    event_party_of,
    period_of,
    source_of_row,
)
from bloc_bot.database.models import (
    SHARED,
    AliasRow,
    Base,
    CitationRow,
    CountryRow,
    EventOrganizationRow,
    EventPartyRow,
    EventRow,
    FactRow,
    OrganizationRow,
    PersonRow,
    PostRow,
    SourceRow,
    VersionRow,
)
from bloc_bot.domain.factbook import FactBook, Register
from bloc_bot.domain.facts import (
    AnyFact,
    Country,
    Name,
    NameUse,
    Organization,
    OrganizationKind,
    Person,
    Post,
    Role,
    Source,
)

Rows = Sequence[Row[Any]]
Condition = ColumnElement[bool]
T = TypeVar("T")
_USES = {use.value: use for use in NameUse}
_CHUNK = 2000
"""Rows taken at a time. A load runs in a thread, and lets the loop have its turn in between."""


@dataclass(frozen=True)
class Holdings:
    """What one workspace has of its own: its facts, their sources and people, and what it has withdrawn for itself."""

    version: int = 0
    facts: tuple[AnyFact, ...] = ()
    withdrawn: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)


def load_shared(connection: Connection) -> FactBook:
    """The book of all shared facts."""
    shared = load_holdings(connection, SHARED)
    return FactBook.build(load_register(connection, shared), shared.facts, shared.version)


def load_register(connection: Connection, shared: Holdings) -> Register:
    """Everything that has an identity and is shared, with the names in use."""
    organizations = _rows(connection, _all(OrganizationRow))
    return Register(
        organizations={row.id: _organization(row) for row in organizations},
        countries={row.id: Country(row.id, row.name) for row in _rows(connection, _all(CountryRow))},
        people=shared.people,
        posts={row.id: _post(row) for row in _rows(connection, _all(PostRow))},
        sources=shared.sources,
        names=tuple(_name(row) for row in _rows(connection, _all(AliasRow))),
    )


def load_holdings(connection: Connection, workspace: str) -> Holdings:
    """The current facts of one workspace, with its own sources and all that its facts cite."""
    version = connection.scalar(select(VersionRow.version).where(VersionRow.workspace == workspace))
    held = _held(connection, workspace, is_current(workspace), is_current(workspace, "withdrawn"))
    return replace(held, version=version or 0, people=load_people(connection, workspace))


def load_holdings_before(connection: Connection, workspace: str, moment: datetime) -> Holdings:
    """The facts that one workspace had on record at a moment, and what it had withdrawn; no people, no version."""
    then = was_current(workspace, moment)
    return _held(connection, workspace, then, was_current(workspace, moment, "withdrawn"))


def _held(connection: Connection, workspace: str, on_record: Condition, hidden: Condition) -> Holdings:
    sources = load_sources(connection, workspace, on_record)
    withdrawn = connection.scalars(select(FactRow.lineage).where(hidden))
    return Holdings(0, load_facts(connection, on_record, sources), tuple(withdrawn), sources)


def load_people(connection: Connection, workspace: str) -> dict[str, Person]:
    """The people whom a workspace has put on record itself; of no workspace, those whom all see."""
    found = _rows(connection, _all(PersonRow).where(PersonRow.workspace == workspace))
    return {row.id: Person(row.id, row.name, row.nationality) for row in found}


def load_facts(
    connection: Connection, which: ColumnElement[bool], sources: Mapping[str, Source]
) -> tuple[AnyFact, ...]:
    """The recorded revisions that fulfil a condition on FactRow, each as the fact that it says."""
    rows = {table: _rows(connection, _of_facts(table, which)) for table in _TABLES}
    return _assembled(rows, sources)


def load_sources(connection: Connection, workspace: str, which: ColumnElement[bool]) -> dict[str, Source]:
    """The sources of a workspace, and the shared ones that the revisions fulfilling a condition cite."""
    cited = select(CitationRow.source).join(FactRow, FactRow.id == CitationRow.fact_id).where(which)
    found = _rows(connection, _all(SourceRow).where((SourceRow.workspace == workspace) | SourceRow.id.in_(cited)))
    return {row.id: source_of_row(row) for row in found}


def is_current(workspace: str, state: str = "recorded") -> ColumnElement[bool]:
    return and_(FactRow.workspace == workspace, FactRow.superseded_at.is_(None), FactRow.state == state)


def was_current(workspace: str, moment: datetime, state: str = "recorded") -> ColumnElement[bool]:
    """On record until right before a moment: what was recorded or superseded at it was not, or still was."""
    stood = or_(FactRow.superseded_at.is_(None), FactRow.superseded_at >= moment)
    return and_(FactRow.workspace == workspace, FactRow.recorded_at < moment, stood, FactRow.state == state)


_LISTS: tuple[type[Base], ...] = (CitationRow, EventOrganizationRow, EventPartyRow)
_TABLES: tuple[type[Base], ...] = (*_LISTS, *(kind.table for kind in KINDS.values()))
_COMMON = (
    FactRow.lineage,
    FactRow.organization,
    FactRow.since,
    FactRow.until,
    FactRow.note,
    FactRow.preferred,
    FactRow.workspace,
    FactRow.recorded_at,
    FactRow.recorded_by,
)


def _all(table: type[Base]) -> Select[Any]:
    return select(*table.__table__.c).order_by(table.__table__.c.id)


def _of_facts(table: type[Base], which: ColumnElement[bool]) -> Select[Any]:
    own = table.__table__.c
    columns, order = ([*own], [own.fact_id, own.position]) if table in _LISTS else ([*own, *_COMMON], [own.fact_id])
    return select(*columns).join(FactRow, FactRow.id == own.fact_id).where(which).order_by(*order)


def _rows(connection: Connection, statement: Select[Any]) -> Rows:
    return [row for chunk in connection.execute(statement).partitions(_CHUNK) for row in chunk]


def _assembled(rows: Mapping[type[Base], Rows], sources: Mapping[str, Source]) -> tuple[AnyFact, ...]:
    # Facts of one source have equal citations: each is made once and shared, which halves the memory of a large record.
    cited = lru_cache(maxsize=None)(lambda *columns: citation_of(columns, sources))
    citations = _grouped(rows[CitationRow], lambda row: cited(*tuple(row)[2:]))
    organizations = _grouped(rows[EventOrganizationRow], lambda row: intern(row.organization))
    parties = _grouped(rows[EventPartyRow], lambda row: event_party_of(row.party, row.part))

    def fact_of(kind: FactKind, row: Row[Any]) -> AnyFact:
        common = _common(row)
        common["citations"] = citations[row.fact_id]
        if kind.table is EventRow:
            common["organizations"] = organizations[row.fact_id]
            common["parties"] = parties.get(row.fact_id, ())
        return kind.made(row, common)

    return tuple([fact_of(kind, row) for kind in KINDS.values() for row in rows[kind.table]])


def _grouped(rows: Iterable[Row[Any]], made: Callable[[Row[Any]], T]) -> dict[int, tuple[T, ...]]:
    """By the fact that they belong to. Equal groups are one and the same tuple."""
    groups: defaultdict[int, list[T]] = defaultdict(list)
    for row in rows:
        groups[row.fact_id].append(made(row))
    known: dict[tuple[T, ...], tuple[T, ...]] = {}
    return {fact_id: known.setdefault(group := tuple(found), group) for fact_id, found in groups.items()}


def _common(row: Row[Any]) -> Columns:
    lineage, organization, since, until, note, preferred, workspace, recorded_at, recorded_by = row[-len(_COMMON) :]
    return {
        "id": lineage,
        "organization": intern(organization or ""),
        "period": period_of(since, until),
        "note": note,
        "preferred": preferred,
        "workspace": intern(workspace),
        "recorded_at": recorded_at,
        "recorded_by": intern(recorded_by),
    }


def _organization(row: Row[Any]) -> Organization:
    return Organization(
        id=row.id,
        name=row.name,
        acronym=row.acronym,
        kind=OrganizationKind(row.kind),
        parent=row.parent or "",
        head_post=row.head_post or "",
        member_role=Role(row.member_role),
        covers=frozenset(row.covers),
    )


def _post(row: Row[Any]) -> Post:
    return Post(row.id, row.name, row.single_holder, row.held_by_countries)


def _name(row: Row[Any]) -> Name:
    since, until = row.since, row.until
    period = None if since is None or until is None else period_of(since, until)
    return Name(row.text, row.kind, row.subject, row.language, _USES[row.use], period)
