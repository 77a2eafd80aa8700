"""What people put on record from Slack: new facts, withdrawals and their undoing, each for their own workspace."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, ScalarSelect, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bloc_bot.database.drafting import check_event, event_of, source_of
from bloc_bot.database.errors import DatabaseUnavailable, NotOnRecord, Superseded
from bloc_bot.database.fact_books import FactBooks
from bloc_bot.database.fact_models import FactRow
from bloc_bot.database.fact_rows import source_of_row
from bloc_bot.database.models import SHARED, SourceRow
from bloc_bot.database.revisions import (
    Stamp,
    bump,
    current_revision,
    lock,
    supersede,
    write_facts,
    write_sources,
    write_withdrawals,
)
from bloc_bot.database.session import writing
from bloc_bot.database.snapshot import load_facts, load_sources
from bloc_bot.domain.drafts import EventDraft, SourceDraft
from bloc_bot.domain.facts import AnyFact, Source

log = logging.getLogger(__name__)
Settled = Callable[[AsyncConnection, str], Awaitable[None]]
"""What else is to be written with a new fact, given the fact's id."""


@dataclass(frozen=True)
class Recorder:
    """Writes for a workspace, and sees to it that the next answer in this process already knows."""

    engine: AsyncEngine
    books: FactBooks

    async def record_event(
        self, draft: EventDraft, workspace: str, by: str, now: datetime, settled: Settled | None = None
    ) -> str:
        """Put an event on record; its id. Refused if something is missing from the draft.

        `settled` is done in the same transaction: what it raises leaves everything as it was.
        """
        book = await self.books.book(workspace)
        check_event(draft, book.register, now.date())
        stamp = Stamp(workspace, by, now)
        return await self._record(lambda source: event_of(draft, source), draft.source, stamp, settled)

    async def withdraw(self, lineage: str, workspace: str, by: str, reason: str, now: datetime) -> None:
        """Take a fact off the record. A shared one is withdrawn for this workspace alone."""
        stamp = Stamp(workspace, by, now, reason)
        async with self._writing(stamp) as connection:
            own = await current_revision(connection, lineage, workspace)
            if own is not None and own.state == "withdrawn":
                raise Superseded(f"{own.recorded_by} has withdrawn it already.")
            standing = own or await current_revision(connection, lineage, SHARED)
            if standing is None or standing.state != "recorded":
                raise NotOnRecord("There is no such fact on record.")
            await supersede(connection, [own.id] if own is not None else [], stamp)
            await write_withdrawals(connection, [standing], stamp)

    async def restore(self, lineage: str, workspace: str, by: str, reason: str, now: datetime) -> None:
        """Undo a withdrawal: what stood before it stands again."""
        stamp = Stamp(workspace, by, now, reason)
        async with self._writing(stamp) as connection:
            own = await current_revision(connection, lineage, workspace)
            if own is None:
                raise NotOnRecord("This fact was never withdrawn here.")
            if own.state != "withdrawn":
                raise Superseded(f"{own.recorded_by} has restored it already.")
            await supersede(connection, [own.id], stamp)
            # A shared fact has no revision of this workspace's own: it shows again as soon as nothing hides it.
            await write_facts(connection, await _last_recorded(connection, lineage, workspace), stamp)

    async def _record(
        self, made: Callable[[Source], AnyFact], source: SourceDraft, stamp: Stamp, settled: Settled | None
    ) -> str:
        """Write one new fact, of whatever kind, with the source that backs it."""
        async with self._writing(stamp) as connection:
            fact = made(await _source_on_record(connection, source, stamp.workspace))
            await write_facts(connection, [fact], stamp)
            if settled is not None:
                await settled(connection, fact.id)
        return fact.id

    @asynccontextmanager
    async def _writing(self, stamp: Stamp) -> AsyncIterator[AsyncConnection]:
        """One transaction: the lock, the change and the new version. Then the books, which may lag if they must."""
        async with writing(self.engine) as connection:
            await lock(connection, stamp.workspace)
            yield connection
            await bump(connection, stamp.workspace)
        try:
            await self.books.refresh()
        except DatabaseUnavailable:
            log.warning("A change is on record, but could not be read back yet.")


async def _source_on_record(connection: AsyncConnection, draft: SourceDraft, workspace: str) -> Source:
    """The source with this address that the workspace can see, the shared one first; else a new one of its own."""
    found = await connection.execute(
        select(*SourceRow.__table__.c)
        .where(SourceRow.url == draft.url.strip(), SourceRow.workspace.in_((SHARED, workspace)))
        .order_by(SourceRow.workspace, SourceRow.id)
        .limit(1)
    )
    if (row := found.first()) is not None:
        return source_of_row(row)
    source = source_of(draft)
    await write_sources(connection, [source], workspace)
    return source


async def _last_recorded(connection: AsyncConnection, lineage: str, workspace: str) -> tuple[AnyFact, ...]:
    """What a workspace itself had on record last, if it ever had."""
    revision = (
        select(FactRow.id)
        .where(FactRow.lineage == lineage, FactRow.workspace == workspace, FactRow.state == "recorded")
        .order_by(FactRow.id.desc())
        .limit(1)
    )
    return await connection.run_sync(_facts_of_revision, revision.scalar_subquery(), workspace)


def _facts_of_revision(connection: Connection, revision: ScalarSelect[int], workspace: str) -> tuple[AnyFact, ...]:
    this = FactRow.id == revision
    return load_facts(connection, this, load_sources(connection, workspace, this))
