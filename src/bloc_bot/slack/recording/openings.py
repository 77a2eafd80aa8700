"""How a form is opened: by a command, from a message, or to change what was recorded. Filled in as far as is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.domain.factbook import Register
from bloc_bot.slack.admins.rights import Right, who_may
from bloc_bot.slack.answers.blocks import build_notice
from bloc_bot.slack.delivery import respond
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.errors import telling
from bloc_bot.slack.forms.checks import Typed
from bloc_bot.slack.forms.editing import Editable, typed_again
from bloc_bot.slack.forms.event import EVENT
from bloc_bot.slack.forms.kinds import FormKind
from bloc_bot.slack.forms.membership import MEMBERSHIP
from bloc_bot.slack.forms.modals import Origin, build_form
from bloc_bot.slack.forms.official import OFFICIAL
from bloc_bot.slack.forms.prefilling import prefilled
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording.submissions import FORMS
from bloc_bot.slack.typed import as_typed, first_address

ADD = "add"
RECORD_FACT = "record_fact"
_KINDS = {"event": EVENT, "member": MEMBERSHIP, "membership": MEMBERSHIP, "official": OFFICIAL, "term": OFFICIAL}


def asks_to_record(command: Mapping[str, Any]) -> bool:
    """Whether a slash command is for a form: `/csto add …`, `/bloc add …`, `/bloc CSTO add`."""
    words = command.get("text", "").lower().split()
    if not words:
        return False
    return words[0] == ADD or (command.get("command") == "/bloc" and words[-1] == ADD)


async def handle_add_command(
    ack: AsyncAck, command: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """An admin gets the form, opened at once, and a member the same to suggest; a guest is told who may record."""
    right = await desk.admins.right(person, client)
    if right is Right.ASK:
        await ack(build_notice(await who_may(desk.admins, person.workspace)))
        return

    async def open_form() -> None:
        register = (await desk.book(person.workspace)).register
        kind, words = _asked_for(as_typed(command["text"]))
        organization = _organization_of(command, register, desk)
        typed = prefilled(kind, words, organization, register, desk, first_address(command["text"]))
        origin = Origin(command.get("channel_id", ""), command.get("response_url", ""), suggestion=_suggests(right))
        await _open(client, command["trigger_id"], kind, typed, origin)

    await desk.background.run(telling(open_form, client, command, command.get("text", "")))
    await ack()


async def handle_message_shortcut(
    ack: AsyncAck, shortcut: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """“Record as a fact” on a message: the form for an event, with its text and its first link."""
    right = await desk.admins.right(person, client)
    if right is Right.ASK:
        await respond(client, shortcut["response_url"], build_notice(await who_may(desk.admins, person.workspace)))
        await ack()
        return
    said = shortcut["message"].get("text") or ""

    async def open_form() -> None:
        register = (await desk.book(person.workspace)).register
        typed = prefilled(EVENT, as_typed(said), None, register, desk, first_address(said))
        channel = shortcut.get("channel", {}).get("id", "")
        origin = Origin(channel, shortcut.get("response_url", ""), suggestion=_suggests(right))
        await _open(client, shortcut["trigger_id"], EVENT, typed, origin)

    await desk.background.run(telling(open_form, client, shortcut, said))
    await ack()


async def handle_edit(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    person: Person,
    client: AsyncWebClient,
    desk: Desk,
) -> None:
    """The button under a confirmation: the form again, with what is on record in it."""
    team = person.workspace
    if not await desk.admins.may_record(person, client):
        await respond(client, body["response_url"], build_notice(await who_may(desk.admins, team)))
        await ack()
        return

    async def open_form() -> None:
        editable = Editable.read(action["value"])
        book = await desk.book(team)
        await desk.records.check_current(editable.revisions, workspace=team)
        origin = Origin(
            (body.get("container") or {}).get("channel_id", ""),
            body.get("response_url", ""),
            editable.revisions,
            editable.fact,
        )
        await _open(client, body["trigger_id"], FORMS[editable.form], typed_again(editable, book, desk.choices), origin)

    await desk.background.run(telling(open_form, client, body))
    await ack()


async def _open(client: AsyncWebClient, trigger: str, kind: FormKind, typed: Typed, origin: Origin) -> None:
    await client.views_open(trigger_id=trigger, view=build_form(kind, typed, origin))


def _suggests(right: Right) -> bool:
    return right is not Right.RECORD


def _asked_for(text: str) -> tuple[FormKind, str]:
    """Which form, and what is said beside: `add member Armenia left` → memberships, `Armenia left`."""
    words = text.split()
    words = words[1:] if words[0].lower() == ADD else words[:-1]
    kind = _KINDS.get(words[0].lower()) if words else None
    return (EVENT, " ".join(words)) if kind is None else (kind, " ".join(words[1:]))


def _organization_of(command: Mapping[str, Any], register: Register, desk: Desk) -> str | None:
    """The organization that the command is named after."""
    name = str(command["command"]).removeprefix("/")
    return None if name == "bloc" else desk.choices.organization_called(register, name)
