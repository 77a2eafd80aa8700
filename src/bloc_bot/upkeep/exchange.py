"""Export and import on the command line: files, progress, and what an import found."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TextIO

import typer
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.exchange.exporting import count_lines, export_lines
from bloc_bot.database.exchange.import_plan import Finding, Outcome, Plan
from bloc_bot.database.exchange.importing import Planner, import_file, look_at_import
from bloc_bot.database.exchange.record_files import plan_records
from bloc_bot.database.recording.revisions import Stamp
from bloc_bot.database.session import make_engine
from bloc_bot.database.sheets.files import plan_sheet
from bloc_bot.database.sheets.rows import sheet_lines
from bloc_bot.ending import fail, needs, settings
from bloc_bot.language.times import read_date
from bloc_bot.wording.phrases import counted

_SHOWN = 40
_TO_CORRECT = "Nothing was changed. Correct these lines, and import the file again."


async def write_export(workspace: str, out: Path, *, as_csv: bool) -> None:
    """Write the export to a file or to standard output, line by line."""
    engine = make_engine(settings().database_url)
    lines = sheet_lines(engine, workspace) if as_csv else export_lines(engine, workspace)
    total, console = count_lines(engine, workspace, facts_only=as_csv), _stderr()
    count = 0
    with _written(out) as file, Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        for line in progress.track(lines, total=total, description="Writing"):
            file.write(line + "\n")
            count += 1
    if out != Path("-"):
        typer.echo(f"{counted(count, 'line')} written to {out}")


async def read_import(file: Path, workspace: str | None, *, apply: bool) -> None:
    """Print what an import would do, and do it if it is to be applied and nothing is refused."""
    needs(file)
    engine = make_engine(settings().database_url)
    planner = _planner(file, workspace)
    try:
        plan = look_at_import(engine, planner)
        if apply and not plan.refused:
            plan = await _apply(engine, planner, plan)
    finally:
        await engine.dispose()
    _print_plan(plan, applied=apply)
    if plan.refused:
        fail(_TO_CORRECT)


async def _apply(engine: AsyncEngine, planner: Planner, looked_at: Plan) -> Plan:
    console = _stderr()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Writing", total=len(looked_at.revisions))
        return await import_file(engine, planner, looked_at.workspace, partial(progress.advance, task))


def _planner(file: Path, workspace: str | None) -> Planner:
    stamp = Stamp(workspace or "", "import", datetime.now(UTC), f"imported from {file.name}")

    def plan(connection: Connection) -> Plan:
        try:
            # Lines end at a line feed alone: a text may hold other characters that end a line elsewhere.
            with file.open(encoding="utf-8-sig", newline="\n") as lines, _stderr().status(f"Reading {file}"):
                first = lines.readline()
                whole = chain([first], lines)
                if first.lstrip().startswith("{"):
                    return plan_records(connection, whole, workspace, stamp.at.date())
                return plan_sheet(connection, whole, read_date, stamp)
        except UnicodeDecodeError:
            fail(f"{file} is not UTF-8: save it as UTF-8 (in a spreadsheet, as CSV UTF-8), and import it again")

    return plan


def _print_plan(plan: Plan, *, applied: bool) -> None:
    console = Console(highlight=False)
    for outcome in (Outcome.ADDED, Outcome.CHANGED, Outcome.KEPT, Outcome.REFUSED):
        found = plan.with_outcome(outcome)
        shown = found if outcome is Outcome.REFUSED else found[:_SHOWN]
        for finding in shown:
            console.print(_told(finding), markup=False, soft_wrap=True)
        if len(found) > len(shown):
            console.print(f"{outcome} … and {counted(len(found) - len(shown), 'line')} more")
    counts = ", ".join(f"{plan.counts[outcome]} {outcome}" for outcome in Outcome)
    whose = f"workspace {plan.workspace}" if plan.workspace else "the shared record"
    console.print(f"For {whose}: {counts}.")
    if not plan.refused:
        console.print(_ending(plan, applied=applied))


def _told(finding: Finding) -> str:
    why = f": {finding.why}" if finding.why else ""
    return f"{finding.outcome:9} line {finding.line:<5} {finding.what}{why}"


def _ending(plan: Plan, *, applied: bool) -> str:
    if not plan.writes:
        return "There is nothing to do: all of it is on record."
    return "It is on record." if applied else "Nothing was changed. To do it, add --apply."


@contextmanager
def _written(out: Path) -> Iterator[TextIO]:
    """A file to write, which takes its name only when it is complete; `-` is standard output."""
    if out == Path("-"):
        yield sys.stdout
        return
    unfinished = out.with_name(f"{out.name}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            yield file
        unfinished.replace(out)
    except OSError as error:
        fail(f"--out {out}: {error.strerror}. Write a name in a folder that is there and that you may write to")
    finally:
        unfinished.unlink(missing_ok=True)


def _stderr() -> Console:
    return Console(stderr=True, highlight=False)
