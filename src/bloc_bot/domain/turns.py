"""What a conversation remembers of its last turn, so that a follow-up can be understood."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from bloc_bot.domain.queries import QUERY, Query
from bloc_bot.domain.replies import Reply

_KEPT = 60


class Turn(BaseModel):
    """A question as it was read, and the ids of what the answer listed, in order."""

    model_config = ConfigDict(frozen=True)

    query: dict[str, Any] | None = None
    """None after a question that was asked back: then `choices` are what it may have meant."""
    choices: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    """Ids of the facts that the rows showed."""
    since: str | None = None
    until: str | None = None
    """The dates of the first row, in EDTF."""

    @classmethod
    def of(cls, reply: Reply) -> Turn | None:
        """What to remember of a reply: nothing of one that read no question."""
        if reply.choices:
            return cls(choices=tuple(choice.question for choice in reply.choices))
        if reply.query is None or reply.query["kind"] == "help":
            return None
        return cls(
            query=reply.query,
            listed=tuple(item.id for item in reply.items[:_KEPT]),
            facts=tuple(item.fact for item in reply.items[:_KEPT] if item.fact),
            since=reply.items[0].since if reply.items else None,
            until=reply.items[0].until if reply.items else None,
        )

    @property
    def known(self) -> date | None:
        """The day by whose record the question before was answered, if it named one."""
        known = (self.query or {}).get("known")
        return date.fromisoformat(known) if known else None

    def asked(self) -> Query | None:
        """The question before, if it was understood."""
        return QUERY.validate_python(self.query) if self.query is not None else None
