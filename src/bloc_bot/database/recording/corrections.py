"""Changes of a fact that is on record: corrected, backed, disputed, withdrawn, restored; each a revision of its own.

A shared fact stays as it is: the revision of the workspace stands in its place, for that workspace alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bloc_bot.database.errors import NotOnRecord, Refused, Superseded
from bloc_bot.database.models import FactRow
from bloc_bot.database.recording.drafting import check_source
from bloc_bot.database.recording.earlier import facts_of_revisions
from bloc_bot.database.recording.identities import source_on_record
from bloc_bot.database.recording.lineages import FactRecord, record_within, stood_before
from bloc_bot.database.recording.revisions import Stamp, current_revision, supersede, write_facts, write_withdrawals
from bloc_bot.domain.corrections import Amendment, amended
from bloc_bot.domain.dates import ONE_DAY, PartialDate
from bloc_bot.domain.drafts import Recorded, Revision
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import AnyFact, Event, EventNature, Membership, Term


async def amend(
    connection: AsyncConnection,
    lineage: str,
    amendment: Amendment,
    opened_on: int,
    book: FactBook,
    stamp: Stamp,
) -> Recorded:
    """A revision that says what the fact is to say. `book` is what the workspace sees now.

    Superseded if it is not revision `opened_on` any more that counts there. Refused if it cannot be so.
    """
    record = await _as_opened(connection, lineage, opened_on, stamp)
    source = amendment.source
    if source is not None:
        check_source(source)
    cited = await source_on_record(connection, source, stamp.workspace) if source is not None else None
    try:
        fact = amended(record.fact, amendment, cited)
    except ValueError as error:
        raise Refused("This is what is on record already. Change something, or leave the form.") from error
    _check(record.fact, fact, book, stamp.at.date())
    own = await _close_own(connection, lineage, stamp)
    [number] = await write_facts(connection, [fact], stamp)
    return Recorded(lineage, (Revision(number, own, own),))


async def withdraw(connection: AsyncConnection, lineage: str, opened_on: int | None, stamp: Stamp) -> Recorded:
    """A revision that says that the fact does not stand. A shared one is withdrawn for this workspace alone."""
    record = await _as_opened(connection, lineage, opened_on, stamp)
    if record.withdrawal is not None:
        raise Superseded(f"{record.withdrawal.by} has withdrawn it already.", record.withdrawal.by)
    own = await _close_own(connection, lineage, stamp)
    found = await connection.execute(select(*FactRow.__table__.c).where(FactRow.id == record.standing))
    [number] = await write_withdrawals(connection, [found.one()], stamp)
    return Recorded(lineage, (Revision(number, own, own),))


async def restore(connection: AsyncConnection, lineage: str, stamp: Stamp) -> Recorded:
    """What stood before a withdrawal stands again. A shared fact shows as soon as nothing hides it."""
    own = await current_revision(connection, lineage, stamp.workspace)
    if own is None:
        raise NotOnRecord("This fact was never withdrawn here.")
    if own.state != "withdrawn":
        raise Superseded(f"{own.recorded_by} has restored it already.", own.recorded_by)
    await supersede(connection, [own.id], stamp)
    before = await _recorded_before(connection, lineage, own.id, stamp.workspace)
    numbers = await write_facts(connection, await facts_of_revisions(connection, before, stamp.workspace), stamp)
    return Recorded(lineage, tuple(Revision(number, own.id, own.id) for number in numbers))


async def _as_opened(connection: AsyncConnection, lineage: str, opened_on: int | None, stamp: Stamp) -> FactRecord:
    """The record, if it is still as somebody saw it."""
    record = await record_within(connection, lineage, stamp.workspace)
    if opened_on is not None and record.standing != opened_on:
        by = next((change.by for change in record.changes if change.workspace), "")
        raise Superseded(f"{by or 'A newer version of bloc_bot'} has changed it meanwhile.", by)
    return record


async def _close_own(connection: AsyncConnection, lineage: str, stamp: Stamp) -> int:
    """The number of the workspace's own revision, which is current no more; 0 where it had none."""
    own = await current_revision(connection, lineage, stamp.workspace)
    if own is None:
        return 0
    await supersede(connection, [own.id], stamp)
    return int(own.id)


async def _recorded_before(connection: AsyncConnection, lineage: str, number: int, workspace: str) -> list[int]:
    found = await connection.execute(
        select(*FactRow.__table__.c)
        .where(FactRow.lineage == lineage, FactRow.workspace == workspace)
        .order_by(FactRow.id)
    )
    rows = found.all()
    before = stood_before(next(row for row in rows if row.id == number), rows)
    while before is not None and before.state == "withdrawn":
        before = stood_before(before, rows)
    return [before.id] if before is not None else []


def _check(old: AnyFact, new: AnyFact, book: FactBook, today: date) -> None:
    """Refused if it cannot be so, by itself or beside what is on record."""
    if isinstance(new, Event):
        _check_event(new, today)
    else:
        _check_not_ahead(old, new, today)
    for other in _beside(new, book):
        if new.period.surely_overlaps(other.period) and not old.period.surely_overlaps(other.period):
            raise Refused(_overlap(other, book), _moved_end(old, new))


def _check_not_ahead(old: AnyFact, new: AnyFact, today: date) -> None:
    for field in ("since", "until"):
        end = getattr(new.period, field)
        is_moved = end != getattr(old.period, field)
        if is_moved and isinstance(end, PartialDate) and end.earliest > today + ONE_DAY:
            raise Refused(f"{end} is still to come: record what is planned as an event.", field)


def _check_event(event: Event, today: date) -> None:
    if not event.title.strip():
        raise Refused("An event needs a title.", "title")
    # A day's grace: it may be tomorrow already where it took place.
    if event.nature is EventNature.HAPPENED and event.last_day.earliest > today + ONE_DAY:
        raise Refused(f"{event.last_day} is still to come: say that it is planned.", "since")


def _beside(fact: AnyFact, book: FactBook) -> Sequence[Membership | Term]:
    """What cannot be so at the same time: of memberships one a party, of a post with one holder one term."""
    match fact:
        case Membership(standing=None):
            known: Iterable[Membership] = book.memberships.get(fact.organization, ())
            return [m for m in known if m.party == fact.party and m.standing is None and m.id != fact.id]
        case Term():
            terms = [t for t in book.terms.get(fact.organization or fact.state, ()) if t.post == fact.post]
            single = book.register.posts[fact.post].single_holder
            return [t for t in terms if t.id != fact.id and (single or t.holder == fact.holder)]
        case _:
            return ()


def _overlap(other: Membership | Term, book: FactBook) -> str:
    who = book.register.label(other.party if isinstance(other, Membership) else other.holder)
    what = other.role.value if isinstance(other, Membership) else "holder of this post"
    until = f"until {other.period.until}" if isinstance(other.period.until, PartialDate) else "without an end"
    return f"{who} is on record as {what} from {other.period.since} {until}: the two would overlap."


def _moved_end(old: AnyFact, new: AnyFact) -> str:
    return "since" if new.period.since != old.period.since else "until"
