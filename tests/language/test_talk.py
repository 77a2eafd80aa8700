"""Whatever is said around a question, it is read as without it."""

from __future__ import annotations

from datetime import date

import pytest

from bloc_bot.domain.factbook import FactBook
from bloc_bot.language.parser import Parsed, Understood, parse
from bloc_bot.language.patterns import ROWS

TODAY = date(2026, 11, 21)
QUESTIONS = [example for row in ROWS for example in row.examples if row.name != "help"]

AROUND = [
    "{}",
    "Good morning! {}",
    "Hi, {}",
    "hey bot, {}",
    "Dear colleagues, {}",
    "Quick question: {}",
    "quick one for you - {}",
    "Could you tell me: {}",
    "Can someone help? {}",
    "I was wondering, {}",
    "As far as you know, {}",
    "According to your records, {}",
    "just to double-check, {}",
    "fact check please: {}",
    "question for you all: {}",
    "My editor is asking: {}",
    "A colleague asks: {}",
    "For a piece I'm writing: {}",
    "For my thesis: {}",
    "Saw a tweet about this. {}",
    "Sorry, I always forget - {}",
    "ok so {}",
    '"{}"',
    "{} Thanks!",
    "{} Many thanks in advance.",
    "{} I'm on deadline.",
    "{} I'm not sure.",
    "{} My editor wants to know.",
    "{} I keep reading different things.",
    "{} With source please.",
    "{} Just the short answer.",
    "{} (need it for a caption)",
    "{} lol",
    "{} asap",
    "{}!!",
    "  {}  ",
]
BEFORE_A_QUESTION_WORD = [
    "Could you tell me {}",
    "can someone tell me {}",
    "Would you mind telling me {}",
    "please tell me {}",
    "do you happen to know {}",
    "any idea {}",
    "I'd like to know {}",
    "We need to know {}",
    "I wonder {}",
    "remind me {}",
    "I forgot {}",
    "Can you remind me {}",
    "may I ask {}",
    "I'm trying to find out {}",
]
ASKING = ("who ", "what ", "which ", "when ", "where ", "how many ")


@pytest.mark.parametrize("talk", AROUND)
def test_talk_around_a_question_changes_nothing(talk: str, book: FactBook) -> None:
    differing = [
        said
        for q in QUESTIONS
        if not _same(parse(_asked(q), book, TODAY), parse(said := talk.format(_asked(q)), book, TODAY))
    ]
    assert not differing


@pytest.mark.parametrize("talk", BEFORE_A_QUESTION_WORD)
def test_a_polite_way_to_ask_is_read_as_the_question(talk: str, book: FactBook) -> None:
    asked = [q for q in QUESTIONS if q.lower().startswith(ASKING)]
    differing = [
        said
        for q in asked
        if not _same(parse(_asked(q), book, TODAY), parse(said := talk.format(_asked(q)), book, TODAY))
    ]
    assert not differing


def _asked(question: str) -> str:
    return question if question.endswith("?") else f"{question}?"


def _same(one: Parsed, other: Parsed) -> bool:
    return isinstance(one, Understood) and isinstance(other, Understood) and one.query == other.query
