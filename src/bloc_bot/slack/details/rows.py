"""The rows of an answer's page, each with a button to its record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.replies import Item, Reply
from bloc_bot.slack.answers.blocks import Block, button, context, section
from bloc_bot.slack.answers.paging import row_line
from bloc_bot.slack.details.kept import Kept
from bloc_bot.slack.forms.fields import plain
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import escaped_within, shortened
from bloc_bot.wording.recorded import in_one_line

OPEN = "details:open"
TURN_ROWS = "details:rows:"
ON_A_PAGE = 40


@dataclass(frozen=True)
class Row:
    """A record that a row leads to, and what is said of it, in mrkdwn."""

    fact: str
    line: str
    label: str


def rows_of(reply: Reply, answer: str, book: FactBook) -> list[Row]:
    """What the rows on the page of an answer lead to, each record once; `answer` is what its button kept.

    A row that tells of several has a line for each. At the end is what the headline and the notes tell of beside.
    """
    first, end = json.loads(answer).get("rows", (0, None))
    found: dict[str, Row] = {}
    told = [row for item in reply.items[first:end] for row in _rows(item, book)]
    for row in (*told, *_beside(reply.beside, "•", book)):
        found.setdefault(row.fact, row)
    return list(found.values())


def _rows(item: Item, book: FactBook) -> Iterator[Row]:
    if item.fact:
        yield Row(item.fact, row_line(item), item.label)
    yield from _beside(item.beside, "   ◦", book)


def _beside(ids: tuple[str, ...], bullet: str, book: FactBook) -> Iterator[Row]:
    for id in ids:
        if (fact := book.facts.get(id)) is not None:
            said = in_one_line(fact, book.register)
            yield Row(id, f"{bullet} {escaped_within(said, 700)}", said)


def build_rows(rows: list[Row], headline: str, kept: Kept) -> dict[str, Any]:
    """A modal with as many of the rows as a page of it holds."""
    last = (len(rows) - 1) // ON_A_PAGE
    page = min(max(kept.page, 0), last)
    shown = rows[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    first = page * ON_A_PAGE + 1
    which = [context(f"Rows {first} to {first + len(shown) - 1} of {len(rows)}")] if last else []
    return {
        "type": "modal",
        "callback_id": "details_rows",
        "title": plain("Details"),
        "close": plain("Close"),
        "private_metadata": kept.packed(),
        "blocks": [
            section(f"*{escaped_within(' '.join(headline.split()), 1_000)}*"),
            *({**section(row.line), "accessory": _open(row)} for row in shown),
            *which,
            *_turning(page, last),
        ],
    }


def _open(row: Row) -> Block:
    return button("Open", OPEN, row.fact, accessibility_label=_spoken(f"Open the record: {row.label}"))


def _spoken(label: str) -> str:
    return shortened(label, LIMITS["accessibility_label"])


def _turning(page: int, last: int) -> list[Block]:
    ways = [button("Previous", f"{TURN_ROWS}previous", str(page - 1))] if page > 0 else []
    if page < last:
        ways.append(button("Next", f"{TURN_ROWS}next", str(page + 1)))
    return [{"type": "actions", "elements": ways}] if ways else []
