"""What facts name, in a file beside what is on record: added, corrected, or refused."""

from __future__ import annotations

from bloc_bot.database.errors import Refused
from bloc_bot.database.exchange.describing import described, difference
from bloc_bot.database.exchange.import_plan import Outcome, Plan
from bloc_bot.database.exchange.on_record import OnRecord, unresolved_in_identity
from bloc_bot.database.exchange.records import (
    IdentityRecord,
    Record,
    SourceRecord,
)
from bloc_bot.database.models import SHARED
from bloc_bot.database.recording.drafting import check_source
from bloc_bot.domain.drafts import SourceDraft


def compare_named(
    line: int, record: IdentityRecord | SourceRecord, before: OnRecord, known: OnRecord, plan: Plan
) -> None:
    """What becomes of something that facts name."""
    if isinstance(record, SourceRecord):
        _compare_source(line, record, before, plan)
        return
    plan.refuse(line, described(record), unresolved_in_identity(record, known))
    on_record = before.identities[record.record].get(record.id)
    if on_record == record:
        plan.note(line, Outcome.UNCHANGED, described(record))
    elif record.record == "person" and record.id in before.others_people:
        plan.refuse(line, described(record), "its id is that of somebody whom another workspace has put on record")
    elif on_record is not None and plan.workspace != SHARED and record.id not in before.own_people:
        plan.refuse(line, described(record), "it is on record otherwise, and shared: a workspace cannot change it")
    else:
        plan.identities.append(record)
        _note_change(line, record, on_record, plan)


def _compare_source(line: int, record: SourceRecord, before: OnRecord, plan: Plan) -> None:
    try:
        check_source(SourceDraft(record.publisher, record.title, record.url))
    except Refused as refused:
        plan.refuse(line, described(record), str(refused))
    on_record = before.source(record.id)
    if record.id in before.others_sources:
        plan.refuse(line, described(record), "its id is that of a source of another workspace")
    elif on_record == record:
        plan.note(line, Outcome.UNCHANGED, described(record))
    elif on_record is not None and plan.workspace != SHARED and record.id in before.shared_sources:
        plan.refuse(line, described(record), "it is on record otherwise, and shared: a workspace cannot change it")
    else:
        plan.sources.append(record)
        _note_change(line, record, on_record, plan)


def _note_change(line: int, record: Record, on_record: Record | None, plan: Plan) -> None:
    outcome = Outcome.ADDED if on_record is None else Outcome.CHANGED
    plan.note(line, outcome, described(record), "" if on_record is None else difference(on_record, record))
