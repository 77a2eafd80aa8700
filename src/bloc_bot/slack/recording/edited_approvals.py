"""Edit and approve: a suggestion's form filled in with it, and what is saved recorded in the admin's name."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import Refused, Superseded
from bloc_bot.database.workspaces.suggestions import Edited, State, Suggestion
from bloc_bot.domain.drafts import Draft, Recorded
from bloc_bot.domain.reports import Report
from bloc_bot.slack.answers.blocks import section
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.forms.checks import Typed
from bloc_bot.slack.forms.filling import changes_between, form_of
from bloc_bot.slack.forms.kinds import FormKind
from bloc_bot.slack.forms.modals import Origin, build_form
from bloc_bot.slack.mrkdwn import escape
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording.announcements import announce, in_silence
from bloc_bot.slack.recording.review import if_allowed, logging_failure, place_of, show_outcome, tell_of
from bloc_bot.slack.recording.suggestion_views import outcome_words


async def handle_editing(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The button that opens the form."""

    async def open_form() -> None:
        suggestion = await desk.suggestions.get(action["value"], person.workspace)
        place = place_of(body)
        if suggestion.state is not State.PROPOSED or isinstance(suggestion.draft, Report):
            await show_outcome(suggestion, place, person, client, desk)
            return
        kind, typed = form_of(suggestion.draft, (await desk.book(person.workspace)).register, desk.choices)
        origin = Origin(response_url=place["response_url"], approving=suggestion.id, container=place["container"])
        told = f"<@{escape(suggestion.by)}> suggested this, and is told what you change. It is recorded in your name."
        await client.views_open(trigger_id=body["trigger_id"], view=build_form(kind, typed, origin, [section(told)]))

    await if_allowed(open_form, body, person, client, desk)
    await ack()


async def approve_edited(
    ack: AsyncAck,
    form: str,
    kind: FormKind,
    typed: Typed,
    draft: Draft,
    origin: Origin,
    person: Person,
    client: AsyncWebClient,
    desk: Desk,
) -> None:
    """The form was sent, with nothing wrong in itself: it is recorded, or comes back with all that was typed."""
    suggestion = await desk.suggestions.get(origin.approving, person.workspace)
    edited = Edited(draft, await _changes(suggestion, draft, person, desk))
    try:
        recorded = await desk.suggestions.approve(
            suggestion.id, person.workspace, person.user, desk.clock(), edited, form
        )
    except Refused as error:
        if not kind.has(error.field):
            raise
        await ack(response_action="errors", errors={error.field: str(error)})
    except Superseded:
        if await desk.records.recorded_from(form, workspace=person.workspace) is not None:
            await ack()  # the same form, sent again while the first was on its way
            return
        decided = await desk.suggestions.get(suggestion.id, person.workspace)
        told = section(f"*{outcome_words(decided)}*\nWhat you typed is below, and was not recorded.")
        await ack(response_action="update", view=build_form(kind, typed, origin, [told]))
    else:
        desk.changed(recorded.changed, person, client)
        desk.background.start(in_silence(announce(recorded, draft, person, client, desk)))
        desk.background.start(_tell(suggestion.id, person, client, desk))
        await desk.background.run(show_approval(recorded, draft, origin, person, client, desk))
        await ack()


async def show_approval(
    recorded: Recorded, draft: Draft, origin: Origin, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Where the button was: what it is on record as."""
    suggestion = await desk.suggestions.get(origin.approving, person.workspace)
    place = {"container": origin.container, "response_url": origin.response_url}
    shown = show_outcome(suggestion, place, person, client, desk, recorded, draft)
    await logging_failure(shown, suggestion)


async def _tell(id: str, person: Person, client: AsyncWebClient, desk: Desk) -> None:
    await tell_of(await desk.suggestions.get(id, person.workspace), person, client, desk)


async def _changes(suggestion: Suggestion, draft: Draft, person: Person, desk: Desk) -> str:
    """What the draft differs in from what was suggested, in words."""
    if isinstance(suggestion.draft, Report):
        return ""
    register = (await desk.book(person.workspace)).register
    (kind, old), (_, new) = (form_of(one, register, desk.choices) for one in (suggestion.draft, draft))
    return changes_between(kind, old, new)
