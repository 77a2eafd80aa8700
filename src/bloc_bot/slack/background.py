"""Work that may take longer than Slack waits: done within the request where it is quick, else after it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

PATIENCE = 2.0
"""Seconds after which a request is acknowledged with its work still going on. Slack gives up after three."""
AT_MOST = 200
AT_MOST_ASIDE = 100
"""Tasks that nobody waits for. They are counted apart, so that they never hold up an answer."""


class Background:
    """A bounded set of tasks that outlive their requests."""

    def __init__(self, patience: float = PATIENCE, at_most: int = AT_MOST) -> None:
        self._patience = patience
        self._at_most = at_most
        self._tasks: set[asyncio.Task[None]] = set()
        self._aside: set[asyncio.Task[None]] = set()

    async def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Wait for the work, but no longer than Slack does. An error in time is raised here.

        With too much left over already the request waits to the end: Slack then sends it again later.
        """
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._over)
        patience = self._patience if len(self._tasks) <= self._at_most else None
        done, _ = await asyncio.wait({task}, timeout=patience)
        if done:
            task.result()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it when there is time, with nobody waiting; with too much of that kind under way, not at all."""
        if len(self._aside) >= AT_MOST_ASIDE:
            work.close()
            return
        task = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._over)

    async def idle(self) -> None:
        """Wait until nothing is under way."""
        while under_way := self._tasks | self._aside:
            await asyncio.wait(under_way)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._aside.discard(task)
        if not task.cancelled():
            # Retrieved, so that asyncio does not report it a second time: the work tells its own errors.
            task.exception()

    async def close(self, seconds: float = 10) -> None:
        """Let what is under way come to its end, for so long."""
        if under_way := self._tasks | self._aside:
            _, late = await asyncio.wait(under_way, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
