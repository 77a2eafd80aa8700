"""Suggestions and reports as Block Kit: for whoever decides, for whose they are, and a form that asks for a reason."""

from __future__ import annotations

import json
from typing import Any

from bloc_bot.database.workspaces.suggestions import State, Suggestion, Waiting
from bloc_bot.domain.drafts import Draft
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.reports import Report
from bloc_bot.slack.answers.blocks import Block, build_notice, button, context, section
from bloc_bot.slack.forms.fields import plain
from bloc_bot.slack.mrkdwn import escape, escaped_within, written_date
from bloc_bot.slack.recording.drafts import details_of, line_of, title_of
from bloc_bot.slack.recording.proposals import ON_A_PAGE
from bloc_bot.slack.recording.report_lines import line_of_report, title_of_report

APPROVE, EDIT_AND_APPROVE, REJECT = "review:approve", "review:edit", "review:reject"
SETTLE, SHOW_ANSWER, TURN = "review:settle", "review:answer", "review:page:"
REJECTION_FORM = "rejection_form"
REASON = "reason"
REASON_ROOM = 500
_CHANGES_ROOM = 1_200


def build_for_decision(suggestion: Suggestion, register: Register) -> dict[str, Any]:
    """A suggestion or a report as a message of its own, with the buttons to decide."""
    done = "reports" if isinstance(suggestion.draft, Report) else "suggests"
    return {
        "text": f"<@{escape(suggestion.by)}> {done}: {_line(suggestion, register)}",
        "blocks": decision_blocks(suggestion, register),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def decision_blocks(suggestion: Suggestion, register: Register) -> list[Block]:
    """What is suggested or reported, by whom, and the buttons."""
    on = written_date(suggestion.at.date().isoformat())
    done = "Reported" if isinstance(suggestion.draft, Report) else "Suggested"
    details = "" if isinstance(suggestion.draft, Report) else details_of(suggestion.draft, register)
    return [
        section(_line(suggestion, register)),
        *([section(details)] if details else []),
        context(f"{done} by <@{escape(suggestion.by)}> on {on}"),
        {"type": "actions", "elements": _buttons(suggestion)},
    ]


def _buttons(suggestion: Suggestion) -> list[Block]:
    if isinstance(suggestion.draft, Report):
        return [
            button("Dealt with", SETTLE, suggestion.id, style="primary"),
            button("Close", REJECT, suggestion.id, style="danger"),
            button("Show the answer", SHOW_ANSWER, suggestion.draft.query),
        ]
    return [
        button("Approve", APPROVE, suggestion.id, style="primary"),
        button("Edit and approve", EDIT_AND_APPROVE, suggestion.id),
        button("Reject", REJECT, suggestion.id, style="danger"),
    ]


def build_waiting(waiting: Waiting, page: int, register: Register, done: str = "") -> dict[str, Any]:
    """A page of the review list, for one admin. `done` says in mrkdwn what was decided just now."""
    head = _head(waiting, page)
    lines = [_line(suggestion, register) for suggestion in waiting.suggestions]
    said = [done] if done else []
    ways = [button("Previous", f"{TURN}previous", str(page - 1))] if page > 0 else []
    if (page + 1) * ON_A_PAGE < waiting.total:
        ways.append(button("Next", f"{TURN}next", str(page + 1)))
    return {
        **build_notice("\n".join([*said, head, *lines])),
        "blocks": [
            *map(section, [*said, head]),
            *(block for suggestion in waiting.suggestions for block in decision_blocks(suggestion, register)),
            *([{"type": "actions", "elements": ways}] if ways else []),
        ],
        "unfurl_links": False,
        "unfurl_media": False,
    }


def build_outcome(
    suggestion: Suggestion, register: Register, recorded: Draft | None = None, undo: Block | None = None
) -> dict[str, Any]:
    """What became of it, in the place of its buttons. `recorded` is the draft as it went on record, if it was changed.

    `undo` is the button that takes it back.
    """
    line = _line(suggestion, register) if recorded is None else line_of(recorded, register)
    message = build_notice(f"{outcome_words(suggestion)}\n{line}")
    if undo is not None:
        message["blocks"].append({"type": "actions", "elements": [undo]})
    return {**message, "unfurl_links": False, "unfurl_media": False}


def outcome_words(suggestion: Suggestion) -> str:
    """`Approved by @Ada on 13 February 2026.`; of one that waits, that it does."""
    if suggestion.decided_at is None:
        return f"Waiting since {written_date(suggestion.at.date().isoformat())}."
    on = written_date(suggestion.decided_at.date().isoformat())
    by = f"by <@{escape(suggestion.decided_by)}> on {on}"
    is_report = isinstance(suggestion.draft, Report)
    if suggestion.state is State.APPROVED and is_report:
        return f"Dealt with {by}."
    if suggestion.state is State.APPROVED:
        changes = escaped_within(" ".join(suggestion.reason.split()), _CHANGES_ROOM)
        return f"Approved {by}, with changes: {changes}" if changes else f"Approved {by}."
    done = "Closed" if is_report else "Rejected"
    return f"{done} {by}. Reason: {escaped_within(' '.join(suggestion.reason.split()), REASON_ROOM)}"


def own_line(suggestion: Suggestion, register: Register) -> str:
    """For the one whose it is: what it was, and what became of it."""
    draft = suggestion.draft
    title = f"Report: {title_of_report(draft)}" if isinstance(draft, Report) else title_of(draft, register)
    return f"• {title} — {outcome_words(suggestion)}"


def build_thanks(suggestion: Suggestion, register: Register) -> dict[str, Any]:
    """That it was kept, for the one whose it is."""
    done = "Reported" if isinstance(suggestion.draft, Report) else "Suggested"
    told = f"{done}: {_line(suggestion, register)}\nThose who may record decide. You are told what they say."
    return {**build_notice(told), "unfurl_links": False, "unfurl_media": False}


def build_told(suggestion: Suggestion, register: Register) -> dict[str, Any]:
    """What became of it, for the one whose it is."""
    is_report = isinstance(suggestion.draft, Report)
    what = "report" if is_report else "suggestion"
    shown = " From now on the answers show it." if suggestion.state is State.APPROVED and not is_report else ""
    message = build_notice(f"Your {what}: {_line(suggestion, register)}\n{outcome_words(suggestion)}{shown}")
    return {**message, "unfurl_links": False, "unfurl_media": False}


def build_rejection_form(suggestion: Suggestion, register: Register, come_from: dict[str, Any]) -> dict[str, Any]:
    """Asks for the reason. `come_from` is what the button was under."""
    is_report = isinstance(suggestion.draft, Report)
    title, submit = ("Close a report", "Close it") if is_report else ("Reject a suggestion", "Reject")
    reason = {"type": "plain_text_input", "action_id": REASON, "max_length": REASON_ROOM, "multiline": True}
    return {
        "type": "modal",
        "callback_id": REJECTION_FORM,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain("Cancel"),
        "private_metadata": json.dumps({"id": suggestion.id, "come_from": come_from}),
        "blocks": [
            section(_line(suggestion, register)),
            {
                "type": "input",
                "block_id": REASON,
                "label": plain("Reason"),
                "hint": plain(f"The person who {'reported' if is_report else 'suggested'} it reads this."),
                "element": reason,
            },
        ],
    }


def _line(suggestion: Suggestion, register: Register) -> str:
    draft = suggestion.draft
    return line_of_report(draft) if isinstance(draft, Report) else line_of(draft, register)


def _head(waiting: Waiting, page: int) -> str:
    if not waiting.total:
        return "No suggestion waits for a decision, and no report."
    first = page * ON_A_PAGE
    which = f"{first + 1} to {first + len(waiting.suggestions)} of {waiting.total}"
    return f"*Suggestions and reports {which}, the oldest first*"
