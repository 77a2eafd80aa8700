"""A stand-in for Slack's servers: the workspace, its Web API, the people in it, and the page, on one address."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web

from bloc_bot.playground.interactions import Interactions
from bloc_bot.playground.methods import Methods
from bloc_bot.playground.page import Command, Page, Shortcut
from bloc_bot.playground.permits import Check, Permits
from bloc_bot.playground.sending import Sender
from bloc_bot.playground.suggestions import SUGGESTIONS
from bloc_bot.playground.talk import Talk
from bloc_bot.playground.traffic import Traffic
from bloc_bot.playground.web_api import WebApi
from bloc_bot.playground.workspace import Workspace


@dataclass(frozen=True)
class Manifest:
    """What Slack is told of the app: its commands, its shortcuts on messages, and the scopes of its token."""

    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: frozenset[str]


def read_manifest(file: Path) -> Manifest:
    told = json.loads(file.read_text(encoding="utf-8"))
    commands = (
        Command(command["command"], command["description"], command["usage_hint"], command["should_escape"])
        for command in told["features"]["slash_commands"]
    )
    shortcuts = (
        Shortcut(shortcut["name"], shortcut["callback_id"])
        for shortcut in told["features"]["shortcuts"]
        if shortcut["type"] == "message"
    )
    return Manifest(tuple(commands), tuple(shortcuts), frozenset(told["oauth_config"]["scopes"]["bot"]))


class LocalSlack:
    """Slack for one bot. `bot_address` is where the bot listens; `address` is its own, once it is served."""

    def __init__(self, manifest: Manifest, check: Check, clock: Callable[[], float] = time.time) -> None:
        self.token = f"xoxb-{secrets.token_hex(12)}"
        self.signing_secret = secrets.token_hex(16)
        self.address = self.bot_address = ""
        self.manifest = manifest
        self.check = check
        self.workspace = Workspace(clock)
        self.permits = Permits(clock)
        self.traffic = Traffic()
        self.methods = Methods(self.workspace, self.permits, lambda: self.address, check)
        self.api = WebApi(self.workspace, self.permits, self.traffic, self.methods, self.token, manifest.scopes, check)

    @property
    def admin(self) -> str:
        """The person who is to record facts."""
        return next(person.id for person in self.workspace.people.values() if person.role == "admin")

    @property
    def api_url(self) -> str:
        return f"{self.address}/api/"

    @asynccontextmanager
    async def served(self, port: int, more: Iterable[web.AbstractRouteDef] = ()) -> AsyncIterator[None]:
        """Listen on this machine alone, with the page. Port 0: any that is free. OSError if the port is taken."""
        async with aiohttp.ClientSession() as http:
            app = web.Application(client_max_size=64 * 2**20)
            page = self._page(http)
            app.add_routes([*more, *self.api.routes(), *page.routes()])
            app.on_response_prepare.append(page.keep_fresh)
            runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
            await runner.setup()
            try:
                await web.TCPSite(runner, "127.0.0.1", port).start()
                host, port = runner.addresses[0][:2]
                self.address = f"http://{host}:{port}"
                yield
            finally:
                await runner.cleanup()

    def _page(self, http: aiohttp.ClientSession) -> Page:
        sender = Sender(lambda: self.bot_address, self.signing_secret, http, self.traffic)
        commands = {command.command: command.escapes for command in self.manifest.commands}
        self.talk = Talk(self.workspace, self.permits, self.api, sender, self.check, commands)
        self.interactions = Interactions(self.workspace, self.permits, self.methods, self.api, sender, self.check)
        told = self.manifest
        return Page(
            self.workspace, self.traffic, self.talk, self.interactions, told.commands, told.shortcuts, SUGGESTIONS
        )
