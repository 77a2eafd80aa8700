"""Rows of a spreadsheet as revisions of facts, and what makes two rows the same fact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from bloc_bot.database.exchange.records import (
    EventEntry,
    EventRecord,
    MembershipEntry,
    MembershipRecord,
    ProfileEntry,
    ProfileRecord,
    RelationEntry,
    RelationRecord,
    RevisionRecord,
    TermEntry,
    TermRecord,
)
from bloc_bot.database.recording.revisions import Stamp
from bloc_bot.database.sheets.cells import Row
from bloc_bot.domain.facts import Attribute, EventNature, RelationKind, Role, Standing
from bloc_bot.domain.names import folded

Said = dict[str, Any]


def read_fact(row: Row, citations: Sequence[Any], stamp: Stamp) -> RevisionRecord | None:
    """The row as a revision of its own. None if something is wrong, which the row keeps."""
    kind = row.cells["kind"]
    reading, record = _KINDS[kind]
    says = reading(row)
    organization = None if says.get("state") else _organization(row, says)
    since, until = row.days("date") if kind == "event" else (row.end("since"), row.end("until"))
    if row.problems:
        return None
    try:
        return record.model_validate(
            {
                "record": "fact",
                "id": row.text("id"),
                "kind": kind,
                "organization": organization,
                "since": since,
                "until": until,
                "note": row.text("note"),
                "preferred": row.text("preferred"),
                "says": says,
                "citations": list(citations),
                **_recorded(stamp),
            }
        )
    except ValidationError as error:
        row.problems += [str(found["msg"]).removeprefix("Value error, ") for found in error.errors()]
        return None


def key_of(record: RevisionRecord) -> tuple[str, ...]:
    """What makes it the same fact as another one, where the ids do not say so."""
    common = (record.kind, record.organization or "")
    match record.says:
        case MembershipEntry() as says:
            return (*common, says.party, says.role, says.standing or "", record.since)
        case TermEntry() as says:
            return (*common, says.state or "", says.holder, says.post, record.since)
        case EventEntry() as says:
            return (*common, record.since, folded(says.title))
        case RelationEntry() as says:
            return (*common, says.kind, says.other)
        case ProfileEntry() as says:
            return (*common, says.attribute, record.since)
    return (*common, record.id)


def drawn_id(what: str, *key: str) -> str:
    """An id that is the same for the same key, so that a file may be imported twice."""
    return f"{what}-{sha256('|'.join(key).encode()).hexdigest()[:12]}"


def _organization(row: Row, says: Said) -> str:
    return says["organizations"][0] if says.get("organizations") else row.named("organization", "organization")


def _recorded(stamp: Stamp) -> Said:
    return {
        "state": "recorded",
        "origin": stamp.origin,
        "recorded_at": stamp.at,
        "recorded_by": stamp.by,
        "reason": stamp.reason,
        "superseded_at": None,
        "superseded_by": None,
        "superseded_reason": None,
    }


def _membership(row: Row) -> Said:
    return {
        "party": row.named("party", "organization", "country"),
        "role": row.one_of("role", Role, Role.MEMBER),
        "standing": row.one_of("standing", Standing) if row.text("standing") else None,
        "start": row.text("start"),
        "end": row.text("end"),
    }


def _term(row: Row) -> Said:
    return {
        "holder": row.named("party", "country", "person"),
        "post": row.named("post", "post"),
        "title": row.text("title"),
        "state": row.named("state", "country", needed=False) or None,
        "acting": row.yes("acting"),
        "due_until": row.date("due_until"),
    }


def _event(row: Row) -> Said:
    return {
        "title": row.text("title", needed=True),
        "summary": row.text("text"),
        "nature": row.one_of("type", EventNature, EventNature.HAPPENED),
        "place": row.text("place"),
        "outcome": row.text("outcome"),
        "organizations": row.all_named("organization", "organization"),
        "parties": row.parties("party"),
    }


def _relation(row: Row) -> Said:
    return {
        "kind": row.one_of("type", RelationKind),
        "other": row.named("party", "organization"),
        "detail": row.text("text"),
    }


def _profile(row: Row) -> Said:
    return {"attribute": row.one_of("type", Attribute), "value": row.text("text", needed=True)}


_KINDS: dict[str, tuple[Callable[[Row], Said], type[RevisionRecord]]] = {
    "membership": (_membership, MembershipRecord),
    "term": (_term, TermRecord),
    "event": (_event, EventRecord),
    "relation": (_relation, RelationRecord),
    "profile": (_profile, ProfileRecord),
}
FACTS = tuple(_KINDS)
