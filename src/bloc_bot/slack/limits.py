"""Slack's limits as a table, and a check of whole payloads against it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

LIMITS = {
    "message text": 40_000,
    "message blocks": 50,
    "message characters in blocks": 13_000,
    "view blocks": 100,
    "view bytes": 250_000,
    "view title": 24,
    "view submit": 24,
    "view close": 24,
    "private_metadata": 3_000,
    "callback_id": 255,
    "external_id": 255,
    "block_id": 255,
    "action_id": 255,
    "text object": 3_000,
    "header text": 150,
    "section fields": 10,
    "field text": 2_000,
    "context elements": 10,
    "context text": 2_000,
    "actions elements": 25,
    "button text": 75,
    "button value": 2_000,
    "url": 3_000,
    "image_url": 3_000,
    "image title": 2_000,
    "alt_text": 2_000,
    "accessibility_label": 75,
    "option text": 75,
    "option value": 150,
    "option description": 75,
    "options": 100,
    "few options": 10,
    "option_groups": 100,
    "placeholder": 150,
    "label": 2_000,
    "hint": 2_000,
    "initial_value": 3_000,
    "tables": 1,
    "table rows": 100,
    "table columns": 20,
    "table column_settings": 20,
    "table characters": 10_000,
    "confirm title": 100,
    "confirm text": 300,
    "confirm confirm": 30,
    "confirm deny": 30,
}
_KNOWN_BLOCKS = {"section", "context", "actions", "divider", "header", "image", "input", "table"}
_FEW = {"checkboxes", "radio_buttons"}
_MENUS = {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
_CHOICES = {*_MENUS, *_FEW, "datepicker"}
_SEVERAL = {f"multi_{kind}" for kind in _MENUS}
_ELEMENTS = {
    "actions": {*_CHOICES, "button", "overflow"},
    "section": {*_CHOICES, *_SEVERAL, "button", "overflow", "image"},
    "input": {*_CHOICES, *_SEVERAL, "plain_text_input", "url_text_input", "email_text_input", "number_input"},
}
"""Which elements Slack takes in which block."""
Problems = Iterator[str]


def check(payload: dict[str, Any]) -> list[str]:
    """What Slack would refuse in a message, a view, an answer to a submission or a list of options."""
    if payload.get("type") in ("modal", "home"):
        return list(_view(payload))
    if "view" in payload:
        return list(_view(payload["view"]))
    if "response_action" in payload:
        return [] if payload.get("errors") else ["response_action: nothing to show"]
    if "options" in payload:
        return list(_options(payload["options"], LIMITS["options"], least=0))
    return list(_message(payload))


def _message(payload: dict[str, Any]) -> Problems:
    blocks = payload.get("blocks") or []
    if not str(payload.get("text") or "").strip():
        yield "message text: empty, so screen readers and notifications have nothing"
    yield from _long("message text", payload.get("text"))
    yield from _many("message blocks", blocks)
    characters = sum(len(text) for block in blocks for text in _texts(block))
    if characters > LIMITS["message characters in blocks"]:
        yield f"message characters in blocks: {characters} (msg_blocks_too_long)"
    yield from _blocks(blocks)
    if any(block.get("type") == "input" for block in blocks):
        yield "input: not in a message"
    yield from _tables([block for block in blocks if block.get("type") == "table"])


def _view(view: dict[str, Any]) -> Problems:
    is_modal = view.get("type") != "home"
    for part in ("title", "submit", "close"):
        yield from _text(f"view {part}", view.get(part), plain=True, required=is_modal and part == "title")
    for key in ("private_metadata", "callback_id", "external_id"):
        yield from _long(key, view.get(key))
    blocks = view.get("blocks") or []
    yield from _many("view blocks", blocks)
    if not blocks:
        yield "view blocks: none"
    if is_modal and view.get("submit") is None and any(block.get("type") == "input" for block in blocks):
        yield "view submit: needed where there are inputs"
    yield from _blocks(blocks)
    if any(block.get("type") == "table" for block in blocks):
        yield "table: not in a view"
    size = len(json.dumps(view, ensure_ascii=False).encode())
    if size > LIMITS["view bytes"]:
        yield f"view bytes: {size} (view_too_large)"


def _tables(tables: list[dict[str, Any]]) -> Problems:
    """What all tables of a message together must keep."""
    yield from _many("tables", tables)
    characters = sum(len(text) for table in tables for text in _texts(table))
    if characters > LIMITS["table characters"]:
        yield f"table characters: {characters}, at most {LIMITS['table characters']}"


def _blocks(blocks: list[dict[str, Any]]) -> Problems:
    yield from _twice("block_id", blocks)
    for block in blocks:
        yield from _long("block_id", block.get("block_id"))
        yield from _block(block)


def _block(block: dict[str, Any]) -> Problems:
    match block.get("type"):
        case "section":
            yield from _section(block)
        case "header":
            yield from _text("header text", block.get("text"), plain=True, required=True)
        case "context":
            yield from _elements("context elements", block)
            for element in block.get("elements") or []:
                yield from _text("context text", element, required=True)
        case "actions":
            yield from _elements("actions elements", block)
            for element in block.get("elements") or []:
                yield from _element(element, "actions")
        case "image":
            yield from _image(block)
        case "input":
            yield from _text("label", block.get("label"), plain=True, required=True)
            yield from _text("hint", block.get("hint"), plain=True)
            yield from _element(block.get("element") or {}, "input")
        case "table":
            yield from _table(block)
        case kind if kind not in _KNOWN_BLOCKS:
            yield f"block type: {kind} is not one that we use"


def _table(block: dict[str, Any]) -> Problems:
    rows = block.get("rows") or []
    yield from _many("table rows", rows)
    yield from _many("table column_settings", block.get("column_settings") or [])
    if not rows:
        yield "table rows: none"
    for row in rows:
        yield from _many("table columns", row)
        for cell in row:
            yield from _cell(cell)


def _cell(cell: dict[str, Any]) -> Problems:
    if cell.get("type") not in ("raw_text", "raw_number", "rich_text"):
        yield f"table cell: type {cell.get('type')}"
    elif not any(_texts(cell)):
        yield "table cell: empty"


def _section(block: dict[str, Any]) -> Problems:
    fields = block.get("fields") or []
    yield from _text("text object", block.get("text"), required=not fields)
    yield from _many("section fields", fields)
    for field in fields:
        yield from _text("field text", field, required=True)
    if block.get("accessory"):
        yield from _element(block["accessory"], "section")


def _image(block: dict[str, Any]) -> Problems:
    yield from _text("image title", block.get("title"), plain=True)
    for key in ("image_url", "alt_text"):
        yield from _long(key, block.get(key))
        if not block.get(key):
            yield f"{key}: missing"
    if not str(block.get("image_url") or "").startswith(("https://", "http://")):
        yield "image_url: no address"


def _elements(name: str, block: dict[str, Any]) -> Problems:
    elements = block.get("elements") or []
    yield from _many(name, elements)
    if not elements:
        yield f"{name}: none"
    yield from _twice("action_id", elements)


def _element(element: dict[str, Any], block: str) -> Problems:
    kind = element.get("type")
    if kind not in _ELEMENTS[block]:
        yield f"element type: {kind} is not one for a block of type {block}"
    if kind in _MENUS and not element.get("action_id"):
        yield f"action_id: missing in {kind}"
    for key in ("action_id", "initial_value", "accessibility_label", "url"):
        yield from _long(key, element.get(key))
    yield from _text("placeholder", element.get("placeholder"), plain=True)
    if kind == "button":
        yield from _text("button text", element.get("text"), plain=True, required=True)
        yield from _long("button value", element.get("value"))
    if "options" in element:
        yield from _options(element["options"], LIMITS["few options" if kind in _FEW else "options"])
    for option in [*element.get("initial_options", []), *filter(None, [element.get("initial_option")])]:
        yield from _option(option)
    if element.get("initial_options") == []:
        yield "initial_options: empty"
    for part in ("title", "text", "confirm", "deny"):
        if confirm := element.get("confirm"):
            yield from _text(f"confirm {part}", confirm.get(part), required=True)


def _options(options: list[dict[str, Any]], most: int, least: int = 1) -> Problems:
    if not least <= len(options) <= most:
        yield f"options: {len(options)}, allowed are {least} to {most}"
    for option in options:
        yield from _option(option)


def _option(option: dict[str, Any]) -> Problems:
    yield from _text("option text", option.get("text"), required=True)
    yield from _text("option description", option.get("description"))
    yield from _long("option value", option.get("value"))
    if not option.get("value"):
        yield "option value: empty"


def _text(name: str, text: dict[str, Any] | None, *, plain: bool = False, required: bool = False) -> Problems:
    if text is None:
        if required:
            yield f"{name}: missing"
        return
    if text.get("type") not in (("plain_text",) if plain else ("plain_text", "mrkdwn")):
        yield f"{name}: type {text.get('type')}"
    if not text.get("text"):
        yield f"{name}: empty"
    yield from _long(name, text.get("text"))


def _long(name: str, text: str | None) -> Problems:
    if text is not None and len(text) > LIMITS[name]:
        yield f"{name}: {len(text)} characters, at most {LIMITS[name]}"


def _many(name: str, things: list[Any]) -> Problems:
    if len(things) > LIMITS[name]:
        yield f"{name}: {len(things)}, at most {LIMITS[name]}"


def _twice(key: str, things: list[dict[str, Any]]) -> Problems:
    counted = Counter(thing[key] for thing in things if thing.get(key))
    yield from (f"{key}: {value!r} is there {count} times" for value, count in counted.items() if count > 1)


def _texts(thing: Any) -> Iterator[str]:
    """Every text that is shown or read aloud, buttons included."""
    if isinstance(thing, dict):
        yield from (thing[key] for key in ("text", "alt_text") if isinstance(thing.get(key), str))
        for value in thing.values():
            yield from _texts(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from _texts(value)
