"""What is said once a record was changed: what became of it, as the answers show it now, with Undo."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.recording.lineages import FactChange, FactRecord
from bloc_bot.domain.drafts import Recorded
from bloc_bot.domain.factbook import FactBook, Register
from bloc_bot.slack.answers.blocks import Block, button, context, packed, section
from bloc_bot.slack.answers.paging import row_line, source_line
from bloc_bot.slack.delivery import post, respond
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.details.history import change_words
from bloc_bot.slack.details.kept import Kept
from bloc_bot.slack.details.opening import rows_again, view_of
from bloc_bot.slack.forms.fields import plain
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import escape, escaped_within
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording.announcements import announce_correction
from bloc_bot.slack.recording.confirmations import UNDO, sure
from bloc_bot.slack.recording.revisions import written
from bloc_bot.wording.fact_rows import word_fact
from bloc_bot.wording.recorded import in_one_line

log = logging.getLogger("bloc_bot.slack")
OUTCOME = "details_outcome"
UNDO_HERE = "details:undo"
_ROOM, _SOURCES = 2_900, 1_900


@dataclass(frozen=True)
class Outcome:
    """What was done, `Corrected` or `Taken back`, and the record since then. `recorded` is what can be undone."""

    done: str
    record: FactRecord
    recorded: Recorded | None = None

    @property
    def undoes(self) -> str:
        """What the button is called that takes it back."""
        return "Undo" if self.record.withdrawal is None else "Restore"

    @property
    def change(self) -> FactChange:
        return self.record.changes[0]


def build_outcome_view(outcome: Outcome, book: FactBook, kept: Kept) -> dict[str, Any]:
    """The modal in the place of the form."""
    return {
        "type": "modal",
        "callback_id": OUTCOME,
        "title": plain(outcome.done),
        "close": plain("Back"),
        "private_metadata": kept.packed(),
        "blocks": [*_blocks(outcome, book), *_undo(outcome, UNDO_HERE)],
    }


def build_outcome_message(outcome: Outcome, book: FactBook) -> dict[str, Any]:
    """The same for the person alone, where the record was come by: it outlasts the modal."""
    said = escaped_within(f"{outcome.done}: {in_one_line(outcome.record.fact, book.register)}", LIMITS["message text"])
    return {
        "response_type": "ephemeral",
        "replace_original": False,
        "text": said,
        "blocks": [*_blocks(outcome, book), *_undo(outcome, UNDO)],
        "unfurl_links": False,
        "unfurl_media": False,
    }


def outcome_line(outcome: Outcome, register: Register) -> str:
    """For the channel that hears of changes: what was done to what, why, and the source that it rests on first."""
    change, fact = outcome.change, outcome.record.fact
    source = fact.supporting[0].source
    parts = [
        escaped_within(in_one_line(fact, register), 500),
        *change_words(change, register)[:4],
        f"Why: {escaped_within(' '.join(change.reason.split()), 300)}" if change.reason else "",
        f"Source: {escaped_within(f'{source.publisher}: {source.title}', 300)}",
    ]
    return ". ".join(part.rstrip(".") for part in parts if part)


def _blocks(outcome: Outcome, book: FactBook) -> list[Block]:
    fact = book.facts.get(outcome.record.lineage)
    words = [f"   ◦ {line}" for line in change_words(outcome.change, book.register)]
    if fact is None:
        gone = escaped_within(in_one_line(outcome.record.fact, book.register), 1_000)
        return [section(f"*{outcome.done}.* From now on no answer here shows:\n• {gone}")]
    item, sources = word_fact(fact, book)
    return [
        section(f"*{outcome.done}.* From now on the answers show:"),
        section(row_line(item)),
        *packed(map(source_line, sources), _SOURCES, context),
        *packed(["What changed:", *words] if words else [], _ROOM, section),
    ]


def _undo(outcome: Outcome, action: str) -> list[Block]:
    if outcome.recorded is None or not outcome.recorded.revisions:
        return []
    value = written(outcome.recorded.revisions)
    take_back = button(outcome.undoes, action, value, style="danger", confirm=sure(outcome.undoes))
    return [{"type": "actions", "elements": [take_back]}]


def tell(outcome: Outcome, kept: Kept, person: Person, client: AsyncWebClient, desk: Desk) -> None:
    """Show it in the record beneath, and tell the person where they came from: that outlasts the modal."""
    desk.background.start(refresh(kept, person, client, desk))
    desk.background.start(_message(outcome, kept, person, client, desk))


async def announce(outcome: Outcome, person: Person, client: AsyncWebClient, desk: Desk) -> None:
    """A line in the channel that the workspace has chosen for changes, if it has."""
    register = (await desk.book(person.workspace)).register
    said = f"{outcome.done} by <@{escape(person.user)}>: {outcome_line(outcome, register)}"
    await announce_correction(said, outcome.recorded, person, client, desk)


async def refresh(kept: Kept, person: Person, client: AsyncWebClient, desk: Desk) -> None:
    """The record beneath a form, and the list of rows beneath that, as they are now."""
    if kept.record:
        record = replace(kept, record="", opened_on=0)
        await _renew(kept.record, view_of(record, person, client, desk), client)
    if kept.rows:
        rows = Kept(page=kept.rows_page, answer=kept.answer, response_url=kept.response_url)
        await _renew(kept.rows, rows_again(rows, person, desk), client)


async def _renew(view_id: str, view: Awaitable[dict[str, Any]], client: AsyncWebClient) -> None:
    """It may be closed by then, or have nothing to show any more; opened again, it is as it is now."""
    try:
        await client.views_update(view_id=view_id, view=await view)
    except Exception as error:  # noqa: BLE001 - see above
        log.info("a view was not renewed: %s", type(error).__name__)


async def _message(outcome: Outcome, kept: Kept, person: Person, client: AsyncWebClient, desk: Desk) -> None:
    try:
        message = build_outcome_message(outcome, await desk.book(person.workspace))
        try:
            await respond(client, kept.response_url, message)
        except Exception:  # noqa: BLE001 - too late for that address (30 minutes), or none
            await post(client, person.user, None, message)
    except Exception as error:  # noqa: BLE001 - it is on record, and this must not look as if it were not
        log.warning("changed %s, but the message was not delivered: %s", kept.fact, type(error).__name__)
