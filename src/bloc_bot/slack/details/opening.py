"""Looking at records: from an answer to its rows, from a row to its record, and through its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import NotOnRecord
from bloc_bot.domain.replies import Reply
from bloc_bot.slack.admins.rights import Right, who_may
from bloc_bot.slack.answers.blocks import Block
from bloc_bot.slack.answers.buttons import answer_shown
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.details.failures import open_on_top, telling_in_modal
from bloc_bot.slack.details.kept import Kept
from bloc_bot.slack.details.record import Looking, build_record
from bloc_bot.slack.details.rows import Row, build_rows, rows_of
from bloc_bot.slack.errors import told
from bloc_bot.slack.people import Person, RightsUnknown

Body = dict[str, Any]


async def handle_details(
    ack: AsyncAck, action: dict[str, Any], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The button under an answer: the record of its one row, or the rows of its page, each with its own button."""

    async def show() -> None:
        kept = Kept(answer=action["value"], response_url=body.get("response_url", ""))
        view = await _rows_or_record(kept, person, client, desk)
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    await desk.background.run(telling_in_modal(show, client, body, action["value"]))
    await ack()


async def handle_turning_rows(
    ack: AsyncAck, action: dict[str, Any], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Other rows of a long list take the place of those shown."""

    async def turn() -> None:
        kept = replace(Kept.of(body["view"]), page=int(action["value"]))
        await put_in_place(client, body, await rows_again(kept, person, desk))

    await desk.background.run(telling_in_modal(turn, client, body))
    await ack()


async def handle_open(
    ack: AsyncAck, action: dict[str, Any], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The button of a row: its record, on top of the list."""

    async def show() -> None:
        rows = Kept.of(body["view"])
        kept = replace(rows, fact=action["value"], page=0, rows=body["view"]["id"], rows_page=rows.page)
        await open_on_top(client, body, await view_of(kept, person, client, desk))

    await desk.background.run(telling_in_modal(show, client, body))
    await ack()


async def handle_beside(
    ack: AsyncAck, action: dict[str, Any], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The button to a record that hangs together with this one: it takes its place, for Slack stacks three at most."""

    async def show() -> None:
        kept = replace(Kept.of(body["view"]), fact=action["value"], page=0)
        await put_in_place(client, body, await view_of(kept, person, client, desk))

    await desk.background.run(telling_in_modal(show, client, body))
    await ack()


async def handle_turning_history(
    ack: AsyncAck, action: dict[str, Any], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Older or newer changes take the place of those shown."""

    async def turn() -> None:
        kept = replace(Kept.of(body["view"]), page=int(action["value"]))
        await put_in_place(client, body, await view_of(kept, person, client, desk))

    await desk.background.run(telling_in_modal(turn, client, body))
    await ack()


async def view_of(
    kept: Kept, person: Person, client: AsyncWebClient, desk: Desk, notice: Iterable[Block] = ()
) -> dict[str, Any]:
    """The record as it is now, with the buttons that the person may press."""
    record = await desk.record_of(kept.fact, person.workspace)
    looking = await _looking(person, client, desk)
    return build_record(record, await desk.book(person.workspace), kept, looking, notice)


async def put_in_place(client: AsyncWebClient, body: Body, view: dict[str, Any]) -> None:
    """Another view for the one in which a button was pressed. Of two quick clicks the later one is meant."""
    await client.views_update(view_id=body["view"]["id"], view=view)


async def rows_again(kept: Kept, person: Person, desk: Desk) -> dict[str, Any]:
    """The list of the rows of an answer, as they are now."""
    reply, rows = await _rows(kept, person, desk)
    return build_rows(rows, reply.headline, kept)


async def _rows_or_record(kept: Kept, person: Person, client: AsyncWebClient, desk: Desk) -> dict[str, Any]:
    reply, rows = await _rows(kept, person, desk)
    if len(rows) == 1:
        return await view_of(Kept(rows[0].fact, response_url=kept.response_url), person, client, desk)
    return build_rows(rows, reply.headline, kept)


async def _rows(kept: Kept, person: Person, desk: Desk) -> tuple[Reply, list[Row]]:
    reply = await answer_shown(kept.answer, person.workspace, desk)
    rows = rows_of(reply, kept.answer, await desk.book(person.workspace))
    if not rows:
        raise NotOnRecord("Nothing that this answer rested on is on record any more. Ask the question again.")
    return reply, rows


async def _looking(person: Person, client: AsyncWebClient, desk: Desk) -> Looking:
    """Everybody may look. Who may correct is asked again at every button and form."""
    try:
        right = await desk.admins.right(person, client)
    except RightsUnknown as error:
        return Looking(may_correct=False, told=told(error))
    if right is Right.RECORD:
        return Looking(may_correct=True)
    suggest = " “Wrong or out of date?” under the answer tells them." if right is Right.SUGGEST else ""
    return Looking(may_correct=False, told=await who_may(desk.admins, person.workspace, "correct this") + suggest)
