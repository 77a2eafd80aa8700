"""From a draft to facts: what may go on record, and as what."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from urllib.parse import urlsplit
from uuid import uuid4

from bloc_bot.database.errors import Refused
from bloc_bot.database.recording.memberships import facts_of_membership
from bloc_bot.database.recording.terms import facts_of_term
from bloc_bot.domain.dates import ONE_DAY, PartialDate
from bloc_bot.domain.drafts import Draft, EventDraft, MembershipDraft, SourceDraft, TermDraft
from bloc_bot.domain.factbook import FactBook, Register
from bloc_bot.domain.facts import AnyFact, Citation, Event, EventNature, EventParty, Source


def check_draft(draft: Draft, register: Register, today: date) -> None:
    """Refused, with what to change, if the draft cannot go on record whatever else is there."""
    match draft:
        case EventDraft():
            _check_event(draft, register, today)
        case MembershipDraft():
            _check_known("organization", (draft.organization,), register.organizations)
            _check_known("country", (draft.country,), register.countries)
            _check_not_ahead(draft.date, today)
        case TermDraft():
            _check_known("organization", (draft.organization,), register.organizations)
            _check_known("post", (draft.post,), register.posts)
            _check_known("holder", (draft.holder,) if draft.holder else (), {**register.people, **register.countries})
            _check_not_ahead(draft.date, today)
    check_source(draft.source)


def facts_of(draft: Draft, book: FactBook, source: Source, old_id: str = "") -> tuple[AnyFact, ...]:
    """The facts that the draft makes of those in the book, the one that it is about first: new ones and changed ones.

    A new one takes `old_id`, where there is one. Refused if the draft cannot be so beside what is on record.
    """
    match draft:
        case EventDraft():
            return (event_of(draft, source, old_id or _new_id("event")),)
        case MembershipDraft():
            return facts_of_membership(draft, book, source, old_id or _new_id("membership"))
        case TermDraft():
            return facts_of_term(draft, book, source, old_id or _new_id("term"))


def event_of(draft: EventDraft, source: Source, id: str) -> Event:
    """The draft as a fact of its own."""
    return Event(
        id=id,
        organization=draft.organizations[0],
        period=draft.period,
        citations=(Citation(source),),
        title=draft.title.strip(),
        summary=draft.summary.strip(),
        nature=draft.nature,
        organizations=tuple(dict.fromkeys(draft.organizations)),
        parties=tuple(EventParty(country) for country in dict.fromkeys(draft.countries)),
    )


def check_source(draft: SourceDraft) -> None:
    """Nothing goes on record without a source that a reader can find."""
    if not draft.publisher.strip() or not draft.title.strip():
        raise Refused("A source needs a publisher and a title.", "publisher")
    address = urlsplit(draft.url.strip())
    if address.scheme not in ("http", "https") or not address.hostname:
        raise Refused(f"The source's address must start with https:// or http://, and {draft.url!r} does not.", "url")


def source_of(draft: SourceDraft) -> Source:
    """The draft as a source of its own. The id is drawn by lot, so that it meets none of another workspace."""
    return Source(
        id=_new_id("source"),
        publisher=draft.publisher.strip(),
        title=draft.title.strip(),
        url=draft.url.strip(),
        published=draft.published,
    )


def _new_id(kind: str) -> str:
    return f"{kind}-{uuid4().hex[:12]}"


def _check_event(draft: EventDraft, register: Register, today: date) -> None:
    if not draft.title.strip():
        raise Refused("An event needs a title.", "title")
    if not draft.organizations:
        raise Refused("An event needs at least one organization.", "organizations")
    _check_known("organization", draft.organizations, register.organizations)
    _check_known("country", draft.countries, register.countries)
    since = draft.period.since
    if not isinstance(since, PartialDate):
        raise Refused("An event needs a date.", "date")
    if draft.nature is EventNature.HAPPENED:
        _check_not_ahead(since, today)


def _check_known(what: str, ids: tuple[str, ...], known: Container[str]) -> None:
    for name in ids:
        if name not in known:
            raise Refused(f"There is no {what} {name!r} on record.", what)


def _check_not_ahead(when: PartialDate, today: date) -> None:
    # A day's grace: it may be tomorrow already where it took place.
    if when.earliest > today + ONE_DAY:
        raise Refused(f"{when} is still to come: record it as a planned event.", "date")
