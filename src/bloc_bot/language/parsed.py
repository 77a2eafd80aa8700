"""What comes of reading a question."""

from __future__ import annotations

from dataclasses import dataclass

from bloc_bot.domain.queries import Query, When
from bloc_bot.language.marked import Marked


@dataclass(frozen=True)
class Understood:
    """A question read, by which row, and how each of its words was read."""

    query: Query
    row: str
    marked: Marked
    anchor: Anchor | None = None


@dataclass(frozen=True)
class Anchor:
    """A happening that says when: `query` finds it, and the time asked about stands in `relation` to it."""

    queries: tuple[Query, ...]
    """Ways to find it, the most telling first."""
    relation: str
    said: str
    otherwise: When | None = None
    """The time that the words name beside the happening, for where that is not on record."""
    ended: bool = False
    """Whether it is the end of what is found that says when: `when Zas left`."""


@dataclass(frozen=True)
class Choice:
    """A name in the question may mean several things; `alternatives` are (what, the question with it)."""

    name: str
    alternatives: tuple[tuple[str, str], ...]
    marked: Marked


@dataclass(frozen=True)
class NotRead:
    """Nothing that the bot covers, or nothing that it can read; with the organization that was named, if one was."""

    marked: Marked
    organization: str | None = None
    too_long: bool = False


Parsed = Understood | Choice | NotRead
"""What a question was read as."""
