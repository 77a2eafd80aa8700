"""What a Slack workspace holds: people, channels, messages, open modals, Home tabs and files."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

TEAM = "T1"
BOT = "UBOT"
Block = dict[str, Any]
View = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Somebody of the workspace, or of another `team`. `role` is admin, member or guest."""

    id: str
    name: str
    role: str
    about: str = ""
    team: str = TEAM

    def told(self) -> dict[str, Any]:
        """As Slack tells of a person."""
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "deleted": False,
            "is_bot": False,
            "is_admin": self.role == "admin",
            "is_owner": False,
            "is_restricted": self.role == "guest",
            "is_ultra_restricted": False,
        }


@dataclass(frozen=True)
class Channel:
    """A channel that all are in, or (`kind` im) the bot's direct messages with one person."""

    id: str
    name: str
    kind: str = "channel"
    person: str = ""

    def is_open_to(self, person: str) -> bool:
        return self.kind == "channel" or self.person == person


@dataclass(frozen=True)
class File:
    """Something uploaded, at a path of the stand-in."""

    id: str
    name: str
    content: bytes = b""
    title: str = ""
    alt_text: str = ""

    def shown(self) -> dict[str, str]:
        return {"id": self.id, "title": self.title, "alt_txt": self.alt_text, "url": f"/files/{self.id}/{self.name}"}


@dataclass(frozen=True)
class Message:
    """A message. `only_for` is the one person who sees it, where it is ephemeral."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[Block, ...] = ()
    thread_ts: str | None = None
    only_for: str = ""
    edited: bool = False
    files: tuple[File, ...] = ()

    def shown(self) -> dict[str, Any]:
        """As the page shows it."""
        return {
            "channel": self.channel,
            "ts": self.ts,
            "user": self.user,
            "text": self.text,
            "blocks": list(self.blocks) or None,
            "thread_ts": self.thread_ts,
            "ephemeral": bool(self.only_for),
            "edited": self.edited,
            "files": [file.shown() for file in self.files],
        }


PEOPLE = (
    Person("UADA", "Ada", "admin", "records facts"),
    Person("UMAX", "Max", "member", "asks and suggests, like most people"),
    Person("UGIL", "Gil", "guest", "a guest of the workspace, who asks"),
)
Listener = Callable[[str | None, dict[str, Any]], None]
"""Called with the one person whom a change concerns (None: all who may see it), and the change."""


@dataclass
class Workspace:
    """Everything by its id. Whoever changes something says so to the listeners."""

    clock: Callable[[], float]
    people: dict[str, Person] = field(default_factory=lambda: {person.id: person for person in PEOPLE})
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[tuple[str, str], Message] = field(default_factory=dict)
    modals: defaultdict[str, list[View]] = field(default_factory=lambda: defaultdict(list))
    homes: dict[str, View] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    listeners: list[Listener] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _latest: float = 0.0

    def __post_init__(self) -> None:
        self.channels.setdefault("C1", Channel("C1", "foreign-desk"))
        for person in self.people.values():
            self.direct(person.id)

    def direct(self, person: str) -> Channel:
        """The bot's direct messages with a person."""
        id = f"D{person[1:]}"
        return self.channels.setdefault(id, Channel(id, "bloc_bot", "im", person))

    def next_id(self, letter: str) -> str:
        return f"{letter}{next(self._numbers):06}"

    def next_ts(self) -> str:
        """A timestamp that no message has: Slack names messages by it."""
        self._latest = max(self.clock(), self._latest + 0.000_001)
        return f"{self._latest:.6f}"

    def put(self, message: Message) -> Message:
        """Add a message, or put it in the place of the one with its timestamp."""
        message = replace(message, blocks=tuple(self.with_ids(message.blocks)))
        self.messages[message.channel, message.ts] = message
        self.tell(message.only_for or None, {"type": "message", "message": message.shown()}, message.channel)
        return message

    def remove(self, message: Message) -> None:
        del self.messages[message.channel, message.ts]
        change = {"type": "removed", "channel": message.channel, "ts": message.ts}
        self.tell(message.only_for or None, change, message.channel)

    def with_ids(self, blocks: Any) -> Iterator[Block]:
        """The blocks, each with an id: Slack gives one to those that have none. Drawn anew, they keep it."""
        return ({"block_id": f"b{number}", **block} for number, block in enumerate(blocks, start=1))

    def seen_by(self, person: str) -> list[Message]:
        """All that somebody may see, oldest first."""
        seen = (
            message
            for message in self.messages.values()
            if self.channels[message.channel].is_open_to(person) and message.only_for in ("", person)
        )
        return sorted(seen, key=lambda message: message.ts)

    def show_modals(self, person: str) -> None:
        self.tell(person, {"type": "modals", "views": self.modals[person]})

    def show_home(self, person: str) -> None:
        self.tell(person, {"type": "home", "view": self.homes[person]})

    def notify(self, person: str, text: str) -> None:
        """A word to one person that is no message: how Slack says that an app failed."""
        self.tell(person, {"type": "notice", "text": text})

    def tell(self, person: str | None, change: dict[str, Any], channel: str = "") -> None:
        """Say what changed: to one person, or to all who are in the channel, or to everybody."""
        only = person or (self.channels[channel].person if channel else "") or None
        for listener in self.listeners:
            listener(only, change)
