"""Reads what the bot sends as Slack does, and says what in it calls, links or is marked up without a right to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_MARKUP = re.compile(r"<([^<>]*)>")
_ADDRESS = re.compile(r"https?://[^\s|]+\|.+", re.DOTALL)
_STRAY = re.compile(r"[<>]|&(?!(?:amp|lt|gt);)")
_MARKS = "*_~`"
_INPUTS = ("plain_text_input",)


def faults(payload: Any, people: set[str], hosts: set[str], words: str) -> list[str]:
    """What is wrong with a message, a view or a response. Only `people` may be called, only `hosts` linked to.

    `words` is what was typed: the bot may put it between marks only where it holds none of them.
    """
    return [fault for text, verbatim in mrkdwn(payload) for fault in _faults(text, verbatim, people, hosts, words)]


def mrkdwn(payload: Any) -> Iterator[tuple[str, bool]]:
    """Every text that Slack reads as mrkdwn, and whether Slack leaves alone what only looks like a name or address."""
    match payload:
        case {"type": "mrkdwn", "text": str(text)}:
            yield text, payload.get("verbatim") is True
        case {"type": "plain_text" | "raw_text"}:
            return
        case dict():
            if isinstance(text := payload.get("text"), str) and payload.get("type") not in _INPUTS:
                yield text, True  # of a message: Slack makes links of nothing unless it is told to (`parse`)
            for name, part in payload.items():
                if name not in ("metadata", "private_metadata", "value"):
                    yield from mrkdwn(part)
        case list():
            for part in payload:
                yield from mrkdwn(part)


def _faults(text: str, verbatim: bool, people: set[str], hosts: set[str], words: str) -> Iterator[str]:
    if not verbatim:
        yield f"Slack makes links of its own out of {text!r}"
    for markup in _MARKUP.findall(text):
        if not _is_allowed(markup, people, hosts):
            yield f"<{markup}> in {text!r}"
    if stray := _STRAY.search(_MARKUP.sub("", text)):
        yield f"{stray[0]!r} is not escaped in {text!r}"
    for mark in _MARKS:
        for typed in (words, " ".join(words.split())):
            escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            if mark in typed and f"{mark}{escaped}{mark}" in text:
                yield f"{escaped!r} ends what {mark!r} began in {text!r}"


def _is_allowed(markup: str, people: set[str], hosts: set[str]) -> bool:
    if markup.startswith("@"):
        return markup[1:] in people
    if markup.startswith(("!", "#")):
        return False
    return bool(_ADDRESS.fullmatch(markup)) and re.split(r"[/?#|]", markup.split("//", 1)[1])[0] in hosts
