"""The HTTP side as an ASGI app: Slack's requests, pictures, /healthz and /readyz."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

from bloc_bot.slack.answers.picture_links import PATH as PICTURES

log = logging.getLogger("bloc_bot")
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True)
class Running:
    """What the site needs of a bot that runs. No endpoint: Slack is reached by Socket Mode alone."""

    endpoint: Callable[[Scope, Receive, Send], Awaitable[None]] | None
    ready: Callable[[], Awaitable[bool]]
    picture: Callable[[str], Awaitable[bytes | None]] | None = None
    """The picture that a path is a link to; None where it is none, or too old."""


class Site:
    """Starts the bot with the server's lifespan, and stops it with it."""

    def __init__(self, start: Callable[[], AbstractAsyncContextManager[Running]]) -> None:
        self._start = start
        self._running: Running | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            # A WebSocket: nobody has any business with one here.
            await send({"type": "websocket.close"})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            async with self._start() as self._running:
                await send({"type": "lifespan.startup.complete"})
                await receive()
        except Exception as error:
            log.exception("the bot could not start or stop")
            failed = "lifespan.startup.failed" if self._running is None else "lifespan.shutdown.failed"
            await send({"type": failed, "message": str(error)})
        else:
            await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        running, path = self._running, scope["path"]
        if path == "/healthz":
            await _respond(send, 200, {"status": "alive"})
        elif path == "/readyz":
            ready = running is not None and await running.ready()
            await _respond(send, 200 if ready else 503, {"status": "ready" if ready else "not ready"})
        elif path.startswith(PICTURES) and running is not None and running.picture is not None:
            await _show(send, scope, await running.picture(path) if scope["method"] in ("GET", "HEAD") else None)
        elif running is not None and running.endpoint is not None:
            await running.endpoint(scope, receive, send)
        else:
            await _respond(send, 404, {"error": "not found"})


async def _respond(send: Send, status: int, body: dict[str, str]) -> None:
    await _write(send, status, b"application/json", json.dumps(body).encode())


async def _show(send: Send, scope: Scope, picture: bytes | None) -> None:
    if picture is None:
        await _respond(send, 404, {"error": "not found"})
    else:
        await _write(send, 200, b"image/png", picture, body=scope["method"] == "GET")


async def _write(send: Send, status: int, kind: bytes, content: bytes, *, body: bool = True) -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content if body else b""})
