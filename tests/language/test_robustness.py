"""Whatever is typed gets a reply that says something, and never an exception."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from bloc_bot.answering import Answering
from bloc_bot.database.workspaces.conversations import Memory
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.replies import Reply, Status
from bloc_bot.language.patterns import ROWS
from tests.grading import TODAY, OneBook
from tests.test_questions import FILES

# Questions only: what must be answered does not matter here.
ASKED = [json.loads(line)["q"] for file in FILES for line in file.read_text().splitlines() if line.strip()]
QUESTIONS = [*ASKED, *(text for row in ROWS for text in row.examples)]
WORDS = sorted({word for question in QUESTIONS for word in question.split()})
ODD = [
    "<!channel>", "<@U123|ann>", "<https://example.org|csto>", "*bold*", "`code`", "~gone~", ">quote", "&amp;",
    ":smile:", "\x00", "\x1b[31m", "\u200b", "\u202e", "\ufeff", "\r\n", "\t", "'; DROP TABLE facts; --", "{{7*7}}",
    "%s", "\\", "/", "/csto", "//", "[", "(", "?", "…", "İ", "ﬁ", "Ⅻ", "٢٠١٠", "²", "-1", "0000", "9999", "31.02.2010",
    "1..", "..",
]  # fmt: skip

cut_up = st.builds(
    lambda question, start, end: question[min(start, end) : max(start, end)],
    st.sampled_from(QUESTIONS),
    st.integers(0, 80),
    st.integers(0, 80),
)
recombined = st.lists(st.sampled_from([*WORDS, *ODD]), max_size=12).map(" ".join)
spliced = st.lists(st.one_of(cut_up, st.sampled_from(ODD), st.text(max_size=5)), max_size=4).map("".join)
commands = st.builds(
    "/{} {}".format, st.sampled_from(["csto", "nato", "bloc", "x", ""]), st.one_of(recombined, st.text())
)
anything = st.one_of(st.text(), recombined, cut_up, spliced, commands)

few = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(few, max_examples=10_000, phases=[Phase.explicit, Phase.generate, Phase.shrink])


Ask = Callable[..., list[Reply]]


@pytest.fixture(scope="session")
def ask(book: FactBook) -> Ask:
    """Asks one thing after another in one thread. A function, since Hypothesis writes out every argument in full."""

    async def asked(*turns: str) -> list[Reply]:
        answering = Answering(OneBook(book), Memory())
        return [await answering.answer(turn, conversation="thread", today=TODAY) for turn in turns]

    return lambda *turns: asyncio.run(asked(*turns))


def holds_together(reply: Reply) -> None:
    assert reply.status in Status
    assert reply.headline.strip()
    assert reply.text.startswith(reply.headline)
    if reply.status is Status.ANSWERED and reply.query is not None and reply.query["kind"] != "help":
        assert reply.citations
    if reply.status is Status.AMBIGUOUS:
        assert len(reply.choices) > 1
    assert json.loads(json.dumps(reply.as_json("?"))) == reply.as_json("?")


@few
@given(text=anything)
@example(text="")
@example(text=" \n\t ")
@example(text="?" * 200)
@example(text="csto " * 2_000)
@example(text="when " * 50)
@example(text="csto members 2010 " * 600)
@example(text="Ж" * 10_000)
@example(text="a" * 10_000)
@example(text="1" * 10_000)
@example(text="(" * 10_000)
@example(text="\ud800")
def test_any_text_gets_a_reply(text: str, ask: Ask) -> None:
    for reply in ask(text):
        holds_together(reply)


@few
@given(first=st.sampled_from(QUESTIONS), second=anything)
@example(first="csto members", second="")
@example(first="who heads the CSTO?", second="who was before " * 20)
@example(first="csto members", second="1900s, 1900")
def test_any_text_after_any_question_gets_a_reply(first: str, second: str, ask: Ask) -> None:
    for reply in ask(first, second, "and in 2010?", "who was before him?", "source?"):
        holds_together(reply)


@pytest.mark.slow
@many
@given(texts=st.lists(anything, min_size=1, max_size=3))
def test_any_talk_at_all_gets_replies(texts: list[str], ask: Ask) -> None:
    for reply in ask(*texts):
        holds_together(reply)


@pytest.mark.parametrize("question", ["csto members 2010", "who heads NATO?", "when did Finland join NATO?"])
@pytest.mark.parametrize(
    "around",
    ["{}", "  {}\n", "hi! {}", "{} please", "*{}*", "> {}", "“{}”", "{}\u200b", "\ufeff{}", "{}??", "{} :thanks:"],
)
def test_what_stands_around_a_question_does_not_change_its_answer(question: str, around: str, ask: Ask) -> None:
    plain, dressed = ask(question), ask(around.format(question))
    assert dressed[0].headline == plain[0].headline


@pytest.fixture(scope="module")
def headlines(ask: Ask) -> dict[str, str]:
    """What every fourth question is answered, as it stands."""
    return {question: ask(question)[0].headline for question in QUESTIONS[::4]}


@pytest.mark.parametrize("blank", ["  ", "\n", "\t", "\u00a0"])
def test_the_kind_and_number_of_blanks_do_not_matter(blank: str, ask: Ask, headlines: dict[str, str]) -> None:
    assert {question: ask(question.replace(" ", blank))[0].headline for question in headlines} == headlines


@pytest.mark.parametrize("length", [500, 1000], ids=["the longest that is read", "too long"])
@pytest.mark.parametrize("word", ["when ", "who was before "])
def test_no_text_keeps_everybody_else_waiting(word: str, length: int, ask: Ask) -> None:
    text = word * (length // len(word))
    ask("csto members")
    assert min(_seconds(ask, text) for _ in range(3)) < 0.2


def _seconds(ask: Ask, text: str) -> float:
    """Of the processor's time: whatever else runs on the machine does not count."""
    started = time.process_time()
    ask(text)
    return time.process_time() - started
