"""Books of what was on record on a day that is past: loaded when somebody asks for one, and kept for a while."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection, Engine, func, select

from bloc_bot.database.facts.snapshot import load_holdings_before
from bloc_bot.database.models import SHARED, FactRow
from bloc_bot.database.session import reading
from bloc_bot.domain.dates import ONE_DAY
from bloc_bot.domain.factbook import FactBook

_KEPT = 4
_Key = tuple[str, date, int]


class KnownBooks:
    """A few books of days that are past. A day ends at midnight, UTC."""

    def __init__(self, reader: Engine) -> None:
        self._reader = reader
        self._books: OrderedDict[_Key, FactBook] = OrderedDict()
        self._loading = asyncio.Lock()

    async def book(self, workspace: str, day: date, now: FactBook) -> FactBook:
        """What the workspace had on record at the end of the day, under the names of its book of `now`."""
        # What was on record on a day may still change: it may be today, and an import brings its history along.
        key = workspace, day, now.version
        async with self._loading:
            if key not in self._books:
                self._books[key] = await asyncio.to_thread(self._read, workspace, day, now)
                while len(self._books) > _KEPT:
                    self._books.popitem(last=False)
            self._books.move_to_end(key)
            return self._books[key]

    async def begins(self, workspace: str) -> date | None:
        """The day of the first fact that the workspace sees; None where there is none."""
        return await asyncio.to_thread(self._first_day, workspace)

    def forget(self) -> None:
        """Give back the memory: they are loaded again when asked for."""
        self._books.clear()

    def _read(self, workspace: str, day: date, now: FactBook) -> FactBook:
        with reading(self._reader) as connection:
            return _load(connection, workspace, day, now)

    def _first_day(self, workspace: str) -> date | None:
        wanted = select(func.min(FactRow.recorded_at)).where(FactRow.workspace.in_({SHARED, workspace}))
        with reading(self._reader) as connection:
            first = connection.scalar(wanted)
        return first.date() if first is not None else None


def _load(connection: Connection, workspace: str, day: date, now: FactBook) -> FactBook:
    end = datetime.combine(day + ONE_DAY, time(), UTC)
    shared = load_holdings_before(connection, SHARED, end)
    # With the very register of `now`, the index of its names serves this book too.
    book = FactBook.build(now.register, shared.facts, now.version)
    if workspace == SHARED:
        return book
    own = load_holdings_before(connection, workspace, end)
    return book.overlaid(own.facts, own.withdrawn, now.version)
