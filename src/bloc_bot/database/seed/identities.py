"""The seed's identities, names and sources, brought into their tables: added, corrected, and cleared away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import InstrumentedAttribute

from bloc_bot.database.facts.rows import Columns
from bloc_bot.database.models import (
    SHARED,
    AliasRow,
    Base,
    CitationRow,
    CountryRow,
    EventOrganizationRow,
    EventPartyRow,
    FactRow,
    MembershipRow,
    OrganizationRow,
    PersonRow,
    PostRow,
    RelationRow,
    SourceRow,
    TermRow,
    as_written,
)
from bloc_bot.database.recording.revisions import source_columns
from bloc_bot.database.seed.facts import source_of
from bloc_bot.database.seed.files import OrganizationFile, Seed
from bloc_bot.database.seed.names import names_of
from bloc_bot.database.session import insert_into
from bloc_bot.domain.facts import Name
from bloc_bot.domain.names import folded

# What is no longer in the seed stays as long as any revision of any fact speaks of it: here is where one may.
_SPOKEN_OF_IN: dict[type[Base], tuple[InstrumentedAttribute[Any], ...]] = {
    OrganizationRow: (
        FactRow.organization,
        MembershipRow.party,
        EventOrganizationRow.organization,
        EventPartyRow.party,
        RelationRow.other,
    ),
    PostRow: (TermRow.post, OrganizationRow.head_post),
    CountryRow: (MembershipRow.party, TermRow.holder, TermRow.state, EventPartyRow.party),
    PersonRow: (TermRow.holder, EventPartyRow.party),
    SourceRow: (CitationRow.source,),
}

_NAMED: dict[str, type[Base]] = {
    "organization": OrganizationRow,
    "country": CountryRow,
    "person": PersonRow,
    "post": PostRow,
}
_NAME = ("text", "folded", "kind", "subject", "language", "use", "since", "until")
_KIND, _SUBJECT = _NAME.index("kind"), _NAME.index("subject")


async def write_identities(connection: AsyncConnection, seed: Seed) -> int:
    """Add and correct what facts refer to. How many rows changed."""
    return sum([await _upserted(connection, table, rows) for table, rows in _wanted(seed).items()])


async def clear_identities(connection: AsyncConnection, seed: Seed) -> int:
    """Remove what is no longer in the seed and no fact ever spoke of. How many rows went."""
    wanted = _wanted(seed)
    return sum([await _cleared(connection, table, wanted[table]) for table in _SPOKEN_OF_IN])


async def write_names(connection: AsyncConnection, seed: Seed) -> int:
    """Bring the names in use in line with the seed. How many rows changed.

    What the seed does not have keeps its names as long as a fact on record speaks of it: people brought it in.
    """
    columns = [AliasRow.__table__.c[name] for name in _NAME]
    found = await connection.execute(select(AliasRow.id, *columns))
    known = {tuple(row[1:]): row.id for row in found}
    wanted = {tuple(row.values()): row for row in map(_alias_columns, names_of(seed))}
    new = [row for key, row in wanted.items() if key not in known]
    others = await _spoken_of_beside(connection, seed)
    gone = [number for key, number in known.items() if key not in wanted and (key[_KIND], key[_SUBJECT]) not in others]
    if new:
        await connection.execute(insert(AliasRow), new)
    if gone:
        await connection.execute(delete(AliasRow).where(AliasRow.id.in_(gone)))
    return len(new) + len(gone)


async def _spoken_of_beside(connection: AsyncConnection, seed: Seed) -> set[tuple[str, str]]:
    """Sort and id of whatever the seed does not have, and a fact on record speaks of."""
    wanted = _wanted(seed)
    found: set[tuple[str, str]] = set()
    for kind, table in _NAMED.items():
        known = table.__table__.c
        others = set(await connection.scalars(select(known.id))) - {row["id"] for row in wanted[table]}
        speaks = [_speaks_now(column, known.id) for column in _SPOKEN_OF_IN[table]]
        spoken_of = select(known.id).where(known.id.in_(others), or_(*speaks))
        found |= {(kind, id) for id in await connection.scalars(spoken_of)}
    return found


def _speaks_now(column: InstrumentedAttribute[Any], id: ColumnElement[str]) -> ColumnElement[bool]:
    table = column.class_
    if table is OrganizationRow:
        return exists().where(column == id)
    current = and_(FactRow.superseded_at.is_(None), FactRow.state == "recorded", column == id)
    return exists().where(current if table is FactRow else and_(current, table.fact_id == FactRow.id))


def _wanted(seed: Seed) -> dict[type[Base], list[Columns]]:
    named = {"id", "name"}
    return {
        PostRow: [post.model_dump(include={*named, "single_holder", "held_by_countries"}) for post in seed.posts],
        CountryRow: [country.model_dump(include=named) for country in seed.countries],
        PersonRow: [
            {**person.model_dump(include={*named, "nationality"}), "workspace": SHARED} for person in seed.people
        ],
        OrganizationRow: [_organization_columns(file) for file in seed.organizations],
        SourceRow: [source_columns(source_of(entry), SHARED, entry.kind, entry.note) for entry in seed.sources],
    }


async def _upserted(connection: AsyncConnection, table: type[Base], wanted: Sequence[Columns]) -> int:
    known = {row["id"]: dict(row) for row in (await connection.execute(select(*table.__table__.c))).mappings()}
    new = [row for row in wanted if known.get(row["id"]) != row]
    if new:
        statement = insert_into(connection, table)
        corrected = {name: statement.excluded[name] for name in new[0] if name != "id"}
        await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=corrected), new)
    return len(new)


async def _cleared(connection: AsyncConnection, table: type[Base], wanted: Iterable[Columns]) -> int:
    known = table.__table__.c
    shared: list[ColumnElement[bool]] = [known.workspace == SHARED] if table in (SourceRow, PersonRow) else []
    gone = set(await connection.scalars(select(known.id).where(*shared))) - {row["id"] for row in wanted}
    if not gone:
        return 0
    spoken_of = [exists().where(column == known.id) for column in _SPOKEN_OF_IN[table]]
    unused = select(known.id).where(known.id.in_(gone), *(~found for found in spoken_of))
    removed = list(await connection.scalars(unused))
    await connection.execute(delete(table).where(known.id.in_(removed)))
    return len(removed)


def _organization_columns(file: OrganizationFile) -> Columns:
    return {
        "id": file.id,
        "name": file.name,
        "acronym": file.acronym,
        "kind": file.kind.value,
        "parent": as_written(file.parent),
        "head_post": as_written(file.head_post),
        "member_role": file.member_role.value,
        "covers": sorted(file.covers),
    }


def _alias_columns(name: Name) -> Columns:
    return {
        "text": name.text,
        "folded": folded(name.text),
        "kind": name.kind,
        "subject": name.subject,
        "language": name.language,
        "use": name.use.value,
        "since": str(name.period.since) if name.period else None,
        "until": str(name.period.until) if name.period else None,
    }
