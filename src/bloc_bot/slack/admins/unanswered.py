"""Unanswered questions in Slack: what was collected, for admins to read, and the switch that starts and ends it."""

from __future__ import annotations

import asyncio
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.workspaces.unanswered import KEPT_FOR, ON_A_PAGE, AskedInVain, Collected, Switch
from bloc_bot.slack.admins.collecting import Collector
from bloc_bot.slack.admins.rights import Admins, who_may
from bloc_bot.slack.answers.blocks import Block, build_notice, button, context, packed, section
from bloc_bot.slack.delivery import respond
from bloc_bot.slack.desk import IN_TIME, Desk
from bloc_bot.slack.errors import telling
from bloc_bot.slack.mrkdwn import escape, escaped_within, written_date
from bloc_bot.slack.people import Person

_QUESTION = 300
_ROOM = 2_900
_WHAT = (
    "While this is on, a question in this workspace that the bot cannot read, or has nothing on record for, is kept "
    f"as it was typed, without who asked, for {KEPT_FOR.days} days. Only those who may record see it. "
    "Switching it off forgets all of them at once."
)


def asks_for_unanswered(command: dict[str, Any]) -> bool:
    """Whether a slash command is for this: `/bloc unanswered`, alone or with `on` or `off`."""
    match command.get("text", "").lower().split():
        case ["unanswered"] | ["unanswered", "on" | "off"]:
            return command.get("command") == "/bloc"
        case _:
            return False


async def handle_unanswered_command(
    ack: AsyncAck, command: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """An admin sees what was collected, or switches; anybody else is told who may."""
    team, user = person.workspace, person.user
    if not await desk.admins.may_record(person, client):
        await ack(build_notice(await _who_may(desk.admins, team)))
        return
    collector, to = desk.collector, command["text"].lower().split()[-1]
    if to == "unanswered":
        async with asyncio.timeout(IN_TIME):
            collected = await collector.collected(team)
        await ack(build_collected(collected))
        return

    async def switch() -> None:
        await collector.switch(team, on=to == "on", by=user)
        await respond(client, command.get("response_url", ""), build_collected(await collector.collected(team)))

    await desk.background.run(telling(switch, client, command, command["text"]))
    await ack()


async def handle_unanswered_button(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    person: Person,
    client: AsyncWebClient,
    desk: Desk,
) -> None:
    """A button under the list: another page, or the switch. Whoever may no longer is told so."""
    team, user = person.workspace, person.user
    if not await desk.admins.may_record(person, client):
        await respond(client, body["response_url"], build_notice(await _who_may(desk.admins, team)))
        await ack()
        return

    async def press() -> None:
        collected = await _pressed(action, team, user, desk.collector)
        # Never by way of the channel: the list is for the one who asked for it.
        await respond(client, body["response_url"], {**build_collected(collected), "replace_original": True})

    await desk.background.run(telling(press, client, body))
    await ack()


def build_collected(collected: Collected) -> dict[str, Any]:
    """The list for one admin: what is collected, whether it is, and a page of the questions."""
    told = _told(collected.switch)
    rows = [_row(question) for question in collected.questions]
    nothing = ["Nothing was collected yet."] if collected.switch.is_on and not rows else []
    footer = _footer(collected)
    return {
        "response_type": "ephemeral",
        "replace_original": False,
        "text": "\n".join([_WHAT, told, *rows, *nothing, *footer]),
        "blocks": [
            section(_WHAT),
            section(told),
            *packed([*rows, *nothing], _ROOM, section),
            *packed(footer, _ROOM, context),
            {"type": "actions", "elements": _buttons(collected)},
        ],
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def _pressed(action: dict[str, Any], team: str, user: str, collector: Collector) -> Collected:
    match action["action_id"].partition(":")[2]:
        case "on" | "off" as to:
            await collector.switch(team, on=to == "on", by=user)
            return await collector.collected(team)
        case _:
            return await collector.collected(team, int(action["value"]))


async def _who_may(admins: Admins, workspace: str) -> str:
    return await who_may(admins, workspace, "see unanswered questions", "Ask one of them.")


def _told(switch: Switch) -> str:
    if switch.at is None:
        return "It is *off*: nobody has switched it on."
    is_on = "on" if switch.is_on else "off"
    return f"It is *{is_on}*, since {written_date(switch.at.date().isoformat())}, switched by <@{escape(switch.by)}>."


def _row(asked: AskedInVain) -> str:
    text = escaped_within(" ".join(asked.text.split()), _QUESTION)
    times = "once," if asked.times == 1 else f"{asked.times} times, last"
    return f"• {text} — asked {times} on {written_date(asked.last_at.date().isoformat())}"


def _footer(collected: Collected) -> list[str]:
    if collected.total <= ON_A_PAGE:
        return []
    first = collected.page * ON_A_PAGE
    return [f"Questions {first + 1} to {first + len(collected.questions)} of {collected.total}, the latest first"]


def _buttons(collected: Collected) -> list[Block]:
    buttons = []
    if collected.page > 0:
        buttons.append(button("Previous", "unanswered:previous", str(collected.page - 1)))
    if (collected.page + 1) * ON_A_PAGE < collected.total:
        buttons.append(button("Next", "unanswered:next", str(collected.page + 1)))
    if collected.switch.is_on:
        buttons.append(button("Switch off", "unanswered:off", "off", style="danger", confirm=_sure()))
    else:
        buttons.append(button("Switch on", "unanswered:on", "on"))
    return buttons


def _sure() -> dict[str, Any]:
    texts = {
        "title": "Switch it off?",
        "text": "All questions that were collected are forgotten.",
        "confirm": "Switch off",
        "deny": "Keep it on",
    }
    return {part: {"type": "plain_text", "text": text} for part, text in texts.items()}
