"""The buttons under an answer: other pages, sharing, and questions that are asked with one click."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import NotOnRecord
from bloc_bot.domain.queries import QUERY, Query
from bloc_bot.domain.receipts import Posted
from bloc_bot.domain.replies import Reply
from bloc_bot.slack.answers.blocks import build_answer, build_private_answer, build_shared_answer
from bloc_bot.slack.answers.keeping_receipts import keep_receipt
from bloc_bot.slack.answers.questions import publish
from bloc_bot.slack.answers.showing_receipts import show_receipt
from bloc_bot.slack.delivery import replace, respond
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.errors import telling
from bloc_bot.slack.mrkdwn import escape, shortened

Body = dict[str, Any]


async def handle_page(ack: AsyncAck, action: dict[str, Any], body: Body, client: AsyncWebClient, desk: Desk) -> None:
    """Previous or Next: the page takes the place of the one shown."""

    async def turn() -> None:
        kept = _Kept.read(action["value"])
        if kept.receipt and _is_private(body):
            message = await show_receipt(kept.receipt, _team(body), desk, kept.page)
        elif _is_private(body):
            reply = await _again(kept, body, desk)
            message = build_private_answer(reply, kept.page, desk.picture(reply, _team(body)))
        else:
            reply, receipt = await _as_given(kept, _team(body), desk)
            picture = desk.picture(reply, _team(body))
            message = build_answer(reply, kept.page, picture=picture, receipt=receipt)
        await replace(client, body, message)

    await desk.background.run(telling(turn, client, body, action["value"]))
    await ack()


async def handle_share(ack: AsyncAck, action: dict[str, Any], body: Body, client: AsyncWebClient, desk: Desk) -> None:
    """A private answer is posted to the channel, in the name of who shared it."""

    async def share() -> None:
        kept = _Kept.read(action["value"])
        reply = await _again(kept, body, desk)
        picture = desk.picture(reply, _team(body))
        receipt = await keep_receipt(reply, _team(body), Posted(body["container"].get("channel_id", "")), desk)
        message = build_shared_answer(reply, kept.page, body["user"]["id"], picture, receipt)
        await respond(client, body["response_url"], message)

    await desk.background.run(telling(share, client, body, action["value"]))
    await ack()


async def handle_ask(ack: AsyncAck, action: dict[str, Any], body: Body, client: AsyncWebClient, desk: Desk) -> None:
    """A follow-up: answered below, as privately as the answer that it was under."""

    async def ask() -> None:
        reply = await _asked(action["value"], body, desk)
        if _is_private(body):
            answer = build_private_answer(reply, picture=desk.picture(reply, _team(body)))
            await respond(client, body["response_url"], answer)
        else:
            container = body["container"]
            thread = container.get("thread_ts") or container["message_ts"]
            note = _asked_by(action, body)
            await publish(client, desk, container["channel_id"], thread, reply, _team(body), note)

    await desk.background.run(telling(ask, client, body, action["value"]))
    await ack()


async def handle_choice(ack: AsyncAck, action: dict[str, Any], body: Body, client: AsyncWebClient, desk: Desk) -> None:
    """What an ambiguous question was meant to say: its answer takes the place of the choice."""

    async def answer() -> None:
        reply = await _asked(action["value"], body, desk)
        picture = desk.picture(reply, _team(body))
        if _is_private(body):
            message = build_private_answer(reply, picture=picture)
        else:
            receipt = await keep_receipt(reply, _team(body), _posted(body), desk)
            message = build_answer(reply, picture=picture, receipt=receipt)
        await replace(client, body, message)

    await desk.background.run(telling(answer, client, body, action["value"]))
    await ack()


@dataclass(frozen=True)
class _Kept:
    """What a button keeps of the answer that it is under."""

    query: Query
    page: int
    receipt: str

    @classmethod
    def read(cls, value: str) -> _Kept:
        try:
            kept = json.loads(value)
            query = QUERY.validate_python(kept["query"])
            return cls(query, int(kept.get("page", 0)), str(kept.get("receipt", "")))
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            raise NotOnRecord("This answer is from an older version of the bot. Ask the question again.") from error


async def _as_given(kept: _Kept, workspace: str, desk: Desk) -> tuple[Reply, str]:
    """The answer and its receipt; without one, or where that is kept no longer, the answer anew."""
    if kept.receipt:
        with suppress(NotOnRecord):
            return (await desk.receipts.find(kept.receipt, workspace)).reply, kept.receipt
    return await desk.ask_again(kept.query, workspace=workspace), ""


async def _again(kept: _Kept, body: Body, desk: Desk) -> Reply:
    return await desk.ask_again(kept.query, workspace=_team(body))


async def answer_again(value: str, workspace: str, desk: Desk) -> tuple[Reply, int]:
    """The answer that a button keeps, as it is now, and the page. NotOnRecord if it is of another version."""
    kept = _Kept.read(value)
    return await desk.ask_again(kept.query, workspace=workspace), kept.page


async def answer_shown(value: str, workspace: str, desk: Desk) -> Reply:
    """The answer that a button is under, as given if that is kept. NotOnRecord if it is of another version."""
    return (await _as_given(_Kept.read(value), workspace, desk))[0]


async def _asked(question: str, body: Body, desk: Desk) -> Reply:
    return await desk.ask(question, conversation=_conversation(body), workspace=_team(body))


def _is_private(body: Body) -> bool:
    return bool(body.get("container", {}).get("is_ephemeral"))


def _posted(body: Body) -> Posted:
    """Where the message is that the button is under."""
    container = body["container"]
    return Posted(container["channel_id"], container.get("thread_ts"), container["message_ts"])


def _team(body: Body) -> str:
    return str((body.get("team") or {}).get("id", ""))


def _conversation(body: Body) -> str:
    """The same as of the question that the answer was to, so that follow-ups go on from there."""
    container = body.get("container") or {}
    channel = container.get("channel_id", "")
    if _is_private(body):
        return f"{_team(body)}:{channel}:{body['user']['id']}"
    if channel.startswith("D") and not container.get("thread_ts"):
        return f"{_team(body)}:{channel}"
    return f"{_team(body)}:{channel}:{container.get('thread_ts') or container.get('message_ts')}"


def _asked_by(action: dict[str, Any], body: Body) -> str:
    return f"<@{escape(body['user']['id'])}> asked: {escape(shortened(action['value'], 300))}"
