"""What a person wants changed in a fact on record: its own parts, one more source, a value that a source disputes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, replace

from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.drafts import SourceDraft
from bloc_bot.domain.facts import (
    AnyFact,
    Citation,
    Event,
    EventNature,
    Membership,
    Profile,
    Relation,
    Role,
    Source,
    Stance,
    Term,
)


@dataclass(frozen=True, slots=True)
class MembershipParts:
    """What can be corrected in a membership, or in a standing. Each is what the fact is to say, changed or not."""

    period: Period
    role: Role
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class TermParts:
    period: Period
    acting: bool


@dataclass(frozen=True, slots=True)
class EventParts:
    period: Period
    nature: EventNature
    title: str
    summary: str
    place: str


@dataclass(frozen=True, slots=True)
class RelationParts:
    period: Period
    detail: str


@dataclass(frozen=True, slots=True)
class ProfileParts:
    period: Period
    value: str


Parts = MembershipParts | TermParts | EventParts | RelationParts | ProfileParts
PARTS_OF: dict[type[AnyFact], type[Parts]] = {
    Membership: MembershipParts,
    Term: TermParts,
    Event: EventParts,
    Relation: RelationParts,
    Profile: ProfileParts,
}


@dataclass(frozen=True, slots=True)
class Correction:
    """What the fact is to say. Without a source, those that it has back that too."""

    parts: Parts
    source: SourceDraft | None = None


@dataclass(frozen=True, slots=True)
class AddedSource:
    """One more source. `attested_on` is the day of which it says that it is so."""

    source: SourceDraft
    locator: str = ""
    attested_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A source that gives another value for a part of the fact: `since`, `until`, `place` ... A date is in EDTF."""

    part: str
    value: str
    source: SourceDraft
    locator: str = ""


Amendment = Correction | AddedSource | Dispute


def amended(fact: AnyFact, amendment: Amendment, source: Source | None) -> AnyFact:
    """The fact as it is to be. `source` is the one that the amendment names, as it is on record.

    ValueError if the amendment is for another kind of fact, or changes nothing.
    """
    new = _amended(fact, amendment, source)
    if replace(new, citations=fact.citations) == fact and set(new.citations) == set(fact.citations):
        raise ValueError("nothing is changed")
    return new


def _amended(fact: AnyFact, amendment: Amendment, source: Source | None) -> AnyFact:
    match amendment:
        case Correction(parts=parts):
            return _corrected(fact, parts, source)
        case AddedSource(locator=locator, attested_on=attested_on) if source is not None:
            return _with_citation(fact, Citation(source, locator=locator, attested_on=attested_on))
        case Dispute(part=part, value=value, locator=locator) if source is not None:
            return _with_citation(
                fact, Citation(source, Stance.DISPUTES, locator=locator, disputed=part, disputed_value=value)
            )
        case _:
            raise ValueError("a source is missing")


def _with_citation(fact: AnyFact, citation: Citation) -> AnyFact:
    """Supporting citations stand before disputing ones. One that is there already is not there twice."""
    if citation in fact.citations:
        return fact
    added = (citation,)
    supports = citation.stance is Stance.SUPPORTS
    return replace(
        fact,
        citations=(*fact.supporting, *added, *fact.disputing) if supports else (*fact.citations, *added),
    )


def _corrected(fact: AnyFact, parts: Parts, source: Source | None) -> AnyFact:
    if not isinstance(parts, PARTS_OF[type(fact)]):
        raise ValueError(f"{type(parts).__name__} are not the parts of {fact.id}")
    new = replace(fact, **{part.name: getattr(parts, part.name) for part in fields(parts)})
    settled = tuple(_settled(citation, new) for citation in fact.citations)
    supporting = [citation for citation in settled if citation.stance is Stance.SUPPORTS]
    if source is not None:
        # First, since answers name only some of many sources.
        known = [citation for citation in supporting if citation.source.id == source.id]
        supporting = [*(known or [Citation(source)]), *(c for c in supporting if c not in known)]
    disputing = [citation for citation in settled if citation.stance is Stance.DISPUTES]
    return replace(
        new,
        citations=(*dict.fromkeys(supporting), *disputing),
        preferred=fact.preferred if disputing or not fact.disputing else "",
    )


def _settled(citation: Citation, fact: AnyFact) -> Citation:
    """A source that disputed what the fact says now backs it."""
    if citation.disputed and citation.disputed_value in _values(fact, citation.disputed):
        return replace(citation, stance=Stance.SUPPORTS, disputed="", disputed_value="")
    return citation


def _values(fact: AnyFact, part: str) -> Iterator[str]:
    """What the fact says of a part, as a dispute would."""
    if part in ("since", "until"):
        yield str(getattr(fact.period, part))
    elif part == "date" and isinstance(fact, Event):
        yield str(fact.first_day)
    else:
        with suppress(AttributeError):
            yield str(getattr(fact, part))
