"""The form behind “Wrong or out of date?”: which row of the answer, what is wrong, and a source that says so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bloc_bot.domain.replies import Item, Reply
from bloc_bot.slack.answers.blocks import section
from bloc_bot.slack.answers.paging import Pages
from bloc_bot.slack.answers.tables import Table
from bloc_bot.slack.forms.checks import ADDRESS, Errors, Typed
from bloc_bot.slack.forms.fields import Field, line, menu, plain
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import escaped_within, is_web_address

REPORT_FORM = "report_form"
ROW, WHAT, URL = "row", "what", "url"
WHAT_ROOM = 1_000
_WHOLE = "whole"
_SAID = 500
_MOST_ROWS = LIMITS["options"] - 1


@dataclass(frozen=True)
class Asked:
    """What a report is about, as its form keeps it: the value of the answer's button, and where that was."""

    answer: str
    response_url: str

    def packed(self) -> str:
        kept = json.dumps([json.loads(self.answer), self.response_url], ensure_ascii=False, separators=(",", ":"))
        return kept if len(kept) <= LIMITS["private_metadata"] else Asked(self.answer, "").packed()

    @classmethod
    def of(cls, view: dict[str, Any]) -> Asked:
        answer, response_url = json.loads(view["private_metadata"])
        return cls(json.dumps(answer, ensure_ascii=False, separators=(",", ":")), response_url)


def rows_of(reply: Reply, page: int) -> dict[str, Item]:
    """The rows on a page of an answer, by what a form calls them."""
    pages = Pages(reply, Table.of(reply))
    first, end = pages.bounds(pages.nearest(page))
    shown = range(first, min(end, first + _MOST_ROWS))
    return {
        f"{number} {reply.items[number].fact or ''}"[: LIMITS["option value"]]: reply.items[number] for number in shown
    }


def build_report_form(reply: Reply, page: int, asked: Asked) -> dict[str, Any]:
    """The form, with the answer's rows to choose from, if it has several."""
    rows = rows_of(reply, page)
    fields = [*([_row_field(rows)] if len(rows) > 1 else []), *_FIELDS]
    about = reply.headline if len(rows) != 1 else _row_in_words(next(iter(rows.values())))
    return {
        "type": "modal",
        "callback_id": REPORT_FORM,
        "title": plain("Wrong or out of date?"),
        "submit": plain("Report"),
        "close": plain("Cancel"),
        "private_metadata": asked.packed(),
        "blocks": [
            section(
                f"*About:* {escaped_within(about, _SAID)}\nThose who may record look at it. You are told what they say."
            ),
            *(field.block(Typed()) for field in fields),
        ],
    }


def errors_of_report(typed: Typed, *, has_rows: bool) -> Errors:
    """What is wrong with what was typed, field by field."""
    errors: Errors = {}
    if has_rows and not typed.id(ROW):
        errors[ROW] = "Choose the row, or the answer as a whole."
    if not typed.text(WHAT):
        errors[WHAT] = "Say what is wrong, or what has changed since."
    elif len(typed.text(WHAT)) > WHAT_ROOM:
        errors[WHAT] = f"This has {len(typed.text(WHAT))} characters, and there is room for {WHAT_ROOM}."
    url = typed.text(URL)
    if url and (not is_web_address(url) or " " in url or len(url) > ADDRESS):
        errors[URL] = "Give a full address that begins with https:// or http://, or leave it empty."
    return errors


def said_by(reply: Reply, page: int, typed: Typed) -> tuple[str, str]:
    """What the chosen row says, and the id of its fact; of the whole answer, its headline, and none.

    The answer may have changed since its form was opened: then the row is the one that shows the same fact, and if
    there is none any more, it says what the form said.
    """
    rows = rows_of(reply, page)
    chosen = next(iter(typed.chosen.get(ROW, ())), None)
    if chosen is None and len(rows) == 1:
        return _said(next(iter(rows.values())))
    if chosen is None or chosen.id == _WHOLE:
        return reply.headline[:_SAID], ""
    fact = chosen.id.partition(" ")[2]
    same = (row for row in rows.values() if fact and row.fact == fact)
    row = rows.get(chosen.id) or next(same, None)
    return _said(row) if row is not None else (chosen.label, fact)


def _said(row: Item) -> tuple[str, str]:
    return _row_in_words(row)[:_SAID], row.fact or ""


def _row_in_words(item: Item) -> str:
    return " ".join((f"{item.label} — {item.detail}" if item.detail else item.label).split())


def _row_field(rows: Mapping[str, Item]) -> Field:
    ways = {_WHOLE: "The answer as a whole, or something missing in it"}
    return menu(ROW, "Which row", ways | {name: _row_in_words(item) for name, item in rows.items()})


_FIELDS = (
    line(WHAT, "What is wrong, or has changed", WHAT_ROOM, multiline=True),
    line(URL, "A source that says so: its address", ADDRESS, "https://… or http://…", optional=True),
)
