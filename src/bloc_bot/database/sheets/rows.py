"""Current facts as rows of a spreadsheet: CSV in UTF-8, a row a fact. `docs/import.md` says what the columns are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.exchange.exporting import revision_lines
from bloc_bot.database.exchange.on_record import OnRecord, load_on_record
from bloc_bot.database.exchange.records import (
    RECORD,
    CitationEntry,
    EventEntry,
    IdentityRecord,
    MembershipEntry,
    OrganizationRecord,
    PartyEntry,
    PersonRecord,
    PostRecord,
    ProfileEntry,
    RelationEntry,
    RevisionRecord,
    SourceRecord,
    TermEntry,
)
from bloc_bot.database.models import SHARED
from bloc_bot.database.session import make_reader, reading, without_hurry
from bloc_bot.database.sheets.names import SheetNames
from bloc_bot.domain.dates import Period
from bloc_bot.domain.facts import Part, Stance

Cells = dict[str, str]
COLUMNS = (
    "kind", "id", "organization", "name", "acronym", "names", "parent", "covers", "type", "party", "role", "standing",
    "post", "state", "date", "since", "until", "due_until", "acting", "title", "text", "place", "outcome", "start",
    "end", "note", "preferred", "source_publisher", "source_title", "source_date", "source_url", "source_attested",
    "source_language", "more_sources", "disputes", "recorded_at", "recorded_by",
)  # fmt: skip
HOLDERS = {
    (True, False): "one person",
    (False, False): "several people",
    (True, True): "one country",
    (False, True): "several countries",
}
"""Who holds a post: by whether one does at a time, and whether countries do."""
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets take the file for another encoding."""


def sheet_lines(engine: AsyncEngine, workspace: str = SHARED) -> Iterator[str]:
    """The heading, and a row for each current fact of a workspace, or for each shared one."""
    with reading(make_reader(engine)) as connection:
        without_hurry(connection)
        known = load_on_record(connection, workspace, ())
        names = SheetNames(known)
        yield _BYTE_ORDER_MARK + _line(COLUMNS)
        for record in current_facts(connection, workspace):
            cells = row_of(record, names, known)
            yield _line(as_text(cells.get(column, "")) for column in COLUMNS)


def current_facts(connection: Connection, workspace: str) -> Iterator[RevisionRecord]:
    """The recorded revisions that nothing supersedes."""
    for line in revision_lines(connection, workspace):
        if line["superseded_at"] is None and line["state"] == "recorded":
            record = RECORD.validate_python(line)
            if isinstance(record, RevisionRecord):
                yield record


def as_text(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def as_meant(cell: str) -> str:
    """The cell without what `as_text` put before it."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULAS) else cell


def row_of(record: RevisionRecord, names: SheetNames, known: OnRecord) -> Cells:
    """The cells of a fact, by column. Those that are left out are empty."""
    cells = {"kind": record.kind, "id": record.id, "organization": record.organization or ""}
    cells |= {"since": record.since, "until": record.until, "note": record.note, "preferred": record.preferred}
    cells |= _saying(record, names) | source_cells(record.citations, known)
    return cells | {"recorded_at": record.recorded_at.isoformat(), "recorded_by": record.recorded_by}


def row_of_identity(identity: IdentityRecord) -> Cells:
    """The cells of an organization, a person or a post."""
    cells = {"kind": identity.record, "id": identity.id, "name": identity.name}
    match identity:
        case OrganizationRecord():
            cells |= {"organization": identity.id, "acronym": identity.acronym, "type": identity.kind}
            cells |= {"parent": identity.parent or "", "post": identity.head_post or ""}
            cells |= {"role": identity.member_role, "covers": "; ".join(identity.covers)}
        case PersonRecord():
            cells |= {"party": identity.nationality}
        case PostRecord():
            cells |= {"type": HOLDERS[identity.single_holder, identity.held_by_countries]}
    return cells


def _saying(record: RevisionRecord, names: SheetNames) -> Cells:
    match record.says:
        case MembershipEntry() as says:
            party = names.label(says.party, "organization", "country")
            said = {"party": party, "role": says.role, "standing": says.standing or ""}
            return said | {"start": says.start, "end": says.end}
        case TermEntry() as says:
            said = {"party": names.label(says.holder, "country", "person"), "post": names.label(says.post, "post")}
            said |= {"state": names.label(says.state or "", "country"), "title": says.title}
            return said | {"acting": "yes" if says.acting else "", "due_until": says.due_until or ""}
        case EventEntry() as says:
            said = {"organization": "; ".join(says.organizations), "type": says.nature, "title": says.title}
            said |= {"date": _dates(record), "since": "", "until": "", "party": _parties(says.parties, names)}
            return said | {"text": says.summary, "place": says.place, "outcome": says.outcome}
        case RelationEntry() as says:
            return {"type": says.kind, "party": names.label(says.other, "organization"), "text": says.detail}
        case ProfileEntry() as says:
            return {"type": says.attribute, "text": says.value}
    return {}


def _dates(record: RevisionRecord) -> str:
    """The first and the last day of an event, both included."""
    last = Period.parse(f"{record.since}/{record.until}").last
    return record.since if last is None or str(last) == record.since else f"{record.since}/{last}"


def _parties(parties: Iterable[PartyEntry], names: SheetNames) -> str:
    told = ((entry.part, names.label(entry.party, "organization", "country", "person")) for entry in parties)
    return "; ".join(label if part is Part.CONCERNED else f"{part}: {label}" for part, label in told)


def source_cells(citations: Iterable[CitationEntry], known: OnRecord) -> Cells:
    """The best source in cells of its own, the others a line each, and what sources say otherwise."""
    supporting = [citation for citation in citations if citation.stance is Stance.SUPPORTS]
    disputing = [citation for citation in citations if citation.stance is Stance.DISPUTES]
    sources = list(dict.fromkeys(citation.source for citation in supporting))
    if not sources:
        return {}
    lead, *others = [_source(id, known) for id in sources]
    return {
        "source_publisher": lead.publisher,
        "source_title": lead.title,
        "source_date": lead.published or "",
        "source_url": lead.url,
        "source_attested": supporting[0].attested_on or "",
        "source_language": lead.language,
        "more_sources": "\n".join(in_a_line(source) for source in others),
        "disputes": "\n".join(
            f"{c.disputed}: {c.disputed_value} ({in_a_line(_source(c.source, known))})" for c in disputing
        ),
    }


def _source(id: str, known: OnRecord) -> SourceRecord:
    found = known.source(id)
    if found is None:
        raise KeyError(id)
    return found


def in_a_line(source: SourceRecord) -> str:
    """As `more_sources` has it."""
    return f"{source.publisher} | {source.title} | {source.published or ''} | {source.url}"


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().removesuffix("\n")
