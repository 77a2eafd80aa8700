"""One fact over all its revisions, shared and a workspace's own: what it says now, and what became of it when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bloc_bot.database.errors import NotOnRecord
from bloc_bot.database.facts.snapshot import load_facts, load_sources
from bloc_bot.database.models import SHARED, FactRow
from bloc_bot.database.recording.actions import Action
from bloc_bot.database.session import reading
from bloc_bot.domain.facts import AnyFact

Rows = Sequence[Row[Any]]


@dataclass(frozen=True)
class FactChange:
    """What somebody did to the fact, and what it said before and after. None: it was not on record, or withdrawn."""

    at: datetime
    by: str
    action: Action
    reason: str
    workspace: str
    before: AnyFact | None
    after: AnyFact | None


@dataclass(frozen=True)
class FactRecord:
    """All that is on record of a fact, as one workspace sees it.

    `standing` is the number of the revision that counts there. `fact` is what it says or, where `withdrawal` tells
    that it is withdrawn, what it said last. `shared` is what came with the bot, where the workspace's own revision
    stands in its place. The changes are the latest first.
    """

    lineage: str
    standing: int
    fact: AnyFact
    withdrawal: FactChange | None
    shared: AnyFact | None
    changes: tuple[FactChange, ...]


def read_record(reader: Engine, lineage: str, workspace: str) -> FactRecord:
    """NotOnRecord if the workspace has never seen such a fact."""
    with reading(reader) as connection:
        return _record(connection, lineage, workspace)


async def record_within(connection: AsyncConnection, lineage: str, workspace: str) -> FactRecord:
    """The same, within a transaction."""
    return await connection.run_sync(_record, lineage, workspace)


def _record(connection: Connection, lineage: str, workspace: str) -> FactRecord:
    which = and_(
        FactRow.lineage == lineage,
        FactRow.workspace.in_({SHARED, workspace}),
        FactRow.state.in_(("recorded", "withdrawn")),
    )
    rows = connection.execute(select(*FactRow.__table__.c).where(which).order_by(FactRow.id)).all()
    saying = [row.id for row in rows if row.state == "recorded"]
    facts = load_facts(connection, FactRow.id.in_(saying), load_sources(connection, workspace, FactRow.id.in_(saying)))
    return _Revisions(lineage, workspace, rows, dict(zip(saying, facts, strict=True))).record()


@dataclass(frozen=True)
class _Revisions:
    """The revisions of one fact, oldest first, and what those say that say something, by their numbers."""

    lineage: str
    workspace: str
    rows: Rows
    facts: dict[int, AnyFact]

    def record(self) -> FactRecord:
        current = {row.workspace: row for row in self.rows if row.superseded_at is None}
        own, shared = current.get(self.workspace), current.get(SHARED)
        standing = own or shared
        if standing is None or not self.facts:
            raise NotOnRecord("There is no such fact on record.")
        changes = tuple(change for _, change in sorted(self._changes(), key=lambda found: found[0], reverse=True))
        is_withdrawn = standing.state == "withdrawn"
        withdrawal = next((c for c in changes if c.after is None and c.workspace == standing.workspace), None)
        return FactRecord(
            lineage=self.lineage,
            standing=standing.id,
            fact=self.facts.get(standing.id) or self._said_before(standing) or next(reversed(self.facts.values())),
            withdrawal=withdrawal if is_withdrawn else None,
            shared=self.facts.get(shared.id) if shared is not None and own is not None and self.workspace else None,
            changes=changes,
        )

    def _changes(self) -> Iterator[tuple[tuple[int, int], FactChange]]:
        """Each with what to sort it by: revisions are numbered as they were written."""
        for row in self.rows:
            yield (row.id, 0), self._written(row)
            if row.superseded_at is not None and row.workspace and not self._followed(row):
                latest = max(one.id for one in self.rows if one is row or one.recorded_at <= row.superseded_at)
                yield (latest, row.id), self._back_to_shared(row)

    def _written(self, row: Row[Any]) -> FactChange:
        old = self._stood_before(row)
        before = None if old is None else self.facts.get(old.id)
        action, now = _action(row, old), self.facts.get(row.id)
        return FactChange(row.recorded_at, row.recorded_by, action, row.reason, row.workspace, before, now)

    def _back_to_shared(self, row: Row[Any]) -> FactChange:
        """A workspace's revision that was taken back to nothing: what all share shows again."""
        shared = [one for one in self.rows if not one.workspace and one.recorded_at <= row.superseded_at]
        again = shared[-1] if shared else self._shared_before(row)
        after = None if again is None else self.facts.get(again.id)
        action, why = Action.RESTORED, row.superseded_reason or ""
        before = self.facts.get(row.id)
        return FactChange(row.superseded_at, row.superseded_by, action, why, row.workspace, before, after)

    def _stood_before(self, row: Row[Any]) -> Row[Any] | None:
        """The revision whose place it took: of its own workspace, else the shared one that it stands in for."""
        closed = stood_before(row, self.rows)
        return closed or (self._shared_before(row) if row.workspace else None)

    def _said_before(self, row: Row[Any]) -> AnyFact | None:
        before = self._stood_before(row)
        return None if before is None else self.facts.get(before.id) or self._said_before(before)

    def _shared_before(self, row: Row[Any]) -> Row[Any] | None:
        return next((one for one in reversed(self.rows) if not one.workspace and one.id < row.id), None)

    def _followed(self, row: Row[Any]) -> bool:
        return any(later.id > row.id and stood_before(later, self.rows) is row for later in self.rows)


def stood_before(row: Row[Any], rows: Rows) -> Row[Any] | None:
    """The revision of the same workspace that was closed when this one was written."""
    closed = [
        one
        for one in rows
        if one.id < row.id and one.workspace == row.workspace and one.superseded_at == row.recorded_at
    ]
    return closed[-1] if closed else None


def _action(row: Row[Any], before: Row[Any] | None) -> Action:
    if row.state == "withdrawn":
        return Action.WITHDRAWN
    if before is not None:
        return Action.RESTORED if before.state == "withdrawn" else Action.CHANGED
    return Action.SEEDED if row.origin == "seed" else Action.RECORDED
