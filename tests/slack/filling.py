"""How somebody fills in a form: what stands in it, with what they type and choose, as Slack sends it."""

from __future__ import annotations

from typing import Any

from tests.slack.bot import ADMIN, READER, Bot
from tests.slack.stand_in import Slack

Chosen = str | tuple[str, ...]
LEFT = "add member Armenia left 13 Feb 2026"
NEW_SOURCE = {
    "publisher": "River Gazette",
    "source_title": "What happened",
    "source_date": "13 Feb 2026",
    "url": "https://example.org/happened?a=1&b=2",
}


def inputs(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}


def filled(view: dict[str, Any], **changes: Chosen) -> dict[str, Any]:
    """The state of a form after some fields were changed; the others are as they were drawn."""
    drawn = inputs(view)
    assert changes.keys() <= drawn.keys()
    return {name: {name: _value(element, changes.get(name))} for name, element in drawn.items()}


def standing(view: dict[str, Any]) -> dict[str, Chosen]:
    """What stands in a form: texts, and what is chosen."""
    values = {name: value[name] for name, value in filled(view).items()}
    return {name: said for name, value in values.items() if (said := _said(value))}


async def opened(bot: Bot, slack: Slack, text: str, command: str = "/csto", user: str = ADMIN) -> dict[str, Any]:
    """The form that a command opens."""
    response = await bot.command(command, text, user=user)
    assert (response.status, response.text) == (200, "")
    return dict(slack.sent("views.open")[-1]["view"])


async def sent(bot: Bot, slack: Slack, text: str, **typed: Chosen) -> dict[str, Any]:
    """What comes back for a form that a command opened and somebody filled in."""
    view = await opened(bot, slack, text)
    return (await bot.submit(view, filled(view, **typed))).json


async def said(bot: Bot, question: str, user: str = READER) -> str:
    return str((await bot.command("/bloc", question, user)).json["text"])


def _value(element: dict[str, Any], change: Chosen | None) -> dict[str, Any]:
    kind = element["type"]
    if kind == "plain_text_input":
        return {"type": kind, "value": (element.get("initial_value") if change is None else change) or None}
    if kind in ("multi_external_select", "checkboxes"):
        options = element.get("initial_options", []) if change is None else [_option(id) for id in change]
        return {"type": kind, "selected_options": options}
    chosen = element.get("initial_option") if change is None else _option(str(change)) if change else None
    return {"type": kind, "selected_option": chosen}


def _option(id: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": id}, "value": id}


def _said(value: dict[str, Any]) -> Chosen:
    if "value" in value:
        return value["value"] or ""
    if "selected_options" in value:
        return tuple(option["value"] for option in value["selected_options"])
    return (value["selected_option"] or {}).get("value", "")
