"""A stand-in for Slack without a bot, with a client for it; and the playground, open in a browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.playground.local_slack import LocalSlack, read_manifest
from bloc_bot.playground.workspace import PEOPLE
from bloc_bot.slack.limits import check
from tests.playground.browser import Person, chromium, opened_browser, started_playground
from tests.slack.stand_in import MANIFEST


@dataclass
class Clock:
    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def slack(clock: Clock) -> AsyncIterator[LocalSlack]:
    stand_in = LocalSlack(read_manifest(MANIFEST), check, clock)
    async with stand_in.served(0):
        yield stand_in


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def client(slack: LocalSlack, http: aiohttp.ClientSession) -> AsyncWebClient:
    return AsyncWebClient(token=slack.token, base_url=slack.api_url, session=http)


@pytest.fixture(scope="module")
def address(seeded_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    chromium()
    file = tmp_path_factory.mktemp("playground") / "bloc.db"
    shutil.copy(Path(seeded_url.removeprefix("sqlite:///")), file)
    with started_playground(f"sqlite:///{file}") as address:
        yield address


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with opened_browser() as browser:
        yield browser


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def at_the_page(browser: Browser) -> AsyncIterator[Person]:
    """At one page for all tests of a module: to open one and fetch all its files takes longer than most of them."""
    page = await browser.new_page()
    page.set_default_timeout(5_000)
    yield Person(page)
    await page.close()


@pytest_asyncio.fixture(loop_scope="module")
async def ada(at_the_page: Person, address: str) -> AsyncIterator[Person]:
    """Ada, who records facts. The page is loaded anew for her, and must not complain in the browser's console."""
    at_the_page.complaints.clear()
    await at_the_page.page.goto(address)
    await expect(at_the_page.page.get_by_label("You are")).to_have_text(re.compile("Ada"))
    yield at_the_page
    await _close_forms(at_the_page.page, address)
    assert at_the_page.complaints == []


async def _close_forms(page: Page, address: str) -> None:
    """Whatever a test left open is not in the way of the next."""
    for person in PEOPLE:
        state = await (await page.request.get(f"{address}/playground/state?as={person.id}")).json()
        for view in state["modals"]:
            await page.request.post(f"{address}/playground/close", data={"as": person.id, "view_id": view["id"]})
