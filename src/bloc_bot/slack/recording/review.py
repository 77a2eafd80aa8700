"""Reviewing: admins decide about suggestions and reports, in a direct message, by `/bloc review` or on the Home tab."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import NotOnRecord, Superseded
from bloc_bot.database.workspaces.suggestions import State, Suggestion
from bloc_bot.domain.drafts import Draft, Recorded
from bloc_bot.domain.reports import Report
from bloc_bot.slack.admins.rights import who_may
from bloc_bot.slack.answers.blocks import build_notice
from bloc_bot.slack.delivery import post, replace, respond
from bloc_bot.slack.desk import IN_TIME, Desk
from bloc_bot.slack.errors import telling, told
from bloc_bot.slack.forms.modals import build_refusal_modal
from bloc_bot.slack.home.places import Place
from bloc_bot.slack.home.tab import show, telling_at_home
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording.announcements import announce, in_silence
from bloc_bot.slack.recording.confirmations import undo_button
from bloc_bot.slack.recording.differences import KEEP, build_decided, decided_words, with_differences
from bloc_bot.slack.recording.proposals import ON_A_PAGE
from bloc_bot.slack.recording.suggestion_views import (
    REASON,
    build_outcome,
    build_rejection_form,
    build_told,
    build_waiting,
    outcome_words,
)

log = logging.getLogger("bloc_bot.slack")
REVIEW = "review"
Body = dict[str, Any]


def asks_for_review(command: dict[str, Any]) -> bool:
    return command.get("command") == "/bloc" and command.get("text", "").lower().split() == [REVIEW]


async def handle_review_command(ack: AsyncAck, person: Person, client: AsyncWebClient, desk: Desk) -> None:
    """An admin gets the list; anybody else is told who may."""
    if not await desk.admins.may_record(person, client):
        await ack(build_notice(await _who_may(person, desk)))
        return
    async with asyncio.timeout(IN_TIME):
        message = await _list(0, person, desk)
    await ack(message)


async def handle_turning(
    ack: AsyncAck, action: dict[str, Any], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Another page of the list."""

    async def turn() -> None:
        await _replace_list(body, await _list(int(action["value"]), person, desk), client)

    await if_allowed(turn, body, person, client, desk)
    await ack()


async def handle_approval(
    ack: AsyncAck, action: dict[str, Any], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The button that puts a suggestion on record."""

    async def approve() -> None:
        recorded = await _recorded_by_approval(action["value"], person, desk)
        suggestion = await desk.suggestions.get(action["value"], person.workspace)
        if recorded is not None:
            desk.changed(recorded.changed, person, client)
        if recorded is not None and not isinstance(suggestion.draft, Report):
            desk.background.start(tell_of(suggestion, person, client, desk))
            desk.background.start(in_silence(announce(recorded, suggestion.draft, person, client, desk)))
        await show_outcome(suggestion, place_of(body), person, client, desk, recorded)

    await if_allowed(approve, body, person, client, desk)
    await ack()


async def handle_settling(
    ack: AsyncAck, action: dict[str, Any], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The button that says that a report was dealt with."""

    async def settle() -> None:
        id = action["value"]
        try:
            suggestion = await desk.suggestions.settle(id, person.workspace, person.user, desk.clock())
            desk.background.start(tell_of(suggestion, person, client, desk))
        except Superseded:
            suggestion = await desk.suggestions.get(id, person.workspace)
        await show_outcome(suggestion, place_of(body), person, client, desk)

    await if_allowed(settle, body, person, client, desk)
    await ack()


async def handle_rejecting(
    ack: AsyncAck, action: dict[str, Any], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The button that asks for a reason, in a form."""

    async def ask() -> None:
        suggestion = await desk.suggestions.get(action["value"], person.workspace)
        if suggestion.state is not State.PROPOSED:
            await show_outcome(suggestion, place_of(body), person, client, desk)
            return
        register = (await desk.book(person.workspace)).register
        form = build_rejection_form(suggestion, register, place_of(body))
        await client.views_open(trigger_id=body["trigger_id"], view=form)

    await if_allowed(ask, body, person, client, desk)
    await ack()


async def handle_rejection_form(
    ack: AsyncAck, view: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The reason was given: the suggestion is left off the record, and the person hears why."""
    if not await desk.admins.may_record(person, client):
        await ack(response_action="update", view=build_refusal_modal(await _who_may(person, desk), "Not rejected"))
        return
    reason = (view["state"]["values"][REASON][REASON].get("value") or "").strip()
    if not reason:
        await ack(response_action="errors", errors={REASON: "Give a reason: the person who suggested it reads it."})
        return
    kept = json.loads(view["private_metadata"])
    try:
        suggestion = await desk.suggestions.reject(kept["id"], person.workspace, person.user, reason, desk.clock())
        desk.background.start(tell_of(suggestion, person, client, desk))
    except Superseded:
        suggestion = await desk.suggestions.get(kept["id"], person.workspace)
    shown = show_outcome(suggestion, kept["come_from"], person, client, desk)
    await desk.background.run(logging_failure(shown, suggestion))
    await ack()


async def handle_difference(
    ack: AsyncAck, action: dict[str, Any], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The buttons that keep the workspace's own of a fact that the seed has changed, or drop it."""

    async def decide() -> None:
        decided = desk.differences.keep if action["action_id"] == KEEP else desk.differences.take
        register = (await desk.book(person.workspace)).register
        shown = [one for one in await desk.differences.of(person.workspace) if one.key == action["value"]]
        try:
            await decided(action["value"], person.workspace, person.user, desk.clock())
            words = decided_words(action["action_id"], next(iter(shown), None), person.user, register)
        except (Superseded, NotOnRecord) as error:
            words = told(error)
        await _show_decided(words, body, person, client, desk)

    await if_allowed(decide, body, person, client, desk)
    await ack()


async def _show_decided(words: str, body: Body, person: Person, client: AsyncWebClient, desk: Desk) -> None:
    container = body.get("container") or {}
    if container.get("type") == "view":
        await show(Place(), person, client, desk)
    elif container.get("is_ephemeral"):
        await _replace_list(body, await _list(0, person, desk, words), client)
    else:
        await replace(client, body, build_decided(words))


async def _recorded_by_approval(id: str, person: Person, desk: Desk) -> Recorded | None:
    """What it is on record as; None if it was decided before."""
    try:
        return await desk.suggestions.approve(id, person.workspace, person.user, desk.clock())
    except Superseded:
        return None


async def show_outcome(
    suggestion: Suggestion,
    place: dict[str, Any],
    person: Person,
    client: AsyncWebClient,
    desk: Desk,
    recorded: Recorded | None = None,
    draft: Draft | None = None,
) -> None:
    """Where the button was: in the message itself, in the list anew, or on the Home tab.

    `recorded` is what it is on record as since now, `draft` what went on record, if it was changed.
    """
    container = place["container"]
    if container.get("type") == "view":
        await show(Place(), person, client, desk)
    elif container.get("is_ephemeral"):
        await _replace_list(place, await _list(0, person, desk, outcome_words(suggestion)), client)
    else:
        register = (await desk.book(person.workspace)).register
        undo = undo_button(recorded) if recorded is not None else None
        await replace(client, place, build_outcome(suggestion, register, draft, undo))


async def _list(page: int, person: Person, desk: Desk, done: str = "") -> dict[str, Any]:
    waiting = await desk.suggestions.waiting(person.workspace, page, ON_A_PAGE)
    page = min(max(page, 0), max(waiting.total - 1, 0) // ON_A_PAGE)
    register = (await desk.book(person.workspace)).register
    differences = await desk.differences.of(person.workspace) if page == 0 else ()
    return with_differences(build_waiting(waiting, page, register, done), differences, register)


async def _replace_list(place: dict[str, Any], message: dict[str, Any], client: AsyncWebClient) -> None:
    """Never by way of the channel: the list is for the one who asked for it."""
    await respond(client, place["response_url"], {**message, "replace_original": True})


async def if_allowed(
    work: Callable[[], Awaitable[None]], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Do what a button is for, or say who may; what goes wrong is told where the button is."""

    async def checked() -> None:
        if await desk.admins.may_record(person, client):
            await work()
        elif "response_url" in body:
            await respond(client, body["response_url"], build_notice(await _who_may(person, desk)))
        else:
            await show(Place(), person, client, desk)

    if "response_url" in body:
        await desk.background.run(telling(checked, client, body))
    else:
        await desk.background.run(telling_at_home(checked, Place(), person, client))


async def tell_of(suggestion: Suggestion, person: Person, client: AsyncWebClient, desk: Desk) -> None:
    register = (await desk.book(person.workspace)).register
    await logging_failure(post(client, suggestion.by, None, build_told(suggestion, register)), suggestion)


async def logging_failure(telling: Awaitable[object], suggestion: Suggestion) -> None:
    """It is decided by now: whatever goes wrong in telling so must not look as if it were not."""
    try:
        await telling
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("%s is decided, but somebody was not told: %s", suggestion.id, type(error).__name__)


async def _who_may(person: Person, desk: Desk) -> str:
    return await who_may(desk.admins, person.workspace, "decide about suggestions and reports", "Ask one of them.")


def place_of(body: Body) -> dict[str, Any]:
    """What a button was under, as far as an answer needs it."""
    kept = ("type", "channel_id", "message_ts", "is_ephemeral")
    container = {key: value for key, value in (body.get("container") or {}).items() if key in kept}
    return {"container": container, "response_url": body.get("response_url", "")}
