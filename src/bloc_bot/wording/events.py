"""Words for events: one that was asked about, or a list."""

from __future__ import annotations

from dataclasses import replace

from bloc_bot.domain.dates import Truth
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import AnyFact, Event, EventNature
from bloc_bot.domain.findings import EventsFound
from bloc_bot.domain.queries import Events
from bloc_bot.domain.replies import Item, Reply, Status
from bloc_bot.wording.citing import Citing, disputes
from bloc_bot.wording.help import Kinds, word_not_read
from bloc_bot.wording.phrases import at_time, counted, edtf, listed, sentence, span_words, the
from bloc_bot.wording.replying import reply

_TOLD_IN_FULL = 4
"""So many events that may be the one asked about are told with what happened."""
_STRANGE = 2
"""So many words that no event holds make a question one about something else."""


def word_events(found: EventsFound, kinds: Kinds, book: FactBook) -> Reply:
    """The event asked about in full; or all that fit, a row each, oldest first."""
    if not found.events:
        return _nothing(found, kinds, book)
    if found.best is not None or len(found.events) == 1:
        return _one(found, found.best or found.events[0], book)
    query, citing = found.query, Citing()
    events = found.events[:_TOLD_IN_FULL] if query.words and query.asks != "list" else found.events
    in_full = len(events) < len(found.events) or bool(query.words and len(events) <= _TOLD_IN_FULL)
    items = [event_item(event, citing) for event in events]
    if in_full:
        items = [replace(i, detail=f"{i.detail}. {e.summary}".strip()) for i, e in zip(items, events, strict=True)]
    return reply(
        sentence(f"{counted(len(found.events), 'event')}{_about(query, book)} on record"),
        query,
        items=items,
        verdict=found.verdict,
        on=query.on,
        caveats=disputes(events, lambda e: e.title if isinstance(e, Event) else e.id, citing) if in_full else [],
        citing=citing,
    )


def _one(found: EventsFound, event: Event, book: FactBook) -> Reply:
    query, citing = found.query, Citing()
    item = event_item(event, citing)
    outcome = book.facts.get(event.outcome)
    followed = [event_item(outcome, citing)] if isinstance(outcome, Event) else []
    asked = [Item(id=p, label=book.register.label(p), citations=item.citations, fact=event.id) for p in found.asked]
    verdict = found.verdict
    if event.nature is EventNature.PLANNED and query.whether:
        verdict = Truth.YES if followed else Truth.UNCERTAIN
    told = _told(event, outcome if isinstance(outcome, Event) else None)
    if asked and query.asks == "how many parties":
        told += f" On record with that part in it: {len(asked)}."
    return reply(
        told,
        query,
        items=asked or [item, *followed],
        verdict=verdict,
        on=query.on,
        caveats=[*disputes([event], _subject, citing), *_note(event)],
        citing=citing,
        suggestions=[("Other events", f"{book.register.label(event.organization)} events {event.first_day.year}")],
    )


def _told(event: Event, outcome: Event | None) -> str:
    when = span_words(event.first_day, event.last_day)
    planned = "planned for " if event.nature is EventNature.PLANNED else ""
    became = ""
    if outcome is not None:
        held = span_words(outcome.first_day, outcome.last_day)
        became = f" What became of it: {outcome.title} ({held}). {outcome.summary}"
    return f"{sentence(event.title).removesuffix('.')} ({planned}{when}). {event.summary}{became}".strip()


def _note(event: Event) -> list[str]:
    return [sentence(event.note)] if event.note else []


def event_item(event: Event, citing: Citing) -> Item:
    """The row of an event, with its date and its sources."""
    when = span_words(event.first_day, event.last_day)
    planned = event.nature is EventNature.PLANNED
    return Item(
        id=event.id,
        label=event.title,
        since=edtf(event.period.since),
        until=edtf(event.period.until),
        detail=f"{'planned for ' if planned else ''}{when}",
        citations=citing.fact(event),
        fact=event.id,
    )


def _subject(_: AnyFact) -> str:
    return "this"


def _about(query: Events, book: FactBook) -> str:
    about = [the(book.register.organizations[o]) for o in query.organizations]
    about += [book.register.label(party) for party in query.parties]
    of = f" of {about[0]}" if about else ""
    naming = f" with {listed(about[1:])}" if len(about) > 1 else ""
    return f"{of}{naming}{' ' + at_time(query.on) if query.on else ''}"


def _is_of_something_else(found: EventsFound) -> bool:
    """Whether too many of its words are strange; where nothing on record is named, half of them are."""
    query = found.query
    unknown = found.unknown_words
    named = query.organizations or query.parties
    return unknown >= _STRANGE or (not named and 0 < len(query.words) <= 2 * unknown)


def _nothing(found: EventsFound, kinds: Kinds, book: FactBook) -> Reply:
    """Only what was read as a question about the record is told that nothing is on it; the rest was not understood."""
    query = found.query
    if not query.as_question or _is_of_something_else(found):
        return word_not_read(query.organizations[0] if query.organizations else None, kinds, book)
    suggestions = [
        (f"{book.register.label(o)} events", f"{book.register.label(o)} events") for o in query.organizations
    ]
    return reply(
        sentence(f"no event{_about(query, book)}{' with these words' if query.words else ''} is on record"),
        query,
        status=Status.NO_DATA,
        on=query.on,
        suggestions=suggestions[:2],
    )
