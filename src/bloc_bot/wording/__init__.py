"""Finding to reply: sentences, caveats, citations."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.findings import (
    AboutFound,
    ComparisonFound,
    DatesFound,
    EventsFound,
    Finding,
    HelpFound,
    HoldersFound,
    MembersFound,
    MembershipsOfFound,
    OverlapFound,
    PostsFound,
    RelatedFound,
    SharedFound,
    StatusesFound,
    StatusFound,
    SuccessionFound,
    TimelineFound,
)
from bloc_bot.domain.replies import Reply
from bloc_bot.wording.changes import word_dates
from bloc_bot.wording.comparisons import word_compared, word_related
from bloc_bot.wording.events import word_events
from bloc_bot.wording.help import (
    Kinds,
    covered,
    with_anchor,
    word_choice,
    word_help,
    word_no_anchor,
    word_no_facts,
    word_not_read,
    word_too_long,
)
from bloc_bot.wording.known import word_as_known, word_known_ahead, word_nothing_known
from bloc_bot.wording.members import word_members
from bloc_bot.wording.memberships_of import word_memberships_of
from bloc_bot.wording.officials import word_holders, word_posts, word_succession
from bloc_bot.wording.overview import word_overview
from bloc_bot.wording.profiles import word_profile
from bloc_bot.wording.statuses import word_status, word_statuses
from bloc_bot.wording.timelines import word_timeline

__all__ = [
    "Kinds",
    "covered",
    "with_anchor",
    "word",
    "word_as_known",
    "word_choice",
    "word_known_ahead",
    "word_no_anchor",
    "word_no_facts",
    "word_not_read",
    "word_nothing_known",
    "word_overview",
    "word_too_long",
]


def word(finding: Finding, kinds: Kinds, book: FactBook, today: date) -> Reply:
    """The words for what was found. `kinds` are the kinds of question, for the help page."""
    match finding:
        case MembersFound():
            return word_members(finding, book, today)
        case StatusFound():
            return word_status(finding, book, today)
        case StatusesFound():
            return word_statuses(finding, book, today)
        case DatesFound():
            return word_dates(finding, book)
        case MembershipsOfFound():
            return word_memberships_of(finding, book, today)
        case ComparisonFound() | OverlapFound() | SharedFound():
            return word_compared(finding, book, today)
        case HoldersFound():
            return word_holders(finding, book, today)
        case SuccessionFound():
            return word_succession(finding, book)
        case PostsFound():
            return word_posts(finding, book)
        case RelatedFound():
            return word_related(finding, book)
        case EventsFound():
            return word_events(finding, kinds, book)
        case TimelineFound():
            return word_timeline(finding, book, today)
        case AboutFound():
            return word_profile(finding, book, today)
        case HelpFound():
            return word_help(finding.query, kinds, book)
        case _:
            assert_never(finding)
