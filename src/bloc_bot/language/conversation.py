"""A question in the light of the one before it: which stand by themselves, and which lean on that."""

from __future__ import annotations

import re
from datetime import date

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.queries import Events
from bloc_bot.domain.turns import Turn
from bloc_bot.language.follow_ups import read_follow_up
from bloc_bot.language.follow_ups.leaning import OPENING, PRONOUN, FollowUp
from bloc_bot.language.marking import mark
from bloc_bot.language.parser import NotRead, Parsed, Understood, name_index, parse
from bloc_bot.language.talk import without_talk

FOLLOW_UP = "follow-up"
"""The row of a question that was read in the light of the one before."""
_THANKS = re.compile(
    r"^(?:much obliged|noted|understood|ok(?:ay)?|fair enough|interesting|good to know|cool|wow|ah|oh|i see"
    r"|(?:many )?thanks?(?: you)?(?: (?:very much|so much|a lot|again))?|thx|ta|cheers|great|perfect|got it|good"
    r"|right|nice|lovely|brilliant|super|excellent|спасибо)[,.!;:…–-]+\s*",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(countr(?:y|ies)|states?|members?|nations?|organi[sz]ations?|blocs?|events?|person|people) that\b",
    re.IGNORECASE,
)
"""`that` in these points to nothing said before: `countries that joined NATO`."""


def parse_in_conversation(text: str, turn: Turn | None, book: FactBook, today: date) -> Parsed:
    """Read a question in the light of the one before. What stands by itself is not mistaken for a follow-up."""
    text = " ".join(text.split())
    if turn is not None and not text.startswith("/"):
        text = _THANKS.sub("", text) or text
        text = without_talk(mark(text, name_index(book.register), today)).text
    alone = parse(text, book, today)
    if turn is None or text.startswith("/") or (isinstance(alone, NotRead) and alone.too_long):
        return alone
    before = turn.asked()
    if before is None:
        return _chosen(text, turn, book, today) or alone
    opened = bool(OPENING.match(text))
    if isinstance(alone, Understood) and not opened and _stands_alone(alone, text):
        return alone
    follow_up = FollowUp(text, turn, before, book, today, alone.marked)
    if (query := read_follow_up(follow_up)) is not None:
        return Understood(query, FOLLOW_UP, follow_up.marked)
    if isinstance(alone, Understood) and alone.row != "by_words":
        return Understood(alone.query, FOLLOW_UP, follow_up.marked)
    if isinstance(alone, Understood) and not alone.marked.names and PRONOUN.search(text):
        return NotRead(alone.marked)  # it is about something said before, and not about whatever holds its words
    return alone


def _chosen(text: str, turn: Turn, book: FactBook, today: date) -> Parsed | None:
    """After a question that was asked back: the organization named alone says which of the choices is meant."""
    index = name_index(book.register)
    marked = mark(text, index, today)
    if set(marked.shape.split()) - {"ORG", "list", "be", "it", "that"}:
        return None
    named = {m.subjects for m in marked.of_kind("organization")}
    for choice in turn.choices:
        if named & {m.subjects for m in mark(choice, index, today).of_kind("organization")}:
            return parse(choice, book, today)
    return None


_TELLING = 3
"""So many words of its own make a question about an event one that stands by itself."""


def _stands_alone(alone: Understood, text: str) -> bool:
    """Whether a question, as it was read by itself, leaves nothing to be filled in from the one before."""
    if alone.anchor is not None and alone.anchor.queries:
        return True
    if not _names_its_owner(alone, text) and PRONOUN.search(_RELATIVE.sub(r"\1", text)):
        return False
    if isinstance(alone.query, Events) and alone.row == "by_words":
        return len(alone.query.words) >= _TELLING
    if alone.row == "memberships_of" and alone.marked.shape.startswith(("be ", "have ", "do ")):
        return False  # of which organization?
    if alone.row == "about":
        return alone.marked.has("be", "do", "mean")
    return alone.row != "help"


def _names_its_owner(alone: Understood, text: str) -> bool:
    """Whether the only pronoun is that of somebody named in the same question: `has Armenia frozen its membership?`"""
    said = {pronoun.casefold() for pronoun in PRONOUN.findall(text)}
    return said <= _POSSESSIVES and len(alone.marked.names) > 1


_POSSESSIVES = frozenset(["its", "their", "his", "her"])
