"""Words for whether a party belongs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bloc_bot.domain.dates import Truth
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import FULL_ROLES, Membership, Organization, Role
from bloc_bot.domain.findings import StatusFound
from bloc_bot.domain.replies import Reply, Status
from bloc_bot.wording.citing import Citing, disputes, freshness
from bloc_bot.wording.membership_rows import (
    a,
    cite_members,
    elsewhere_item,
    facts_of,
    party_name,
    standing_caveats,
    status_item,
    subject,
    when_belonged,
    with_standings,
)
from bloc_bot.wording.phrases import (
    at_time,
    is_today,
    lies_ahead,
    sentence,
    the,
    time_words,
)
from bloc_bot.wording.replying import reply


def word_status(found: StatusFound, book: FactBook, today: date) -> Reply:
    """`Yes: Uzbekistan was a member of the CSTO on 18 December 2012 (…)`."""
    query, citing = found.query, Citing()
    organization = book.register.organizations[query.organization]
    facts = [*facts_of(found.held), *(m for m in found.all if m not in facts_of(found.held))]
    items = [with_standings(status_item(m, book, citing), m, found.standings) for m in facts]
    items += [elsewhere_item(m, book, citing) for m in found.elsewhere]
    caveats = [
        *standing_caveats(found.standings, book, citing),
        *disputes([*facts, *found.standings], lambda f: subject(f, book), citing),
    ]
    if is_today(query.on, today) and found.verdict is Truth.YES and (fresh := freshness(facts, today)):
        caveats.append(fresh)
    if not citing.sources:
        cite_members(organization, book, citing)
    return reply(
        _status_headline(found, organization, book, today),
        query,
        status=Status.ANSWERED if found.verdict is not None else Status.NO_DATA,
        items=items,
        verdict=found.verdict,
        on=query.on,
        caveats=caveats,
        citing=citing,
        suggestions=[("All members", f"members of {the(organization)}")],
    )


def _status_headline(found: StatusFound, organization: Organization, book: FactBook, today: date) -> str:
    query = found.query
    party, where = party_name(query.party, book), the(organization)
    noun = query.roles[0].value if query.roles else organization.member_role.value
    now = is_today(query.on, today)
    when = "" if now else f" {at_time(query.on)}" if query.on else ""
    be = "is" if now else "was"
    facts = facts_of(found.held)
    if found.verdict is Truth.YES:
        role = facts[0].role.value
        return sentence(
            f"Yes: {party} {be if query.on else 'has been'} {a(role)} of {where}{when} ({when_belonged(facts[0])})"
        )
    if found.verdict is Truth.UNCERTAIN:
        if lies_ahead(query.on, today):
            role = f"{a(facts[0].role.value)} {when_belonged(facts[0])}"
            return sentence(f"{time_words(query.on)} lies ahead; on record {party} is {role}")
        reason = _uncertain_reason(facts or found.all)
        return sentence(f"The record does not settle whether {party} {be} {a(noun)} of {where}{when}: {reason}")
    if found.verdict is None:
        return sentence(f"Nothing is on record about {party} in {where}")
    return sentence(_no(found, party, where, noun, be, when))


def _no(found: StatusFound, party: str, where: str, noun: str, be: str, when: str) -> str:
    full = [m for m in found.all if m.role in (found.query.roles or FULL_ROLES)]
    other = [m for m in facts_of(found.held) if m not in full and m.role is not Role.NOT_A_MEMBER]
    no = f"No: {party} {be} not {a(noun)} of {where}{when}"
    if other:
        return f"{no}; it {be} {a(other[0].role.value)} {when_belonged(other[0])}"
    if full:
        return f"{no}; it was one {'; and '.join(when_belonged(m) for m in full)}"
    return f"No: {party} was never {a(noun)} of {where} on record"


def _uncertain_reason(facts: Sequence[Membership]) -> str:
    if not facts:
        return "the sources leave it open"
    m = facts[0]
    if m.role is Role.FOUNDING_STATE:
        return f"it was a founding State that never ratified the charter, {when_belonged(m)}"
    return f"on record is {a(m.role.value)} {when_belonged(m)}"
