"""Text to query: the question is marked up, the first row whose shape fits builds the query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.queries import Help, MembershipDates
from bloc_bot.language.asides import cores, with_topic
from bloc_bot.language.choosing import of_several_meanings, of_which_organization
from bloc_bot.language.framing import from_its_question_word, without_frames
from bloc_bot.language.happenings import by_happening
from bloc_bot.language.marking import ASKING_LEMMAS, Marked, mark
from bloc_bot.language.matching import by_bag, by_row, by_shape, fitting_rows
from bloc_bot.language.names import NameIndex, name_index
from bloc_bot.language.parsed import Anchor, Choice, NotRead, Parsed, Understood
from bloc_bot.language.patterns.events import by_words
from bloc_bot.language.reader import Reader
from bloc_bot.language.search_words import search_words

__all__ = [
    "LONGEST",
    "Anchor",
    "Choice",
    "NotRead",
    "Parsed",
    "Understood",
    "fitting_rows",
    "name_index",
    "parse",
]

_COMMAND = re.compile(r"/(?P<name>[\w-]+)\s*(?P<text>.*)", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?:;\n])\s+")
LONGEST = 500
"""Characters of the longest question that is read. What is longer is an article, and would take long to read."""


def parse(text: str, book: FactBook, today: date) -> Parsed:
    """Read a question, or a slash command with its text (`/csto members 2010`)."""
    index = name_index(book.register)
    text = " ".join(text.split())
    if len(text) > LONGEST:
        return NotRead(mark("", index, today), too_long=True)
    command = _COMMAND.fullmatch(text)
    if command is None:
        return _parse(mark(text, index, today), book, today)
    return _parse_command(command["name"], command["text"].strip(), book, index, today)


def _parse_command(name: str, text: str, book: FactBook, index: NameIndex, today: date) -> Parsed:
    marked = mark(text, index, today)
    named = () if name.casefold() == "bloc" else mark(name.upper(), index, today).of_kind("organization")
    if named and not text:
        return Understood(Help(organization=named[0].subjects[0]), "help", marked)
    if named and not marked.of_kind("organization"):
        marked = mark(f"{text} {name.upper()}", index, today)
    parsed = _parse(marked, book, today)
    if isinstance(parsed, Understood) and (parsed.row != "by_words" or marked.is_question):
        return parsed
    organizations = Reader(marked, book, today).organizations
    nearest = NotRead(marked, organizations[0].id if organizations else None)
    return _events_command(marked, book, today) or (nearest if isinstance(parsed, Understood) else parsed)


def _events_command(marked: Marked, book: FactBook, today: date) -> Understood | None:
    """`events` with words of one's own: `/csto events summit Armenia 2023`."""
    reader = Reader(marked, book, today)
    if not reader.has("event", "timeline"):
        return None
    query = by_words(reader, search_words(reader))
    return Understood(query.model_copy(update={"asks": "list"}), "events", marked) if query is not None else None


def _parse(marked: Marked, book: FactBook, today: date) -> Parsed:
    reader = Reader(marked, book, today)
    organization = reader.organizations[0].id if reader.organizations else None
    if marked.advice:
        return NotRead(marked, organization)
    if (choice := of_several_meanings(reader)) is not None:
        return choice
    if (understood := _whole(reader)) is not None:
        return NotRead(marked, organization) if _is_forecast(understood) else understood
    if (text := without_frames(marked.text)) != marked.text:
        return _parse(mark(text, name_index(reader.register), today), book, today)
    if (understood := _by_last_sentence(reader) or _asked_later(reader) or _without_asides(reader)) is not None:
        return understood
    if (choice := of_which_organization(reader)) is not None:
        return choice
    if marked.personal or marked.opinion or _of_some_members(reader):
        return NotRead(marked, organization)
    words = search_words(reader)
    query = by_words(reader, words) if words or reader.people else None
    return Understood(query, "by_words", marked) if query is not None else NotRead(marked, organization)


def _whole(reader: Reader) -> Understood | None:
    """The question with all that is said in it."""
    return by_shape(reader) or by_happening(reader) or by_bag(reader)


def _asked_later(reader: Reader) -> Understood | None:
    """The question from the word that asks, where what stands before it is talk."""
    asked = from_its_question_word(reader.marked)
    if asked is None or asked.personal or asked.opinion:
        return None
    core = Reader(asked, reader.book, reader.today)
    read = _whole(core) or _by_last_sentence(core) or _without_asides(core)
    return read if read is None or read.row != "help" else None


def _of_some_members(reader: Reader) -> bool:
    """Whether it asks for members of a sort that cannot be read: `the landlocked members of NATO`."""
    if not _OF_A_SORT.search(reader.marked.shape):
        return False
    read = by_shape(Reader(reader.marked.without_unread(), reader.book, reader.today))
    return reader.has("not") if read is None else read.row == "members"


def _is_forecast(understood: Understood) -> bool:
    """Whether it asks if somebody is going to join or leave."""
    query = understood.query
    return isinstance(query, MembershipDates) and query.whether and query.on is None and understood.marked.forecast


_OF_A_SORT = re.compile(r"\?\S+ (?:ORG )?(?:member|country|signatory|observer|partner|participate)\b")


def _by_last_sentence(reader: Reader) -> Understood | None:
    """Of several sentences, the last that is a question by itself: the others are talk around it."""
    marked = reader.marked
    ends = [end.span() for end in _SENTENCE_END.finditer(marked.text)]
    starts = [0, *(following for _, following in ends)]
    spans = list(zip(starts, [*(end for end, _ in ends), len(marked.text)], strict=True))
    for span in reversed(spans) if len(spans) > 1 else ():
        sentence = marked.cut([span])
        if sentence.has("him") and reader.people:
            return None  # he is named beside it
        read = by_row(Reader(sentence, reader.book, reader.today)) if sentence.is_question else None
        if read is not None and read.row != "help":
            others = [marked.cut([other]) for other in spans if other != span]
            return None if _asked_of_more(sentence, read, others) else read
    return None


def _asked_of_more(sentence: Marked, read: Understood, others: list[Marked]) -> bool:
    """Whether the sentences beside it say of whom, or of when, it is asked: `1 January 2007: what was Armenia in?`"""
    if read.row == "memberships_of" and any(other.of_kind("organization") for other in others):
        return True
    asking = (other for other in others if other.has(*ASKING_LEMMAS) or other.text.endswith(":"))
    return any(_kinds(other) - _kinds(sentence) for other in asking)


def _kinds(marked: Marked) -> set[str]:
    """Of what kinds the names in it are; a time is one, unless it is now."""
    dated = {"time"} if any(not time.when.is_now for time in marked.times) else set[str]()
    return dated | {name.kind for name in marked.names}


def _without_asides(reader: Reader) -> Understood | None:
    """The question without what stands beside it: `csto members today pls, need it for a box`."""
    if reader.marked.personal or reader.marked.opinion:
        return None
    for core in _cores(reader):
        read = by_row(Reader(core, reader.book, reader.today))
        if read is not None and (read.row not in ("help", "about") or core.has("what", "about", "mean")):
            return Understood(read.query, read.row, reader.marked)
    return None


def _cores(reader: Reader) -> Iterator[Marked]:
    for remark in with_topic(reader.marked) if reader.has("him", "it", "them", "bloc") else ():
        yield mark(remark, name_index(reader.register), reader.today)
    yield from cores(reader.marked)
