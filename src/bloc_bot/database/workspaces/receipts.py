"""Receipts of posted answers, each workspace's own, forgotten after 400 days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bloc_bot.database.errors import NotOnRecord
from bloc_bot.database.models import ReceiptGroundRow, ReceiptRow
from bloc_bot.database.session import asking, insert_into, writing
from bloc_bot.domain.receipts import EXAMPLE, Posted, Receipt, grounds_of, new_receipt_id
from bloc_bot.domain.replies import Reply

KEPT_FOR = timedelta(days=400)
TOLD_FOR = timedelta(days=30)
"""For so long an answer is told of what has changed since."""
_AT_A_TIME = 500


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class StoredReceipts:
    """Receipts in the database. `clock` gives the time at which an answer is given."""

    engine: AsyncEngine
    clock: Callable[[], datetime] = _now

    async def keep(self, reply: Reply, workspace: str, asked_on: date, posted: Posted) -> str:
        """Keep an answer that is about to be posted; the id of its receipt."""
        async with writing(self.engine) as connection:
            id = await self._kept(connection, reply, workspace, asked_on, posted)
            grounds = [{"workspace": workspace, "ground": name, "receipt": id} for name in grounds_of(reply)]
            if grounds:
                await connection.execute(insert(ReceiptGroundRow), grounds)
        return id

    async def _kept(
        self, connection: AsyncConnection, reply: Reply, workspace: str, asked_on: date, posted: Posted
    ) -> str:
        row = {
            "workspace": workspace,
            "channel": posted.channel,
            "thread": posted.thread,
            "ts": posted.ts,
            "reply": reply.as_kept(),
            "asked_on": asked_on,
            "given_at": self.clock(),
            "told_version": 0,
        }
        while True:
            added = insert_into(connection, ReceiptRow).values(id=new_receipt_id(), **row)
            made = await connection.execute(added.on_conflict_do_nothing().returning(ReceiptRow.id))
            if (id := made.scalar()) is not None:
                return str(id)

    async def place(self, id: str, workspace: str, ts: str) -> None:
        """The answer is posted, as this message."""
        async with writing(self.engine) as connection:
            await connection.execute(update(ReceiptRow).where(_this(id, workspace)).values(ts=ts))

    async def find(self, id: str, workspace: str) -> Receipt:
        """NotOnRecord if the workspace has none of this id."""
        async with asking(self.engine) as connection:
            wanted = select(*ReceiptRow.__table__.c).where(_this(id, workspace))
            row = (await connection.execute(wanted)).one_or_none()
        if row is None:
            raise NotOnRecord(
                f"There is no receipt {id} here. An id has six letters and digits, such as {EXAMPLE}, "
                f"and stands under the answer. Receipts are kept for {KEPT_FOR.days} days."
            )
        if (receipt := _receipt(row)) is None:
            raise NotOnRecord(f"The answer of receipt {id} was given by an older version of the bot, and is not read.")
        return receipt

    async def resting_on(self, grounds: Sequence[str], workspace: str, last: int) -> tuple[str, ...]:
        """The ids of the latest receipts of the last 30 days that rest on any of these and whose message is known."""
        found: set[tuple[datetime, str]] = set()
        fresh = select(ReceiptRow.given_at, ReceiptRow.id).where(ReceiptRow.workspace == workspace, self._fresh())
        latest = fresh.order_by(ReceiptRow.given_at.desc(), ReceiptRow.id.desc()).limit(last)
        async with asking(self.engine) as connection:
            for start in range(0, len(grounds), _AT_A_TIME):
                resting = select(ReceiptGroundRow.receipt).where(
                    ReceiptGroundRow.workspace == workspace,
                    ReceiptGroundRow.ground.in_(grounds[start : start + _AT_A_TIME]),
                )
                rows = await connection.execute(latest.where(ReceiptRow.id.in_(resting)))
                found |= {(row.given_at, row.id) for row in rows}
        return tuple(id for _, id in sorted(found, reverse=True)[:last])

    async def workspaces(self) -> tuple[str, ...]:
        """Those with answers that may have to be told of a change."""
        wanted = select(ReceiptRow.workspace).where(self._fresh()).distinct().order_by(ReceiptRow.workspace)
        async with asking(self.engine) as connection:
            return tuple(await connection.scalars(wanted))

    def _fresh(self) -> ColumnElement[bool]:
        return ReceiptRow.ts.is_not(None) & (ReceiptRow.given_at > self.clock() - TOLD_FOR)

    async def take_telling(self, receipt: Receipt, workspace: str, now: Reply, version: int) -> bool:
        """Whether the caller is the one to tell what the answer would be `now`, by the facts in `version`.

        Of several at once, one is; and nobody whose facts are older than what was told already.
        """
        unchanged = _this(receipt.id, workspace) & (ReceiptRow.told_version == receipt.version)
        if receipt.version >= version:
            return False
        async with writing(self.engine) as connection:
            taken: CursorResult[Any] = await connection.execute(
                update(ReceiptRow).where(unchanged).values(told=now.as_kept(), told_version=version)
            )
            return taken.rowcount == 1

    async def give_back(self, receipt: Receipt, workspace: str, version: int) -> None:
        """It was not told after all: as it was before the telling was taken."""
        mine = _this(receipt.id, workspace) & (ReceiptRow.told_version == version)
        told = receipt.told.as_kept() if receipt.version else None
        async with writing(self.engine) as connection:
            await connection.execute(update(ReceiptRow).where(mine).values(told=told, told_version=receipt.version))

    async def forget_old(self) -> int:
        """Drop those of answers that were given 400 days ago or earlier. How many there were."""
        old = ReceiptRow.given_at <= self.clock() - KEPT_FOR
        async with writing(self.engine) as connection:
            gone = await connection.execute(delete(ReceiptRow).where(old))
            return gone.rowcount


def _this(id: str, workspace: str) -> ColumnElement[bool]:
    return (ReceiptRow.workspace == workspace) & (ReceiptRow.id == id)


def _receipt(row: Row[Any]) -> Receipt | None:
    """None where the reply is of another version of the bot."""
    try:
        reply = Reply.from_kept(row.reply)
        told = Reply.from_kept(row.told) if row.told else reply
    except (ValueError, KeyError):
        return None
    return Receipt(
        id=row.id,
        reply=reply,
        asked_on=row.asked_on,
        given_at=row.given_at,
        posted=Posted(row.channel, row.thread, row.ts),
        told=told,
        version=row.told_version,
    )
