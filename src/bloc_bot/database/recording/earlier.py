"""What stood before some revisions of a workspace, so that they can be taken back or replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bloc_bot.database.errors import NotOnRecord, Superseded
from bloc_bot.database.facts.snapshot import Holdings, load_facts, load_sources
from bloc_bot.database.models import SHARED, FactRow
from bloc_bot.database.recording.revisions import current_revision
from bloc_bot.domain.drafts import Revision
from bloc_bot.domain.facts import AnyFact


@dataclass(frozen=True)
class Earlier:
    """How it was before some revisions: by fact, what the workspace had of its own, if it had anything."""

    revisions: tuple[Row[Any], ...] = ()
    """Those to be taken back."""
    stood: Mapping[str, int] = field(default_factory=dict)
    """The number of the revision that stood instead, by fact; 0 where the workspace had none."""
    facts: tuple[AnyFact, ...] = ()
    """What was on record instead."""
    withdrawn: tuple[str, ...] = ()
    """What was withdrawn instead."""
    new: tuple[str, ...] = ()
    """What was not on record at all."""

    def put_back(self, holdings: Holdings) -> Holdings:
        """What the workspace would have of its own without those revisions."""
        kept = (fact for fact in holdings.facts if fact.id not in self.stood)
        hidden = (lineage for lineage in holdings.withdrawn if lineage not in self.stood)
        return replace(holdings, facts=(*kept, *self.facts), withdrawn=(*hidden, *self.withdrawn))


async def before(connection: AsyncConnection, stood: Mapping[Revision, int], workspace: str) -> Earlier:
    """What stood before some revisions; `stood` has its number for each of them.

    Superseded if one of the revisions is current no more, NotOnRecord if it never was.
    """
    instead: dict[str, int] = {}
    found: list[Row[Any]] = []
    for revision, number in stood.items():
        if revision.number:
            found.append(row := await _current(connection, revision.number, workspace))
            instead[row.lineage] = number
        else:
            instead[await _lineage_of_absent(connection, revision, workspace)] = number
    old = await _states(connection, tuple(instead.values()), workspace)
    recorded = [number for number, state in old.items() if state == "recorded"]
    return Earlier(
        tuple(found),
        instead,
        await facts_of_revisions(connection, recorded, workspace),
        tuple(lineage for lineage, number in instead.items() if old.get(number) == "withdrawn"),
        tuple([row.lineage for row in found if not instead[row.lineage] and not await _is_shared(connection, row)]),
    )


async def _states(connection: AsyncConnection, revisions: Sequence[int], workspace: str) -> dict[int, str]:
    found = await connection.execute(
        select(FactRow.id, FactRow.state).where(FactRow.id.in_(revisions), FactRow.workspace == workspace)
    )
    return {row.id: row.state for row in found}


async def _is_shared(connection: AsyncConnection, row: Row[Any]) -> bool:
    return await current_revision(connection, row.lineage, SHARED) is not None


async def facts_of_revisions(
    connection: AsyncConnection, revisions: Sequence[int], workspace: str
) -> tuple[AnyFact, ...]:
    """What some revisions said, whether or not they are current."""
    return await connection.run_sync(_load, revisions, workspace) if revisions else ()


def _load(connection: Connection, revisions: Sequence[int], workspace: str) -> tuple[AnyFact, ...]:
    these = FactRow.id.in_(revisions)
    return load_facts(connection, these, load_sources(connection, workspace, these))


async def _current(connection: AsyncConnection, number: int, workspace: str) -> Row[Any]:
    row = await _revision(connection, number, workspace)
    if row.superseded_at is not None:
        raise Superseded(await _what_became_of(connection, row), row.superseded_by)
    return row


async def _lineage_of_absent(connection: AsyncConnection, revision: Revision, workspace: str) -> str:
    """The fact that the workspace has nothing of its own of any more, by what it had before."""
    gone = await _revision(connection, revision.before, workspace)
    now = await current_revision(connection, gone.lineage, workspace)
    if now is not None:
        raise Superseded(f"{now.recorded_by} has changed it already.", now.recorded_by)
    return str(gone.lineage)


async def _revision(connection: AsyncConnection, number: int, workspace: str) -> Row[Any]:
    found = await connection.execute(
        select(*FactRow.__table__.c).where(FactRow.id == number, FactRow.workspace == workspace)
    )
    row = found.one_or_none()
    if row is None:
        raise NotOnRecord("There is no such fact on record.")
    return row


async def _what_became_of(connection: AsyncConnection, row: Row[Any]) -> str:
    now = await current_revision(connection, row.lineage, row.workspace)
    done = "changed it" if now is not None and now.state == "recorded" else "taken it back"
    return f"{row.superseded_by} has {done} already."
