"""What every reply promises, checked over all questions of all question files and all examples of the pattern rows."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, replace

import pytest

from bloc_bot.answering import Answering
from bloc_bot.database.workspaces.conversations import Memory
from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.queries import When
from bloc_bot.domain.replies import Reply, Status
from bloc_bot.language.patterns import ROWS
from tests.grading import TODAY, OneBook, read_questions
from tests.test_questions import FILES

SENTENCE = re.compile(r"\S.*[.:?!\])]", re.DOTALL)


@dataclass(frozen=True)
class Told:
    """A question, and the reply to it."""

    question: str
    reply: Reply


async def _ask_everything(book: FactBook) -> list[Told]:
    answering = Answering(OneBook(book), Memory())
    told = []
    for file in FILES:
        for gold in read_questions(file):
            for turn in gold.turns:
                reply = await answering.answer(turn, conversation=gold.id, today=gold.today)
                told.append(Told(turn, reply))
    for row in ROWS:
        told += [Told(text, await answering.answer(text, today=TODAY)) for text in row.examples]
    return told


@pytest.fixture(scope="module")
def told(book: FactBook) -> list[Told]:
    return asyncio.run(_ask_everything(book))


@pytest.fixture(scope="module")
def answers(told: list[Told]) -> list[Told]:
    """Those that answer from the record: help is no such answer."""
    return [each for each in told if each.reply.status is Status.ANSWERED and _kind(each.reply) != "help"]


def _kind(reply: Reply) -> str:
    return str(reply.query["kind"]) if reply.query else ""


def test_there_is_enough_to_look_at(answers: list[Told]) -> None:
    assert len(answers) > 100


def test_every_answer_has_one_sentence_that_stands_alone(answers: list[Told]) -> None:
    for each in answers:
        assert SENTENCE.fullmatch(each.reply.headline), each
        assert each.reply.headline[0].isupper() or each.reply.headline[0].isdigit(), each


def test_every_answer_cites_a_source(answers: list[Told]) -> None:
    assert [each.question for each in answers if not each.reply.citations] == []


def test_sources_are_numbered_from_one_without_gaps(told: list[Told]) -> None:
    for each in told:
        assert [source.number for source in each.reply.citations] == list(range(1, len(each.reply.citations) + 1)), each


def test_every_row_cites_sources_that_are_listed(told: list[Told]) -> None:
    for each in told:
        listed = {source.number for source in each.reply.citations}
        assert all(set(item.citations) <= listed for item in each.reply.items), each


def test_every_row_of_an_answer_shows_its_own_sources(answers: list[Told]) -> None:
    assert [(each.question, item.label) for each in answers for item in each.reply.items if not item.citations] == []


def test_every_number_in_the_text_is_that_of_a_source(answers: list[Told]) -> None:
    for each in answers:
        said = {int(number) for number in re.findall(r"\[(\d+)\]", each.reply.text)}
        assert said <= {source.number for source in each.reply.citations}, each


def test_the_text_is_complete(told: list[Told]) -> None:
    for each in told:
        reply = each.reply
        parts = [reply.headline, *reply.caveats, *(item.label for item in reply.items)]
        parts += [source.url for source in reply.citations]
        parts += [choice.question for choice in reply.choices]
        assert [part for part in parts if part not in reply.text] == [], each.question


def test_times_are_written_in_edtf(told: list[Told]) -> None:
    for each in told:
        if each.reply.as_of is not None:
            When.model_validate(each.reply.as_of)
        dates = [end for item in each.reply.items for end in (item.since, item.until) if end is not None]
        dates += [source.date for source in each.reply.citations if source.date is not None]
        for written in dates:
            assert str(PartialDate.parse(written)) == written


def test_no_row_ends_before_it_starts(told: list[Told]) -> None:
    for each in told:
        for item in each.reply.items:
            if item.since and item.until:
                assert PartialDate.parse(item.since).earliest <= PartialDate.parse(item.until).latest, each.question


def test_nothing_is_cited_that_was_published_after_the_day_of_asking(told: list[Told]) -> None:
    for each in told:
        for source in each.reply.citations:
            assert source.date is None or PartialDate.parse(source.date).earliest <= TODAY, each.question


def test_what_is_not_answered_says_so_without_a_verdict(told: list[Told]) -> None:
    for each in told:
        if each.reply.status in (Status.NOT_UNDERSTOOD, Status.AMBIGUOUS):
            assert each.reply.verdict is None
            assert each.reply.items == ()
            assert each.reply.citations == ()


def test_the_same_question_gets_the_same_reply(told: list[Told], book: FactBook) -> None:
    fresh = replace(book)  # what was kept from the first time hangs on the book
    assert asyncio.run(_ask_everything(fresh)) == told


def test_a_reply_as_json_has_the_shape_that_programs_rely_on(told: list[Told]) -> None:
    for each in told:
        said = json.loads(json.dumps(each.reply.as_json(each.question)))
        assert said["question"] == each.question
        assert {"status", "text", "headline", "verdict", "as_of", "items", "citations", "query", "choices"} <= set(said)
        assert said["verdict"] in (None, "yes", "no", "uncertain")
        for item in said["items"]:
            assert {"id", "label", "since", "until"} <= set(item)
        for source in said["citations"]:
            assert {"publisher", "title", "date", "url", "relayed_from"} <= set(source)
        assert said["query"] is None or isinstance(said["query"]["kind"], str)
