"""Sends Slack's requests to the bot, signed, as quick to give up as Slack."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from bloc_bot.playground.requests import signature_headers
from bloc_bot.playground.traffic import Traffic

PATIENCE = 3.0
"""Seconds until Slack takes a request for failed."""


@dataclass(frozen=True)
class Answer:
    """What the bot answered. Status 0: nothing in time, `text` says why."""

    status: int
    text: str = ""

    @property
    def failure(self) -> str:
        """What Slack would call it, where the bot did not take the request; else nothing."""
        if self.status == 200:
            return ""
        return f"http_error {self.status}" if self.status else self.text

    @property
    def json(self) -> dict[str, Any]:
        """The body as an object; an empty one where it is none."""
        try:
            body = json.loads(self.text) if self.text else {}
        except ValueError:
            return {}
        return body if isinstance(body, dict) else {}


@dataclass
class Sender:
    """Speaks to the bot at `address()`, its base address without a path."""

    address: Callable[[], str]
    secret: str
    http: aiohttp.ClientSession
    traffic: Traffic

    async def send(self, what: str, body: str, content_type: str, shown: Any, **headers: str) -> Answer:
        """One request. `shown` is what the traffic panel says of it."""
        started = time.perf_counter()
        answer = await self._answer(body.encode(), {"Content-Type": content_type, **headers})
        self.traffic.note(
            "to the bot",
            what,
            status=answer.status,
            seconds=time.perf_counter() - started,
            request=shown,
            response=answer.json or answer.text,
            refused=answer.failure or None,
        )
        return answer

    async def _answer(self, raw: bytes, headers: dict[str, str]) -> Answer:
        signed = {**headers, **signature_headers(raw, self.secret)}
        try:
            async with self.http.post(
                f"{self.address()}/slack/events",
                data=raw,
                headers=signed,
                timeout=aiohttp.ClientTimeout(total=PATIENCE),
            ) as response:
                return Answer(response.status, await response.text())
        except TimeoutError:
            return Answer(0, "operation_timeout")
        except aiohttp.ClientError:
            return Answer(0, "dispatch_failed")
