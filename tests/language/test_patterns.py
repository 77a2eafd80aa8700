"""The rows of the pattern table: their examples, which are tests, and what they build."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from bloc_bot.answering import Answering
from bloc_bot.database.workspaces.conversations import Memory
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.queries import QUERY
from bloc_bot.language.country_groups import GROUPS, countries_in
from bloc_bot.language.lexicon import LEMMAS, PHRASES
from bloc_bot.language.lexicon_russian import RUSSIAN_LEMMAS, RUSSIAN_PHRASES
from bloc_bot.language.parser import Understood, parse
from bloc_bot.language.patterns import HELP, ROWS
from tests.grading import TODAY, OneBook, read_questions
from tests.test_questions import FILES

EXAMPLES = [pytest.param(row.name, example, id=f"{row.name}: {example}") for row in ROWS for example in row.examples]


@pytest.mark.parametrize(("row", "example"), EXAMPLES)
def test_every_example_is_read_by_its_own_row(row: str, example: str, book: FactBook) -> None:
    parsed = parse(example, book, TODAY)
    assert isinstance(parsed, Understood)
    assert parsed.row == row


@pytest.mark.parametrize(("row", "example"), EXAMPLES)
async def test_every_example_is_understood_and_gets_an_answer(row: str, example: str, book: FactBook) -> None:
    """Nothing on record is an answer too: the SCO has had no observers since 2025."""
    reply = await Answering(OneBook(book), Memory()).answer(example, today=TODAY)
    assert reply.status in ("answered", "no_data")
    assert reply.query is not None


def test_every_row_has_a_name_of_its_own_and_an_example() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert all(row.examples for row in ROWS)


def test_every_query_can_be_read_back_from_its_plain_data(book: FactBook) -> None:
    asked = [*chain.from_iterable(row.examples for row in ROWS), *(gold.q for f in FILES for gold in read_questions(f))]
    parsed = [parse(question, book, TODAY) for question in asked]
    queries = [each.query for each in parsed if isinstance(each, Understood)]
    assert len(queries) > len(asked) / 2
    for query in queries:
        assert QUERY.validate_python(query.model_dump(mode="json")).model_dump() == query.model_dump()


def test_every_kind_of_query_is_built_by_some_example(book: FactBook) -> None:
    parsed = [parse(example, book, TODAY) for row in ROWS for example in row.examples]
    built = {each.query.kind for each in parsed if isinstance(each, Understood)}
    kinds = {
        choice["properties"]["kind"]["const"] for choice in QUERY.json_schema()["$defs"].values() if _is_query(choice)
    }
    assert built == kinds


def _is_query(schema: dict[str, dict[str, object]]) -> bool:
    return "kind" in schema.get("properties", {})


async def test_help_lists_the_first_example_of_every_row_that_has_a_place_on_it(book: FactBook) -> None:
    reply = await Answering(OneBook(book), Memory()).answer("help", today=TODAY)
    listed = {row.examples[0] for row in ROWS if row.help and row.name != "help"}
    assert {example for _, example in HELP} == listed
    assert {item.detail for item in reply.items} == listed
    assert all(example in reply.text for example in listed)


def test_every_form_stands_behind_one_lemma_only() -> None:
    forms = [form for lemmas in (LEMMAS, RUSSIAN_LEMMAS) for listed in lemmas.values() for form in listed.split()]
    phrases = [p for listed in (*PHRASES.values(), *RUSSIAN_PHRASES.values()) for p in listed.split(" | ")]
    twice = [form for form, count in Counter([*forms, *phrases]).items() if count > 1]
    assert not twice


def test_every_group_of_countries_is_of_countries_on_record(book: FactBook) -> None:
    assert {country for group in GROUPS for country in countries_in(group)} <= set(book.register.countries)
