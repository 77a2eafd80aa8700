"""What members of a workspace want on record, or report as wrong: kept apart from the facts until an admin decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, CursorResult, Row, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bloc_bot.database.errors import NotOnRecord, Refused, Superseded
from bloc_bot.database.models import SuggestionRow
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.session import asking, insert_into, writing
from bloc_bot.domain.drafts import Draft, EventDraft, MembershipDraft, Recorded, TermDraft
from bloc_bot.domain.reports import Report

AT_MOST = 20
"""Suggestions and reports of one person that wait for a decision."""
Proposed = Draft | Report
_KINDS: dict[str, type[Proposed]] = {
    "event": EventDraft,
    "membership": MembershipDraft,
    "term": TermDraft,
    "report": Report,
}
PROPOSED: dict[str, TypeAdapter[Any]] = {kind: TypeAdapter(proposed) for kind, proposed in _KINDS.items()}
"""How each kind is kept."""


class State(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Suggestion:
    """A draft or a report, whose it is, and what became of it. A report that was dealt with counts as approved.

    `reason` is why it was rejected; of a draft that was changed before it was approved, what was changed. `fact` is
    what it is on record as, once it is; of a report, what it is about.
    """

    id: str
    draft: Proposed
    state: State
    by: str
    at: datetime
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""
    fact: str = ""


@dataclass(frozen=True)
class Edited:
    """What an admin made of a draft, and the changes in words; none, if it is still the same."""

    draft: Draft
    changes: str


@dataclass(frozen=True)
class Waiting:
    """One page of what waits for a decision, the oldest first, and how many there are in all."""

    suggestions: tuple[Suggestion, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class Suggestions:
    """The suggestions and reports in the database, each workspace's own."""

    engine: AsyncEngine
    recorder: Recorder

    async def propose(self, draft: Proposed, workspace: str, by: str, now: datetime, form: str = "") -> Suggestion:
        """Keep a draft or a report, once from each form. Refused if too many of this person's wait already."""
        made = Suggestion(_id_for(form, workspace), draft, State.PROPOSED, by, now)
        own = _waiting(workspace) & (SuggestionRow.proposed_by == by)
        async with writing(self.engine) as connection:
            if await _counted(connection, own) >= AT_MOST:
                waiting = f"{AT_MOST} suggestions and reports of yours wait for a decision."
                raise Refused(f"{waiting} Send more when some are decided.")
            kept = insert_into(connection, SuggestionRow).values(_columns(made, workspace))
            await connection.execute(kept.on_conflict_do_nothing())
        return made

    async def proposed_from(self, form: str, workspace: str) -> Suggestion | None:
        """What was kept from a form that was sent before."""
        try:
            return await self.get(_id_for(form, workspace), workspace)
        except NotOnRecord:
            return None

    async def approve(
        self, id: str, workspace: str, by: str, now: datetime, edited: Edited | None = None, form: str = ""
    ) -> Recorded:
        """Put a draft on record, as it is or as it was edited in a form.

        Superseded if it was decided already, by the same form too; Refused if it cannot go on record.
        """
        waiting = await self.waiting_for_decision(id, workspace)
        if isinstance(waiting.draft, Report):
            raise NotOnRecord("There is no such suggestion.")
        draft, changes = (edited.draft, edited.changes) if edited is not None else (waiting.draft, "")

        decided_here = False

        async def settled(connection: AsyncConnection, fact: str) -> None:
            nonlocal decided_here
            decided_here = True
            decision = _decision(State.APPROVED, by, now) | {"fact": fact, "reason": changes}
            await _decide(connection, id, workspace, decision)

        credit = f"suggested by {waiting.by}" + (f", edited by {by}" if changes else "")
        try:
            recorded = await self.recorder.record(draft, workspace, by, now, settled=settled, form=form, reason=credit)
        except Refused:
            # Whoever was first may have put on record what this now cannot stand beside.
            await self.waiting_for_decision(id, workspace)
            raise
        if not decided_here:
            raise Superseded(_decided(await self.get(id, workspace)))
        return recorded

    async def settle(self, id: str, workspace: str, by: str, now: datetime) -> Suggestion:
        """A report is dealt with. Superseded if that, or its end, was said already."""
        waiting = await self.waiting_for_decision(id, workspace)
        if not isinstance(waiting.draft, Report):
            raise NotOnRecord("There is no such report.")
        async with writing(self.engine) as connection:
            decision = _decision(State.APPROVED, by, now) | {"fact": waiting.draft.fact}
            await _decide(connection, id, workspace, decision)
        return await self.get(id, workspace)

    async def reject(self, id: str, workspace: str, by: str, reason: str, now: datetime) -> Suggestion:
        """Leave it off the record, with a reason. Superseded if it was decided already."""
        async with writing(self.engine) as connection:
            await _decide(connection, id, workspace, _decision(State.REJECTED, by, now) | {"reason": reason})
        return await self.get(id, workspace)

    async def get(self, id: str, workspace: str) -> Suggestion:
        """NotOnRecord if the workspace has none of this id."""
        async with asking(self.engine) as connection:
            return await _one(connection, id, workspace)

    async def waiting_for_decision(self, id: str, workspace: str) -> Suggestion:
        """As `get`, and Superseded if it was decided already."""
        found = await self.get(id, workspace)
        if found.state is not State.PROPOSED:
            raise Superseded(_decided(found))
        return found

    async def waiting(self, workspace: str, page: int = 0, on_a_page: int = 5) -> Waiting:
        """A page of all that wait; the last page, if there are fewer."""
        async with asking(self.engine) as connection:
            total = await _counted(connection, _waiting(workspace))
            page = min(max(page, 0), max(total - 1, 0) // on_a_page)
            oldest_first = _all().where(_waiting(workspace)).order_by(SuggestionRow.proposed_at, SuggestionRow.id)
            rows = await connection.execute(oldest_first.limit(on_a_page).offset(page * on_a_page))
            return Waiting(tuple(_suggestion(row) for row in rows), total)

    async def of_person(self, workspace: str, user: str, last: int = 5) -> tuple[Suggestion, ...]:
        """What somebody has suggested, the latest first."""
        own = (SuggestionRow.workspace == workspace) & (SuggestionRow.proposed_by == user)
        latest_first = _all().where(own).order_by(SuggestionRow.proposed_at.desc(), SuggestionRow.id.desc())
        async with asking(self.engine) as connection:
            return tuple(_suggestion(row) for row in await connection.execute(latest_first.limit(last)))


async def _decide(connection: AsyncConnection, id: str, workspace: str, decision: dict[str, Any]) -> None:
    """Whoever decides first decides: the others are told who did."""
    this = (SuggestionRow.id == id) & _waiting(workspace)
    decided: CursorResult[Any] = await connection.execute(update(SuggestionRow).where(this).values(decision))
    if decided.rowcount != 1:
        raise Superseded(_decided(await _one(connection, id, workspace)))


def _decision(state: State, by: str, now: datetime) -> dict[str, Any]:
    return {"state": state.value, "decided_by": by, "decided_at": now}


def _id_for(form: str, workspace: str) -> str:
    """The same for a form that is sent twice."""
    own = uuid5(NAMESPACE_OID, f"{workspace} {form}") if form else uuid4()
    return f"suggestion-{own.hex[:16]}"


def _decided(suggestion: Suggestion) -> str:
    done = suggestion.state.value
    if isinstance(suggestion.draft, Report):
        done = "dealt with" if suggestion.state is State.APPROVED else "closed"
    return f"{suggestion.decided_by} has {done} it already."


async def _one(connection: AsyncConnection, id: str, workspace: str) -> Suggestion:
    wanted = _all().where(SuggestionRow.id == id, SuggestionRow.workspace == workspace)
    row = (await connection.execute(wanted)).one_or_none()
    if row is None:
        raise NotOnRecord("There is no such suggestion.")
    return _suggestion(row)


async def _counted(connection: AsyncConnection, which: ColumnElement[bool]) -> int:
    return await connection.scalar(select(func.count()).select_from(SuggestionRow).where(which)) or 0


def _waiting(workspace: str) -> ColumnElement[bool]:
    return (SuggestionRow.workspace == workspace) & (SuggestionRow.state == State.PROPOSED.value)


def _all() -> Any:
    return select(*SuggestionRow.__table__.c)


def _columns(suggestion: Suggestion, workspace: str) -> dict[str, Any]:
    kind = next(kind for kind, proposed in _KINDS.items() if isinstance(suggestion.draft, proposed))
    return {
        "id": suggestion.id,
        "workspace": workspace,
        "kind": kind,
        "draft": PROPOSED[kind].dump_json(suggestion.draft).decode(),
        "state": suggestion.state.value,
        "proposed_by": suggestion.by,
        "proposed_at": suggestion.at,
        "reason": suggestion.reason,
    }


def _suggestion(row: Row[Any]) -> Suggestion:
    return Suggestion(
        id=row.id,
        draft=PROPOSED[row.kind].validate_json(row.draft),
        state=State(row.state),
        by=row.proposed_by,
        at=row.proposed_at,
        decided_by=row.decided_by or "",
        decided_at=row.decided_at,
        reason=row.reason,
        fact=row.fact or "",
    )
