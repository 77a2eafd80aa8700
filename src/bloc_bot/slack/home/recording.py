"""What the Home tab says on recording: what the viewer may do, their suggestions, and what waits for admins."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.slack.admins.rights import Right, who_may
from bloc_bot.slack.answers.blocks import Block, button, header, packed, section
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.errors import explained
from bloc_bot.slack.mrkdwn import escape
from bloc_bot.slack.people import Person, RightsUnknown
from bloc_bot.slack.recording.differences import listed
from bloc_bot.slack.recording.proposals import ON_A_PAGE
from bloc_bot.slack.recording.suggestion_views import decision_blocks, own_line

SETTINGS = "settings:open"
_MAY_RECORD = (
    "You may record events: `/bloc add` opens the form. Each needs a source. `/bloc log` shows the latest changes."
)
_MAY_SUGGEST = "You can suggest events: `/bloc add` opens the form. Those who may record decide about it."
_ROOM = 2_900


@dataclass(frozen=True)
class OwnBlocks:
    """What the front page has for one person: what waits for them, at its head, and the rest at its foot."""

    waiting: list[Block]
    recording: list[Block]


async def own_blocks(person: Person, client: AsyncWebClient, desk: Desk) -> OwnBlocks:
    """Where that cannot be found out, it is said: all else on the tab can be shown."""
    try:
        return await _blocks(person, client, desk)
    except (RightsUnknown, DatabaseUnavailable) as error:
        return OwnBlocks([], [header("Recording"), section(escape(explained(error)))])


async def _blocks(person: Person, client: AsyncWebClient, desk: Desk) -> OwnBlocks:
    right = await desk.admins.right(person, client)
    own = await _own_suggestions(person, desk)
    match right:
        case Right.RECORD:
            settings = {"type": "actions", "elements": [button("Settings", SETTINGS, "settings")]}
            rest = [header("Recording"), section(_MAY_RECORD), settings, *own]
            return OwnBlocks([*await _to_review(person, desk), *await _changed_by_the_seed(person, desk)], rest)
        case Right.SUGGEST:
            return OwnBlocks([], [header("Recording"), section(_MAY_SUGGEST), *own])
        case _:
            told = await who_may(desk.admins, person.workspace)
            return OwnBlocks([], [header("Recording"), section(told), *own])


async def _own_suggestions(person: Person, desk: Desk) -> list[Block]:
    suggestions = await desk.suggestions.of_person(person.workspace, person.user)
    if not suggestions:
        return []
    register = (await desk.book(person.workspace)).register
    lines = [own_line(suggestion, register) for suggestion in suggestions]
    return [header("Your suggestions"), *packed(lines, _ROOM, section)]


async def _changed_by_the_seed(person: Person, desk: Desk) -> list[Block]:
    differences = await desk.differences.of(person.workspace)
    if not differences:
        return []
    register = (await desk.book(person.workspace)).register
    return [header(f"Corrections to look at again: {len(differences)}"), *listed(differences, register)]


async def _to_review(person: Person, desk: Desk) -> list[Block]:
    waiting = await desk.suggestions.waiting(person.workspace, 0, ON_A_PAGE)
    if not waiting.total:
        return []
    register = (await desk.book(person.workspace)).register
    more = waiting.total - len(waiting.suggestions)
    return [
        header(f"Suggestions and reports to review: {waiting.total}"),
        *(block for suggestion in waiting.suggestions for block in decision_blocks(suggestion, register)),
        *([section(f"And {more} more: `/bloc review` lists all.")] if more else []),
    ]
