"""What a person typed, out of what Slack makes of it."""

from __future__ import annotations

import re
from typing import Any

_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")
_LABELLED = re.compile(r"<(?:[#@!][^|>]*|(?:https?|mailto|tel):[^|>]*)\|([^>]*)>|<((?:https?|mailto|tel):[^>]*)>")
_ADDRESS = re.compile(r"<(https?:[^|>]*)[|>]")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def own_user(body: dict[str, Any]) -> str | None:
    """The bot's own user id, as Slack says with every event for whom it is meant."""
    found = [entry for entry in body.get("authorizations") or [] if entry.get("is_bot")]
    return found[0].get("user_id") if found else None


def own_workspace(body: dict[str, Any]) -> str:
    """The workspace whose installation of the bot an event is for: in a shared channel, not always its writer's."""
    found = [entry["team_id"] for entry in body.get("authorizations") or [] if entry.get("team_id")]
    return str(found[0] if found else body.get("team_id") or "")


def without_mention(text: str, own: str | None) -> str:
    """The question without the bot's name in it."""
    if own is not None and f"<@{own}" in text:
        return re.sub(rf"<@{re.escape(own)}(?:\|[^>]*)?>", " ", text).strip()
    return _MENTION.sub(" ", text, count=1).strip()


def without_people(text: str) -> str:
    """The text with nobody's user id in it."""
    return _MENTION.sub("@someone", text)


def as_typed(text: str) -> str:
    """What the person saw when typing: Slack writes links and three characters its own way."""
    return _unescaped(_LABELLED.sub(lambda match: match[1] or match[2] or "", text))


def first_address(text: str) -> str:
    """The address of the first link in what Slack makes of a message; empty if there is none."""
    found = _ADDRESS.search(text)
    return _unescaped(found[1]) if found else ""


def _unescaped(text: str) -> str:
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text
