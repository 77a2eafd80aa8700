"""What each conversation was about last, for follow-ups in any process; forgotten after 30 days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.models import ConversationRow
from bloc_bot.database.session import asking, insert_into, writing
from bloc_bot.domain.turns import Turn

KEPT_FOR = timedelta(days=30)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class StoredConversations:
    """Conversations in the database. `clock` gives the time at which a turn is remembered."""

    engine: AsyncEngine
    clock: Callable[[], datetime] = _now

    async def last(self, conversation: str, workspace: str) -> Turn | None:
        """The last turn, if there was one within the last 30 days."""
        fresh = ConversationRow.turned_at > self.clock() - KEPT_FOR
        wanted = select(ConversationRow.turn).where(
            ConversationRow.key == conversation, ConversationRow.workspace == workspace, fresh
        )
        async with asking(self.engine) as connection:
            turn = await connection.scalar(wanted)
        return Turn.model_validate_json(turn) if turn is not None else None

    async def remember(self, conversation: str, workspace: str, turn: Turn) -> None:
        """Put this turn in the place of the last one."""
        row = {"turn": turn.model_dump_json(), "turned_at": self.clock()}
        async with writing(self.engine) as connection:
            await connection.execute(
                insert_into(connection, ConversationRow)
                .values(key=conversation, workspace=workspace, **row)
                .on_conflict_do_update(index_elements=["workspace", "key"], set_=row)
            )

    async def forget_old(self) -> int:
        """Drop conversations in which nothing was asked for 30 days. How many there were."""
        old = ConversationRow.turned_at <= self.clock() - KEPT_FOR
        async with writing(self.engine) as connection:
            gone = await connection.execute(delete(ConversationRow).where(old))
            return gone.rowcount


class Memory:
    """Conversations in this process alone: for the terminal, and for questions by the line."""

    def __init__(self) -> None:
        self._turns: dict[tuple[str, str], Turn] = {}

    async def last(self, conversation: str, workspace: str) -> Turn | None:
        return self._turns.get((workspace, conversation))

    async def remember(self, conversation: str, workspace: str, turn: Turn) -> None:
        self._turns[workspace, conversation] = turn
