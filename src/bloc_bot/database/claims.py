"""Who answers a request: a claim in the database, so that of all processes exactly one does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.models import HandledRequestRow
from bloc_bot.database.session import insert_into, writing

LASTING = "lasting:"
"""How a key begins that is never forgotten: what it stands for may come up again after any time."""


@dataclass(frozen=True)
class Claims:
    engine: AsyncEngine

    async def claim(self, key: str, now: datetime, lease: timedelta) -> bool:
        """Whether the caller is the one to answer. A claim that was never finished falls free when its lease ends."""
        row = {"claimed_at": now, "lease_until": now + lease}
        async with writing(self.engine) as connection:
            claimed = await connection.execute(
                insert_into(connection, HandledRequestRow)
                .values(key=key, **row)
                .on_conflict_do_update(
                    index_elements=["key"],
                    set_=row,
                    where=HandledRequestRow.answered_at.is_(None) & (HandledRequestRow.lease_until <= now),
                )
                .returning(HandledRequestRow.key)
            )
            return claimed.first() is not None

    async def finish(self, key: str, now: datetime) -> None:
        """The request is answered: nobody may claim it again."""
        async with writing(self.engine) as connection:
            await connection.execute(
                update(HandledRequestRow).where(HandledRequestRow.key == key).values(answered_at=now)
            )

    async def forget_old(self, before: datetime) -> int:
        """Drop requests claimed before then: nobody will send them again. How many there were."""
        async with writing(self.engine) as connection:
            old = (HandledRequestRow.claimed_at < before) & ~HandledRequestRow.key.startswith(LASTING)
            gone = await connection.execute(delete(HandledRequestRow).where(old))
            return gone.rowcount
