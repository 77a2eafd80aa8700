"""Receipts of answers that others see: kept before they are posted, so that what is shown is on record."""

from __future__ import annotations

import asyncio
import logging

from bloc_bot.domain.receipts import Posted, has_receipt
from bloc_bot.domain.replies import Reply
from bloc_bot.slack.desk import Desk

log = logging.getLogger("bloc_bot.slack")
WITHIN = 1.0
"""Seconds that an answer waits for its receipt. After that it goes out without one."""


async def keep_receipt(reply: Reply, team: str, posted: Posted, desk: Desk) -> str:
    """The id of the receipt for an answer that others are about to see; empty where it gets none."""
    if not has_receipt(reply):
        return ""
    try:
        async with asyncio.timeout(WITHIN):
            return await desk.receipts.keep(reply, team, desk.today(), posted)
    except Exception as error:  # noqa: BLE001 - the answer goes out, whatever is the matter with its receipt
        log.warning("an answer goes out without a receipt: %s", type(error).__name__)
        return ""


async def note_place(receipt: str, team: str, ts: str, desk: Desk) -> None:
    """The answer is out, as the message `ts`: by that its thread is told if it should ever change."""
    if not receipt or not ts:
        return
    try:
        async with asyncio.timeout(WITHIN):
            await desk.receipts.place(receipt, team, ts)
    except Exception as error:  # noqa: BLE001 - it costs that note, and no more
        log.warning("where an answer was posted was not noted: %s", type(error).__name__)
