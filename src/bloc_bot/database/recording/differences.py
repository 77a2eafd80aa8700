"""Shared facts that a workspace has corrected and a later seed has changed: found, and decided by its admins."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, distinct, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.orm import aliased

from bloc_bot.database.errors import DatabaseUnavailable, Superseded
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.models import SHARED, FactRow
from bloc_bot.database.recording.changes import facts_said
from bloc_bot.database.recording.earlier import facts_of_revisions
from bloc_bot.database.recording.revisions import (
    Stamp,
    bump,
    current_revision,
    lock,
    supersede,
    write_facts,
    write_withdrawals,
)
from bloc_bot.database.session import make_reader, reading, writing
from bloc_bot.domain.facts import AnyFact

log = logging.getLogger(__name__)
KEPT = "kept, though the facts that come with the bot have changed"
TAKEN = "taken from the facts that come with the bot"


@dataclass(frozen=True)
class Difference:
    """A fact of which a workspace has a revision of its own, and the seed a newer one.

    `own` and `theirs` are what each says; None: it is withdrawn there.
    """

    lineage: str
    own_revision: int
    their_revision: int
    own: AnyFact | None
    theirs: AnyFact | None
    by: str
    at: datetime
    seeded_at: datetime

    @property
    def agree(self) -> bool:
        """Whether both say the same by now, whatever they cite."""
        return _bare(self.own) == _bare(self.theirs)

    @property
    def key(self) -> str:
        return f"{self.lineage}|{self.own_revision}|{self.their_revision}"


@dataclass(frozen=True)
class Differences:
    """What is to be decided, in the database: each workspace's own."""

    engine: AsyncEngine
    books: FactBooks

    async def of(self, workspace: str) -> tuple[Difference, ...]:
        """The latest change of the seed first."""
        return await asyncio.to_thread(self._read, workspace)

    async def workspaces(self) -> tuple[str, ...]:
        """Those that have anything to decide."""
        return await asyncio.to_thread(self._read_workspaces)

    async def keep(self, key: str, workspace: str, by: str, now: datetime) -> None:
        """Say once more what the workspace says. Superseded if either side has changed since it was shown."""
        async with self._deciding(key, Stamp(workspace, by, now, KEPT)) as (connection, own, stamp):
            if own.state == "withdrawn":
                await write_withdrawals(connection, [own], stamp)
            else:
                await write_facts(connection, await facts_of_revisions(connection, [own.id], workspace), stamp)

    async def take(self, key: str, workspace: str, by: str, now: datetime) -> None:
        """Drop what the workspace says: the shared fact shows again. Superseded as in `keep`."""
        async with self._deciding(key, Stamp(workspace, by, now, TAKEN)):
            pass  # nothing stands in the place of the workspace's own revision

    @asynccontextmanager
    async def _deciding(self, key: str, stamp: Stamp) -> AsyncIterator[tuple[AsyncConnection, Row[Any], Stamp]]:
        """The workspace's own revision, superseded under its lock; then the books are current."""
        lineage, own_revision, their_revision = key.rsplit("|", 2)
        async with writing(self.engine) as connection:
            await lock(connection, stamp.workspace)
            own = await current_revision(connection, lineage, stamp.workspace)
            if own is None or own.id != int(own_revision):
                raise await _decided(connection, int(own_revision), stamp.workspace)
            theirs = await current_revision(connection, lineage, SHARED)
            if theirs is None or theirs.id != int(their_revision):
                raise Superseded("The facts that come with the bot have changed again. Look at them before you decide.")
            await supersede(connection, [own.id], stamp)
            yield connection, own, stamp
            await bump(connection, stamp.workspace)
        try:
            await self.books.refresh()
        except DatabaseUnavailable:
            log.warning("A change is on record, but could not be read back yet.")

    def _read(self, workspace: str) -> tuple[Difference, ...]:
        with reading(make_reader(self.engine)) as connection:
            rows = connection.execute(_differing().where(_own.workspace == workspace)).all()
            said = _said(connection, rows)
            return tuple(
                Difference(
                    row.lineage,
                    row.own,
                    row.theirs,
                    said.get(row.own),
                    said.get(row.theirs),
                    row.recorded_by,
                    row.recorded_at,
                    row.seeded_at,
                )
                for row in rows
            )

    def _read_workspaces(self) -> tuple[str, ...]:
        with reading(make_reader(self.engine)) as connection:
            found = connection.scalars(_differing().with_only_columns(_own.workspace).order_by(None).distinct())
            return tuple(sorted(found))


async def workspaces_touched(connection: AsyncConnection, lineages: Collection[str]) -> int:
    """How many workspaces have corrections of these facts."""
    own = FactRow.superseded_at.is_(None) & (FactRow.workspace != SHARED)
    touched = select(func.count(distinct(FactRow.workspace))).where(own, FactRow.lineage.in_(lineages))
    return await connection.scalar(touched) or 0


_own, _theirs, _before = aliased(FactRow), aliased(FactRow), aliased(FactRow)


def _differing() -> Select[Any]:
    """Current revisions of workspaces, each with the newer shared one. There must have been an older one to correct."""
    corrected = exists().where(
        _before.lineage == _own.lineage, _before.workspace == SHARED, _before.recorded_at <= _own.recorded_at
    )
    return (
        select(_own.lineage, _own.id.label("own"), _theirs.id.label("theirs"), _own.recorded_by, _own.recorded_at)
        .add_columns(_theirs.recorded_at.label("seeded_at"))
        .join(_theirs, _theirs.lineage == _own.lineage)
        .where(_own.workspace != SHARED, _own.superseded_at.is_(None), _own.state != "proposed")
        .where(_theirs.workspace == SHARED, _theirs.superseded_at.is_(None))
        .where(_theirs.recorded_at > _own.recorded_at, corrected)
        .order_by(_theirs.recorded_at.desc(), _theirs.id.desc())
    )


def _said(connection: Connection, rows: Collection[Row[Any]]) -> dict[int, AnyFact]:
    return facts_said(connection, [number for row in rows for number in (row.own, row.theirs)])


def _bare(fact: AnyFact | None) -> AnyFact | None:
    """What a fact says, without who said it and what backs it."""
    if fact is None:
        return None
    return replace(fact, citations=(), note="", preferred="", workspace=SHARED, recorded_at=None, recorded_by="")


async def _decided(connection: AsyncConnection, revision: int, workspace: str) -> Superseded:
    wanted = select(FactRow.superseded_by).where(FactRow.id == revision, FactRow.workspace == workspace)
    by = await connection.scalar(wanted)
    return Superseded(f"{by or 'Somebody'} has decided it already.", by or "")
