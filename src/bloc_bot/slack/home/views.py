"""The Home tab as views: the front page, an organization's page, and what is shown where something failed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bloc_bot.domain.replies import CitedSource, Covered, Item, Overview, Reply, Status
from bloc_bot.slack.answers.blocks import (
    Block,
    answer_blocks,
    button,
    context,
    details_button,
    header,
    packed,
    query_value,
    report_button,
    section,
)
from bloc_bot.slack.answers.paging import Pages, source_words
from bloc_bot.slack.forms.checks import WRITE_DATES
from bloc_bot.slack.home.places import SECTIONS, Place
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import escape, escaped_within, written_date

HOME = "home"
TIME_FORM = "home_time"
TIME = "time"
GO = "home:go:"
CHOOSE_TIME = "home:choose_time"
ORGANIZATIONS = 25
"""So many organizations stand on a page."""
_ROOM = 2_900
_SOURCES = 1_900


def build_home(overview: Overview, page: int, waiting: list[Block], recording: list[Block]) -> dict[str, Any]:
    """The front page. `waiting` is what the viewer has to decide, `recording` what else is theirs."""
    if not overview.covered:
        return _home(Place(), [section(escape(overview.headline))])
    return _home(
        Place(page=page),
        [
            section(escape(overview.headline)),
            *waiting,
            *_events("On this day", overview.anniversaries, overview.citations),
            *_events("Latest events", overview.latest, overview.citations),
            *_covered(overview, page),
            *_help(overview),
            *recording,
        ],
    )


def build_organization(
    organization: Covered, place: Place, reply: Reply, picture: Block | None = None
) -> dict[str, Any]:
    """A section of an organization's page: the answer to its question, without buttons that need a message."""
    pages = Pages(reply)
    place = replace(place, page=pages.nearest(place.page))
    at_time = f", {written_date(place.time)}" if place.time and place.has_time else ""
    own = [*details_button(pages, place.page), *report_button(reply, query_value(reply, place.page))]
    return _home(
        place,
        [
            header(f"{organization.short}: {place.section}{at_time}"),
            section(_about(organization)),
            _actions(*(_to_section(name, place) for name in SECTIONS)),
            _actions(*_times(place), _go("All organizations", "all", Place())),
            {"type": "divider"},
            *([picture] if picture and place.page == 0 else []),
            *answer_blocks(pages, place.page),
            *_turning(place, len(pages.starts)),
            *([_actions(*own)] if own else []),
        ],
    )


def build_failure(place: Place, told: str) -> dict[str, Any]:
    """What went wrong, in mrkdwn, and a button to try again what was asked for."""
    ways = [_go("Try again", "again", place), _go("All organizations", "all", Place())]
    return _home(place, [section(told), _actions(*ways[: 2 if place.organization else 1])])


def build_time_form(place: Place) -> dict[str, Any]:
    """Asks which time a page is to be about. Text, because a datepicker knows no year without a day."""
    line: Block = {"type": "plain_text_input", "action_id": TIME, "max_length": 40}
    return {
        "type": "modal",
        "callback_id": TIME_FORM,
        "title": _plain("Another time"),
        "submit": _plain("Show"),
        "close": _plain("Cancel"),
        "private_metadata": place.packed(),
        "blocks": [
            {
                "type": "input",
                "block_id": TIME,
                "label": _plain("As of"),
                "hint": _plain(WRITE_DATES),
                "element": {**line, "initial_value": written_date(place.time)} if place.time else line,
            }
        ],
    }


def _home(place: Place, blocks: list[Block]) -> dict[str, Any]:
    return {"type": "home", "callback_id": HOME, "private_metadata": place.packed(), "blocks": blocks}


def _events(title: str, items: tuple[Item, ...], citations: tuple[CitedSource, ...]) -> list[Block]:
    """As many rows as one page of an answer has, each with its date and sources."""
    if not items:
        return []
    cited = {number for item in items for number in item.citations}
    sources = tuple(source for source in citations if source.number in cited)
    pages = Pages(Reply(status=Status.ANSWERED, headline=title, items=items, citations=sources))
    more = len(items) - pages.bounds(0)[1]
    return [
        header(title),
        *packed([*pages.rows_of(0), *([f"And {more} more."] if more else [])], _ROOM, section),
        *packed(pages.sources_of(0), _SOURCES, context),
    ]


def _covered(overview: Overview, page: int) -> list[Block]:
    """A row an organization, with the button to its page."""
    count = len(overview.covered)
    last = (count - 1) // ORGANIZATIONS
    first = min(max(page, 0), last) * ORGANIZATIONS
    rows = overview.covered[first : first + ORGANIZATIONS]
    which = f", {first + 1} to {first + len(rows)} of {count}" if last else ""
    return [
        header(f"What is covered{which}"),
        *({**section(_about(row)), "accessory": _to_organization(row)} for row in rows),
        *_turning(Place(page=first // ORGANIZATIONS), last + 1),
    ]


def _about(organization: Covered) -> str:
    name = f": {organization.name}" if organization.name != organization.short else ""
    lines = [f"*{escaped_within(organization.short + name, 300)}*", escape(organization.counts)]
    if organization.newest is not None:
        lines.append(f"Newest source: {source_words(organization.newest)}")
    return "\n".join(lines)


def _help(overview: Overview) -> list[Block]:
    rows = [f"• {escape(what)}: `{escape(example)}`" for what, example in overview.kinds]
    how = "In a channel, ask with `/bloc`, or mention the bot. In its *Messages* tab, just write. For example:"
    return [header("What to ask"), section(how), *packed(rows, _ROOM, section)]


def _to_organization(organization: Covered) -> Block:
    label = f"Browse {organization.short}"[: LIMITS["accessibility_label"]]
    return _go("Browse", organization.id, Place(organization.id), accessibility_label=label)


def _to_section(name: str, place: Place) -> Block:
    to = replace(place, section=name, page=0)
    if name != place.section:
        return _go(name, name, to)
    return _go(name, name, to, style="primary", accessibility_label=f"{name}, shown below")


def _times(place: Place) -> list[Block]:
    choose = button("Another time", CHOOSE_TIME, place.packed())
    return [choose, _go("Today", "today", replace(place, time="", page=0))] if place.time else [choose]


def _turning(place: Place, pages: int) -> list[Block]:
    ways = []
    if place.page > 0:
        ways.append(_go("Previous", "previous", replace(place, page=place.page - 1)))
    if place.page + 1 < pages:
        ways.append(_go("Next", "next", replace(place, page=place.page + 1)))
    return [_actions(*ways)] if ways else []


def _go(label: str, name: str, to: Place, **more: Any) -> Block:
    return button(label, f"{GO}{name}", to.packed(), **more)


def _actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}
