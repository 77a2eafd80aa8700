"""The question files in `questions/`: what share of them the bot gets right, and how little it gets wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.replies import CitedSource, Item, Reply, Status
from tests.grading import Figures, Gold, Judged, Outcome, failures, grade, judge, main, read_questions, table

FOLDER = Path(__file__).parent / "questions"
FILES = sorted(FOLDER.glob("*.jsonl"))


async def graded(name: str, book: FactBook, *, stretch: bool = True) -> list[Judged]:
    return await grade(book, [gold for gold in read_questions(FOLDER / name) if stretch or not gold.stretch])


@pytest.mark.parametrize(
    ("name", "stretch", "at_least", "wrong_at_most"),
    [
        pytest.param("everyday.jsonl", True, 95, 1, id="everyday"),
        pytest.param("hard.jsonl", False, 85, 3, id="hard"),
        pytest.param("hard.jsonl", True, 80, 5, id="hard, with the stretch"),
    ],
)
async def test_the_floor_is_held(name: str, stretch: bool, at_least: int, wrong_at_most: int, book: FactBook) -> None:
    judged = await graded(name, book, stretch=stretch)
    figures = Figures.of(judged)
    told = f"{figures}\n{table(judged)}\n{failures(judged, 20)}"
    assert figures.correct >= at_least, told
    assert figures.wrong <= wrong_at_most, told


# --- the grader itself -----------------------------------------------------------------------------------------

SOURCE = CitedSource(number=1, publisher="TASS", title="A report", url="https://tass.com/1")
ANSWER = Reply(
    status=Status.ANSWERED,
    headline="The CSTO has 2 members.",
    text="The CSTO has 2 members: Armenia and Russia.",
    items=(Item(id="AM", label="Armenia"), Item(id="RU", label="Russia")),
    citations=(SOURCE,),
)


def gold(**asked: object) -> Gold:
    return Gold.model_validate({"id": "g", "kind": "members", "q": "csto members", "status": "answered", **asked})


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"items": ["armenia", "Russian Federation|Russia"]},
        {"need": ["armenia.*russia"], "forbid": ["Uzbekistan"]},
        {"cite": r"tass\.com"},
        {"status": ["no_data", "answered"]},
    ],
)
def test_a_reply_that_meets_everything_is_correct(asked: dict[str, object]) -> None:
    assert judge(gold(**asked), ANSWER).outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    "asked",
    [
        {"items": ["Armenia"]},
        {"items": ["Armenia", "Russia", "Belarus"]},
        {"need": ["Uzbekistan"]},
        {"forbid": ["2 members"]},
        {"verdict": "yes"},
        {"cite": "Jamestown"},
        {"status": ["no_data", "not_understood"]},
    ],
)
def test_an_answer_that_is_not_right_or_should_not_have_been_given_is_wrong(asked: dict[str, object]) -> None:
    assert judge(gold(**asked), ANSWER).outcome is Outcome.WRONG


def test_an_answer_without_a_source_is_wrong() -> None:
    assert judge(gold(), ANSWER.model_copy(update={"citations": ()})).outcome is Outcome.WRONG


@pytest.mark.parametrize("status", [Status.NO_DATA, Status.AMBIGUOUS, Status.NOT_UNDERSTOOD])
def test_what_could_have_been_answered_and_was_not_is_missed(status: Status) -> None:
    assert judge(gold(), ANSWER.model_copy(update={"status": status})).outcome is Outcome.MISSED


def test_another_refusal_than_the_right_one_is_wrong() -> None:
    refused = ANSWER.model_copy(update={"status": Status.AMBIGUOUS})
    assert judge(gold(status=["not_understood"]), refused).outcome is Outcome.WRONG


def test_the_command_prints_a_table_and_holds_the_floor(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, seeded_url: str
) -> None:
    asked = tmp_path / "few.jsonl"
    asked.write_text(
        '{"id": "1", "kind": "members", "q": "csto members", "status": "answered", "need": ["Armenia"]}\n'
        '{"id": "2", "kind": "trick", "q": "csto members", "status": ["not_understood"]}\n'
    )
    assert main([str(asked), "--min-correct", "50", "--max-wrong", "50"]) == 0
    said = capsys.readouterr().out
    assert "wrong   2 csto members" in said
    assert "few.jsonl: 2 questions: 50.0 % correct, 0.0 % missed, 50.0 % wrong" in said
    assert main([str(asked), "--failures", "0", "--max-wrong", "10", "--database", seeded_url]) == 1
    assert "wrong   2" not in capsys.readouterr().out
