"""The bot in a terminal: replies for a person, a conversation, and questions by the line for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any, TextIO

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bloc_bot.answering import Answering
from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.replies import CitedSource, Reply
from bloc_bot.language.explaining import Explanation
from bloc_bot.wording.phrases import in_words

_WELCOME = "Ask about a regional organization, or type help. An empty line, or Ctrl-D, ends."
_PROMPT = "bloc> "


def print_reply(reply: Reply, console: Console) -> None:
    """The reply for a person: headline, rows as a table, notes and numbered sources."""
    console.print(f"[bold]{escape(reply.headline)}[/bold]")
    if reply.items:
        console.print(_rows(reply))
    for choice in reply.choices:
        console.print(f"  • {escape(choice.question)}")
    for caveat in reply.caveats:
        console.print(f"[italic]Note: {escape(caveat)}[/italic]")
    for source in reply.citations:
        console.print(_source(source), soft_wrap=True)
    console.print()


def _rows(reply: Reply) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for item in reply.items:
        numbers = "".join(f"[{number}]" for number in item.citations)
        table.add_row(f"• {escape(item.label)}", escape(item.detail), f"[dim]{escape(numbers)}[/dim]")
    return table


def _source(source: CitedSource) -> str:
    dated = f", {in_words(PartialDate.parse(source.date))}" if source.date else ", undated"
    relayed = f" (relaying {source.relayed_from})" if source.relayed_from else ""
    said = escape(f"[{source.number}] {source.publisher}: {source.title}{dated}{relayed}. {source.url}")
    return f"[dim]{said}[/dim]"


def print_explanations(explanations: Iterable[Explanation], console: Console) -> None:
    """How each word was read: as what, what that means here, and what else it might have been."""
    table = Table("word", "read as", "which is", "or else", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for one in explanations:
        table.add_row(
            escape(one.text), escape(one.symbol or "–"), escape(one.meaning), escape("; ".join(one.otherwise))
        )
    console.print(table)
    console.print()


async def converse(answering: Answering, today: date, lines: TextIO = sys.stdin) -> None:
    """One line in, one answer out, until the end of input. Lines from a pipe are shown before their answers."""
    console = Console(highlight=False)
    typed = lines.isatty()
    if typed:
        console.print(_WELCOME)
    for line in _typed(console) if typed else _piped(lines, console):
        print_reply(await answering.answer(line, conversation="terminal", today=today), console)


def _typed(console: Console) -> Iterator[str]:
    with suppress(EOFError, KeyboardInterrupt):
        while line := console.input(_PROMPT, markup=False).strip():
            yield line


def _piped(lines: Iterable[str], console: Console) -> Iterator[str]:
    for line in lines:
        if line.strip():
            console.print(f"{_PROMPT}{line.strip()}", markup=False)
            yield line.strip()


class BadLine(Exception):
    """A line of input that cannot be read. The message says which and why."""


async def answer_lines(answering: Answering, lines: Iterable[str], out: TextIO, today: date) -> None:
    """A JSON reply per line of questions, in order, each flushed. BadLine for a line that is no question."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        question, conversation, asked_on = _asked(line, number, today)
        reply = await answering.answer(question, conversation=conversation, today=asked_on)
        out.write(json.dumps(reply.as_json(question), ensure_ascii=False) + "\n")
        out.flush()


def _asked(line: str, number: int, today: date) -> tuple[str, str, date]:
    """Question, conversation and day of a line: plain text, or an object with `question`, `conversation`, `today`."""
    if not line.lstrip().startswith("{"):
        return line.strip(), "", today
    try:
        asked: dict[str, Any] = json.loads(line)
        day = date.fromisoformat(asked["today"]) if asked.get("today") else today
        # Half a surrogate pair is no character, and could not be written back.
        question = str(asked["question"]).encode("utf-8", "replace").decode()
        return question, str(asked.get("conversation") or ""), day
    except (ValueError, KeyError, TypeError) as error:
        raise BadLine(
            f'line {number}: write plain text, or {{"question": "…", "today": "2026-11-21"}} ({error})'
        ) from error
