"""How a command runs and ends: its settings are read, and what goes wrong is told in one line."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, NoReturn

import typer

from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.settings import Settings, SettingsError, load_settings


def run(work: Coroutine[Any, Any, None]) -> None:
    """Do the work of a command to its end."""
    try:
        asyncio.run(work)
    except DatabaseUnavailable as error:
        fail(f"{error} (DATABASE_URL; `bloc-bot migrate` and `bloc-bot seed` make a new one)")
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def settings() -> Settings:
    """What the environment says, or the end of the program with what is wrong in it."""
    try:
        return load_settings()
    except SettingsError as error:
        fail(str(error))


def fail(message: str) -> NoReturn:
    """End with a message and status 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def needs(file: Path) -> None:
    """The end of the program, if there is no such file to read."""
    if not file.is_file():
        fail(f"There is no file {file}.")
