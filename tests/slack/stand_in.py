"""A small local stand-in for Slack's Web API: keeps what it is sent, refuses what Slack would, and can fail."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aiohttp import WSMsgType, web

from bloc_bot.slack.limits import check

NEEDED = {
    "chat.postMessage": {"channel", "text"},
    "chat.update": {"channel", "ts", "text"},
    "views.open": {"trigger_id", "view"},
}


@dataclass
class Call:
    """One request that Slack got: an API method, or `hook` for a response_url."""

    method: str
    payload: dict[str, Any]


@dataclass
class Slack:
    """What the tests look at, and how they make it fail."""

    calls: list[Call] = field(default_factory=list)
    faults: list[int | str | float] = field(default_factory=list)
    """Taken one by one: a status (429, 500), an error's name, or seconds of silence."""
    always: int | str | float | None = None
    refused: list[str] = field(default_factory=list)
    envelopes: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    acknowledged: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    address: str = ""
    scopes: str = "app_mentions:read,chat:write,commands,im:history"
    uploaded: dict[str, bytes] = field(default_factory=dict)
    """File id → what was uploaded as it."""

    def sent(self, method: str) -> list[dict[str, Any]]:
        return [call.payload for call in self.calls if call.method == method]

    @property
    def posted(self) -> list[dict[str, Any]]:
        return self.sent("chat.postMessage")

    @property
    def answered_by_hook(self) -> list[dict[str, Any]]:
        return self.sent("hook")

    @property
    def api_url(self) -> str:
        return f"{self.address}/api/"

    @property
    def response_url(self) -> str:
        return f"{self.address}/commands/T1/123/secret-of-the-hook"

    async def settled(self, method: str, count: int = 1, seconds: float = 5) -> list[dict[str, Any]]:
        """Wait until so many calls have come."""
        async with asyncio.timeout(seconds):
            while len(self.sent(method)) < count:  # noqa: ASYNC110 - nobody sets an event here
                await asyncio.sleep(0.005)
        return self.sent(method)


@asynccontextmanager
async def slack_stand_in() -> AsyncIterator[Slack]:
    slack = Slack()
    app = web.Application()
    app.router.add_post("/api/{method}", partial(_api, slack))
    app.router.add_post("/upload/{file}", partial(_upload, slack))
    app.router.add_post("/commands/{tail:.*}", partial(_hook, slack))
    app.router.add_get("/socket", partial(_socket, slack))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    slack.address = f"http://{host}:{port}"
    try:
        yield slack
    finally:
        await runner.cleanup()


async def _api(slack: Slack, request: web.Request) -> web.Response:
    method = request.match_info["method"]
    payload = await _read(request)
    if not request.headers.get("Authorization", "").startswith(("Bearer xoxb-", "Bearer xapp-")):
        return web.json_response({"ok": False, "error": "not_authed"})
    if method == "apps.connections.open":
        return web.json_response({"ok": True, "url": f"{slack.address.replace('http', 'ws')}/socket"})
    if (failed := await _fault(slack)) is not None:
        return failed
    if method.startswith("files."):
        return _file(slack, method, {**request.query, **payload})
    error = _refusal(slack, method, payload)
    if error is not None:
        return web.json_response({"ok": False, "error": error})
    slack.calls.append(Call(method, payload))
    said = {"ok": True, "channel": payload.get("channel"), "ts": f"1700000000.{len(slack.calls):06}"}
    return web.json_response(said, headers={"x-oauth-scopes": slack.scopes})


def _file(slack: Slack, method: str, payload: dict[str, Any]) -> web.Response:
    """The two calls around an upload: where to, and that it is done."""
    if "files:write" not in slack.scopes:
        return web.json_response({"ok": False, "error": "missing_scope"})
    if len(payload.get("alt_txt", "")) > 1_000:
        return web.json_response({"ok": False, "error": "alt_txt_too_large"})
    slack.calls.append(Call(method, payload))
    id = f"F{len(slack.calls)}"
    return web.json_response({"ok": True, "file_id": id, "upload_url": f"{slack.address}/upload/{id}", "files": [{}]})


async def _upload(slack: Slack, request: web.Request) -> web.Response:
    slack.uploaded[request.match_info["file"]] = await request.read()
    return web.Response(text="OK")


async def _hook(slack: Slack, request: web.Request) -> web.Response:
    payload = await request.json()
    if (failed := await _fault(slack)) is not None:
        return failed
    if problems := check(payload):
        slack.refused += problems
        return web.json_response({"ok": False, "error": "invalid_blocks"}, status=400)
    slack.calls.append(Call("hook", payload))
    return web.Response(text="ok")


def _refusal(slack: Slack, method: str, payload: dict[str, Any]) -> str | None:
    if method == "auth.test":
        return None
    if method not in NEEDED:
        return "unknown_method"
    if NEEDED[method] - payload.keys():
        return "invalid_arguments"
    if problems := check(payload):
        slack.refused += problems
        return "invalid_blocks"
    return None


async def _fault(slack: Slack) -> web.Response | None:
    fault = slack.faults.pop(0) if slack.faults else slack.always
    match fault:
        case None:
            return None
        case 429:
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "0"})
        case int():
            return web.Response(status=fault, text="upstream connect error")
        case float():
            await asyncio.sleep(fault)
            return None
        case _:
            return web.json_response({"ok": False, "error": fault})


async def _read(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    form = dict(await request.post())
    return {key: _parsed(str(value)) if key in ("blocks", "view") else value for key, value in form.items()}


def _parsed(text: str) -> Any:
    return json.loads(text)


async def _socket(slack: Slack, request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.send_json({"type": "hello", "num_connections": 1})
    sending = asyncio.create_task(_send_envelopes(slack, socket))
    try:
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                slack.acknowledged.put_nowait(json.loads(message.data))
    finally:
        sending.cancel()
    return socket


async def _send_envelopes(slack: Slack, socket: web.WebSocketResponse) -> None:
    while True:
        await socket.send_json(await slack.envelopes.get())
