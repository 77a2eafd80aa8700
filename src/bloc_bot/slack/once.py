"""Each question is taken by one process, once, however often Slack sends it."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Protocol

log = logging.getLogger("bloc_bot.slack")
LEASE = timedelta(seconds=30)
"""For so long a claim holds that was not finished. Shorter than Slack's second retry, which comes after a minute."""
_REMEMBERED = 10_000


class Claims(Protocol):
    """Where all processes agree on who answers what."""

    async def claim(self, key: str, now: datetime, lease: timedelta) -> bool: ...

    async def finish(self, key: str, now: datetime) -> None: ...


class Turn(Enum):
    """Whose turn it is to answer."""

    MINE = auto()
    TAKEN_HERE = auto()
    """This process is at it, or has answered."""
    TAKEN_ELSEWHERE = auto()
    """Another process answered, is at it, or died over it: should be asked again once its lease is over."""


class Once:
    """Claims by key, with a memory of this process's own."""

    def __init__(self, claims: Claims, clock: Callable[[], datetime], lease: timedelta = LEASE) -> None:
        self._claims = claims
        self._clock = clock
        self._lease = lease
        self._mine: OrderedDict[str, None] = OrderedDict()

    async def take(self, key: str) -> Turn:
        if key in self._mine:
            return Turn.TAKEN_HERE
        self._remember(key)
        try:
            claimed = await self._claims.claim(key, self._clock(), self._lease)
        except BaseException:
            self.forget(key)
            raise
        if claimed:
            return Turn.MINE
        self.forget(key)
        return Turn.TAKEN_ELSEWHERE

    async def finish(self, key: str) -> None:
        """It is answered: never again. Without the database this process alone remembers it."""
        try:
            await self._claims.finish(key, self._clock())
        except Exception as error:  # noqa: BLE001 - the answer is out: nothing may be said of this
            log.warning("a claim was not marked as finished: %s", type(error).__name__)

    def forget(self, key: str) -> None:
        """It was not answered: when Slack sends it again, it may be."""
        self._mine.pop(key, None)

    def _remember(self, key: str) -> None:
        self._mine[key] = None
        while len(self._mine) > _REMEMBERED:
            self._mine.popitem(last=False)
