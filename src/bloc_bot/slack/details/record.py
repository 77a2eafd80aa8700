"""A record as a modal: what the fact says, whose it is, its sources, its history, and what the viewer may do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bloc_bot.database.recording.lineages import FactRecord
from bloc_bot.domain.factbook import FactBook, Register
from bloc_bot.domain.facts import AnyFact, Citation, Event, Membership
from bloc_bot.slack.admins.change_log import who
from bloc_bot.slack.answers.blocks import Block, button, context, header, packed, section
from bloc_bot.slack.answers.paging import source_words
from bloc_bot.slack.details.history import ON_A_PAGE, change_line
from bloc_bot.slack.details.kept import Kept
from bloc_bot.slack.forms.fields import plain
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import escape, escaped_within, shortened, written_date
from bloc_bot.wording.citing import cited
from bloc_bot.wording.particulars import dispute_words, particulars
from bloc_bot.wording.phrases import in_words
from bloc_bot.wording.recorded import in_one_line

RECORD = "details_record"
BESIDE, TURN_HISTORY, RESTORE = "details:beside", "details:history:", "details:restore"
CORRECT, ADD_SOURCE, DISPUTE, WITHDRAW = (
    "details:correct",
    "details:add_source",
    "details:dispute",
    "details:withdraw",
)
_ROOM = 2_900
_PART = 2_300
_CITATIONS = 40
_BESIDE = 10


@dataclass(frozen=True)
class Looking:
    """Who looks at a record: whether they may change it, and what else they are told, in mrkdwn."""

    may_correct: bool
    told: str = ""


def build_record(
    record: FactRecord, book: FactBook, kept: Kept, looking: Looking, notice: Iterable[Block] = ()
) -> dict[str, Any]:
    """The modal. `notice` is what is to be read first."""
    register = book.register
    return {
        "type": "modal",
        "callback_id": RECORD,
        "title": plain("Record"),
        "close": plain("Close"),
        "private_metadata": replace(kept, fact=record.lineage, page=_page(record, kept)).packed(),
        "blocks": [
            *notice,
            section(f"*{escaped_within(in_one_line(record.fact, register), 1_000)}*"),
            *_state(record, register),
            *packed(_parts(record.fact, register), _ROOM, section),
            *_ways(record, looking),
            *_citations("Sources", record.fact.supporting, _supporting),
            *_citations("Sources that say otherwise", record.fact.disputing, _disputing),
            *_beside(record.fact, book),
            *_history(record, _page(record, kept), register),
        ],
    }


def _state(record: FactRecord, register: Register) -> list[Block]:
    """Whose it is, and whether it stands."""
    fact = record.fact
    if (gone := record.withdrawal) is not None:
        why = f" Why: {escaped_within(' '.join(gone.reason.split()), 600)}" if gone.reason else ""
        where = " in this workspace" if gone.workspace else ""
        when = written_date(gone.at.date().isoformat())
        return [section(f"*Withdrawn*{where} by {who(gone.by)} on {when}: no answer shows it.{why}")]
    if not fact.workspace:
        return [context("It came with bloc_bot: all workspaces see it, unless one has corrected it for itself.")]
    by = f" by {who(fact.recorded_by)}" if fact.recorded_by else ""
    when = f" on {written_date(fact.recorded_at.date().isoformat())}" if fact.recorded_at else ""
    if record.shared is not None:
        came = escaped_within(in_one_line(record.shared, register), 1_000)
        return [context(f"Corrected here{by}{when}, for this workspace alone. What came with bloc_bot says: {came}")]
    return [context(f"Recorded here{by}{when}: this workspace alone sees it.")]


def _parts(fact: AnyFact, register: Register) -> Iterator[str]:
    for name, said in particulars(fact, register).items():
        yield f"*{escape(name)}:* {escaped_within(said, _PART)}"


def _citations(title: str, citations: tuple[Citation, ...], line: Any) -> list[Block]:
    if not citations:
        return []
    lines = [line(citation) for citation in citations[:_CITATIONS]]
    more = len(citations) - len(lines)
    rest = [f"And {more} more; `bloc-bot export` has them all."] if more > 0 else []
    return packed([f"*{title}*", *lines, *rest], _ROOM, section)


def _supporting(citation: Citation) -> str:
    return f"• {_source(citation)}"


def _disputing(citation: Citation) -> str:
    return f"• {escaped_within(dispute_words(citation), 400)} — {_source(citation)}"


def _source(citation: Citation) -> str:
    """`Mediamax: A visit, 12 January 2008, relaying Interfax; p. 4; attested 11 January 2008`, the title linked."""
    source = replace(citation, attested_on=None)
    said = [source_words(cited(source, 1))]
    if citation.locator:
        said.append(escaped_within(citation.locator, 200))
    if citation.attested_on is not None:
        said.append(f"attested {in_words(citation.attested_on)}")
    return "; ".join(said)


def _beside(fact: AnyFact, book: FactBook) -> list[Block]:
    """Other records that this one hangs together with: the standings of a membership, what became of a plan."""
    found = [other for other in _related(fact, book) if other.id != fact.id][:_BESIDE]
    rows = [
        {**section(f"• {escaped_within(in_one_line(other, book.register), 700)}"), "accessory": _open(other, book)}
        for other in found
    ]
    return [section("*See also*"), *rows] if rows else []


def _related(fact: AnyFact, book: FactBook) -> Iterator[AnyFact]:
    match fact:
        case Membership():
            of_party = book.memberships.get(fact.organization, ())
            yield from (m for m in of_party if m.party == fact.party)
        case Event(outcome=outcome) if outcome in book.facts:
            yield book.facts[outcome]
        case Event():
            yield from (event for event in book.all_events if event.outcome == fact.id)


def _open(fact: AnyFact, book: FactBook) -> Block:
    label = shortened(f"Open the record: {in_one_line(fact, book.register)}", LIMITS["accessibility_label"])
    return button("Open", BESIDE, fact.id, accessibility_label=label)


def _page(record: FactRecord, kept: Kept) -> int:
    return min(max(kept.page, 0), max(len(record.changes) - 1, 0) // ON_A_PAGE)


def _history(record: FactRecord, page: int, register: Register) -> list[Block]:
    first = page * ON_A_PAGE
    changes = record.changes[first : first + ON_A_PAGE]
    lines = [change_line(change, register) for change in changes]
    ways = [button("Newer", f"{TURN_HISTORY}newer", str(page - 1))] if page > 0 else []
    if first + len(changes) < len(record.changes):
        ways.append(button("Older", f"{TURN_HISTORY}older", str(page + 1)))
    which = f"Changes {first + 1} to {first + len(changes)} of {len(record.changes)}. " if ways else ""
    return [
        header("History"),
        *packed([cut for line in lines for cut in _within(line)], _ROOM, section),
        context(f"{which}The latest first. Times are in UTC."),
        *([{"type": "actions", "elements": ways}] if ways else []),
    ]


def _within(line: str) -> Iterator[str]:
    """A change of many parts, in pieces that fit a block, cut between its lines."""
    held = ""
    for part in line.split("\n"):
        if held and len(held) + len(part) + 1 > _ROOM:
            yield held
            held = ""
        held = f"{held}\n{part}" if held else part
    yield held


def _ways(record: FactRecord, looking: Looking) -> list[Block]:
    told = [context(looking.told)] if looking.told else []
    if not looking.may_correct:
        return told
    if record.withdrawal is not None:
        restore = button("Restore", RESTORE, record.lineage)
        return [*told, *([{"type": "actions", "elements": [restore]}] if record.withdrawal.workspace else [])]
    buttons = [
        button("Correct", CORRECT, record.lineage, style="primary"),
        button("Add a source", ADD_SOURCE, record.lineage),
        button("Dispute", DISPUTE, record.lineage),
        button("Withdraw", WITHDRAW, record.lineage, style="danger"),
    ]
    return [*told, {"type": "actions", "elements": buttons}]
