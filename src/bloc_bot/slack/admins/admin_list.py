"""`/bloc admins`: who may record in a workspace, and how its admins name and remove others."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import NotOnRecord, Refused
from bloc_bot.database.workspaces.named_admins import NamedAdmin
from bloc_bot.slack.admins.rights import who_may
from bloc_bot.slack.answers.blocks import build_notice, packed, section
from bloc_bot.slack.desk import IN_TIME, Desk
from bloc_bot.slack.mrkdwn import as_code, escape, written_date
from bloc_bot.slack.people import Person, WorkspaceRole

ADMINS = "admins"
_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|@?([UW][A-Z0-9]{2,})")
_ROOM = 2_900
_HOW = (
    "An admin names others with `/bloc admins add` and a member id, and removes them with `/bloc admins remove` and "
    "the id. It is in the person's Slack profile: *⋮*, then *Copy member ID*."
)
_NO_ID = (
    "Slack hands the bot names such as {typed} as mere text. Write the member id instead: "
    "open the person's profile in Slack, press *⋮*, then *Copy member ID*."
)


def asks_for_admins(command: dict[str, Any]) -> bool:
    """Whether a slash command is for this: `/bloc admins`, alone or with `add` or `remove` and somebody."""
    match command.get("text", "").split():
        case [first]:
            return command.get("command") == "/bloc" and first.lower() == ADMINS
        case [first, second, *_]:
            is_change = second.lower() in ("add", "remove")
            return command.get("command") == "/bloc" and first.lower() == ADMINS and is_change
        case _:
            return False


async def handle_admins_command(
    ack: AsyncAck, command: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Whoever asks sees who may record; admins change it."""
    words = command["text"].split()
    if len(words) > 1 and not await desk.admins.may_record(person, client):
        await ack(build_notice(await who_may(desk.admins, person.workspace, "change this", "Ask one of them.")))
        return
    async with asyncio.timeout(IN_TIME):
        done = await _changed(words[1].lower(), words[2:], person, client, desk) if len(words) > 1 else ""
        listed = await desk.admins.named.of(person.workspace)
    await ack(build_admins(desk.admins.configured, listed, done))


def build_admins(configured: frozenset[str], named: tuple[NamedAdmin, ...], done: str = "") -> dict[str, Any]:
    """The list, for one person. `done` says in mrkdwn what was changed, or why not."""
    rows = [
        *(f"• <@{escape(user)}>, named by whoever runs the bot" for user in sorted(configured)),
        *(_row(admin) for admin in named if admin.user not in configured),
        "• Admins and owners of this workspace, where the bot may ask Slack who they are (`users:read`)",
    ]
    head = "*These people may record, approve suggestions and change the settings:*"
    said = [done] if done else []
    return {
        **build_notice("\n".join([*said, head, *rows, _HOW])),
        "blocks": [*map(section, said), *packed([head, *rows], _ROOM, section), section(_HOW)],
    }


async def _changed(change: str, whom: list[str], person: Person, client: AsyncWebClient, desk: Desk) -> str:
    """Change the list; what was done, or what to do."""
    typed = " ".join(whom)
    found = _USER.fullmatch(typed)
    if found is None:
        return _NO_ID.format(typed=as_code(typed, 80) if typed else "@somebody")
    user = found[1] or found[2]
    try:
        return await (_add if change == "add" else _remove)(user, person, client, desk)
    except (Refused, NotOnRecord) as error:
        return escape(str(error))


async def _add(user: str, person: Person, client: AsyncWebClient, desk: Desk) -> str:
    match await desk.admins.directory.role(Person(person.workspace, user), client):
        case WorkspaceRole.GUEST:
            return f"<@{user}> is a guest here. Guests can ask, and record nothing."
        case WorkspaceRole.STRANGER:
            return f"Slack knows nobody in this workspace by the id `{user}`."
    await desk.admins.named.add(person.workspace, user, person.user, desk.clock())
    return f"<@{user}> may record from now on."


async def _remove(user: str, person: Person, client: AsyncWebClient, desk: Desk) -> str:
    if user in desk.admins.configured:
        return f"<@{user}> was named in `BLOC_ADMINS`. Only whoever runs the bot can take that back."
    may_be_last = bool(desk.admins.configured) or await _is_slacks_admin(person, client, desk)
    may_still = await _is_slacks_admin(Person(person.workspace, user), client, desk)
    await desk.admins.named.remove(person.workspace, user, may_be_last=may_be_last)
    still = " Being an admin or owner of this workspace, they may still record." if may_still else ""
    return f"<@{user}> is no longer named as an admin here.{still}"


async def _is_slacks_admin(person: Person, client: AsyncWebClient, desk: Desk) -> bool:
    return await desk.admins.directory.role(person, client) is WorkspaceRole.ADMIN


def _row(admin: NamedAdmin) -> str:
    return f"• <@{escape(admin.user)}>, named by <@{escape(admin.by)}> on {written_date(admin.at.date().isoformat())}"
