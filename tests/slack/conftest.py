"""A bot on fakes, and the whole bot on the seed, for every test about Slack."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.app import make_desk, running
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.session import make_engine
from bloc_bot.database.workspaces.conversations import StoredConversations
from bloc_bot.database.workspaces.named_admins import NamedAdmins
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import Event
from bloc_bot.language.remarks import read_remark
from bloc_bot.language.times import read_date
from bloc_bot.playground.workspace import Person
from bloc_bot.settings import Settings
from bloc_bot.slack.admins.rights import Admins
from bloc_bot.slack.answers.pictures import Pictures
from bloc_bot.slack.background import Background
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.forms.choices import Choices
from bloc_bot.slack.once import Once
from bloc_bot.slack.people import Person as People
from bloc_bot.slack.people import SlackDirectory
from bloc_bot.slack.site import Site
from tests.slack.archive import Archive
from tests.slack.bot import ADMIN, SECRET, TEAM, TOKEN, Bot, running_bot, served
from tests.slack.fakes import Clock, FakeAnswers, FakeBooks, FakeClaims, FakeGallery, FakeRecords
from tests.slack.stand_in import Slack, slack_stand_in

OWNER, GUEST, STRANGER = "UOWNER", "UGUEST", "USTRANGER"
STAFF = (
    Person(OWNER, "Olga", "admin"),
    Person(GUEST, "Gil", "guest"),
    Person(STRANGER, "Sam", "admin", team="T2"),
)
_PATIENCE = 10.0
"""Seconds that work may take before a request is answered without it: on a busy machine nothing of it is late."""
NOVEMBER_2026 = datetime(2026, 11, 21, 12, tzinfo=UTC)


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
            read_remark=read_remark,
            clock=self.clock,
            pictures=self.pictures,
        )


@dataclass
class Office:
    """A bot on a database that may ask Slack who somebody is. `passed` are the seconds of its clock."""

    behind: Behind
    engine: AsyncEngine
    passed: float = 0

    def desk(self) -> Desk:
        directory = SlackDirectory(lambda: self.passed)
        admins = Admins(frozenset({ADMIN}), NamedAdmins(self.engine), directory)
        return replace(self.behind.desk(), admins=admins)


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


@pytest.fixture
def office(behind: Behind, engine: AsyncEngine, slack: Slack) -> Office:
    slack.api.scopes |= {"users:read"}
    slack.workspace.people |= {person.id: person for person in STAFF}
    return Office(behind, engine)


@pytest.fixture
async def staffed(office: Office, slack: Slack) -> AsyncIterator[Bot]:
    """The bot in an office with an owner, members, a guest, and somebody of another workspace."""
    async with running_bot(office.desk(), slack) as bot:
        yield bot
    assert slack.refused == []


@pytest.fixture
def database(seeded_url: str, quick_folder: Path) -> Iterator[Path]:
    with TemporaryDirectory(dir=quick_folder) as folder:
        yield Path(shutil.copy(seeded_url.removeprefix("sqlite:///"), folder))


@pytest.fixture
async def real(database: Path, slack: Slack) -> AsyncIterator[Bot]:
    settings = Settings(
        database_url=f"sqlite:///{database}",
        slack_bot_token=TOKEN,
        slack_signing_secret=SECRET,
        slack_api_url=slack.api_url,
        bloc_admins=ADMIN,
    )
    site = Site(lambda: running(settings, settings.slack_access()))
    unshared = aiohttp.TCPConnector(force_close=True)
    async with served(site) as address, aiohttp.ClientSession(connector=unshared) as http:
        yield Bot(address, http, slack)
    assert slack.refused == []


@pytest.fixture
async def dated(database: Path, book: FactBook, slack: Slack) -> AsyncIterator[Bot]:
    """The real bot on the seed, on 21 November 2026."""
    engine = make_engine(f"sqlite:///{database}")
    books = FactBooks(engine, shared=book)
    desk = make_desk(engine, books, StoredConversations(engine), Background(_PATIENCE), frozenset({ADMIN}))
    async with running_bot(replace(desk, clock=Clock(NOVEMBER_2026)), slack, comes_to_rest=True) as bot:
        yield bot
    await engine.dispose()
    assert slack.refused == []


@dataclass
class Ticking:
    """A clock that is a second later each time it is looked at."""

    now: datetime

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class Heard:
    """Who is told which facts were changed."""

    facts: list[tuple[str, ...]] = field(default_factory=list)

    async def facts_changed(
        self, lineages: tuple[str, ...], by: People, why: str, client: AsyncWebClient, desk: Desk
    ) -> None:
        del why, desk
        assert client.token == TOKEN
        assert (by.workspace, bool(by.user)) == (TEAM, True)
        self.facts.append(lineages)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def registry(database: Path, book: FactBook, slack: Slack, heard: Heard) -> AsyncIterator[Bot]:
    """The real bot on the seed, an hour after that was loaded; it may ask Slack who somebody is."""
    slack.api.scopes |= {"users:read"}
    slack.workspace.people |= {person.id: person for person in STAFF}
    engine = make_engine(f"sqlite:///{database}")
    desk = make_desk(
        engine, FactBooks(engine, shared=book), StoredConversations(engine), Background(), frozenset({ADMIN})
    )
    clock = Ticking(datetime.now(UTC) + timedelta(hours=1))
    async with running_bot(replace(desk, clock=clock, followers=heard), slack, comes_to_rest=True) as bot:
        yield bot
    await engine.dispose()
    assert slack.refused == []


@pytest.fixture
async def archive(database: Path, slack: Slack) -> AsyncIterator[Archive]:
    """A database of which the facts were recorded on 10 January 2026, for one process or several."""
    made = Archive(database, slack)
    await made.backdate()
    yield made
    assert slack.refused == []


@pytest.fixture
async def newsroom(slack: Slack, dated: Bot) -> Bot:
    """The real bot on the seed, on 21 November 2026, which may ask Slack who somebody is."""
    slack.api.scopes |= {"users:read"}
    slack.workspace.people |= {person.id: person for person in STAFF}
    return dated
