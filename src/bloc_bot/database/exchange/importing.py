"""Bringing a file into the record: what it would do, or all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bloc_bot.database.errors import Superseded
from bloc_bot.database.exchange.entered import write_entered
from bloc_bot.database.exchange.exporting import IDENTITIES
from bloc_bot.database.exchange.import_plan import Plan
from bloc_bot.database.exchange.on_record import OnRecord, load_on_record
from bloc_bot.database.exchange.records import RevisionRecord
from bloc_bot.database.facts.rows import Columns, end_columns, period_of
from bloc_bot.database.models import SHARED, AliasRow, Base, FactRow, PersonRow, SourceRow, as_written
from bloc_bot.database.recording.revisions import bump, lock, write_revisions
from bloc_bot.database.session import insert_into, make_reader, reading, without_hurry, writing
from bloc_bot.domain.facts import Source
from bloc_bot.domain.names import folded

Planner = Callable[[Connection], Plan]
Written = Callable[[int], None]
_CHUNK = 500


def _unwatched(_count: int) -> None:
    """For whoever does not want to know how far it is."""


def look_at_import(engine: AsyncEngine, planner: Planner) -> Plan:
    """What an import would do. Nothing is changed."""
    with reading(make_reader(engine)) as connection:
        without_hurry(connection)
        return planner(connection)


async def import_file(engine: AsyncEngine, planner: Planner, workspace: str, written: Written = _unwatched) -> Plan:
    """Do what the plan says, all of it, unless it refuses a line: then nothing. `written` hears of facts written."""
    async with writing(engine) as connection:
        await connection.run_sync(without_hurry)
        for locked in sorted({SHARED, workspace}):
            await lock(connection, locked)
        plan = await connection.run_sync(planner)
        if not plan.refused and plan.writes:
            await _write(connection, plan, written)
    return plan


async def _write(connection: AsyncConnection, plan: Plan, written: Written) -> None:
    for sort, table in IDENTITIES.items():
        rows = [
            record.model_dump(mode="json", exclude={"record"}) for record in plan.identities if record.record == sort
        ]
        if table is PersonRow:
            rows = [{**row, "workspace": plan.workspace} for row in rows]
        await _upsert(connection, table, rows)
    names = [{**name.model_dump(mode="json", exclude={"record"}), "folded": folded(name.text)} for name in plan.names]
    if names:
        await connection.execute(insert(AliasRow), names)
    sources = [{**source.model_dump(exclude={"record"}), "workspace": plan.workspace} for source in plan.sources]
    await _upsert(connection, SourceRow, sources)
    for lineage, closing in plan.closings.items():
        await _close(connection, lineage, closing, plan.workspace)
    await _write_revisions(connection, plan, written)
    await write_entered(connection, plan.entered, plan.workspace)
    if plan.writes_shared and plan.workspace != SHARED:
        await bump(connection, SHARED)
    await bump(connection, plan.workspace)


async def _upsert(connection: AsyncConnection, table: type[Base], rows: Sequence[Columns]) -> None:
    if rows:
        statement = insert_into(connection, table)
        corrected = {name: statement.excluded[name] for name in rows[0] if name != "id"}
        await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=corrected), list(rows))


async def _close(connection: AsyncConnection, lineage: str, closing: RevisionRecord, workspace: str) -> None:
    current = (FactRow.lineage == lineage) & (FactRow.workspace == workspace) & FactRow.superseded_at.is_(None)
    closed: CursorResult[Any] = await connection.execute(update(FactRow).where(current).values(_closing(closing)))
    if closed.rowcount != 1:
        raise Superseded(f"Somebody else changed {lineage} first. Nothing was imported.")


async def _write_revisions(connection: AsyncConnection, plan: Plan, written: Written) -> None:
    known = await connection.run_sync(_sources_of, plan)
    for start in range(0, len(plan.revisions), _CHUNK):
        some = plan.revisions[start : start + _CHUNK]
        await write_revisions(
            connection,
            [
                (_columns(revision, plan.workspace), revision.fact(known, plan.workspace) if revision.says else None)
                for revision in some
            ],
        )
        written(len(some))


def _sources_of(connection: Connection, plan: Plan) -> dict[str, Source]:
    known: OnRecord = load_on_record(connection, plan.workspace, ())
    return {id: record.source() for id, record in {**known.shared_sources, **known.own_sources}.items()}


def _columns(revision: RevisionRecord, workspace: str) -> Columns:
    period = period_of(revision.since, revision.until)
    return {
        "lineage": revision.id,
        "kind": revision.kind,
        "workspace": workspace,
        "organization": as_written(revision.organization),
        "state": revision.state,
        **end_columns("since", period.since),
        **end_columns("until", period.until),
        "note": revision.note,
        "preferred": revision.preferred,
        "origin": revision.origin,
        "recorded_at": revision.recorded_at,
        "recorded_by": revision.recorded_by,
        "reason": revision.reason,
        "lead_citation": 0 if revision.citations else None,
        **_closing(revision),
    }


def _closing(revision: RevisionRecord) -> Columns:
    return {
        "superseded_at": revision.superseded_at,
        "superseded_by": revision.superseded_by,
        "superseded_reason": revision.superseded_reason,
    }
