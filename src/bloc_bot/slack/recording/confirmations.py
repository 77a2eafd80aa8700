"""What is said after recording: the fact as the answers will show it, with buttons to take it back and to change it."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.domain.drafts import Draft, EventDraft, MembershipChange, MembershipDraft, Recorded, TermChange, TermDraft
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import AnyFact, Role, Term
from bloc_bot.domain.queries import (
    Change,
    Events,
    Members,
    MembershipDates,
    OfficeHolders,
    PostsOf,
    Query,
    When,
)
from bloc_bot.domain.replies import Item, Reply
from bloc_bot.slack.answers.blocks import Block, build_notice, button, context, packed, section
from bloc_bot.slack.answers.paging import row_line, source_line
from bloc_bot.slack.answers.short_facts import in_short
from bloc_bot.slack.delivery import post, respond
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.forms.editing import Editable
from bloc_bot.slack.forms.modals import Origin
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import escape, escaped_within
from bloc_bot.slack.recording.revisions import written

log = logging.getLogger("bloc_bot.slack")
UNDO, EDIT = "undo", "edit"


async def confirm(
    recorded: Recorded, draft: Draft, origin: Origin, team: str, user: str, client: AsyncWebClient, desk: Desk
) -> None:
    """Tell the person privately: where the form was asked for, or else by direct message.

    It is on record by now: whatever goes wrong here must not look as if it were not.
    """
    try:
        message = build_recorded(
            recorded, draft, await desk.book(team), await _as_answered(recorded, draft, team, desk)
        )
        try:
            await respond(client, origin.response_url, message)
        except Exception:  # noqa: BLE001 - too late for that address (30 minutes), or none
            await post(client, user, None, message)
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("recorded %s, but the confirmation was not delivered: %s", recorded.fact, type(error).__name__)


def build_recorded(recorded: Recorded, draft: Draft, book: FactBook, answered: Reply | None) -> dict[str, Any]:
    """The confirmation. The row is the one that the next answer will have."""
    rows = _rows(recorded, draft, answered)
    said = _in_short(draft, book.facts.get(recorded.fact), book)
    cited = {number for item in rows for number in item.citations}
    sources = [source_line(source) for source in (answered.citations if answered else ()) if source.number in cited]
    sources = sources or [f"{escape(draft.source.publisher)}: {escape(draft.source.title)}"]
    edit = button("Edit", EDIT, Editable.of(draft, recorded, book).packed())
    return {
        "response_type": "ephemeral",
        "replace_original": False,
        "text": escaped_within(f"Recorded: {said}\nSource: {draft.source.url}", LIMITS["message text"]),
        "blocks": [
            section("*Recorded.* From now on the answers show:"),
            *packed([row_line(item) for item in rows] or [f"• {escaped_within(said, 700)}"], 2_900, section),
            *packed(_also_changed(recorded, book), 1_900, context),
            *packed(sources, 1_900, context),
            {"type": "actions", "elements": [undo_button(recorded), edit]},
        ],
    }


def undo_button(recorded: Recorded) -> Block:
    """Takes back what was recorded, once that is confirmed."""
    return button("Undo", UNDO, written(recorded.revisions), style="danger", confirm=sure())


def build_withdrawn() -> dict[str, Any]:
    return build_notice("Taken back. The answers are as they were before; the record keeps that it was there.")


def sure(does: str = "Undo") -> dict[str, Any]:
    """What is asked before it is taken back."""
    said = "The answers will be as they were before."
    texts = {"title": "Take it back?", "text": said, "confirm": does, "deny": "Keep"}
    return {part: {"type": "plain_text", "text": text} for part, text in texts.items()}


def _rows(recorded: Recorded, draft: Draft, answered: Reply | None) -> list[Item]:
    """The rows that are about what was recorded. A standing is told in the row of its membership."""
    items = answered.items if answered else ()
    own = [item for item in items if item.fact == recorded.fact]
    return own or [item for item in items if isinstance(draft, MembershipDraft) and item.id == draft.country]


def _also_changed(recorded: Recorded, book: FactBook) -> list[str]:
    """What else is not as it was: a term or a role that ended with what was recorded."""
    facts = [book.facts[id] for id in recorded.also if id in book.facts]
    return [f"This changed with it: {escaped_within(in_short(fact, book.register), 500)}" for fact in facts]


def _in_short(draft: Draft, fact: AnyFact | None, book: FactBook) -> str:
    if isinstance(draft, EventDraft) or fact is None:
        return draft.title if isinstance(draft, EventDraft) else "what you sent"
    return in_short(fact, book.register)


async def _as_answered(recorded: Recorded, draft: Draft, team: str, desk: Desk) -> Reply | None:
    try:
        query = _question(draft, (await desk.book(team)).facts.get(recorded.fact))
        return await desk.ask_again(query, workspace=team)
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("what was recorded could not be shown as answered: %s", type(error).__name__)
        return None


def _question(draft: Draft, fact: AnyFact | None) -> Query:
    """The question whose answer shows the fact."""
    match draft:
        case EventDraft():
            first, last = draft.period.since, draft.period.last
            when = When(first=first.earliest, last=last.latest, written=str(first))  # type: ignore[union-attr]
            return Events(organizations=draft.organizations[:1], on=when)
        case MembershipDraft():
            return _question_of_membership(draft)
        case TermDraft():
            holder = fact.holder if isinstance(fact, Term) else draft.holder
            if draft.change is TermChange.ENDED:
                return PostsOf(person=holder, organization=draft.organization)
            return OfficeHolders(organization=draft.organization, posts=(draft.post,), on=When.on(draft.date))


def _question_of_membership(draft: MembershipDraft) -> Query:
    roles = () if draft.role is Role.MEMBER else (draft.role,)
    if draft.change is MembershipChange.LEFT:
        return MembershipDates(
            organization=draft.organization, parties=(draft.country,), roles=roles, change=Change.LEFT
        )
    return Members(organization=draft.organization, roles=roles, on=When.on(draft.date))
