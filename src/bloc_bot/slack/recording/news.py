"""News of a seed: the admins of each workspace hear of what it changed that they had corrected."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.slack.desk import Desk
from bloc_bot.slack.recording.differences import tell_admins


async def tell_of_differences(desk: Desk, client: AsyncWebClient) -> None:
    """Tell whoever was not told yet. Slack's own admins find it in the review list, as they do suggestions."""
    for workspace in await desk.differences.workspaces():
        admins = await desk.admins.listed(workspace)
        register = (await desk.book(workspace)).register
        for difference in await desk.differences.of(workspace):
            await tell_admins(difference, admins, register, client, desk.once)
