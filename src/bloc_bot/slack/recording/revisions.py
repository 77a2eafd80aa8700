"""The revisions that a button or a form is about, as it keeps them."""

from __future__ import annotations

from collections.abc import Iterable

from bloc_bot.database.errors import NotOnRecord
from bloc_bot.domain.drafts import Revision


def written(revisions: Iterable[Revision]) -> str:
    return ",".join(map(str, revisions))


def read_revisions(text: str) -> tuple[Revision, ...]:
    """NotOnRecord if the text is of another version of the bot."""
    try:
        return tuple(Revision.parse(part) for part in text.split(",") if part)
    except ValueError as error:
        raise NotOnRecord("This button is from an older version of the bot. Record a correction instead.") from error
