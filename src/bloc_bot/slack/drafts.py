"""What somebody wants on record, in a line of mrkdwn."""

from __future__ import annotations

from bloc_bot.domain.drafts import EventDraft
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import EventNature
from bloc_bot.slack.mrkdwn import escaped_within, link, shortened, written_date

_TITLE, _NAMES, _SOURCE, _SUMMARY = 300, 200, 200, 1_000
_LINK = 1_000
"""A longer address leaves no room for anything else: then its beginning is shown."""


def title_of(draft: EventDraft, register: Register) -> str:
    """`CSTO, 11 January 2008: Kocharyan received Bordyuzha`."""
    planned = " (planned)" if draft.nature is EventNature.PLANNED else ""
    title = escaped_within(" ".join(draft.title.split()), _TITLE)
    return f"{_names(draft.organizations, register)}, {_dates(draft)}: {title}{planned}"


def line_of(draft: EventDraft, register: Register) -> str:
    """`CSTO, 11 January 2008: Kocharyan received Bordyuzha. Source: Mediamax: A visit`, the source linked."""
    return f"{title_of(draft, register)}. Source: {source_of(draft)}"


def details_of(draft: EventDraft, register: Register) -> str:
    """What the line leaves out: what happened, and the countries."""
    countries = f"\nCountries: {_names(draft.countries, register)}" if draft.countries else ""
    return escaped_within(draft.summary, _SUMMARY) + countries


def source_of(draft: EventDraft) -> str:
    """`Mediamax: A visit, 12 January 2008`, the title linked."""
    source = draft.source
    published = f", {written_date(str(source.published))}" if source.published else ""
    title = link(source.url, shortened(source.title, _SOURCE))
    if len(title) > _LINK:
        title = f"{escaped_within(source.title, _SOURCE)} ({escaped_within(source.url, _SOURCE)})"
    return f"{escaped_within(source.publisher, _SOURCE)}: {title}{published}"


def _names(ids: tuple[str, ...], register: Register) -> str:
    return escaped_within(", ".join(register.label(id) for id in ids), _NAMES)


def _dates(draft: EventDraft) -> str:
    since, last = draft.period.since, draft.period.last
    first = written_date(str(since))
    return first if last in (None, since) else f"{first} to {written_date(str(last))}"
