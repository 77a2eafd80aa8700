"""Words for who belongs, whether a party belongs, and when it joined or left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bloc_bot.domain.dates import PartialDate, Truth, Unbounded
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import FULL_ROLES, AnyFact, Membership, Organization, Role, Standing
from bloc_bot.domain.findings import DatesFound, Held, MembersFound, MembershipsOfFound, StatusFound
from bloc_bot.domain.queries import Change, When
from bloc_bot.domain.replies import Item, Reply, Status
from bloc_bot.wording.citing import Citing, disputes, freshness, marks, would_change
from bloc_bot.wording.phrases import (
    at_time,
    counted,
    edtf,
    in_words,
    is_today,
    listed,
    on_date,
    period_words,
    sentence,
    the,
)
from bloc_bot.wording.replying import reply

_PLURALS = {
    Role.PARTICIPATING_STATE: "participating States",
    Role.SIGNATORY: "signatories",
    Role.FOUNDING_STATE: "founding States",
}
_NAMES_IN_HEADLINE = 12
_STANDING = {Standing.FROZEN: "participation frozen", Standing.SUSPENDED: "suspended", Standing.LEAVING: "leaving"}


def word_members(found: MembersFound, book: FactBook, today: date) -> Reply:
    """`The CSTO had 7 members on 31 March 2010: …`, a row a party."""
    query, citing = found.query, Citing()
    organization = book.register.organizations[query.organization]
    facts = _memberships(found.members)
    if not facts and not found.possible:
        return _nobody(found, organization)
    items = [_item(m, book, citing, found.standings, query.on) for m in _by_label(facts, book)]
    others = _memberships(found.others)
    caveats = [
        *_standing_caveats(found.standings, book, citing),
        *_possible(found, book, citing),
        *_others(others, book, citing, is_today(query.on, today)),
        *_changes_in_span(facts, query.on, book),
        *disputes([f for f in facts if would_change(f, query.on)], lambda f: _subject(f, book), citing),
        *disputes(found.standings, lambda f: _subject(f, book), citing),
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
    )


def _members_headline(found: MembersFound, organization: Organization, book: FactBook, today: date) -> str:
    query, facts = found.query, _memberships(found.members)
    now = is_today(query.on, today)
    noun = _noun(query.roles, organization, len(facts))
    if query.founding:
        subject = f"{the(organization)} began with {len(facts)} {noun}"
    else:
        subject = f"{the(organization)} {'has' if now else 'had'} {len(facts)} {noun}"
    when = "" if query.founding else f" {'as of ' + in_words(today) if now else at_time(query.on)}"
    names = [book.register.label(m.party) for m in _by_label(facts, book)]
    said = f": {listed(names)}" if 0 < len(names) <= _NAMES_IN_HEADLINE else ""
    return sentence(f"{subject}{when}{said}")


def _noun(roles: Sequence[Role], organization: Organization, count: int) -> str:
    role = roles[0] if roles else organization.member_role
    return role.value if count == 1 else _PLURALS.get(role, f"{role.value}s")


def _nobody(found: MembersFound, organization: Organization) -> Reply:
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
    return reply(
        sentence(headline), query, status=Status.NO_DATA, on=query.on, citing=citing,
        suggestions=[(f"About {the(organization)}", f"what is {the(organization)}?")],
    )  # fmt: skip


def _item(
    m: Membership, book: FactBook, citing: Citing, standings: Sequence[Membership] = (), on: When | None = None
) -> Item:
    now = [f"{_STANDING[s.standing]} {period_words(s.period)}" for s in standings if s.party == m.party and s.standing]
    return Item(
        id=m.party,
        label=book.register.label(m.party),
        since=edtf(m.period.since),
        until=edtf(m.period.until),
        detail="; ".join(filter(None, [_when_belonged(m), *now])),
        citations=citing.fact(m, on),
        fact=m.id,
    )


def _when_belonged(m: Membership) -> str:
    words = period_words(m.period) or _attested(m)
    return f"{words} ({m.end})" if m.end and isinstance(m.period.until, PartialDate) else words


def _attested(m: Membership) -> str:
    dates = listed([in_words(when) for when in m.attestations])
    going_on = m.period.until is Unbounded.OPEN
    start = "since when is not on record" if going_on else "dates not on record"
    return f"{start}; attested {dates}" if dates else start


def _standing_caveats(standings: Iterable[Membership], book: FactBook, citing: Citing) -> list[str]:
    return [
        sentence(
            f"{book.register.label(s.party)}: {_STANDING[s.standing]} {period_words(s.period)}"
            f"{', ' + s.start if s.start else ''}{'; ' + s.note if s.note else ''} {marks(citing.fact(s))}"
            f"{'; last attested ' + in_words(s.last_attested) if s.last_attested else ''}"
        )
        for s in standings
        if s.standing
    ]


def _possible(found: MembersFound, book: FactBook, citing: Citing) -> list[str]:
    facts = _memberships(found.possible)
    if not facts:
        return []
    rows = [f"{book.register.label(m.party)} ({_when_belonged(m)}) {marks(citing.fact(m))}" for m in facts]
    return [sentence(f"The sources leave open whether these belonged {at_time(found.query.on)}: {listed(rows)}")]


def _others(others: Sequence[Membership], book: FactBook, citing: Citing, now: bool) -> list[str]:
    """Those in a role near to membership by name; observers and partners by number, with how to ask for them."""
    said: list[str] = []
    for role in (Role.FOUNDING_STATE, Role.ASSOCIATE):
        those = [m for m in others if m.role is role]
        if those:
            names = listed([f"{book.register.label(m.party)} {marks(citing.fact(m))}" for m in those])
            said.append(
                sentence(
                    f"Not counted: {names}, {role.value if len(those) == 1 else _PLURALS.get(role, role.value + 's')}{_own_note(those)}"
                )
            )
    counts = [
        counted(count, role.value, _PLURALS.get(role))
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


# --- is X a member ---------------------------------------------------------------------------------------------


def word_status(found: StatusFound, book: FactBook, today: date) -> Reply:
    """`Yes: Uzbekistan was a member of the CSTO on 18 December 2012 (…)`."""
    query, citing = found.query, Citing()
    organization = book.register.organizations[query.organization]
    facts = [*_memberships(found.held), *(m for m in found.all if m not in _memberships(found.held))]
    items = [_status_item(m, book, citing) for m in facts] + [_elsewhere_item(m, book, citing) for m in found.elsewhere]
    caveats = [
        *_standing_caveats(found.standings, book, citing),
        *disputes([*facts, *found.standings], lambda f: _subject(f, book), citing),
    ]
    if is_today(query.on, today) and found.verdict is Truth.YES and (fresh := freshness(facts, today)):
        caveats.append(fresh)
    if not citing.sources:
        _cite_organization(organization, book, citing)
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


def _cite_organization(organization: Organization, book: FactBook, citing: Citing) -> None:
    """A `never` rests on the list of members being complete: cite what backs the newest of them."""
    recorded = [m for m in book.memberships.get(organization.id, ()) if m.role in FULL_ROLES]
    newest = sorted(recorded, key=lambda m: m.last_attested.earliest if m.last_attested else date.min)
    for membership in newest[-2:]:
        citing.fact(membership)


def _status_headline(found: StatusFound, organization: Organization, book: FactBook, today: date) -> str:
    query = found.query
    party, where = _party_name(query.party, book), the(organization)
    noun = query.roles[0].value if query.roles else organization.member_role.value
    now = is_today(query.on, today)
    when = "" if now else f" {at_time(query.on)}" if query.on else ""
    be = "is" if now else "was"
    facts = _memberships(found.held)
    if found.verdict is Truth.YES:
        role = facts[0].role.value
        return sentence(
            f"Yes: {party} {be if query.on else 'has been'} {_a(role)} of {where}{when} ({_when_belonged(facts[0])})"
        )
    if found.verdict is Truth.UNCERTAIN:
        reason = _uncertain_reason(facts or found.all)
        return sentence(f"The record does not settle whether {party} {be} {_a(noun)} of {where}{when}: {reason}")
    if found.verdict is None:
        return sentence(f"Nothing is on record about {party} in {where}")
    return sentence(_no(found, party, where, noun, be, when))


def _no(found: StatusFound, party: str, where: str, noun: str, be: str, when: str) -> str:
    full = [m for m in found.all if m.role in (found.query.roles or FULL_ROLES)]
    other = [m for m in _memberships(found.held) if m not in full and m.role is not Role.NOT_A_MEMBER]
    if other:
        return f"No: {party} {be} not {_a(noun)} of {where}{when}; it {be} {_a(other[0].role.value)} {_when_belonged(other[0])}"
    if full:
        return f"No: {party} {be} not {_a(noun)} of {where}{when}; it was one {'; and '.join(_when_belonged(m) for m in full)}"
    return f"No: {party} was never {_a(noun)} of {where} on record"


def _uncertain_reason(facts: Sequence[Membership]) -> str:
    if not facts:
        return "the sources leave it open"
    m = facts[0]
    if m.role is Role.FOUNDING_STATE:
        return f"it was a founding State that never ratified the charter, {_when_belonged(m)}"
    return f"on record is {_a(m.role.value)} {_when_belonged(m)}"


def _status_item(m: Membership, book: FactBook, citing: Citing) -> Item:
    item = _item(m, book, citing)
    return item.model_copy(
        update={"detail": f"{m.role.value} {item.detail}" if m.role is not Role.NOT_A_MEMBER else _not_member(m)}
    )


def _not_member(m: Membership) -> str:
    said = listed([in_words(when) for when in m.attestations])
    return f"named as no member{' ' + said if said else ''}{'; ' + m.note if m.note else ''}"


def _elsewhere_item(m: Membership, book: FactBook, citing: Citing) -> Item:
    item = _item(m, book, citing)
    place = book.register.organizations[m.organization].name
    return item.model_copy(update={"detail": f"{m.role.value} of the {place} {item.detail}"})


# --- when it joined or left --------------------------------------------------------------------------------------


def word_dates(found: DatesFound, book: FactBook) -> Reply:
    """`Georgia left the CIS on 18 August 2009 (withdrew after the 2008 war).`"""
    query, citing = found.query, Citing()
    organization = book.register.organizations[query.organization]
    items = [_item(m, book, citing) for m in found.memberships]
    never = [_never(status, query.change, organization, book) for status in found.never]
    items += [_status_item(m, book, citing) for status in found.never for m in status.all]
    items += [_elsewhere_item(m, book, citing) for m in found.elsewhere]
    shown: list[AnyFact] = [*found.memberships, *(m for s in found.never for m in s.all), *found.standings]
    caveats = [
        *_standing_caveats(found.standings, book, citing),
        *disputes(shown, lambda f: _subject(f, book), citing),
    ]
    if found.never and not citing.sources:
        _cite_organization(organization, book, citing)
    return reply(
        _dates_headline(found, organization, book, never),
        query,
        status=Status.ANSWERED if found.memberships or found.never else Status.NO_DATA,
        items=items,
        verdict=_whether(found) if query.whether else None,
        on=query.on,
        caveats=caveats,
        citing=citing,
        suggestions=[("All members", f"members of {the(organization)}")],
    )


def _whether(found: DatesFound) -> Truth:
    return Truth.YES if found.memberships else Truth.NO


def _dates_headline(found: DatesFound, organization: Organization, book: FactBook, never: Sequence[str]) -> str:
    query = found.query
    verb = "joined" if query.change is Change.JOINED else "left"
    if not found.memberships and not never:
        return sentence(f"nobody {verb} {the(organization)}{' ' + at_time(query.on) if query.on else ''} on record")
    if query.parties or query.extreme:
        yes = "Yes: " if query.whether else ""
        did = [
            sentence(f"{yes}{_party_name(m.party, book)} {verb} {the(organization)} {_change_words(m, query.change)}")
            for m in found.memberships
        ]
        return " ".join([*did, *never])
    names = listed([f"{book.register.label(m.party)} ({_change_words(m, query.change)})" for m in found.memberships])
    many = len(found.memberships) > _NAMES_IN_HEADLINE
    return sentence(
        f"{counted(len(found.memberships), 'country', 'countries')} {verb} {the(organization)}"
        f"{' ' + at_time(query.on) if query.on else ''}{'' if many else ': ' + names}"
    )


def _change_words(m: Membership, change: Change) -> str:
    end = m.period.since if change is Change.JOINED else m.period.until
    how = m.start if change is Change.JOINED else m.end
    when = on_date(end) if isinstance(end, PartialDate) else "on a day not on record"
    return f"{when}{f' ({how})' if how else ''}"


def _never(status: StatusFound, change: Change, organization: Organization, book: FactBook) -> str:
    """What to say of a party that did no such thing: a presupposition is corrected, not answered."""
    party, where = _party_name(status.query.party, book), the(organization)
    full = [m for m in status.all if m.role in FULL_ROLES]
    if not full:
        other = [m for m in status.all if m.role is not Role.NOT_A_MEMBER]
        extra = f"; it was {_a(other[0].role.value)} {_when_belonged(other[0])}" if other else ""
        return sentence(f"{party} was never {_a(organization.member_role.value)} of {where} on record{extra}")
    if change is Change.LEFT:
        return sentence(
            f"no withdrawal of {party} from {where} is on record: {full[-1].role.value} {_when_belonged(full[-1])}"
        )
    return sentence(f"{party} belonged to {where} {_when_belonged(full[0])}")


# --- what a party belongs to -----------------------------------------------------------------------------------


def word_memberships_of(found: MembershipsOfFound, book: FactBook, today: date) -> Reply:
    """`Georgia has left 2 organizations: the CST on 20 April 1999 and the CIS on 18 August 2009.`"""
    query, citing = found.query, Citing()
    facts = _memberships(found.memberships)
    items = [_membership_item(m, book, citing) for m in facts]
    caveats = [
        *_standing_caveats(found.standings if query.change is not Change.JOINED else (), book, citing),
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
    )


def _memberships_of_headline(
    found: MembershipsOfFound, facts: Sequence[Membership], book: FactBook, today: date
) -> str:
    query = found.query
    party = _party_name(query.party, book)
    if query.change is not None:
        verb = "left" if query.change is Change.LEFT else "joined"
        if not facts:
            return sentence(f"{party} {verb} no organization{' ' + at_time(query.on) if query.on else ''} on record")
        said = [f"{the(book.register.organizations[m.organization])} {_change_words(m, query.change)}" for m in facts]
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
    item = _item(m, book, citing)
    organization = book.register.organizations[m.organization]
    return item.model_copy(
        update={"id": m.organization, "label": organization.short, "detail": f"{m.role.value} {item.detail}"}
    )


# --- shared ------------------------------------------------------------------------------------------------------


def _memberships(held: Iterable[Held[Membership]]) -> list[Membership]:
    return [one.fact for one in held]


def _by_label(facts: Iterable[Membership], book: FactBook) -> list[Membership]:
    return sorted(facts, key=lambda m: book.register.label(m.party))


def _party_name(party: str, book: FactBook) -> str:
    organization = book.register.organizations.get(party)
    return the(organization) if organization else book.register.label(party)


def _subject(fact: AnyFact, book: FactBook) -> str:
    return book.register.label(fact.party) if isinstance(fact, Membership) else fact.id


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"
