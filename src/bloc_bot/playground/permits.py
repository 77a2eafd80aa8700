"""What Slack hands out with a request and takes back once: triggers for modals, and addresses to answer at."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

TRIGGER_SECONDS = 3.0
HOOK_SECONDS = 30 * 60.0
HOOK_USES = 5


Check = Callable[[dict[str, Any]], list[str]]
"""Says what Slack would refuse in a payload."""


class NotPossible(Exception):
    """A person cannot do this. The text says why, and what can be done."""


class Refused(Exception):
    """Slack would not do this. The text is Slack's name for the reason; `details` go into its answer."""

    def __init__(self, error: str, *details: str) -> None:
        super().__init__(error)
        self.error, self.details = error, details


@dataclass
class _Trigger:
    user: str
    until: float
    used: bool = False


@dataclass
class Hook:
    """A response_url: answers a person in a channel, a few times. `ts` is the message that its button was under."""

    user: str
    channel: str
    thread_ts: str | None
    ts: str | None
    until: float
    uses: int = 0


@dataclass
class Permits:
    """All that were handed out, by their secret."""

    clock: Callable[[], float]
    triggers: dict[str, _Trigger] = field(default_factory=dict)
    hooks: dict[str, Hook] = field(default_factory=dict)

    def new_trigger(self, user: str) -> str:
        id = f"{len(self.triggers) + 1}.1.{secrets.token_hex(16)}"
        self.triggers[id] = _Trigger(user, self.clock() + TRIGGER_SECONDS)
        return id

    def spend_trigger(self, id: str) -> str:
        """Whose it was. Refused if it was never handed out, is too old, or was spent before."""
        trigger = self.triggers.get(id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self.clock() > trigger.until:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger.user

    def new_hook(self, user: str, channel: str, thread_ts: str | None = None, ts: str | None = None) -> str:
        id = secrets.token_hex(16)
        self.hooks[id] = Hook(user, channel, thread_ts, ts, self.clock() + HOOK_SECONDS)
        return id

    def use_hook(self, id: str) -> Hook:
        """Refused after five uses, or half an hour."""
        hook = self.hooks.get(id)
        if hook is None:
            raise Refused("no_such_hook")
        if self.clock() > hook.until:
            raise Refused("expired_url")
        if hook.uses >= HOOK_USES:
            raise Refused("used_url")
        hook.uses += 1
        return hook
