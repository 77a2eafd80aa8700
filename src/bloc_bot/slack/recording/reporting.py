"""“Wrong or out of date?”: a short form under every answer, which reaches the review list."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import Refused
from bloc_bot.domain.reports import Report
from bloc_bot.slack.admins.rights import Right, who_may
from bloc_bot.slack.answers.blocks import build_notice, build_private_answer
from bloc_bot.slack.answers.buttons import answer_again
from bloc_bot.slack.delivery import post, respond
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.errors import telling
from bloc_bot.slack.forms.fields import read_typed
from bloc_bot.slack.forms.modals import build_refusal_modal
from bloc_bot.slack.home.places import Place
from bloc_bot.slack.home.tab import telling_at_home
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording.report_form import (
    ROW,
    URL,
    WHAT,
    Asked,
    build_report_form,
    errors_of_report,
    said_by,
)
from bloc_bot.slack.recording.review import if_allowed
from bloc_bot.slack.recording.suggesting import suggest


async def handle_reporting(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The button under an answer: the form, for whoever may suggest; a guest is told who may."""

    async def open_form() -> None:
        if await desk.admins.right(person, client) is Right.ASK:
            await _refuse(body, person, client, desk)
            return
        reply, page = await answer_again(action["value"], person.workspace, desk)
        asked = Asked(action["value"], body.get("response_url", ""))
        await client.views_open(trigger_id=body["trigger_id"], view=build_report_form(reply, page, asked))

    if "response_url" in body:
        await desk.background.run(telling(open_form, client, body, action["value"]))
    else:
        place = Place.read((body.get("view") or {}).get("private_metadata", ""))
        await desk.background.run(telling_at_home(open_form, place, person, client))
    await ack()


async def _refuse(body: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk) -> None:
    told = await _who_may(person, desk)
    if "response_url" in body:
        await respond(client, body["response_url"], build_notice(told))
    else:  # on the Home tab there is no message to answer
        await client.views_open(trigger_id=body["trigger_id"], view=build_refusal_modal(told, "Not reported"))


async def handle_report_form(
    ack: AsyncAck, view: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The form was sent: it is kept for review, or comes back with what to change."""
    if await desk.admins.right(person, client) is Right.ASK:
        await ack(response_action="update", view=build_refusal_modal(await _who_may(person, desk), "Not reported"))
        return
    typed, asked = read_typed(view), Asked.of(view)
    if errors := errors_of_report(typed, has_rows=any(block.get("block_id") == ROW for block in view["blocks"])):
        await ack(response_action="errors", errors=errors)
        return
    reply, page = await answer_again(asked.answer, person.workspace, desk)
    said, fact = said_by(reply, page, typed)
    report = Report(asked.answer, said, typed.text(WHAT), fact, typed.text(URL))
    try:
        await suggest(report, view["id"], asked.response_url, person, client, desk)
    except Refused as error:
        await ack(response_action="errors", errors={WHAT: str(error)})
        return
    await ack()


async def handle_showing_answer(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The button under a report: the answer that it is about, as it is now, for the one who asks."""

    async def show() -> None:
        reply, page = await answer_again(action["value"], person.workspace, desk)
        answer = build_private_answer(reply, page, picture=desk.picture(reply, person.workspace))
        if "response_url" in body:
            await respond(client, body["response_url"], answer)
        else:  # on the Home tab nothing can be answered in its place
            await post(client, person.user, None, answer)

    await if_allowed(show, body, person, client, desk)
    await ack()


async def _who_may(person: Person, desk: Desk) -> str:
    return await who_may(desk.admins, person.workspace)
