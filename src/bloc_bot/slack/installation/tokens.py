"""Which token is for which workspace: one for all that the bot serves, or that of each installation."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.session import reachable
from bloc_bot.slack.delivery import with_token
from bloc_bot.slack.installation.stores import Stores

log = logging.getLogger("bloc_bot.slack")


class Tokens(Protocol):
    """By workspaces' ids. None: the bot is not installed there."""

    async def of(self, workspace: str) -> str | None: ...


Clients = Callable[[str], Awaitable[AsyncWebClient | None]]
"""The client for a workspace, by its id. None: the bot is not installed there."""


async def client_of(tokens: Tokens, client: AsyncWebClient, workspace: str) -> AsyncWebClient | None:
    """For work that no request set off: those that Bolt hands over are for the workspace of the request."""
    token = await tokens.of(workspace)
    return None if token is None else with_token(client, token)


class OneToken(AsyncAuthorize):
    """The bot's token for every request: one workspace. Who it is comes with each event, so Slack is not asked."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def __call__(self, **who: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=who["enterprise_id"], team_id=who["team_id"], bot_token=self._token)

    async def of(self, workspace: str) -> str:  # noqa: ARG002 - as Tokens has it
        return self._token


@dataclass(frozen=True)
class InstalledTokens(AsyncAuthorize):
    """The token that each workspace granted, read anew for every request, so that none outlives its installation.

    Bolt's own does the same, and asks Slack about the token each time; where Slack does not answer that, it tells
    people that the bot is not installed.
    """

    stores: Stores
    rotator: AsyncTokenRotator

    @classmethod
    def kept_in(cls, stores: Stores, client_secret: str, client: AsyncWebClient) -> InstalledTokens:
        return cls(stores, AsyncTokenRotator(client_id=stores.client_id, client_secret=client_secret, client=client))

    async def __call__(self, **who: Any) -> AuthorizeResult | None:
        enterprise, workspace = who["enterprise_id"], who["team_id"]
        with reachable():
            bot = await self._bot(enterprise, workspace)
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise,
            team_id=workspace,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=bot.bot_token,
        )

    async def of(self, workspace: str) -> str | None:
        with reachable():
            bot = await self._bot(await self.stores.enterprise_of(workspace), workspace)
        return None if bot is None else bot.bot_token

    async def _bot(self, enterprise: str | None, workspace: str | None) -> Bot | None:
        bot = await self.stores.reading.async_find_bot(enterprise_id=enterprise, team_id=workspace)
        if bot is None or bot.bot_refresh_token is None:
            return bot
        try:
            rotated = await self.rotator.perform_bot_token_rotation(bot=bot)
        except SlackTokenRotationError as error:
            # Another process may have rotated it just now. The token is good for two hours more, or no longer at all.
            log.warning("a token was not rotated: %s", error)
            return bot if (bot.bot_token_expires_at or 0) > time.time() else None
        if rotated is None:
            return bot
        await self.stores.writing.async_save_bot(rotated)
        return rotated
