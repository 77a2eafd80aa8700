"""How somebody installs the bot in a workspace: to Slack, back with a code, and they are its first admin."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urljoin

from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import Refused
from bloc_bot.database.session import reachable
from bloc_bot.slack.answers.blocks import build_notice
from bloc_bot.slack.delivery import post, with_token
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.errors import noted
from bloc_bot.slack.installation.pages import DONE, INSTALL, broken_page, failed_page, installed_page
from bloc_bot.slack.installation.stores import GIVEN_UP_AFTER, Stores

BY_INSTALLING = ""
"""Who named somebody an admin that installed the bot: nobody."""
WELCOME = (
    "bloc_bot is installed, and you are an admin of its facts in this workspace. Ask me here, or with `/csto members`; "
    "`/bloc help` says what else there is. `/bloc add` records a fact, `/bloc admins` names others who may, and the "
    "*Home* tab has the settings."
)
log = logging.getLogger("bloc_bot.slack.installation")
Handle = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


class InstallationFlow(AsyncOAuthFlow):
    """Bolt's flow, in this bot's words. Whoever installs it may record; whatever fails is told, to be begun again."""

    def __init__(
        self, desk: Desk, stores: Stores, client: AsyncWebClient, secret: str, address: str, scopes: Sequence[str]
    ) -> None:
        """`client` knows Slack's address; `address` is the bot's own; `scopes` are what it asks for."""
        settings = AsyncOAuthSettings(
            client_id=stores.client_id,
            client_secret=secret,
            scopes=scopes,
            user_scopes=[],
            redirect_uri=f"{address}{DONE}",
            install_path=INSTALL,
            redirect_uri_path=DONE,
            # Where people are already who follow a link to install something: no page of ours between.
            install_page_rendering_enabled=False,
            authorization_url=urljoin(client.base_url, "/oauth/v2/authorize"),
            callback_options=AsyncCallbackOptions(success=self._succeeded, failure=_failed),
            installation_store=stores.writing,
            state_store=stores.states,
            state_expiration_seconds=GIVEN_UP_AFTER,
        )
        super().__init__(client=client, logger=log, settings=settings)
        log.addFilter(_without_code)
        self._desk = desk
        self.not_installed = (
            f"bloc_bot is not installed in this workspace any more. Install it again: {address}{INSTALL}"
        )
        """For people of a workspace that it has no token for."""

    async def handle_installation(self, request: AsyncBoltRequest) -> BoltResponse:
        return await _told(super().handle_installation, request)

    async def handle_callback(self, request: AsyncBoltRequest) -> BoltResponse:
        return await _told(super().handle_callback, request)

    async def store_installation(self, request: AsyncBoltRequest, installation: Installation) -> None:
        """Keep the token, and name whoever installed the bot. Refused for a whole organization at once."""
        if installation.team_id is None:
            raise Refused("It is for one workspace at a time: install it in each that is to have it.")
        with reachable():
            await super().store_installation(request, installation)
        try:
            named, now = self._desk.admins.named, self._desk.clock()
            await named.add(installation.team_id, installation.user_id, BY_INSTALLING, now)
        except Refused:
            pass  # They were named before.

    async def _succeeded(self, args: AsyncSuccessArgs) -> BoltResponse:
        done = args.installation
        self._desk.background.start(self._welcome(done))
        taken_back = self.settings.state_utils.build_set_cookie_for_deletion()
        return installed_page(done.team_name or "", done.app_id or "", done.team_id or "", taken_back)

    async def _welcome(self, installation: Installation) -> None:
        client = with_token(self.client, installation.bot_token or "")
        try:
            await post(client, installation.user_id, None, build_notice(WELCOME))
        except Exception as error:  # noqa: BLE001 - it is installed all the same
            log.warning("whoever installed the bot was not welcomed: %s", type(error).__name__)


async def _failed(args: AsyncFailureArgs) -> BoltResponse:
    log.warning("an installation came to nothing: %s", args.reason if args.reason.isidentifier() else "…")
    return failed_page(args.reason, args.suggested_status_code)


async def _told(handle: Handle, request: AsyncBoltRequest) -> BoltResponse:
    """A failure that Bolt does not foresee is told as everywhere else: what to do, and a reference."""
    try:
        return await handle(request)
    except Refused as error:
        return broken_page(str(error), 400)
    except Exception as error:  # noqa: BLE001 - noted with its cause
        return broken_page(noted(error, *_sent(request.query)), 503)


def _without_code(record: logging.LogRecord) -> bool:
    """Bolt logs the code that it could not redeem."""
    record.msg = re.sub(r"(?<=with code: )\S+", "…", str(record.msg))
    return True


def _sent(query: dict[str, Any]) -> list[str]:
    return [value for values in query.values() for value in values]
