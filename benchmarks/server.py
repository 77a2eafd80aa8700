"""The servers that are measured, each a process: `python -m benchmarks.server ack|seed|large PORT [DATABASE]`."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from benchmarks.generated import FixedBook, large_book
from bloc_bot.answering import Answering
from bloc_bot.app import running
from bloc_bot.database.workspaces.conversations import Memory
from bloc_bot.domain.similar import similar_events
from bloc_bot.language.remarks import read_remark
from bloc_bot.language.times import read_date
from bloc_bot.settings import Settings
from bloc_bot.slack.admins.rights import Admins
from bloc_bot.slack.application import make_slack_app
from bloc_bot.slack.background import Background
from bloc_bot.slack.delivery import make_client
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.endpoint import SlackEndpoint
from bloc_bot.slack.forms.choices import Choices
from bloc_bot.slack.installation.tokens import OneToken
from bloc_bot.slack.once import Once
from bloc_bot.slack.site import Running, Site

SECRET = "made-up"
TOKEN = "xoxb-made-up"
NOWHERE = "http://127.0.0.1:9/api/"


class Nothing:
    """Stands where a database would: the questions measured do not write."""

    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError(name)


def main() -> None:
    kind, port, *database = sys.argv[1:]
    site: Any = {"ack": _acking, "large": _large}[kind]() if kind != "seed" else _seeded(database[0])
    uvicorn.run(site, host="127.0.0.1", port=int(port), log_config=None, access_log=False, timeout_keep_alive=75)


def _acking() -> AsyncSlackRequestHandler:
    """As little as a Bolt app can do."""
    app = AsyncApp(signing_secret=SECRET, authorize=OneToken(TOKEN), process_before_response=True)

    @app.command("/csto")
    async def handle_command(ack: AsyncAck) -> None:
        await ack("ok")

    return AsyncSlackRequestHandler(app)


def _seeded(database: str) -> Site:
    """The bot as it is served."""
    settings = Settings.model_validate(
        {
            "database_url": database,
            "slack_bot_token": TOKEN,
            "slack_signing_secret": SECRET,
            "slack_api_url": NOWHERE,
        }
    )
    return Site(lambda: running(settings, settings.slack_access()))


def _large() -> Site:
    return Site(_running_large)


@asynccontextmanager
async def _running_large() -> AsyncIterator[Running]:
    books = FixedBook(large_book())
    desk = Desk(
        answers=Answering(books, Memory()),
        books=books,
        records=Nothing(),
        once=Once(Nothing(), _now),
        admins=Admins(frozenset()),
        choices=Choices(),
        background=Background(),
        similar_events=similar_events,
        read_date=read_date,
        read_remark=read_remark,
        clock=_now,
    )

    async def ready() -> bool:
        return True

    async with aiohttp.ClientSession() as session:
        app = make_slack_app(desk, make_client(TOKEN, NOWHERE, session), OneToken(TOKEN))
        yield Running(SlackEndpoint(app, SECRET), ready)


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
