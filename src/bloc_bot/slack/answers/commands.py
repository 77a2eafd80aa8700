"""The commands that are no questions: help names them, where Slack is what it is asked in."""

from __future__ import annotations

from bloc_bot.domain.replies import Reply

COMMANDS = (
    ("/bloc add", "record a fact, or suggest one, with its source; also `add member` and `add official`"),
    ("/bloc log", "the latest changes: who, what and why"),
    ("/bloc admins", "who may record; admins name and remove others"),
    ("/bloc review", "suggestions and reports that wait for a decision (for admins)"),
    ("/bloc unanswered", "questions that got no answer, and whether they are kept (for admins)"),
)
"""Each with what it is for, in mrkdwn."""
_HEAD = "Commands that are no questions:"


def command_lines(reply: Reply) -> list[str]:
    """The commands as lines of mrkdwn, under help in general; under any other reply none."""
    query = reply.query or {}
    if query.get("kind") != "help" or query.get("organization"):
        return []
    return [f"*{_HEAD}*", *(f"• `{command}` — {what}" for command, what in COMMANDS)]


def with_commands(reply: Reply) -> Reply:
    """The reply with the commands in its plain text too, where `command_lines` has any."""
    if not command_lines(reply):
        return reply
    lines = [f"{command} — {what.replace('`', '')}" for command, what in COMMANDS]
    return reply.model_copy(update={"text": "\n".join([reply.text, "", _HEAD, *lines])})
