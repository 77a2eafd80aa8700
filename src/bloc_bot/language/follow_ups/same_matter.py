"""Follow-ups that ask something else of what was just answered: `source?`, `since when?`, `who was before him?`"""

from __future__ import annotations

import re

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.facts import Attribute, Event, Part, Term
from bloc_bot.domain.queries import (
    About,
    Change,
    Events,
    Members,
    MembershipDates,
    MembershipStatus,
    OfficeHolders,
    PostsOf,
    Query,
    Succession,
    When,
)
from bloc_bot.language.follow_ups.leaning import FollowUp
from bloc_bot.language.patterns.events import parts_asked
from bloc_bot.language.search_words import search_words

_OPPOSITE = {
    Part.DID_NOT_SIGN: Part.SIGNED,
    Part.SIGNED: Part.DID_NOT_SIGN,
    Part.ABSENT: Part.ATTENDED,
    Part.ATTENDED: Part.ABSENT,
    Part.OPPOSED: Part.SUPPORTED,
    Part.SUPPORTED: Part.OPPOSED,
}
_IN_IT = re.compile(r"\b(?:in|of|to) (?:it|there)\b", re.IGNORECASE)


def source(f: FollowUp) -> Query | None:
    """`source?`: the same answer again, which ends with its sources."""
    return f.before if f.says("source who say speak what be list that it") and f.reader.has("source") else None


def neighbour(f: FollowUp) -> Query | None:
    """`who was before him?`"""
    if (
        not f.reader.has("before", "after")
        or f.reader.organizations
        or f.reader.people
        or f.marked.times
        or not (f.reader.has("who", "him", "it", "them", "that") or f.says("and before after"))
    ):
        return None
    term = f.last_term()
    if term is None or f.reader.has("member", "observer", "partner", "join", "leave"):
        return None
    return Succession(
        organization=term.organization or None,
        posts=(term.post,),
        holder=term.holder,
        direction="before" if f.reader.has("before") else "after",
        on=_when_of(term),
    )


def _when_of(term: Term) -> When | None:
    since = term.period.since
    return When.on(since) if isinstance(since, PartialDate) else None


def part_in_it(f: FollowUp) -> Query | None:
    """`who did not sign it?`, `did Belarus sign it too?` of the event that was just told."""
    r, event = f.reader, f.last_event()
    if event is None or not isinstance(f.before, Events) or r.organizations or r.people or not f.says(_OF_A_PART):
        return None
    parts = parts_asked(r)
    if not parts:
        return None
    asks = "whether" if r.whether else "who"
    on = When.on(event.first_day)
    return f.before.model_copy(update={"parts": parts, "parties": r.countries, "asks": asks, "on": on})


_OF_A_PART = (
    "who what country COUNTRY be do have not refuse sign attend absent host chair support oppose it that them and "
    "there date same any then formal"
)


def about_the_same(f: FollowUp) -> Query | None:
    """`since when?`, `where?`, `how many?`, `who?` of what was just answered."""
    r = f.reader
    if r.organizations or r.countries or r.people or r.posts:
        return None
    event = f.last_event()
    if event is not None and r.has("inforce", "seat", "language", "website", "dissolve"):
        return None  # of the organization, and not of the event
    if isinstance(f.before, About) and (members := _members_of(f, f.before)):
        return members
    if isinstance(f.before, About) and f.says("where when who what be place country it that"):
        return f.before
    if r.has("where", "country") and r.has("him") and (person := f.last_person()):
        return PostsOf(person=person)
    if f.says("count number member country be there that them do have it") and r.has("count", "number"):
        return f.before
    if event is not None:
        return _of_event(f, event)
    if f.says("since when until be do him it them start end take that long how join become have") and r.has(
        "when", "since", "how long", "long"
    ):
        return _since_when(f)
    return None


def _members_of(f: FollowUp, about: About) -> Query | None:
    """`who is in it?` of an organization; `by whom?` after when it was founded."""
    if not f.reader.has("who", "country") or not f.says("who what country be do it that and"):
        return None
    founding = Attribute.FOUNDED in about.attributes
    if not founding and not _IN_IT.search(f.rest):
        return None
    return Members(organization=about.organization, founding=founding, on=When.now(f.today))


def _since_when(f: FollowUp) -> Query | None:
    match f.before:
        case MembershipStatus(organization=organization, party=party):
            return MembershipDates(
                organization=organization,
                parties=(party,),
                change=Change.LEFT if f.reader.has("leave") else Change.JOINED,
            )
        case OfficeHolders() | Succession():
            term = f.last_term()
            return (
                PostsOf(person=term.holder, organization=term.organization or None)
                if term and term.holder in f.book.register.people
                else f.before
            )
    return f.before


def _of_event(f: FollowUp, event: Event) -> Query | None:
    """The same event, asked something else of; or another one about the same, if the words find one."""
    words = search_words(f.reader)
    if not words and f.says("who what country do be and that") and f.marked.shape:
        return _other_part(f) or (f.before if f.reader.has("what") else None)
    if not isinstance(f.before, Events) or (f.marked.shape == "" and not words):
        return None
    later = f.reader.has("then", "after") or "later" in f.rest
    return Events(
        organizations=event.organizations or (event.organization,),
        parties=f.before.parties,
        words=tuple(dict.fromkeys((*words, *f.before.words))),
        asks="whether"
        if f.reader.whether
        else "where"
        if f.reader.has("where")
        else "when"
        if f.reader.has("when")
        else "who"
        if f.reader.has("who")
        else "one",
        on=When.between(event.last_day.following(), None) if later else When.on(event.first_day),
    )


def _other_part(f: FollowUp) -> Query | None:
    """`and who did?` after who did not."""
    if not isinstance(f.before, Events) or not f.before.parts:
        return None
    other = _OPPOSITE.get(f.before.parts[0])
    return f.before.model_copy(update={"parts": (other,), "asks": "who"}) if other else None
