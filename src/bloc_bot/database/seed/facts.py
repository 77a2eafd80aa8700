"""The seed as facts: each entry of the files read as the domain object that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bloc_bot.database.seed.files import (
    CitationEntry,
    DisputeEntry,
    EventEntry,
    MembershipEntry,
    OrganizationFile,
    ProfileEntry,
    RelationEntry,
    Seed,
    SourceEntry,
    TermEntry,
)
from bloc_bot.domain.dates import PartialDate, Period, parse_end
from bloc_bot.domain.facts import (
    AnyFact,
    Citation,
    Event,
    EventParty,
    Membership,
    Profile,
    Relation,
    Source,
    Stance,
    Term,
)

_Entry = MembershipEntry | TermEntry | EventEntry | RelationEntry | ProfileEntry
_Dated = MembershipEntry | TermEntry | RelationEntry | ProfileEntry


def source_of(entry: SourceEntry) -> Source:
    return Source(
        entry.id, entry.publisher, entry.title, entry.url, _date(entry.published), entry.author, entry.language
    )


def facts_of(seed: Seed) -> list[AnyFact]:
    """All facts of the seed. A source id that does not resolve is a KeyError: lint first."""
    sources = {entry.id: source_of(entry) for entry in seed.sources}
    facts = [fact for file in seed.organizations for fact in _facts_of_organization(file, sources)]
    of_states = [_term(entry, "", country.id, sources) for country in seed.countries for entry in country.terms]
    return [*facts, *of_states]


def _facts_of_organization(file: OrganizationFile, sources: Mapping[str, Source]) -> Iterator[AnyFact]:
    yield from (_membership(entry, file.id, sources) for entry in file.memberships)
    yield from (_term(entry, file.id, "", sources) for entry in file.terms)
    yield from (_event(entry, file.id, sources) for entry in file.events)
    yield from (_relation(entry, file.id, sources) for entry in file.relations)
    yield from (_profile(entry, file.id, sources) for entry in file.profile)


def _membership(entry: MembershipEntry, organization: str, sources: Mapping[str, Source]) -> Membership:
    return Membership(
        **_common(entry, organization, sources),
        period=_period(entry),
        party=entry.party,
        role=entry.role,
        standing=entry.standing,
        start=entry.start,
        end=entry.end,
    )


def _term(entry: TermEntry, organization: str, state: str, sources: Mapping[str, Source]) -> Term:
    return Term(
        **_common(entry, organization, sources),
        period=_period(entry),
        holder=entry.holder,
        post=entry.post,
        title=entry.title,
        state=state,
        acting=entry.acting,
        due_until=_date(entry.due_until),
    )


def _event(entry: EventEntry, organization: str, sources: Mapping[str, Source]) -> Event:
    return Event(
        **_common(entry, organization, sources),
        period=event_period(entry.date),
        title=entry.title,
        summary=entry.summary,
        nature=entry.nature,
        organizations=tuple(dict.fromkeys((organization, *entry.organizations))),
        parties=tuple(EventParty(party, part) for part, parties in entry.parties.items() for party in parties),
        place=entry.place,
        outcome=entry.outcome,
    )


def _relation(entry: RelationEntry, organization: str, sources: Mapping[str, Source]) -> Relation:
    return Relation(
        **_common(entry, organization, sources),
        period=_period(entry),
        kind=entry.kind,
        other=entry.other,
        detail=entry.detail,
    )


def _profile(entry: ProfileEntry, organization: str, sources: Mapping[str, Source]) -> Profile:
    return Profile(
        **_common(entry, organization, sources),
        period=_period(entry),
        attribute=entry.attribute,
        value=entry.value,
    )


def event_period(date: str) -> Period:
    """The files give an event's first and last day, both included."""
    first, slash, last = date.partition("/")
    return Period.during(PartialDate.parse(first), PartialDate.parse(last) if slash else None)


def _common(entry: _Entry, organization: str, sources: Mapping[str, Source]) -> dict[str, Any]:
    supporting = (_supporting(citation, sources) for citation in entry.sources)
    disputing = (_disputing(dispute, sources) for dispute in entry.disputes)
    return {
        "id": entry.id,
        "organization": organization,
        "citations": (*supporting, *disputing),
        "note": entry.note,
        "preferred": entry.preferred,
    }


def _supporting(entry: CitationEntry, sources: Mapping[str, Source]) -> Citation:
    return Citation(
        sources[entry.id],
        relayed_from=entry.relayed_from,
        locator=entry.locator,
        attested_on=_date(entry.attested),
    )


def _disputing(entry: DisputeEntry, sources: Mapping[str, Source]) -> Citation:
    return Citation(
        sources[entry.id],
        Stance.DISPUTES,
        relayed_from=entry.relayed_from,
        disputed=entry.about,
        disputed_value=entry.value,
    )


def _period(entry: _Dated) -> Period:
    return Period(parse_end(entry.since), parse_end(entry.until))


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
