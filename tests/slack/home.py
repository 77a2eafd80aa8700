"""Somebody at the Home tab: opens it, presses its buttons, reads it."""

from __future__ import annotations

import json
from typing import Any

from tests.slack.bot import READER, TEAM, Bot, Response
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown

View = dict[str, Any]


async def open_home(
    bot: Bot, slack: Slack, user: str = READER, *, tab: str = "home", view: View | None = None, team: str = TEAM
) -> View:
    """The view that somebody sees who opens the tab."""
    event = {"type": "app_home_opened", "user": user, "channel": "D1", "tab": tab, "event_ts": "1.2"}
    whole = bot.envelope(event | ({"view": view} if view else {}))
    whole |= {"team_id": team, "authorizations": [whole["authorizations"][0] | {"team_id": team}]}
    response = await bot.send(json.dumps(whole), "application/json")
    assert response.status == 200
    return published(slack, user)


def published(slack: Slack, user: str = READER) -> View:
    call = slack.sent("views.publish")[-1]
    assert call["user_id"] == user
    return dict(call["view"])


async def press(bot: Bot, slack: Slack, button: View, user: str = READER) -> View:
    """What a button on the Home tab leads to. Such a click has no channel and no response_url."""
    response = await bot.interaction(
        {
            "type": "block_actions",
            "user": {"id": user, "team_id": TEAM},
            "container": {"type": "view", "view_id": "V1"},
            "view": published(slack, user),
            "trigger_id": slack.permits.new_trigger(user),
            "actions": [{"type": "button", "block_id": "b", "action_ts": "1"} | button],
        }
    )
    assert response.status == 200
    return published(slack, user)


def browse(view: View) -> dict[str, View]:
    """The buttons beside the organizations, by the organization."""
    found = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    return {button["action_id"].rpartition(":")[2]: button for button in found}


def headers(view: View) -> list[str]:
    return [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]


def under(view: View, title: str) -> str:
    """What stands under a header."""
    blocks = view["blocks"]
    start = next(i for i, block in enumerate(blocks) if block["type"] == "header" and block["text"]["text"] == title)
    end = next((i for i in range(start + 1, len(blocks)) if blocks[i]["type"] == "header"), len(blocks))
    return shown({"blocks": blocks[start:end]})


async def to_section(bot: Bot, slack: Slack, organization: str, section: str) -> View:
    view = await press(bot, slack, browse(await open_home(bot, slack))[organization])
    return await press(bot, slack, buttons(view)[section])


async def type_time(bot: Bot, slack: Slack, view: View, text: str, user: str = READER) -> Response:
    await press(bot, slack, buttons(view)["Another time"], user)
    form = slack.sent("views.open")[-1]["view"]
    values = {"time": {"time": {"type": "plain_text_input", "value": text or None}}}
    return await bot.submit(form, values, user)
