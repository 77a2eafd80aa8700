"""Grades the bot on question files: correct, missed, wrong.

    python -m tests.grading tests/questions/*.jsonl --failures 20

Correct meets everything that the question file asks for. Missed: it could have been answered, and was not.
Wrong: it was answered, and not rightly, or should not have been. A wrong answer costs far more than a missed one.
`questions/FORMAT.md` says what the files hold. The bot is asked in process, over a database made for the run.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from bloc_bot.answering import Answering
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.seed.seeding import seed
from bloc_bot.database.session import make_engine, migrate
from bloc_bot.database.workspaces.conversations import Memory
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.replies import CitedSource, Item, Reply, Status

SEED = Path(__file__).resolve().parents[1] / "data" / "seed"
TODAY = date(2026, 11, 21)
"""The day after the last look into the dossier's sources: what `now` means in the questions."""


class Outcome(StrEnum):
    CORRECT = "correct"
    MISSED = "missed"
    WRONG = "wrong"


def _several(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


class Gold(BaseModel):
    """A question and what a right answer to it must hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str
    q: str
    status: Annotated[tuple[Status, ...], BeforeValidator(_several)]
    thread: tuple[str, ...] = ()
    today: date = TODAY
    verdict: Annotated[tuple[str | None, ...], BeforeValidator(_several)] = ()
    items: tuple[str, ...] | None = None
    need: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    cite: str | None = None
    stretch: bool = False
    why: str = ""

    @property
    def turns(self) -> tuple[str, ...]:
        return (*self.thread, self.q)


@dataclass(frozen=True)
class Judged:
    """How one question ended, and why it is not correct."""

    gold: Gold
    reply: Reply
    outcome: Outcome
    reason: str = ""


def judge(gold: Gold, reply: Reply) -> Judged:
    if reply.status not in gold.status:
        missed = reply.status is not Status.ANSWERED and Status.ANSWERED in gold.status
        allowed = " or ".join(gold.status)
        return Judged(gold, reply, Outcome.MISSED if missed else Outcome.WRONG, f"{reply.status}, not {allowed}")
    fault = next(_faults(gold, reply), "")
    return Judged(gold, reply, Outcome.WRONG if fault else Outcome.CORRECT, fault)


def _faults(gold: Gold, reply: Reply) -> Iterator[str]:
    """What a reply of an acceptable status still has wrong."""
    yield from (f"says /{pattern}/" for pattern in gold.forbid if says(reply.text, pattern))
    if reply.status is not Status.ANSWERED:
        return
    if gold.verdict and reply.verdict not in gold.verdict:
        yield f"verdict {reply.verdict}, not {' or '.join(map(str, gold.verdict))}"
    if gold.items is not None and not same_names(gold.items, reply.items):
        yield f"lists {[item.label for item in reply.items]}, not {list(gold.items)}"
    yield from (f"does not say /{pattern}/" for pattern in gold.need if not says(reply.text, pattern))
    if not reply.citations:
        yield "cites nothing"
    if gold.cite is not None and not cites(reply.citations, gold.cite):
        yield f"no source is /{gold.cite}/"


def says(text: str, pattern: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None


def cites(sources: Iterable[CitedSource], pattern: str) -> bool:
    """Whether the publisher, title or address of a source is like the pattern."""
    return any(re.search(pattern, f"{s.publisher} {s.title} {s.url}", re.IGNORECASE) for s in sources)


def same_names(expected: Sequence[str], items: Iterable[Item]) -> bool:
    """Whether each name (`a|b`: either spelling) is the label of one item, or else part of it, and none is left."""
    left = [_plain(item.label) for item in items]
    for spellings in expected:
        names = [_plain(name) for name in spellings.split("|")]
        exact = (label for label in left if label in names)
        within = (label for label in left if any(name in label for name in names))
        found = next(exact, None) or next(within, None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


# --- asking ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OneBook:
    """A fact book that does not change, for everybody."""

    facts: FactBook

    async def book(self, workspace: str) -> FactBook:  # noqa: ARG002
        return self.facts


async def seed_sqlite(file: Path) -> str:
    """Make an SQLite file with the whole seed in it, and give its address."""
    url = f"sqlite:///{file}"
    await migrate(url)
    engine = make_engine(url)
    await seed(engine, SEED, datetime.now(UTC))
    await engine.dispose()
    return url


async def load_book(url: str) -> FactBook:
    engine = make_engine(url)
    book = await FactBooks(engine).book()
    await engine.dispose()
    return book


async def ask(answering: Answering, gold: Gold) -> Reply:
    """The reply to the last turn of a question's conversation."""
    replies = [await answering.answer(turn, conversation=gold.id, today=gold.today) for turn in gold.turns]
    return replies[-1]


async def grade(book: FactBook, golds: Iterable[Gold]) -> list[Judged]:
    answering = Answering(OneBook(book), Memory())
    return [judge(gold, await ask(answering, gold)) for gold in golds]


def read_questions(file: Path) -> list[Gold]:
    return [Gold.model_validate_json(line) for line in file.read_text().splitlines() if line.strip()]


# --- figures ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """Shares in percent of all questions."""

    total: int
    correct: float
    missed: float
    wrong: float

    @classmethod
    def of(cls, judged: Sequence[Judged]) -> Figures:
        counts = Counter(each.outcome for each in judged)
        total = max(len(judged), 1)
        return cls(len(judged), *(100 * counts[outcome] / total for outcome in Outcome))

    def __str__(self) -> str:
        shares = f"{self.correct:.1f} % correct, {self.missed:.1f} % missed, {self.wrong:.1f} % wrong"
        return f"{self.total} questions: {shares}"


def table(judged: Sequence[Judged]) -> str:
    """Correct, missed and wrong by kind of question."""
    lines = [f"{'kind':16} correct missed wrong"]
    for kind in sorted({each.gold.kind for each in judged}):
        counts = Counter(each.outcome for each in judged if each.gold.kind == kind)
        correct, missed, wrong = (counts[outcome] for outcome in Outcome)
        lines.append(f"{kind:16} {correct:7} {missed:6} {wrong:5}")
    return "\n".join(lines)


def failures(judged: Iterable[Judged], most: int) -> str:
    """What went wrong, with what was said instead; the wrong before the missed."""
    failed = [each for each in judged if each.outcome is not Outcome.CORRECT]
    failed.sort(key=lambda each: each.outcome is Outcome.MISSED)
    return "\n".join(
        f"{each.outcome:7} {each.gold.id} {' / '.join(each.gold.turns)}\n        {each.reason}\n"
        f"        -> {each.reply.text[:200]!r}"
        for each in failed[:most]
    )


async def _grade_files(files: Sequence[Path], database: str, *, stretch: bool) -> dict[Path, list[Judged]]:
    with tempfile.TemporaryDirectory(prefix="bloc-grading-") as folder:
        book = await load_book(database or await seed_sqlite(Path(folder) / "bloc.db"))
    golds = {file: [gold for gold in read_questions(file) if stretch or not gold.stretch] for file in files}
    return {file: await grade(book, asked) for file, asked in golds.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.grading", description="Grade the bot on question files.")
    parser.add_argument("questions", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--failures", type=int, default=10, metavar="N", help="how many failures to show (10)")
    parser.add_argument("--no-stretch", action="store_true", help="leave out the questions marked as a stretch")
    parser.add_argument("--min-correct", type=float, default=0, metavar="PERCENT", help="fail below it")
    parser.add_argument("--max-wrong", type=float, default=100, metavar="PERCENT", help="fail above it")
    parser.add_argument("--database", default="", metavar="URL", help="one that has the seed (a new one)")
    options = parser.parse_args(arguments)

    by_file = asyncio.run(_grade_files(options.questions, options.database, stretch=not options.no_stretch))
    judged = [each for of_file in by_file.values() for each in of_file]
    parts = [failures(judged, options.failures), table(judged)]
    totals = [f"{file.name}: {Figures.of(of_file)}" for file, of_file in by_file.items()]
    parts.append("\n".join(totals))
    figures = Figures.of(judged)
    if len(by_file) > 1:
        parts.append(f"all: {figures}")
    sys.stdout.write("\n\n".join(part for part in parts if part) + "\n")
    return 0 if figures.correct >= options.min_correct and figures.wrong <= options.max_wrong else 1


if __name__ == "__main__":
    sys.exit(main())
