"""Lines of an import in a few words, and in what two of them differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from bloc_bot.database.exchange.entered import AdminRecord, SettingsRecord, SuggestionRecord
from bloc_bot.database.exchange.records import (
    CountryRecord,
    EventEntry,
    Header,
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


def difference(before: BaseModel, after: BaseModel) -> str:
    """Which parts differ, from what to what where that is short."""
    told = []
    for name, old, new in _parts(before, after):
        told.append(f"{name}: {old!s} → {new!s}" if len(f"{old}{new}") < 120 else name)
    return "; ".join(told)


def _parts(before: BaseModel, after: BaseModel) -> Iterator[tuple[str, Any, Any]]:
    for name in type(after).model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if old == new or name in _HISTORY:
            continue
        if isinstance(old, BaseModel) and isinstance(new, BaseModel):
            yield from _parts(old, new)
        else:
            yield name, old or "nothing", new or "nothing"


_HISTORY = ("recorded_at", "recorded_by", "reason", "origin", "superseded_at", "superseded_by", "superseded_reason")


def described(record: Record) -> str:
    """A line in a few words: `event e045 "Charter signed in Chişinău"`."""
    match record:
        case Header():
            return "the header"
        case NameRecord():
            return f"name {record.text!r} of {record.subject}"
        case PostRecord() | OrganizationRecord() | CountryRecord() | PersonRecord():
            return f"{record.record} {record.id} ({record.name})"
        case SourceRecord():
            return f"source {record.id} ({record.publisher}: {record.title})"
        case SettingsRecord():
            return "the settings"
        case AdminRecord():
            return f"admin {record.user}"
        case SuggestionRecord():
            return f"suggestion {record.id} ({record.state}, by {record.proposed_by})"
    return f"{record.kind} {record.id}{_said(record)}"


def _said(record: RevisionRecord) -> str:
    match record.says:
        case EventEntry(title=title):
            return f" ({record.organization}: {title})"
        case MembershipEntry(party=party, role=role):
            return f" ({record.organization}: {party} {role})"
        case TermEntry(holder=holder, post=post, state=state):
            return f" ({record.organization or state}: {holder} {post})"
        case RelationEntry(kind=kind, other=other):
            return f" ({record.organization} {kind} {other})"
        case ProfileEntry(attribute=attribute):
            return f" ({record.organization}: {attribute})"
    return f" ({record.organization}: withdrawn)"
