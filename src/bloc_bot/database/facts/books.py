"""The fact books in memory: what every reader may see, kept current without asking the database each time."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.database.facts.known_books import KnownBooks
from bloc_bot.database.facts.snapshot import Holdings, load_holdings, load_shared
from bloc_bot.database.models import SHARED, VersionRow
from bloc_bot.database.session import asking, make_reader, reading
from bloc_bot.domain.factbook import FactBook

log = logging.getLogger(__name__)


@dataclass
class _Overlay:
    """A workspace's own holdings, and the shared book with them laid over it."""

    holdings: Holdings
    book: FactBook
    asked_at: float


class FactBooks:
    """Gives each workspace its current book. Shared facts are held once, a workspace's own while it asks.

    `shared` is the book of shared facts, where it was loaded before; a later version in the database takes its place.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        idle_after: float = 1800,
        clock: Callable[[], float] = time.monotonic,
        shared: FactBook | None = None,
    ) -> None:
        self._engine = engine
        self._reader = make_reader(engine)
        self._idle_after = idle_after
        self._clock = clock
        self._shared = shared
        self._overlays: dict[str, _Overlay] = {}
        self._loading = asyncio.Lock()
        self._known = KnownBooks(self._reader)
        self._asked_known_at = clock()
        self.shared_changed: Callable[[tuple[str, ...]], None] = _nobody_is_told
        """Told of shared facts that are other than before, by their ids, once the answers have them."""

    async def known(self, workspace: str, day: date) -> FactBook:
        """What a workspace had on record at the end of a day that is past, or has on record today."""
        self._asked_known_at = self._clock()
        return await self._known.book(workspace, day, await self.book(workspace))

    async def begins(self, workspace: str) -> date | None:
        """The day of the first fact on record for a workspace."""
        return await self._known.begins(workspace)

    async def book(self, workspace: str = SHARED) -> FactBook:
        """The current book of a workspace; of no workspace, the shared one. From memory, but for its first time."""
        if workspace == SHARED:
            return self._shared or await self._load_first()
        overlay = self._overlays.get(workspace) or await self._load_overlay(workspace)
        overlay.asked_at = self._clock()
        return overlay.book

    async def refresh(self) -> None:
        """Reload what has changed since it was loaded."""
        async with self._loading:
            stale = await self._stale()
            before, shared_is_stale = self._shared, SHARED in stale
            if shared_is_stale:
                await self._reload_shared()
                stale |= set(self._overlays)  # they lie over the shared book, and may cite its sources
            for workspace in stale - {SHARED}:
                await self._reload_overlay(workspace)
        if shared_is_stale and before is not None and self._shared is not None:
            self.shared_changed(await asyncio.to_thread(_changed, before, self._shared))

    async def watch(self, interval: float = 0.5) -> None:
        """Refresh for ever. A database that is gone is told once; answers go on from what is in memory."""
        reachable = True
        while True:
            try:
                self._drop_idle()
                await self.refresh()
                if not reachable:
                    log.warning("The database answers again; the facts are current.")
                reachable = True
            except (DatabaseUnavailable, SQLAlchemyError) as error:
                if reachable:
                    log.warning("The database does not answer: facts stay as they are. %s", error.__cause__ or error)
                reachable = False
            await asyncio.sleep(interval)

    async def _load_first(self) -> FactBook:
        async with self._loading:
            return self._shared or await self._reload_shared()

    async def _load_overlay(self, workspace: str) -> _Overlay:
        await self.book()
        async with self._loading:
            return self._overlays.get(workspace) or await self._reload_overlay(workspace)

    async def _stale(self) -> set[str]:
        """What is loaded in another version than the database has."""
        if self._shared is None:
            return set()
        loaded = {SHARED: self._shared.version} | {name: own.holdings.version for name, own in self._overlays.items()}
        async with asking(self._engine) as connection:
            rows = await connection.execute(
                select(VersionRow.workspace, VersionRow.version).where(VersionRow.workspace.in_(loaded))
            )
            return {row.workspace for row in rows if row.version != loaded[row.workspace]}

    async def _reload_shared(self) -> FactBook:
        self._shared = shared = await asyncio.to_thread(self._read_shared)
        return shared

    async def _reload_overlay(self, workspace: str) -> _Overlay:
        shared = self._shared or await self._reload_shared()
        holdings = await asyncio.to_thread(self._read_holdings, workspace)
        book = await asyncio.to_thread(overlaid, shared, holdings)
        self._overlays[workspace] = overlay = _Overlay(holdings, book, self._clock())
        return overlay

    def _read_shared(self) -> FactBook:
        with _without_collecting(), reading(self._reader) as connection:
            return load_shared(connection)

    def _read_holdings(self, workspace: str) -> Holdings:
        with reading(self._reader) as connection:
            return load_holdings(connection, workspace)

    def _drop_idle(self) -> None:
        """Forget the overlays that nobody has asked for lately: they are loaded again when asked for."""
        idle_since = self._clock() - self._idle_after
        if self._asked_known_at < idle_since:
            self._known.forget()
        for workspace in [name for name, own in self._overlays.items() if own.asked_at < idle_since]:
            del self._overlays[workspace]


def _nobody_is_told(facts: tuple[str, ...]) -> None:
    del facts


def _changed(before: FactBook, now: FactBook) -> tuple[str, ...]:
    return tuple(id for id in before.facts.keys() | now.facts.keys() if before.facts.get(id) != now.facts.get(id))


def overlaid(shared: FactBook, holdings: Holdings) -> FactBook:
    """The shared book as a workspace sees it."""
    if not (holdings.version or holdings.facts or holdings.withdrawn or holdings.sources or holdings.people):
        return shared
    sources = {**shared.register.sources, **holdings.sources}
    people = {**shared.register.people, **holdings.people}
    base = replace(shared, register=replace(shared.register, sources=sources, people=people))
    return base.overlaid(holdings.facts, holdings.withdrawn, shared.version + holdings.version)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the garbage collector off what is loaded: it holds no cycles, and there may be a million objects of it.

    Every full collection would walk through all of them, and stop every answer for as long.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()
