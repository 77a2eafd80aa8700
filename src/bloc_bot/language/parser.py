"""Text to query: the question is marked up, the first row whose shape fits builds the query."""

from __future__ import annotations

import re
from datetime import date

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.queries import Help, MembershipDates
from bloc_bot.language.choosing import of_several_meanings, of_which_organization
from bloc_bot.language.framing import without_frames
from bloc_bot.language.marked import Marked
from bloc_bot.language.marking import mark
from bloc_bot.language.matching import by_shape, fitting_rows
from bloc_bot.language.names import NameIndex, name_index
from bloc_bot.language.parsed import Anchor, Choice, NotRead, Parsed, Understood
from bloc_bot.language.partly import by_part, whole
from bloc_bot.language.patterns.events import by_words
from bloc_bot.language.reader import Reader
from bloc_bot.language.search_words import search_words
from bloc_bot.language.talk import without_opening, without_talk

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
_QUOTED = re.compile(r"[\"“«„](?P<said>[^\"“”«»„]+)[\"”»“]")
LONGEST = 500
"""Characters of the longest question that is read. What is longer is an article, and would take long to read."""


def parse(text: str, book: FactBook, today: date) -> Parsed:
    """Read a question, or a slash command with its text (`/csto members 2010`)."""
    index = name_index(book.register)
    text = _unquoted(" ".join(text.split()))
    if len(text) > LONGEST:
        return NotRead(mark("", index, today), too_long=True)
    command = _COMMAND.fullmatch(text)
    if command is None:
        return _parse(without_opening(without_talk(mark(text, index, today))), book, today)
    return _parse_command(command["name"], command["text"].strip(), book, index, today)


def _unquoted(text: str) -> str:
    """Without the quotation marks around the whole."""
    quoted = _QUOTED.fullmatch(text)
    return quoted["said"] if quoted is not None else text


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
    if (understood := whole(reader)) is not None:
        return NotRead(marked, organization) if _is_forecast(understood) else understood
    if (asked := without_frames(marked)) is not marked:
        return _parse(asked, book, today)
    if (understood := by_part(reader)) is not None:
        return understood
    if (choice := of_which_organization(reader)) is not None:
        return choice
    if marked.personal or marked.opinion or _of_some_members(reader):
        return NotRead(marked, organization)
    words = search_words(reader)
    query = by_words(reader, words) if words or reader.people else None
    return Understood(query, "by_words", marked) if query is not None else NotRead(marked, organization)


def _of_some_members(reader: Reader) -> bool:
    """Whether it asks for members of a sort that cannot be read: `the landlocked members of NATO`."""
    if _SUCH_MEMBERS.match(reader.marked.shape):
        return True
    if not _OF_A_SORT.search(reader.marked.shape):
        return False
    read = by_shape(Reader(reader.marked.without_unread(), reader.book, reader.today))
    return reader.has("not") if read is None else read.row == "members"


def _is_forecast(understood: Understood) -> bool:
    """Whether it asks if somebody is going to join or leave."""
    query = understood.query
    return isinstance(query, MembershipDates) and query.on is None and understood.marked.forecast


_SUCH_MEMBERS = re.compile(
    r"(?:list )?(?:what|who|count) (?:ORG )?(?:(?:member|country|participate) )+(?:ORG )?"
    r"(?:be|have|do have) (?:\?\S+ )+$"
)
_OF_A_SORT = re.compile(r"\?\S+ (?:ORG )?(?:member|country|signatory|observer|partner|participate)\b")
