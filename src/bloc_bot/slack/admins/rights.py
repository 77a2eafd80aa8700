"""What somebody may do: record, suggest, or only ask. Asked anew at every submission and button."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import Refused
from bloc_bot.database.workspaces.named_admins import NamedAdmin
from bloc_bot.slack.mrkdwn import escape
from bloc_bot.slack.people import Directory, NoDirectory, Person, WorkspaceRole

_SHOWN = 50


class Right(IntEnum):
    """Each includes those before it."""

    ASK = 0
    SUGGEST = 1
    RECORD = 2


class Named(Protocol):
    """Where the admins are kept whom others have named in Slack."""

    async def of(self, workspace: str) -> tuple[NamedAdmin, ...]: ...

    async def add(self, workspace: str, user: str, by: str, now: datetime) -> None: ...

    async def remove(self, workspace: str, user: str, *, may_be_last: bool) -> None: ...


class NobodyNamed:
    """For a bot that has no place to keep names."""

    async def of(self, workspace: str) -> tuple[NamedAdmin, ...]:  # noqa: ARG002 - as Named has it
        return ()

    async def add(self, workspace: str, user: str, by: str, now: datetime) -> None:  # noqa: ARG002 - as Named has it
        raise Refused("This bot has no place to keep names.")

    async def remove(self, workspace: str, user: str, *, may_be_last: bool) -> None:  # noqa: ARG002 - as Named has it
        raise Refused("This bot has no place to keep names.")


@dataclass(frozen=True)
class Admins:
    """Who may record. `configured` are those whom the one who runs the bot has named, in every workspace."""

    configured: frozenset[str]
    named: Named = field(default_factory=NobodyNamed)
    directory: Directory = field(default_factory=NoDirectory)

    async def right(self, person: Person, client: AsyncWebClient) -> Right:
        """RightsUnknown or DatabaseUnavailable where that cannot be found out: then nothing is allowed."""
        if not person.workspace or not person.user:
            return Right.ASK
        match await self.directory.role(person, client):
            case WorkspaceRole.GUEST | WorkspaceRole.STRANGER:
                return Right.ASK
            case WorkspaceRole.ADMIN:
                return Right.RECORD
            case role:
                if person.user in await self.listed(person.workspace):
                    return Right.RECORD
                return Right.SUGGEST if role is WorkspaceRole.MEMBER else Right.ASK

    async def may_record(self, person: Person, client: AsyncWebClient) -> bool:
        return await self.right(person, client) is Right.RECORD

    async def listed(self, workspace: str) -> tuple[str, ...]:
        """Those who were named, by whoever runs the bot and in Slack. Slack's own admins are not listed."""
        named = [admin.user for admin in await self.named.of(workspace)]
        return tuple(dict.fromkeys([*sorted(self.configured), *named]))


async def who_may(
    admins: Admins, workspace: str, what: str = "record", advice: str = "Ask one of them, and send along the source."
) -> str:
    """Who may record, or do what else is for admins; told to somebody who may not. It is mrkdwn."""
    users = await admins.listed(workspace)
    if not users:
        return (
            f"Nobody may {what} yet. Whoever runs the bot names people in `BLOC_ADMINS`, "
            "and an admin of this workspace with `/bloc admins add`."
        )
    names = ", ".join(f"<@{escape(user)}>" for user in users[:_SHOWN])
    return f"Only these people may {what}: {names}. {advice}"
