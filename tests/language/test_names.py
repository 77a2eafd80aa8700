"""Names in questions: folded, misspelt, in other scripts, and such that mean several things."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bloc_bot.answering import Answering
from bloc_bot.database.workspaces.conversations import Memory
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.names import folded
from bloc_bot.language.parser import Choice, parse
from tests.grading import TODAY, OneBook


def named(text: str, book: FactBook, kind: str) -> list[tuple[str, ...]]:
    """What the names of a kind in a question are read as."""
    parsed = parse(text, book, TODAY)
    return [name.subjects for name in parsed.marked.of_kind(kind)]


WRITTEN_OUT = st.text().map(lambda text: unicodedata.normalize("NFKC", text))


@given(text=WRITTEN_OUT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(text=st.text(alphabet=st.characters(codec="utf-8")))
def test_case_and_composition_do_not_matter(text: str) -> None:
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


@given(text=st.text())
@example(text="𝐂𝐒𝐓𝐎")
def test_letters_in_another_style_are_folded_as_well(text: str) -> None:
    assert folded(text) == folded(unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Perrin de  Brichambaut’s", "perrin de brichambaut"),
        ("WÖRNER", "worner"),
        ("Türkiye", "turkiye"),
        ("Co-operation", "co operation"),
        ("Семёнов", "семенов"),
    ],
)
def test_names_are_folded_alike(typed: str, plain: str) -> None:
    assert folded(typed) == plain


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("CSTO members", "CSTO"),
        ("csto members", "CSTO"),
        ("members of the Collective Security Treaty Organisation", "CSTO"),
        ("members of the Colective Security Treaty Organization", "CSTO"),
        ("члены ОДКБ", "CSTO"),
        ("ODKB members", "CSTO"),
        ("кто входил в ШОС", "SCO"),
        ("members of the Turkic Council", "OTS"),
        ("CSCE members in 1980", "OSCE"),
        ("the C.S.T.O. members", "CSTO"),
        ("csto's members", "CSTO"),
        ("the Tashkent Treaty", "CST"),
    ],
)
def test_an_organization_is_known_by_its_names(text: str, organization: str, book: FactBook) -> None:
    assert named(text, book, "organization") == [(organization,)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("is Kazakhstan in the CIS", "KZ"),
        ("is Kazakstan in the CIS", "KZ"),
        ("is kazakhstan's status at the CIS known", "KZ"),
        ("is Türkiye in NATO", "TR"),
        ("is Turkiye in NATO", "TR"),
        ("is Turkey in NATO", "TR"),
        ("did Belorussia join the SCO", "BY"),
        ("did the Czech Republic join NATO", "CZ"),
        ("is Great Britain in NATO", "GB"),
        ("is the USA in NATO", "US"),
        ("входит ли Армения в ОДКБ", "AM"),
        ("is the Armenian membership of the CSTO frozen", "AM"),
    ],
)
def test_a_country_is_known_by_its_names(text: str, country: str, book: FactBook) -> None:
    assert named(text, book, "country") == [(country,)]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("what posts did Nikolai Bordyuzha hold?", "Nikolai Bordyuzha"),
        ("what posts did Nikolay Bordyuzha hold?", "Nikolai Bordyuzha"),
        ("what posts did Bordiuzha hold?", "Nikolai Bordyuzha"),
        ("what posts did Бордюжа hold?", "Nikolai Bordyuzha"),
        ("what posts did Wörner hold?", "Manfred Worner|Manfred Wörner"),
        ("what posts did Hammarskjöld hold?", "Dag Hammarskjold|Dag Hammarskjöld"),
        ("what posts did Talatbek Masadykov hold?", "Taalatbek Masadykov"),
    ],
)
def test_a_person_is_known_by_the_spellings_of_the_name(text: str, person: str, book: FactBook) -> None:
    (subjects,) = named(text, book, "person")
    assert [book.register.label(subject) for subject in subjects] in [[name] for name in person.split("|")]


@pytest.mark.parametrize("text", ["what is the best plan", "un deux trois", "let us go", "the head of it", "a state"])
def test_everyday_words_are_no_names(text: str, book: FactBook) -> None:
    assert named(text, book, "organization") == named(text, book, "country") == []


def test_an_ambiguous_name_is_asked_back_with_each_meaning_written_out(book: FactBook) -> None:
    parsed = parse("who heads the Alliance?", book, TODAY)
    assert isinstance(parsed, Choice)
    assert [question for _, question in parsed.alternatives] == ["who heads the CSTO?", "who heads the NATO?"]


async def test_each_choice_offered_is_a_question_that_gets_an_answer(book: FactBook) -> None:
    answering = Answering(OneBook(book), Memory())
    reply = await answering.answer("who heads the Alliance?", today=TODAY)
    answers = [await answering.answer(choice.question, today=TODAY) for choice in reply.choices]
    assert [answer.status for answer in answers] == ["answered", "answered"]


def test_every_name_on_record_is_found_as_what_it_names(book: FactBook) -> None:
    """Names that need nothing else to be borne out: the bulk of the register."""
    lost = [
        organization.name
        for organization in book.register.organizations.values()
        if (organization.id,) not in named(organization.name, book, "organization")
    ]
    lost += [
        country.name
        for country in book.register.countries.values()
        if not any(country.id in subjects for subjects in named(country.name, book, "country"))
    ]
    lost += [
        person.name
        for person in book.register.people.values()
        if not any(person.id in subjects for subjects in named(person.name, book, "person"))
    ]
    assert lost == []
