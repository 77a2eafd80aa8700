"""The latest changes to the record, printed for a person."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bloc_bot.database.recording.changes import Change, latest_changes
from bloc_bot.database.session import make_engine
from bloc_bot.domain.factbook import Register
from bloc_bot.ending import settings
from bloc_bot.wording.phrases import counted
from bloc_bot.wording.recorded import in_one_line


async def show_log(workspace: str, last: int) -> None:
    """Newest first. Moments are in UTC."""
    found = latest_changes(make_engine(settings().database_url), workspace, last)
    console = Console(highlight=False)
    if not found.changes:
        console.print("Nothing was ever recorded here. `bloc-bot seed` loads the facts that come with the bot.")
        return
    table = Table("when (UTC)", "who", "what", "", "why", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for change in found.changes:
        when = f"{change.at:%Y-%m-%d %H:%M}"
        told = (when, change.by, change.action, _about(change, found.register), change.reason)
        table.add_row(*(escape(text) for text in told))
    console.print(table)


def _about(change: Change, register: Register) -> str:
    if change.fact is not None:
        return in_one_line(change.fact, register)
    return change.lineage or counted(change.facts, "fact")
