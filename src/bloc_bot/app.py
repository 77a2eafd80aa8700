"""The composition root: settings → database → fact books → answering → Slack, served over HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import aiohttp
import uvicorn
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.answering import Answering, prepare
from bloc_bot.database.claims import Claims
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.recording.change_log import ChangeLog
from bloc_bot.database.recording.differences import Differences
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.recording.submissions import forget_submissions
from bloc_bot.database.session import make_engine
from bloc_bot.database.workspaces.announcements import Announcements
from bloc_bot.database.workspaces.conversations import StoredConversations
from bloc_bot.database.workspaces.named_admins import NamedAdmins
from bloc_bot.database.workspaces.receipts import StoredReceipts
from bloc_bot.database.workspaces.settings import StoredSettings
from bloc_bot.database.workspaces.suggestions import Suggestions
from bloc_bot.database.workspaces.unanswered import UnansweredQuestions
from bloc_bot.domain.similar import similar_events
from bloc_bot.language.remarks import read_remark
from bloc_bot.language.times import read_date
from bloc_bot.pictures.gallery import Gallery
from bloc_bot.playground.local_slack import LocalSlack, read_manifest
from bloc_bot.settings import Settings, SlackAccess
from bloc_bot.slack.admins.collecting import Collector
from bloc_bot.slack.admins.rights import Admins
from bloc_bot.slack.answers.picture_links import PictureLinks
from bloc_bot.slack.answers.pictures import Pictures
from bloc_bot.slack.application import make_slack_app
from bloc_bot.slack.background import Background
from bloc_bot.slack.delivery import TIMEOUT, make_client
from bloc_bot.slack.desk import Answers, Desk
from bloc_bot.slack.endpoint import SlackEndpoint
from bloc_bot.slack.forms.choices import Choices
from bloc_bot.slack.home.preferences import Preferences
from bloc_bot.slack.installation.flow import InstallationFlow
from bloc_bot.slack.installation.stores import Stores, forget_given_up
from bloc_bot.slack.installation.tokens import Clients, InstalledTokens, OneToken, client_of
from bloc_bot.slack.limits import check
from bloc_bot.slack.once import Once
from bloc_bot.slack.people import SlackDirectory
from bloc_bot.slack.recording.correction_notes import ThreadNotes, tell_all_of_corrections
from bloc_bot.slack.recording.news import tell_of_differences
from bloc_bot.slack.site import Running, Site

log = logging.getLogger("bloc_bot")
MANIFEST = Path(__file__).resolve().parents[2] / "manifest.json"
_DAY = timedelta(days=1)
_READY_WITHIN = 2.0


def serve(settings: Settings) -> None:
    """Serve until told to stop. SettingsError if Slack's part of the environment does not do."""
    access = settings.slack_access()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("bloc_bot.bolt").setLevel(logging.WARNING)
    uvicorn.run(
        Site(lambda: running(settings, access)),
        # A platform that sets PORT reaches the bot from outside; on a desk it is nobody else's business.
        host="127.0.0.1" if settings.port is None else "0.0.0.0",  # noqa: S104
        port=settings.port or 3000,
        lifespan="on",
        access_log=False,
        log_config=None,
        # Longer than a balancer keeps idle connections, or it sends a request just as this side hangs up.
        timeout_keep_alive=75,
    )


async def play(settings: Settings, port: int, opened: Callable[[str], None]) -> None:
    """Serve the bot to a local stand-in for Slack until told to stop. `opened` gets the address of its page.

    DatabaseUnavailable where there is nothing to answer from: nobody is shown an empty workspace.
    """
    await _read_facts(settings)
    slack = LocalSlack(read_manifest(MANIFEST), check)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    async with slack.served(port):
        listening = socket.create_server(("127.0.0.1", 0))
        slack.bot_address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        access = SlackAccess(slack.token, slack.signing_secret, app_token="", api_url=slack.api_url)
        own = {"bloc_admins": frozenset({slack.admin}), "bloc_public_url": slack.bot_address}
        settings = settings.model_copy(update=own)
        site = Site(lambda: running(settings, access))
        server = uvicorn.Server(uvicorn.Config(site, lifespan="on", access_log=False, log_config=None))
        telling = asyncio.create_task(_tell_when_started(server, lambda: opened(slack.address)))
        await server.serve(sockets=[listening])
        telling.cancel()


async def _read_facts(settings: Settings) -> None:
    engine = make_engine(settings.database_url)
    try:
        await FactBooks(engine).book()
    finally:
        await engine.dispose()


async def _tell_when_started(server: uvicorn.Server, tell: Callable[[], None]) -> None:
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.02)
    tell()


@asynccontextmanager
async def running(settings: Settings, access: SlackAccess) -> AsyncIterator[Running]:
    """Everything that runs, made inside the loop and closed at the end."""
    engine = make_engine(settings.database_url)
    books = FactBooks(engine)
    background = Background()
    conversations = StoredConversations(engine)
    gallery, links = Gallery(), _picture_links(settings, access)
    pictures = Pictures(gallery, links)
    desk = make_desk(engine, books, conversations, background, settings.bloc_admins, pictures)
    async with contextlib.AsyncExitStack() as closing:
        closing.push_async_callback(engine.dispose)
        session = await closing.enter_async_context(aiohttp.ClientSession(timeout=TIMEOUT))
        client = make_client(access.bot_token, access.api_url, session)
        tokens, flow = _installation(access, desk, client, engine)
        app = make_slack_app(desk, client, tokens, flow)
        closing.push_async_callback(background.close)
        clients = partial(client_of, tokens, client)
        await closing.enter_async_context(_tended(engine, books, partial(_tell_of_seed, desk, clients)))
        if access.app_token:
            await closing.enter_async_context(_socket_mode(app, access))
        yield Running(
            endpoint=SlackEndpoint(app, access.signing_secret) if access.signing_secret else None,
            ready=lambda: _is_ready(books),
            picture=None if links is None else partial(_picture, links, desk.answers, gallery),
        )


def _installation(
    access: SlackAccess, desk: Desk, client: AsyncWebClient, engine: AsyncEngine
) -> tuple[OneToken | InstalledTokens, InstallationFlow | None]:
    """Where the tokens come from: there is one, or workspaces install the bot and grant one each."""
    if access.installation is None:
        return OneToken(access.bot_token), None
    given = access.installation
    stores = Stores.of(given.client_id, engine)
    flow = InstallationFlow(
        desk, stores, client, given.client_secret, given.address, sorted(read_manifest(MANIFEST).scopes)
    )
    return InstalledTokens.kept_in(stores, given.client_secret, client), flow


def make_desk(
    engine: AsyncEngine,
    books: FactBooks,
    conversations: StoredConversations,
    background: Background,
    admins: frozenset[str],
    pictures: Pictures | None = None,
) -> Desk:
    """What the listeners are given, on a database."""
    recorder = Recorder(engine, books)
    return Desk(
        answers=Answering(books, conversations),
        books=books,
        records=recorder,
        once=Once(Claims(engine), _now),
        admins=Admins(admins, NamedAdmins(engine), SlackDirectory()),
        choices=Choices(),
        background=background,
        similar_events=similar_events,
        read_date=read_date,
        read_remark=read_remark,
        clock=_now,
        collector=Collector(UnansweredQuestions(engine), background),
        pictures=pictures or Pictures(Gallery()),
        preferences=Preferences(StoredSettings(engine)),
        history=ChangeLog(engine),
        suggestions=Suggestions(engine, recorder),
        receipts=StoredReceipts(engine),
        announced=Announcements(engine),
        differences=Differences(engine, books),
        followers=ThreadNotes(),
    )


def _picture_links(settings: Settings, access: SlackAccess) -> PictureLinks | None:
    """Links, where the bot can be reached at an address of its own. What signs them every process knows."""
    if settings.bloc_public_url is None:
        return None
    return PictureLinks(settings.bloc_public_url, access.signing_secret or access.app_token, _now)


async def _picture(links: PictureLinks, answers: Answers, gallery: Gallery, path: str) -> bytes | None:
    """The picture behind a link, drawn by whichever process is asked for it."""
    wanted = links.read(path)
    if wanted is None:
        return None
    reply = await answers.answer_query(wanted.query, workspace=wanted.workspace, today=wanted.today)
    return await gallery.png(reply.timeline) if reply.timeline is not None else None


def _now() -> datetime:
    return datetime.now(UTC)


async def _is_ready(books: FactBooks) -> bool:
    """Whether the database answers and the shared facts are in memory."""
    try:
        async with asyncio.timeout(_READY_WITHIN):
            book = await books.book()
            await books.refresh()
            return bool(book.register.organizations)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is not ready
        log.warning("not ready: %s", type(error).__name__)
        return False


@asynccontextmanager
async def _tended(
    engine: AsyncEngine, books: FactBooks, changed: Callable[[tuple[str, ...]], None]
) -> AsyncIterator[None]:
    """The facts are loaded and kept current, and what is old is dropped, for as long as this lasts.

    `changed` is called with the ids of the shared facts that a seed has changed; at the start with none.
    """
    books.shared_changed = changed
    tasks = [asyncio.create_task(work) for work in (_watch(books, changed), _forget_old(engine))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watch(books: FactBooks, loaded: Callable[[tuple[str, ...]], None]) -> None:
    """Whatever happens to the database, the process lives, and is current again when it is back."""
    while True:
        try:
            await prepare(books)
            loaded(())
            await books.watch()
        except Exception:
            log.exception("the facts could not be read")
            await asyncio.sleep(1)


def _tell_of_seed(desk: Desk, clients: Clients, facts: tuple[str, ...]) -> None:
    """Those whose answers a new seed has changed, and the admins whose corrections it differs from, hear of it."""
    if facts:
        desk.background.start(tell_all_of_corrections(facts, clients, desk))
    desk.background.start(tell_of_differences(desk, clients))


async def _forget_old(engine: AsyncEngine) -> None:
    while True:
        await asyncio.sleep(3600)
        try:
            await forget_old(engine)
        except Exception as error:  # noqa: BLE001 - there is a next hour
            log.warning("what is old was not dropped: %s", type(error).__name__)


async def forget_old(engine: AsyncEngine) -> None:
    """Drop what is no longer needed, and what is not to be kept any longer."""
    await UnansweredQuestions(engine).forget_old()
    await StoredConversations(engine).forget_old()
    await StoredReceipts(engine).forget_old()
    await Claims(engine).forget_old(_now() - _DAY)
    await forget_submissions(engine, _now() - _DAY)
    await forget_given_up(engine)


@asynccontextmanager
async def _socket_mode(app: AsyncApp, access: SlackAccess) -> AsyncIterator[None]:
    """The same listeners over a connection that the bot opens: nothing of it can be reached from outside."""
    from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler  # only who needs it waits for it

    handler = AsyncSocketModeHandler(app, access.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
