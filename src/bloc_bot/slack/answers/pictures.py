"""How the picture of a timeline gets to Slack: uploaded, or by a link of the bot's own; else its words do."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.domain.queries import QUERY
from bloc_bot.domain.replies import Reply
from bloc_bot.domain.timelines import Chart
from bloc_bot.slack.answers.picture_links import PictureLinks, Wanted
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import shortened
from bloc_bot.slack.people import granted_scopes

log = logging.getLogger("bloc_bot.slack")
_SCOPE = "files:write"
_ALT_TEXT = 1_000
"""What Slack takes for an uploaded file; for an image in a message too it is enough beside the rows."""


class Drawn(Protocol):
    """Where pictures are drawn and kept."""

    async def png(self, chart: Chart) -> bytes: ...


class Pictures:
    """One per process. Without links and without the right to upload there are no pictures, and no word of them."""

    def __init__(self, drawn: Drawn, links: PictureLinks | None = None) -> None:
        self._drawn = drawn
        self._links = links
        self._may_upload: dict[str | None, bool] = {}
        """By token: each workspace grants its own."""

    async def may_upload(self, client: AsyncWebClient) -> bool:
        """Whether the bot was granted the right. Slack is asked once for each token."""
        if client.token not in self._may_upload:
            try:
                response = await client.auth_test()
            except Exception as error:  # noqa: BLE001 - the words go out whatever is the matter with pictures
                log.warning("Slack did not say what was granted: %s", type(error).__name__)
                return False
            self._may_upload[client.token] = _SCOPE in granted_scopes(response.headers)
        return self._may_upload[client.token]

    def block(self, reply: Reply, workspace: str, today: date) -> dict[str, Any] | None:
        """The picture as part of a message, where it can be linked to."""
        if reply.timeline is None or self._links is None:
            return None
        address = self._links.address(Wanted(QUERY.validate_python(reply.query), workspace, today))
        if len(address) > LIMITS["image_url"]:
            return None
        title = {"type": "plain_text", "text": shortened(reply.timeline.title, LIMITS["image title"]), "emoji": False}
        return {"type": "image", "image_url": address, "alt_text": _alt_text(reply.timeline), "title": title}

    async def prepare(self, reply: Reply) -> None:
        """Draw, so that the picture is there when Slack fetches it."""
        if reply.timeline is not None:
            await self._drawn.png(reply.timeline)

    async def upload(self, client: AsyncWebClient, channel: str, thread: str | None, reply: Reply) -> None:
        """Put the picture below its words. The words are out: whatever goes wrong here is logged and no more."""
        if reply.timeline is None:
            return
        try:
            await client.files_upload_v2(
                filename="timeline.png",
                content=await self._drawn.png(reply.timeline),
                title=reply.timeline.title,
                alt_txt=_alt_text(reply.timeline),
                channel=channel,
                thread_ts=thread,
            )
        except Exception as error:  # noqa: BLE001
            if isinstance(error, SlackApiError) and error.response.get("error") == "missing_scope":
                self._may_upload[client.token] = False
            log.warning("a picture was not uploaded: %s", type(error).__name__)


def _alt_text(chart: Chart) -> str:
    return shortened(f"{chart.title}. {chart.in_words}", _ALT_TEXT)
