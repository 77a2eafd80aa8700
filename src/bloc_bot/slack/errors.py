"""One place for what goes wrong: the person sees what to do and a reference, the log has the cause under it."""

from __future__ import annotations

import logging
import re
import secrets
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import DatabaseUnavailable, NotOnRecord, Refused, Superseded
from bloc_bot.slack.answers.blocks import build_notice
from bloc_bot.slack.delivery import NotDelivered, post, respond
from bloc_bot.slack.mrkdwn import USER_ID, escape
from bloc_bot.slack.people import RightsUnknown
from bloc_bot.slack.typed import as_typed, without_mention

log = logging.getLogger("bloc_bot.slack")
_SECRETS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|https?://[^\s'\"]*(?:commands|actions|app)/\S+|"
    r"\[parameters: .*?\](?=\n|$)|input_value=.*?(?=, input_type)|'(?:trigger_id|response_url)': '[^']*'",
    re.DOTALL,
)
_RETRY_LATER = "Try again in a minute."


class Untold(Exception):
    """Something failed and the person could not be told: Slack should send the event again."""


def explained(error: BaseException) -> str:
    """What a person can do about it."""
    match error:
        case Refused() | NotOnRecord() | Superseded() | RightsUnknown():
            return str(error)
        case DatabaseUnavailable():
            return f"The record cannot be reached just now. {_RETRY_LATER}"
        case TimeoutError():
            return f"That took too long, so there is no answer. {_RETRY_LATER}"
        case SlackApiError() if "expired_trigger_id" in str(error):
            return "Slack gave up waiting before the form could open. Send the command again, or press again."
        case SlackApiError() | NotDelivered() | aiohttp.ClientError():
            return f"Slack did not take the answer. {_RETRY_LATER}"
        case _:
            return "Something went wrong on the bot's side, not yours. Try again."


def told(error: BaseException) -> str:
    """What a person can do about it, as mrkdwn. Whoever was first is called by name."""
    text = escape(explained(error))
    first = error.by if isinstance(error, Superseded) and USER_ID.fullmatch(error.by) else ""
    return text.replace(first, f"<@{first}>", 1) if first else text


def noted(error: BaseException, *said: str) -> str:
    """Log the cause, without what was said and without tokens, and word it for the person with its reference."""
    reference = secrets.token_hex(4)
    cause = _SECRETS.sub("…", "".join(traceback.format_exception(error)))
    for words in _wordings(said):
        cause = cause.replace(words, "…")
    log.error("reference %s: %s\n%s", reference, type(error).__name__, cause)
    return f"{told(error)}\nIf it happens again, tell whoever runs the bot this reference: `{reference}`"


def _wordings(said: tuple[str, ...]) -> list[str]:
    """What was said, as Slack sent it and as the bot read it; the longest first."""
    read = [as_typed(text) for text in said]
    bare = [without_mention(text, None) for text in read]
    return sorted({text for text in (*said, *read, *bare) if text}, key=len, reverse=True)


async def told_in_thread(
    error: BaseException, client: AsyncWebClient, channel: str, thread: str | None, *said: str
) -> bool:
    """Whether the person could be told of the failure, where the question was asked."""
    notice = build_notice(noted(error, *said))
    try:
        await post(client, channel, thread, notice)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as failure:
        log.error("the person could not be told: %s", type(failure).__name__)  # noqa: TRY400 - the cause is known
        return False
    return True


async def tell_by_response_url(error: BaseException, client: AsyncWebClient, body: dict[str, Any], *said: str) -> None:
    """Tell the person who sent a command or pressed a button, privately. A failure to do so is logged."""
    notice = build_notice(noted(error, *said))
    try:
        await respond(client, body.get("response_url", ""), notice)
    except Exception as failure:  # noqa: BLE001 - nobody is left to be told
        log.error("the person could not be told: %s", type(failure).__name__)  # noqa: TRY400 - the cause is known


async def telling(
    work: Callable[[], Awaitable[None]], client: AsyncWebClient, body: dict[str, Any], *said: str
) -> None:
    """Do some work that may outlive its request; what goes wrong is told by the response_url."""
    try:
        await work()
    except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
        await tell_by_response_url(error, client, body, *said)


async def handle_error(error: Exception, body: dict[str, Any], client: AsyncWebClient) -> BoltResponse:
    """The one error listener: what it returns is the response to Slack."""
    if isinstance(error, Untold):
        return BoltResponse(status=500)
    if "command" in body:
        said = (body.get("text", ""),)
        return BoltResponse(status=200, body=build_notice(noted(error, *said)))
    match body.get("type"):
        case "view_submission":
            return BoltResponse(status=200, body=_kept_open(body["view"], noted(error, *_typed(body["view"]))))
        case "block_suggestion":
            noted(error, body.get("value", ""))
            return BoltResponse(status=200, body={"options": []})
        case "block_actions" | "message_action":
            await tell_by_response_url(error, client, body, *_pressed(body))
        case "event_callback":
            return await _tell_of_event(error, body.get("event") or {}, client)
        case _:
            noted(error)
    return BoltResponse(status=200)


async def _tell_of_event(error: Exception, event: dict[str, Any], client: AsyncWebClient) -> BoltResponse:
    thread = event.get("thread_ts") or (event.get("ts") if event.get("type") == "app_mention" else None)
    if not event.get("channel"):
        noted(error)
        return BoltResponse(status=200)
    told = await told_in_thread(error, client, event["channel"], thread, event.get("text", ""))
    return BoltResponse(status=200 if told else 500)


def _kept_open(view: dict[str, Any], text: str) -> dict[str, Any]:
    """The form stays as it is, with the message under its first input: nothing typed is lost."""
    first = next(block["block_id"] for block in view["blocks"] if block["type"] == "input")
    return {"response_action": "errors", "errors": {first: text.replace("`", "")}}


def _typed(view: dict[str, Any]) -> list[str]:
    inputs = [element for block in view["state"]["values"].values() for element in block.values()]
    return [element["value"] for element in inputs if isinstance(element.get("value"), str)]


def _pressed(body: dict[str, Any]) -> list[str]:
    return [action["value"] for action in body.get("actions", []) if action.get("value")]
