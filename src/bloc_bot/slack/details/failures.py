"""What goes wrong in a modal is told in a modal; where none can open, by a direct message."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.slack.answers.blocks import build_notice
from bloc_bot.slack.delivery import post
from bloc_bot.slack.errors import noted, telling
from bloc_bot.slack.forms.modals import build_refusal_modal

log = logging.getLogger("bloc_bot.slack")


async def telling_in_modal(
    work: Callable[[], Awaitable[None]], client: AsyncWebClient, body: dict[str, Any], *said: str
) -> None:
    """Do some work that may outlive its request. What goes wrong under a message is told there."""
    if "response_url" in body:
        await telling(work, client, body, *said)
        return
    try:
        await work()
    except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
        await show_refusal(noted(error, *said), "Not done", client, body)


async def show_refusal(text: str, title: str, client: AsyncWebClient, body: dict[str, Any]) -> None:
    """A modal on top of those that are open, or in the place of the topmost. The text is mrkdwn."""
    refusal = build_refusal_modal(text, title)
    try:
        try:
            await open_on_top(client, body, refusal)
        except SlackApiError:
            # Three are open already, or the click is too long ago.
            await client.views_update(view_id=(body.get("view") or {}).get("id", ""), view=refusal)
    except (SlackApiError, aiohttp.ClientError, TimeoutError):
        try:
            await post(client, body["user"]["id"], None, build_notice(text))
        except Exception as failure:  # noqa: BLE001 - nobody is left to be told
            log.error("the person could not be told: %s", type(failure).__name__)  # noqa: TRY400 - the cause is known


async def open_on_top(client: AsyncWebClient, body: dict[str, Any], view: dict[str, Any]) -> None:
    """Open a modal: over the one in which a button was pressed, if it was in one."""
    if (body.get("view") or {}).get("type") == "modal":
        await client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
