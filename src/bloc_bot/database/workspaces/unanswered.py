"""Questions that got no answer, kept for the workspaces that have switched it on, and forgotten after 90 days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Subquery, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bloc_bot.database.models import UnansweredQuestionRow, UnansweredSwitchRow
from bloc_bot.database.session import asking, insert_into, writing

KEPT_FOR = timedelta(days=90)
LONGEST = 1_000
"""Characters that are kept of a question. What is longer is none."""
ON_A_PAGE = 20


@dataclass(frozen=True)
class Switch:
    """Whether a workspace collects; who said so and when, if anybody has."""

    is_on: bool = False
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class AskedInVain:
    """A question as it was typed last, and how often it was asked."""

    text: str
    times: int
    last_at: datetime


@dataclass(frozen=True)
class Collected:
    """One page of what a workspace has collected, the latest first. `total` counts the different questions."""

    switch: Switch = Switch()
    questions: tuple[AskedInVain, ...] = ()
    page: int = 0
    total: int = 0


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class UnansweredQuestions:
    """Switches and questions in the database. `clock` gives the time at which something is asked or switched."""

    engine: AsyncEngine
    clock: Callable[[], datetime] = _now

    async def switch(self, workspace: str, *, on: bool, by: str) -> None:
        """Collect from now on, or no longer: then all that was kept is forgotten in the same transaction."""
        row = {"is_on": on, "switched_by": by, "switched_at": self.clock()}
        async with writing(self.engine) as connection:
            await connection.execute(
                insert_into(connection, UnansweredSwitchRow)
                .values(workspace=workspace, **row)
                .on_conflict_do_update(
                    index_elements=["workspace"], set_=row, where=UnansweredSwitchRow.is_on.is_not(on)
                )
            )
            if not on:
                await connection.execute(
                    delete(UnansweredQuestionRow).where(UnansweredQuestionRow.workspace == workspace)
                )

    async def keep(self, workspace: str, text: str, asked_at: datetime | None = None) -> bool:
        """Keep a question, if the workspace collects, and did when it was asked. Whether it does."""
        text, asked_at = _storable(text), asked_at or self.clock()
        row = {"workspace": workspace, "text": text, "folded": _folded(text), "asked_at": asked_at}
        # Locked for as long as it takes: a question cannot come in behind whoever switches off and forgets.
        collects = select(UnansweredSwitchRow.workspace).where(
            UnansweredSwitchRow.workspace == workspace,
            UnansweredSwitchRow.is_on,
            UnansweredSwitchRow.switched_at <= asked_at,
        )
        async with writing(self.engine) as connection:
            if await connection.scalar(collects.with_for_update(read=True)) is None:
                return False
            await connection.execute(insert(UnansweredQuestionRow).values(row))
            return True

    async def collected(self, workspace: str, page: int = 0) -> Collected:
        """The switch and a page of questions; the last page, if there are fewer."""
        grouped = self._grouped(workspace)
        async with asking(self.engine) as connection:
            switch = await _switch(connection, workspace)
            total = await connection.scalar(select(func.count()).select_from(grouped)) or 0
            page = min(max(page, 0), max(total - 1, 0) // ON_A_PAGE)
            rows = await connection.execute(
                select(UnansweredQuestionRow.text, grouped.c.times, UnansweredQuestionRow.asked_at)
                .join(grouped, UnansweredQuestionRow.id == grouped.c.latest)
                .order_by(UnansweredQuestionRow.id.desc())
                .limit(ON_A_PAGE)
                .offset(page * ON_A_PAGE)
            )
            return Collected(switch, tuple(AskedInVain(*row) for row in rows), page, total)

    async def forget_old(self) -> int:
        """Drop questions that were asked 90 days ago or earlier. How many there were."""
        old = UnansweredQuestionRow.asked_at <= self.clock() - KEPT_FOR
        async with writing(self.engine) as connection:
            gone = await connection.execute(delete(UnansweredQuestionRow).where(old))
            return gone.rowcount

    def _grouped(self, workspace: str) -> Subquery:
        """The same question over and over as one row: its latest id, and how often."""
        fresh = UnansweredQuestionRow.asked_at > self.clock() - KEPT_FOR
        return (
            select(func.max(UnansweredQuestionRow.id).label("latest"), func.count().label("times"))
            .where(UnansweredQuestionRow.workspace == workspace, fresh)
            .group_by(UnansweredQuestionRow.folded)
            .subquery()
        )


async def _switch(connection: AsyncConnection, workspace: str) -> Switch:
    found = await connection.execute(
        select(UnansweredSwitchRow.is_on, UnansweredSwitchRow.switched_by, UnansweredSwitchRow.switched_at).where(
            UnansweredSwitchRow.workspace == workspace
        )
    )
    row = found.first()
    return Switch(*row) if row is not None else Switch()


def _storable(text: str) -> str:
    """What both engines take: PostgreSQL has no NUL, and neither has halves of characters."""
    whole = text.replace("\x00", "").encode(errors="replace").decode()
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1]}…"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip("?!. ")
