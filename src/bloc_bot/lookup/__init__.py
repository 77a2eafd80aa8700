"""Query and fact book to finding, a module per subject."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.findings import Finding, HelpFound
from bloc_bot.domain.queries import (
    About,
    Comparison,
    Events,
    Help,
    Members,
    MembershipDates,
    MembershipsOf,
    MembershipStatus,
    MembershipStatuses,
    OfficeHolders,
    Overlap,
    PostsOf,
    Query,
    Related,
    SharedMemberships,
    Succession,
    Timeline,
)
from bloc_bot.lookup.comparisons import find_compared
from bloc_bot.lookup.events import find_events
from bloc_bot.lookup.members import find_dates, find_members, find_memberships_of, find_status, find_statuses
from bloc_bot.lookup.officials import find_holders, find_posts, find_succession
from bloc_bot.lookup.profiles import find_profile, find_related
from bloc_bot.lookup.timelines import find_timeline


def look_up(query: Query, book: FactBook, today: date) -> Finding:
    """What is on record for a query."""
    match query:
        case Members():
            return find_members(query, book)
        case MembershipStatus():
            return find_status(query, book, today)
        case MembershipStatuses():
            return find_statuses(query, book, today)
        case MembershipDates():
            return find_dates(query, book)
        case MembershipsOf():
            return find_memberships_of(query, book)
        case Comparison() | Overlap() | SharedMemberships():
            return find_compared(query, book)
        case OfficeHolders():
            return find_holders(query, book, today)
        case Succession():
            return find_succession(query, book, today)
        case PostsOf():
            return find_posts(query, book)
        case Events():
            return find_events(query, book, today)
        case Timeline():
            return find_timeline(query, book)
        case About():
            return find_profile(query, book, today)
        case Related():
            return find_related(query, book)
        case Help():
            return HelpFound(query)
        case _:
            assert_never(query)
