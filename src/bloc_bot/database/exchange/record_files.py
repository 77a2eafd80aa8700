"""A file of JSON lines as an import plan: each line checked, and compared with what is on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from bloc_bot.database.exchange.describing import described
from bloc_bot.database.exchange.entered import AdminRecord, EnteredRecord, SettingsRecord, SuggestionRecord
from bloc_bot.database.exchange.entered_beside import compare_entered
from bloc_bot.database.exchange.exporting import IDENTITIES
from bloc_bot.database.exchange.histories import compare_history
from bloc_bot.database.exchange.import_plan import Outcome, Plan
from bloc_bot.database.exchange.import_rules import check_together
from bloc_bot.database.exchange.named import compare_named
from bloc_bot.database.exchange.on_record import OnRecord, load_on_record, unresolved_in_revision
from bloc_bot.database.exchange.records import (
    RECORD,
    CountryRecord,
    Header,
    NameRecord,
    OrganizationRecord,
    PersonRecord,
    PostRecord,
    Record,
    RevisionRecord,
    SourceRecord,
)

Numbered = tuple[int, Record]
_NO_HEADER = 'the first line of an export is missing: {"record": "export", "format": 2, "workspace": ""}'


def plan_records(connection: Connection, lines: Iterable[str], workspace: str | None, today: date) -> Plan:
    """What importing the lines would do. Without a workspace they go where they came from."""
    plan = Plan()
    records = _read_lines(lines, plan)
    header = records[0][1] if records else None
    if not isinstance(header, Header):
        plan.refuse(1, "the file", _NO_HEADER)
        return plan
    plan.workspace = header.workspace if workspace is None else workspace
    of_facts = {record.id for _, record in records if isinstance(record, RevisionRecord)}
    known = _compare(records[1:], load_on_record(connection, plan.workspace, of_facts), plan)
    entered = [(line, record) for line, record in records if isinstance(record, EnteredRecord)]
    compare_entered(connection, entered, known, plan)
    check_together(connection, plan, known, today)
    return plan


def _read_lines(lines: Iterable[str], plan: Plan) -> list[Numbered]:
    records: list[Numbered] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            if r"\u0000" in line:
                plan.refuse(number, "the line", "it has a NUL in it, which is no character of a text")
            else:
                records.append((number, RECORD.validate_json(line)))
        except ValidationError as error:
            plan.refuse(number, "the line", [_problem(found) for found in error.errors()])
    return records


def _problem(found: Any) -> str:
    if found["type"] == "json_invalid":
        return f"it is not JSON: {found['ctx']['error']}"
    tags = ("export", *IDENTITIES, "name", "source", "fact", "settings", "admin", "suggestion")
    kinds = ("membership", "term", "event", "relation", "profile")
    steps = list(found["loc"])
    if steps and steps[0] in tags:
        steps = steps[2:] if steps[0] == "fact" and len(steps) > 1 and steps[1] in kinds else steps[1:]
    where = ".".join(map(str, steps))
    message = str(found["msg"]).removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def _compare(records: Sequence[Numbered], before: OnRecord, plan: Plan) -> OnRecord:
    """Note what becomes of each line. All that may be referred to after it."""
    known = before.with_these(record for _, record in records)
    histories: defaultdict[str, list[tuple[int, RevisionRecord]]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for line, record in records:
        match record:
            case Header():
                plan.refuse(line, "the line", "a second export begins here: import each by itself")
            case NameRecord():
                _compare_name(line, record, before, known, plan)
            case SourceRecord() | PostRecord() | OrganizationRecord() | CountryRecord() | PersonRecord():
                if (key := (record.record, record.id)) in seen:
                    plan.refuse(line, described(record), "it stands in the file twice")
                seen.add(key)
                compare_named(line, record, before, known, plan)
            case SettingsRecord() | AdminRecord() | SuggestionRecord():
                pass  # compared by themselves, once all that they may name is known
            case _:
                plan.refuse(line, described(record), unresolved_in_revision(record, known))
                histories[record.id].append((line, record))
    lines = {id(record): line for line, record in records}
    for lineage, history in histories.items():
        plan.lines[lineage] = history[-1][0]
        compare_history(history, before.revisions.get(lineage, []), plan)
    plan.revisions.sort(key=lambda record: lines[id(record)])
    return known


def _compare_name(line: int, record: NameRecord, before: OnRecord, known: OnRecord, plan: Plan) -> None:
    if record.subject not in known.identities[record.kind]:
        plan.refuse(line, described(record), f"there is no {record.kind} {record.subject!r} on record or in the file")
    if record in before.names:
        plan.note(line, Outcome.UNCHANGED, described(record))
    else:
        plan.names.append(record)
        plan.note(line, Outcome.ADDED, described(record))
