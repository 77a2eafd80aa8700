"""Words for who belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bloc_bot.domain.dates import PartialDate, Truth
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import FULL_ROLES, Membership, Organization, Role
from bloc_bot.domain.findings import MembersFound
from bloc_bot.domain.queries import When
from bloc_bot.domain.replies import Reply, Status
from bloc_bot.wording.citing import Citing, disputes, freshness, marks, would_change
from bloc_bot.wording.membership_rows import (
    PLURALS,
    a,
    by_label,
    facts_of,
    membership_item,
    standing_caveats,
    subject,
    when_belonged,
)
from bloc_bot.wording.phrases import (
    DATES,
    at_time,
    capitalized,
    counted,
    in_words,
    is_today,
    lies_ahead,
    listed,
    sentence,
    the,
    time_words,
)
from bloc_bot.wording.replying import reply, with_note

_NAMES_IN_HEADLINE = 12
_NEAR_MEMBERS = (Role.FOUNDING_STATE, Role.ASSOCIATE)


def word_members(found: MembersFound, book: FactBook, today: date) -> Reply:
    """`The CSTO had 7 members on 31 March 2010: …`, a row a party."""
    query, citing = found.query, Citing()
    organization = book.register.organizations[query.organization]
    if lies_ahead(query.on, today):
        return _ahead(found, book, today)
    facts = facts_of(found.members)
    if not facts and not found.possible:
        return _nobody(found, organization, book)
    items = [membership_item(m, book, citing, found.standings, query.on) for m in by_label(facts, book)]
    if len({m.role for m in facts}) > 1:
        roles = {m.id: m.role.value for m in facts}
        items = [replace(i, detail=f"{roles[i.fact or '']} {i.detail}") for i in items]
    others = facts_of(found.others)
    caveats = [
        *standing_caveats(found.standings, book, citing),
        *_possible(found, book, citing),
        *_others(others, book, citing, is_today(query.on, today)),
        *_changes_in_span(facts, query.on, book),
        *disputes([f for f in facts if would_change(f, query.on)], lambda f: subject(f, book), citing),
        *disputes(found.standings, lambda f: subject(f, book), citing),
    ]
    if is_today(query.on, today) and (fresh := freshness(facts, today)):
        caveats.append(fresh)
    return reply(
        _members_headline(found, organization, book, today),
        query,
        items=items,
        on=query.on,
        caveats=caveats,
        citing=citing,
        suggestions=_members_suggestions(organization),
        columns=(capitalized(_noun(query.roles, organization, 1)), *DATES),
        beside=[*found.standings, *facts_of(found.possible), *(m for m in others if m.role in _NEAR_MEMBERS)],
    )


def _ahead(found: MembersFound, book: FactBook, today: date) -> Reply:
    """Of a day to come: who belongs today, and that the day lies ahead."""
    now = replace(found, query=found.query.model_copy(update={"on": When.now(today)}))
    note = f"{time_words(found.query.on)} lies ahead: these are the members on record today."
    return with_note(word_members(now, book, today), sentence(note))


def _members_headline(found: MembersFound, organization: Organization, book: FactBook, today: date) -> str:
    query, facts = found.query, facts_of(found.members)
    now = is_today(query.on, today)
    noun = _noun(query.roles, organization, len(facts))
    if query.founding:
        subject = f"{the(organization)} began with {len(facts)} {noun}"
    else:
        subject = f"{the(organization)} {'has' if now else 'had'} {len(facts)} {noun}"
    when = "" if query.founding else f" {'as of ' + in_words(today) if now else at_time(query.on)}"
    few = facts if len(facts) <= _NAMES_IN_HEADLINE else []
    said = f": {listed(sorted(book.register.label(m.party) for m in few))}" if few else ""
    return sentence(f"{subject}{when}{said}")


def _noun(roles: Sequence[Role], organization: Organization, count: int) -> str:
    own = [] if roles and FULL_ROLES.isdisjoint(roles) else [organization.member_role]
    others = [role for role in roles if role not in FULL_ROLES and role is not Role.DIALOGUE_PARTNER]
    called = [*own, *others] if own else [roles[0]]
    return listed([role.value if count == 1 else PLURALS.get(role, f"{role.value}s") for role in called])


def _nobody(found: MembersFound, organization: Organization, book: FactBook) -> Reply:
    query, citing = found.query, Citing()
    noun = _noun(query.roles, organization, 2)
    when = at_time(query.on)
    if found.existed is Truth.NO:
        headline = f"{the(organization)} did not exist {when}"
    elif "members" in organization.covers and not query.roles:
        headline = f"{the(organization)} had no {noun} {when} on record"
    else:
        headline = f"no {noun} of {the(organization)} {when} are on record"
    for membership in found.ended:
        citing.fact(membership)
    caveats = [
        f"{book.register.organizations[m.organization].name}: {book.register.label(m.party)} is {a(m.role.value)} "
        f"there {when_belonged(m)} {marks(citing.fact(m))}."
        for m in facts_of(found.in_bodies)
    ]
    return reply(
        sentence(headline),
        query,
        status=Status.NO_DATA,
        on=query.on,
        caveats=caveats,
        citing=citing,
        suggestions=[(f"About {the(organization)}", f"what is {the(organization)}?")],
        beside=[*found.ended, *facts_of(found.in_bodies)],
    )


def _possible(found: MembersFound, book: FactBook, citing: Citing) -> list[str]:
    facts = facts_of(found.possible)
    if not facts:
        return []
    rows = [f"{book.register.label(m.party)} ({when_belonged(m)}) {marks(citing.fact(m))}" for m in facts]
    return [sentence(f"The sources leave open whether these belonged {at_time(found.query.on)}: {listed(rows)}")]


def _others(others: Sequence[Membership], book: FactBook, citing: Citing, now: bool) -> list[str]:
    """Those in a role near to membership by name; observers and partners by number, with how to ask for them."""
    said: list[str] = []
    for role in _NEAR_MEMBERS:
        those = [m for m in others if m.role is role]
        if those:
            names = listed([f"{book.register.label(m.party)} {marks(citing.fact(m))}" for m in those])
            called = role.value if len(those) == 1 else PLURALS.get(role, f"{role.value}s")
            said.append(sentence(f"Not counted: {names}, {called}{_own_note(those)}"))
    counts = [
        counted(count, role.value, PLURALS.get(role))
        for role in (Role.OBSERVER, Role.DIALOGUE_PARTNER, Role.PARTNER)
        if (count := sum(m.role is role for m in others))
    ]
    if counts:
        said.append(f"There {'are' if now else 'were'} also {listed(counts)} on record.")
    return said


def _own_note(those: Sequence[Membership]) -> str:
    return f" ({those[0].note})" if len(those) == 1 and those[0].note else ""


def _changes_in_span(facts: Sequence[Membership], on: When, book: FactBook) -> list[str]:
    """In a span, who belonged only for a part of it."""
    if on.day is not None or on.first is None or on.last is None:
        return []
    first, last = on.first, on.last
    joined = [
        m
        for m in facts
        if isinstance(m.period.since, PartialDate) and first < m.period.since.latest and m.period.since.earliest <= last
    ]
    left = [
        m
        for m in facts
        if isinstance(m.period.until, PartialDate)
        and first <= m.period.until.latest
        and m.period.until.earliest <= last
    ]
    said = (
        [
            f"joined {at_time(on)}: "
            + listed(
                [
                    f"{book.register.label(m.party)} ({in_words(m.period.since)})"
                    for m in joined
                    if isinstance(m.period.since, PartialDate)
                ]
            )
        ]
        if joined
        else []
    )
    said += (
        [
            f"left {at_time(on)}: "
            + listed(
                [
                    f"{book.register.label(m.party)} ({in_words(m.period.until)})"
                    for m in left
                    if isinstance(m.period.until, PartialDate)
                ]
            )
        ]
        if left
        else []
    )
    return [sentence(line) for line in said]


def _members_suggestions(organization: Organization) -> list[tuple[str, str]]:
    short = organization.short
    return [
        ("Who left", f"which countries left {the(organization)}?"),
        ("Officials", f"{short} officials"),
        ("Events", f"{short} events"),
    ]
