"""The buttons under an answer: other pages, sharing, and questions that are asked with one click."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import NotOnRecord
from bloc_bot.domain.queries import QUERY
from bloc_bot.domain.replies import Reply
from bloc_bot.slack.answers.blocks import build_answer, build_private_answer, build_shared_answer
from bloc_bot.slack.answers.questions import publish
from bloc_bot.slack.delivery import replace, respond
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.errors import telling
from bloc_bot.slack.mrkdwn import escape, shortened

Body = dict[str, Any]


async def handle_page(ack: AsyncAck, action: dict[str, Any], body: Body, client: AsyncWebClient, desk: Desk) -> None:
    """Previous or Next: the page takes the place of the one shown."""

    async def turn() -> None:
        reply, page = await answer_again(action["value"], _team(body), desk)
        private = _is_private(body)
        picture = desk.picture(reply, _team(body))
        build = build_private_answer if private else build_answer
        message = build(reply, page, picture=picture)
        await replace(client, body, message)

    await desk.background.run(telling(turn, client, body, action["value"]))
    await ack()


async def handle_share(ack: AsyncAck, action: dict[str, Any], body: Body, client: AsyncWebClient, desk: Desk) -> None:
    """A private answer is posted to the channel, in the name of who shared it."""

    async def share() -> None:
        reply, page = await answer_again(action["value"], _team(body), desk)
        picture = desk.picture(reply, _team(body))
        await respond(client, body["response_url"], build_shared_answer(reply, page, body["user"]["id"], picture))

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
        build = build_private_answer if _is_private(body) else build_answer
        await replace(client, body, build(reply, picture=desk.picture(reply, _team(body))))

    await desk.background.run(telling(answer, client, body, action["value"]))
    await ack()


async def _again(value: str, body: Body, desk: Desk) -> tuple[Reply, int]:
    return await answer_again(value, _team(body), desk)


async def answer_again(value: str, workspace: str, desk: Desk) -> tuple[Reply, int]:
    """The answer that a button keeps, as it is now, and the page. NotOnRecord if it is of another version."""
    try:
        kept = json.loads(value)
        query = QUERY.validate_python(kept["query"])
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise NotOnRecord("This answer is from an older version of the bot. Ask the question again.") from error
    return await desk.ask_again(query, workspace=workspace), int(kept.get("page", 0))


async def _asked(question: str, body: Body, desk: Desk) -> Reply:
    return await desk.ask(question, conversation=_conversation(body), workspace=_team(body))


def _is_private(body: Body) -> bool:
    return bool(body.get("container", {}).get("is_ephemeral"))


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
