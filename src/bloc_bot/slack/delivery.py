"""How messages get to Slack beside the response itself."""

from __future__ import annotations

from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

TIMEOUT = aiohttp.ClientTimeout(total=10)
"""Of one call. A call with its retries may take longer, after the request was acknowledged."""


class NotDelivered(Exception):
    """Slack did not take a message for a response_url."""


def make_client(token: str, api_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """A client on the shared session that waits where Slack says so, and tries again where Slack stumbles."""
    return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=_retry_handlers())


def with_token(client: AsyncWebClient, token: str) -> AsyncWebClient:
    """The same client for another workspace."""
    return AsyncWebClient(
        token=token, base_url=client.base_url, session=client.session, retry_handlers=client.retry_handlers
    )


async def respond(client: AsyncWebClient, response_url: str, message: dict[str, Any]) -> None:
    """Answer by the address that came with a command or a click: works where the bot is no member."""
    hook = AsyncWebhookClient(response_url, session=client.session, retry_handlers=_retry_handlers())
    response = await hook.send_dict(message)
    if response.status_code != 200 and (words := _without_picture(message)) is not None:
        response = await hook.send_dict(words)
    if response.status_code != 200:
        raise NotDelivered(f"a response_url answered {response.status_code}: {response.body[:100]}")


async def post(client: AsyncWebClient, channel: str, thread: str | None, message: dict[str, Any]) -> str:
    """Post a message; its timestamp, by which Slack knows it."""
    try:
        posted = await client.chat_postMessage(channel=channel, thread_ts=thread, **_for_channel(message))
    except SlackApiError as error:
        words = _without_picture(message)
        if words is None or error.response.get("error") != "invalid_blocks":
            raise
        posted = await client.chat_postMessage(channel=channel, thread_ts=thread, **_for_channel(words))
    return str(posted["ts"])


async def update(client: AsyncWebClient, channel: str, ts: str, message: dict[str, Any]) -> None:
    """Put a message in the place of one that the bot posted."""
    await client.chat_update(channel=channel, ts=ts, **_for_channel(message))


async def replace(client: AsyncWebClient, body: dict[str, Any], message: dict[str, Any]) -> None:
    """Put a message in the place of the one whose button was pressed."""
    container = body.get("container") or {}
    if not container.get("is_ephemeral"):
        try:
            await update(client, container["channel_id"], container["message_ts"], message)
        except SlackApiError:
            # The bot need not be a member of a channel that an answer was shared to.
            pass
        else:
            return
    await respond(client, body["response_url"], {**message, "replace_original": True})


def _for_channel(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key not in ("response_type", "replace_original")}


def _without_picture(message: dict[str, Any]) -> dict[str, Any] | None:
    """The message without its picture, if it has one: Slack refuses a whole message whose picture it cannot fetch."""
    blocks = [block for block in message.get("blocks", ()) if block["type"] != "image"]
    return {**message, "blocks": blocks} if len(blocks) < len(message.get("blocks", ())) else None


def _retry_handlers() -> list[AsyncRetryHandler]:
    return [
        AsyncConnectionErrorRetryHandler(),
        AsyncRateLimitErrorRetryHandler(max_retry_count=2),
        AsyncServerErrorRetryHandler(max_retry_count=2),
    ]
