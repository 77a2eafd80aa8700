"""The Home tab: it is opened, browsed by buttons, and shown as of another time."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import aiohttp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.domain.replies import Status
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.errors import Untold, noted
from bloc_bot.slack.forms.checks import WRITE_DATES
from bloc_bot.slack.home.places import FIRST_WITH_TIME, Place
from bloc_bot.slack.home.recording import own_blocks
from bloc_bot.slack.home.views import TIME, build_failure, build_home, build_organization, build_time_form
from bloc_bot.slack.people import Person

log = logging.getLogger("bloc_bot.slack")


async def handle_home_opened(event: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk) -> None:
    """Somebody opened the tab: it shows again what it showed last, with the facts of today."""
    if event.get("tab") == "home":
        shown = event.get("view") or {}
        place = Place.read(shown.get("private_metadata", ""))
        await desk.background.run(show(place, person, client, desk, instead_of=shown.get("hash", "")))


async def handle_going(
    ack: AsyncAck, action: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """A button to another place: an organization, a section, a page, and back."""
    await desk.background.run(show(Place.read(action["value"]), person, client, desk))
    await ack()


async def handle_choosing_time(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    person: Person,
    client: AsyncWebClient,
    desk: Desk,
) -> None:
    """The button for another time: a form asks which."""
    place = Place.read(action["value"])
    form = build_time_form(place)
    await desk.background.run(
        telling_at_home(lambda: client.views_open(trigger_id=body["trigger_id"], view=form), place, person, client)
    )
    await ack()


async def handle_time(ack: AsyncAck, view: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk) -> None:
    """A time was typed: the page is shown as of then, or the form says what may be written."""
    place = Place.read(view["private_metadata"])
    chosen = await _at_time(view["state"]["values"][TIME][TIME].get("value") or "", place, person, desk)
    if chosen is None:
        await ack(response_action="errors", errors={TIME: f"This is not read as a date. {WRITE_DATES}"})
        return
    await desk.background.run(show(chosen, person, client, desk))
    await ack()


async def _at_time(typed: str, place: Place, person: Person, desk: Desk) -> Place | None:
    """The place at the time that was typed; None if that is no date, or none that a question may hold."""
    try:
        when = desk.read_date(typed.strip())
    except ValueError:
        return None
    if when.approximate:
        return None
    chosen = replace(place, time=str(when), page=0)
    chosen = chosen if chosen.has_time else replace(chosen, section=FIRST_WITH_TIME)
    organization = (await desk.overview(workspace=person.workspace)).organization(place.organization)
    if organization is None:
        return Place()
    reply = await desk.ask(chosen.question(organization.short), conversation="", workspace=person.workspace)
    return chosen if reply.status is not Status.NOT_UNDERSTOOD else None


async def show(place: Place, person: Person, client: AsyncWebClient, desk: Desk, *, instead_of: str = "") -> None:
    """Publish the place.

    Of two quick clicks the later one is meant, so no `hash` is sent: with it Slack would refuse that one. A tab that
    was only opened is another matter: `instead_of` is the hash of what it showed, and a click since then is meant.
    """

    async def publish() -> None:
        view = await _view(place, person, client, desk)
        try:
            await client.views_publish(user_id=person.user, view=view, hash=instead_of or None)
        except SlackApiError as error:
            if error.response.get("error") != "hash_conflict":
                raise

    await telling_at_home(publish, place, person, client)


async def _view(place: Place, person: Person, client: AsyncWebClient, desk: Desk) -> dict[str, Any]:
    overview = await desk.overview(workspace=person.workspace)
    organization = overview.organization(place.organization)
    if organization is None:
        own = await own_blocks(person, client, desk)
        return build_home(overview, place.page, own.waiting, own.recording)
    reply = await desk.ask(place.question(organization.short), conversation="", workspace=person.workspace)
    return build_organization(organization, place, reply, desk.picture(reply, person.workspace))


async def telling_at_home(
    work: Callable[[], Awaitable[object]], place: Place, person: Person, client: AsyncWebClient
) -> None:
    """Do the work; what goes wrong is told on the Home tab itself, with a button to try again."""
    try:
        await work()
    except Exception as error:
        if not await _told_at_home(error, place, person, client):
            raise Untold from error


async def _told_at_home(error: BaseException, place: Place, person: Person, client: AsyncWebClient) -> bool:
    view = build_failure(place, noted(error, place.time))
    try:
        await client.views_publish(user_id=person.user, view=view)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as failure:
        log.error("the person could not be told: %s", type(failure).__name__)  # noqa: TRY400 - the cause is known
        return False
    return True
