"""What the page in the browser speaks with: its files, the state of the workspace, changes as they come, and acts."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from bloc_bot.playground.interactions import Interactions
from bloc_bot.playground.permits import NotPossible
from bloc_bot.playground.talk import Talk
from bloc_bot.playground.traffic import Exchange, Traffic
from bloc_bot.playground.workspace import BOT, Workspace

STATIC = Path(__file__).with_name("static")
Told = dict[str, Any]
_POLICY = "default-src 'self'; img-src 'self' data: http://127.0.0.1:*; object-src 'none'; base-uri 'none'"


@dataclass(frozen=True)
class Command:
    """A slash command as the manifest tells of it."""

    command: str
    description: str
    hint: str
    escapes: bool = False
    """Whether people, channels and addresses in its text are sent as Slack writes them."""

    @property
    def subcommands(self) -> list[str]:
        return [part.strip() for part in self.hint.split("|")]


@dataclass(frozen=True)
class Shortcut:
    """What the app offers in the menu of a message, as the manifest tells of it."""

    name: str
    callback_id: str


@dataclass(frozen=True)
class Suggestion:
    """Something to ask first, and what it shows."""

    text: str
    why: str
    channel: str = "C1"


@dataclass
class Page:
    """The page's side of the playground. Every open page has a queue of what it has not been told yet."""

    workspace: Workspace
    traffic: Traffic
    talk: Talk
    interactions: Interactions
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    suggestions: tuple[Suggestion, ...]
    _open: dict[asyncio.Queue[Told], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workspace.listeners.append(self._tell)
        self.traffic.tell = self._tell_traffic

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/", self._index),
            web.static("/static", STATIC),
            web.get("/playground/state", self._state),
            web.get("/playground/socket", self._socket),
            web.post("/playground/say", self._acting(self._say)),
            web.post("/playground/press", self._acting(self._press)),
            web.post("/playground/shortcut", self._acting(self._shortcut)),
            web.post("/playground/options", self._acting(self._options)),
            web.post("/playground/submit", self._acting(self._submit)),
            web.post("/playground/close", self._acting(self._close)),
            web.post("/playground/home", self._acting(self._home)),
        ]

    async def keep_fresh(self, request: web.Request, response: web.StreamResponse) -> None:
        """The page's files change with the bot: the browser is to ask each time."""
        if request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-cache"

    # --- showing ---------------------------------------------------------------------------------------------------

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(STATIC / "index.html", headers={"Content-Security-Policy": _POLICY})

    async def _state(self, request: web.Request) -> web.Response:
        user = self._viewer(request)
        return web.json_response(
            {
                "workspace": "Foreign desk",
                "as": user,
                "bot": {"id": BOT, "name": "bloc_bot"},
                "people": [asdict(person) for person in self.workspace.people.values()],
                "channels": [asdict(c) for c in self.workspace.channels.values() if c.is_open_to(user)],
                "commands": [{**asdict(command), "subcommands": command.subcommands} for command in self.commands],
                "shortcuts": [asdict(shortcut) for shortcut in self.shortcuts],
                "suggestions": [asdict(suggestion) for suggestion in self.suggestions],
                "messages": [message.shown() for message in self.workspace.seen_by(user)],
                "home": self.workspace.homes.get(user),
                "modals": self.workspace.modals[user],
                "traffic": [exchange.shown() for exchange in self.traffic.exchanges],
            }
        )

    def _viewer(self, request: web.Request) -> str:
        wanted = request.query.get("as", "")
        return wanted if wanted in self.workspace.people else next(iter(self.workspace.people))

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if not _is_own(request):
            return web.Response(status=403)
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        queue: asyncio.Queue[Told] = asyncio.Queue()
        self._open[queue] = self._viewer(request)
        telling = asyncio.create_task(_tell_all(queue, socket))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            del self._open[queue]
            telling.cancel()
        return socket

    def _tell(self, person: str | None, change: Told) -> None:
        for queue, viewer in self._open.items():
            if person in (None, viewer):
                queue.put_nowait(change)

    def _tell_traffic(self, exchange: Exchange) -> None:
        if self._open:
            self._tell(None, {"type": "traffic", "entry": exchange.shown()})

    # --- acting ----------------------------------------------------------------------------------------------------

    def _acting(self, act: Callable[[Told], Awaitable[Told]]) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            if not _is_own(request):
                return web.json_response({"ok": False, "error": "This is for the playground's own page."}, status=403)
            try:
                asked = await request.json()
                return web.json_response({"ok": True, **await act(asked)})
            except NotPossible as error:
                return web.json_response({"ok": False, "error": str(error)})
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                return web.json_response({"ok": False, "error": f"This was not understood: {error}"}, status=400)

        return handle

    async def _say(self, asked: Told) -> Told:
        await self.talk.say(asked["as"], asked["channel"], asked["text"], asked.get("thread_ts"))
        return {}

    async def _press(self, asked: Told) -> Told:
        await self.interactions.press(asked["as"], asked, asked["block_id"], asked["action"], asked.get("values") or {})
        return {}

    async def _shortcut(self, asked: Told) -> Told:
        await self.interactions.shortcut(asked["as"], asked, asked["callback_id"])
        return {}

    async def _options(self, asked: Told) -> Told:
        found = await self.interactions.options(
            asked["as"], asked, asked["block_id"], asked["action_id"], asked["value"]
        )
        return {"options": found}

    async def _submit(self, asked: Told) -> Told:
        return {"errors": await self.interactions.submit(asked["as"], asked["view_id"], asked["values"])}

    async def _close(self, asked: Told) -> Told:
        await self.interactions.close(asked["as"], asked["view_id"])
        return {}

    async def _home(self, asked: Told) -> Told:
        await self.talk.open_home(asked["as"])
        return {}


def _is_own(request: web.Request) -> bool:
    """Whether it comes from the page itself: any other page in the same browser can reach this address too."""
    own = request.host.partition(":")[0] in ("127.0.0.1", "localhost")
    return own and request.headers.get("Origin", f"http://{request.host}") == f"http://{request.host}"


async def _tell_all(queue: asyncio.Queue[Told], socket: web.WebSocketResponse) -> None:
    with contextlib.suppress(ConnectionError):
        while True:
            await socket.send_json(await queue.get())
