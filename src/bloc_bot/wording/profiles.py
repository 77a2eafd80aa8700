"""Words for what an organization is."""

from __future__ import annotations

from datetime import date

from bloc_bot.domain.dates import PartialDate, Truth
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import AnyFact, Attribute, Organization, Profile, Relation
from bloc_bot.domain.findings import AboutFound
from bloc_bot.domain.replies import Item, Reply, Status
from bloc_bot.wording.citing import Citing, disputes, freshness
from bloc_bot.wording.phrases import counted, edtf, in_words, period_words, sentence, the
from bloc_bot.wording.replying import reply

_DATED = (Attribute.FOUNDED, Attribute.SIGNED, Attribute.IN_FORCE, Attribute.ENDED)


def word_profile(found: AboutFound, book: FactBook, today: date) -> Reply:
    """What it is, in a sentence; its attributes and relations, a row each."""
    query, citing = found.query, Citing()
    organization = book.register.organizations[query.organization]
    if not found.profiles:
        return _nothing(found, organization)
    items = [profile_item(profile, citing) for profile in found.profiles if profile.attribute is not Attribute.ABOUT]
    items += [relation_item(relation, book, citing) for relation in found.relations]
    about = [p for p in found.profiles if p.attribute is Attribute.ABOUT]
    for profile in about:
        citing.fact(profile)
    caveats = disputes(found.profiles, _subject, citing)
    if (not query.attributes or Attribute.SEAT in query.attributes) and (fresh := freshness(found.profiles, today)):
        caveats.append(fresh)
    return reply(
        _headline(found, organization, about),
        query,
        items=items,
        verdict=found.verdict,
        on=query.on,
        caveats=caveats,
        citing=citing,
        suggestions=[
            (f"Members of {the(organization)}", f"{organization.short} members"),
            ("Officials", f"{organization.short} officials"),
            ("Events", f"{organization.short} events"),
        ],
        beside=about,
    )


def _headline(found: AboutFound, organization: Organization, about: list[Profile]) -> str:
    if found.query.attributes:
        answer = {Truth.YES: "Yes. ", Truth.NO: "No. "}.get(found.verdict, "") if found.verdict else ""
        return answer + " ".join(_attribute_sentence(profile, organization) for profile in found.profiles)
    name = f"{organization.name} ({organization.acronym})" if organization.acronym else organization.name
    what = f"{name}: {about[0].value}" if about else f"{name}, {organization.kind.value}"
    members = f" {counted(found.members, 'member')} on record today." if found.members else ""
    return sentence(what) + members


def _attribute_sentence(profile: Profile, organization: Organization) -> str:
    value = profile.value
    match profile.attribute:
        case Attribute.FOUNDED:
            return sentence(f"{the(organization)} was founded: {value}")
        case Attribute.SIGNED:
            return sentence(f"signed: {value}")
        case Attribute.IN_FORCE:
            return sentence(f"in force: {value}")
        case Attribute.SEAT:
            return sentence(f"seat of {the(organization)}: {value}")
    when = period_words(profile.period)
    shown = f" ({when})" if when and "not on record" not in when else ""
    return sentence(f"{profile.attribute.value} of {the(organization)}: {value}{shown}")


def profile_item(profile: Profile, citing: Citing) -> Item:
    """The row of an attribute, with its dates where they say more than its value."""
    dated = profile.attribute in _DATED or profile.attribute is Attribute.ABOUT
    when = "" if dated else period_words(profile.period)
    shown = f" ({when})" if when and "not on record" not in when else ""
    return Item(
        id=profile.attribute.value,
        label=profile.attribute.value.capitalize(),
        since=edtf(profile.period.since),
        until=edtf(profile.period.until),
        detail=f"{profile.value}{shown}",
        citations=citing.fact(profile),
        fact=profile.id,
    )


def relation_item(relation: Relation, book: FactBook, citing: Citing) -> Item:
    """The row of a relation, by what the other organization is."""
    since = relation.period.since
    when = f", {in_words(since)}" if isinstance(since, PartialDate) else ""
    return Item(
        id=relation.other,
        label=relation.kind.value.capitalize(),
        since=edtf(since),
        until=edtf(relation.period.until),
        detail=f"{book.register.label(relation.other)}{when}{' (' + relation.detail + ')' if relation.detail else ''}",
        citations=citing.fact(relation),
        fact=relation.id,
    )


def _subject(fact: AnyFact) -> str:
    return fact.attribute.value if isinstance(fact, Profile) else fact.id


def _nothing(found: AboutFound, organization: Organization) -> Reply:
    what = " or ".join(a.value for a in found.query.attributes) or "description"
    return reply(
        sentence(f"no {what} of {the(organization)} is on record"),
        found.query,
        status=Status.NO_DATA,
    )
