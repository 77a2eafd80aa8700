"""The command line: serve | playground | chat | ask | timeline | migrate | seed, and those of `upkeep`."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bloc_bot.ending import fail, run, settings
from bloc_bot.settings import SettingsError
from bloc_bot.upkeep import upkeep

if TYPE_CHECKING:
    from bloc_bot.answering import Answering
    from bloc_bot.domain.timelines import Chart

cli = typer.Typer(
    help="Short, sourced, dated facts about regional organizations.", no_args_is_help=True, add_completion=False
)
cli.add_typer(upkeep)
SEED = Path(__file__).resolve().parents[2] / "data" / "seed"
PICTURES = (".svg", ".png")
Today = Annotated[str, typer.Option(help="The day on which the question is asked, as 2026-11-21. Default: today.")]


@cli.command()
def ask(
    question: Annotated[list[str] | None, typer.Argument(help="A question, or a command: /csto members 2010.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reply as one JSON object.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read a question a line, write a JSON reply a line.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how each word was read, and what else it might have been.")
    ] = False,
    today: Today = "",
) -> None:
    """Ask one question, or with --jsonl many from standard input."""
    if jsonl == bool(question):
        fail("ask needs a question, or --jsonl and questions on standard input")
    if jsonl:
        run(_ask_many(_day(today)))
    else:
        run(_ask_one(" ".join(question or ()), _day(today), as_json=as_json, explain=explain))


@cli.command()
def timeline(
    organizations: Annotated[
        list[str], typer.Argument(help="One or more organizations; a post and a time too: csto secretaries general.")
    ],
    out: Annotated[Path | None, typer.Option(help="The picture to write: a name in .svg or .png.")] = None,
    today: Today = "",
) -> None:
    """Tell who belonged when, or held a post when; with --out, draw it."""
    if out is not None and out.suffix.lower() not in PICTURES:
        fail(f"--out {out}: write a name that ends in {' or '.join(PICTURES)}")
    run(_timeline(" ".join(organizations), out, _day(today)))


@cli.command()
def chat(today: Today = "") -> None:
    """Talk with the bot in the terminal: one line in, one answer out."""
    run(_chat(_day(today)))


@cli.command()
def migrate() -> None:
    """Bring the tables of the database up to date."""
    run(_migrate())


@cli.command()
def seed(
    folder: Annotated[Path, typer.Argument(help="The folder with the seed.", exists=True, file_okay=False)] = SEED,
) -> None:
    """Load the seed: what is new is added, what changed becomes a new revision, what people recorded stays."""
    run(_seed(folder))


@cli.command()
def serve() -> None:
    """Serve Slack, over HTTP or Socket Mode as the environment says."""
    from bloc_bot.app import serve as serve_slack

    try:
        serve_slack(settings())
    except SettingsError as error:
        fail(str(error))


@cli.command()
def playground(
    port: Annotated[
        int | None, typer.Option(help="Where its page is served: 8765 unless taken; 0: any.", max=65535)
    ] = None,
) -> None:
    """Try the bot in the browser: a local workspace on this machine, without Slack."""
    from bloc_bot.app import play
    from bloc_bot.playground.opening import PortTaken, port_for_page, show_page

    try:
        run(play(settings(), port_for_page(port), show_page))
    except PortTaken as error:
        fail(str(error))


def main() -> None:
    """Run the command line."""
    gc.disable()  # until the facts are loaded, which turns it on again: so much is made once and kept
    cli()


# Imports stand inside the functions below so that `ask` does not wait for what only `serve` needs.


@asynccontextmanager
async def _answering() -> AsyncIterator[Answering]:
    from bloc_bot.answering import Answering
    from bloc_bot.database.facts.books import FactBooks
    from bloc_bot.database.session import make_engine
    from bloc_bot.database.workspaces.conversations import Memory

    engine = make_engine(settings().database_url)
    try:
        yield Answering(FactBooks(engine), Memory())
    finally:
        await engine.dispose()


async def _ask_one(question: str, today: date, *, as_json: bool, explain: bool) -> None:
    async with _answering() as answering:
        reply = await answering.answer(question, today=today)
        if as_json:
            typer.echo(json.dumps(reply.as_json(question), ensure_ascii=False))
            return
        from rich.console import Console

        from bloc_bot.terminal import print_explanations, print_reply

        console = Console(highlight=False)
        if explain:
            print_explanations(await answering.explain(question, today=today), console)
        print_reply(reply, console)


async def _ask_many(today: date) -> None:
    from bloc_bot.terminal import BadLine, answer_lines

    async with _answering() as answering:
        try:
            await answer_lines(answering, sys.stdin, sys.stdout, today)
        except BadLine as error:
            fail(str(error))


async def _timeline(organizations: str, out: Path | None, today: date) -> None:
    async with _answering() as answering:
        # In capitals too: `un` by itself is an everyday word of other languages, and no name.
        for written in (organizations, organizations.upper()):
            reply = await answering.answer(f"timeline of {written}", today=today)
            if reply.query is not None and reply.query["kind"] == "timeline":
                break
        if reply.query is None or reply.query["kind"] != "timeline":
            known = ", ".join(await answering.covered())
            fail(f"timeline {organizations}: write one or more of {known}; a post and a time may follow")
    if out is None:
        from rich.console import Console

        from bloc_bot.terminal import print_reply

        print_reply(reply, Console(highlight=False))
    elif reply.timeline is None:
        fail(f"{reply.headline} {out} was not written.")
    else:
        _draw(reply.timeline, out)


def _draw(chart: Chart, out: Path) -> None:
    from bloc_bot.pictures.drawing import draw

    try:
        out.write_bytes(draw(chart, format="svg" if out.suffix.lower() == ".svg" else "png"))
    except OSError as error:
        fail(f"--out {out}: {error.strerror}. Write a name in a folder that is there and that you may write to")
    typer.echo(f"{chart.title}: written to {out}")


async def _chat(today: date) -> None:
    from bloc_bot.terminal import converse

    async with _answering() as answering:
        await converse(answering, today)


async def _migrate() -> None:
    from bloc_bot.database.session import migrate as migrate_database

    await migrate_database(settings().database_url)
    typer.echo("The tables are up to date.")


async def _seed(folder: Path) -> None:
    from bloc_bot.database.seed.files import SeedError
    from bloc_bot.database.seed.seeding import seed as load_seed
    from bloc_bot.database.session import make_engine

    engine = make_engine(settings().database_url)
    try:
        report = await load_seed(engine, folder, datetime.now(UTC))
    except SeedError as error:
        fail(str(error))
    finally:
        await engine.dispose()
    for name in ("added", "changed", "withdrawn", "kept"):
        ids: tuple[str, ...] = getattr(report, name)
        shown = f": {', '.join(ids)}" if ids and (name != "added" or len(ids) <= 20) else ""
        typer.echo(f"{name:>10} {len(ids):5}{shown}")
    typer.echo(f" unchanged {report.unchanged:5}")
    if report.workspaces:
        whose = "1 workspace" if report.workspaces == 1 else f"{report.workspaces} workspaces"
        typer.echo(f"Corrections of {whose} concern facts that changed: they stay, and the admins there are asked.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else datetime.now(UTC).date()
    except ValueError:
        fail(f"--today {text!r} is not a day: write 2026-11-21")


if __name__ == "__main__":
    main()
