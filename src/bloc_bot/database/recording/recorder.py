"""What people put on record from Slack: new facts, changes, withdrawals, and their undoing; all for one workspace."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.orm import aliased

from bloc_bot.database.errors import DatabaseUnavailable, NotOnRecord
from bloc_bot.database.facts.books import FactBooks, overlaid
from bloc_bot.database.facts.snapshot import load_holdings
from bloc_bot.database.models import FactRow
from bloc_bot.database.recording import corrections
from bloc_bot.database.recording.drafting import check_draft, facts_of
from bloc_bot.database.recording.earlier import Earlier, before
from bloc_bot.database.recording.identities import person_on_record, source_on_record
from bloc_bot.database.recording.revisions import (
    Stamp,
    bump,
    current_revision,
    lock,
    supersede,
    write_facts,
    write_withdrawals,
)
from bloc_bot.database.recording.submissions import keep_submission, submitted
from bloc_bot.database.session import asking, writing
from bloc_bot.domain.corrections import Amendment
from bloc_bot.domain.drafts import Draft, Recorded, Revision, TermDraft
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import AnyFact

log = logging.getLogger(__name__)
Settled = Callable[[AsyncConnection, str], Awaitable[None]]
"""What else is to be written with a new fact, given the fact's id."""


@dataclass(frozen=True)
class Recorder:
    """Writes for a workspace, and sees to it that the next answer in this process already knows."""

    engine: AsyncEngine
    books: FactBooks

    async def record(
        self,
        draft: Draft,
        workspace: str,
        by: str,
        now: datetime,
        replacing: Sequence[Revision] = (),
        settled: Settled | None = None,
        form: str = "",
        reason: str = "",
    ) -> Recorded:
        """Put a draft on record, with all that it changes of other facts; in the place of earlier revisions, if named.

        Refused if something is missing from the draft, or it cannot be so beside what is on record;
        Superseded if the revisions to be replaced are not current any more. `settled` is done in the same
        transaction: what it raises leaves everything as it was. A `form` that was recorded from is not recorded
        from again: the answer is what it has become. `reason` goes into the history.
        """
        stamp = Stamp(workspace, by, now, reason)
        shared = await self.books.book()

        async def change(connection: AsyncConnection) -> Recorded:
            earlier = await before(connection, {old: old.first for old in replacing}, workspace)
            book = await _book_without(connection, earlier, shared, workspace)
            check_draft(draft, book.register, now.date())
            facts = await _drafted(connection, draft, book, workspace, next(iter(earlier.new), ""))
            revisions = await _put_in_place(connection, earlier, facts, stamp)
            written = [fact.id for fact in facts]
            put_back = tuple(id for id in earlier.stood if id not in written)
            recorded = Recorded(written[0], revisions, tuple(written[1:]), put_back)
            if settled is not None:
                await settled(connection, recorded.fact)
            return recorded

        return await self._once(form, stamp, change)

    async def amend(
        self,
        lineage: str,
        amendment: Amendment,
        workspace: str,
        by: str,
        reason: str,
        now: datetime,
        opened_on: int,
        form: str = "",
    ) -> Recorded:
        """Change a fact on record; a shared one for this workspace alone.

        Superseded if the revision that counts here is not `opened_on` any more, Refused if it cannot be so. A form
        that was sent before changes nothing again.
        """
        stamp = Stamp(workspace, by, now, reason)
        shared = await self.books.book()

        async def change(connection: AsyncConnection) -> Recorded:
            book = await _book_without(connection, Earlier(), shared, workspace)
            return await corrections.amend(connection, lineage, amendment, opened_on, book, stamp)

        return await self._once(form, stamp, change)

    async def withdraw(
        self,
        lineage: str,
        workspace: str,
        by: str,
        reason: str,
        now: datetime,
        opened_on: int | None = None,
        form: str = "",
    ) -> Recorded:
        """Take a fact off the record, if it is as it was when somebody saw revision `opened_on`.

        A shared one is withdrawn for this workspace alone.
        """
        stamp = Stamp(workspace, by, now, reason)
        return await self._once(form, stamp, lambda writing: corrections.withdraw(writing, lineage, opened_on, stamp))

    async def restore(self, lineage: str, workspace: str, by: str, reason: str, now: datetime) -> Recorded:
        """Undo a withdrawal: what stood before it stands again."""
        stamp = Stamp(workspace, by, now, reason)
        async with self._writing(stamp) as connection:
            return await corrections.restore(connection, lineage, stamp)

    async def recorded_from(self, form: str, workspace: str) -> Recorded | None:
        """What a form has become that was recorded from before."""
        async with asking(self.engine) as connection:
            return await submitted(connection, form, workspace)

    async def undo(self, revisions: Sequence[Revision], workspace: str, by: str, now: datetime) -> Recorded:
        """Take back what was recorded together: what stood before it stands again, and the history keeps both.

        The facts that this changed, and the changes that it makes: `first` is the revision that stands again, under a
        new number.
        """
        if not revisions:
            raise NotOnRecord("There is no such fact on record.")
        stamp = Stamp(workspace, by, now, "undone by the button in Slack")
        async with self._writing(stamp) as connection:
            earlier = await before(connection, {done: done.before for done in revisions}, workspace)
            standing = await _put_in_place(connection, earlier, (), stamp)
            fact, *also = earlier.stood
            return Recorded(fact, standing, tuple(also))

    async def check_current(self, revisions: Sequence[Revision], workspace: str) -> None:
        """Superseded if one of the revisions is current no more, NotOnRecord if it never was."""
        async with asking(self.engine) as connection:
            await before(connection, {revision: revision.first for revision in revisions}, workspace)

    async def latest(self, revisions: Sequence[Revision], workspace: str) -> tuple[Revision, ...]:
        """What the facts of some revisions are now: the current revisions, without those that are withdrawn."""
        first = {revision.number or revision.before: revision.first for revision in revisions}
        old, new = aliased(FactRow), aliased(FactRow)
        current = (
            select(new.id, old.id)
            .join(old, old.lineage == new.lineage)
            .where(old.id.in_(first), old.workspace == workspace, new.workspace == workspace)
            .where(new.superseded_at.is_(None), new.state == "recorded")
            .order_by(new.id)
        )
        async with asking(self.engine) as connection:
            found = await connection.execute(current)
            return tuple(Revision(number, first[known], first[known]) for number, known in found)

    async def _once(
        self, form: str, stamp: Stamp, change: Callable[[AsyncConnection], Awaitable[Recorded]]
    ) -> Recorded:
        """Make a change, unless the form was sent before: then it is what it has become."""
        async with self._writing(stamp) as connection:
            if form and (again := await submitted(connection, form, stamp.workspace)) is not None:
                return again
            recorded = await change(connection)
            if form:
                await keep_submission(connection, form, stamp.workspace, recorded, stamp.at)
            return recorded

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


async def _book_without(connection: AsyncConnection, earlier: Earlier, shared: FactBook, workspace: str) -> FactBook:
    """What the workspace would see if the revisions to be replaced had never been. Read under its lock."""
    holdings = await connection.run_sync(load_holdings, workspace)
    return overlaid(shared, earlier.put_back(holdings))


async def _drafted(
    connection: AsyncConnection, draft: Draft, book: FactBook, workspace: str, old_id: str
) -> tuple[AnyFact, ...]:
    """The facts of a draft, with the source and the person that they need on record."""
    source = await source_on_record(connection, draft.source, workspace)
    if isinstance(draft, TermDraft) and not draft.holder:
        person = await person_on_record(connection, draft.new_holder, book.register, workspace)
        register = replace(book.register, people={**book.register.people, person.id: person})
        draft, book = replace(draft, holder=person.id), replace(book, register=register)
    return facts_of(draft, book, source, old_id)


async def _put_in_place(
    connection: AsyncConnection, earlier: Earlier, facts: Sequence[AnyFact], stamp: Stamp
) -> tuple[Revision, ...]:
    """Write facts in the place of some revisions. What these had changed beside is again as it was before.

    Every change that this makes: of the facts first, then of what was put back or is gone.
    """
    written = {fact.id for fact in facts}
    gone = {*earlier.withdrawn, *earlier.new} - written
    leaving = [row for row in earlier.revisions if row.lineage not in gone or row.state != "withdrawn"]
    current = [await current_revision(connection, id, stamp.workspace) for id in written - earlier.stood.keys()]
    closing = {row.lineage: row.id for row in (*leaving, *current) if row is not None}
    await supersede(connection, list(closing.values()), stamp)
    withdrawing = [row for row in leaving if row.lineage in gone]
    withdrawals = await write_withdrawals(connection, withdrawing, stamp)
    writing_now = [*facts, *(fact for fact in earlier.facts if fact.id not in written)]
    numbers = await write_facts(connection, writing_now, stamp)
    now = dict(zip((fact.id for fact in writing_now), numbers, strict=True))
    now |= dict(zip((row.lineage for row in withdrawing), withdrawals, strict=True))
    return tuple(
        Revision(now.get(id, 0), closing.get(id, 0), earlier.stood.get(id, closing.get(id, 0)))
        for id in dict.fromkeys([*now, *closing])
    )
