"""Keeps questions that got no answer, where a workspace has switched it on. No answer waits for it or fails by it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from bloc_bot.database.errors import DatabaseUnavailable, Refused
from bloc_bot.database.workspaces.unanswered import Collected
from bloc_bot.domain.replies import Reply, Status
from bloc_bot.slack.background import Background
from bloc_bot.slack.typed import without_people

log = logging.getLogger("bloc_bot.slack")
OFF_FOR = 3.0
"""Seconds for which a workspace that was found switched off, or could not be looked up, is left alone."""
WITHIN = 5.0
_UNANSWERED = frozenset({Status.NOT_UNDERSTOOD, Status.NO_DATA})
_REMEMBERED = 10_000


class Questions(Protocol):
    """Where they are kept. A workspace that has not switched it on keeps none."""

    @property
    def clock(self) -> Callable[[], datetime]: ...

    async def switch(self, workspace: str, *, on: bool, by: str) -> None: ...

    async def keep(self, workspace: str, text: str, asked_at: datetime) -> bool: ...

    async def collected(self, workspace: str, page: int = 0) -> Collected: ...


class NoQuestions:
    """For a bot that has no place to keep them: it is off for all."""

    def clock(self) -> datetime:
        return datetime.now(UTC)

    async def switch(self, workspace: str, *, on: bool, by: str) -> None:  # noqa: ARG002 - as Questions has it
        raise Refused("This bot has no place to keep questions.")

    async def keep(self, workspace: str, text: str, asked_at: datetime) -> bool:  # noqa: ARG002 - as Questions has it
        return False

    async def collected(self, workspace: str, page: int = 0) -> Collected:  # noqa: ARG002 - as Questions has it
        return Collected()


class Collector:
    """One per process. It remembers for a moment who does not collect: each question kept asks the database anyway."""

    def __init__(
        self, questions: Questions, background: Background, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._questions = questions
        self._background = background
        self._clock = clock
        self._off_until: dict[str, float] = {}
        self._one_at_a_time = asyncio.Lock()

    def note(self, question: str, reply: Reply, workspace: str) -> None:
        """The reply is out. If it was no answer, the question is kept, later and perhaps."""
        text = without_people(question).strip()
        if reply.status in _UNANSWERED and workspace and text and not self._is_off(workspace):
            self._background.start(self._keep(workspace, text, self._questions.clock()))

    async def switch(self, workspace: str, *, on: bool, by: str) -> None:
        await self._questions.switch(workspace, on=on, by=by)
        self._off_until.pop(workspace, None)

    async def collected(self, workspace: str, page: int = 0) -> Collected:
        return await self._questions.collected(workspace, page)

    async def _keep(self, workspace: str, text: str, asked_at: datetime) -> None:
        async with self._one_at_a_time:  # so that answers find connections free
            if not self._is_off(workspace) and not await self._kept(workspace, text, asked_at):
                self._leave_alone(workspace)

    async def _kept(self, workspace: str, text: str, asked_at: datetime) -> bool:
        try:
            async with asyncio.timeout(WITHIN):
                return await self._questions.keep(workspace, text, asked_at)
        except (DatabaseUnavailable, TimeoutError):
            pass  # whoever watches the facts has told it
        except Exception as error:  # noqa: BLE001 - the answer is out: nothing may be said of this
            log.warning("an unanswered question was not kept: %s", type(error).__name__)
        return False

    def _is_off(self, workspace: str) -> bool:
        return self._off_until.get(workspace, 0.0) > self._clock()

    def _leave_alone(self, workspace: str) -> None:
        if len(self._off_until) >= _REMEMBERED:
            self._off_until.clear()
        self._off_until[workspace] = self._clock() + OFF_FOR
