"""The history of a fact in a file beside the one on record: it goes on where that ends, or it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bloc_bot.database.exchange.describing import described, difference
from bloc_bot.database.exchange.import_plan import Outcome, Plan
from bloc_bot.database.exchange.records import (
    RevisionRecord,
)

_OPEN = {"superseded_at": None, "superseded_by": None, "superseded_reason": None}


def compare_history(
    history: Sequence[tuple[int, RevisionRecord]], on_record: Sequence[RevisionRecord], plan: Plan
) -> None:
    """What becomes of one fact: the revisions of the file go on where those on record end, or it is refused."""
    revisions = [revision for _, revision in history]
    line, latest = history[-1]
    what = described(latest)
    common = _common(revisions, on_record)
    if problem := _broken(revisions):
        plan.refuse(line, what, problem)
    elif common == len(on_record):
        _continue(revisions, on_record, line, plan)
    elif common == len(revisions) or say_the_same(latest, on_record[-1]):
        outcome = Outcome.KEPT if common == len(revisions) else Outcome.UNCHANGED
        plan.note(line, outcome, what, "what is on record is newer" if outcome is Outcome.KEPT else "")
    else:
        plan.refuse(line, what, _OTHER_HISTORY.format(on_record[-1].recorded_at.date(), on_record[-1].recorded_by))


_OTHER_HISTORY = (
    "it is on record otherwise, as recorded on {} by {}: to change it, add a revision to those on record, or bring it "
    "in as CSV"
)


def _continue(revisions: Sequence[RevisionRecord], on_record: Sequence[RevisionRecord], line: int, plan: Plan) -> None:
    latest, count = revisions[-1], len(on_record)
    if on_record and on_record[-1] != revisions[count - 1]:
        if not on_record[-1].is_current:
            plan.note(line, Outcome.KEPT, described(latest), "what is on record is newer")
            return
        plan.closings[latest.id] = revisions[count - 1]
    plan.revisions.extend(revisions[count:])
    if not on_record:
        plan.note(line, Outcome.ADDED, described(latest))
    elif latest.id in plan.closings or revisions[count:]:
        plan.note(line, Outcome.CHANGED, described(latest), difference(on_record[-1], latest))
    else:
        plan.note(line, Outcome.UNCHANGED, described(latest))


def _common(revisions: Sequence[RevisionRecord], on_record: Sequence[RevisionRecord]) -> int:
    """How many revisions both have, one after the other from the first. How the last is closed may differ."""
    count = 0
    for one, other in zip(revisions, on_record, strict=False):
        if one.model_copy(update=_OPEN) != other.model_copy(update=_OPEN):
            break
        count += 1
    return count


def _broken(revisions: Sequence[RevisionRecord]) -> str:
    """What is wrong with a history by itself."""
    if any(revision.is_current for revision in revisions[:-1]):
        return "an earlier line has a revision of it that nothing supersedes: say there when, by whom and why"
    if len({revision.kind for revision in revisions}) > 1:
        return "its revisions are of different kinds: give another kind of fact an id of its own"
    return ""


def say_the_same(one: RevisionRecord, other: RevisionRecord) -> bool:
    """Whether they say the same now, whoever recorded them and when."""
    return (one.is_current, *_saying(one)) == (other.is_current, *_saying(other))


def _saying(revision: RevisionRecord) -> tuple[Any, ...]:
    return tuple(getattr(revision, name) for name in _WHAT_IT_SAYS)


_WHAT_IT_SAYS = ("state", "organization", "since", "until", "note", "preferred", "says", "citations")
