"""Answers as Block Kit: plain dicts, made from a reply and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bloc_bot.domain.replies import Reply, Status, Suggestion
from bloc_bot.slack.answers.commands import command_lines
from bloc_bot.slack.answers.paging import Pages
from bloc_bot.slack.answers.tables import Table
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import escape, escaped_within, shortened, written_date

Block = dict[str, Any]
REPORT = "report"
_SECTION = LIMITS["text object"] - 100
_CONTEXT = LIMITS["context text"] - 100
_HEADLINE = 1_200
_CAVEATS = 1_500
_SUGGESTIONS = 5
_CHOICES = 10
_NOTHING = "No answer."
DETAILS = "details"
"""The button under an answer that leads to the records behind its rows."""


def build_private_answer(reply: Reply, page: int = 0, picture: Block | None = None) -> dict[str, Any]:
    """An answer that only the person sees who asked, with a button to share it."""
    return {
        "response_type": "ephemeral",
        "replace_original": False,
        **build_answer(reply, page, shareable=True, picture=picture),
    }


def build_public_answer(reply: Reply, picture: Block | None = None, receipt: str = "") -> dict[str, Any]:
    """An answer to a command that everybody in the channel sees."""
    answer = build_answer(reply, picture=picture, receipt=receipt)
    return {"response_type": "in_channel", "replace_original": False, **answer}


def build_shared_answer(
    reply: Reply, page: int, user: str, picture: Block | None = None, receipt: str = ""
) -> dict[str, Any]:
    """A private answer that somebody shows to the channel."""
    note = f"Shared by <@{escape(user)}>"
    answer = build_answer(reply, page, note=note, picture=picture, receipt=receipt)
    return {"response_type": "in_channel", "replace_original": False, **answer}


def build_answer(
    reply: Reply,
    page: int = 0,
    *,
    shareable: bool = False,
    note: str = "",
    picture: Block | None = None,
    receipt: str = "",
) -> dict[str, Any]:
    """A message with the answer. Its `text` is the whole answer; its blocks show one page of it.

    A picture stands on the first page. `receipt` is the id by which the answer is kept, if it is.
    """
    pages = Pages(reply, Table.of(reply))
    page = pages.nearest(page)
    again = query_value(reply, page, receipt)
    blocks = answer_blocks(pages, page, note, turns=bool(again), receipt=receipt)
    if picture is not None and page == 0:
        blocks.insert(1, picture)
    blocks += _buttons(pages, page, again, shareable=shareable, receipt=receipt)
    return {"text": whole_text(reply, receipt), "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def answer_blocks(pages: Pages, page: int, note: str = "", *, turns: bool = True, receipt: str = "") -> list[Block]:
    """A page of an answer with its caveats and sources. `turns`: whether there are buttons to the other pages."""
    return [
        section(_bold(pages.reply.headline)),
        *_rows(pages, page),
        *packed(command_lines(pages.reply), _SECTION, section),
        *packed([f"_Note:_ {escaped_within(said, 700)}" for said in _first_caveats(pages.reply)], _SECTION, section),
        *packed(pages.sources_of(page), _CONTEXT, context),
        *packed(filter(None, [_footer(pages, page, turns, receipt), note]), _CONTEXT, context),
    ]


def _rows(pages: Pages, page: int) -> list[Block]:
    if pages.table is not None:
        return [pages.table.block(*pages.bounds(page))]
    return packed(pages.rows_of(page), _SECTION, section)


def build_notice(text: str) -> dict[str, Any]:
    """A private message of one paragraph. The text is mrkdwn, escaped already."""
    return {"response_type": "ephemeral", "replace_original": False, "text": text, "blocks": [section(text)]}


def whole_text(reply: Reply, receipt: str = "") -> str:
    """The whole answer, for whoever does not see blocks: never empty, never more than Slack takes."""
    end = f"\n\n{_receipt(receipt)}" if receipt else ""
    text = reply.text.strip() or reply.headline.strip() or _NOTHING
    return escaped_within(text, LIMITS["message text"] - len(end)) + end


def section(text: str) -> Block:
    # verbatim: Slack makes no links of its own out of names and addresses in the text.
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def header(text: str) -> Block:
    text = shortened(" ".join(text.split()), LIMITS["header text"])
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": False}}


def button(label: str, action_id: str, value: str, **more: Any) -> Block:
    text = {"type": "plain_text", "text": shortened(label, LIMITS["button text"]), "emoji": False}
    return {"type": "button", "text": text, "action_id": action_id, "value": value, **more}


def packed(lines: Iterable[str], room: int, build: Any) -> list[Block]:
    """As few blocks as hold the lines, none cut."""
    blocks: list[Block] = []
    held: list[str] = []
    size = 0
    for line in lines:
        if held and size + len(line) + 1 > room:
            blocks.append(build("\n".join(held)))
            held, size = [], 0
        held.append(line)
        size += len(line) + 1
    return [*blocks, build("\n".join(held))] if held else blocks


def query_value(reply: Reply, page: int, receipt: str = "", **more: Any) -> str:
    """What a button keeps to show this answer again. Empty where it has no query or that does not fit."""
    if reply.query is None:
        return ""
    kept = {"page": page, "query": reply.query, **more} | ({"receipt": receipt} if receipt else {})
    value = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    return value if len(value) <= LIMITS["button value"] else ""


def _bold(headline: str) -> str:
    text = escaped_within(" ".join(headline.split()) or _NOTHING, _HEADLINE)
    return text if "*" in text else f"*{text}*"


def _first_caveats(reply: Reply) -> list[str]:
    """As many caveats as there is room for; the plain text has them all."""
    kept: list[str] = []
    room = _CAVEATS
    for caveat in reply.caveats:
        room -= len(caveat)
        if room < 0 and kept:
            break
        kept.append(caveat)
    return kept


def _receipt(id: str) -> str:
    return f"Receipt {id}"


def _footer(pages: Pages, page: int, turns: bool, receipt: str) -> str:
    as_of = pages.reply.as_of
    parts = [f"As of {written_date(as_of)}"] if as_of else []
    if len(pages.starts) > 1:
        first, end = pages.bounds(page)
        parts.append(f"Rows {first + 1} to {end} of {len(pages.reply.items)}")
        if not turns:
            parts.append("Ask a narrower question to see the others")
    if receipt:
        parts.append(_receipt(receipt))
    return ". ".join(parts)


def _buttons(pages: Pages, page: int, again: str, *, shareable: bool, receipt: str) -> list[Block]:
    share = [button("Share in channel", "share", again)] if shareable and again else []
    rows = [
        [
            *(_paging(pages, page, receipt) if again else []),
            *details_button(pages, page, receipt),
            *share,
            *report_button(pages.reply, again),
        ],
        _questions("choose", pages.reply.choices[:_CHOICES]),
        _questions("ask", pages.reply.suggestions[:_SUGGESTIONS]),
    ]
    return [{"type": "actions", "elements": row} for row in rows if row]


def details_button(pages: Pages, page: int, receipt: str = "") -> list[Block]:
    """Leads to the records that a page tells of, where there are any."""
    rows = pages.bounds(page)
    if not pages.reply.beside and not any(item.fact for item in pages.reply.items[slice(*rows)]):
        return []
    again = query_value(pages.reply, page, receipt, rows=rows)
    return [button("Details", DETAILS, again)] if again else []


def report_button(reply: Reply, again: str) -> list[Block]:
    """To say that an answer is wrong. Help says nothing that is on record. `again`: see `query_value`."""
    answers = reply.status in (Status.ANSWERED, Status.NO_DATA) and (reply.query or {}).get("kind") != "help"
    return [button("Wrong or out of date?", REPORT, again)] if again and answers else []


def _paging(pages: Pages, page: int, receipt: str) -> list[Block]:
    ways = []
    if page > 0:
        ways.append(button("Previous", "page:previous", query_value(pages.reply, page - 1, receipt)))
    if page + 1 < len(pages.starts):
        ways.append(button("Next", "page:next", query_value(pages.reply, page + 1, receipt)))
    return ways


def _questions(action: str, questions: tuple[Suggestion, ...]) -> list[Block]:
    return [
        button(asked.label or asked.question, f"{action}:{index}", asked.question)
        for index, asked in enumerate(questions)
        if asked.question and len(asked.question) <= LIMITS["button value"]
    ]
