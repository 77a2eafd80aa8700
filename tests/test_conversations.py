"""The conversations in `conversations/`: what is said, and what the bot answers. They are its specification."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pytest
import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter

from bloc_bot.answering import Answering
from bloc_bot.database.workspaces.conversations import Memory
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.replies import Reply, Status
from tests.grading import TODAY, OneBook, cites, same_names

FOLDER = Path(__file__).parent / "conversations"
KNOWN_MISSES = "known_misses"
MISSED = pytest.mark.xfail(
    raises=AssertionError, strict=True, reason=f"a known miss: once it passes, move it out of {KNOWN_MISSES}.yaml"
)


def _several(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _yes_or_no(value: Any) -> Any:
    """YAML reads a bare `yes` and `no` as true and false."""
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, date) else value


class Said(BaseModel):
    """One turn: what somebody types, and what the answer must be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    said: str
    today: date = TODAY
    status: Annotated[list[Status], BeforeValidator(_several)] = [Status.ANSWERED]
    """One of these."""
    answered: Annotated[list[str], BeforeValidator(_several)] = []
    """Patterns that the text holds."""
    never: list[str] = []
    """Patterns that it does not hold."""
    items: list[str] | int | None = None
    """Exactly these rows (`a|b`: either spelling), or how many."""
    verdict: Annotated[str | None, BeforeValidator(_yes_or_no)] = None
    as_of: Annotated[str | None, BeforeValidator(_text)] = None
    choices: list[str] = []
    """Patterns, each of which one of the choices is like."""
    source: str | None = None
    """A pattern that the publisher, title or address of one source is like."""


class Conversation(BaseModel):
    """What is said in one thread, in order; or what is asked, each by itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    thread: list[Said] = []
    asked: list[Said] = []

    @property
    def threads(self) -> list[tuple[str, list[Said]]]:
        return [(self.title, self.thread)] if self.thread else [(turn.said[:60], [turn]) for turn in self.asked]


def read(file: Path) -> list[Conversation]:
    return TypeAdapter(list[Conversation]).validate_python(yaml.load(file.read_text(), yaml.CSafeLoader))


def every_thread() -> list[Any]:
    """All of all files. What the bot does not get right yet is run as well, and must fail: once right, it is moved."""
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        known = [MISSED] if file.stem == KNOWN_MISSES else []
        threads = [thread for each in read(file) for thread in each.threads]
        found += [pytest.param(turns, id=f"{file.stem}: {title}", marks=known) for title, turns in threads]
    return found


def faults(said: Said, reply: Reply) -> list[str]:
    found = [f"does not say /{pattern}/" for pattern in said.answered if not _says(reply, pattern)]
    found += [f"says /{pattern}/" for pattern in said.never if _says(reply, pattern)]
    if reply.status not in said.status:
        found.append(f"{reply.status}, not {' or '.join(said.status)}")
    if isinstance(said.items, int) and len(reply.items) != said.items:
        found.append(f"lists {len(reply.items)}, not {said.items}")
    if isinstance(said.items, list) and not same_names(said.items, reply.items):
        found.append(f"lists {[item.label for item in reply.items]}, not {said.items}")
    if said.verdict is not None and reply.verdict != said.verdict:
        found.append(f"verdict {reply.verdict}, not {said.verdict}")
    if said.as_of is not None and reply.as_of != said.as_of:
        found.append(f"as of {reply.as_of}, not {said.as_of}")
    for pattern in said.choices:
        if not any(re.search(pattern, choice.question) for choice in reply.choices):
            found.append(f"no choice is /{pattern}/")
    if said.source is not None and not cites(reply.citations, said.source):
        found.append(f"no source is /{said.source}/")
    return found


def _says(reply: Reply, pattern: str) -> bool:
    return re.search(pattern, reply.text, re.IGNORECASE | re.DOTALL) is not None


@pytest.mark.parametrize("turns", every_thread())
async def test_what_is_said_is_answered_as_written(turns: list[Said], book: FactBook) -> None:
    answering = Answering(OneBook(book), Memory())
    wrong = []
    for turn in turns:
        reply = await answering.answer(turn.said, conversation="thread", today=turn.today)
        if found := faults(turn, reply):
            wrong.append(f"said: {turn.said}\n  {'; '.join(found)}\n  {reply.text[:600]}")
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("file", ["comparisons", "members", "membership", "times"])
async def test_a_question_that_stands_by_itself_is_answered_alike_in_the_midst_of_others(
    file: str, book: FactBook
) -> None:
    asked = [turn for each in read(FOLDER / f"{file}.yaml") for turn in each.asked]
    answering = Answering(OneBook(book), Memory())
    alone = [await answering.answer(turn.said, today=turn.today) for turn in asked]
    together = [await answering.answer(turn.said, conversation="thread", today=turn.today) for turn in asked]
    assert [reply.headline for reply in together] == [reply.headline for reply in alone]
