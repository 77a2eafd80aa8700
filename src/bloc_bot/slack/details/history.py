"""The history of a record: who changed what when, from what to what, and why."""

from __future__ import annotations

from bloc_bot.database.recording.actions import Action
from bloc_bot.database.recording.lineages import FactChange
from bloc_bot.domain.factbook import Register
from bloc_bot.slack.admins.change_log import who, why_words
from bloc_bot.slack.mrkdwn import escaped_within, written_date
from bloc_bot.wording.particulars import differences
from bloc_bot.wording.recorded import in_one_line

ON_A_PAGE = 8
_WHY, _DIFFERENCE, _DIFFERENCES = 500, 400, 8
_SEED = "seed"
_DONE = {
    Action.SEEDED: "brought it along",
    Action.PROPOSED: "suggested it",
    Action.RECORDED: "recorded it",
    Action.CHANGED: "changed it",
    Action.WITHDRAWN: "withdrew it",
    Action.RESTORED: "took back what was changed before",
}


def change_line(change: FactChange, register: Register) -> str:
    """`• 13 February 2026, 12:05: @Ada changed it. Since: 2002 → 2003. Why: the protocol says so`, in mrkdwn."""
    when = f"{written_date(change.at.date().isoformat())}, {change.at:%H:%M}"
    what = [f"• {when}: {_done(change)}", *(f"   ◦ {line}" for line in change_words(change, register))]
    why = [f"   Why: {why_words(change.reason, _WHY)}"] if change.reason and not _of_seed(change) else []
    return "\n".join([*what, *why])


def change_words(change: FactChange, register: Register) -> list[str]:
    """What was before and is now, a line of mrkdwn each part; as many as there is room for, and how many more."""
    match change.before, change.after:
        case (None, None):
            return []
        case (before, None) if before is not None:
            return [f"Until then: {escaped_within(in_one_line(before, register), _DIFFERENCE)}"]
        case (None, after) if after is not None:
            return [f"It said: {escaped_within(in_one_line(after, register), _DIFFERENCE)}"]
        case (before, after) if before is not None and after is not None:
            lines = [
                escaped_within(" ".join(line.split()), _DIFFERENCE) for line in differences(before, after, register)
            ]
            more = len(lines) - _DIFFERENCES
            return [*lines[:_DIFFERENCES], *([f"And {more} more"] if more > 0 else [])]
    return []


def _done(change: FactChange) -> str:
    if _of_seed(change):
        if change.action is Action.SEEDED:
            return "it came with bloc_bot."
        return f"a newer version of bloc_bot {_DONE[change.action]}."
    return f"{who(change.by)} {_DONE[change.action]}."


def _of_seed(change: FactChange) -> bool:
    return change.by == _SEED
