"""Suggestions and reports as they come in: kept until somebody decides, and whom that is told."""

from __future__ import annotations

import logging

from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.workspaces.suggestions import Proposed, Suggestion
from bloc_bot.domain.factbook import Register
from bloc_bot.slack.delivery import post, respond
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording.suggestion_views import build_for_decision, build_thanks

log = logging.getLogger("bloc_bot.slack")
_TOLD_AT_MOST = 20


async def suggest(
    proposed: Proposed, form: str, response_url: str, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Keep it, then tell the person and, each by a direct message, those who were named as admins.

    A form that is sent twice is thanked for twice, and kept and told of once.
    """
    known = await desk.suggestions.proposed_from(form, person.workspace)
    new = known or await desk.suggestions.propose(proposed, person.workspace, person.user, desk.clock(), form)
    register = (await desk.book(person.workspace)).register
    await desk.background.run(_thank(new, register, response_url, person, client))
    if known is None:
        desk.background.start(_tell_admins(new, register, person, client, desk))


async def _thank(
    suggestion: Suggestion, register: Register, response_url: str, person: Person, client: AsyncWebClient
) -> None:
    """It is kept by now: whatever goes wrong here must not look as if it were not."""
    thanks = build_thanks(suggestion, register)
    try:
        try:
            await respond(client, response_url, thanks)
        except Exception:  # noqa: BLE001 - too late for that address (30 minutes), or none
            await post(client, person.user, None, thanks)
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("kept %s, but the person was not told: %s", suggestion.id, type(error).__name__)


async def _tell_admins(
    suggestion: Suggestion, register: Register, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Slack's own admins are not told, only those who were named: the others find it in the review list."""
    message = build_for_decision(suggestion, register)
    for admin in (await desk.admins.listed(person.workspace))[:_TOLD_AT_MOST]:
        try:
            await post(client, admin, None, message)
        except Exception as error:  # noqa: BLE001 - the next one may be reached
            log.warning("an admin was not told of %s: %s", suggestion.id, type(error).__name__)
