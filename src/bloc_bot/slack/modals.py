"""The form for an event as a Slack modal, and back. Each field's name is its block_id and its action_id."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bloc_bot.domain.facts import Event
from bloc_bot.slack.blocks import Block, section
from bloc_bot.slack.forms import ADDRESS, SOURCE, SUMMARY, TITLE, WRITE_DATES, EventForm
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import escape, escaped_within, written_date

EVENT_FORM = "event_form"
_NATURES = {"happened": "It happened", "planned": "It is or was planned"}
_ANYWAY = "Record it anyway: it is something else"
Options = list[dict[str, Any]]


def build_event_modal(
    form: EventForm, organizations: Options, countries: Options, come_from: str, similar: Iterable[Event] = ()
) -> dict[str, Any]:
    """The form with what was typed in it. `come_from` is kept for the confirmation."""
    return {
        "type": "modal",
        "callback_id": EVENT_FORM,
        "title": _plain("Record an event"),
        "submit": _plain("Record"),
        "close": _plain("Cancel"),
        "private_metadata": come_from,
        "blocks": [
            *_warning(list(similar)),
            _input("organizations", "Organizations", _search("organizations", organizations, 10)),
            _input("date", "When", _line("date", form.date, 40), hint=WRITE_DATES),
            _input("nature", "Happened or planned", _radio("nature", form.nature)),
            _input("title", "Title", _line("title", form.title, TITLE)),
            _input("summary", "What happened", _line("summary", form.summary, SUMMARY, multiline=True)),
            _input("countries", "Countries", _search("countries", countries, 60), optional=True),
            _input("publisher", "Source: publisher", _line("publisher", form.publisher, SOURCE)),
            _input("source_title", "Source: title", _line("source_title", form.source_title, SOURCE)),
            _input(
                "source_date",
                "Source: date",
                _line("source_date", form.source_date, 40),
                hint=WRITE_DATES,
                optional=True,
            ),
            _input("url", "Source: address", _line("url", form.url, ADDRESS), hint="https://… or http://…"),
        ],
    }


def build_refusal_modal(text: str, title: str = "Not recorded") -> dict[str, Any]:
    """What takes the place of a form that may not be sent. The text is mrkdwn, escaped already."""
    return {
        "type": "modal",
        "callback_id": "refusal",
        "title": _plain(title),
        "close": _plain("Close"),
        "blocks": [section(text)],
    }


def read_event_form(view: dict[str, Any]) -> EventForm:
    """What was typed, from the state that Slack sends along."""
    fields = {name: element[name] for name, element in view["state"]["values"].items() if name in element}
    return EventForm(
        organizations=_values(fields, "organizations"),
        date=_text(fields, "date"),
        nature=((fields.get("nature") or {}).get("selected_option") or {}).get("value", ""),
        title=_text(fields, "title"),
        summary=_text(fields, "summary"),
        countries=_values(fields, "countries"),
        publisher=_text(fields, "publisher"),
        source_title=_text(fields, "source_title"),
        source_date=_text(fields, "source_date"),
        url=_text(fields, "url"),
        anyway=bool((fields.get("anyway") or {}).get("selected_options")),
    )


def packed_origin(channel: str, response_url: str) -> str:
    """Where a form was opened from, as its private_metadata."""
    packed = json.dumps({"channel": channel, "response_url": response_url})
    return packed if len(packed) <= LIMITS["private_metadata"] else "{}"


def origin(view: dict[str, Any]) -> dict[str, str]:
    found = json.loads(view.get("private_metadata") or "{}")
    return found if isinstance(found, dict) else {}


def _warning(similar: list[Event]) -> list[Block]:
    if not similar:
        return []
    lines = [
        f"• {escaped_within(event.title, 300)} — {written_date(str(event.first_day))}"
        + (f", {escape(event.citations[0].source.publisher)}" if event.citations else "")
        for event in similar[:5]
    ]
    text = "*Something very like it is already on record:*\n" + "\n".join(lines)
    option = {"text": _plain(_ANYWAY), "value": "anyway"}
    boxes = {"type": "checkboxes", "action_id": "anyway", "options": [option]}
    return [section(text), _input("anyway", "Is it the same?", boxes, optional=True)]


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def _input(name: str, label: str, element: Block, hint: str = "", *, optional: bool = False) -> Block:
    block = {"type": "input", "block_id": name, "label": _plain(label), "element": element, "optional": optional}
    return {**block, "hint": _plain(hint)} if hint else block


def _line(name: str, value: str, limit: int, *, multiline: bool = False) -> Block:
    element = {"type": "plain_text_input", "action_id": name, "max_length": limit, "multiline": multiline}
    return {**element, "initial_value": value} if value else element


def _search(name: str, chosen: Options, most: int) -> Block:
    element: Block = {
        "type": "multi_external_select",
        "action_id": name,
        "min_query_length": 1,
        "max_selected_items": most,
        "placeholder": _plain("Type a name"),
    }
    return {**element, "initial_options": chosen} if chosen else element


def _radio(name: str, chosen: str) -> Block:
    options = {value: {"text": _plain(label), "value": value} for value, label in _NATURES.items()}
    element: Block = {"type": "radio_buttons", "action_id": name, "options": list(options.values())}
    return {**element, "initial_option": options[chosen]} if chosen in options else element


def _text(fields: dict[str, Any], name: str) -> str:
    return (fields.get(name) or {}).get("value") or ""


def _values(fields: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(option["value"] for option in (fields.get(name) or {}).get("selected_options") or [])
