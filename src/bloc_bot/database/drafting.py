"""From a draft to a fact: what may go on record, and as what."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from urllib.parse import urlsplit
from uuid import uuid4

from bloc_bot.database.errors import Refused
from bloc_bot.domain.dates import ONE_DAY, PartialDate
from bloc_bot.domain.drafts import EventDraft, SourceDraft
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import Citation, Event, EventNature, EventParty, Source


def check_event(draft: EventDraft, register: Register, today: date) -> None:
    """Refused, with what to change, if the draft cannot go on record."""
    if not draft.title.strip():
        raise Refused("An event needs a title.")
    if not draft.organizations:
        raise Refused("An event needs at least one organization.")
    _check_known("organization", draft.organizations, register.organizations)
    _check_known("country", draft.countries, register.countries)
    _check_date(draft, today)
    check_source(draft.source)


def check_source(draft: SourceDraft) -> None:
    """Nothing goes on record without a source that a reader can find."""
    if not draft.publisher.strip() or not draft.title.strip():
        raise Refused("A source needs a publisher and a title.")
    address = urlsplit(draft.url.strip())
    if address.scheme not in ("http", "https") or not address.hostname:
        raise Refused(f"The source's address must start with https:// or http://, and {draft.url!r} does not.")


def event_of(draft: EventDraft, source: Source) -> Event:
    """The draft as a fact of its own."""
    return Event(
        id=f"event-{uuid4().hex[:12]}",
        organization=draft.organizations[0],
        period=draft.period,
        citations=(Citation(source),),
        title=draft.title.strip(),
        summary=draft.summary.strip(),
        nature=draft.nature,
        organizations=tuple(dict.fromkeys(draft.organizations)),
        parties=tuple(EventParty(country) for country in dict.fromkeys(draft.countries)),
    )


def source_of(draft: SourceDraft) -> Source:
    """The draft as a source of its own. The id is drawn by lot, so that it meets none of another workspace."""
    return Source(
        id=f"source-{uuid4().hex[:12]}",
        publisher=draft.publisher.strip(),
        title=draft.title.strip(),
        url=draft.url.strip(),
        published=draft.published,
    )


def _check_known(what: str, ids: tuple[str, ...], known: Container[str]) -> None:
    for name in ids:
        if name not in known:
            raise Refused(f"There is no {what} {name!r} on record.")


def _check_date(draft: EventDraft, today: date) -> None:
    since = draft.period.since
    if not isinstance(since, PartialDate):
        raise Refused("An event needs a date.")
    # A day's grace: it may be tomorrow already where the event took place.
    if draft.nature is EventNature.HAPPENED and since.earliest > today + ONE_DAY:
        raise Refused(f"{since} is still to come: record the event as planned.")
