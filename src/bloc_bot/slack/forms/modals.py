"""A form as a Slack modal: what is typed in it, where it was opened from, and what is in its way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bloc_bot.domain.drafts import Revision
from bloc_bot.domain.facts import Event, Person
from bloc_bot.slack.answers.blocks import Block, section
from bloc_bot.slack.forms.checks import Option, Typed
from bloc_bot.slack.forms.fields import Field, as_option, plain
from bloc_bot.slack.forms.kinds import FormKind
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import escape, escaped_within, written_date
from bloc_bot.slack.recording.revisions import read_revisions, written

ANYWAY = "anyway"
_SUGGESTING = (
    "You *suggest* this: those who may record decide about it. Until then no answer shows it. "
    "You are told what becomes of it."
)


@dataclass(frozen=True)
class Origin:
    """Where a form was opened from, and which revisions of which fact it is to replace, if any."""

    channel: str = ""
    response_url: str = ""
    replacing: tuple[Revision, ...] = ()
    fact: str = ""
    suggestion: bool = False
    """Whether it is kept as a suggestion, and not recorded."""
    approving: str = ""
    """The id of the suggestion that is approved with it."""
    container: dict[str, Any] = field(default_factory=dict)
    """Where the suggestion is shown that is approved with it: Slack's container of the button."""

    def packed(self) -> str:
        """As a form's private_metadata."""
        packed = json.dumps(asdict(self) | {"replacing": written(self.replacing)})
        return packed if len(packed) <= LIMITS["private_metadata"] else replace(self, response_url="").packed()

    @classmethod
    def of(cls, view: dict[str, Any]) -> Origin:
        kept = json.loads(view.get("private_metadata") or "{}")
        known = {name: value for name, value in kept.items() if name in cls.__dataclass_fields__}
        return cls(**{**known, "replacing": read_revisions(known.get("replacing", ""))})


def build_form(kind: FormKind, typed: Typed, origin: Origin, notice: Iterable[Block] = ()) -> dict[str, Any]:
    """The form with what is typed in it, under what the person should know first."""
    title, submit = _called(kind, origin)
    notice = [section(_SUGGESTING), *notice] if origin.suggestion else notice
    return {
        "type": "modal",
        "callback_id": kind.id,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain("Cancel"),
        "private_metadata": origin.packed(),
        "blocks": [*notice, *(known.block(typed) for known in kind.fields)],
    }


def _called(kind: FormKind, origin: Origin) -> tuple[str, str]:
    """Its title, and its button."""
    if origin.suggestion:
        return "Suggest a fact", "Suggest"
    if origin.approving:
        return "Edit and approve", "Approve"
    return ("Change what is recorded", "Save") if origin.fact else (kind.title, "Record")


def build_refusal_modal(text: str, title: str = "Not recorded") -> dict[str, Any]:
    """What takes the place of a form that may not be sent. The text is mrkdwn, escaped already."""
    return {
        "type": "modal",
        "callback_id": "refusal",
        "title": plain(title),
        "close": plain("Close"),
        "blocks": [section(text)],
    }


def warn_of_similar(similar: Iterable[Event | Person]) -> list[Block]:
    """What may be the same, with a box to say that it is not."""
    lines = [f"• {_in_a_line(one)}" for one in list(similar)[:5]]
    return [section("*Something very like it is already on record:*\n" + "\n".join(lines)), _ANOTHER_ONE.block(Typed())]


def _in_a_line(one: Event | Person) -> str:
    if isinstance(one, Person):
        return f"{escape(one.name)}. If it is the same person, choose that name below"
    published = f", {escape(one.citations[0].source.publisher)}" if one.citations else ""
    return f"{escaped_within(one.title, 300)} — {written_date(str(one.first_day))}{published}"


def _boxes(_typed: Typed) -> Block:
    return {"type": "checkboxes", "options": [as_option(Option(ANYWAY, "Record it anyway: it is something else"))]}


_ANOTHER_ONE = Field(ANYWAY, "Is it the same?", _boxes, optional=True)
