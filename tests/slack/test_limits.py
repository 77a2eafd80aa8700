"""The check of payloads finds what Slack would refuse."""

from __future__ import annotations

from typing import Any

import pytest

from bloc_bot.slack.answers.blocks import button, context, section
from bloc_bot.slack.limits import check

OPTION = {"text": {"type": "plain_text", "text": "o"}, "value": "v"}


def message(*blocks: dict[str, Any], text: str = "t") -> dict[str, Any]:
    return {"text": text, "blocks": list(blocks)}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    plain = {"type": "plain_text", "text": "t"}
    return {"type": "modal", "title": plain, "submit": plain, "blocks": list(blocks), **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def typed(name: str, **more: Any) -> dict[str, Any]:
    label = {"type": "plain_text", "text": "l"}
    return {
        "type": "input",
        "block_id": name,
        "label": label,
        "element": {"type": "plain_text_input", "action_id": name, **more},
    }


def image(url: str = "https://a.example/1.png", alt: str = "a", title: str = "t") -> dict[str, Any]:
    return {"type": "image", "image_url": url, "alt_text": alt, "title": {"type": "plain_text", "text": title}}


def table(*rows: list[str], **more: Any) -> dict[str, Any]:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text} for text in row] for row in rows], **more}


RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
}


@pytest.mark.parametrize(
    "payload",
    [
        message(table(*[["x"] * 20] * 100, column_settings=[{}] * 20)),
        message(table(["x" * 5_000, "y" * 5_000])),
        message({"type": "table", "rows": [[RICH]]}),
        message(section("x" * 3_000)),
        message(image("https://" + "x" * 2_992, "x" * 2_000, "x" * 2_000)),
        message(*[section("x")] * 50),
        message(actions(*(button("b" * 75, f"a{n}", "v" * 2_000) for n in range(25)))),
        modal(typed("a"), typed("b", initial_value="x" * 3_000), private_metadata="x" * 3_000),
        message(actions({"type": "users_select", "action_id": "a"})),
        message(section("x") | {"accessory": {"type": "multi_users_select", "action_id": "a"}}),
        {"type": "home", "blocks": [section("x")] * 100},
        {"options": []},
        {"options": [OPTION] * 100},
        {"response_action": "errors", "errors": {"a": "b"}},
    ],
)
def test_what_just_fits_is_fine(payload: dict[str, Any]) -> None:
    assert check(payload) == []


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (message(text=" "), "message text: empty"),
        (message(text="x" * 40_001), "message text"),
        (message(*[section("x")] * 51), "message blocks"),
        (message(section("x" * 3_001)), "text object"),
        (message(section("")), "text object: empty"),
        (message(*[section("x" * 2_900)] * 5), "msg_blocks_too_long"),
        (message(context("x" * 2_001)), "context text"),
        (message(image("https://" + "x" * 2_993)), "image_url"),
        (message(image(alt="x" * 2_001)), "alt_text"),
        (message(image(alt="")), "alt_text: missing"),
        (message(image(title="x" * 2_001)), "image title"),
        (message(image("files/1.png")), "image_url: no address"),
        (message({"type": "context", "elements": [section("x")["text"]] * 11}), "context elements"),
        (message({"type": "context", "elements": []}), "context elements: none"),
        (message({"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}), "header text"),
        (message({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}), "type mrkdwn"),
        (message({"type": "section", "fields": [section("x" * 2_001)["text"]]}), "field text"),
        (message({"type": "section", "fields": [section("x")["text"]] * 11}), "section fields"),
        (message({"type": "section"}), "text object: missing"),
        (message({"type": "carousel"}), "block type"),
        (message(table()), "table rows: none"),
        (message(table(*[["x"]] * 101)), "table rows"),
        (message(table(["x"] * 21)), "table columns"),
        (message(table(["x"], column_settings=[{}] * 21)), "table column_settings"),
        (message(table(["x" * 5_000, "y" * 5_001])), "table characters"),
        (message(table([""])), "table cell: empty"),
        (message({"type": "table", "rows": [[section("x")]]}), "table cell: type section"),
        (message(table(["x"]), table(["y"])), "tables: 2"),
        (modal(table(["x"])), "table: not in a view"),
        ({"type": "home", "blocks": [table(["x"])]}, "table: not in a view"),
        (message(actions()), "actions elements: none"),
        (message(actions(*(button("b", f"a{n}", "v") for n in range(26)))), "actions elements"),
        (message(actions(button("b", "a", "v" * 2_001))), "button value"),
        (message(actions({"type": "multi_users_select", "action_id": "a"})), "multi_users_select is not one for"),
        (message(actions({"type": "plain_text_input", "action_id": "a"})), "plain_text_input is not one for"),
        (message(section("x") | {"accessory": {"type": "users_menu"}}), "users_menu is not one for"),
        (message(actions({"type": "users_select"})), "action_id: missing in users_select"),
        (modal(typed("a", type="button")), "button is not one for a block of type input"),
        (message(actions(button("b", "a", "1"), button("c", "a", "2"))), "'a' is there 2 times"),
        (message(actions(button("b", "a", "1") | {"text": {"type": "plain_text", "text": "x" * 76}})), "button text"),
        (message(actions(button("b", "a" * 256, "1"))), "action_id"),
        (message(section("x") | {"block_id": "b" * 256}), "block_id"),
        (message(section("x") | {"block_id": "b"}, section("y") | {"block_id": "b"}), "block_id"),
        (message(typed("a")), "input"),
        (modal(), "view blocks: none"),
        (modal(*[section("x")] * 101), "view blocks"),
        (modal(*[section("é" * 3_000)] * 42), "view_too_large"),
        (modal(typed("a"), submit=None), "view submit: needed"),
        (modal(section("x"), title={"type": "plain_text", "text": "x" * 25}), "view title"),
        (modal(section("x"), private_metadata="x" * 3_001), "private_metadata"),
        (modal(typed("a", initial_value="x" * 3_001)), "initial_value"),
        (modal(typed("a", initial_options=[])), "initial_options: empty"),
        (modal(typed("a", placeholder={"type": "plain_text", "text": "x" * 151})), "placeholder"),
        (modal(typed("a", type="radio_buttons", options=[OPTION] * 11)), "options: 11"),
        (modal(typed("a", options=[])), "options: 0"),
        ({"options": [OPTION] * 101}, "options: 101"),
        ({"options": [OPTION | {"value": "v" * 151}]}, "option value"),
        ({"options": [OPTION | {"value": ""}]}, "option value: empty"),
        ({"options": [OPTION | {"text": {"type": "plain_text", "text": "x" * 76}}]}, "option text"),
        ({"response_action": "errors", "errors": {}}, "nothing to show"),
        ({"view": modal()}, "view blocks: none"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_slack_would_refuse_is_named(payload: dict[str, Any], problem: str) -> None:
    assert any(problem in found for found in check(payload))


def test_a_confirm_dialog_is_checked_too() -> None:
    sure = {part: {"type": "plain_text", "text": "x" * 301} for part in ("title", "text", "confirm", "deny")}
    assert len(check(message(actions(button("b", "a", "v", confirm=sure))))) == 4
