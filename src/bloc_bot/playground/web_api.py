"""Slack's Web API over HTTP: who may call what, what is kept of it, and what Slack would refuse."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web

from bloc_bot.playground.methods import Arguments, Methods
from bloc_bot.playground.permits import Check, Hook, Permits, Refused
from bloc_bot.playground.traffic import Traffic
from bloc_bot.playground.workspace import BOT, TEAM, Message, Workspace

HOOKS = f"/commands/{TEAM}"
_JSON_ARGUMENTS = ("blocks", "view", "files")


@dataclass(frozen=True)
class Call:
    """What the bot sent and Slack took: a method with its arguments, or `hook` with a message for a response_url."""

    method: str
    payload: dict[str, Any]


async def _no_fault() -> web.Response | None:
    return None


@dataclass
class WebApi:
    """The API for one bot, with its token and its scopes. `before` may answer in the place of Slack, for tests."""

    workspace: Workspace
    permits: Permits
    traffic: Traffic
    methods: Methods
    token: str
    scopes: frozenset[str]
    check: Check
    calls: list[Call] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    before: Callable[[], Awaitable[web.Response | None]] = _no_fault

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/api/{method}", self._handle_method),
            web.post(HOOKS + "/{hook}", self._handle_hook),
            web.post("/upload/{file}", self._handle_upload),
            web.get("/files/{file}/{name}", self._handle_file),
        ]

    async def _handle_method(self, request: web.Request) -> web.Response:
        started, name = time.perf_counter(), request.match_info["method"]
        arguments = await _arguments(request)
        if (failed := await self.before()) is not None:
            return failed
        refused: str | None = None
        try:
            answer = {"ok": True, **self._called(name, arguments, request.headers.get("Authorization", ""))}
        except Refused as refusal:
            refused = ": ".join([refusal.error, *refusal.details])
            self.refused += refusal.details
            answer = {"ok": False, "error": refusal.error, "response_metadata": {"messages": list(refusal.details)}}
        self._note(name, started, 200, arguments, answer, refused)
        return web.json_response(answer, headers={"x-oauth-scopes": ",".join(sorted(self.scopes))})

    def _called(self, name: str, arguments: Arguments, authorization: str) -> dict[str, Any]:
        if authorization != f"Bearer {self.token}":
            raise Refused("invalid_auth" if authorization else "not_authed")
        method = self.methods.by_name.get(name)
        if method is None:
            raise Refused("unknown_method", f"{name} is not one that the bot calls")
        if method.scope and method.scope not in self.scopes:
            raise Refused("missing_scope", f"{name} needs {method.scope}")
        if missing := method.needs - arguments.keys():
            raise Refused("invalid_arguments", f"{name} needs {', '.join(sorted(missing))}")
        result = method.do(arguments)
        self.calls.append(Call(name, arguments))
        return result

    async def _handle_hook(self, request: web.Request) -> web.Response:
        started, payload = time.perf_counter(), await request.json()
        if (failed := await self.before()) is not None:
            return failed
        try:
            self._answer(self.permits.use_hook(request.match_info["hook"]), payload)
        except Refused as refusal:
            self.refused += refusal.details
            status = 400 if refusal.error == "invalid_blocks" else 404
            said = {"ok": False, "error": refusal.error}
            self._note("response_url", started, status, payload, said, ": ".join([refusal.error, *refusal.details]))
            return web.json_response(said, status=status)
        self._note("response_url", started, 200, payload, "ok")
        return web.Response(text="ok")

    def _answer(self, hook: Hook, payload: dict[str, Any]) -> None:
        old = self.workspace.messages.get((hook.channel, hook.ts or ""))
        if payload.get("delete_original"):
            if old is not None:
                self.workspace.remove(old)
        elif problems := self.check(payload):
            raise Refused("invalid_blocks", *problems)
        elif old is not None and payload.get("replace_original"):
            blocks = tuple(payload.get("blocks") or ())
            self.workspace.put(replace(old, text=payload["text"], blocks=blocks, edited=not old.only_for))
        else:
            self.put_answer(payload, hook.user, hook.channel, hook.thread_ts)
        self.calls.append(Call("hook", payload))

    def new_response_url(self, user: str, channel: str, message: Message | None = None) -> str:
        """Where the bot may answer somebody who sent a command, or pressed something under a message."""
        about = (message.thread_ts, message.ts) if message else (None, None)
        return f"{self.methods.address()}{HOOKS}/{self.permits.new_hook(user, channel, *about)}"

    def put_answer(self, payload: dict[str, Any], user: str, channel: str, thread_ts: str | None = None) -> None:
        """A message in answer to somebody: for them alone, unless it says that it is for the channel."""
        only_for = "" if payload.get("response_type") == "in_channel" else user
        blocks = tuple(payload.get("blocks") or ())
        ts = self.workspace.next_ts()
        self.workspace.put(Message(channel, ts, BOT, payload.get("text") or "", blocks, thread_ts, only_for))

    async def _handle_upload(self, request: web.Request) -> web.Response:
        started, file = time.perf_counter(), self.workspace.files.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404)
        content = await _uploaded(request)
        self.workspace.files[file.id] = replace(file, content=content)
        self._note("upload", started, 200, f"{len(content)} bytes", "OK")
        return web.Response(text=f"OK - {len(content)}")

    async def _handle_file(self, request: web.Request) -> web.Response:
        file = self.workspace.files.get(request.match_info["file"])
        if file is None or not file.content:
            return web.Response(status=404)
        return web.Response(body=file.content, content_type="image/png")

    def _note(
        self, what: str, started: float, status: int, request: Any, response: Any, refused: str | None = None
    ) -> None:
        seconds = time.perf_counter() - started
        self.traffic.note(
            "to Slack", what, status=status, seconds=seconds, request=request, response=response, refused=refused
        )


async def _arguments(request: web.Request) -> Arguments:
    if request.content_type == "application/json":
        return dict(await request.json())
    form = {**request.query, **await request.post()}
    return {key: json.loads(str(value)) if key in _JSON_ARGUMENTS else value for key, value in form.items()}


async def _uploaded(request: web.Request) -> bytes:
    """The bytes of a file, as the body itself or as a part of a form."""
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    parts = (await request.post()).values()
    return b"".join([part.file.read() for part in parts if isinstance(part, web.FileField)])
