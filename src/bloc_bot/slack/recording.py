"""Recording an event from Slack: the form, its checks, and taking it back. Every step checks the right to write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.domain.drafts import EventDraft
from bloc_bot.domain.facts import Event
from bloc_bot.slack.announcements import announce
from bloc_bot.slack.blocks import build_notice
from bloc_bot.slack.confirmations import build_withdrawn, confirm
from bloc_bot.slack.delivery import replace, respond
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.errors import telling
from bloc_bot.slack.forms import Checks, EventForm, check_event
from bloc_bot.slack.modals import build_event_modal, build_refusal_modal, origin, packed_origin, read_event_form
from bloc_bot.slack.people import Person
from bloc_bot.slack.rights import Right, who_may
from bloc_bot.slack.suggesting import as_suggestion, is_suggestion, suggest

ADD = "add"


def asks_to_record(command: dict[str, Any]) -> bool:
    """Whether a slash command is for the form: `/csto add`, `/bloc add`, `/bloc CSTO add`."""
    words = command.get("text", "").lower().split()
    if not words:
        return False
    return words == [ADD] or (command.get("command") == "/bloc" and ADD in (words[0], words[-1]))


def organization_meant(command: dict[str, Any]) -> str:
    """The name of the organization that a command to record names."""
    if command["command"] != "/bloc":
        return str(command["command"]).removeprefix("/")
    words = command.get("text", "").split()
    return " ".join(words[1:] if words[0].lower() == ADD else words[:-1])


async def handle_add_command(
    ack: AsyncAck, command: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """An admin gets the form, opened at once, and a member the same to suggest; a guest is told who may record."""
    right = await desk.admins.right(person, client)
    if right is Right.ASK:
        await ack(build_notice(await who_may(desk.admins, person.workspace)))
        return
    await desk.background.run(
        telling(lambda: _open_form(command, right, client, desk), client, command, command.get("text", ""))
    )
    await ack()


async def handle_event_form(
    ack: AsyncAck, view: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The form was sent: it is recorded or suggested, or comes back with what to change and all that was typed."""
    right = await desk.admins.right(person, client)
    if right is Right.ASK:
        await ack(response_action="update", view=build_refusal_modal(await who_may(desk.admins, person.workspace)))
        return
    form = read_event_form(view)
    checked = check_event(form, Checks(desk.read_date, desk.today()))
    if isinstance(checked, dict):
        await ack(response_action="errors", errors=checked)
        return
    similar = () if form.anyway else await _similar(checked, person.workspace, desk)
    may_record = right is Right.RECORD or is_suggestion(view)
    if similar or not may_record:
        again = build_event_modal(form, *_chosen(view), view.get("private_metadata", ""), similar)
        again = again if right is Right.RECORD and not is_suggestion(view) else as_suggestion(again)
        await ack(response_action="update", view=again)
        return
    if is_suggestion(view):
        await suggest(checked, origin(view), person, client, desk)
    else:
        await _record(checked, origin(view), person, client, desk)
    await ack()


async def _record(
    draft: EventDraft, come_from: dict[str, str], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    team, user = person.workspace, person.user
    lineage = await desk.records.record_event(draft, workspace=team, by=user, now=desk.clock())
    await desk.background.run(confirm(lineage, draft, come_from, team, user, client, desk))
    desk.background.start(announce(draft, person, client, desk))


async def handle_undo(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    person: Person,
    client: AsyncWebClient,
    desk: Desk,
) -> None:
    """The button under a confirmation: what was recorded is withdrawn, and stays in the history."""
    team = person.workspace
    if not await desk.admins.may_record(person, client):
        await respond(client, body["response_url"], build_notice(await who_may(desk.admins, team)))
    else:
        await desk.records.withdraw(
            action["value"], workspace=team, by=person.user, reason="undone by the button in Slack", now=desk.clock()
        )
        await desk.background.run(telling(lambda: replace(client, body, build_withdrawn()), client, body))
    await ack()


async def handle_typing(ack: AsyncAck, body: dict[str, Any], person: Person, desk: Desk) -> None:
    """Somebody types into one of the form's searches."""
    register = (await desk.book(person.workspace)).register
    search = desk.choices.countries if body.get("action_id") == "countries" else desk.choices.organizations
    await ack(options=search(register, body.get("value", "")))


async def _open_form(command: dict[str, Any], right: Right, client: AsyncWebClient, desk: Desk) -> None:
    register = (await desk.book(command.get("team_id", ""))).register
    named = desk.choices.organization_called(register, organization_meant(command))
    chosen = desk.choices.options_for(register, (named,) if named else ())
    come_from = packed_origin(command.get("channel_id", ""), command.get("response_url", ""))
    form = build_event_modal(EventForm(), chosen, [], come_from)
    form = form if right is Right.RECORD else as_suggestion(form)
    await client.views_open(trigger_id=command["trigger_id"], view=form)


async def _similar(draft: EventDraft, team: str, desk: Desk) -> tuple[Event, ...]:
    found: Iterable[Event] = desk.similar_events(await desk.book(team), draft)
    return tuple(found)


def _chosen(view: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    values = view["state"]["values"]
    organizations, countries = (
        values.get(name, {}).get(name, {}).get("selected_options") or [] for name in ("organizations", "countries")
    )
    return organizations, countries
