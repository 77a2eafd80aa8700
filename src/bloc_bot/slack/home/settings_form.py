"""The settings of a workspace as a Slack modal, and back. Each field's name is its block_id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bloc_bot.database.workspaces.settings import WorkspaceSettings
from bloc_bot.slack.answers.blocks import Block

SETTINGS_FORM = "settings_form"
ANNOUNCEMENTS, ORGANIZATION, ANSWERS, UNANSWERED = "announcements", "default_organization", "answers", "unanswered"
_ANSWERS = {"private": "Only whoever asked", "public": "Everybody in the channel"}
_UNANSWERED = {"off": "Not kept, and what was kept so far is forgotten", "on": "Kept for 90 days, without who asked"}


@dataclass(frozen=True)
class Chosen:
    """What the form says. `collects` is whether unanswered questions are kept."""

    settings: WorkspaceSettings
    collects: bool


def build_settings_form(chosen: Chosen, organization: list[dict[str, Any]]) -> dict[str, Any]:
    """The form with what is chosen now. `organization` is the option of the default organization, if there is one."""
    answers = "public" if chosen.settings.answers_in_public else "private"
    return {
        "type": "modal",
        "callback_id": SETTINGS_FORM,
        "title": _plain("Settings"),
        "submit": _plain("Save"),
        "close": _plain("Cancel"),
        "blocks": [
            _input(
                ANNOUNCEMENTS,
                "Announce what is recorded in",
                _channel(chosen.settings.announcements),
                "One line for each fact, with who recorded it and the source. Invite the bot to the channel first.",
            ),
            _input(
                ORGANIZATION,
                "Organization that /bloc asks about",
                _organization(organization),
                "Where a question to /bloc names none.",
            ),
            _input(ANSWERS, "Who sees the answers to commands", _radio(ANSWERS, _ANSWERS, answers)),
            _input(
                UNANSWERED, "Unanswered questions", _radio(UNANSWERED, _UNANSWERED, "on" if chosen.collects else "off")
            ),
        ],
    }


def read_settings_form(view: dict[str, Any]) -> Chosen:
    """What was chosen, from the state that Slack sends along."""
    fields: dict[str, Any] = {
        name: next(iter(element.values()), {}) for name, element in view["state"]["values"].items()
    }
    channels = fields.get(ANNOUNCEMENTS, {}).get("selected_conversations") or [""]
    organizations = [option["value"] for option in fields.get(ORGANIZATION, {}).get("selected_options") or []]
    settings = WorkspaceSettings(channels[0], next(iter(organizations), ""), _picked(fields, ANSWERS) == "public")
    return Chosen(settings, _picked(fields, UNANSWERED) == "on")


def _picked(fields: dict[str, Any], name: str) -> str:
    return str((fields.get(name, {}).get("selected_option") or {}).get("value", ""))


def _channel(chosen: str) -> Block:
    # For several, since a menu for one cannot be emptied again.
    element: Block = {
        "type": "multi_conversations_select",
        "action_id": ANNOUNCEMENTS,
        "max_selected_items": 1,
        "placeholder": _plain("No channel"),
        "filter": {
            "include": ["public", "private"],
            "exclude_bot_users": True,
            "exclude_external_shared_channels": True,
        },
    }
    return {**element, "initial_conversations": [chosen]} if chosen else element


def _organization(chosen: list[dict[str, Any]]) -> Block:
    element: Block = {
        "type": "multi_external_select",
        "action_id": "organizations",
        "min_query_length": 1,
        "max_selected_items": 1,
        "placeholder": _plain("No organization"),
    }
    return {**element, "initial_options": chosen} if chosen else element


def _radio(name: str, labels: dict[str, str], chosen: str) -> Block:
    options = {value: {"text": _plain(label), "value": value} for value, label in labels.items()}
    return {
        "type": "radio_buttons",
        "action_id": name,
        "options": list(options.values()),
        "initial_option": options[chosen],
    }


def _input(name: str, label: str, element: Block, hint: str = "") -> Block:
    block = {"type": "input", "block_id": name, "label": _plain(label), "element": element}
    block |= {"optional": element["type"] != "radio_buttons"}
    return {**block, "hint": _plain(hint)} if hint else block


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}
