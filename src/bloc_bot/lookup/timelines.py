"""Who belonged when, and who held which post when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from bloc_bot.domain.dates import PartialDate, Truth
from bloc_bot.domain.factbook import FactBook, chronological
from bloc_bot.domain.facts import FULL_ROLES, Attribute, Event, EventNature, Membership, Part, Profile, Role, Term
from bloc_bot.domain.findings import TimelineFound, TimelineGroup, TimelineRow
from bloc_bot.domain.queries import Timeline, When
from bloc_bot.lookup.times import falls_within, truth_at

_MILESTONES = (Attribute.FOUNDED, Attribute.IN_FORCE, Attribute.ENDED, Attribute.NAME)
_RANKS = (Role.FOUNDING_STATE, Role.ASSOCIATE, Role.OBSERVER, Role.DIALOGUE_PARTNER, Role.PARTNER)


def find_timeline(query: Timeline, book: FactBook) -> TimelineFound:
    """Everything on record that holds, or may hold, within the time asked about: a group an organization or post."""
    find = _of_members if query.subject == "members" else _of_officials
    return TimelineFound(query, tuple(group for id in query.organizations for group in find(id, query, book)))


def _of_members(organization: str, query: Timeline, book: FactBook) -> list[TimelineGroup]:
    recorded = book.memberships.get(organization, ())
    facts = [m for m in recorded if m.role is not Role.NOT_A_MEMBER and truth_at(m, query.on) is not Truth.NO]
    rows = sorted(_rows(facts), key=_place)
    changes = _changes(organization, facts, query.on, book)
    told = {event.first_day for event in changes}
    own = [profile for profile in _of_itself(organization, query.on, book) if profile.period.since not in told]
    milestones: list[Event | Profile] = [*changes, *own]
    return [TimelineGroup(organization, "", tuple(rows), tuple(sorted(milestones, key=chronological)))]


def _of_officials(organization: str, query: Timeline, book: FactBook) -> list[TimelineGroup]:
    recorded = book.terms.get(organization, ())
    posts = dict.fromkeys(term.post for term in recorded if not query.posts or term.post in query.posts)
    head = book.register.organizations[organization].head_post
    found = []
    for post in sorted(posts, key=lambda post: post != head):
        terms = [t for t in recorded if t.post == post and truth_at(t, query.on) is not Truth.NO]
        found.append(TimelineGroup(organization, post, tuple(sorted(_rows(terms), key=_first_day)), ()))
    return found


def _rows(facts: Iterable[Membership | Term]) -> list[TimelineRow]:
    by_subject: defaultdict[str, list[Membership | Term]] = defaultdict(list)
    for fact in facts:
        by_subject[fact.party if isinstance(fact, Membership) else fact.holder].append(fact)
    return [TimelineRow(subject, tuple(own)) for subject, own in by_subject.items()]


def _place(row: TimelineRow) -> tuple[int, date]:
    """Members first, by when they joined; then those in other roles."""
    roles = [fact.role for fact in row.facts if isinstance(fact, Membership)]
    rank = min(0 if role in FULL_ROLES else 1 + _RANKS.index(role) for role in roles)
    full = [fact for fact in row.facts if isinstance(fact, Membership) and fact.role in FULL_ROLES]
    return rank, _first_day(TimelineRow(row.subject, tuple(full or row.facts)))


def _first_day(row: TimelineRow) -> date:
    """The earliest day of which anything is on record."""
    days = [fact.period.since.earliest for fact in row.facts if isinstance(fact.period.since, PartialDate)]
    days += [when.earliest for fact in row.facts for when in fact.attestations]
    return min(days, default=date.max)


def _changes(organization: str, facts: Sequence[Membership], on: When | None, book: FactBook) -> list[Event]:
    """The events by which parties joined or left: of several about one change, the one about the fewest."""
    events = [e for e in book.events.get(organization, ()) if e.nature is EventNature.HAPPENED]
    found = []
    for fact in facts:
        for end, part in ((fact.period.since, Part.JOINED), (fact.period.until, Part.LEFT)):
            if not isinstance(end, PartialDate) or falls_within(end, on) is Truth.NO:
                continue
            about = [e for e in events if fact.party in e.with_part(part) and _on_the_day(e, end)]
            found += [min(about, key=lambda e: len(e.parties))] if about else []
    return list(dict.fromkeys(found))


def _on_the_day(event: Event, when: PartialDate) -> bool:
    return event.first_day.earliest <= when.latest and when.earliest <= event.last_day.latest


def _of_itself(organization: str, on: When | None, book: FactBook) -> list[Profile]:
    """When it was founded, came into force, took another name, and ended."""
    founded = book.lifetime(organization).since
    return [
        profile
        for profile in book.profiles.get(organization, ())
        if profile.attribute in _MILESTONES
        and isinstance(profile.period.since, PartialDate)
        and falls_within(profile.period.since, on) is not Truth.NO
        and (profile.attribute is not Attribute.NAME or _is_later(profile.period.since, founded))
    ]


def _is_later(when: PartialDate, founded: object) -> bool:
    return isinstance(founded, PartialDate) and when.earliest > founded.latest
