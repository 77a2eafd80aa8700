"""`make torture`: many people record at once while the server is killed. Is all of it on record, and only once?"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import select

from bloc_bot.app import MANIFEST
from bloc_bot.database.models import FactRow
from bloc_bot.database.seed.seeding import seed
from bloc_bot.database.session import make_engine, migrate
from bloc_bot.playground.local_slack import LocalSlack, read_manifest
from bloc_bot.playground.permits import NotPossible
from bloc_bot.playground.workspace import TEAM, Person
from bloc_bot.slack.limits import check
from tests.conftest import PostgresServer, postgres_binaries

SEED = MANIFEST.parent / "data" / "seed"
PAUSE = 0.1
FOR_THE_MOMENT = "Try again in a minute"


@dataclass
class Server:
    """`bloc-bot serve` in a process of its own, to be killed and started again."""

    environment: dict[str, str]
    process: asyncio.subprocess.Process | None = None
    kills: int = 0

    async def start(self) -> None:
        command = (sys.executable, "-m", "bloc_bot", "serve")
        quiet = asyncio.subprocess.DEVNULL
        self.process = await asyncio.create_subprocess_exec(*command, env=self.environment, stdout=quiet, stderr=quiet)

    async def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()
        self.kills += 1


@dataclass
class Run:
    """What was sent, what was acknowledged, and how often it had to be sent again."""

    slack: LocalSlack
    acknowledged: dict[str, str] = field(default_factory=dict)
    """Title → who recorded it."""
    sent_again: int = 0
    not_told: int = 0
    """Submissions that had no answer: whether they were recorded, the person could not know."""
    put_off: int = 0
    """Submissions that were refused for the moment, with nothing typed lost: the person presses again."""


async def record(run: Run, person: str, number: int) -> None:
    """One event: the form is opened and sent, again and again until it is taken."""
    title = _title(number)
    view = await _opened(run, person)
    while True:
        try:
            errors = await run.slack.interactions.submit(person, view["id"], _values(view, title, number))
        except NotPossible:
            run.not_told += 1
            run.sent_again += 1
            await asyncio.sleep(PAUSE * random.random())  # noqa: S311 - not a secret
            continue
        if any(FOR_THE_MOMENT in said for said in (errors or {}).values()):
            run.put_off += 1
            await asyncio.sleep(PAUSE)
            continue
        if errors:
            raise AssertionError(f"{title}: {errors}")
        left = run.slack.workspace.modals[person]
        if left:
            raise AssertionError(f"{title} was not taken: {left[-1]['blocks'][0]}")
        run.acknowledged[title] = person
        return


async def _opened(run: Run, person: str) -> dict[str, Any]:
    modals = run.slack.workspace.modals[person]
    while True:
        await run.slack.talk.say(person, "C1", "/csto add", None)
        for _ in range(20):
            modals = run.slack.workspace.modals[person]
            if modals:
                return modals[-1]
            await asyncio.sleep(0.01)
        await asyncio.sleep(PAUSE)


def _title(number: int) -> str:
    """No two are alike, or the form would ask whether they are the same."""
    syllables = random.Random(number)  # noqa: S311 - not a secret
    words = [
        "".join(syllables.choices("bdfgklmnprstvz", k=1)[0] + syllables.choice("aeiou") for _ in range(4))
        for _ in range(3)
    ]
    return f"{' '.join(words).title()} {number:04}"


def _values(view: dict[str, Any], title: str, number: int) -> dict[str, Any]:
    elements = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    day = date(1996, 1, 1) + timedelta(days=10 * number)
    typed = {
        "date": day.isoformat(),
        "title": title,
        "summary": f"What number {number} was about.",
        "publisher": "Torture Post",
        "source_title": f"Report {number}",
        "source_date": "",
        "url": f"https://example.org/{number}",
    }
    values: dict[str, Any] = {}
    for name, element in elements.items():
        kind, action = element["type"], element["action_id"]
        if name in typed:
            values[name] = {action: {"type": kind, "value": typed[name] or None}}
        elif "radio" in kind:
            values[name] = {action: {"type": kind, "selected_option": element["options"][0]}}
        elif kind.startswith("multi"):
            chosen = element.get("initial_options", [])
            values[name] = {action: {"type": kind, "selected_options": chosen}}
        else:
            values[name] = {action: {"type": kind, "value": None, "selected_option": None}}
    return values


async def torture(database: str, people: int, each: int, kills: int, console: Console) -> list[str]:
    """Record, kill, and compare what is on record with what was acknowledged; what is wrong with it."""
    await asyncio.to_thread(lambda: asyncio.run(_prepare(database)))
    slack = LocalSlack(read_manifest(MANIFEST), check)
    ids = [f"UPERSON{number:02}" for number in range(people)]
    slack.workspace.people = {id: Person(id, id, "member") for id in ids}
    async with slack.served(0):
        server = Server(_environment(slack, database, ids))
        await server.start()
        run, started = Run(slack), time.perf_counter()
        killing = asyncio.create_task(_keep_killing(server, run, kills, people * each))
        try:
            with Progress(console=console, transient=True) as progress:
                task = progress.add_task(f"{people * each} recordings", total=people * each)
                async with asyncio.TaskGroup() as recording:
                    for place, id in enumerate(ids):
                        recording.create_task(_person(run, id, place * each, each, lambda: progress.advance(task)))
        finally:
            killing.cancel()
            with suppress(asyncio.CancelledError):
                await killing
            await server.kill()
    seconds = time.perf_counter() - started
    console.print(
        f"  {len(run.acknowledged)} acknowledged in {seconds:.0f} s, {server.kills - 1} kills, "
        f"{run.sent_again} sent again, {run.put_off} put off"
    )
    return await _faults(database, run)


async def _person(run: Run, id: str, first: int, each: int, done: Any) -> None:
    for number in range(first, first + each):
        await record(run, id, number)
        done()


async def _keep_killing(server: Server, run: Run, kills: int, total: int) -> None:
    """Kills at random moments, spread over the recordings."""
    moments = sorted(random.sample(range(1, total), kills))
    for moment in moments:
        while len(run.acknowledged) < moment:  # noqa: ASYNC110 - nobody sets an event here
            await asyncio.sleep(0.002)
        await asyncio.sleep(0.05 * random.random())  # noqa: S311 - not a secret
        await server.kill()
        await server.start()


async def _prepare(database: str) -> None:
    await migrate(database)
    engine = make_engine(database)
    await seed(engine, SEED, datetime.now(UTC))
    await engine.dispose()


def _environment(slack: LocalSlack, database: str, admins: list[str]) -> dict[str, str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    slack.bot_address = f"http://127.0.0.1:{port}"
    own = {
        "DATABASE_URL": database,
        "SLACK_BOT_TOKEN": slack.token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "BLOC_ADMINS": ",".join(admins),
        "PORT": str(port),
    }
    return {**os.environ, **own}


async def _faults(database: str, run: Run) -> list[str]:
    """What was acknowledged and is not on record once, by whom it was; and what is on record beside it."""
    engine = make_engine(database)
    async with engine.connect() as connection:
        rows = (await connection.execute(select(*FactRow.__table__.c).where(FactRow.workspace == TEAM))).all()
        titles = await _titles(connection)
    await engine.dispose()
    standing = [row for row in rows if row.superseded_at is None and row.state == "recorded"]
    counted = Counter(titles[row.id] for row in standing)
    recorded_by = {titles[row.id]: row.recorded_by for row in rows}
    faults = [f"{title} is on record {counted[title]} times" for title in run.acknowledged if counted[title] != 1]
    faults += [f"{title} is on record, unasked" for title in counted if title not in run.acknowledged]
    faults += [
        f"{title}: the history names {recorded_by.get(title)}, not {person}"
        for title, person in run.acknowledged.items()
        if recorded_by.get(title) != person
    ]
    faults += [f"revision {row.id} has no time" for row in rows if row.recorded_at is None]
    return faults


async def _titles(connection: Any) -> dict[int, str]:
    from bloc_bot.database.models import EventRow

    return {row.fact_id: row.title for row in await connection.execute(select(*EventRow.__table__.c))}


def main(people: int = 20, each: int = 50, kills: int = 30, chance: int = 0, only: str = "") -> None:
    """Torture both databases, or only one. `chance` seeds the moments of the kills: 0 is a new one each time."""
    console = Console()
    chance = chance or random.randrange(1, 10**6)  # noqa: S311 - not a secret
    random.seed(chance)
    console.print(f"chance {chance}: {people} people, {each} recordings each, {kills} kills")
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        postgres = PostgresServer(postgres_binaries())
        postgres.start()
        try:
            for name, database in (("SQLite", f"sqlite:///{Path(folder) / 'bloc.db'}"), ("PostgreSQL", postgres.new())):
                if only.lower() not in name.lower():
                    continue
                console.print(name)
                faults = asyncio.run(torture(database, people, each, kills, console))
                bad += len(faults)
                console.print(
                    "\n".join(f"  {fault}" for fault in faults[:20]) or "  every one is on record exactly once"
                )
        finally:
            postgres.stop()
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    typer.run(main)
