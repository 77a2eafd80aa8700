"""The whole way of a question: text → query → finding → reply. Read this first."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.queries import Query
from bloc_bot.domain.replies import Reply
from bloc_bot.language.marking import Reading
from bloc_bot.language.parser import Choice, NotRead, Parsed, Understood, parse
from bloc_bot.language.patterns import HELP
from bloc_bot.lookup import look_up
from bloc_bot.wording import word, word_choice, word_not_read


class Books(Protocol):
    """Where the current fact book of a workspace comes from. An empty workspace sees the shared facts alone."""

    async def book(self, workspace: str) -> FactBook: ...


class Answering:
    """Answers questions. `today` is always passed in; there is no hidden clock."""

    def __init__(self, books: Books) -> None:
        self._books = books

    async def answer(self, question: str, *, conversation: str = "", workspace: str = "", today: date) -> Reply:
        """The reply to what somebody typed: a plain question, or a slash command with its text (`/csto members`)."""
        book = await self._books.book(workspace)
        return reply_to(parse(question, book, today), book, today)

    async def answer_query(self, query: Query, *, workspace: str = "", today: date) -> Reply:
        """The reply to a question already understood (a button's value)."""
        book = await self._books.book(workspace)
        return word(look_up(query, book, today), HELP, book, today)

    async def readings(self, question: str, *, workspace: str = "", today: date) -> tuple[Reading, ...]:
        """How each word of a question is read, and by which row the whole: for `--explain`."""
        parsed = parse(question, await self._books.book(workspace), today)
        row = parsed.row if isinstance(parsed, Understood) else "no row"
        return (*parsed.marked.readings, Reading(question, row, parsed.marked.shape))


def reply_to(parsed: Parsed, book: FactBook, today: date) -> Reply:
    """What to say to a question as it was read."""
    match parsed:
        case Understood(query=query):
            return word(look_up(query, book, today), HELP, book, today)
        case Choice(name=name, alternatives=alternatives):
            return word_choice(name, alternatives)
        case NotRead(organization=organization):
            return word_not_read(organization, HELP, book)
