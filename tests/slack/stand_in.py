"""The playground's stand-in for Slack, made to fail when a test says so, and with Socket Mode."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from bloc_bot.playground.local_slack import LocalSlack, read_manifest
from bloc_bot.playground.workspace import Channel, Message, Person
from bloc_bot.slack.limits import check

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "xoxb-1-made-up"
CLIENT_ID, CLIENT_SECRET = "1.2", "made-up"
ADMIN, READER = "UADMIN", "UREADER"
MANIFEST = Path(__file__).resolve().parents[2] / "manifest.json"


class Slack(LocalSlack):
    """What the tests look at, and how they make it fail."""

    def __init__(self) -> None:
        super().__init__(read_manifest(MANIFEST), check)
        self.api.token, self.signing_secret = TOKEN, SECRET
        self.api.scopes -= {"files:write", "users:read"}  # many workspaces do not grant it
        self.workspace.people = {id: Person(id, id, "member") for id in (ADMIN, READER, "UOTHER")}
        self.workspace.channels["D1"] = Channel("D1", "bloc_bot", "im", READER)
        self.faults: list[int | str | float] = []
        """Taken one by one: a status (429, 500), an error's name, or seconds of silence."""
        self.always: int | str | float | None = None
        self.grants: dict[str, dict[str, Any]] = {}
        """Code → what the app is granted for it, once."""
        self.envelopes: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.acknowledged: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.api.before = self._fault

    @property
    def refused(self) -> list[str]:
        """What Slack would refuse in what the bot sent."""
        return self.api.refused

    @property
    def calls(self) -> list[Any]:
        return self.api.calls

    @property
    def uploaded(self) -> dict[str, bytes]:
        """File id → what was uploaded as it."""
        return {file.id: file.content for file in self.workspace.files.values() if file.content}

    def sent(self, method: str) -> list[dict[str, Any]]:
        return [call.payload for call in self.calls if call.method == method]

    @property
    def posted(self) -> list[dict[str, Any]]:
        return self.sent("chat.postMessage")

    @property
    def answered_by_hook(self) -> list[dict[str, Any]]:
        return self.sent("hook")

    @property
    def latest(self) -> Message:
        """The newest message that the workspace holds."""
        return max(self.workspace.messages.values(), key=lambda message: message.ts)

    def new_response_url(self, user: str, channel: str) -> str:
        return self.api.new_response_url(user, channel)

    async def settled(self, method: str, count: int = 1, seconds: float = 5) -> list[dict[str, Any]]:
        """Wait until so many calls have come."""
        async with asyncio.timeout(seconds):
            while len(self.sent(method)) < count:  # noqa: ASYNC110 - nobody sets an event here
                await asyncio.sleep(0.005)
        return self.sent(method)

    async def _fault(self) -> web.Response | None:
        fault = self.faults.pop(0) if self.faults else self.always
        match fault:
            case None:
                return None
            case 429:
                limited = {"ok": False, "error": "ratelimited"}
                return web.json_response(limited, status=429, headers={"Retry-After": "0"})
            case int():
                return web.Response(status=fault, text="upstream connect error")
            case float():
                await asyncio.sleep(fault)
                return None
            case _:
                return web.json_response({"ok": False, "error": fault})

    async def grant(self, request: web.Request) -> web.Response:
        """Somebody has let the app into a workspace: its token, for the code and the app's secret."""
        given = b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
        asked = await request.post()
        if (fault := await self._fault()) is not None:
            return fault
        code = str(asked.get("code") or asked.get("refresh_token"))
        if given != f"{CLIENT_ID}:{CLIENT_SECRET}" or code not in self.grants:
            return web.json_response({"ok": False, "error": "invalid_code"})
        return web.json_response({"ok": True, "app_id": "A1", "token_type": "bot", **self.grants.pop(code)})

    async def open_socket(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "url": f"{self.address.replace('http', 'ws')}/socket"})

    async def handle_socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        sending = asyncio.create_task(self._send_envelopes(socket))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self.acknowledged.put_nowait(json.loads(message.data))
        finally:
            sending.cancel()
        return socket

    async def _send_envelopes(self, socket: web.WebSocketResponse) -> None:
        while True:
            await socket.send_json(await self.envelopes.get())


@asynccontextmanager
async def slack_stand_in() -> AsyncIterator[Slack]:
    slack = Slack()
    grant = web.post("/api/oauth.v2.access", slack.grant)
    socket_mode = [web.get("/socket", slack.handle_socket), web.post("/api/apps.connections.open", slack.open_socket)]
    async with slack.served(0, [grant, *socket_mode]):
        yield slack
