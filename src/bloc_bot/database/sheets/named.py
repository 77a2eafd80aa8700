"""Rows of a spreadsheet as what facts name: organizations, people, posts and sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bloc_bot.database.errors import Refused
from bloc_bot.database.exchange.on_record import OnRecord
from bloc_bot.database.exchange.records import (
    CitationEntry,
    IdentityRecord,
    NameRecord,
    OrganizationRecord,
    PersonRecord,
    PostRecord,
    SourceRecord,
)
from bloc_bot.database.recording.drafting import check_source
from bloc_bot.database.sheets.cells import Row
from bloc_bot.database.sheets.facts import drawn_id
from bloc_bot.database.sheets.rows import HOLDERS
from bloc_bot.domain.drafts import SourceDraft
from bloc_bot.domain.facts import NameUse, OrganizationKind, Role, Stance
from bloc_bot.domain.names import folded


def read_identity(row: Row) -> IdentityRecord | None:
    """An organization, a person or a post. None if something is wrong, which the row keeps."""
    name = row.text("name", needed=True)
    match row.cells["kind"]:
        case "organization":
            return _organization(row, name)
        case "person":
            nationality = row.named("party", "country", needed=False)
            return PersonRecord(record="person", id=_id(row, name), name=name, nationality=nationality)
        case _:
            single, countries = _holders(row)
            return PostRecord(
                record="post", id=_id(row, name), name=name, single_holder=single, held_by_countries=countries
            )


def _holders(row: Row) -> tuple[bool, bool]:
    """Whether one holds a post at a time, and whether countries do."""
    said = row.text("type").casefold() or "one person"
    found = next((how for how, words in HOLDERS.items() if words == said), None)
    if found is None:
        row.problems.append(f"column type: who holds the post, {said!r}, is none of {', '.join(HOLDERS.values())}")
    return found or (True, False)


def _organization(row: Row, name: str) -> OrganizationRecord:
    acronym = row.text("acronym")
    return OrganizationRecord(
        record="organization",
        id=row.text("organization") or row.text("id") or acronym or _id(row, name),
        name=name,
        acronym=acronym,
        kind=OrganizationKind(row.one_of("type", OrganizationKind, OrganizationKind.ORGANIZATION) or "organization"),
        parent=row.named("parent", "organization", needed=False) or None,
        head_post=row.named("post", "post", needed=False) or None,
        member_role=Role(row.one_of("role", Role, Role.MEMBER) or "member"),
        covers=sorted(part for text in row.text("covers").split(";") if (part := text.strip())),
    )


def _id(row: Row, name: str) -> str:
    return row.text("id") or folded(name).replace(" ", "-")


def names_of(row: Row, identity: IdentityRecord) -> list[NameRecord]:
    """What it is called: by its name, its acronym and the other names of its row."""
    acronym = identity.acronym if isinstance(identity, OrganizationRecord) else ""
    own = [(text, "en") for text in (identity.name, acronym) if text]
    others = [(part, "other") for text in row.text("names").split(";") if (part := text.strip())]
    return [_name(text, language, identity) for text, language in (*own, *others)]


def _name(text: str, language: str, identity: IdentityRecord) -> NameRecord:
    said: dict[str, Any] = {"record": "name", "text": text, "kind": identity.record, "subject": identity.id}
    return NameRecord(**said, language=language, use=NameUse.NAME, since=None, until=None)


class Sources:
    """Sources as cells give them: those on record by their address, and new ones, each with the line it came with."""

    def __init__(self, known: OnRecord, workspace: str) -> None:
        self._workspace = workspace
        self._by_url: dict[str, list[SourceRecord]] = {}
        for source in (*known.shared_sources.values(), *known.own_sources.values()):
            self._by_url.setdefault(source.url, []).append(source)
        self._cited: set[str] = set()
        self.new: list[tuple[int, SourceRecord]] = []

    def citations(self, row: Row, on_record: Sequence[CitationEntry]) -> list[CitationEntry]:
        """What backs the row. Of sources that back the fact on record already, what they say is kept."""
        self._cited = {citation.source for citation in on_record}
        ids = list(dict.fromkeys(self._of_row(row)))
        if not ids:
            return []
        attested = row.date("source_attested")
        kept = [c for c in on_record if c.stance is Stance.SUPPORTS]
        disputes = [c for c in on_record if c.stance is Stance.DISPUTES]
        cited = [c for id in ids for c in [c for c in kept if c.source == id] or [_citation(id)]]
        return [cited[0].model_copy(update={"attested_on": attested}), *cited[1:], *disputes]

    def _of_row(self, row: Row) -> list[str]:
        names = ("source_publisher", "source_title", "source_date", "source_url")
        lead = [row.text(name) for name in names]
        if not any(lead):
            row.problems.append("column source_url: nothing goes on record without a source")
        found = [self._found(row, "source_url", lead)] if any(lead) else []
        for line in row.text("more_sources").splitlines():
            cells = [cell.strip() for cell in line.split("|")]
            cells = ["", "", "", *cells] if len(cells) == 1 else cells
            if len(cells) == 4:
                found.append(self._found(row, "more_sources", cells))
            elif line.strip():
                row.problems.append("column more_sources: write a source a line, as publisher | title | date | address")
        return [id for id in found if id]

    def _found(self, row: Row, column: str, cells: Sequence[str]) -> str:
        publisher, title, date, url = cells
        there = self._by_url.get(url, [])
        if there:
            return max(there, key=lambda s: (s.id in self._cited, (s.publisher, s.title) == (publisher, title))).id
        try:
            check_source(SourceDraft(publisher, title, url))
            published = str(row.read_date(date)) if date else None
        except Refused as error:
            row.problems.append(f"column {column}: {error}")
        except ValueError as error:
            row.problems.append(f"column {column.replace('_url', '_date')}: {error}")
        else:
            return self._add(row, publisher, title, published, url)
        return ""

    def _add(self, row: Row, publisher: str, title: str, published: str | None, url: str) -> str:
        source = SourceRecord(
            record="source",
            id=drawn_id("source", self._workspace, url),
            publisher=publisher,
            title=title,
            author="",
            published=published,
            url=url,
            kind="",
            language=row.text("source_language") or "en",
            note="",
        )
        self._by_url[url] = [source]
        self.new.append((row.line, source))
        return source.id


def _citation(source: str) -> CitationEntry:
    return CitationEntry(
        source=source,
        locator="",
        relayed_from="",
        attested_on=None,
        stance=Stance.SUPPORTS,
        disputed="",
        disputed_value="",
    )
