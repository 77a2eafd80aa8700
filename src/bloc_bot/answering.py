"""The whole way of a question: text → query → finding → reply. Read this first."""

from __future__ import annotations

import asyncio
import gc
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from typing import Protocol

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.memo import Once
from bloc_bot.domain.queries import Members, Query
from bloc_bot.domain.replies import Overview, Reply
from bloc_bot.domain.turns import Turn
from bloc_bot.language.conversation import FOLLOW_UP, parse_in_conversation
from bloc_bot.language.explaining import Explanation, explain
from bloc_bot.language.known import Asked, read_known
from bloc_bot.language.parser import Anchor, Choice, NotRead, Parsed, Understood, name_index
from bloc_bot.language.patterns import HELP
from bloc_bot.lookup import look_up
from bloc_bot.lookup.anchors import date_of, time_beside, time_from
from bloc_bot.lookup.event_words import word_index
from bloc_bot.lookup.overview import find_overview
from bloc_bot.wording import (
    covered,
    with_anchor,
    word,
    word_as_known,
    word_choice,
    word_known_ahead,
    word_no_anchor,
    word_no_facts,
    word_not_read,
    word_nothing_known,
    word_overview,
    word_too_long,
)


class Books(Protocol):
    """Where the current fact book of a workspace comes from. An empty workspace sees the shared facts alone."""

    async def book(self, workspace: str) -> FactBook: ...

    async def known(self, workspace: str, day: date) -> FactBook:
        """What was on record at the end of a day."""

    async def begins(self, workspace: str) -> date | None:
        """The day of the first fact on record."""


class Conversations(Protocol):
    """What each conversation remembers of its last turn."""

    async def last(self, conversation: str, workspace: str) -> Turn | None: ...

    async def remember(self, conversation: str, workspace: str, turn: Turn) -> None: ...


async def prepare(books: Books) -> None:
    """Make what is made once for the shared book, beside the event loop, so that who asks first need not wait."""
    book = await books.book("")
    await asyncio.to_thread(name_index, book.register)
    await asyncio.to_thread(word_index, book)
    gc.freeze()  # it is kept: a full collection would walk through all of it, and stop an answer for as long


class Answering:
    """Answers questions. `today` is always passed in; there is no hidden clock."""

    def __init__(self, books: Books, conversations: Conversations) -> None:
        self._books = books
        self._conversations = conversations

    async def answer(self, question: str, *, conversation: str = "", workspace: str = "", today: date) -> Reply:
        """The reply to what somebody typed: a plain question, or a slash command with its text (`/csto members`).

        In a conversation, a question may lean on the one before it.
        """
        book = await self._books.book(workspace)
        turn = await self._conversations.last(conversation, workspace) if conversation else None
        asked = read_known(question, today)
        known = asked.known or (turn.known if turn is not None else None)
        by_record = await self._as_known(asked, known, turn, workspace, today) if known is not None else None
        reply = by_record or self._reply(question, turn, book, today)
        if conversation and (turn := Turn.of(reply)) is not None:
            await self._conversations.remember(conversation, workspace, turn)
        return reply

    def _reply(self, question: str, turn: Turn | None, book: FactBook, today: date) -> Reply:
        def make() -> Reply:
            return reply_to(parse_in_conversation(question, turn, book, today), book, today)

        return make() if turn is not None else _kept(book).reply(question, today, make)

    async def _as_known(
        self, asked: Asked, known: date, turn: Turn | None, workspace: str, today: date
    ) -> Reply | None:
        """The reply by what was on record on a day, as it would have been given then.

        None where the day comes from the turn before alone, and the question does not lean on that.
        """
        if (refusal := await self._not_known(known, workspace, today)) is not None:
            return refusal if asked.known is not None else None
        book = await self._books.known(workspace, known)
        before = turn.asked() if turn is not None and asked.is_bare else None
        if before is not None:
            return _reply_as_known(before, book, known)
        parsed = parse_in_conversation(asked.question, turn, book, known)
        if asked.known is None and not (isinstance(parsed, Understood) and parsed.row == FOLLOW_UP):
            return None
        return word_as_known(reply_to(parsed, book, known), known)

    async def _not_known(self, known: date, workspace: str, today: date) -> Reply | None:
        """What to say where nothing can be on record on the day; None where something may be."""
        if known > today:
            return word_known_ahead(known)
        book = await self._books.known(workspace, known)
        await asyncio.to_thread(word_index, book)
        return None if book.facts else word_nothing_known(known, await self._books.begins(workspace))

    async def answer_query(self, query: Query, *, workspace: str = "", today: date) -> Reply:
        """The reply to a question already understood (a button's value)."""
        if query.known is not None:
            if (refusal := await self._not_known(query.known, workspace, today)) is not None:
                return refusal
            return _reply_as_known(query, await self._books.known(workspace, query.known), query.known)
        book = await self._books.book(workspace)
        return word(look_up(query, book, today), HELP, book, today)

    async def overview(self, *, workspace: str = "", today: date) -> Overview:
        """What is covered, what happened last, and what on this day of the year; of no question in particular."""
        book = await self._books.book(workspace)
        return _kept(book).overview(today, lambda: word_overview(find_overview(book, today), HELP, book, today))

    async def covered(self, workspace: str = "") -> list[str]:
        """The short names of the organizations that can be asked about."""
        return covered(await self._books.book(workspace))

    async def explain(self, question: str, *, workspace: str = "", today: date) -> tuple[Explanation, ...]:
        """How each word of a question is read, by which row the whole, and what else each might have been."""
        return explain(read_known(question, today).question, await self._books.book(workspace), today)


class _Kept:
    """The latest replies from one fact book: without a turn before, a reply hangs on question and day alone."""

    def __init__(self, _book: FactBook) -> None:
        self._replies: OrderedDict[tuple[str, date], Reply] = OrderedDict()
        self._overview: tuple[date, Overview] | None = None

    def overview(self, today: date, make: Callable[[], Overview]) -> Overview:
        if self._overview is None or self._overview[0] != today:
            self._overview = today, make()
        return self._overview[1]

    def reply(self, question: str, today: date, make: Callable[[], Reply]) -> Reply:
        found = self._replies.get((question, today))
        if found is None:
            found = self._replies[question, today] = make()
            if len(self._replies) > _MOST_KEPT:
                self._replies.popitem(last=False)
        return found


_MOST_KEPT = 500
_kept: Once[FactBook, _Kept] = Once(_Kept)


def reply_to(parsed: Parsed, book: FactBook, today: date) -> Reply:
    """What to say to a question as it was read."""
    if not book.register.organizations:
        return word_no_facts()
    match parsed:
        case Understood(query=query, anchor=anchor):
            if anchor is None:
                return word(look_up(query, book, today), HELP, book, today)
            return _reply_at_anchor(query, anchor, book, today)
        case Choice(name=name, alternatives=alternatives):
            return word_choice(name, alternatives)
        case NotRead(too_long=True):
            return word_too_long()
        case NotRead(organization=organization):
            return word_not_read(organization, HELP, book)


def _reply_as_known(query: Query, book: FactBook, known: date) -> Reply:
    """A question asked on a day, by the book of that day."""
    return word_as_known(word(look_up(query, book, known), HELP, book, known), known)


_SIDES = ("before", "after")


def _reply_at_anchor(query: Query, anchor: Anchor, book: FactBook, today: date) -> Reply:
    """A question whose time is a happening: that is looked up first, and the reply says which day it gave."""
    dates = (date_of(look_up(happening, book, today), ended=anchor.ended) for happening in anchor.queries)
    anchor_date = next((found for found in dates if found is not None), None)
    # Who belonged before or after something happened: on the day next to it.
    next_to_it = (
        f"day {anchor.relation}" if isinstance(query, Members) and anchor.relation in _SIDES else anchor.relation
    )
    if anchor_date is None and anchor.otherwise is not None:
        on = time_beside(anchor.otherwise, next_to_it)
        return word(look_up(query.model_copy(update={"on": on}), book, today), HELP, book, today)
    if anchor_date is None:
        return word_no_anchor(anchor.said)
    on = time_from(anchor_date, next_to_it)
    reply = word(look_up(query.model_copy(update={"on": on}), book, today), HELP, book, today)
    return with_anchor(reply, anchor.said, anchor_date)
