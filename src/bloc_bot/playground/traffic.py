"""What went between Slack and the bot: for the panel beside the page, and for tests."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

_KEPT = 200


@dataclass(frozen=True)
class Exchange:
    """One request and its answer. `refused` is why it was not taken, where it was not."""

    id: int
    at: str
    direction: str
    what: str
    status: int
    took_ms: float
    refused: str | None
    request: Any
    response: Any

    def shown(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Traffic:
    """The latest exchanges."""

    tell: Callable[[Exchange], None] = lambda _exchange: None
    exchanges: deque[Exchange] = field(default_factory=lambda: deque(maxlen=_KEPT))
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def note(
        self,
        direction: str,
        what: str,
        *,
        status: int,
        seconds: float,
        request: Any,
        response: Any,
        refused: str | None = None,
    ) -> None:
        at = datetime.now().astimezone().strftime("%H:%M:%S.%f")[:-3]
        took = round(seconds * 1000, 1)
        exchange = Exchange(next(self._numbers), at, direction, what, status, took, refused, request, response)
        self.exchanges.append(exchange)
        self.tell(exchange)
