"""`/bloc log`: the latest changes to the record, with who and why, for everybody in the workspace."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.recording.changes import Change, Changes
from bloc_bot.domain.factbook import Register
from bloc_bot.slack.answers.blocks import Block, build_notice, button, context, header, packed, section
from bloc_bot.slack.delivery import respond
from bloc_bot.slack.desk import IN_TIME, Desk
from bloc_bot.slack.errors import telling
from bloc_bot.slack.mrkdwn import USER_ID, escape, escaped_within, written_date
from bloc_bot.slack.people import Person
from bloc_bot.wording.phrases import counted
from bloc_bot.wording.recorded import in_one_line

LOG = "log"
ON_A_PAGE = 20
MOST = 500
"""So far back the pages go. `bloc-bot log` has the rest."""
_CREDIT = re.compile(r"suggested by [UW][A-Z0-9]+(?:, edited by [UW][A-Z0-9]+)?")
_FACT, _WHY, _ROOM = 260, 120, 2_900


def asks_for_log(command: dict[str, Any]) -> bool:
    return command.get("command") == "/bloc" and command.get("text", "").lower().split() == [LOG]


async def handle_log_command(ack: AsyncAck, person: Person, desk: Desk) -> None:
    """The newest page, in the response itself."""
    async with asyncio.timeout(IN_TIME):
        message = await _page(0, person, desk)
    await ack(message)


async def handle_log_button(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Another page takes the place of the one shown."""

    async def turn() -> None:
        message = await _page(int(action["value"]), person, desk)
        await respond(client, body["response_url"], {**message, "replace_original": True})

    await desk.background.run(telling(turn, client, body))
    await ack()


async def _page(page: int, person: Person, desk: Desk) -> dict[str, Any]:
    page = min(max(page, 0), MOST // ON_A_PAGE - 1)
    return build_log(await desk.history.latest(person.workspace, (page + 1) * ON_A_PAGE + 1), page)


def build_log(found: Changes, page: int) -> dict[str, Any]:
    """A page of changes, for one person."""
    first = page * ON_A_PAGE
    changes = found.changes[first : first + ON_A_PAGE]
    if not changes:
        return build_notice("Nothing was recorded yet." if page == 0 else "There are no earlier changes.")
    rows = [_row(change, found.register) for change in changes]
    ways = _ways(page, more=len(found.changes) > first + ON_A_PAGE)
    which = f"Changes {first + 1} to {first + len(rows)}, the latest first" if ways else "The latest first"
    footer = f"{which}. Times are in UTC."
    return {
        **build_notice("\n".join(["*Latest changes*", *rows, footer])),
        "blocks": [
            header("Latest changes"),
            *packed(rows, _ROOM, section),
            context(footer),
            *([{"type": "actions", "elements": ways}] if ways else []),
        ],
    }


def _row(change: Change, register: Register) -> str:
    when = f"{written_date(change.at.date().isoformat())}, {change.at:%H:%M}"
    what = in_one_line(change.fact, register) if change.fact else change.lineage or counted(change.facts, "fact")
    why = f" — {why_words(change.reason)}" if change.reason else ""
    return f"• {when}: {who(change.by)} {_DONE[change.action]} {escaped_within(' '.join(what.split()), _FACT)}{why}"


_DONE = {
    "seeded": "brought along",
    "proposed": "suggested",
    "recorded": "recorded",
    "changed": "changed",
    "withdrawn": "withdrew",
    "restored": "restored",
}


def who(by: str) -> str:
    """Somebody in Slack by a mention, which calls nobody in a private message; anything else by its name."""
    if USER_ID.fullmatch(by):
        return f"<@{by}>"
    return "`bloc-bot seed`" if by == "seed" else escape(by)


def why_words(reason: str, room: int = _WHY) -> str:
    """Why, in mrkdwn. Whom the bot itself names there, for what they suggested, is shown as a person."""
    if _CREDIT.fullmatch(reason):
        return USER_ID.sub(lambda user: f"<@{user[0]}>", reason)
    return escaped_within(" ".join(reason.split()), room)


def _ways(page: int, *, more: bool) -> list[Block]:
    ways = [button("Newer", "log:newer", str(page - 1))] if page > 0 else []
    if more and (page + 1) * ON_A_PAGE < MOST:
        ways.append(button("Older", "log:older", str(page + 1)))
    return ways
