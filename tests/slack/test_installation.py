"""The bot is installed in the browser, by whoever may; they are an admin, and each workspace has its own token."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bloc_bot.app import forget_old, running
from bloc_bot.database.models import Base
from bloc_bot.database.session import writing
from bloc_bot.settings import InstallationAccess, Settings, SlackAccess
from bloc_bot.slack.installation.stores import Stores
from bloc_bot.slack.site import Site
from tests.slack.bot import READER, SECRET, TEAM, TOKEN, Bot, Response, served
from tests.slack.stand_in import ADMIN, CLIENT_ID, CLIENT_SECRET, Slack
from tests.slack.test_admins import admins

ADDRESS = "https://bloc-bot.example.org"
OTHER_TEAM, OTHER_TOKEN = "T2", "xoxb-2-made-up"
INSTALLED = "bloc_bot is installed"
NOT_INSTALLED = f"bloc_bot is not installed in this workspace any more. Install it again: {ADDRESS}/slack/install"


def grant(team: str | None = TEAM, token: str = TOKEN, user: str = READER, **more: Any) -> dict[str, Any]:
    """What Slack tells of a workspace that somebody lets the app into."""
    return {
        "access_token": token,
        "scope": "commands,chat:write",
        "bot_user_id": "UBOT",
        "team": {"id": team, "name": "Foreign <desk>"} if team else None,
        "enterprise": None,
        "authed_user": {"id": user},
    } | more


@dataclass
class Browser:
    """Somebody's, who comes to install the bot."""

    bot: Bot
    slack: Slack
    cookie: str = ""

    async def get(self, path: str) -> tuple[Response, dict[str, str]]:
        headers = {"Cookie": self.cookie} if self.cookie else {}
        async with self.bot.http.get(f"{self.bot.address}{path}", headers=headers, allow_redirects=False) as response:
            return Response(response.status, await response.text()), dict(response.headers)

    async def begin(self) -> dict[str, str]:
        """Follow the link; what Slack is asked for."""
        response, headers = await self.get("/slack/install")
        assert (response.status, headers["Location"].partition("?")[0]) == (
            302,
            f"{self.slack.address}/oauth/v2/authorize",
        )
        self.cookie = headers["Set-Cookie"].partition(";")[0]
        return {name: values[0] for name, values in parse_qs(urlsplit(headers["Location"]).query).items()}

    async def end(self, code: str, state: str) -> Response:
        response, headers = await self.get(f"/slack/oauth_redirect?code={code}&state={state}")
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        return response

    async def install(self, **granted: Any) -> Response:
        self.slack.grants["code"] = grant(**granted)
        return await self.end("code", (await self.begin())["state"])


@asynccontextmanager
async def installable(database_url: str, slack: Slack) -> AsyncIterator[Bot]:
    """The whole bot, for any workspace that installs it."""
    app = InstallationAccess(CLIENT_ID, CLIENT_SECRET, ADDRESS)
    access = SlackAccess("", SECRET, "", slack.api_url, app)
    unshared = aiohttp.TCPConnector(force_close=True)
    site = Site(lambda: running(Settings(database_url=database_url), access))
    async with served(site) as address, aiohttp.ClientSession(connector=unshared) as http:
        yield Bot(address, http, slack)


@pytest.fixture
async def browser(database_url: str, slack: Slack) -> AsyncIterator[Browser]:
    async with installable(database_url, slack) as bot:
        yield Browser(bot, slack)


async def test_slack_is_asked_for_what_the_manifest_says_and_sends_people_back(browser: Browser) -> None:
    asked = await browser.begin()
    assert asked["client_id"] == CLIENT_ID
    assert asked["scope"] == "app_mentions:read,chat:write,commands,files:write,im:history,users:read"
    assert asked["redirect_uri"] == f"{ADDRESS}/slack/oauth_redirect"


async def test_whoever_installed_the_bot_is_an_admin_and_is_told_so(browser: Browser, slack: Slack) -> None:
    page = await browser.install()
    assert (page.status, INSTALLED in page.text, "Foreign &lt;desk&gt;" in page.text) == (200, True, True)
    [welcome] = await slack.settled("chat.postMessage")
    assert (welcome["channel"], "you are an admin" in welcome["text"]) == (READER, True)
    assert f"• <@{READER}>, who installed the bot on" in await admins(browser.bot, user=READER)
    assert f"<@{ADMIN}> may record from now on." in await admins(browser.bot, f"add {ADMIN}", READER)
    await browser.bot.command("/csto", "add", READER)
    assert "view" in slack.sent("views.open")[-1]


async def test_nobody_else_is(browser: Browser) -> None:
    await browser.install()
    assert f"Only these people may change this: <@{READER}>" in await admins(browser.bot, "add UOTHER", "UOTHER")


async def test_another_admin_can_remove_them_and_the_last_cannot_go(browser: Browser) -> None:
    await browser.install()
    assert "The last admin cannot be removed" in await admins(browser.bot, f"remove {READER}", READER)
    await admins(browser.bot, f"add {ADMIN}", READER)
    assert "is no longer named" in await admins(browser.bot, f"remove {READER}", ADMIN)


async def test_each_workspace_is_served_with_its_own_token(browser: Browser, slack: Slack) -> None:
    await browser.install()
    await slack.settled("chat.postMessage")
    slack.api.token = OTHER_TOKEN
    await browser.install(team=OTHER_TEAM, token=OTHER_TOKEN)
    await slack.settled("chat.postMessage", 2)
    await send_from(OTHER_TEAM, browser.bot.mention("hello"), browser.bot)
    assert len(slack.posted) == 3
    slack.api.token = TOKEN
    await browser.bot.event(browser.bot.mention("hello"))
    assert len(slack.posted) == 4


async def test_each_workspace_has_granted_its_own(database: Path, slack: Slack) -> None:
    async with installable(f"sqlite:///{database}", slack) as bot:
        await Browser(bot, slack).install()
        await bot.event(bot.mention("csto timeline"))
        assert slack.sent("files.getUploadURLExternal") == []
        slack.api.token, slack.api.scopes = OTHER_TOKEN, slack.api.scopes | {"files:write"}
        await Browser(bot, slack).install(team=OTHER_TEAM, token=OTHER_TOKEN)
        await send_from(OTHER_TEAM, bot.mention("csto timeline"), bot)
        await slack.settled("files.getUploadURLExternal")


async def send_from(team: str, event: dict[str, Any], bot: Bot) -> None:
    there = {"team_id": team, "authorizations": [{"team_id": team, "user_id": "UBOT", "is_bot": True}]}
    await bot.send(json.dumps(bot.envelope(event) | there), "application/json")


async def test_a_workspace_that_never_installed_it_is_told_how_to(browser: Browser, slack: Slack) -> None:
    await browser.bot.command("/csto", "members")
    [told] = await slack.settled("hook")
    assert told["text"] == NOT_INSTALLED


@pytest.mark.parametrize(
    "event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}]
)
async def test_once_it_is_uninstalled_the_token_is_gone_and_the_admins_are_kept(
    browser: Browser, slack: Slack, engine: AsyncEngine, event: dict[str, Any]
) -> None:
    await browser.install()
    assert (await browser.bot.event(event)).status == 200
    assert await tokens(engine) == []
    await browser.bot.command("/csto", "members")
    assert (await slack.settled("hook"))[-1]["text"] == NOT_INSTALLED
    await browser.install(user=ADMIN)
    listed = await admins(browser.bot, user=ADMIN)
    assert (f"<@{ADMIN}>, who installed" in listed, f"<@{READER}>, who installed" in listed) == (True, True)


async def test_installing_it_again_changes_the_token_and_nothing_else(browser: Browser, slack: Slack) -> None:
    await browser.install()
    slack.api.token = OTHER_TOKEN
    assert INSTALLED in (await browser.install(token=OTHER_TOKEN)).text
    assert (await admins(browser.bot, user=READER)).count("who installed") == 1


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("?error=access_denied&state={state}", 200, "It was cancelled in Slack."),
        ("?error=%3Cscript%3E", 200, "Slack did not allow it."),
        ("?state={state}", 401, "Slack has to send you here"),
        ("?code=another&state={state}", 401, "Slack did not confirm it."),
        ("?code=code&state=another", 400, "It has to end in the browser that it began in"),
        ("?code=code", 400, "It has to end in the browser that it began in"),
        ("", 400, "It has to end in the browser that it began in"),
    ],
)
async def test_what_comes_to_nothing_is_told_and_can_be_begun_again(
    browser: Browser, slack: Slack, path: str, status: int, said: str
) -> None:
    slack.grants["code"] = grant()
    state = (await browser.begin())["state"]
    page, _ = await browser.get("/slack/oauth_redirect" + path.format(state=state))
    assert (page.status, said in page.text, "<script>" in page.text) == (status, True, False)
    assert 'href="/slack/install"' in page.text
    assert "code" in slack.grants
    assert INSTALLED in (await browser.install()).text


async def test_somebody_elses_state_installs_nothing(browser: Browser, slack: Slack) -> None:
    slack.grants["code"] = grant()
    state = (await browser.begin())["state"]
    page = await Browser(browser.bot, slack).end("code", state)
    assert (page.status, "code" in slack.grants) == (400, True)


async def test_a_page_that_is_opened_twice_installs_once(browser: Browser, slack: Slack) -> None:
    slack.grants["code"] = grant()
    state = (await browser.begin())["state"]
    assert INSTALLED in (await browser.end("code", state)).text
    again = await browser.end("code", state)
    assert (again.status, "opened twice" in again.text) == (401, True)


async def test_a_whole_organization_is_asked_to_install_it_by_workspaces(browser: Browser) -> None:
    page = await browser.install(team=None, is_enterprise_install=True, enterprise={"id": "E1", "name": "All"})
    assert (page.status, "one workspace at a time" in page.text) == (400, True)


async def test_where_slack_stumbles_nothing_is_installed_and_the_log_holds_no_code(
    browser: Browser, slack: Slack, engine: AsyncEngine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    slack.grants["s3cret-code"] = grant()
    slack.always = 500
    page = await browser.end("s3cret-code", (await browser.begin())["state"])
    assert (page.status, "Slack did not confirm it." in page.text, await tokens(engine)) == (401, True, [])
    assert ("s3cret-code" in caplog.text, CLIENT_SECRET in caplog.text) == (False, False)


async def test_where_the_database_fails_somebody_is_told_with_a_reference(
    browser: Browser, engine: AsyncEngine, caplog: pytest.LogCaptureFixture
) -> None:
    async with writing(engine) as connection:
        await connection.execute(text("ALTER TABLE slack_bots RENAME TO out_of_reach"))
    page = await browser.install()
    async with writing(engine) as connection:
        await connection.execute(text("ALTER TABLE out_of_reach RENAME TO slack_bots"))
    assert (page.status, "Start again" in page.text) == (503, True)
    [reference] = re.findall("this reference: `([0-9a-f]+)`", page.text)
    assert (reference in caplog.text, TOKEN in caplog.text) == (True, False)


async def test_a_token_that_runs_out_is_changed_for_another_in_time(
    browser: Browser, slack: Slack, engine: AsyncEngine
) -> None:
    await browser.install(refresh_token="xoxe-1", expires_in=43_200)
    await browser.bot.event(browser.bot.mention("hello"))
    assert await tokens(engine) == [TOKEN]
    await run_out(engine)
    slack.grants["xoxe-1"] = {"access_token": OTHER_TOKEN, "refresh_token": "xoxe-2", "expires_in": 43_200}
    slack.api.token = OTHER_TOKEN
    await browser.bot.event(browser.bot.mention("hello again"))
    assert len(slack.posted) == 3
    assert await tokens(engine) == [OTHER_TOKEN]


def test_the_tables_are_those_that_the_sdk_looks_for() -> None:
    stores = Stores.of(CLIENT_ID, create_async_engine("sqlite+aiosqlite://"))
    for table in (stores.reading.bots, stores.reading.installations, stores.states.oauth_states):
        own = Base.metadata.tables[table.name]
        assert {(c.name, c.nullable) for c in own.columns} == {(c.name, c.nullable) for c in table.columns}
        assert {(i.name, *i.columns.keys()) for i in own.indexes} == {
            (i.name, *i.columns.keys()) for i in table.indexes
        }


async def test_what_was_begun_and_given_up_is_forgotten(browser: Browser, engine: AsyncEngine) -> None:
    await browser.begin()
    await forget_old(engine)
    assert await states(engine) == 1
    async with writing(engine) as connection:
        past = datetime.now(UTC).replace(tzinfo=None) - timedelta(minutes=1)
        await connection.execute(text("UPDATE slack_oauth_states SET expire_at = :past"), {"past": past})
    await forget_old(engine)
    assert await states(engine) == 0


async def tokens(engine: AsyncEngine) -> list[str]:
    async with writing(engine) as connection:
        return list(await connection.scalars(text("SELECT bot_token FROM slack_bots")))


async def states(engine: AsyncEngine) -> int:
    async with writing(engine) as connection:
        return int(await connection.scalar(text("SELECT count(*) FROM slack_oauth_states")) or 0)


async def run_out(engine: AsyncEngine) -> None:
    soon = datetime.now(UTC).replace(tzinfo=None) + timedelta(minutes=30)
    async with writing(engine) as connection:
        await connection.execute(text("UPDATE slack_bots SET bot_token_expires_at = :soon"), {"soon": soon})
