"""The fields of a form as Slack's inputs, and back. Each field's name is its block_id and its action_id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bloc_bot.slack.answers.blocks import Block
from bloc_bot.slack.forms.checks import ADDRESS, SOURCE, WRITE_DATES, Option, Typed
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import shortened

_ON_RECORD = "Type a publisher, a word of the title or of the address. A new one goes in the fields below."


@dataclass(frozen=True)
class Field:
    """One input of a form, drawn with what is in it."""

    name: str
    label: str
    element: Callable[[Typed], Block]
    hint: str = ""
    optional: bool = False

    def block(self, typed: Typed) -> Block:
        element = {**self.element(typed), "action_id": self.name}
        label, optional = plain(self.label), self.optional
        block = {"type": "input", "block_id": self.name, "label": label, "element": element, "optional": optional}
        return {**block, "hint": plain(self.hint)} if self.hint else block


def line(
    name: str, label: str, limit: int, hint: str = "", *, optional: bool = False, multiline: bool = False
) -> Field:
    """A text to type."""

    def element(typed: Typed) -> Block:
        drawn: Block = {"type": "plain_text_input", "max_length": limit, "multiline": multiline}
        value = typed.texts.get(name, "")
        return {**drawn, "initial_value": value} if value else drawn

    return Field(name, label, element, hint, optional)


def search(name: str, label: str, hint: str = "", *, optional: bool = False, most: int = 1) -> Field:
    """What is on record, found by typing: one, or up to `most`."""

    def element(typed: Typed) -> Block:
        drawn: Block = {"min_query_length": 1, "placeholder": plain("Type a name")}
        chosen = [as_option(option) for option in typed.chosen.get(name, ())]
        if most == 1:
            drawn["type"] = "external_select"
            return {**drawn, "initial_option": chosen[0]} if chosen else drawn
        drawn |= {"type": "multi_external_select", "max_selected_items": most}
        return {**drawn, "initial_options": chosen} if chosen else drawn

    return Field(name, label, element, hint, optional)


def radio(name: str, label: str, ways: Mapping[str, str], hint: str = "") -> Field:
    """One of a few, all of them to be seen."""
    return Field(name, label, _one_of("radio_buttons", name, ways), hint)


def menu(name: str, label: str, ways: Mapping[str, str], hint: str = "") -> Field:
    """One of several, in a menu."""
    return Field(name, label, _one_of("static_select", name, ways), hint)


def tick(name: str, label: str, said: str) -> Field:
    """Something that is so or is not."""

    def element(typed: Typed) -> Block:
        option = as_option(Option("yes", said))
        drawn: Block = {"type": "checkboxes", "options": [option]}
        return {**drawn, "initial_options": [option]} if typed.ids(name) else drawn

    return Field(name, label, element, optional=True)


SOURCE_FIELDS = (
    search("source", "Source on record", _ON_RECORD, optional=True),
    line("publisher", "New source: publisher", SOURCE, optional=True),
    line("source_title", "New source: title", SOURCE, optional=True),
    line("source_date", "New source: date", 40, WRITE_DATES, optional=True),
    line("url", "New source: address", ADDRESS, "https://… or http://…", optional=True),
)
"""Every form ends with them. Slack lets each be empty, since one way to name a source leaves the other out."""


def read_typed(view: dict[str, Any]) -> Typed:
    """What is in the fields, from the state that Slack sends along."""
    fields = {name: block[name] for name, block in view["state"]["values"].items() if name in block}
    return Typed(
        {name: value.get("value") or "" for name, value in fields.items()},
        {name: tuple(map(_read_option, _options(value))) for name, value in fields.items()},
    )


def as_option(option: Option) -> Block:
    drawn = {"text": plain(shortened(option.label, LIMITS["option text"])), "value": option.id}
    about = shortened(option.description, LIMITS["option description"])
    return {**drawn, "description": plain(about)} if about else drawn


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def _one_of(kind: str, name: str, ways: Mapping[str, str]) -> Callable[[Typed], Block]:
    def element(typed: Typed) -> Block:
        options = {way: as_option(Option(way, label)) for way, label in ways.items()}
        drawn: Block = {"type": kind, "options": list(options.values())}
        chosen = options.get(typed.id(name))
        return {**drawn, "initial_option": chosen} if chosen else drawn

    return element


def _options(value: dict[str, Any]) -> list[dict[str, Any]]:
    one = value.get("selected_option")
    return [one] if one else value.get("selected_options") or []


def _read_option(option: dict[str, Any]) -> Option:
    texts = (option.get("text") or {}, option.get("description") or {})
    return Option(option["value"], *(text.get("text", "") for text in texts))
