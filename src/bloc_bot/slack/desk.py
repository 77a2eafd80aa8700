"""What the listeners are given: everything that lies outside Slack, by what it does for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import NotOnRecord
from bloc_bot.database.recording.changes import Changes
from bloc_bot.database.recording.lineages import FactRecord
from bloc_bot.domain.corrections import Amendment
from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.drafts import Draft, EventDraft, Recorded, Revision
from bloc_bot.domain.factbook import FactBook, Register
from bloc_bot.domain.facts import Event
from bloc_bot.domain.queries import Query
from bloc_bot.domain.remarks import Remark
from bloc_bot.domain.replies import Overview, Reply
from bloc_bot.pictures.gallery import Gallery
from bloc_bot.slack.admins.collecting import Collector, NoQuestions
from bloc_bot.slack.admins.rights import Admins
from bloc_bot.slack.answers.built import BuiltAnswers
from bloc_bot.slack.answers.commands import with_commands
from bloc_bot.slack.answers.pictures import Pictures
from bloc_bot.slack.answers.receipts import NoReceipts, Receipts
from bloc_bot.slack.background import Background
from bloc_bot.slack.forms.choices import Choices
from bloc_bot.slack.home.preferences import NoSettings, Preferences
from bloc_bot.slack.once import Once
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording.announced import Announced, NothingAnnounced
from bloc_bot.slack.recording.differences import Corrections, NoDifferences
from bloc_bot.slack.recording.proposals import NoProposals, Proposals

IN_TIME = 2.5
"""Seconds that an answer may take which has to be in the response itself."""


class Answers(Protocol):
    """The way of a question."""

    async def answer(self, question: str, *, conversation: str, workspace: str, today: date) -> Reply: ...

    async def answer_query(self, query: Query, *, workspace: str, today: date) -> Reply: ...

    async def overview(self, *, workspace: str, today: date) -> Overview: ...


class Books(Protocol):
    async def book(self, workspace: str) -> FactBook: ...


class Records(Protocol):
    """Where facts are written down. All of it is one team's own."""

    async def record(
        self, draft: Draft, *, workspace: str, by: str, now: datetime, replacing: Sequence[Revision], form: str
    ) -> Recorded: ...

    async def recorded_from(self, form: str, *, workspace: str) -> Recorded | None: ...

    async def undo(self, revisions: Sequence[Revision], *, workspace: str, by: str, now: datetime) -> Recorded: ...

    async def amend(
        self,
        lineage: str,
        amendment: Amendment,
        *,
        workspace: str,
        by: str,
        reason: str,
        now: datetime,
        opened_on: int,
        form: str,
    ) -> Recorded: ...

    async def withdraw(
        self, lineage: str, *, workspace: str, by: str, reason: str, now: datetime, opened_on: int, form: str
    ) -> Recorded: ...

    async def restore(self, lineage: str, *, workspace: str, by: str, reason: str, now: datetime) -> Recorded: ...

    async def latest(self, revisions: Sequence[Revision], *, workspace: str) -> tuple[Revision, ...]: ...

    async def check_current(self, revisions: Sequence[Revision], *, workspace: str) -> None: ...


class History(Protocol):
    """What became of which fact, by whom and why."""

    async def latest(self, workspace: str, last: int) -> Changes: ...

    async def of_fact(self, lineage: str, workspace: str) -> FactRecord: ...


class NoHistory:
    """For a bot that keeps none."""

    async def latest(self, workspace: str, last: int) -> Changes:  # noqa: ARG002 - as History has it
        return Changes(Register(), ())

    async def of_fact(self, lineage: str, workspace: str) -> FactRecord:  # noqa: ARG002 - as History has it
        raise NotOnRecord("This bot keeps no history.")


class Followers(Protocol):
    """Who wants to know that facts are no longer as they were: for a note under what was said of them, for example."""

    async def facts_changed(
        self, lineages: tuple[str, ...], by: Person, why: str, client: AsyncWebClient, desk: Desk
    ) -> None: ...


class NobodyFollows:
    """For a bot that tells nobody."""

    async def facts_changed(
        self, lineages: tuple[str, ...], by: Person, why: str, client: AsyncWebClient, desk: Desk
    ) -> None: ...


@dataclass(frozen=True)
class Desk:
    """One per process; handed to every listener that asks for it."""

    answers: Answers
    books: Books
    records: Records
    once: Once
    admins: Admins
    choices: Choices
    background: Background
    similar_events: Callable[[FactBook, EventDraft], Iterable[Event]]
    read_date: Callable[[str], PartialDate]
    read_remark: Callable[[str, Register, date], Remark]
    clock: Callable[[], datetime]
    collector: Collector = field(default_factory=lambda: Collector(NoQuestions(), Background()))
    built: BuiltAnswers = field(default_factory=BuiltAnswers)
    pictures: Pictures = field(default_factory=lambda: Pictures(Gallery()))
    preferences: Preferences = field(default_factory=lambda: Preferences(NoSettings()))
    history: History = field(default_factory=NoHistory)
    suggestions: Proposals = field(default_factory=NoProposals)
    receipts: Receipts = field(default_factory=NoReceipts)
    followers: Followers = field(default_factory=NobodyFollows)
    announced: Announced = field(default_factory=NothingAnnounced)
    differences: Corrections = field(default_factory=NoDifferences)

    def today(self) -> date:
        return self.clock().date()

    def changed(self, lineages: Sequence[str], by: Person, client: AsyncWebClient, why: str = "") -> None:
        """To be called once facts of a workspace were changed, whichever way: recorded, corrected, withdrawn, undone.

        `by` is who did it, and where; `why` is in their own words, if they gave any. Nobody waits for those whom it
        is told.
        """
        if lineages:
            self.background.start(self.followers.facts_changed(tuple(lineages), by, why, client, self))

    async def record_of(self, lineage: str, workspace: str) -> FactRecord:
        """All revisions of a fact, in time for Slack or not at all. NotOnRecord if there is no such fact."""
        async with asyncio.timeout(IN_TIME):
            return await self.history.of_fact(lineage, workspace)

    async def ask(self, question: str, *, conversation: str, workspace: str) -> Reply:
        """The reply to what somebody typed, in time for Slack or not at all."""
        async with asyncio.timeout(IN_TIME):
            reply = await self.answers.answer(
                question, conversation=conversation, workspace=workspace, today=self.today()
            )
        return with_commands(reply)

    async def ask_again(self, query: Query, *, workspace: str) -> Reply:
        async with asyncio.timeout(IN_TIME):
            reply = await self.answers.answer_query(query, workspace=workspace, today=self.today())
        return with_commands(reply)

    async def overview(self, *, workspace: str) -> Overview:
        async with asyncio.timeout(IN_TIME):
            return await self.answers.overview(workspace=workspace, today=self.today())

    def picture(self, reply: Reply, workspace: str) -> dict[str, Any] | None:
        """The picture of an answer, to be shown in a message; drawn ahead, with nobody waiting."""
        block = self.pictures.block(reply, workspace, self.today())
        if block is not None:
            self.background.start(self.pictures.prepare(reply))
        return block

    async def book(self, workspace: str) -> FactBook:
        async with asyncio.timeout(IN_TIME):
            return await self.books.book(workspace)
