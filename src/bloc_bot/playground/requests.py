"""What Slack sends to a bot: forms, envelopes and their signature."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

from bloc_bot.playground.workspace import BOT, TEAM

APP = "A1"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def command_form(
    command: str, text: str, user: str, channel: str, *, trigger_id: str, response_url: str
) -> dict[str, str]:
    """The fields of a slash command."""
    return {
        "token": "old",
        "team_id": TEAM,
        "team_domain": "desk",
        "channel_id": channel,
        "channel_name": "foreign-desk",
        "user_id": user,
        "user_name": user.lower(),
        "command": command,
        "text": text,
        "api_app_id": APP,
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def event_envelope(event: dict[str, Any], event_id: str) -> dict[str, Any]:
    """An event with what Slack puts around it."""
    return {
        "token": "old",
        "team_id": TEAM,
        "api_app_id": APP,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(time.time()),
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}],
        "event": event,
    }


def interaction_form(payload: dict[str, Any]) -> str:
    """A click, a form or typing, as Slack encodes it."""
    whole = {"team": {"id": TEAM, "domain": "desk"}, "api_app_id": APP, "token": "old", **payload}
    return urlencode({"payload": json.dumps(whole)})


def signature_headers(body: bytes, secret: str, at: float | None = None) -> dict[str, str]:
    """The headers by which the bot knows that Slack sent a body (https://docs.slack.dev/authentication)."""
    timestamp = str(int(at if at is not None else time.time()))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}
