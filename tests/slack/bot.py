"""A running bot and somebody who uses it: signed HTTP to a real server on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
import uvicorn

from bloc_bot.playground.requests import FORM, command_form, event_envelope, interaction_form, signature_headers
from bloc_bot.playground.workspace import BOT, TEAM
from bloc_bot.slack.application import make_slack_app
from bloc_bot.slack.delivery import make_client
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.endpoint import SlackEndpoint
from bloc_bot.slack.installation.tokens import OneToken
from bloc_bot.slack.limits import check
from bloc_bot.slack.site import Running, Site
from tests.slack.stand_in import ADMIN, READER, SECRET, TOKEN, Slack

CHANNEL = "C1"
__all__ = ["ADMIN", "BOT", "CHANNEL", "READER", "SECRET", "TEAM", "TOKEN", "Bot", "Response", "running_bot", "served"]


@dataclass
class Response:
    status: int
    text: str

    @property
    def json(self) -> dict[str, Any]:
        return dict(json.loads(self.text)) if self.text else {}


@dataclass
class Bot:
    """Speaks to the app as Slack does. Every payload that comes back is held against Slack's limits."""

    address: str
    http: aiohttp.ClientSession
    slack: Slack
    rest: Callable[[], Awaitable[None]] | None = None
    """Waits until the bot is done with what nobody waits for: tests of what it does in the end need not guess."""
    _stamps: Any = field(default_factory=lambda: itertools.count(1))

    async def send(self, body: str | bytes, content_type: str, **headers: str) -> Response:
        raw = body.encode() if isinstance(body, str) else body
        signed = signature_headers(raw, SECRET) | {"Content-Type": content_type} | headers
        async with self.http.post(f"{self.address}/slack/events", data=raw, headers=signed) as response:
            answer = Response(response.status, await response.text())
        if self.rest is not None:
            await self.rest()
        return answer

    async def get(self, path: str) -> Response:
        async with self.http.get(f"{self.address}{path}") as response:
            return Response(response.status, await response.text())

    async def command(self, command: str, text: str = "", user: str = READER, **more: str) -> Response:
        response = await self.send(urlencode(self.command_form(command, text, user) | more), FORM)
        assert check(response.json) == [] if response.json else True
        return response

    def command_form(self, command: str, text: str, user: str = READER) -> dict[str, str]:
        return command_form(
            command,
            text,
            user,
            CHANNEL,
            trigger_id=self.slack.permits.new_trigger(user),
            response_url=self.slack.new_response_url(user, CHANNEL),
        )

    async def event(self, event: dict[str, Any], event_id: str = "", **headers: str) -> Response:
        return await self.send(json.dumps(self.envelope(event, event_id)), "application/json", **headers)

    def envelope(self, event: dict[str, Any], event_id: str = "") -> dict[str, Any]:
        return event_envelope(event, event_id or f"Ev{next(self._stamps)}")

    def mention(self, text: str = "members of the CSTO?", **more: Any) -> dict[str, Any]:
        ts = f"1700000001.{next(self._stamps):06}"
        return {
            "type": "app_mention",
            "user": READER,
            "text": f"<@{BOT}> {text}",
            "channel": CHANNEL,
            "ts": ts,
            "team": TEAM,
        } | more

    def direct(self, text: str = "members of the CSTO?", **more: Any) -> dict[str, Any]:
        return self.mention(type="message", text=text, channel="D1", channel_type="im") | more

    async def click(
        self, button: dict[str, Any], user: str = READER, *, user_team: str = TEAM, **container: Any
    ) -> Response:
        """Press a button under a private answer; or, with is_ephemeral=False, under the newest message."""
        private = container.get("is_ephemeral", True)
        under = None if private else self.slack.latest
        place = {
            "type": "message",
            "message_ts": under.ts if under else "1.1",
            "channel_id": CHANNEL,
            "is_ephemeral": private,
        }
        return await self.interaction(
            {
                "type": "block_actions",
                "user": {"id": user, "team_id": user_team},
                "container": place | container,
                "trigger_id": self.slack.permits.new_trigger(user),
                "response_url": self.slack.api.new_response_url(user, CHANNEL, under),
                "actions": [{"type": "button", "block_id": "b", "action_ts": "1"} | button],
            }
        )

    async def submit(self, view: dict[str, Any], values: dict[str, Any], user: str = ADMIN) -> Response:
        response = await self.interaction(
            {
                "type": "view_submission",
                "user": {"id": user, "team_id": TEAM},
                "view": view
                | {"id": f"V{next(self._stamps)}", "team_id": TEAM, "hash": "1.a", "state": {"values": values}},
            }
        )
        assert check(response.json) == [] if response.json else True
        return response

    async def typed(self, action: str, value: str, user: str = ADMIN) -> Response:
        response = await self.interaction(
            {
                "type": "block_suggestion",
                "user": {"id": user, "team_id": TEAM},
                "action_id": action,
                "block_id": action,
                "value": value,
            }
        )
        assert check(response.json) == []
        return response

    async def shortcut(self, text: str, user: str = ADMIN, callback_id: str = "record_fact") -> Response:
        """Choose a shortcut in the menu of somebody's message."""
        return await self.interaction(
            {
                "type": "message_action",
                "callback_id": callback_id,
                "user": {"id": user, "team_id": TEAM},
                "channel": {"id": CHANNEL, "name": "foreign-desk"},
                "message": {"type": "message", "user": READER, "ts": "1700000001.000001", "text": text},
                "message_ts": "1700000001.000001",
                "trigger_id": self.slack.permits.new_trigger(user),
                "response_url": self.slack.new_response_url(user, CHANNEL),
            }
        )

    async def interaction(self, payload: dict[str, Any]) -> Response:
        return await self.send(interaction_form(payload), FORM)


@asynccontextmanager
async def running_bot(
    desk: Desk, slack: Slack, seconds: float = 5, *, comes_to_rest: bool = False
) -> AsyncIterator[Bot]:
    """The app on `desk`, served by a real server, speaking to the stand-in.

    `comes_to_rest`: each request is over once all that it set off is.
    """

    async def rest() -> None:
        async with asyncio.timeout(20):
            await desk.background.idle()

    @contextlib.asynccontextmanager
    async def start() -> AsyncIterator[Running]:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds)) as session:
            client = make_client(TOKEN, slack.api_url, session)
            app = make_slack_app(desk, client, OneToken(TOKEN))

            async def ready() -> bool:
                return bool(await desk.book(TEAM))

            yield Running(SlackEndpoint(app, SECRET), ready)
            await desk.background.close(0.2)

    unshared = aiohttp.TCPConnector(force_close=True)
    async with served(Site(start)) as address, aiohttp.ClientSession(connector=unshared) as http:
        yield Bot(address, http, slack, rest if comes_to_rest else None)


@asynccontextmanager
async def served(site: Any) -> AsyncIterator[str]:
    config = uvicorn.Config(
        site, host="127.0.0.1", port=0, loop="none", lifespan="on", log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    # Not `serve()` and `shutdown()`: they sleep 100 ms each, and take over the signals of the test run.
    config.load()
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        for listening in server.servers:
            listening.close()
        for connection in list(server.server_state.connections):
            connection.shutdown()
        await server.lifespan.shutdown()
