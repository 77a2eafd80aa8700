"""Settings, admins and suggestions of a file beside those of the workspace: the later one stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from bloc_bot.database.exchange.describing import described, difference
from bloc_bot.database.exchange.entered import (
    EnteredRecord,
    SettingsRecord,
    SuggestionRecord,
    entered_on_record,
    others_suggestions,
)
from bloc_bot.database.exchange.import_plan import Outcome, Plan
from bloc_bot.database.exchange.on_record import OnRecord
from bloc_bot.database.models import SHARED

_WHAT_WAS_SUGGESTED = ("kind", "draft", "proposed_by", "proposed_at")


def compare_entered(
    connection: Connection, records: Sequence[tuple[int, EnteredRecord]], known: OnRecord, plan: Plan
) -> None:
    """Note what becomes of each line."""
    if not records:
        return
    before = entered_on_record(connection, plan.workspace)
    ids = [record.id for _, record in records if isinstance(record, SuggestionRecord)]
    others = others_suggestions(connection, plan.workspace, ids)
    seen: set[tuple[str, str]] = set()
    for line, record in records:
        key = (record.record, record.id)
        plan.refuse(line, described(record), _problems(record, known, plan))
        if key in seen:
            plan.refuse(line, described(record), "it stands in the file twice")
        elif isinstance(record, SuggestionRecord) and record.id in others:
            plan.refuse(line, described(record), "its id is that of a suggestion of another workspace")
        else:
            _compare(line, record, before, plan)
        seen.add(key)


def _compare(line: int, record: EnteredRecord, before: Mapping[tuple[str, str], EnteredRecord], plan: Plan) -> None:
    on_record = before.get((record.record, record.id))
    if on_record is None:
        plan.entered.append(record)
        plan.note(line, Outcome.ADDED, described(record))
    elif on_record == record:
        plan.note(line, Outcome.UNCHANGED, described(record))
    elif isinstance(record, SuggestionRecord) and _suggested(record) != _suggested(on_record):
        plan.refuse(line, described(record), "it is on record otherwise: what was suggested is not rewritten")
    elif isinstance(record, SuggestionRecord) and isinstance(on_record, SuggestionRecord) and on_record.decided_by:
        plan.note(line, Outcome.KEPT, described(record), "it is decided on record")
    elif on_record.at >= record.at:
        plan.note(line, Outcome.KEPT, described(record), "what is on record is newer")
    else:
        plan.entered.append(record)
        plan.note(line, Outcome.CHANGED, described(record), difference(on_record, record))


def _suggested(record: EnteredRecord) -> list[object]:
    return [getattr(record, name, None) for name in _WHAT_WAS_SUGGESTED]


def _problems(record: EnteredRecord, known: OnRecord, plan: Plan) -> list[str]:
    if plan.workspace == SHARED:
        return ["only a workspace has it: say which with --workspace"]
    named: list[tuple[str, str]] = []
    if isinstance(record, SuggestionRecord):
        named = list(record.named)
    elif isinstance(record, SettingsRecord) and record.default_organization:
        named = [("organization", record.default_organization)]
    return [
        f"there is no {sort} {id!r} on record or in the file" for sort, id in named if id not in known.identities[sort]
    ]
