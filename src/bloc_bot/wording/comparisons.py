"""Words for organizations held against each other."""

from __future__ import annotations

from datetime import date

from bloc_bot.domain.dates import PartialDate, Truth
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.findings import ComparisonFound, OverlapFound, RelatedFound, SharedFound
from bloc_bot.domain.queries import Compared, Related
from bloc_bot.domain.replies import Item, Reply, Status
from bloc_bot.wording.citing import Citing, disputes, freshness
from bloc_bot.wording.phrases import at_time, counted, edtf, in_words, is_today, listed, period_words, sentence, the
from bloc_bot.wording.replying import reply


def word_compared(found: ComparisonFound | OverlapFound | SharedFound, book: FactBook, today: date) -> Reply:
    """The words for what organizations or parties share."""
    match found:
        case ComparisonFound():
            return word_comparison(found, book, today)
        case OverlapFound():
            return word_overlap(found, book)
        case SharedFound():
            return word_shared(found, book, today)


def word_comparison(found: ComparisonFound, book: FactBook, today: date) -> Reply:
    """`5 countries are in both the CSTO and the SCO: …`, a row a party."""
    query, citing = found.query, Citing()
    items = [
        Item(
            id=party,
            label=book.register.label(party),
            detail="; ".join(f"{book.register.label(m.organization)} {period_words(m.period)}" for m in memberships),
            citations=tuple(dict.fromkeys(n for m in memberships for n in citing.fact(m)[:2])),
            fact=memberships[0].id if memberships else None,
            beside=tuple(m.id for m in memberships[1:]),
        )
        for party, memberships in found.parties
    ]
    if not items:
        for membership in found.rests_on:
            citing.fact(membership)
    caveats = []
    if found.possible:
        names = listed([book.register.label(party) for party in found.possible])
        caveats.append(f"The record leaves open whether this holds for {names} too.")
    shown = [m for _, memberships in found.parties for m in memberships] or list(found.rests_on)
    if is_today(query.on, today) and (fresh := freshness(shown, today)):
        caveats.append(fresh)
    return reply(
        _comparison_headline(found, book, today),
        query,
        items=items,
        verdict=_verdict(found),
        on=query.on,
        caveats=caveats,
        citing=citing,
    )


def _verdict(found: ComparisonFound) -> Truth | None:
    if found.query.whether is None:
        return None
    some = bool(found.parties)
    if not some and found.possible:
        return Truth.UNCERTAIN
    yes = some if found.query.whether == "any" else not some
    return Truth.YES if yes else Truth.NO


def _comparison_headline(found: ComparisonFound, book: FactBook, today: date) -> str:
    query = found.query
    names = [the(book.register.organizations[o]) for o in query.organizations]
    now = is_today(query.on, today)
    be = ("is" if len(found.parties) == 1 else "are") if now else ("was" if len(found.parties) == 1 else "were")
    match query.how:
        case Compared.BOTH:
            where = f"in both {listed(names)}" if len(names) == 2 else f"in all of {listed(names)}"
        case Compared.ONLY_FIRST:
            where = f"in {names[0]} and not in {' or '.join(names[1:])}"
        case Compared.EITHER:
            where = f"in {' or '.join(names)}"
    verdict = _verdict(found)
    answer = {Truth.YES: "Yes: ", Truth.NO: "No: "}.get(verdict, "") if verdict is not None else ""
    parties = [book.register.label(party) for party, _ in found.parties]
    count = counted(len(parties), "country", "countries") if parties else "no country"
    when = f" as of {in_words(today)}" if now else f" {at_time(query.on)}" if query.on else " at any time"
    if len(query.among) == 1:
        one = book.register.label(query.among[0])
        be = "is" if now else "was"
        return sentence(f"{answer}{one} {be if parties else f'{be} not'} {where}{when}")
    said = f": {listed(parties)}" if parties else ""
    return sentence(f"{answer}{count} {be if parties else 'is' if now else 'was'} {where}{when}{said}")


def word_overlap(found: OverlapFound, book: FactBook) -> Reply:
    """`No: Uzbekistan did not belong to GUAM and the CSTO at the same time: …`."""
    query, citing = found.query, Citing()
    party = book.register.label(query.party)
    names = listed([the(book.register.organizations[o]) for o in query.organizations])
    spells = [f"{book.register.label(m.organization)} {period_words(m.period)}" for m in found.memberships]
    never = [f"it was never in {the(book.register.organizations[o])} on record" for o in found.never_in]
    answer = {
        Truth.YES: f"Yes: {party} belonged to {names} at the same time",
        Truth.NO: f"No: {party} did not belong to {names} at the same time",
        Truth.UNCERTAIN: f"The record does not settle whether {party} belonged to {names} at the same time",
    }[found.verdict]
    items = [
        Item(
            id=m.organization,
            label=book.register.label(m.organization),
            since=edtf(m.period.since),
            until=edtf(m.period.until),
            detail=f"{m.role.value} {period_words(m.period)}",
            citations=citing.fact(m),
            fact=m.id,
        )
        for m in found.memberships
    ]
    return reply(
        sentence(f"{answer}: {'; '.join([*spells, *never])}"),
        query,
        items=items,
        verdict=found.verdict,
        caveats=disputes(found.memberships, lambda f: book.register.label(f.organization), citing),
        citing=citing,
    )


def word_shared(found: SharedFound, book: FactBook, today: date) -> Reply:
    """`Armenia and Azerbaijan both belong to the CIS and the OSCE as of …`, a row an organization."""
    query, citing, label = found.query, Citing(), book.register.label
    items = [
        Item(
            id=organization,
            label=label(organization),
            detail="; ".join(f"{label(m.party)} {period_words(m.period)}" for m in memberships),
            citations=tuple(dict.fromkeys(n for m in memberships for n in citing.fact(m)[:2])),
            fact=memberships[0].id,
            beside=tuple(m.id for m in memberships[1:]),
        )
        for organization, memberships in found.organizations
    ]
    if not items:
        for membership in found.rests_on:
            citing.fact(membership)
    now = is_today(query.on, today)
    when = "" if query.on is None else f" as of {in_words(today)}" if now else f" {at_time(query.on)}"
    parties = listed([label(party) for party in query.parties])
    names = listed([the(book.register.organizations[o]) for o, _ in found.organizations])
    belong = f"{'all' if len(query.parties) > 2 else 'both'} {'belong' if now else 'belonged'} to {names}"
    none = f"{'belong' if now else 'belonged'} to no organization together on record"
    return reply(
        sentence(f"{parties} {belong if items else none}{when}"),
        query,
        items=items,
        on=query.on,
        caveats=[note] if now and (note := freshness(found.rests_on, today)) else [],
        citing=citing,
    )


def word_related(found: RelatedFound, book: FactBook) -> Reply:
    """What two organizations are to each other, a row a relation."""
    query, citing = found.query, Citing()
    if query.organization == query.other:
        return _of_one(query, book)
    one, other = (book.register.organizations[o] for o in (query.organization, query.other))
    items = []
    for r in found.relations:
        since = f", {in_words(r.period.since)}" if isinstance(r.period.since, PartialDate) else ""
        items.append(
            Item(
                id=r.id,
                label=f"{book.register.label(r.organization)} {r.kind.value} {book.register.label(r.other)}",
                since=edtf(r.period.since),
                until=edtf(r.period.until),
                detail=f"{r.detail}{since}".lstrip(", "),
                citations=citing.fact(r),
                fact=r.id,
            )
        )
    label = book.register.label
    items += [
        Item(
            id=m.id,
            label=f"{label(m.party)}: {m.role.value} at {the(book.register.organizations[m.organization])}",
            since=edtf(m.period.since),
            until=edtf(m.period.until),
            detail=period_words(m.period),
            citations=citing.fact(m),
            fact=m.id,
        )
        for m in found.memberships
    ]
    if not items:
        return reply(
            sentence(f"no relation between {the(one)} and {the(other)} is on record"), query, status=Status.NO_DATA
        )
    answer = {Truth.YES: "Yes: ", Truth.NO: "No: "}.get(found.verdict, "") if found.verdict else ""
    what = f"{the(one)} {query.whether} {the(other)}" if query.whether else ""
    no = f"No: that {what} is not on record" if found.verdict is Truth.NO else ""
    if query.whether == "the same as":
        no = f"No: {the(one)} and {the(other)} are two organizations, with {counted(len(items), 'relation')} on record"
    return reply(
        sentence(no or f"{answer}{counted(len(items), 'relation')} between {the(one)} and {the(other)} on record"),
        query,
        items=items,
        verdict=found.verdict,
        caveats=disputes([*found.relations, *found.memberships], lambda f: f.id, citing),
        citing=citing,
    )


def _of_one(query: Related, book: FactBook) -> Reply:
    """Two names of one organization: it is the same."""
    organization, citing = book.register.organizations[query.organization], Citing()
    for profile in book.profiles.get(organization.id, ()):
        citing.fact(profile)
    said = f"Yes: both are names of {the(organization)}, the {organization.name}"
    return reply(sentence(said), query, verdict=Truth.YES, citing=citing)
