"""One fact as the answers show it: the row that they have for it, with its sources."""

from __future__ import annotations

from dataclasses import replace

from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import AnyFact, Event, Membership, Profile, Relation, Standing, Term
from bloc_bot.domain.replies import CitedSource, Item
from bloc_bot.wording.citing import Citing
from bloc_bot.wording.events import event_item
from bloc_bot.wording.membership_rows import STANDING, membership_item, status_item
from bloc_bot.wording.officials import term_item
from bloc_bot.wording.phrases import period_words
from bloc_bot.wording.profiles import profile_item, relation_item


def word_fact(fact: AnyFact, book: FactBook) -> tuple[Item, tuple[CitedSource, ...]]:
    """The row of a fact, and the sources that it names by their numbers."""
    citing = Citing()
    return _item(fact, book, citing), citing.sources


def _item(fact: AnyFact, book: FactBook, citing: Citing) -> Item:
    match fact:
        case Membership():
            return (
                _standing_item(fact, fact.standing, book, citing) if fact.standing else status_item(fact, book, citing)
            )
        case Term():
            return term_item(fact, book, citing, with_post=True)
        case Event():
            return event_item(fact, citing)
        case Relation():
            return relation_item(fact, book, citing)
        case Profile():
            return profile_item(fact, citing)


def _standing_item(m: Membership, standing: Standing, book: FactBook, citing: Citing) -> Item:
    said = f"{STANDING[standing]} {period_words(m.period)}".strip()
    item = membership_item(m, book, citing)
    return replace(item, detail=f"{said}, {m.start}" if m.start else said)
