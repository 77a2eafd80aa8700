"""What is said after recording: the fact as the answers will show it, with a button to take it back."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.domain.drafts import EventDraft
from bloc_bot.domain.queries import Events, When
from bloc_bot.domain.replies import Reply
from bloc_bot.slack.blocks import Block, build_notice, button, context, packed, section
from bloc_bot.slack.delivery import post, respond
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import escape, escaped_within
from bloc_bot.slack.paging import row_line, source_line

log = logging.getLogger("bloc_bot.slack")
UNDO = "undo"


async def confirm(
    lineage: str, draft: EventDraft, come_from: dict[str, str], team: str, user: str, client: AsyncWebClient, desk: Desk
) -> None:
    """Tell the person privately: where the command was sent, or else by direct message.

    It is on record by now: whatever goes wrong here must not look as if it were not.
    """
    try:
        message = build_recorded(lineage, draft, await _as_answered(draft, team, desk))
        try:
            await respond(client, come_from.get("response_url", ""), message)
        except Exception:  # noqa: BLE001 - too late for that address (30 minutes), or none
            await post(client, user, None, message)
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("recorded %s, but the confirmation was not delivered: %s", lineage, type(error).__name__)


def build_recorded(lineage: str, draft: EventDraft, answered: Reply | None) -> dict[str, Any]:
    """The confirmation. The row is the one that the next answer will have."""
    rows = [item for item in answered.items if item.fact == lineage] if answered else []
    lines = [row_line(item) for item in rows] or [f"• {escaped_within(draft.title, 700)}"]
    cited = {number for item in rows for number in item.citations}
    sources = [source_line(source) for source in (answered.citations if answered else ()) if source.number in cited]
    sources = sources or [f"{escape(draft.source.publisher)}: {escape(draft.source.title)}"]
    return {
        "response_type": "ephemeral",
        "replace_original": False,
        "text": escaped_within(f"Recorded: {draft.title}\nSource: {draft.source.url}", LIMITS["message text"]),
        "blocks": [
            section("*Recorded.* From now on the answers show:"),
            *packed(lines, 2_900, section),
            *packed(sources, 1_900, context),
            {"type": "actions", "elements": [undo_button(lineage)]},
        ],
    }


def undo_button(lineage: str) -> Block:
    """Takes back what was recorded, once that is confirmed."""
    return button("Undo", UNDO, lineage, style="danger", confirm=_sure())


def build_withdrawn() -> dict[str, Any]:
    return build_notice("Taken back. The answers no longer show it; the record keeps that it was there.")


def _sure() -> dict[str, Any]:
    texts = {"title": "Take it back?", "text": "The answers will no longer show it.", "confirm": "Undo", "deny": "Keep"}
    return {part: {"type": "plain_text", "text": text} for part, text in texts.items()}


async def _as_answered(draft: EventDraft, team: str, desk: Desk) -> Reply | None:
    first, last = draft.period.since, draft.period.last
    try:
        when = When(first=first.earliest, last=last.latest, written=str(first))  # type: ignore[union-attr]
        return await desk.ask_again(Events(organizations=draft.organizations[:1], on=when), workspace=team)
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("a recorded event could not be shown as answered: %s", type(error).__name__)
        return None
