"""Recording from Slack: the forms, their checks, and taking it back. Every step checks the right to write."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import NotOnRecord, Refused, Superseded
from bloc_bot.domain.drafts import Draft, EventDraft, Recorded, TermDraft
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import Event
from bloc_bot.domain.facts import Person as KnownPerson
from bloc_bot.domain.similar import person_called, similar_people
from bloc_bot.slack.admins.rights import Right, who_may
from bloc_bot.slack.answers.blocks import Block, build_notice, section
from bloc_bot.slack.answers.short_facts import in_short
from bloc_bot.slack.delivery import replace as put_in_place
from bloc_bot.slack.delivery import respond
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.errors import telling, told
from bloc_bot.slack.forms.checks import Checks, Typed
from bloc_bot.slack.forms.event import EVENT
from bloc_bot.slack.forms.fields import as_option, read_typed
from bloc_bot.slack.forms.kinds import FormKind
from bloc_bot.slack.forms.membership import MEMBERSHIP
from bloc_bot.slack.forms.modals import ANYWAY, Origin, build_form, build_refusal_modal, warn_of_similar
from bloc_bot.slack.forms.official import OFFICIAL
from bloc_bot.slack.mrkdwn import escape
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording.announcements import announce, announce_undone, in_silence
from bloc_bot.slack.recording.confirmations import build_withdrawn, confirm
from bloc_bot.slack.recording.edited_approvals import approve_edited, show_approval
from bloc_bot.slack.recording.revisions import read_revisions
from bloc_bot.slack.recording.suggesting import suggest

FORMS: dict[str, FormKind] = {kind.id: kind for kind in (EVENT, MEMBERSHIP, OFFICIAL)}


async def handle_form(ack: AsyncAck, view: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk) -> None:
    """A form was sent: it is recorded or suggested, or comes back with what to change and all that was typed."""
    right, origin = await desk.admins.right(person, client), Origin.of(view)
    if right is Right.ASK or (right is Right.SUGGEST and (origin.fact or origin.approving)):
        refusal = build_refusal_modal(await who_may(desk.admins, person.workspace))
        await ack(response_action="update", view=refusal)
        return
    kind, typed, book = FORMS[view["callback_id"]], read_typed(view), await desk.book(person.workspace)
    checked = kind.check(typed, Checks(desk.read_date, desk.today(), book.register))
    if isinstance(checked, dict):
        await ack(response_action="errors", errors=checked)
        return
    if (known := await desk.records.recorded_from(view["id"], workspace=person.workspace)) is not None:
        # Sent again by who was not told: the process that recorded it died before it could.
        await desk.background.run(_tell_again(known, checked, origin, person, client, desk))
        desk.changed(known.changed, person, client)
        await ack()
        return
    similar = () if typed.ids(ANYWAY) else _similar(checked, origin, book, desk)
    suggests = origin.suggestion or right is Right.SUGGEST
    if similar or suggests is not origin.suggestion:
        notice = warn_of_similar(similar) if similar else ()
        again = build_form(kind, typed, replace(origin, suggestion=suggests), notice)
        await ack(response_action="update", view=again)
    elif suggests:
        await suggest(checked, view["id"], origin.response_url, person, client, desk)
        await ack()
    elif origin.approving:
        await approve_edited(ack, view["id"], kind, typed, checked, origin, person, client, desk)
    else:
        await _record(ack, view["id"], kind, typed, checked, origin, person, client, desk)


async def _tell_again(
    recorded: Recorded, draft: Draft, origin: Origin, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    if origin.approving:
        await show_approval(recorded, draft, origin, person, client, desk)
    else:
        await confirm(recorded, draft, origin, person.workspace, person.user, client, desk)


async def _record(
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
    team, user = person.workspace, person.user
    try:
        recorded = await desk.records.record(
            draft, workspace=team, by=user, now=desk.clock(), replacing=origin.replacing, form=form
        )
    except Refused as error:
        if not kind.has(error.field):
            raise
        await ack(response_action="errors", errors={error.field: str(error)})
    except (Superseded, NotOnRecord) as error:
        await ack(response_action="update", view=await _told_of_other_change(error, kind, typed, origin, team, desk))
    else:
        desk.changed(recorded.changed, person, client)
        await desk.background.run(confirm(recorded, draft, origin, team, user, client, desk))
        announcing = announce(recorded, draft, person, client, desk, replacing=origin.replacing)
        desk.background.start(in_silence(announcing))
        await ack()


async def handle_undo(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    person: Person,
    client: AsyncWebClient,
    desk: Desk,
) -> None:
    """The button under a confirmation: what was before stands again, and the history keeps what was recorded."""
    team, user = person.workspace, person.user
    if not await desk.admins.may_record(person, client):
        await respond(client, body["response_url"], build_notice(await who_may(desk.admins, team)))
    else:
        revisions = read_revisions(action["value"])
        undone = await desk.records.undo(revisions, workspace=team, by=user, now=desk.clock())
        desk.changed(undone.changed, person, client)
        desk.background.start(in_silence(announce_undone(revisions, undone.revisions, person, client, desk)))
        await desk.background.run(telling(lambda: put_in_place(client, body, build_withdrawn()), client, body))
    await ack()


async def handle_typing(ack: AsyncAck, body: dict[str, Any], person: Person, desk: Desk) -> None:
    """Somebody types into one of a form's searches."""
    register = (await desk.book(person.workspace)).register
    found = desk.choices.offered(register, body.get("action_id", ""), body.get("value", ""))
    await ack(options=[as_option(option) for option in found])


def _similar(draft: Draft, origin: Origin, book: FactBook, desk: Desk) -> tuple[Event | KnownPerson, ...]:
    """What may be the same as the event or the new person drafted. The event that is being changed is not meant."""
    match draft:
        case EventDraft():
            return tuple(event for event in desk.similar_events(book, draft) if event.id != origin.fact)
        case TermDraft(new_holder=name) if name and person_called(book.register, name) is None:
            return similar_people(book.register, name)
        case _:
            return ()


async def _told_of_other_change(
    error: Exception, kind: FormKind, typed: Typed, origin: Origin, team: str, desk: Desk
) -> dict[str, Any]:
    """The form with all that was typed, what somebody else made of the fact, and leave to save over that."""
    latest = await desk.records.latest(origin.replacing, workspace=team)
    book = await desk.book(team)
    fact = book.facts.get(origin.fact) if latest else None
    notice = _other_change(error, in_short(fact, book.register) if fact is not None else None)
    return build_form(kind, typed, replace(origin, replacing=latest), notice)


def _other_change(error: Exception, now: str | None) -> list[Block]:
    said = f"*{told(error)}*"
    if now is None:
        return [section(f"{said}\nNothing of it is on record now. What you typed is below: saving records it anew.")]
    return [section(f"{said}\nNow it says: {escape(now)}\nWhat you typed is below: saving puts it in that place.")]
