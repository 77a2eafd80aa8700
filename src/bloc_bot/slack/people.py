"""Who somebody is in a workspace, as Slack says: asked where `users:read` was granted, and kept for a minute."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Protocol

import aiohttp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

KEPT_FOR = 60.0
"""Seconds."""
WITHIN = 1.0
"""Seconds that Slack is given to say who somebody is: a form has to open within three of the click."""
_SCOPE = "users:read"
_REMEMBERED = 10_000
_NOBODY_HERE = {"user_not_found", "user_not_visible", "users_not_found"}


class RightsUnknown(Exception):
    """Slack does not say who somebody is, so that they may do nothing that needs a right."""


class WorkspaceRole(Enum):
    """What somebody is in the workspace that the bot serves."""

    ADMIN = auto()
    """An admin or owner of the workspace."""
    MEMBER = auto()
    GUEST = auto()
    STRANGER = auto()
    """Of another workspace, gone, or no person."""
    NOT_TOLD = auto()
    """The bot may not ask."""


@dataclass(frozen=True)
class Person:
    """Who does something, in which workspace. `of_team` is the workspace that they are of, where Slack says so."""

    workspace: str
    user: str
    of_team: str = ""

    @classmethod
    def of(cls, context: AsyncBoltContext, body: dict[str, Any]) -> Person:
        user = body.get("user")
        told = str(user.get("team_id") or "") if isinstance(user, dict) else context.actor_team_id or ""
        return cls(context.team_id or "", context.user_id or "", told)


class Directory(Protocol):
    async def role(self, person: Person, client: AsyncWebClient) -> WorkspaceRole: ...


class NoDirectory:
    """For a bot that may not ask."""

    async def role(self, person: Person, client: AsyncWebClient) -> WorkspaceRole:  # noqa: ARG002 - as Directory has it
        return WorkspaceRole.NOT_TOLD


@dataclass(frozen=True)
class _Token:
    """What a token was granted, and for which workspace."""

    team: str
    scopes: frozenset[str]


class SlackDirectory:
    """One per process. RightsUnknown where Slack may be asked and does not answer."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tokens: dict[str | None, _Token] = {}
        self._roles: dict[Person, tuple[float, WorkspaceRole]] = {}

    async def role(self, person: Person, client: AsyncWebClient) -> WorkspaceRole:
        until, role = self._roles.get(person, (0.0, WorkspaceRole.STRANGER))
        if self._clock() < until:
            return role
        try:
            async with asyncio.timeout(WITHIN):
                role = await self._asked(person, client)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise RightsUnknown("Slack does not say just now who may do this. Try again in a minute.") from error
        self._remember(person, role)
        return role

    async def _asked(self, person: Person, client: AsyncWebClient) -> WorkspaceRole:
        token = await self._token(client)
        if token.team != person.workspace or person.of_team not in ("", token.team):
            return WorkspaceRole.STRANGER
        if _SCOPE not in token.scopes:
            return WorkspaceRole.NOT_TOLD
        try:
            answer = await client.users_info(user=person.user)
        except SlackApiError as error:
            if error.response.get("error") in _NOBODY_HERE:
                return WorkspaceRole.STRANGER
            raise
        return role_told(answer.get("user") or {}, person.workspace)

    async def _token(self, client: AsyncWebClient) -> _Token:
        if (token := self._tokens.get(client.token)) is None:
            answer = await client.auth_test()
            token = _Token(str(answer.get("team_id") or ""), granted_scopes(answer.headers))
            self._tokens[client.token] = token
        return token

    def _remember(self, person: Person, role: WorkspaceRole) -> None:
        if len(self._roles) >= _REMEMBERED:
            self._roles.clear()
        self._roles[person] = (self._clock() + KEPT_FOR, role)


def role_told(user: dict[str, Any], workspace: str) -> WorkspaceRole:
    """The role by what users.info tells. In an organization, a person is of all workspaces that they are listed in."""
    teams = {user.get("team_id"), *((user.get("enterprise_user") or {}).get("teams") or ())}
    if workspace not in teams or user.get("deleted") or user.get("is_bot") or user.get("is_stranger"):
        return WorkspaceRole.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return WorkspaceRole.GUEST
    if user.get("is_admin") or user.get("is_owner") or user.get("is_primary_owner"):
        return WorkspaceRole.ADMIN
    return WorkspaceRole.MEMBER


def granted_scopes(headers: dict[str, str]) -> frozenset[str]:
    """What a token may do, as Slack says with every answer."""
    said = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")
    return frozenset(scope.strip() for scope in said.split(","))
