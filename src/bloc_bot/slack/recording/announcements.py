"""A line in the channel that a workspace has chosen for it: what was recorded, and what became of that since."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Collection
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import Superseded
from bloc_bot.database.workspaces.announcements import Announcement
from bloc_bot.domain.drafts import Draft, Recorded, Revision
from bloc_bot.slack.answers.blocks import section
from bloc_bot.slack.delivery import post, update
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.errors import told as told_to_people
from bloc_bot.slack.mrkdwn import escape, struck
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording.drafts import line_of

log = logging.getLogger("bloc_bot.slack")


async def announce_correction(
    said: str, recorded: Recorded | None, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Tell how a record was changed, in mrkdwn. What can be taken back is remembered: see `announce_undone`."""
    channel = (await desk.preferences.of(person.workspace)).announcements
    if not channel:
        return
    ts = await post(client, channel, None, build_announcement(said))
    if recorded is not None and recorded.revisions:
        told = Announcement(recorded.revisions[0].number, channel, ts, said)
        await desk.announced.keep(told, person.workspace)
        await _correct_if_late(told, recorded, person, client, desk)


async def announce(
    recorded: Recorded,
    draft: Draft,
    person: Person,
    client: AsyncWebClient,
    desk: Desk,
    replacing: Collection[Revision] = (),
) -> None:
    """Tell what was recorded; where that changes what was announced, in the same message."""
    line = line_of(draft, (await desk.book(person.workspace)).register)
    old = await desk.announced.of(replacing, person.workspace) if replacing else None
    if old is not None:
        said = f"Changed by <@{escape(person.user)}>: {line}"
        await update(client, old.channel, old.ts, build_announcement(said, struck(old.said)))
        channel, ts = old.channel, old.ts
    elif channel := (await desk.preferences.of(person.workspace)).announcements:
        said = f"Recorded by <@{escape(person.user)}>: {line}"
        ts = await post(client, channel, None, build_announcement(said))
    else:
        return
    told = Announcement(recorded.revisions[0].number, channel, ts, said)
    await desk.announced.keep(told, person.workspace)
    await _correct_if_late(told, recorded, person, client, desk)


async def _correct_if_late(
    told: Announcement, recorded: Recorded, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Whoever changed it while it was being announced found no announcement to correct."""
    try:
        await desk.records.check_current(recorded.revisions, workspace=person.workspace)
    except Superseded as error:
        await update(client, told.channel, told.ts, build_announcement(struck(told.said), told_to_people(error)))


async def announce_undone(
    revisions: Collection[Revision],
    standing: Collection[Revision],
    person: Person,
    client: AsyncWebClient,
    desk: Desk,
) -> None:
    """Correct the message that told of one of these revisions, if one did. `standing` is what the undo made."""
    told = await desk.announced.of(revisions, person.workspace)
    if told is None:
        return
    before = await desk.announced.take_back(told, standing, person.workspace)
    lines = [struck(told.said), f"Taken back by <@{escape(person.user)}>.", *([before.said] if before else [])]
    await update(client, told.channel, told.ts, build_announcement(*lines))


async def in_silence(announcing: Awaitable[None]) -> None:
    """The record is as it is by now: whatever goes wrong in telling of it is logged and no more."""
    try:
        await announcing
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("a change of the record was not announced: %s", type(error).__name__)


def build_announcement(*lines: str) -> dict[str, Any]:
    """Lines of mrkdwn, each with its source."""
    blocks = [section(line) for line in lines]
    return {"text": "\n".join(lines), "blocks": blocks, "unfurl_links": False, "unfurl_media": False}
