"""Changing a record from Slack: its forms, Restore and Undo. Every step checks the right to write."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.errors import Refused, Superseded
from bloc_bot.database.recording.lineages import FactRecord
from bloc_bot.domain.corrections import Amendment
from bloc_bot.domain.drafts import Recorded
from bloc_bot.domain.factbook import Register
from bloc_bot.slack.admins.rights import who_may
from bloc_bot.slack.answers.blocks import Block, packed, section
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.details.amending import BY_CALLBACK, FORMS, AmendingForm, build_amending
from bloc_bot.slack.details.failures import open_on_top, show_refusal, telling_in_modal
from bloc_bot.slack.details.history import change_words
from bloc_bot.slack.details.kept import Kept
from bloc_bot.slack.details.opening import put_in_place, view_of
from bloc_bot.slack.details.outcomes import Outcome, announce, build_outcome_view, refresh, tell
from bloc_bot.slack.errors import told
from bloc_bot.slack.forms.checks import Checks, Typed
from bloc_bot.slack.forms.fields import read_typed
from bloc_bot.slack.forms.modals import build_refusal_modal
from bloc_bot.slack.mrkdwn import escape
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording.announcements import announce_undone, in_silence
from bloc_bot.slack.recording.revisions import read_revisions
from bloc_bot.wording.recorded import in_one_line

log = logging.getLogger("bloc_bot.slack")
Body = dict[str, Any]
_NOT_DONE = "Not corrected"
_RESTORED = "restored by the button in Slack"


async def handle_amending(
    ack: AsyncAck, action: dict[str, Any], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """Correct, Add a source, Dispute or Withdraw: the form opens on top of the record."""

    async def open_form() -> None:
        if not await desk.admins.may_record(person, client):
            await show_refusal(await _who_may(person, desk), _NOT_DONE, client, body)
            return
        form = FORMS[action["action_id"]]
        record = await desk.record_of(action["value"], person.workspace)
        kept = replace(Kept.of(body["view"]), page=0, opened_on=record.standing, record=body["view"]["id"])
        register = (await desk.book(person.workspace)).register
        view = build_amending(form, record.fact, form.blank(record.fact), kept, register)
        await open_on_top(client, body, view)

    await desk.background.run(telling_in_modal(open_form, client, body))
    await ack()


@dataclass(frozen=True)
class _Sent:
    """A form that somebody sent, with what is typed in it."""

    view: dict[str, Any]
    form: AmendingForm
    kept: Kept
    typed: Typed
    person: Person

    @classmethod
    def of(cls, view: dict[str, Any], person: Person) -> _Sent:
        return cls(view, BY_CALLBACK[view["callback_id"]], Kept.of(view), read_typed(view), person)

    def field(self, name: str) -> str:
        """The field of that name; else the first, where what is wrong is of no field."""
        names = [block["block_id"] for block in self.view["blocks"] if block["type"] == "input"]
        return name if name in names else names[0]


async def handle_amendment(
    ack: AsyncAck, view: dict[str, Any], person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """A form was sent: the record is changed, or the form comes back with what to change and all that was typed."""
    if not await desk.admins.may_record(person, client):
        await ack(response_action="update", view=build_refusal_modal(await _who_may(person, desk), _NOT_DONE))
        return
    sent, team = _Sent.of(view, person), person.workspace
    if (known := await desk.records.recorded_from(view["id"], workspace=team)) is not None:
        # Sent again by who was not told: the process that recorded it died before it could.
        await ack(response_action="update", view=await _done(sent, known, client, desk))
        return
    record, register = await desk.record_of(sent.kept.fact, team), (await desk.book(team)).register
    checked = sent.form.check(record.fact, sent.typed, Checks(desk.read_date, desk.today(), register))
    if isinstance(checked, dict):
        await ack(response_action="errors", errors=checked)
        return
    try:
        recorded = await _save(sent, checked, desk)
    except Refused as error:
        await ack(response_action="errors", errors={sent.field(error.field): str(error)})
    except Superseded as error:
        await ack(response_action="update", view=await _told_of_other_change(error, sent, desk))
    else:
        desk.changed(recorded.changed, person, client, sent.typed.line("why"))
        await ack(response_action="update", view=await _done(sent, recorded, client, desk, is_news=True))


async def _save(sent: _Sent, checked: Amendment | None, desk: Desk) -> Recorded:
    """The change on record. Sent again, a form changes nothing again."""
    common: dict[str, Any] = {
        "workspace": sent.person.workspace,
        "by": sent.person.user,
        "reason": sent.typed.line("why") or sent.form.reason,
        "now": desk.clock(),
        "opened_on": sent.kept.opened_on,
        "form": sent.view["id"],
    }
    if checked is None:
        return await desk.records.withdraw(sent.kept.fact, **common)
    return await desk.records.amend(sent.kept.fact, checked, **common)


async def _done(
    sent: _Sent, recorded: Recorded, client: AsyncWebClient, desk: Desk, *, is_news: bool = False
) -> dict[str, Any]:
    """The modal that says so. It is on record by now: whatever goes wrong here must not look as if it were not."""
    kept, person = sent.kept, sent.person
    try:
        outcome = Outcome(sent.form.done, await desk.record_of(kept.fact, person.workspace), recorded)
        view = build_outcome_view(outcome, await desk.book(person.workspace), kept)
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("changed %s, but it could not be shown: %s", kept.fact, type(error).__name__)
        return build_refusal_modal("It is on record. Open the record again to see it.", sent.form.done)
    tell(outcome, kept, person, client, desk)
    if is_news:
        desk.background.start(in_silence(announce(outcome, person, client, desk)))
    return view


async def handle_restore(ack: AsyncAck, body: Body, person: Person, client: AsyncWebClient, desk: Desk) -> None:
    """The button of a record that is withdrawn: what stood before stands again."""

    async def restore() -> None:
        if not await desk.admins.may_record(person, client):
            await show_refusal(await _who_may(person, desk), _NOT_DONE, client, body)
            return
        kept, team = Kept.of(body["view"]), person.workspace
        await desk.records.restore(kept.fact, workspace=team, by=person.user, reason=_RESTORED, now=desk.clock())
        desk.changed((kept.fact,), person, client)
        notice = [section("*Restored.* The answers show it again.")]
        await put_in_place(client, body, await view_of(kept, person, client, desk, notice))
        desk.background.start(refresh(kept, person, client, desk))
        outcome = Outcome("Restored", await desk.record_of(kept.fact, team))
        desk.background.start(in_silence(announce(outcome, person, client, desk)))

    await desk.background.run(telling_in_modal(restore, client, body))
    await ack()


async def handle_undo_here(
    ack: AsyncAck, action: dict[str, Any], body: Body, person: Person, client: AsyncWebClient, desk: Desk
) -> None:
    """The button in the modal that says what was done."""

    async def undo() -> None:
        if not await desk.admins.may_record(person, client):
            await show_refusal(await _who_may(person, desk), _NOT_DONE, client, body)
            return
        kept, team = Kept.of(body["view"]), person.workspace
        revisions = read_revisions(action["value"])
        undone = await desk.records.undo(revisions, workspace=team, by=person.user, now=desk.clock())
        desk.changed(undone.changed, person, client)
        desk.background.start(in_silence(announce_undone(revisions, undone.revisions, person, client, desk)))
        outcome = Outcome("Taken back", await desk.record_of(kept.fact, team))
        await put_in_place(client, body, build_outcome_view(outcome, await desk.book(team), kept))
        desk.background.start(refresh(kept, person, client, desk))

    await desk.background.run(telling_in_modal(undo, client, body))
    await ack()


async def _told_of_other_change(error: Superseded, sent: _Sent, desk: Desk) -> dict[str, Any]:
    """The form with all that was typed, what somebody else made of the record, and leave to save over that."""
    team, kept = sent.person.workspace, sent.kept
    latest, register = await desk.record_of(kept.fact, team), (await desk.book(team)).register
    if sent.form.is_withdrawal and latest.withdrawal is not None:
        return build_refusal_modal(f"{told(error)}\nThere is nothing left to withdraw.", "Withdrawn already")
    notice = _other_change(error, latest, register)
    kept = replace(kept, opened_on=latest.standing)
    return build_amending(sent.form, latest.fact, sent.typed, kept, register, notice)


def _other_change(error: Superseded, latest: FactRecord, register: Register) -> list[Block]:
    change = latest.changes[0]
    why = [f"Why: {escape(' '.join(change.reason.split()))}"] if change.reason else []
    now = "It is withdrawn now." if latest.withdrawal else f"Now it says: {escape(in_one_line(latest.fact, register))}"
    left = "What you typed is below: saving puts it in that place."
    return packed([f"*{told(error)}*", *change_words(change, register), *why, now[:1_000], left], 2_900, section)


async def _who_may(person: Person, desk: Desk) -> str:
    return await who_may(desk.admins, person.workspace, "correct this")
