"""Notes in the threads of answers that would be other now, since a fact behind them was corrected."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import Membership, Term
from bloc_bot.domain.receipts import Receipt
from bloc_bot.domain.replies import Reply
from bloc_bot.slack.answers.blocks import build_notice, context, packed, section
from bloc_bot.slack.answers.paging import source_words
from bloc_bot.slack.answers.showing_receipts import answered_now
from bloc_bot.slack.delivery import post
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.installation.tokens import Clients
from bloc_bot.slack.mrkdwn import escape, escaped_within
from bloc_bot.slack.people import Person
from bloc_bot.wording.differences import Differences, differences

log = logging.getLogger("bloc_bot.slack")
TOLD_AT_MOST = 20
"""Answers that are told of one change, the newest."""
_LOOKED_AT = 200
_LINE, _LINES, _SOURCES, _ROOM = 600, 8, 4, 2_900


class ThreadNotes:
    """Follows what is changed, and tells of it in threads."""

    async def facts_changed(
        self, lineages: tuple[str, ...], by: Person, why: str, client: AsyncWebClient, desk: Desk
    ) -> None:
        await tell_of_corrections(lineages, by, client, desk, why)


async def tell_of_corrections(
    facts: Iterable[str], person: Person, client: AsyncWebClient, desk: Desk, why: str = ""
) -> None:
    """Tell in the threads of posted answers that facts, named by their ids, are other than they were.

    Each answer that would say something else now is told so once, whichever process does it. The change is on record
    by now: whatever goes wrong here is logged and no more. A person without a user id stands for nobody in particular.
    """
    changed = frozenset(facts)
    try:
        book = await desk.book(person.workspace)
        resting = await _resting_on(changed, book, person.workspace, desk)
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("answers were not told of a change: %s", type(error).__name__)
        return
    change = _Change(changed, book.version, person, why)
    told = 0
    for id in resting:
        if told == TOLD_AT_MOST:
            break
        told += await _told(id, change, client, desk)


async def tell_all_of_corrections(facts: Iterable[str], clients: Clients, desk: Desk) -> None:
    """The same for shared facts, in every workspace that has posted answers."""
    changed = tuple(facts)
    try:
        for workspace in await desk.receipts.workspaces() if changed else ():
            if (client := await clients(workspace)) is not None:
                await tell_of_corrections(changed, Person(workspace, ""), client, desk)
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("answers were not told of a change: %s", type(error).__name__)


@dataclass(frozen=True)
class _Change:
    """Facts that are other since a version of the book, by whom and why."""

    facts: frozenset[str]
    version: int
    person: Person
    why: str


async def _resting_on(facts: frozenset[str], book: FactBook, workspace: str, desk: Desk) -> Iterable[str]:
    """Receipts whose answers showed the facts; then those on what the facts are about, which may lack them."""
    showing = await desk.receipts.resting_on(tuple(facts), workspace, _LOOKED_AT)
    about = await desk.receipts.resting_on(_subjects(facts, book), workspace, _LOOKED_AT)
    return dict.fromkeys([*showing, *about])


def _subjects(facts: Iterable[str], book: FactBook) -> tuple[str, ...]:
    """Of who belongs or holds a post, whom and what it is about: an answer may have said who does not.

    An event more makes no answer wrong that did not show it.
    """
    subjects: set[str] = set()
    for id in facts:
        match book.facts.get(id):
            case Membership() as fact:
                subjects |= {fact.organization, fact.party}
            case Term() as fact:
                subjects |= {fact.organization or fact.state, fact.holder}
    return tuple(subjects)


async def _told(id: str, change: _Change, client: AsyncWebClient, desk: Desk) -> bool:
    """Whether there was something to tell, and it is told, here or by another process."""
    try:
        receipt = await desk.receipts.find(id, change.person.workspace)
        if receipt.version >= change.version:
            return True
        now = await answered_now(receipt, change.person.workspace, desk)
        # A newer version of the bot may have other words for the same: what does not rest on the change is not told.
        if now is None or change.facts.isdisjoint((*receipt.told.rests_on, *now.rests_on)):
            return False
        differing = differences(receipt.told, now)
        return differing.of_substance and await _posted(receipt, change, now, differing, client, desk)
    except Exception as error:  # noqa: BLE001 - the next answer may be told
        log.warning("an answer was not told of a change: %s", type(error).__name__)
        return False


async def _posted(
    receipt: Receipt, change: _Change, now: Reply, differing: Differences, client: AsyncWebClient, desk: Desk
) -> bool:
    """Whether the note is posted: by this process, if it falls to it."""
    team = change.person.workspace
    if not await desk.receipts.take_telling(receipt, team, now, change.version):
        return True
    try:
        message = build_correction_note(receipt, differing, change.person.user, change.why)
        await post(client, receipt.posted.channel, receipt.posted.thread or receipt.posted.ts, message)
    except BaseException:
        # The next change then tells of this one too.
        await desk.receipts.give_back(receipt, team, change.version)
        raise
    return True


def build_correction_note(receipt: Receipt, differing: Differences, by: str, why: str = "") -> dict[str, Any]:
    """What the answer said, what it would say now, by whom and from which source."""
    who = f", by <@{escape(by)}>" if by else ""
    reason = f", because: {escaped_within(why, 300)}" if why else ""
    opening = f"*The record has changed since this answer* (receipt {receipt.id}){who}{reason}."
    lines = [f"• {escaped_within(line, _LINE)}" for line in differing.lines]
    more = [f"And {len(lines) - _LINES} more differences."] if len(lines) > _LINES else []
    sources = [f"Source: {source_words(source)}" for source in differing.cited[:_SOURCES]]
    footer = f"`/bloc receipt {receipt.id}` shows the answer as it was given, and what would be said today."
    said = [*lines[:_LINES], *more]
    return {
        **build_notice(opening),
        "text": "\n".join([opening, *said, *sources, footer]),
        "blocks": [section(opening), *packed(said, _ROOM, section), *packed([*sources, footer], 1_900, context)],
        "unfurl_links": False,
        "unfurl_media": False,
    }
