"""Follow-ups on those that were listed, or on what they did: `which of those …?`, `and when did it leave?`"""

from __future__ import annotations

import re

from bloc_bot.domain.dates import ONE_DAY, PartialDate
from bloc_bot.domain.queries import Compared, Comparison, Members, MembershipDates, MembershipStatus, Query, When
from bloc_bot.language.follow_ups.leaning import FollowUp

_NOW = re.compile(r"\b(?:no longer|not any ?more|now|today|still)\b", re.IGNORECASE)


def among_those(f: FollowUp) -> Query | None:
    """`which of those are also in the SCO?`, `which of them joined after 2015?`"""
    r = f.reader
    organization = getattr(f.before, "organization", None)
    if not r.has("them") or not isinstance(f.before, Members | MembershipDates) or organization is None:
        return None
    if r.organization is not None and not r.has("join", "leave"):
        how = Compared.ONLY_FIRST if r.has("not", "outside", "but") else Compared.BOTH
        then = f.before.on if isinstance(f.before, Members) and not _NOW.search(f.rest) else None
        on = f.marked.when or then or When.now(f.today)
        those = tuple(p for p in f.turn.listed if p in f.book.register.countries)
        return Comparison(organizations=(organization, r.organization.id), how=how, among=those, on=on)
    if r.has("join", "leave"):
        extreme = "first" if r.has("first") else "last" if r.has("last", "new") else None
        return MembershipDates(organization=organization, change=r.change, on=f.marked.when, extreme=extreme)
    return None


def one_of_those(f: FollowUp) -> Query | None:
    """`is Uzbekistan one of them?`"""
    r = f.reader
    if not (r.has("them") and r.whether) or len(r.countries) != 1 or r.organizations:
        return None
    match f.before:
        case Members(organization=organization, roles=roles, on=on):
            return MembershipStatus(organization=organization, party=r.countries[0], roles=roles, on=on)
        case Comparison():
            return f.before.model_copy(update={"among": r.countries, "whether": "any"})
    return None


def another_change(f: FollowUp) -> Query | None:
    """`and when did it leave?` after when it joined; `and the second time?`, `why?`"""
    if not isinstance(f.before, MembershipDates) or not f.before.parties or f.marked.names:
        return None
    if f.reader.has("nth", "why") and f.says("and nth why do it that be"):
        return f.before.model_copy(update={"extreme": None, "on": None})
    if f.reader.has("join", "leave") and f.says("and when do it them have join leave be that ever not"):
        asked = {"change": f.reader.change, "whether": f.reader.whether, "extreme": None, "on": None}
        return f.before.model_copy(update=asked)
    if f.says("and what be it before that") and f.reader.has("before") and f.turn.since:
        day = PartialDate.parse(f.turn.since).earliest - ONE_DAY
        return MembershipStatus(
            organization=f.before.organization, party=f.before.parties[0], on=When.on(PartialDate.of(day))
        )
    return None


def first_or_last(f: FollowUp) -> Query | None:
    """`no, I mean the first time`"""
    r = f.reader
    if isinstance(f.before, MembershipDates) and f.says("first last that be when"):
        extreme = "first" if r.has("first") else "last" if r.has("last") else None
        return f.before.model_copy(update={"extreme": extreme, "on": None}) if extreme else None
    return None
