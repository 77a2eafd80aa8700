"""A line in the channel that a workspace has chosen for it: what was recorded, by whom, from which source."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.domain.drafts import Draft
from bloc_bot.domain.factbook import Register
from bloc_bot.slack.answers.blocks import build_notice
from bloc_bot.slack.delivery import post
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.mrkdwn import escape
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording.drafts import line_of

log = logging.getLogger("bloc_bot.slack")


async def announce(draft: Draft, person: Person, client: AsyncWebClient, desk: Desk) -> None:
    """It is on record by now: whatever goes wrong here is logged and no more."""
    await announce_line(lambda register: line_of(draft, register), "Recorded", person, client, desk)


async def announce_line(
    line: Callable[[Register], str], done: str, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The same for what else was `done`. The line is mrkdwn, with the source."""
    try:
        channel = (await desk.preferences.of(person.workspace)).announcements
        if channel:
            register = (await desk.book(person.workspace)).register
            await post(client, channel, None, build_announcement(line(register), person.user, done))
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("what was recorded was not announced: %s", type(error).__name__)


def build_announcement(line: str, by: str, done: str = "Recorded") -> dict[str, Any]:
    """The line is mrkdwn, with the source."""
    message = build_notice(f"{done} by <@{escape(by)}>: {line}")
    return {**message, "unfurl_links": False, "unfurl_media": False}
