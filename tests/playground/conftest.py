"""A stand-in for Slack without a bot, and a client with the right token for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.playground.local_slack import LocalSlack, read_manifest
from bloc_bot.slack.limits import check
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
