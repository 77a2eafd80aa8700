"""What is on record already, as an import compares its lines with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from sqlalchemy import Connection, select

from bloc_bot.database.exchange.exporting import IDENTITIES, identity_lines, name_lines, revision_lines, source_lines
from bloc_bot.database.exchange.records import (
    RECORD,
    CountryRecord,
    EventEntry,
    EventRecord,
    IdentityRecord,
    MembershipEntry,
    NameRecord,
    OrganizationRecord,
    PersonRecord,
    PostRecord,
    ProfileEntry,
    Record,
    RelationEntry,
    RevisionRecord,
    SourceRecord,
    TermEntry,
)
from bloc_bot.database.models import SHARED, FactRow, PersonRow, SourceRow

_PARTIES = ("organization", "country", "person")


@dataclass
class OnRecord:
    """Identities by their sort and id, names, sources by id, and the revisions of some facts, oldest first."""

    identities: dict[str, dict[str, IdentityRecord]] = field(default_factory=lambda: {sort: {} for sort in IDENTITIES})
    names: set[NameRecord] = field(default_factory=set)
    shared_sources: dict[str, SourceRecord] = field(default_factory=dict)
    own_sources: dict[str, SourceRecord] = field(default_factory=dict)
    others_sources: frozenset[str] = frozenset()
    own_people: frozenset[str] = frozenset()
    others_people: frozenset[str] = frozenset()
    revisions: dict[str, list[RevisionRecord]] = field(default_factory=dict)
    events: set[str] = field(default_factory=set)

    def sorts_of_party(self, id: str) -> list[str]:
        """Whether an id is that of an organization, a country or a person."""
        return [sort for sort in _PARTIES if id in self.identities[sort]]

    def source(self, id: str) -> SourceRecord | None:
        return self.own_sources.get(id) or self.shared_sources.get(id)

    def with_these(self, records: Iterable[Record]) -> OnRecord:
        """What may be referred to once the records are written: a body may stand before what it belongs to."""
        found = replace(
            self,
            identities={sort: dict(known) for sort, known in self.identities.items()},
            own_sources=dict(self.own_sources),
            events=set(self.events),
        )
        for record in records:
            found.add(record)
        return found

    def add(self, record: Record) -> None:
        """Let others refer to a record that is to be written."""
        if isinstance(record, SourceRecord):
            self.own_sources.setdefault(record.id, record)
        elif isinstance(record, EventRecord):
            self.events.add(record.id)
        elif isinstance(record, PostRecord | OrganizationRecord | CountryRecord | PersonRecord):
            self.identities[record.record].setdefault(record.id, record)


def load_on_record(connection: Connection, workspace: str, lineages: Collection[str]) -> OnRecord:
    """All that a workspace can refer to, and its own revisions of these facts."""
    found = OnRecord(names={_read(line) for line in name_lines(connection)})
    for sort, known in found.identities.items():
        known.update({line["id"]: _read(line) for line in identity_lines(connection, sort)})
    found.shared_sources = {line["id"]: _read(line) for line in source_lines(connection, SHARED)}
    if workspace != SHARED:
        own = {line["id"]: _read(line) for line in identity_lines(connection, "person", workspace)}
        found.own_people = frozenset(own)
        found.identities["person"].update(own)
        found.own_sources = {line["id"]: _read(line) for line in source_lines(connection, workspace)}
    others = select(SourceRow.id).where(SourceRow.workspace.not_in((SHARED, workspace)))
    found.others_sources = frozenset(connection.scalars(others))
    strangers = select(PersonRow.id).where(PersonRow.workspace.not_in((SHARED, workspace)))
    found.others_people = frozenset(connection.scalars(strangers))
    found.revisions = _revisions(connection, workspace, lineages)
    found.events = set(
        connection.scalars(
            select(FactRow.lineage).where(FactRow.kind == "event", FactRow.workspace.in_((SHARED, workspace)))
        )
    )
    return found


def _revisions(connection: Connection, workspace: str, lineages: Collection[str]) -> dict[str, list[RevisionRecord]]:
    found: defaultdict[str, list[RevisionRecord]] = defaultdict(list)
    if lineages:
        for line in revision_lines(connection, workspace):
            if line["id"] in lineages:
                found[line["id"]].append(_read(line))
    return dict(found)


def current_revisions(connection: Connection, workspace: str) -> dict[str, RevisionRecord]:
    """The revision of each fact of a workspace that nothing supersedes, be it recorded or withdrawn."""
    lines = (line for line in revision_lines(connection, workspace) if line["superseded_at"] is None)
    return {line["id"]: _read(line) for line in lines}


def _read(line: dict[str, Any]) -> Any:
    return RECORD.validate_python(line)


def unresolved_in_identity(record: IdentityRecord, known: OnRecord) -> list[str]:
    """Ids that name nothing, a sentence each; and an id that names a party of another sort already."""
    problems = []
    if isinstance(record, OrganizationRecord):
        problems += _missing("organization", record.parent, known.identities["organization"])
        problems += _missing("post", record.head_post, known.identities["post"])
    if record.record != "post" and len(sorts := known.sorts_of_party(record.id)) > 1:
        problems.append(f"{record.id!r} would be the id of more than one thing ({', '.join(sorts)}): give it another")
    return problems


def unresolved_in_revision(record: RevisionRecord, known: OnRecord) -> list[str]:
    """Ids that name nothing on record or in the file, a sentence each."""
    problems = _missing("organization", record.organization, known.identities["organization"])
    for citation in record.citations:
        if known.source(citation.source) is None:
            problems.append(_nothing("source", citation.source))
    return [*problems, *_unresolved_in_saying(record.says, known)]


def _unresolved_in_saying(says: Any, known: OnRecord) -> list[str]:
    sorts = known.identities
    match says:
        case MembershipEntry():
            return _no_party(says.party, known, "organization", "country")
        case TermEntry():
            return [
                *_no_party(says.holder, known, "country", "person"),
                *_missing("post", says.post, sorts["post"]),
                *_missing("country", says.state, sorts["country"]),
            ]
        case EventEntry():
            named = [_missing("organization", id, sorts["organization"]) for id in says.organizations]
            named += [_no_party(p.party, known, "organization", "country", "person") for p in says.parties]
            return [*chain.from_iterable(named), *_missing("event", says.outcome, known.events)]
        case RelationEntry():
            return _missing("organization", says.other, sorts["organization"])
        case ProfileEntry() | None:
            return []
    raise TypeError(f"{says!r} is not what a fact says")


def _no_party(id: str, known: OnRecord, *sorts: str) -> list[str]:
    return [] if set(known.sorts_of_party(id)) & set(sorts) else [_nothing(" or ".join(sorts), id)]


def _missing(what: str, id: str | None, known: Collection[str]) -> list[str]:
    return [_nothing(what, id)] if id and id not in known else []


def _nothing(what: str, id: str) -> str:
    return f"there is no {what} {id!r} on record or in the file"
