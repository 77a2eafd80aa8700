"""What somebody wants on record, in a line of mrkdwn."""

from __future__ import annotations

from bloc_bot.domain.drafts import Draft, EventDraft, MembershipDraft, TermChange, TermDraft
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import EventNature, Role
from bloc_bot.slack.mrkdwn import escaped_within, link, shortened, written_date

_TITLE, _NAMES, _SOURCE, _SUMMARY = 300, 200, 200, 1_000
_LINK = 1_000
"""A longer address leaves no room for anything else: then its beginning is shown."""
_TERM = {TermChange.BEGAN: "from that day on", TermChange.ENDED: "until that day"}


def title_of(draft: Draft, register: Register) -> str:
    """`CSTO, 11 January 2008: Kocharyan received Bordyuzha`, `CSTO, 22 February 2024: Armenia, frozen`."""
    match draft:
        case EventDraft():
            planned = " (planned)" if draft.nature is EventNature.PLANNED else ""
            title = escaped_within(" ".join(draft.title.split()), _TITLE)
            return f"{_names(draft.organizations, register)}, {_dates(draft)}: {title}{planned}"
        case MembershipDraft():
            role = "" if draft.role is Role.MEMBER else f" as {draft.role}"
            what = f"{register.label(draft.country)}, {draft.change}{role}"
        case TermDraft():
            what = f"{_holder(draft, register)}, {_post(draft, register)}, {_TERM[draft.change]}"
    when = written_date(str(draft.date))
    return f"{_names((draft.organization,), register)}, {when}: {escaped_within(what, _TITLE)}"


def line_of(draft: Draft, register: Register) -> str:
    """`CSTO, 11 January 2008: Kocharyan received Bordyuzha. Source: Mediamax: A visit`, the source linked."""
    return f"{title_of(draft, register)}. Source: {source_of(draft)}"


def details_of(draft: Draft, register: Register) -> str:
    """What the line leaves out: what happened, the countries, how it came about."""
    match draft:
        case EventDraft():
            countries = f"\nCountries: {_names(draft.countries, register)}" if draft.countries else ""
            return escaped_within(draft.summary, _SUMMARY) + countries
        case MembershipDraft():
            return escaped_within(draft.detail, _SUMMARY)
        case TermDraft():
            return "The term of the present holder ends that day." if draft.present_holder_leaves else ""


def source_of(draft: Draft) -> str:
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


def _holder(draft: TermDraft, register: Register) -> str:
    return register.label(draft.holder) if draft.holder else f"{draft.new_holder} (not on record yet)"


def _post(draft: TermDraft, register: Register) -> str:
    post = register.posts.get(draft.post)
    return f"{'acting ' if draft.acting else ''}{post.name if post else draft.post}"
