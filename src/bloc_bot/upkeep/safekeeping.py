"""Backup and restore on the command line."""

from __future__ import annotations

import asyncio
from pathlib import Path

import typer

from bloc_bot.database.backups.backups import back_up, restore
from bloc_bot.database.errors import BackupFailed
from bloc_bot.database.session import migrate
from bloc_bot.ending import fail, needs, settings


async def write_backup(file: Path) -> None:
    """Say how much is in the backup, once that was read again."""
    try:
        found = await asyncio.to_thread(back_up, settings().database_url, file)
    except BackupFailed as error:
        fail(f"{error} No backup was written.")
    typer.echo(f"{found} revisions of facts, and all else, are in {file}. It was read again, and is whole.")


async def read_backup(file: Path, *, over: bool) -> None:
    """Bring a backup back, and its tables up to date."""
    needs(file)
    url = settings().database_url
    try:
        found = await asyncio.to_thread(restore, url, file, over=over)
    except BackupFailed as error:
        fail(f"{error} Nothing was changed.")
    await migrate(url)
    typer.echo(f"{found} revisions of facts are back, and the tables are up to date.")
