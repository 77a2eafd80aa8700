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
from bloc_bot.slack.answers.blocks import Block, build_notice, button, packed, section
from bloc_bot.slack.delivery import respond
from bloc_bot.slack.desk import IN_TIME, Desk
from bloc_bot.slack.errors import telling
from bloc_bot.slack.forms.fields import plain
from bloc_bot.slack.mrkdwn import as_code, escape, written_date
from bloc_bot.slack.people import Person, WorkspaceRole
from bloc_bot.slack.typed import as_typed

ADMINS = "admins"
ADD, REMOVE = "admins:add", "admins:remove"
_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|@?([UW][A-Z0-9]{2,})")
_ROOM = 2_900
_WITH_BUTTONS = 20
"""So many names have a button of their own: a message has room for 50 blocks."""
_HOW = (
    "An admin names others here, or with `/bloc admins add @somebody`, and removes them here, or with "
    "`/bloc admins remove @somebody`."
)
_CHOOSE = {"add": "Choose below whom to name.", "remove": "Press *Remove* beside a name below."}


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
    may_change = await desk.admins.may_record(person, client)
    if len(words) > 1 and not may_change:
        await ack(build_notice(await _who_may(person, desk)))
        return
    async with asyncio.timeout(IN_TIME):
        done = await _changed(words[1].lower(), words[2:], person, client, desk) if len(words) > 1 else ""
        message = await _list(done, person, client, desk)
    await ack(message)


async def handle_admins_button(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Somebody was chosen to be named, or Remove was pressed beside a name."""

    async def change() -> None:
        if not await desk.admins.may_record(person, client):
            await respond(client, body["response_url"], build_notice(await _who_may(person, desk)))
            return
        user = str(action.get("selected_user") or action.get("value") or "")
        done = await _done("add" if action["action_id"] == ADD else "remove", user, person, client, desk)
        message = await _list(done, person, client, desk)
        # Never by way of the channel: the list is for the one who asked for it.
        await respond(client, body["response_url"], {**message, "replace_original": True})

    await desk.background.run(telling(change, client, body))
    await ack()


async def _list(done: str, person: Person, client: AsyncWebClient, desk: Desk) -> dict[str, Any]:
    """The list as this person may see it now, which a change of it may have changed."""
    may_change = await desk.admins.may_record(person, client)
    listed = await desk.admins.named.of(person.workspace)
    return build_admins(desk.admins.configured, listed, done, may_change=may_change)


def build_admins(
    configured: frozenset[str], named: tuple[NamedAdmin, ...], done: str = "", *, may_change: bool = False
) -> dict[str, Any]:
    """The list, for one person. `done` says in mrkdwn what was changed, or why not."""
    own = [admin for admin in named if admin.user not in configured]
    fixed = [
        *(f"• <@{escape(user)}>, named by whoever runs the bot" for user in sorted(configured)),
        "• Admins and owners of this workspace, where the bot may ask Slack who they are (`users:read`)",
    ]
    head = "*These people may record, approve suggestions and change the settings:*"
    with_buttons = own[:_WITH_BUTTONS] if may_change else []
    without = [_row(admin) for admin in own[len(with_buttons) :]]
    said = [done] if done else []
    return {
        **build_notice("\n".join([*said, head, *fixed, *map(_row, own), _HOW])),
        "blocks": [
            *map(section, said),
            *packed([head, *fixed], _ROOM, section),
            *({**section(_row(admin)), "accessory": _remove_button(admin.user)} for admin in with_buttons),
            *packed(without, _ROOM, section),
            *([{"type": "actions", "elements": [_picker()]}] if may_change else []),
            section(_HOW),
        ],
    }


def _picker() -> Block:
    """Naming takes effect at once, so it is confirmed."""
    confirm = _sure("Name this person?", "They may record, approve suggestions and name others.", "Name them")
    return {"type": "users_select", "action_id": ADD, "placeholder": plain("Name somebody"), "confirm": confirm}


def _remove_button(user: str) -> Block:
    confirm = _sure("Remove this admin?", "What they recorded stays on record.", "Remove")
    return button("Remove", REMOVE, user, style="danger", confirm=confirm)


def _sure(title: str, text: str, yes: str) -> dict[str, Any]:
    return {"title": plain(title), "text": plain(text), "confirm": plain(yes), "deny": plain("Cancel")}


async def _changed(change: str, whom: list[str], person: Person, client: AsyncWebClient, desk: Desk) -> str:
    """Change the list by what was typed; what was done, or what to do."""
    typed = " ".join(whom)
    found = _USER.fullmatch(typed)
    if found is None:
        mere_text = f"Slack hands the bot {as_code(as_typed(typed), 80)} as mere text. " if typed else ""
        return f"{mere_text}{_CHOOSE[change]}"
    return await _done(change, found[1] or found[2], person, client, desk)


async def _done(change: str, user: str, person: Person, client: AsyncWebClient, desk: Desk) -> str:
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


async def _who_may(person: Person, desk: Desk) -> str:
    return await who_may(desk.admins, person.workspace, "change this", "Ask one of them.")


async def _is_slacks_admin(person: Person, client: AsyncWebClient, desk: Desk) -> bool:
    return await desk.admins.directory.role(person, client) is WorkspaceRole.ADMIN


def _row(admin: NamedAdmin) -> str:
    how = f"named by <@{escape(admin.by)}>" if admin.by else "who installed the bot"
    return f"• <@{escape(admin.user)}>, {how} on {written_date(admin.at.date().isoformat())}"
