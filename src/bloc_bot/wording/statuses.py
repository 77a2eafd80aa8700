"""Words for whether a party belongs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bloc_bot.domain.dates import Truth
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import FULL_ROLES, Membership, Organization, Role
from bloc_bot.domain.findings import StatusesFound, StatusFound
from bloc_bot.domain.queries import MembershipStatuses
from bloc_bot.domain.replies import Item, Reply, Status
from bloc_bot.wording.citing import Citing, disputes, freshness
from bloc_bot.wording.membership_rows import (
    PLURALS,
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
    in_words,
    is_today,
    lies_ahead,
    listed,
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


def word_statuses(found: StatusesFound, book: FactBook, today: date) -> Reply:
    """`3 of these 5 are members of the CSTO as of …: Kazakhstan, …`, a row each that is; all of a yes or no."""
    query, citing = found.query, Citing()
    organization = book.register.organizations[query.organization]
    shown = found.statuses if query.asks in ("all", "any") else [s for s in found.statuses if _is_asked_for(s, query)]
    facts = [m for s in shown for m in facts_of(s.held)]
    standings = [standing for status in found.statuses for standing in status.standings]
    items = [item for s in shown for item in _items(s, organization, book, citing)]
    caveats = [
        *standing_caveats(standings, book, citing),
        *disputes([*facts, *standings], lambda f: subject(f, book), citing),
    ]
    if facts and is_today(query.on, today) and (fresh := freshness(facts, today)):
        caveats.append(fresh)
    if not citing.sources:
        cite_members(organization, book, citing)
    return reply(
        _statuses_headline(found, organization, book, today),
        query,
        items=items,
        verdict=_of_all(found),
        on=query.on,
        caveats=caveats,
        citing=citing,
        suggestions=[("All members", f"members of {the(organization)}")],
    )


def _is_asked_for(status: StatusFound, query: MembershipStatuses) -> bool:
    return status.verdict is (Truth.NO if query.asks == "which not" else Truth.YES)


def _items(status: StatusFound, organization: Organization, book: FactBook, citing: Citing) -> list[Item]:
    """A row each that the party had; else one that says that it had none, by what backs the list of members."""
    party = status.query.party
    if facts := facts_of(status.held) or list(status.all):
        return [with_standings(status_item(m, book, citing), m, status.standings) for m in facts]
    return [
        Item(
            id=party,
            label=book.register.label(party),
            detail=f"never {a(organization.member_role.value)} on record",
            citations=cite_members(organization, book, citing),
        )
    ]


def _of_all(found: StatusesFound) -> Truth | None:
    """Yes or no of all, or of any, of the parties; None where it was asked which of them."""
    said = {status.verdict for status in found.statuses}
    decisive = {"all": Truth.NO, "any": Truth.YES}.get(found.query.asks)
    if decisive is None:
        return None
    if decisive in said:
        return decisive
    if said & {Truth.UNCERTAIN, None}:
        return Truth.UNCERTAIN
    return Truth.YES if decisive is Truth.NO else Truth.NO


def _statuses_headline(found: StatusesFound, organization: Organization, book: FactBook, today: date) -> str:
    """`No: 1 of these 2 is a member of the CSTO as of …: Armenia; Azerbaijan is not`."""
    query, verdict = found.query, _of_all(found)
    now = is_today(query.on, today)
    named = {
        truth: [party_name(s.query.party, book) for s in found.statuses if s.verdict is truth]
        for truth in (Truth.YES, Truth.NO, Truth.UNCERTAIN, None)
    }
    answer = {Truth.YES: "Yes: ", Truth.NO: "No: "}.get(verdict, "") if verdict else ""
    said = [_how_many(named[Truth.YES], named[Truth.NO], found, organization, today)]
    if named[Truth.YES] and named[Truth.NO]:
        said.append(f"{listed(named[Truth.NO])} {_be(len(named[Truth.NO]), now=now)} not")
    if named[Truth.UNCERTAIN]:
        said.append(f"the record does not settle it for {listed(named[Truth.UNCERTAIN])}")
    if named[None]:
        said.append(f"nothing is on record about {listed(named[None])}")
    return sentence(f"{answer}{'; '.join(said)}")


def _how_many(
    belong: Sequence[str], outside: Sequence[str], found: StatusesFound, organization: Organization, today: date
) -> str:
    query = found.query
    role = query.roles[0] if query.roles else organization.member_role
    now = is_today(query.on, today)
    when = f" as of {in_words(today)}" if now else f" {at_time(query.on)}" if query.on else " at some time"
    where, count = the(organization), len(belong)
    if not belong:
        ever = "" if query.on else "ever "
        neither = f"neither {' nor '.join(outside)}" if len(outside) == 2 else f"none of {listed(outside)}"
        of = neither if outside else f"none of these {len(found.statuses)}"
        return f"{of} {_be(1, now=now)} {ever}{a(role.value)} of {where}{when if query.on else ' on record'}"
    noun = a(role.value) if count == 1 else PLURALS.get(role, f"{role.value}s")
    of = f"all {count}" if count == len(found.statuses) else f"{count} of these {len(found.statuses)}"
    return f"{of} {_be(count, now=now)} {noun} of {where}{when}: {listed(belong)}"


def _be(count: int, *, now: bool) -> str:
    if now:
        return "is" if count == 1 else "are"
    return "was" if count == 1 else "were"


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
