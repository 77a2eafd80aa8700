"""`/bloc receipt ID`: a posted answer again as it was given, privately, with what would be said today."""

from __future__ import annotations

import asyncio
from typing import Any

from pydantic import ValidationError
from slack_bolt.context.ack.async_ack import AsyncAck

from bloc_bot.database.errors import NotOnRecord
from bloc_bot.domain.queries import QUERY
from bloc_bot.domain.receipts import EXAMPLE, Posted, Receipt, read_receipt_id
from bloc_bot.domain.replies import Reply
from bloc_bot.slack.answers.blocks import build_answer, build_notice, packed, section
from bloc_bot.slack.answers.paging import source_words
from bloc_bot.slack.desk import IN_TIME, Desk
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import escape, escaped_within, shortened, written_date
from bloc_bot.slack.people import Person
from bloc_bot.wording.differences import Differences, differences

RECEIPT = "receipt"
_LINE, _LINES, _SOURCES, _ROOM = 500, 6, 4, 2_900
_TEXT = LIMITS["message text"]


def asks_for_receipt(command: dict[str, Any]) -> bool:
    """Whether a slash command, of whatever organization, is for this: `/bloc receipt 7K3M9Q`."""
    return str(command.get("text", "")).lower().split()[:1] == [RECEIPT]


async def handle_receipt_command(ack: AsyncAck, command: dict[str, Any], person: Person, desk: Desk) -> None:
    """For everybody in the workspace who has the id."""
    typed = command["text"].strip()[len(RECEIPT) :].strip()
    id = read_receipt_id(typed)
    if id is None:
        await ack(build_notice(_no_id(typed)))
        return
    try:
        async with asyncio.timeout(IN_TIME):
            message = await show_receipt(id, person.workspace, desk)
    except NotOnRecord as error:
        message = build_notice(escape(str(error)))
    await ack(message)


async def show_receipt(id: str, workspace: str, desk: Desk, page: int = 0) -> dict[str, Any]:
    """A page of it, for one person. NotOnRecord if the workspace has none of this id."""
    receipt = await desk.receipts.find(id, workspace)
    now = await answered_now(receipt, workspace, desk)
    return build_receipt(receipt, differences(receipt.reply, now) if now is not None else None, page)


async def answered_now(receipt: Receipt, workspace: str, desk: Desk) -> Reply | None:
    """What the record of today gives for the question, as of the day it was asked; None if it cannot be asked again."""
    try:
        query = QUERY.validate_python(receipt.reply.query)
    except ValidationError:
        return None
    return await desk.answers.answer_query(query, workspace=workspace, today=receipt.asked_on)


def build_receipt(receipt: Receipt, differing: Differences | None, page: int = 0) -> dict[str, Any]:
    """The answer as it was, under what differs today; None: that cannot be told."""
    answer = build_answer(_without_questions(receipt.reply), page, receipt=receipt.id)
    given = f"*Receipt {receipt.id}:* given {_given(receipt)}."
    said = _said(differing)
    return {
        **answer,
        "response_type": "ephemeral",
        "replace_original": False,
        "text": shortened("\n".join([given.replace("*", ""), *said, "As it was given:", answer["text"]]), _TEXT),
        "blocks": [
            section(given),
            *packed(said, _ROOM, section),
            {"type": "divider"},
            *answer["blocks"],
        ],
    }


def _without_questions(reply: Reply) -> Reply:
    """Under an answer of that day, follow-ups would be answered by today's record."""
    return reply.model_copy(update={"suggestions": (), "choices": ()})


def _said(differing: Differences | None) -> list[str]:
    if differing is None:
        return ["The question is of an older version of the bot, and cannot be asked again."]
    lines = [escaped_within(line, _LINE) for line in (differing.lines or differing.freshness_lines)]
    more = [f"And {len(lines) - _LINES} more differences."] if len(lines) > _LINES else []
    cited = [f"Source added: {source_words(source)}" for source in differing.cited]
    if not differing.of_substance:
        # Where rows are gone, so are their sources: that goes without saying.
        cited += [f"Source no longer cited: {source_words(source)}" for source in differing.cited_no_more]
    if not lines and not cited:
        return ["The same would be said today."]
    opening = "Today something else would be said:" if differing.of_substance else "The same would be said today, but:"
    return [opening, *(f"• {line}" for line in lines[:_LINES]), *more, *(f"• {line}" for line in cited[:_SOURCES])]


def _given(receipt: Receipt) -> str:
    at = receipt.given_at
    return f"on {written_date(at.date().isoformat())} at {at:%H:%M} UTC{_place(receipt.posted)}"


def _place(posted: Posted) -> str:
    if posted.channel.startswith("D"):
        return ", in a direct message"
    return f", in <#{escape(posted.channel)}>" if posted.channel else ""


def _no_id(typed: str) -> str:
    like = f"An id has six letters and digits, such as {EXAMPLE}, and stands under each answer that others see."
    if not typed:
        return f"Which receipt? {like} Write `/bloc receipt {EXAMPLE}`."
    return f"“{escaped_within(typed, 100)}” is no receipt id. {like}"
