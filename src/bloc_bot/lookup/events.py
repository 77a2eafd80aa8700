"""Events by organization, party, time and words."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from bloc_bot.domain.dates import Truth
from bloc_bot.domain.factbook import FactBook, chronological
from bloc_bot.domain.facts import Event, EventNature, Part
from bloc_bot.domain.findings import EventsFound
from bloc_bot.domain.queries import Events, When
from bloc_bot.domain.stems import stem
from bloc_bot.lookup.event_words import WordIndex, polarity, title_stems, word_class, word_index
from bloc_bot.lookup.times import falls_within

_ENOUGH = {4: 0.4, 12: 0.5, 40: 0.55}
"""How many events fit beside their words → the share of the words, by weight, that the one asked about must hold."""
_ENOUGH_OF_MANY = 0.6
_ENOUGH_BY_ITSELF = 0.75
_ENOUGH_OF_A_NAME = 0.4
"""Where the event has to hold several words that are names."""
"""Where only words and a time are given."""
_EVIDENCE = 4.0
"""The weight that the words an event holds must have in all, for a single one to be told."""
_PART_BONUS = 0.15
"""What it adds to an event's share of the words that somebody had the part asked for in it."""
_CLEARLY_AHEAD = 1.12
"""By how much the best must outdo the next to be told alone."""


def find_events(query: Events, book: FactBook, today: date) -> EventsFound:
    """All events that fit the parties and the time; where words are given, those that hold them, best first."""
    query = _spelled(query, book)
    found = _find(query, book)
    if query.extreme is None:
        return found
    one = _extreme(found.events, query.extreme, query.organizations, today)
    if one is None and query.words:
        in_other_words = _find(query, book, in_other_words=True)
        one = _extreme(in_other_words.events, query.extreme, query.organizations, today)
    return EventsFound(query, (one,) if one else ())


def _spelled(query: Events, book: FactBook) -> Events:
    """With the words that no event holds for a slip in them as they are spelled on record."""
    if not query.words:
        return query
    index = word_index(book)
    words = tuple([word if word in query.must else index.spelled(word) for word in query.words])
    return query if words == query.words else query.model_copy(update={"words": words})


def _extreme(found: tuple[Event, ...], extreme: str, organizations: tuple[str, ...], today: date) -> Event | None:
    """Of the organization's own, where there are any: others may name it only beside theirs."""
    events = [event for event in found if event.organization in organizations] or found
    if extreme == "next":
        ahead = [event for event in events if event.last_day.latest >= today]
        return min(ahead, key=chronological, default=None)
    happened = [e for e in events if e.nature is not EventNature.PLANNED and e.first_day.earliest <= today]
    return (min if extreme == "first" else max)(happened, key=chronological, default=None)


def _find(query: Events, book: FactBook, *, in_other_words: bool = False) -> EventsFound:
    """`in_other_words`: of a list, also those whose title says it otherwise (a summit may be a council session)."""
    fitting = [event for event in _near_in_time(_candidates(query, book), query.on) if _fits(event, query)]
    if query.parts and query.parties and query.asks == "list":
        fitting = [event for event in fitting if _had_part(event, query)]
    if not query.words:
        return EventsFound(query, tuple(sorted(fitting, key=chronological)))
    return _by_words(query, fitting, book, in_other_words=in_other_words)


def _candidates(query: Events, book: FactBook) -> Sequence[Event]:
    """The events of that organization or party asked about which has the fewest.

    Where neither these nor a time are given: an event that holds none of the words is not the one meant.
    """
    shelves = [book.events.get(o, ()) for o in query.organizations]
    shelves += [book.events_with.get(p, ()) for p in query.parties]
    if shelves:
        return min(shelves, key=len)
    if query.words and query.on is None:
        return word_index(book).holding_any(query.words)
    return book.all_events


def _near_in_time(events: Sequence[Event], on: When | None) -> Sequence[Event]:
    """Of events in the order in which they began, those that were not over before the time asked about, nor later."""
    if on is None:
        return events
    first, last = on.first or date.min, on.last or date.max
    begun = events[: bisect_right(events, last, key=_first_day)]
    return [event for event in begun if event.days[1] >= first]


def _first_day(event: Event) -> date:
    return event.days[0]


def _fits(event: Event, query: Events) -> bool:
    if query.natures and event.nature not in query.natures:
        return False
    if len(query.organizations) + len(query.parties) > 1 and not _concerns_all(event, query):
        return False
    if query.on is None:
        return True
    begin, end = query.on.first or date.min, query.on.last or date.max
    if begin <= event.days[0] and event.days[1] <= end:
        return True
    first, last = falls_within(event.first_day, query.on), falls_within(event.last_day, query.on)
    return Truth.NO not in (first, last) or Truth.YES in (first, last)


def _concerns_all(event: Event, query: Events) -> bool:
    """Whether it is about every one of the organizations and parties asked about."""
    organizations, parties = {event.organization, *event.organizations}, {p.party for p in event.parties}
    return organizations.issuperset(query.organizations) and parties.issuperset(query.parties)


def _had_part(event: Event, query: Events) -> bool:
    return any(p.party in query.parties and p.part in query.parts for p in event.parties)


def _by_words(query: Events, fitting: list[Event], book: FactBook, *, in_other_words: bool = False) -> EventsFound:
    index = word_index(book)
    scored = _scored(query, fitting, index)
    if not scored and _of_those_days(query):
        return EventsFound(query, tuple(sorted(fitting, key=chronological)))
    if not scored:
        return EventsFound(query, (), unknown_words=sum(not index.holds(word) for word in query.words))
    events = tuple(event for _, event in scored)
    asked = {word if word.isascii() else word_class(word) for word in query.words}
    named = tuple(event for event in events if not in_other_words and asked <= title_stems(event.title))
    if query.asks == "list":
        return EventsFound(query, tuple(sorted(named or events, key=chronological)))
    best = _standing_out(scored, query)
    if best is None and named and (asked & _KINDS or query.asks in ("one", "when", "where")):
        best = named[0] if len(named) == 1 else None
        events = named
    if best is not None and query.whether and _was_another(best, query):
        return EventsFound(query, ())
    if best is None and _tells_nothing(query, asked, events, scored[0][0]):
        return EventsFound(query, ())
    if best is None:
        return EventsFound(query, events, verdict=_unanimous(scored, query))
    return EventsFound(
        query,
        events,
        best,
        asked=_asked_parties(best, query) if query.asks in ("who", "one", "how many parties") else (),
        verdict=_verdict(best, query) if query.whether else None,
    )


_MOST_OF_ONE = 3
_FEW_DAYS = timedelta(days=2)
_OF_ANYTHING = frozenset(
    word_class(stem(word)) for word in "decide adopt agree approve discuss announce council leader head meeting".split()
)
"""What can be said of whatever an organization did."""


def _of_those_days(query: Events) -> bool:
    """Whether it is asked what an organization did in a few days: whatever it is called, that is what is on record."""
    on = query.on
    if query.asks != "one" or query.must or query.parts or not query.organizations or not query.as_question:
        return False
    if on is None or on.is_now or on.first is None or on.last is None:
        return False
    if not _OF_ANYTHING.issuperset(map(word_class, query.words)):
        return False
    return on.last - on.first <= _FEW_DAYS


_OF_ONE_PARTY = frozenset([Part.HOSTED, Part.CHAIRED, Part.TOOK_CHAIR])


def _was_another(event: Event, query: Events) -> bool:
    """Whether it is asked if somebody hosted or chaired, and it was not they who did: another event may be meant."""
    asked = _OF_ONE_PARTY & set(query.parts)
    return bool(asked) and Part.ATTENDED not in query.parts and bool(query.parties) and not _had_part(event, query)


def _tells_nothing(query: Events, asked: set[str], events: tuple[Event, ...], share: float) -> bool:
    """Whether somebody, or one thing, is asked for, and the words stand in too many events to tell of it."""
    if query.asks == "who" and not query.parts and not asked & _KINDS and (len(asked) < 2 or share < _ENOUGH_BY_ITSELF):
        return True
    return not query.organizations and not asked & _KINDS and query.asks == "one" and len(events) > _MOST_OF_ONE


_KINDS = frozenset(["summit", "exercis"])
"""Of these there are many in one place: the one meant is called so."""


def _near(scored: list[tuple[float, Event]]) -> list[Event]:
    return [event for score, event in scored if score * _CLEARLY_AHEAD > scored[0][0]]


def _unanimous(scored: list[tuple[float, Event]], query: Events) -> Truth | None:
    """The yes or no that all the events near to what was asked agree on."""
    if not query.whether:
        return None
    said = {polarity(event, query.words) for event in _near(scored)}
    return said.pop() if len(said) == 1 else None


def _standing_out(scored: list[tuple[float, Event]], query: Events) -> Event | None:
    """The event clearly ahead. Of several near: the one with most of the part asked for; a plan with its outcome."""
    near = _near(scored)
    if len(near) == 1:
        return near[0]
    if query.asks in ("who", "one") and query.parts:
        by_part = sorted(near, key=lambda event: -len(event.with_part(*query.parts)))
        if len(by_part[0].with_part(*query.parts)) > len(by_part[1].with_part(*query.parts)):
            return by_part[0]
    plans = [event for event in near if event.outcome in {other.id for other in near}]
    return plans[0] if len(near) == 2 and plans else None


def _scored(query: Events, fitting: list[Event], index: WordIndex) -> list[tuple[float, Event]]:
    asked = frozenset(query.words)
    holding = index.of_those_holding_any(fitting, asked)
    if query.must:
        holding = [event for event in holding if index.holds_all(event.id, query.must)]
    total, shares = index.shares((event.id for event in holding), asked)
    enough = _enough(query, len(fitting))
    near = [one for one in zip(shares, holding, strict=True) if one[0] + _PART_BONUS >= enough]
    scored = [(share + _part_bonus(event, query), event) for share, event in near]
    if query.asks != "list" and query.on is None:
        named = len(query.organizations) + len(query.parties)
        all_held = 1.0 if len(asked) > 1 or named > 1 else math.inf
        scored = [(share, event) for share, event in scored if share * total >= _EVIDENCE or share >= all_held]
    return sorted((s for s in scored if s[0] >= enough), key=lambda s: (-s[0], chronological(s[1])))


def _enough(query: Events, fitting: int) -> float:
    """Where organization, parties and time leave few events, fewer of the words need to fit. Not so for a yes or no."""
    if query.by_name and not query.whether:
        return 0.0
    if len(query.must) > 1:
        return _ENOUGH_OF_A_NAME
    if not query.organizations and not query.parties:
        return _ENOUGH_BY_ITSELF
    if query.whether or query.on is None:
        return _ENOUGH_OF_MANY if fitting > 40 or query.whether else 0.55
    return next((share for most, share in _ENOUGH.items() if fitting <= most), _ENOUGH_OF_MANY)


def _part_bonus(event: Event, query: Events) -> float:
    """An event in which somebody had the part asked for comes before one that only uses the words."""
    return _PART_BONUS if query.parts and event.with_part(*query.parts) else 0.0


def _verdict(event: Event, query: Events) -> Truth:
    """What the event's text says; but of somebody's part in it, only what its parties say."""
    if query.asks == "came about" and (event.nature is EventNature.STATEMENT or event.with_part(Part.PROPOSED)):
        return Truth.YES if event.outcome else Truth.UNCERTAIN
    had = {p.part for p in event.parties if p.party in query.parties}
    if query.parts and query.parties and had:
        if had & set(query.parts):
            return Truth.YES
        if had & {Part.ABSENT, Part.DID_NOT_SIGN, Part.OPPOSED}:
            return Truth.NO
        if had <= {Part.NAMED}:
            return Truth.UNCERTAIN
    return polarity(event, query.words)


def _asked_parties(event: Event, query: Events) -> tuple[str, ...]:
    """Who had the part asked for; of several parts that a verb may mean, the first that anybody had."""
    for part in query.parts:
        if parties := event.with_part(part):
            return parties
    return event.with_part(Part.NAMED) if not query.parts else ()
