"""News of a seed: the admins of each workspace hear of what it changed that they had corrected."""

from __future__ import annotations

import logging

from bloc_bot.slack.desk import Desk
from bloc_bot.slack.installation.tokens import Clients
from bloc_bot.slack.recording.differences import tell_admins

log = logging.getLogger("bloc_bot.slack")


async def tell_of_differences(desk: Desk, clients: Clients) -> None:
    """Tell whoever was not told yet. Slack's own admins find it in the review list, as they do suggestions."""
    try:
        for workspace in await desk.differences.workspaces():
            if (client := await clients(workspace)) is None:
                continue
            admins = await desk.admins.listed(workspace)
            register = (await desk.book(workspace)).register
            for difference in await desk.differences.of(workspace):
                await tell_admins(difference, admins, register, client, desk.once)
    except Exception as error:  # noqa: BLE001 - it is in the review list all the same
        log.warning("admins were not told what a new seed changed: %s", type(error).__name__)
