"""A few words about something that is to be recorded, with what can be told from them."""

from __future__ import annotations

from dataclasses import dataclass

from bloc_bot.domain.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Remark:
    """What was said. Names are ids, in the order in which they were said; what may mean several things is left out."""

    text: str = ""
    """The words without date and address."""
    date: PartialDate | None = None
    url: str = ""
    organizations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    says_more: bool = False
    """Whether there is more to it than names."""
