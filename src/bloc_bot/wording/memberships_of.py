"""Words for what a party belongs to, joined or left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import FULL_ROLES, Membership
from bloc_bot.domain.findings import MembershipsOfFound
from bloc_bot.domain.queries import Change
from bloc_bot.domain.replies import Item, Reply, Status
from bloc_bot.wording.citing import Citing, disputes, freshness, would_change
from bloc_bot.wording.membership_rows import (
    change_words,
    facts_of,
    membership_item,
    party_name,
    standing_caveats,
    with_standings,
)
from bloc_bot.wording.phrases import (
    DATES,
    at_time,
    counted,
    in_words,
    is_today,
    listed,
    sentence,
    the,
)
from bloc_bot.wording.replying import reply


def word_memberships_of(found: MembershipsOfFound, book: FactBook, today: date) -> Reply:
    """`Georgia has left 2 organizations: the CST on 20 April 1999 and the CIS on 18 August 2009.`"""
    query, citing = found.query, Citing()
    facts = facts_of(found.memberships)
    items = [with_standings(_membership_item(m, book, citing), m, found.standings) for m in facts]
    caveats = [
        *standing_caveats(found.standings if query.change is not Change.JOINED else (), book, citing),
        *disputes(
            [f for f in facts if query.change or would_change(f, query.on)],
            lambda f: book.register.label(f.organization),
            citing,
        ),
    ]
    if is_today(query.on, today) and facts and (fresh := freshness(facts, today)):
        caveats.append(fresh)
    return reply(
        _memberships_of_headline(found, facts, book, today),
        query,
        status=Status.ANSWERED if facts else Status.NO_DATA,
        items=items,
        on=query.on,
        caveats=caveats,
        citing=citing,
        columns=("Organization", "Role", *DATES),
    )


def _memberships_of_headline(
    found: MembershipsOfFound, facts: Sequence[Membership], book: FactBook, today: date
) -> str:
    query = found.query
    party = party_name(query.party, book)
    if query.change is not None:
        verb = "joined" if query.change is Change.JOINED else "left"
        if not facts:
            return sentence(f"{party} {verb} no organization{' ' + at_time(query.on) if query.on else ''} on record")
        said = [f"{the(book.register.organizations[m.organization])} {change_words(m, query.change)}" for m in facts]
        return sentence(f"{party} {verb} {'; '.join(said)}")
    now = is_today(query.on, today)
    when = f"as of {in_words(today)}" if now else at_time(query.on)
    full = [m for m in facts if m.role in FULL_ROLES]
    if not facts:
        return sentence(f"{party} took part in none of the organizations on record {when}")
    names = listed([the(book.register.organizations[m.organization]) for m in full])
    belongs = (
        f"{party} {'belongs' if now else 'belonged'} to {names}"
        if full
        else f"{party} {'takes' if now else 'took'} part in {counted(len(facts), 'organization')}"
    )
    rest = len(facts) - len(full)
    other = f", and {'takes' if now else 'took'} part in {rest} more in another role" if full and rest else ""
    return sentence(f"{belongs}{other} {when}")


def _membership_item(m: Membership, book: FactBook, citing: Citing) -> Item:
    item = membership_item(m, book, citing)
    organization = book.register.organizations[m.organization]
    return replace(
        item,
        id=m.organization,
        label=organization.short,
        detail=f"{m.role.value} {item.detail}",
        cells=(m.role.value, *item.cells),
    )
