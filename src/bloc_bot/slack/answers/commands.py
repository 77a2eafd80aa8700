"""The commands that are no questions: help names them, where Slack is what it is asked in."""

from __future__ import annotations

from bloc_bot.domain.replies import Item, Reply

COMMANDS = (
    ("/bloc add", "record a fact, or suggest one, with its source; add member and add official open the other forms"),
    ("/bloc log", "the latest changes: who, what and why"),
    ("/bloc admins", "who may record; admins name and remove others"),
    ("/bloc review", "what waits for a decision: suggestions and reports (for admins)"),
    ("/bloc unanswered", "questions that got no answer, and whether they are kept (for admins)"),
)
"""Each with what it is for."""


def with_commands(reply: Reply) -> Reply:
    """Help in general with the commands below the kinds of question; any other reply as it is."""
    query = reply.query or {}
    if query.get("kind") != "help" or query.get("organization"):
        return reply
    items = tuple(Item(id=command, label=command, detail=what) for command, what in COMMANDS)
    lines = [f"{command} — {what}" for command, what in COMMANDS]
    text = "\n".join([reply.text, "Commands that are no questions:", *lines])
    return reply.model_copy(update={"items": (*reply.items, *items), "text": text})
