"""What people of a workspace entered beside facts, as JSON lines and back: settings, named admins, suggestions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator
from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bloc_bot.database.models import SHARED, Base, NamedAdminRow, SuggestionRow, WorkspaceSettingsRow
from bloc_bot.database.session import insert_into
from bloc_bot.database.workspaces.suggestions import PROPOSED

Line = dict[str, Any]
User = Annotated[str, Field(pattern=r"^[UW][A-Z0-9]+$")]
"""The id of somebody in Slack."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SettingsRecord(_Entry):
    """What a workspace has chosen: one line at most."""

    record: Literal["settings"]
    announcements: Annotated[str, Field(pattern=r"^([CG][A-Z0-9]+)?$")]
    default_organization: str
    answers_in_public: bool
    changed_by: User
    changed_at: AwareDatetime

    @property
    def id(self) -> str:
        return ""

    @property
    def at(self) -> datetime:
        return self.changed_at


class AdminRecord(_Entry):
    """Somebody whom an admin of the workspace has named, or who installed the bot: then nobody has named them."""

    record: Literal["admin"]
    user: User
    named_by: Annotated[str, Field(pattern=r"^([UW][A-Z0-9]+)?$")]
    named_at: AwareDatetime

    @property
    def id(self) -> str:
        return self.user

    @property
    def at(self) -> datetime:
        return self.named_at


class SuggestionRecord(_Entry):
    """A draft or a report, and what became of it. `fact` is the id that it is on record as, or that it is about."""

    record: Literal["suggestion"]
    id: str
    kind: Literal["event", "membership", "term", "report"]
    draft: dict[str, Any]
    state: Literal["proposed", "approved", "rejected"]
    proposed_by: User
    proposed_at: AwareDatetime
    decided_by: User | None
    decided_at: AwareDatetime | None
    reason: str
    fact: str | None

    @property
    def at(self) -> datetime:
        return self.decided_at or self.proposed_at

    @model_validator(mode="after")
    def _is_a_suggestion(self) -> Self:
        try:
            kept = json.loads(self.draft_as_kept)
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"]))
            raise ValueError(f"draft.{where}: {error.errors()[0]['msg']}") from None
        if kept != self.draft:
            raise ValueError("draft: it has parts that no such draft has")
        if (self.state == "proposed") != (self.decided_by is None) or (self.decided_by is None) != (
            self.decided_at is None
        ):
            raise ValueError("`decided_by` and `decided_at` belong to what is decided, and to nothing else")
        # What a report is about may be no single fact; what a suggestion is on record as is one.
        has_fact = self.fact is not None if self.kind == "report" else bool(self.fact)
        if (self.state == "approved") != has_fact:
            raise ValueError("`fact` names what an approved suggestion is on record as, and only then")
        return self

    @property
    def draft_as_kept(self) -> str:
        draft = PROPOSED[self.kind].validate_json(json.dumps(self.draft))
        return PROPOSED[self.kind].dump_json(draft).decode()

    @property
    def named(self) -> Iterator[tuple[str, str]]:
        """The ids in the draft, each with the sort of thing that it names."""
        organizations = self.draft.get("organizations") or [self.draft.get("organization")]
        countries = self.draft.get("countries") or [self.draft.get("country")]
        yield from (("organization", id) for id in organizations if id)
        yield from (("country", id) for id in countries if id)
        if post := self.draft.get("post"):
            yield "post", post


EnteredRecord = SettingsRecord | AdminRecord | SuggestionRecord
_TABLES: dict[str, type[Base]] = {
    "settings": WorkspaceSettingsRow,
    "admin": NamedAdminRow,
    "suggestion": SuggestionRow,
}
_RECORDS: dict[str, type[EnteredRecord]] = {
    "settings": SettingsRecord,
    "admin": AdminRecord,
    "suggestion": SuggestionRecord,
}
_KEYS = {"settings": ["workspace"], "admin": ["workspace", "user"], "suggestion": ["id"]}


def entered_lines(connection: Connection, workspace: str) -> Iterator[Line]:
    """Settings, admins and suggestions of a workspace; the shared record has none."""
    for sort, table in _TABLES.items():
        columns = table.__table__.c
        rows = connection.execute(select(*columns).where(columns.workspace == workspace)).mappings()
        lines = [_line(sort, dict(row)) for row in rows] if workspace != SHARED else []
        yield from sorted(lines, key=lambda line: (line.get("named_at", line.get("proposed_at", "")), str(line)))


def _line(sort: str, row: Line) -> Line:
    row.pop("workspace")
    written = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
    if sort == "suggestion":
        written["draft"] = json.loads(row["draft"])
    return {"record": sort, **written}


def entered_on_record(connection: Connection, workspace: str) -> dict[tuple[str, str], EnteredRecord]:
    """What a workspace has already, by sort and id."""
    records = [_RECORDS[line["record"]].model_validate(line) for line in entered_lines(connection, workspace)]
    return {(record.record, record.id): record for record in records}


def others_suggestions(connection: Connection, workspace: str, ids: Sequence[str]) -> frozenset[str]:
    """Those of these ids that are taken by suggestions of other workspaces."""
    others = select(SuggestionRow.id).where(SuggestionRow.workspace != workspace, SuggestionRow.id.in_(ids))
    return frozenset(connection.scalars(others))


async def write_entered(connection: AsyncConnection, records: Iterable[EnteredRecord], workspace: str) -> None:
    for record in records:
        values = {**record.model_dump(exclude={"record", "draft"}), "workspace": workspace}
        if isinstance(record, SuggestionRecord):
            values["draft"] = record.draft_as_kept
        keys = _KEYS[record.record]
        corrected = {name: value for name, value in values.items() if name not in (*keys, "workspace")}
        statement = insert_into(connection, _TABLES[record.record]).values(values)
        await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=corrected))
