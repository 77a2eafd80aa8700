"""The settings of a workspace: opened from the Home tab by an admin, checked, and saved."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.slack.admins.rights import who_may
from bloc_bot.slack.answers.blocks import build_notice
from bloc_bot.slack.delivery import post
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.forms.fields import as_option
from bloc_bot.slack.forms.modals import build_refusal_modal
from bloc_bot.slack.home.places import Place
from bloc_bot.slack.home.settings_form import (
    ANNOUNCEMENTS,
    ORGANIZATION,
    Chosen,
    build_settings_form,
    read_settings_form,
)
from bloc_bot.slack.home.tab import show, telling_at_home
from bloc_bot.slack.mrkdwn import escape
from bloc_bot.slack.people import Person

_CANNOT_POST = "The bot cannot post there. Invite it to that channel, and save again."


async def handle_opening_settings(
    ack: AsyncAck, body: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The button on the Home tab."""

    async def open_form() -> None:
        view = (
            await _form(person, desk) if await desk.admins.may_record(person, client) else await _refusal(desk, person)
        )
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    await desk.background.run(telling_at_home(open_form, Place(), person, client))
    await ack()


async def handle_settings_form(
    ack: AsyncAck, view: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The form was sent: it is saved, or comes back with what to change."""
    if not await desk.admins.may_record(person, client):
        await ack(response_action="update", view=await _refusal(desk, person))
        return
    chosen = read_settings_form(view)
    errors = await _errors(chosen, person, client, desk)
    if errors:
        await ack(response_action="errors", errors=errors)
        return
    await _save(chosen, person, desk)
    await desk.background.run(show(Place(), person, client, desk))
    await ack()


async def _form(person: Person, desk: Desk) -> dict[str, Any]:
    settings = await desk.preferences.current(person.workspace)
    register = (await desk.book(person.workspace)).register
    organization = [as_option(option) for option in desk.choices.options_for(register, [settings.default_organization])]
    return build_settings_form(Chosen(settings, await _collects(person, desk)), organization)


async def _errors(chosen: Chosen, person: Person, client: AsyncWebClient, desk: Desk) -> dict[str, str]:
    settings, before = chosen.settings, await desk.preferences.current(person.workspace)
    register = (await desk.book(person.workspace)).register
    if settings.default_organization and settings.default_organization not in register.organizations:
        return {ORGANIZATION: "This is not on record. Choose one from the list."}
    if settings.announcements and settings.announcements != before.announcements:
        return await _errors_of_channel(settings.announcements, person, client)
    return {}


async def _errors_of_channel(channel: str, person: Person, client: AsyncWebClient) -> dict[str, str]:
    """Whether the bot may post there is seen by posting: to ask for it would take another scope."""
    told = f"<@{escape(person.user)}> chose this channel: what is recorded is announced here from now on."
    try:
        await post(client, channel, None, build_notice(told))
    except SlackApiError:
        return {ANNOUNCEMENTS: _CANNOT_POST}
    return {}


async def _save(chosen: Chosen, person: Person, desk: Desk) -> None:
    await desk.preferences.change(person.workspace, chosen.settings, person.user, desk.clock())
    if chosen.collects is not await _collects(person, desk):
        await desk.collector.switch(person.workspace, on=chosen.collects, by=person.user)


async def _collects(person: Person, desk: Desk) -> bool:
    return (await desk.collector.collected(person.workspace)).switch.is_on


async def _refusal(desk: Desk, person: Person) -> dict[str, Any]:
    text = await who_may(desk.admins, person.workspace, "change the settings", "Ask one of them.")
    return build_refusal_modal(text, "Not changed")
