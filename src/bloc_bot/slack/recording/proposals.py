"""Where suggestions and reports are kept, for bots with and without a place for them."""
# ruff: noqa: ARG002 - the parameters are those of Proposals

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bloc_bot.database.errors import NotOnRecord, Refused
from bloc_bot.database.workspaces.suggestions import Edited, Proposed, Suggestion, Waiting
from bloc_bot.domain.drafts import Recorded

ON_A_PAGE = 3


class Proposals(Protocol):
    """What members want on record or looked at, until an admin decides. All of it is one team's own."""

    async def propose(self, draft: Proposed, workspace: str, by: str, now: datetime, form: str = "") -> Suggestion: ...

    async def proposed_from(self, form: str, workspace: str) -> Suggestion | None: ...

    async def approve(
        self, id: str, workspace: str, by: str, now: datetime, edited: Edited | None = None, form: str = ""
    ) -> Recorded: ...

    async def settle(self, id: str, workspace: str, by: str, now: datetime) -> Suggestion: ...

    async def reject(self, id: str, workspace: str, by: str, reason: str, now: datetime) -> Suggestion: ...

    async def get(self, id: str, workspace: str) -> Suggestion: ...

    async def waiting(self, workspace: str, page: int = 0, on_a_page: int = ON_A_PAGE) -> Waiting: ...

    async def of_person(self, workspace: str, user: str, last: int = 5) -> tuple[Suggestion, ...]: ...


class NoProposals:
    """For a bot that has no place to keep them."""

    async def propose(self, draft: Proposed, workspace: str, by: str, now: datetime, form: str = "") -> Suggestion:
        raise Refused("This bot has no place to keep suggestions.")

    async def proposed_from(self, form: str, workspace: str) -> Suggestion | None:
        return None

    async def approve(
        self, id: str, workspace: str, by: str, now: datetime, edited: Edited | None = None, form: str = ""
    ) -> Recorded:
        raise NotOnRecord("There is no such suggestion.")

    async def settle(self, id: str, workspace: str, by: str, now: datetime) -> Suggestion:
        raise NotOnRecord("There is no such report.")

    async def reject(self, id: str, workspace: str, by: str, reason: str, now: datetime) -> Suggestion:
        raise NotOnRecord("There is no such suggestion.")

    async def get(self, id: str, workspace: str) -> Suggestion:
        raise NotOnRecord("There is no such suggestion.")

    async def waiting(self, workspace: str, page: int = 0, on_a_page: int = ON_A_PAGE) -> Waiting:
        return Waiting()

    async def of_person(self, workspace: str, user: str, last: int = 5) -> tuple[Suggestion, ...]:
        return ()
