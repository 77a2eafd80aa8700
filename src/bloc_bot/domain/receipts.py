"""Receipts: by a short id, a posted answer can be given again as it was."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bloc_bot.domain.replies import Reply

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter in it is taken for a digit or for another letter, read or heard."""
LENGTH = 6
EXAMPLE = "7K3M9Q"
_TAKEN_FOR = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "#": None})
_SUBJECTS = ("organization", "organizations", "party", "parties", "person", "holder", "other", "whether")


@dataclass(frozen=True)
class Posted:
    """Where an answer is: `thread` it is in, and `ts` of its message. None: it is in none, or Slack did not tell."""

    channel: str
    thread: str | None = None
    ts: str | None = None


@dataclass(frozen=True)
class Receipt:
    """An answer as it was given, on the day `asked_on` in its own time, and where.

    `told` is what was said last in its thread of what it would be now, by the facts in `version`; at first, itself.
    """

    id: str
    reply: Reply
    asked_on: date
    given_at: datetime
    posted: Posted
    told: Reply
    version: int = 0


def new_receipt_id() -> str:
    """Drawn by lot: nobody can count up to another's."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_receipt_id(text: str) -> str | None:
    """An id as somebody types it or hears it: in small letters, with O for 0, with blanks. None: it is none."""
    id = text.upper().translate(_TAKEN_FOR)
    return id if len(id) == LENGTH and set(id) <= set(ALPHABET) else None


def has_receipt(reply: Reply) -> bool:
    """Whether it says something of the record, on a question that can be asked again."""
    return reply.query is not None and reply.query["kind"] != "help"


def grounds_of(reply: Reply) -> tuple[str, ...]:
    """Ids of what can change what a reply says: the facts behind it, and what its question is about."""
    asked: dict[str, Any] = reply.query or {}
    named = (asked.get(field) for field in _SUBJECTS)
    subjects = [id for value in named for id in (value if isinstance(value, list) else [value])]
    return tuple(dict.fromkeys([*reply.rests_on, *(id for id in subjects if isinstance(id, str) and id)]))
