"""Words for what is on record in all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.findings import Coverage, OverviewFound
from bloc_bot.domain.replies import Covered, Item, Overview
from bloc_bot.wording.citing import Citing, cited
from bloc_bot.wording.events import event_item
from bloc_bot.wording.help import Kinds, word_no_facts
from bloc_bot.wording.membership_rows import PLURALS
from bloc_bot.wording.phrases import counted, listed

_WHAT_IT_IS = (
    "Who belongs to which regional organization, who holds which post, and what happened when: "
    "short answers, each with its date and its sources."
)


def word_overview(found: OverviewFound, kinds: Kinds, book: FactBook, today: date) -> Overview:
    """The organizations with their counts; the events a row each, with how long ago for an anniversary."""
    if not book.register.organizations:
        return Overview(headline=word_no_facts().headline)
    citing = Citing()
    anniversaries = tuple(
        _years_ago(event_item(event, citing), today.year - event.first_day.year) for event in found.anniversaries
    )
    return Overview(
        headline=_WHAT_IT_IS,
        covered=tuple(_covered(coverage) for coverage in found.coverage),
        latest=tuple(event_item(event, citing) for event in found.latest),
        anniversaries=anniversaries,
        citations=citing.sources,
        kinds=tuple(kinds),
    )


def _years_ago(item: Item, years: int) -> Item:
    return replace(item, detail=f"{item.detail} ({counted(years, 'year')} ago)")


def _covered(coverage: Coverage) -> Covered:
    organization = coverage.organization
    role = organization.member_role
    today = [
        counted(coverage.members, role.value, PLURALS.get(role)) if coverage.members else "",
        counted(coverage.office_holders, "office-holder") if coverage.office_holders else "",
    ]
    now = listed([said for said in today if said])
    events = counted(coverage.events, "event") if coverage.events else ""
    return Covered(
        id=organization.id,
        short=organization.short,
        name=organization.name,
        counts=", ".join(filter(None, [f"{now} today" if now else "", events])) or "No members today",
        newest=cited(coverage.newest, 1) if coverage.newest else None,
    )
