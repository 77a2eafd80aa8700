"""Pictures, each drawn once and kept, beside the event loop."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from bloc_bot.domain.timelines import Chart

_KEPT = 40


class Gallery:
    """Draws charts as PNG, one at a time, and keeps the latest.

    A chart holds all that its picture shows, so it is the key: after new facts, only what changed is drawn anew.
    """

    def __init__(self) -> None:
        self._drawn: OrderedDict[Chart, asyncio.Task[bytes]] = OrderedDict()
        self._drawing = asyncio.Semaphore(1)

    async def png(self, chart: Chart) -> bytes:
        """The picture. Whoever asks while it is being drawn waits for the same drawing."""
        task = self._drawn.get(chart)
        if task is None:
            task = self._drawn[chart] = asyncio.create_task(self._draw(chart))
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(chart)
        try:
            return await asyncio.shield(task)
        except Exception:
            self._drawn.pop(chart, None)
            raise

    async def _draw(self, chart: Chart) -> bytes:
        async with self._drawing:
            return await asyncio.to_thread(_png, chart)


def _png(chart: Chart) -> bytes:
    from bloc_bot.pictures.drawing import draw  # matplotlib takes a second to import

    return draw(chart, format="png")
