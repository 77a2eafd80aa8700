"""How facts get into the tables: whole revisions only, under the write lock of their workspace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bloc_bot.database.errors import Superseded
from bloc_bot.database.facts.rows import KINDS, Columns, citation_columns, end_columns, kind_of
from bloc_bot.database.models import (
    Base,
    CitationRow,
    EventOrganizationRow,
    EventPartyRow,
    FactRow,
    SourceRow,
    VersionRow,
    as_written,
)
from bloc_bot.database.session import insert_into
from bloc_bot.domain.facts import AnyFact, Event, Source


@dataclass(frozen=True)
class Stamp:
    """Whose change it is, when, where, and why."""

    workspace: str
    by: str
    at: datetime
    reason: str = ""
    origin: str = "person"


async def lock(connection: AsyncConnection, workspace: str) -> None:
    """Make whoever else writes facts of this workspace wait. It comes first in every transaction that writes some."""
    row = insert_into(connection, VersionRow).values(workspace=workspace, version=0)
    await connection.execute(
        row.on_conflict_do_update(index_elements=["workspace"], set_={"version": VersionRow.version})
    )


async def bump(connection: AsyncConnection, workspace: str) -> None:
    """Tell all readers, with the change itself, that they have to load it."""
    await connection.execute(
        update(VersionRow).where(VersionRow.workspace == workspace).values(version=VersionRow.version + 1)
    )


async def current_revision(connection: AsyncConnection, lineage: str, workspace: str) -> Row[Any] | None:
    found = await connection.execute(
        select(*FactRow.__table__.c).where(
            FactRow.lineage == lineage, FactRow.workspace == workspace, FactRow.superseded_at.is_(None)
        )
    )
    return found.one_or_none()


async def supersede(connection: AsyncConnection, revisions: Sequence[int], stamp: Stamp) -> None:
    """Close revisions that the caller has seen as current. Superseded if one of them is so no more."""
    for some in _batches(revisions):
        closed: CursorResult[Any] = await connection.execute(
            update(FactRow)
            .where(FactRow.id.in_(some), FactRow.superseded_at.is_(None))
            .values(superseded_at=stamp.at, superseded_by=stamp.by, superseded_reason=stamp.reason)
        )
        if closed.rowcount != len(some):
            raise Superseded("Somebody else changed this fact first. Look at it again before you change it.")


async def write_facts(connection: AsyncConnection, facts: Sequence[AnyFact], stamp: Stamp) -> tuple[int, ...]:
    """Write a recorded revision of each fact. What it supersedes must be closed, its sources written before.

    The numbers of the revisions, in the order of the facts.
    """
    return await write_revisions(connection, [(_fact_columns(fact, stamp), fact) for fact in facts])


async def write_revisions(
    connection: AsyncConnection, revisions: Sequence[tuple[Columns, AnyFact | None]]
) -> tuple[int, ...]:
    """Write revisions: the columns of each, which are the same for all, and the fact that it says, if it says one.

    Their numbers, in their order.
    """
    if not revisions:
        return ()
    made = await connection.execute(
        insert(FactRow).returning(FactRow.id, sort_by_parameter_order=True), [columns for columns, _ in revisions]
    )
    numbers = tuple(made.scalars())
    saying = [(n, fact) for n, (_, fact) in zip(numbers, revisions, strict=True) if fact is not None]
    await _insert(connection, CitationRow, _citations(saying))
    for name, kind in KINDS.items():
        own = [{"fact_id": number, **kind.columns(fact)} for number, fact in saying if kind_of(fact) == name]
        await _insert(connection, kind.table, own)
    events = [(number, fact) for number, fact in saying if isinstance(fact, Event)]
    await _insert(connection, EventOrganizationRow, _event_organizations(events))
    await _insert(connection, EventPartyRow, _event_parties(events))
    return numbers


async def write_withdrawals(
    connection: AsyncConnection, revisions: Iterable[Row[Any]], stamp: Stamp
) -> tuple[int, ...]:
    """Write a withdrawn revision after each: it names lineage, kind and organization, and says no more.

    Their numbers, in their order.
    """
    nothing = {"since": "", "until": "", "note": "", "preferred": "", "state": "withdrawn"}
    rows = [
        {**nothing, **_stamped(stamp), "lineage": row.lineage, "kind": row.kind, "organization": row.organization}
        for row in revisions
    ]
    return await write_revisions(connection, [(row, None) for row in rows])


async def write_sources(connection: AsyncConnection, sources: Iterable[Source], workspace: str) -> None:
    await _insert(connection, SourceRow, [source_columns(source, workspace) for source in sources])


def source_columns(source: Source, workspace: str, kind: str = "", note: str = "") -> Columns:
    return {
        "id": source.id,
        "workspace": workspace,
        "publisher": source.publisher,
        "title": source.title,
        "author": source.author,
        "published": as_written(source.published),
        "url": source.url,
        "kind": kind,
        "language": source.language,
        "note": note,
    }


def _fact_columns(fact: AnyFact, stamp: Stamp) -> Columns:
    return {
        **_stamped(stamp),
        "lineage": fact.id,
        "kind": kind_of(fact),
        "organization": as_written(fact.organization),
        "state": "recorded",
        **end_columns("since", fact.period.since),
        **end_columns("until", fact.period.until),
        "note": fact.note,
        "preferred": fact.preferred,
        "lead_citation": 0,
    }


def _stamped(stamp: Stamp) -> Columns:
    return {
        "workspace": stamp.workspace,
        "recorded_at": stamp.at,
        "recorded_by": stamp.by,
        "reason": stamp.reason,
        "origin": stamp.origin,
    }


def _citations(facts: Iterable[tuple[int, AnyFact]]) -> list[Columns]:
    """Supporting ones first: position 0 is the one that the recorded fact stands on."""
    return [
        {"fact_id": number, "position": position, **citation_columns(citation)}
        for number, fact in facts
        for position, citation in enumerate((*fact.supporting, *fact.disputing))
    ]


def _event_organizations(events: Iterable[tuple[int, Event]]) -> list[Columns]:
    return [
        {"fact_id": number, "position": position, "organization": organization}
        for number, event in events
        for position, organization in enumerate(event.organizations)
    ]


def _event_parties(events: Iterable[tuple[int, Event]]) -> list[Columns]:
    return [
        {"fact_id": number, "position": position, "party": party.party, "part": party.part.value}
        for number, event in events
        for position, party in enumerate(event.parties)
    ]


async def _insert(connection: AsyncConnection, table: type[Base], rows: Sequence[Columns]) -> None:
    if rows:
        await connection.execute(insert(table), rows)


def _batches(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
