"""Where receipts are kept, for bots with and without a place for them."""
# ruff: noqa: ARG002 - the parameters of NoReceipts are those of Receipts

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bloc_bot.database.errors import NotOnRecord
from bloc_bot.domain.receipts import Posted, Receipt
from bloc_bot.domain.replies import Reply


class Receipts(Protocol):
    """Where posted answers are kept as they were given. All of it is one team's own."""

    async def keep(self, reply: Reply, workspace: str, asked_on: date, posted: Posted) -> str: ...

    async def place(self, id: str, workspace: str, ts: str) -> None: ...

    async def find(self, id: str, workspace: str) -> Receipt: ...

    async def resting_on(self, grounds: Sequence[str], workspace: str, last: int) -> tuple[str, ...]: ...

    async def workspaces(self) -> tuple[str, ...]: ...

    async def take_telling(self, receipt: Receipt, workspace: str, now: Reply, version: int) -> bool: ...

    async def give_back(self, receipt: Receipt, workspace: str, version: int) -> None: ...


class NoReceipts:
    """For a bot that has no place to keep them: it shows none."""

    async def keep(self, reply: Reply, workspace: str, asked_on: date, posted: Posted) -> str:
        return ""

    async def place(self, id: str, workspace: str, ts: str) -> None:
        return None

    async def find(self, id: str, workspace: str) -> Receipt:
        raise NotOnRecord("This bot keeps no receipts.")

    async def resting_on(self, grounds: Sequence[str], workspace: str, last: int) -> tuple[str, ...]:
        return ()

    async def workspaces(self) -> tuple[str, ...]:
        return ()

    async def take_telling(self, receipt: Receipt, workspace: str, now: Reply, version: int) -> bool:
        return False

    async def give_back(self, receipt: Receipt, workspace: str, version: int) -> None:
        return None
