"""A CSV file as an import plan: each row checked, and compared with what is on record."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from sqlalchemy import Connection

from bloc_bot.database.exchange.describing import described, difference
from bloc_bot.database.exchange.histories import say_the_same
from bloc_bot.database.exchange.import_plan import Outcome, Plan
from bloc_bot.database.exchange.import_rules import check_together
from bloc_bot.database.exchange.named import compare_named
from bloc_bot.database.exchange.on_record import OnRecord, current_revisions, load_on_record, unresolved_in_revision
from bloc_bot.database.exchange.records import CitationEntry, EventEntry, RevisionRecord
from bloc_bot.database.models import SHARED
from bloc_bot.database.recording.revisions import Stamp
from bloc_bot.database.sheets.cells import ReadDate, Row
from bloc_bot.database.sheets.facts import FACTS, drawn_id, key_of, read_fact
from bloc_bot.database.sheets.named import Sources, names_of, read_identity
from bloc_bot.database.sheets.names import SheetNames
from bloc_bot.database.sheets.rows import COLUMNS, Cells, as_meant, row_of, row_of_identity, source_cells
from bloc_bot.domain.dates import ONE_DAY, PartialDate
from bloc_bot.domain.facts import EventNature

_IDENTITIES = ("post", "organization", "person")  # in the order in which one may name another
_SOURCES = ("source_publisher", "source_title", "source_date", "source_url", "source_attested", "more_sources")


def plan_sheet(connection: Connection, lines: Iterable[str], read_date: ReadDate, stamp: Stamp) -> Plan:
    """What importing the rows would do, to whom and as whose change the stamp says."""
    plan = Plan(workspace=stamp.workspace)
    rows = list(_rows(lines, plan))
    if not plan.refused:
        _Importing(connection, plan, read_date, stamp).plan_rows(rows)
    return plan


def _rows(lines: Iterable[str], plan: Plan) -> Iterator[tuple[int, Cells]]:
    """Each row with its line, and the cells of the columns that the file has."""
    text = iter(lines)
    heading = next(text, "")
    delimiter = max(",;\t", key=heading.count)
    columns = [name.strip().casefold() for name in next(csv.reader([heading], delimiter=delimiter), [])]
    unknown = [name for name in columns if name not in COLUMNS]
    if unknown or "kind" not in columns:
        what = f"there is no column {', '.join(map(repr, unknown))}" if unknown else "the column 'kind' is missing"
        plan.refuse(1, "the heading", f"{what}: the columns are {', '.join(COLUMNS)}")
        return
    reader = csv.reader(text, delimiter=delimiter)
    line = 2
    for row in reader:
        if any(cell.strip() for cell in row):
            if len(row) > len(columns):
                plan.refuse(line, "the row", "it has more cells than the heading: put text with commas in quotes")
            yield line, {name: as_meant(cell) for name, cell in zip_longest(columns, row[: len(columns)], fillvalue="")}
        line = reader.line_num + 2


@dataclass
class _Importing:
    """The state of reading one file."""

    connection: Connection
    plan: Plan
    read_date: ReadDate
    stamp: Stamp
    before: OnRecord = field(init=False)
    known: OnRecord = field(init=False)
    names: SheetNames = field(init=False)
    sources: Sources = field(init=False)
    own: dict[str, RevisionRecord] = field(init=False)
    seen: dict[str, RevisionRecord] = field(init=False)

    def __post_init__(self) -> None:
        workspace = self.stamp.workspace
        self.before = load_on_record(self.connection, workspace, ())
        self.known = self.before.with_these(())
        self.names = SheetNames(self.before)
        self.sources = Sources(self.before, workspace)
        self.own = current_revisions(self.connection, workspace)
        self.seen = {**current_revisions(self.connection, SHARED), **self.own} if workspace != SHARED else self.own
        self.by_key: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for id, revision in self.seen.items():
            self.by_key[key_of(revision)].append(id)

    def plan_rows(self, rows: list[tuple[int, Cells]]) -> None:
        for kind in _IDENTITIES:
            for line, cells in rows:
                if cells["kind"].casefold() == kind:
                    self._plan_identity(line, {**cells, "kind": kind})
        self.known.events |= {
            cells["id"] for _, cells in rows if cells["kind"].casefold() == "event" and cells.get("id")
        }
        for line, cells in rows:
            kind = cells["kind"].casefold()
            if kind in FACTS:
                self._plan_fact(line, {**cells, "kind": kind})
            elif kind not in _IDENTITIES:
                self.plan.refuse(
                    line, "the row", f"column kind: {kind!r} is none of {', '.join((*_IDENTITIES, *FACTS))}"
                )
        for line, source in self.sources.new:
            self.plan.sources.append(source)
            self.plan.note(line, Outcome.ADDED, described(source))
        check_together(self.connection, self.plan, self.known, self.stamp.at.date())

    def _plan_identity(self, line: int, cells: Cells) -> None:
        identity = read_identity(row := self._row(line, cells))
        if identity is not None and (there := self.before.identities[identity.record].get(identity.id)) is not None:
            identity = read_identity(row := self._row(line, row_of_identity(there) | cells))
        if identity is None or row.problems:
            self.plan.refuse(line, "the row", row.problems)
            return
        self.known.add(identity)
        compare_named(line, identity, self.before, self.known, self.plan)
        for name in names_of(row, identity):
            if not self.names.knows(name):
                self.plan.names.append(name)
                self.plan.note(line, Outcome.ADDED, described(name))
            self.names.add(name)

    def _plan_fact(self, line: int, cells: Cells) -> None:
        row = self._row(line, cells)
        revision = self._read(row, self.seen.get(cells.get("id", "")))
        if revision is None:
            self.plan.refuse(line, f"the {cells['kind']}", row.problems)
            return
        same = [revision.id] if revision.id else self.by_key.get(key_of(revision), [])
        if len(same) > 1:
            self.plan.refuse(line, described(revision), f"it may be any of {', '.join(same)}: write which as its id")
            return
        id = same[0] if same else drawn_id(revision.kind, self.stamp.workspace, *key_of(revision))
        there = self.seen.get(id)
        if there is not None:
            revision = self._read(row := self._row(line, cells), there)
        if revision is None:
            self.plan.refuse(line, f"the {cells['kind']}", row.problems)
        else:
            self._compare(line, revision.model_copy(update={"id": id}), there)

    def _read(self, row: Row, there: RevisionRecord | None) -> RevisionRecord | None:
        """The row as a revision. Cells of columns that the file has not are those of the fact on record."""
        if there is not None and there.kind != row.cells["kind"]:
            row.problems.append(f"column id: {there.id} is a {there.kind}: give this fact an id of its own")
            return None
        on_record: Cells = {}
        if there is not None and there.state == "recorded":
            on_record = row_of(there, self.names, self.before)
        row.cells = on_record | row.cells
        self._check_disputes(row, on_record)
        return read_fact(row, self._citations(row, there if on_record else None), self.stamp)

    def _citations(self, row: Row, there: RevisionRecord | None) -> list[CitationEntry]:
        if there is not None:
            cells = source_cells(there.citations, self.before)
            if all(cells.get(name, "") == row.text(name) for name in _SOURCES):
                return there.citations
        return self.sources.citations(row, there.citations if there is not None else ())

    def _check_disputes(self, row: Row, on_record: Cells) -> None:
        if row.text("disputes") != on_record.get("disputes", ""):
            row.problems.append("column disputes: it is only shown: record what sources say otherwise as JSON lines")
        if row.text("preferred") and not row.text("disputes"):
            row.problems.append("column preferred: it says why a disputed value stands, and nothing disputes this one")

    def _compare(self, line: int, revision: RevisionRecord, there: RevisionRecord | None) -> None:
        for _, source in self.sources.new:
            self.known.add(source)
        what = described(revision)
        problems = [*unresolved_in_revision(revision, self.known), *self._too_early(revision)]
        if revision.id in self.plan.lines:
            problems.append(f"it stands in line {self.plan.lines[revision.id]} already")
        self.plan.lines[revision.id] = line
        if problems:
            self.plan.refuse(line, what, problems)
        elif there is not None and there.state == "recorded" and say_the_same(revision, there):
            self.plan.note(line, Outcome.UNCHANGED, what)
        else:
            self._write(line, revision, there)

    def _write(self, line: int, revision: RevisionRecord, there: RevisionRecord | None) -> None:
        self.plan.revisions.append(revision)
        if revision.id in self.own:
            closed = {"superseded_at": self.stamp.at, "superseded_by": self.stamp.by}
            closed |= {"superseded_reason": self.stamp.reason}
            self.plan.closings[revision.id] = self.own[revision.id].model_copy(update=closed)
        if there is None:
            self.plan.note(line, Outcome.ADDED, described(revision))
        else:
            self.plan.note(line, Outcome.CHANGED, described(revision), difference(there, revision))

    def _too_early(self, revision: RevisionRecord) -> list[str]:
        if not isinstance(revision.says, EventEntry) or revision.says.nature is not EventNature.HAPPENED:
            return []
        # A day's grace: it may be tomorrow already where the event took place.
        if PartialDate.parse(revision.since).earliest > self.stamp.at.date() + ONE_DAY:
            return [f"column date: {revision.since} is still to come: write planned as its type"]
        return []

    def _row(self, line: int, cells: Cells) -> Row:
        return Row(line, cells, self.names, self.read_date)
