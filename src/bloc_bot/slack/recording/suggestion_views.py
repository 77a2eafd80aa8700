"""Suggestions as Block Kit: for whoever decides, for whoever suggested, and the form that asks for a reason."""

from __future__ import annotations

import json
from typing import Any

from bloc_bot.database.workspaces.suggestions import State, Suggestion, Waiting
from bloc_bot.domain.factbook import Register
from bloc_bot.slack.answers.blocks import Block, build_notice, button, context, section
from bloc_bot.slack.mrkdwn import escape, escaped_within, written_date
from bloc_bot.slack.recording.drafts import details_of, line_of, title_of
from bloc_bot.slack.recording.proposals import ON_A_PAGE

APPROVE, REJECT, TURN = "review:approve", "review:reject", "review:page:"
REJECTION_FORM = "rejection_form"
REASON = "reason"
REASON_ROOM = 500


def build_for_decision(suggestion: Suggestion, register: Register) -> dict[str, Any]:
    """A suggestion as a message of its own, with the buttons to decide."""
    return {
        "text": f"<@{escape(suggestion.by)}> suggests: {line_of(suggestion.draft, register)}",
        "blocks": decision_blocks(suggestion, register),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def decision_blocks(suggestion: Suggestion, register: Register) -> list[Block]:
    """What is suggested, by whom, and the buttons."""
    on = written_date(suggestion.at.date().isoformat())
    buttons = [
        button("Approve", APPROVE, suggestion.id, style="primary"),
        button("Reject", REJECT, suggestion.id, style="danger"),
    ]
    details = details_of(suggestion.draft, register)
    return [
        section(line_of(suggestion.draft, register)),
        *([section(details)] if details else []),
        context(f"Suggested by <@{escape(suggestion.by)}> on {on}"),
        {"type": "actions", "elements": buttons},
    ]


def build_waiting(waiting: Waiting, page: int, register: Register, done: str = "") -> dict[str, Any]:
    """A page of the review list, for one admin. `done` says in mrkdwn what was decided just now."""
    head = _head(waiting, page)
    lines = [line_of(suggestion.draft, register) for suggestion in waiting.suggestions]
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


def build_outcome(suggestion: Suggestion, register: Register, undo: Block | None = None) -> dict[str, Any]:
    """What became of a suggestion, in the place of its buttons. `undo`: the button that takes it back."""
    message = build_notice(f"{outcome_words(suggestion)}\n{line_of(suggestion.draft, register)}")
    if undo is not None:
        message["blocks"].append({"type": "actions", "elements": [undo]})
    return {**message, "unfurl_links": False, "unfurl_media": False}


def outcome_words(suggestion: Suggestion) -> str:
    """`Approved by @Ada on 13 February 2026.`; of one that waits, that it does."""
    if suggestion.decided_at is None:
        return f"Waiting since {written_date(suggestion.at.date().isoformat())}."
    on = written_date(suggestion.decided_at.date().isoformat())
    by = f"by <@{escape(suggestion.decided_by)}> on {on}"
    if suggestion.state is State.APPROVED:
        return f"Approved {by}."
    return f"Rejected {by}. Reason: {escaped_within(' '.join(suggestion.reason.split()), REASON_ROOM)}"


def own_line(suggestion: Suggestion, register: Register) -> str:
    """For the one who suggested it: what it was, and what became of it."""
    return f"• {title_of(suggestion.draft, register)} — {outcome_words(suggestion)}"


def build_told(suggestion: Suggestion, register: Register) -> dict[str, Any]:
    """What became of it, for the one who suggested it."""
    shown = " From now on the answers show it." if suggestion.state is State.APPROVED else ""
    message = build_notice(
        f"Your suggestion: {line_of(suggestion.draft, register)}\n{outcome_words(suggestion)}{shown}"
    )
    return {**message, "unfurl_links": False, "unfurl_media": False}


def build_rejection_form(suggestion: Suggestion, register: Register, come_from: dict[str, Any]) -> dict[str, Any]:
    """Asks for the reason. `come_from` is what the button was under."""
    reason = {"type": "plain_text_input", "action_id": REASON, "max_length": REASON_ROOM, "multiline": True}
    return {
        "type": "modal",
        "callback_id": REJECTION_FORM,
        "title": _plain("Reject a suggestion"),
        "submit": _plain("Reject"),
        "close": _plain("Cancel"),
        "private_metadata": json.dumps({"id": suggestion.id, "come_from": come_from}),
        "blocks": [
            section(line_of(suggestion.draft, register)),
            {
                "type": "input",
                "block_id": REASON,
                "label": _plain("Reason"),
                "hint": _plain("The person who suggested it reads this."),
                "element": reason,
            },
        ],
    }


def _head(waiting: Waiting, page: int) -> str:
    if not waiting.total:
        return "No suggestion waits for a decision."
    first = page * ON_A_PAGE
    return f"*Suggestions {first + 1} to {first + len(waiting.suggestions)} of {waiting.total}, the oldest first*"


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}
