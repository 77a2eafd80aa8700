"""Questions as they reach the bot: slash commands, mentions and direct messages."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.domain.receipts import Posted
from bloc_bot.domain.replies import Reply, Status
from bloc_bot.slack.answers.blocks import build_answer, build_private_answer, build_public_answer
from bloc_bot.slack.answers.keeping_receipts import keep_receipt, note_place
from bloc_bot.slack.delivery import post
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.errors import Untold, told_in_thread
from bloc_bot.slack.once import Turn
from bloc_bot.slack.typed import as_typed, own_user, own_workspace, without_mention

_WANTING = (Status.NOT_UNDERSTOOD, Status.AMBIGUOUS)
_ANSWERING = (Status.ANSWERED, Status.NO_DATA)


async def handle_command(ack: AsyncAck, command: dict[str, Any], desk: Desk) -> None:
    """Somebody sent a slash command: the answer goes back in the response itself, for them alone or for all."""
    question = f"{command['command']} {as_typed(command.get('text', ''))}".strip()
    # A command stands by itself: it remembers nothing, and so hardly waits for a database.
    team = command.get("team_id", "")
    settings = await desk.preferences.of(team)
    reply = await desk.ask(question, conversation="", workspace=team)
    if command["command"] == "/bloc" and reply.status in _WANTING:
        reply = await _about_default(question, reply, settings.default_organization, team, desk)
    if settings.answers_in_public and _is_for_all(reply):
        receipt = await keep_receipt(reply, team, Posted(command.get("channel_id", "")), desk)
        await ack(build_public_answer(reply, desk.picture(reply, team), receipt))
    else:
        picture = desk.picture(reply, team)
        await ack(desk.built.private(reply) if picture is None else build_private_answer(reply, picture=picture))
    desk.collector.note(question, reply, team)


async def _about_default(question: str, reply: Reply, default: str, team: str, desk: Desk) -> Reply:
    """The answer about the organization that `/bloc` means here, if the question has one; else the reply as it is."""
    organization = (await desk.book(team)).register.organizations.get(default) if default else None
    if organization is None:
        return reply
    command, _, rest = question.partition(" ")
    again = await desk.ask(f"{command} {organization.short} {rest}", conversation="", workspace=team)
    # That no event has some words in it says nothing of a question that was not understood.
    is_answer = again.status is Status.ANSWERED or (again.status is Status.NO_DATA and _kind(again) != "events")
    return again if is_answer else reply


def _is_for_all(reply: Reply) -> bool:
    """Help, and that something was not understood, are for the one who asked."""
    return reply.status in _ANSWERING and _kind(reply) != "help"


def _kind(reply: Reply) -> str:
    return str((reply.query or {}).get("kind", ""))


async def publish(
    client: AsyncWebClient, desk: Desk, channel: str, thread: str | None, reply: Reply, team: str, note: str = ""
) -> None:
    """Post an answer for all to see: its picture below it where the bot may upload, else in it by a link."""
    uploads = reply.timeline is not None and await desk.pictures.may_upload(client)
    receipt = await keep_receipt(reply, team, Posted(channel, thread), desk)
    picture = desk.picture(reply, team) if not uploads else None
    ts = await post(client, channel, thread, build_answer(reply, note=note, picture=picture, receipt=receipt))
    await note_place(receipt, team, ts, desk)
    if uploads:
        await desk.pictures.upload(client, channel, thread, reply)


async def handle_mention(
    event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk
) -> BoltResponse | None:
    """Somebody mentioned the bot: it answers in the thread of that message."""
    return await _answer_message(event, body, client, desk, thread=event.get("thread_ts") or event.get("ts"))


async def handle_message(
    event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk
) -> BoltResponse | None:
    """Somebody wrote to the bot directly. In channels only mentions are answered."""
    if event.get("channel_type") != "im":
        return None
    return await _answer_message(event, body, client, desk, thread=event.get("thread_ts"))


async def _answer_message(
    event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk, thread: str | None
) -> BoltResponse | None:
    if event.get("bot_id") or event.get("subtype") or not event.get("user") or event["user"] == own_user(body):
        return None
    key = f"{body.get('team_id', '')}:{event['channel']}:{event['ts']}"
    match await desk.once.take(key):
        case Turn.TAKEN_HERE:
            return None
        case Turn.TAKEN_ELSEWHERE:
            # Slack asks again in a minute: by then the other process has answered, or its claim is over.
            return BoltResponse(status=503)
    await desk.background.run(_answer_once(key, event, body, client, desk, thread))
    return None


async def _answer_once(
    key: str, event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk, thread: str | None
) -> None:
    """Answer, or tell why not; whichever reached the person, the question is done with."""
    try:
        await _answer(event, body, client, desk, thread)
    except Exception as error:
        if not await told_in_thread(error, client, event["channel"], thread, event.get("text", "")):
            desk.once.forget(key)
            raise Untold from error
    await desk.once.finish(key)


async def _answer(
    event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk, thread: str | None
) -> None:
    team, channel = own_workspace(body), event["channel"]
    question = as_typed(without_mention(event.get("text", ""), own_user(body)))
    conversation = f"{team}:{channel}:{thread}" if thread else f"{team}:{channel}"
    reply = await desk.ask(question, conversation=conversation, workspace=team)
    await publish(client, desk, channel, thread, reply, team)
    desk.collector.note(question, reply, team)
