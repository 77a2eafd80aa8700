"""Bringing the shared facts in line with `data/seed`, as often as one likes, without touching what people recorded."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Result, Row, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bloc_bot.database.facts.snapshot import load_holdings
from bloc_bot.database.models import SHARED, FactRow
from bloc_bot.database.recording.differences import workspaces_touched
from bloc_bot.database.recording.revisions import Stamp, bump, lock, supersede, write_facts, write_withdrawals
from bloc_bot.database.seed.facts import facts_of
from bloc_bot.database.seed.files import Seed, SeedError, read_seed
from bloc_bot.database.seed.identities import clear_identities, write_identities, write_names
from bloc_bot.database.seed.references import unresolved
from bloc_bot.database.session import writing
from bloc_bot.domain.facts import AnyFact


@dataclass(frozen=True)
class SeedReport:
    """What a seeding did, by ids of facts. `kept` are facts of the seed that people have changed since."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    unchanged: int = 0
    identities: int = 0
    """Rows of identities, names and sources that were added, corrected or removed."""
    workspaces: int = 0
    """Workspaces that have corrected what was changed or withdrawn. Their corrections stay; their admins decide."""

    @property
    def anything_changed(self) -> bool:
        return bool(self.added or self.changed or self.withdrawn or self.identities)


async def seed(engine: AsyncEngine, folder: Path, now: datetime) -> SeedReport:
    """Make the shared facts what the files say. SeedError names what is wrong with the files."""
    files = await asyncio.to_thread(read_seed, folder)
    if problems := unresolved(files):
        raise SeedError("\n".join(problems))
    async with writing(engine) as connection:
        await lock(connection, SHARED)
        report = await _brought_in_line(connection, files, Stamp(SHARED, "seed", now, origin="seed"))
        if report.anything_changed:
            await bump(connection, SHARED)
        touched = await workspaces_touched(connection, (*report.changed, *report.withdrawn))
    return replace(report, workspaces=touched)


async def _brought_in_line(connection: AsyncConnection, files: Seed, stamp: Stamp) -> SeedReport:
    identities = await write_identities(connection, files)
    report = await _write_changes(connection, facts_of(files), stamp)
    identities += await clear_identities(connection, files)
    identities += await write_names(connection, files)
    return replace(report, identities=identities)


async def _write_changes(connection: AsyncConnection, wanted: Sequence[AnyFact], stamp: Stamp) -> SeedReport:
    revisions = await _current_revisions(connection)
    known = await connection.run_sync(_known_facts)
    report = _compared(wanted, revisions, known)
    closing = [name for name in (*report.added, *report.changed, *report.withdrawn) if name in revisions]
    await supersede(connection, [revisions[name].id for name in closing], stamp)
    written = {*report.added, *report.changed}
    await write_facts(connection, [fact for fact in wanted if fact.id in written], stamp)
    await write_withdrawals(connection, [revisions[name] for name in report.withdrawn], stamp)
    return report


def _compared(wanted: Sequence[AnyFact], revisions: Mapping[str, Row[Any]], known: Mapping[str, AnyFact]) -> SeedReport:
    ours = [fact for fact in wanted if _is_the_seeds(revisions.get(fact.id))]
    here = {fact.id for fact in wanted}
    return SeedReport(
        added=tuple(fact.id for fact in ours if fact.id not in known),
        changed=tuple(fact.id for fact in ours if fact.id in known and known[fact.id] != fact),
        withdrawn=tuple(name for name in known if name not in here and _is_the_seeds(revisions[name])),
        kept=tuple(fact.id for fact in wanted if not _is_the_seeds(revisions.get(fact.id))),
        unchanged=sum(known.get(fact.id) == fact for fact in ours),
    )


def _is_the_seeds(revision: Row[Any] | None) -> bool:
    return revision is None or revision.origin == "seed"


async def _current_revisions(connection: AsyncConnection) -> dict[str, Row[Any]]:
    found: Result[Any] = await connection.execute(
        select(FactRow.id, FactRow.lineage, FactRow.kind, FactRow.organization, FactRow.origin).where(
            FactRow.workspace == SHARED, FactRow.superseded_at.is_(None)
        )
    )
    return {row.lineage: row for row in found}


def _known_facts(connection: Connection) -> dict[str, AnyFact]:
    """The shared facts as the tables have them, without who recorded them when: the seed does not say."""
    holdings = load_holdings(connection, SHARED)
    return {fact.id: replace(fact, recorded_at=None, recorded_by="") for fact in holdings.facts}
