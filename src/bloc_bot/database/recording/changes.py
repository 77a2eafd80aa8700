"""The latest changes to the record: when, by whom, what became of which fact, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.orm import aliased

from bloc_bot.database.exchange.exporting import told
from bloc_bot.database.exchange.records import RECORD
from bloc_bot.database.facts.snapshot import Holdings, load_people, load_register
from bloc_bot.database.models import SHARED, FactRow
from bloc_bot.database.recording.actions import Action
from bloc_bot.database.session import make_reader, reading
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import AnyFact


@dataclass(frozen=True)
class Change:
    """What somebody did to a fact. Facts that one seeding added are one change: then `facts` counts them.

    `fact` is what the fact says since then; of a withdrawal, what it said before.
    """

    at: datetime
    by: str
    action: Action
    reason: str
    workspace: str
    lineage: str = ""
    fact: AnyFact | None = None
    facts: int = 1


@dataclass(frozen=True)
class Changes:
    """The latest first, and what the things that they speak of are called."""

    register: Register
    changes: tuple[Change, ...]


def latest_changes(engine: AsyncEngine, workspace: str = SHARED, last: int = 20) -> Changes:
    """The last changes that a workspace can see: its own, and the shared ones."""
    with reading(make_reader(engine)) as connection:
        seen = FactRow.workspace.in_({SHARED, workspace})
        found = [
            *_seedings(connection, seen, last),
            *_shown_again(connection, seen, last),
            *_revisions(connection, seen, last),
        ]
        # Of one moment, what was written last comes first.
        found.sort(key=lambda numbered: (numbered[1].at, numbered[0]), reverse=True)
        people = Holdings(people=load_people(connection, SHARED) | load_people(connection, workspace))
        return Changes(load_register(connection, people), tuple(change for _, change in found[:last]))


_Numbered = tuple[int, Change]
_Earlier = aliased(FactRow)
_SEEDED_FIRST = and_(
    FactRow.origin == "seed",
    ~exists().where(
        _Earlier.lineage == FactRow.lineage, _Earlier.workspace == FactRow.workspace, _Earlier.id < FactRow.id
    ),
)


def _seedings(connection: Connection, seen: ColumnElement[bool], last: int) -> list[_Numbered]:
    seeded = (
        select(func.max(FactRow.id), FactRow.recorded_at, FactRow.recorded_by, FactRow.reason, FactRow.workspace)
        .add_columns(func.count())
        .where(seen, _SEEDED_FIRST)
        .group_by(FactRow.recorded_at, FactRow.recorded_by, FactRow.reason, FactRow.workspace)
        .order_by(FactRow.recorded_at.desc())
        .limit(last)
    )
    return [
        (number, Change(at, by, Action.SEEDED, reason, workspace, facts=facts))
        for number, at, by, reason, workspace, facts in connection.execute(seeded)
    ]


def _revisions(connection: Connection, seen: ColumnElement[bool], last: int) -> list[_Numbered]:
    wanted = _with_before().where(seen, ~_SEEDED_FIRST).order_by(FactRow.recorded_at.desc(), FactRow.id.desc())
    rows = connection.execute(wanted.limit(last)).all()
    facts = facts_said(connection, [_saying(row) for row in rows])
    return [
        (
            row.id,
            Change(
                row.recorded_at,
                row.recorded_by,
                _action(row),
                row.reason,
                row.workspace,
                row.lineage,
                facts.get(_saying(row)),
            ),
        )
        for row in rows
    ]


def _shown_again(connection: Connection, seen: ColumnElement[bool], last: int) -> list[_Numbered]:
    """A shared fact that a workspace shows again has no revision that says so: the workspace's own is closed."""
    later, shared = aliased(FactRow), aliased(FactRow)
    followed = exists().where(
        later.lineage == FactRow.lineage,
        later.workspace == FactRow.workspace,
        later.id > FactRow.id,
        later.recorded_at == FactRow.superseded_at,
    )
    wanted = (
        select(*FactRow.__table__.c, shared.id.label("shown"))
        .join(shared, shared.lineage == FactRow.lineage)
        .where(seen, FactRow.workspace != SHARED, FactRow.superseded_at.is_not(None), ~followed)
        .where(shared.workspace == SHARED, shared.superseded_at.is_(None))
        .order_by(FactRow.superseded_at.desc(), FactRow.id.desc())
    )
    rows = connection.execute(wanted.limit(last)).all()
    # What was withdrawn says nothing itself: then what is shown again.
    said = {row.id: row.shown if row.state == "withdrawn" else row.id for row in rows}
    facts = facts_said(connection, list(said.values()))
    return [
        (
            row.id,
            Change(
                row.superseded_at,
                row.superseded_by,
                Action.RESTORED if row.state == "withdrawn" else Action.WITHDRAWN,
                row.superseded_reason or "",
                row.workspace,
                row.lineage,
                facts.get(said[row.id]),
            ),
        )
        for row in rows
    ]


def _with_before() -> Select[Any]:
    """Revisions, each with the one before it: of its own workspace, else the shared one that it stands in for."""
    before, own, shared = aliased(FactRow), aliased(FactRow), aliased(FactRow)
    latest_own = (
        select(func.max(own.id))
        .where(own.lineage == FactRow.lineage, own.workspace == FactRow.workspace, own.id < FactRow.id)
        .scalar_subquery()
    )
    latest_shared = (
        select(func.max(shared.id))
        .where(shared.lineage == FactRow.lineage, shared.workspace == SHARED, shared.id < FactRow.id)
        .scalar_subquery()
    )
    return select(*FactRow.__table__.c, before.id.label("before"), before.state.label("state_before")).outerjoin(
        before, before.id == func.coalesce(latest_own, latest_shared)
    )


def _action(row: Row[Any]) -> Action:
    if row.state in ("withdrawn", "proposed"):
        return Action(row.state)
    if row.state_before is None or row.state_before == "proposed":
        return Action.RECORDED
    return Action.RESTORED if row.state_before == "withdrawn" else Action.CHANGED


def _saying(row: Row[Any]) -> int:
    """The revision that says what a change is about."""
    revision = row.before if row.state == "withdrawn" and row.before is not None else row.id
    return int(revision)


def facts_said(connection: Connection, revisions: list[int]) -> dict[int, AnyFact]:
    """What revisions say, without their citations."""
    chosen = select(*FactRow.__table__.c).where(FactRow.id.in_(revisions)).order_by(FactRow.id)
    rows = connection.execute(chosen).all()
    found: dict[int, AnyFact] = {}
    for row, line in zip(rows, told(connection, rows), strict=True):
        record: Any = RECORD.validate_python(line)
        if record.says is not None:
            found[row.id] = record.model_copy(update={"citations": []}).fact({}, row.workspace)
    return found
