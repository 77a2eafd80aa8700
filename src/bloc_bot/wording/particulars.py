"""What a fact says, part by part in words, and what one version of it says otherwise than another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import AnyFact, Citation, Event, EventNature, Membership, Part, Profile, Relation, Term
from bloc_bot.wording.phrases import capitalized, in_words, listed, since_and_until, span_words

_NATURES = {
    EventNature.HAPPENED: "it happened",
    EventNature.PLANNED: "it was planned",
    EventNature.STATEMENT: "it was said",
    EventNature.RULE: "it was the rule",
}
_NOTHING = "nothing"
_DISPUTED = {"since": "the start", "until": "the end", "date": "the date"}


def particulars(fact: AnyFact, register: Register) -> dict[str, str]:
    """Each part that the record has, by its name, in the order in which it is read: `Since` → `7 October 2002`."""
    said = {**_own(fact, register), "Note": fact.note, "Why this value": fact.preferred}
    return {name: text for name, text in said.items() if text}


def differences(before: AnyFact, after: AnyFact, register: Register) -> list[str]:
    """`Since: 7 October 2002 → 2003`, a line each part that is not as it was; sources that came, went or changed."""
    old, new = particulars(before, register), particulars(after, register)
    names = dict.fromkeys([*old, *new])
    parts = [
        f"{name}: {old.get(name, _NOTHING)} → {new.get(name, _NOTHING)}"
        for name in names
        if old.get(name) != new.get(name)
    ]
    return [*parts, *_changed_citations(before.citations, after.citations)]


def dispute_words(citation: Citation) -> str:
    """What a source says instead: `the start: December 1993`."""
    value = citation.disputed_value
    with suppress(ValueError):
        value = in_words(PartialDate.parse(value))
    return f"{_DISPUTED.get(citation.disputed, citation.disputed)}: {value}"


def _own(fact: AnyFact, register: Register) -> dict[str, str]:
    match fact:
        case Membership():
            return _membership(fact, register)
        case Term():
            return _term(fact, register)
        case Event():
            return _event(fact, register)
        case Relation():
            other = register.label(fact.other)
            said = {"Organization": register.label(fact.organization), capitalized(fact.kind): other}
            return {**said, "Detail": fact.detail, **_dates(fact)}
        case Profile():
            said = {"Organization": register.label(fact.organization), capitalized(fact.attribute): fact.value}
            return {**said, **_dates(fact)}


def _membership(m: Membership, register: Register) -> dict[str, str]:
    return {
        "Organization": register.label(m.organization),
        "Country" if m.party in register.countries else "Party": register.label(m.party),
        "Role": m.role.value,
        "Standing": m.standing.value if m.standing else "",
        **_dates(m),
        "How it began": m.start,
        "How it ended": m.end,
        **_attested(m),
    }


def _term(term: Term, register: Register) -> dict[str, str]:
    post = register.posts.get(term.post)
    return {
        "Organization" if term.organization else "State": register.label(term.organization or term.state),
        "Post": term.title or (post.name if post else term.post),
        "Holder": register.label(term.holder),
        "Acting": "yes" if term.acting else "",
        **_dates(term),
        "Due until": in_words(term.due_until) if term.due_until else "",
        **_attested(term),
    }


def _event(event: Event, register: Register) -> dict[str, str]:
    return {
        "Organization": listed([register.label(id) for id in event.organizations]),
        "Date": span_words(event.first_day, event.last_day),
        "Title": event.title,
        "What happened": event.summary,
        "Happened or planned": _NATURES[event.nature],
        "Place": event.place,
        "Who had a part": ", ".join(_party(p.party, p.part, register) for p in event.parties),
    }


def _party(party: str, part: Part, register: Register) -> str:
    label = register.label(party)
    return label if part is Part.CONCERNED else f"{label} ({part})"


def _dates(fact: AnyFact) -> dict[str, str]:
    since, until = since_and_until(fact.period)
    return {"Since": since or "open", "Until": until or "goes on"}


def _attested(fact: AnyFact) -> dict[str, str]:
    return {"Attested": listed([in_words(when) for when in fact.attestations])}


def _changed_citations(before: tuple[Citation, ...], after: tuple[Citation, ...]) -> Iterator[str]:
    old, new = set(map(_known, before)), set(map(_known, after))
    for became, citations, others in (("added", after, old), ("taken out", before, new)):
        for citation in citations:
            if _known(citation) not in others:
                yield _citation_words(citation, became)


def _known(citation: Citation) -> tuple[object, ...]:
    return (
        citation.source.id,
        citation.stance,
        citation.relayed_from,
        citation.locator,
        citation.attested_on,
        citation.disputed,
        citation.disputed_value,
    )


def _citation_words(citation: Citation, became: str) -> str:
    source = f"{citation.source.publisher}: {citation.source.title}"
    attested = f", attested {in_words(citation.attested_on)}" if citation.attested_on else ""
    if citation.disputed:
        return f"Dispute {became}: {dispute_words(citation)} ({source})"
    return f"Source {became}: {source}{attested}"
