"""Everything on record as JSON lines, in an order that can be read back line by line."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.exchange.entered import entered_lines
from bloc_bot.database.exchange.records import FORMAT
from bloc_bot.database.facts.rows import KINDS
from bloc_bot.database.models import (
    SHARED,
    AliasRow,
    Base,
    CitationRow,
    CountryRow,
    EventOrganizationRow,
    EventPartyRow,
    FactRow,
    OrganizationRow,
    PersonRow,
    PostRow,
    SourceRow,
)
from bloc_bot.database.session import make_reader, reading, without_hurry

Line = dict[str, Any]
_CHUNK = 500
# Of what is left out, the tables make their own again.
_LEFT_OUT = {
    AliasRow: {"id", "folded"},
    PersonRow: {"workspace"},
    SourceRow: {"workspace"},
    FactRow: {
        "id", "lineage", "kind", "workspace", "lead_citation",
        "since_earliest", "since_latest", "until_earliest", "until_latest",
    },
}  # fmt: skip
_NUMBERS = {"fact_id", "position"}
IDENTITIES: dict[str, type[Base]] = {
    "post": PostRow,
    "organization": OrganizationRow,
    "country": CountryRow,
    "person": PersonRow,
}


def export_lines(engine: AsyncEngine, workspace: str = SHARED) -> Iterator[str]:
    """The record of a workspace, or what is shared, a JSON object a line. All lines are of one moment."""
    with reading(make_reader(engine)) as connection:
        without_hurry(connection)
        for line in record_lines(connection, workspace):
            yield json.dumps(line, ensure_ascii=False)


def count_lines(engine: AsyncEngine, workspace: str = SHARED, *, facts_only: bool = False) -> int:
    """About how many lines an export has, to tell how far it is."""
    tables: list[type[Base]] = [FactRow] if facts_only else [FactRow, SourceRow]
    everybodys: list[type[Base]] = [AliasRow, *IDENTITIES.values()] if workspace == SHARED and not facts_only else []
    with reading(make_reader(engine)) as connection:
        own = [_count(table).where(table.__table__.c.workspace == workspace) for table in tables]
        counts = [*own, *(_count(table) for table in everybodys)]
        return sum(connection.scalar(count) or 0 for count in counts)


def _count(table: type[Base]) -> Select[int]:
    return select(func.count()).select_from(table)


def record_lines(connection: Connection, workspace: str) -> Iterator[Line]:
    """What is named comes before what names it. Identities and names are shared, but for a workspace's own people."""
    yield {"record": "export", "format": FORMAT, "workspace": workspace}
    if workspace == SHARED:
        for record in IDENTITIES:
            yield from identity_lines(connection, record)
        yield from name_lines(connection)
    else:
        yield from identity_lines(connection, "person", workspace)
    yield from source_lines(connection, workspace)
    yield from revision_lines(connection, workspace)
    yield from entered_lines(connection, workspace)


def identity_lines(connection: Connection, record: str, workspace: str = SHARED) -> Iterator[Line]:
    # Sorted here: databases differ in how they sort text.
    table = IDENTITIES[record]
    found = select(*table.__table__.c)
    found = found.where(PersonRow.workspace == workspace) if table is PersonRow else found
    rows = sorted(connection.execute(found), key=lambda row: str(row.id))
    yield from ({"record": record, **_columns(row, table)} for row in rows)


def name_lines(connection: Connection) -> Iterator[Line]:
    for row in connection.execute(select(*AliasRow.__table__.c).order_by(AliasRow.id)):
        yield {"record": "name", **_columns(row, AliasRow)}


def source_lines(connection: Connection, workspace: str) -> Iterator[Line]:
    own = select(*SourceRow.__table__.c).where(SourceRow.workspace == workspace)
    for row in sorted(connection.execute(own), key=lambda row: str(row.id)):
        yield {"record": "source", **_columns(row, SourceRow)}


def revision_lines(connection: Connection, workspace: str) -> Iterator[Line]:
    """All revisions of all facts, in the order in which they were written."""
    last = 0
    while rows := _revisions_after(connection, workspace, last):
        last = rows[-1].id
        yield from told(connection, rows)


def _revisions_after(connection: Connection, workspace: str, last: int) -> Sequence[Row[Any]]:
    of_workspace = select(*FactRow.__table__.c).where(FactRow.workspace == workspace)
    return connection.execute(of_workspace.where(FactRow.id > last).order_by(FactRow.id).limit(_CHUNK)).all()


def told(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Line]:
    """Rows of FactRow as lines, each with what it says and who says so."""
    ids = [row.id for row in rows]
    citations = _lists(connection, CitationRow, ids)
    says = {name: _by_fact(connection, kind.table, ids) for name, kind in KINDS.items()}
    organizations = _lists(connection, EventOrganizationRow, ids)
    parties = _lists(connection, EventPartyRow, ids)
    for row in rows:
        said = says[row.kind].get(row.id)
        if said is not None and row.kind == "event":
            said |= {
                "organizations": [entry["organization"] for entry in organizations[row.id]],
                "parties": parties[row.id],
            }
        common = {"record": "fact", "id": row.lineage, "kind": row.kind, **_columns(row, FactRow)}
        yield {**common, "says": said, "citations": citations[row.id]}


def _by_fact(connection: Connection, table: type[Base], ids: Sequence[int]) -> dict[int, Line]:
    columns = table.__table__.c
    rows = connection.execute(select(*columns).where(columns.fact_id.in_(ids)))
    return {row.fact_id: _columns(row, table) for row in rows}


def _lists(connection: Connection, table: type[Base], ids: Sequence[int]) -> defaultdict[int, list[Line]]:
    columns = table.__table__.c
    found: defaultdict[int, list[Line]] = defaultdict(list)
    for row in connection.execute(
        select(*columns).where(columns.fact_id.in_(ids)).order_by(columns.fact_id, columns.position)
    ):
        found[row.fact_id].append(_columns(row, table))
    return found


def _columns(row: Row[Any], table: type[Base]) -> Line:
    left_out = _LEFT_OUT.get(table, _NUMBERS)
    return {name: _written(value) for name, value in row._mapping.items() if name not in left_out}  # noqa: SLF001 - its public name


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
