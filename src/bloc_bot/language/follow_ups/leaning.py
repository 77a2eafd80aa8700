"""A question that leans on the one before: what it says, and what that one was about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import Event, Term
from bloc_bot.domain.queries import Events, PostsOf, Query, When
from bloc_bot.domain.turns import Turn
from bloc_bot.language.marked import Marked
from bloc_bot.language.marking import mark
from bloc_bot.language.parser import name_index
from bloc_bot.language.reader import Reader

OPENING = re.compile(
    r"^\W*(?:(?:(?:ok(?:ay)?|so|and|well)\b[\s,]*)*(?=(?:and|but|so|then)\b))?(?:and|but|so|ok(?:ay)?|then|what about"
    r"|how about|а|и|no,? i mean|i mean|no|ditto|likewise"
    r"|same(?: (?:thing|question|again))?(?: for| with| but for)?|in (?:that|which) case|fine|right)\b[\s,:]*",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|those|these|he|him|his|she|her|there|then|that one|ones?|that|this"
    r"|он|она|они|его|её|ее|их)\b",
    re.IGNORECASE,
)


@dataclass
class FollowUp:
    """One follow-up, the turn before it, and what both are about."""

    text: str
    turn: Turn
    before: Query
    book: FactBook
    today: date
    alone: Marked
    """The question marked up by itself."""

    def __post_init__(self) -> None:
        self.rest = OPENING.sub("", self.text).strip()
        """The question without the word that it opens with."""
        self.marked: Marked = (
            self.alone if self.alone.text == self.rest else mark(self.rest, name_index(self.book.register), self.today)
        )
        self.reader = Reader(self.marked, self.book, self.today)

    def says(self, allowed: str) -> bool:
        """Whether the follow-up says nothing but these words, given with spaces between."""
        return set(self.marked.shape.split()) <= set(allowed.split())

    def time_before(self) -> date | None:
        on: When | None = getattr(self.before, "on", None)
        return self.today if on is None else on.first or on.last

    def last_term(self) -> Term | None:
        terms = [fact for fact in self._facts() if isinstance(fact, Term)]
        return terms[-1] if terms else None

    def last_event(self) -> Event | None:
        events = [fact for fact in self._facts() if isinstance(fact, Event)]
        return events[0] if events and isinstance(self.before, Events) else None

    def last_person(self) -> str | None:
        if isinstance(self.before, PostsOf):
            return self.before.person
        term = self.last_term()
        return term.holder if term else None

    def _facts(self) -> list[object]:
        return [self.book.facts[id] for id in self.turn.facts if id in self.book.facts]
