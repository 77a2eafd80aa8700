"""The commands that look after the record: export | import | backup | restore | log."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bloc_bot.ending import run

upkeep = typer.Typer()
Workspace = Annotated[str, typer.Option(help="The id of a Slack workspace. Default: what is shared by all.")]


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


# Imports stand inside the functions below so that `ask` does not wait for what only these need.


@upkeep.command("export")
def export_record(
    workspace: Workspace = "",
    format: Annotated[Format, typer.Option(help="Everything as JSON lines, or current facts as CSV.")] = Format.JSONL,
    out: Annotated[Path, typer.Option(help="The file to write; - is standard output.")] = Path("-"),
) -> None:
    """Write everything on record, shared or a workspace's, with sources, history and disputes."""
    from bloc_bot.upkeep.exchange import write_export

    run(write_export(workspace, out, as_csv=format is Format.CSV))


@upkeep.command("import")
def import_record(
    file: Annotated[Path, typer.Argument(help="What `export` wrote, or a CSV file.")],
    workspace: Annotated[
        str | None, typer.Option(help="Whose it becomes. Default: as the file says; of CSV, shared.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Do it. Without this nothing is changed.")] = False,
) -> None:
    """Say what a file would add to the record and change in it; with --apply do it, all or nothing."""
    from bloc_bot.upkeep.exchange import read_import

    run(read_import(file, workspace, apply=apply))


@upkeep.command()
def log(
    workspace: Workspace = "",
    last: Annotated[int, typer.Option(help="How many changes.", min=1)] = 20,
) -> None:
    """Show the latest changes to the record: when, who, what and why."""
    from bloc_bot.upkeep.change_log import show_log

    run(show_log(workspace, last))


@upkeep.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to write. One that is there is replaced.")]) -> None:
    """Write the whole database, of all workspaces, to one file. The bot may go on running."""
    from bloc_bot.upkeep.safekeeping import write_backup

    run(write_backup(file))


@upkeep.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What `backup` wrote.")],
    over: Annotated[bool, typer.Option("--over", help="Replace the facts that the database has.")] = False,
) -> None:
    """Bring a backup back into the database. Stop the bot first."""
    from bloc_bot.upkeep.safekeeping import read_backup

    run(read_backup(file, over=over))
