"""Sources and people that a draft names: those on record, or new ones of the workspace's own."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bloc_bot.database.errors import Refused
from bloc_bot.database.facts.rows import source_of_row
from bloc_bot.database.models import SHARED, PersonRow, SourceRow
from bloc_bot.database.recording.drafting import source_of
from bloc_bot.database.recording.revisions import write_sources
from bloc_bot.domain.drafts import SourceDraft
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import Person, Source
from bloc_bot.domain.names import folded
from bloc_bot.domain.similar import person_called


async def source_on_record(connection: AsyncConnection, draft: SourceDraft, workspace: str) -> Source:
    """The source that was chosen, or the one with this address, the shared one first; else a new one of its own."""
    named = SourceRow.id == draft.id if draft.id else SourceRow.url == draft.url.strip()
    found = await connection.execute(
        select(*SourceRow.__table__.c)
        .where(named, SourceRow.workspace.in_((SHARED, workspace)))
        .order_by(SourceRow.workspace, SourceRow.id)
        .limit(1)
    )
    if (row := found.first()) is not None:
        return source_of_row(row)
    source = source_of(draft)
    await write_sources(connection, [source], workspace)
    return source


async def person_on_record(connection: AsyncConnection, name: str, register: Register, workspace: str) -> Person:
    """The one person with this name; else a new one, whom this workspace alone sees. Refused if there is no name."""
    name = " ".join(name.split())
    if not folded(name):
        raise Refused("Choose a person, or type the name of a new one.", "holder")
    if (known := person_called(register, name)) is not None:
        return known
    person = Person(f"person-{uuid4().hex[:12]}", name)
    columns = {"id": person.id, "workspace": workspace, "name": person.name, "nationality": ""}
    await connection.execute(insert(PersonRow), [columns])
    return person
