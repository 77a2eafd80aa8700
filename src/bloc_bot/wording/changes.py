"""Words for when parties joined and left."""

from __future__ import annotations

from collections.abc import Sequence

from bloc_bot.domain.dates import Truth
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import FULL_ROLES, AnyFact, Membership, Organization, Role
from bloc_bot.domain.findings import DatesFound, StatusFound
from bloc_bot.domain.queries import Change
from bloc_bot.domain.replies import Reply, Status
from bloc_bot.wording.citing import Citing, disputes
from bloc_bot.wording.membership_rows import (
    STANDING,
    a,
    change_words,
    cite_members,
    elsewhere_item,
    membership_item,
    party_name,
    standing_caveats,
    status_item,
    subject,
    when_belonged,
    with_standings,
)
from bloc_bot.wording.phrases import (
    DATES,
    at_time,
    counted,
    listed,
    period_words,
    sentence,
    the,
)
from bloc_bot.wording.replying import reply

_NAMES_IN_HEADLINE = 12


def word_dates(found: DatesFound, book: FactBook) -> Reply:
    """`Georgia left the CIS on 18 August 2009 (withdrew after the 2008 war).`"""
    query, citing = found.query, Citing()
    organization = book.register.organizations[query.organization]
    items = [with_standings(membership_item(m, book, citing), m, found.standings) for m in found.memberships]
    never = [_never(status, query.change, organization, book) for status in found.never]
    if query.whether and not found.memberships:
        never = [said if said.startswith("No") else f"No: {said}" for said in never]
    denied = [m for status in found.never for m in status.all]
    items += [with_standings(status_item(m, book, citing), m, found.standings) for m in denied]
    items += [elsewhere_item(m, book, citing) for m in found.elsewhere]
    shown: list[AnyFact] = [*found.memberships, *denied, *found.standings]
    caveats = [
        *standing_caveats(found.standings, book, citing),
        *disputes(shown, lambda f: subject(f, book), citing),
    ]
    nobody = query.whether and not query.parties and not found.memberships and "members" in organization.covers
    if (found.never or nobody) and not citing.sources:
        cite_members(organization, book, citing)
    return reply(
        _dates_headline(found, organization, book, never),
        query,
        status=Status.ANSWERED if found.memberships or found.never or nobody else Status.NO_DATA,
        items=items,
        verdict=_whether(found) if query.whether else None,
        on=query.on,
        caveats=caveats,
        citing=citing,
        suggestions=[("All members", f"members of {the(organization)}")],
        columns=("Country", *DATES) if not found.never and not found.elsewhere else (),
    )


def _whether(found: DatesFound) -> Truth:
    return Truth.YES if found.memberships else Truth.NO


def _dates_headline(found: DatesFound, organization: Organization, book: FactBook, never: Sequence[str]) -> str:
    query = found.query
    verb = "joined" if query.change is Change.JOINED else "left"
    if any(m.standing is not None for m in found.memberships):
        verb = "left, or stopped taking part in,"
    if not found.memberships and not never:
        no = "No: " if query.whether else ""
        return sentence(f"{no}nobody {verb} {the(organization)}{' ' + at_time(query.on) if query.on else ''} on record")
    if query.parties or query.extreme:
        yes = "Yes: " if query.whether else ""
        did = [
            sentence(f"{yes}{_stopped(m, organization, book)}")
            if m.standing is not None
            else sentence(f"{yes}{party_name(m.party, book)} {verb} {the(organization)}{_as_what(m, query.change)}")
            for m in found.memberships
        ]
        return " ".join([*did, *never])
    names = listed([f"{book.register.label(m.party)} ({_when_changed(m, query.change)})" for m in found.memberships])
    many = len(found.memberships) > _NAMES_IN_HEADLINE
    return sentence(
        f"{counted(len(found.memberships), 'country', 'countries')} {verb} {the(organization)}"
        f"{' ' + at_time(query.on) if query.on else ''}{'' if many else ': ' + names}"
    )


def _as_what(m: Membership, change: Change) -> str:
    """`on 7 October 2002`; of another role than a member's, also which: `as an observer on 14 May 2018`."""
    role = f" as {a(m.role.value)}" if change is Change.JOINED and m.role not in FULL_ROLES else ""
    return f"{role} {change_words(m, change)}"


def _when_changed(m: Membership, change: Change) -> str:
    return f"{STANDING[m.standing]} {period_words(m.period)}" if m.standing is not None else change_words(m, change)


def _stopped(m: Membership, organization: Organization, book: FactBook) -> str:
    """`Armenia in the CSTO: participation frozen since 22 February 2024`"""
    standing = STANDING[m.standing] if m.standing is not None else ""
    how = f" ({m.start})" if m.start else ""
    return f"{party_name(m.party, book)} in {the(organization)}: {standing} {period_words(m.period)}{how}"


def _never(status: StatusFound, change: Change, organization: Organization, book: FactBook) -> str:
    """What to say of a party that did no such thing: a presupposition is corrected, not answered."""
    party, where = party_name(status.query.party, book), the(organization)
    when = f" {at_time(status.query.on)}" if status.query.on else ""
    full = [m for m in status.all if m.role in FULL_ROLES]
    if not full:
        other = [m for m in status.all if m.role is not Role.NOT_A_MEMBER]
        extra = f"; it was {a(other[0].role.value)} {when_belonged(other[0])}" if other else ""
        return sentence(f"{party} was never {a(organization.member_role.value)} of {where} on record{extra}")
    if change is not Change.JOINED:
        return sentence(
            f"no withdrawal of {party} from {where}{when} is on record: {full[-1].role.value} {when_belonged(full[-1])}"
        )
    return sentence(f"{party} belonged to {where} {when_belonged(full[0])}")
