"""A bot on fakes, for every test about Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from bloc_bot.domain.facts import Event
from bloc_bot.language.times import read_date
from bloc_bot.slack.background import Background
from bloc_bot.slack.choices import Choices
from bloc_bot.slack.desk import Admins, Desk
from bloc_bot.slack.once import Once
from bloc_bot.slack.pictures import Pictures
from tests.slack.bot import ADMIN, Bot, running_bot
from tests.slack.fakes import Clock, FakeAnswers, FakeBooks, FakeClaims, FakeGallery, FakeRecords
from tests.slack.stand_in import Slack, slack_stand_in


@dataclass
class Behind:
    """Everything behind the listeners, for the tests to look at and to break."""

    answers: FakeAnswers = field(default_factory=FakeAnswers)
    books: FakeBooks = field(default_factory=FakeBooks)
    records: FakeRecords = field(default_factory=FakeRecords)
    claims: FakeClaims = field(default_factory=FakeClaims)
    clock: Clock = field(default_factory=Clock)
    similar: list[Event] = field(default_factory=list)
    patience: float = 1.0
    pictures: Pictures = field(default_factory=lambda: Pictures(FakeGallery()))

    def desk(self) -> Desk:
        return Desk(
            answers=self.answers,
            books=self.books,
            records=self.records,
            once=Once(self.claims, self.clock),
            admins=Admins(frozenset({ADMIN, "UOTHER"})),
            choices=Choices(),
            background=Background(self.patience),
            similar_events=lambda *_: self.similar,
            read_date=read_date,
            clock=self.clock,
            pictures=self.pictures,
        )


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "SLACK_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def behind() -> Behind:
    return Behind()


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with slack_stand_in() as stand_in:
        yield stand_in


@pytest.fixture
async def bot(behind: Behind, slack: Slack) -> AsyncIterator[Bot]:
    async with running_bot(behind.desk(), slack) as bot:
        yield bot
    assert slack.refused == []
