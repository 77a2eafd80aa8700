"""Questions that are read by the part of the text that asks: what stands around it is talk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bloc_bot.domain.queries import About, MembershipDates, MembershipStatus, MembershipStatuses, OfficeHolders, Related
from bloc_bot.language.asides import cores
from bloc_bot.language.capitals import is_of_membership, with_country
from bloc_bot.language.framing import as_claim, from_its_question_word
from bloc_bot.language.happenings import by_happening
from bloc_bot.language.marked import ASKING_LEMMAS, Marked
from bloc_bot.language.marking import mark
from bloc_bot.language.matching import by_bag, by_row, by_shape
from bloc_bot.language.names import name_index
from bloc_bot.language.parsed import Understood
from bloc_bot.language.reader import Reader
from bloc_bot.language.topics import told_beside, with_topic

_SENTENCE_END = re.compile(r"(?<=[.!?:;\n])\s+")


def by_part(reader: Reader) -> Understood | None:
    """The question as the first part of it that can be read by itself is read."""
    return (
        _by_claim(reader)
        or _by_bare_question(reader)
        or _by_last_sentence(reader)
        or _by_first_question(reader)
        or _asked_later(reader)
        or _without_asides(reader)
        or _by_capital(reader)
    )


def whole(reader: Reader) -> Understood | None:
    """The question with all that is said in it."""
    return by_shape(reader) or by_happening(reader) or by_bag(reader)


def _by_claim(reader: Reader) -> Understood | None:
    """Whether something that is said to be so is so."""
    asked = as_claim(reader.marked)
    read = whole(Reader(asked, reader.book, reader.today)) if asked is not None else None
    return read if read is not None and isinstance(read.query, _WITH_VERDICT) else None


def _by_bare_question(reader: Reader) -> Understood | None:
    """When something was that is said to have been: `Spain in NATO, since when?`"""
    asked = _WHEN.search(reader.marked.text)
    if asked is None or asked.start() == 0:
        return None
    said = reader.marked.cut([(0, asked.start())])
    if said.has(*ASKING_LEMMAS) or not said.names or said.asks_yes_or_no:
        return None
    return whole(Reader(said.asking("when do"), reader.book, reader.today))


_WHEN = re.compile(
    r"[.,;:?!–—-]+\s*(?:(?:and|but|so) )?(?:(?:on|in|at|from|since) )?(?:(?:when|what|which)(?: exact)?"
    r"(?: (?:date|day|year|month))?(?: (?:was|is) (?:that|it|this))?|(?:the )?(?:exact )?(?:date|year|day)"
    r"|when was (?:it|that)(?: effective)?)(?: (?:exactly|precisely|please|pls|effective))?"
    r"(?:[,:]? [^?]{1,30} or [^?]{1,40})?(?:\s*\([^)]*\))?\s*[?.!)]*$",
    re.IGNORECASE,
)
_WITH_VERDICT = (MembershipStatus, MembershipStatuses, MembershipDates, OfficeHolders, About, Related)


def _asked_later(reader: Reader) -> Understood | None:
    """The question from the word that asks, where what stands before it is talk."""
    asked = from_its_question_word(reader.marked)
    if asked is None or asked.personal or asked.opinion:
        return None
    core = Reader(asked, reader.book, reader.today)
    read = whole(core) or _by_last_sentence(core) or _without_asides(core)
    return read if read is None or read.row != "help" else None


def _by_last_sentence(reader: Reader) -> Understood | None:
    """Of several sentences, the last that is a question by itself: the others are talk around it."""
    marked = reader.marked
    ends = [end.span() for end in _SENTENCE_END.finditer(marked.text)]
    starts = [0, *(following for _, following in ends)]
    spans = list(zip(starts, [*(end for end, _ in ends), len(marked.text)], strict=True))
    for span in reversed(spans) if len(spans) > 1 else ():
        told = told_beside(*span, marked)
        sentence = marked.cut([span] if told is None else [span, (told.start, told.end)])
        if sentence.has("him") and reader.people:
            return None  # he is named beside it
        read = by_row(Reader(sentence, reader.book, reader.today)) if sentence.is_question else None
        if read is None and sentence.is_question and (of_it := _with_organization(sentence, reader)) is not None:
            read = by_row(Reader(of_it, reader.book, reader.today))
            return read if read is not None and read.row not in ("help", "about", "attributes") else None
        if read is not None and read.row != "help":
            others = [marked.cut([other]) for other in spans if other != span]
            return None if _asked_of_more(sentence, read, others) else read
    return None


def _with_organization(sentence: Marked, reader: Reader) -> Marked | None:
    """The sentence with the one organization that another names: `NATO has 32 members. Who was the last to join?`"""
    if reader.organization is None or sentence.of_kind("organization") or not sentence.has(*ASKING_LEMMAS):
        return None
    if sentence.names or sentence.has("that", "same", "them", "him") or not _OF_SOMETHING & set(sentence.lemmas):
        return None
    return sentence.naming(reader.organization)


_OF_SOMETHING = frozenset(
    "member country observer partner signatory participate join leave head chair founding last first belong".split()
)
"""Words by which a sentence asks of an organization that it does not name."""


def _by_first_question(reader: Reader) -> Understood | None:
    """A question with a remark after it, which asks nothing: `since when? a diplomat told me 2010`."""
    asked, mark_, said = reader.marked.text.partition("?")
    if len(said.split()) < _SHORTEST_REMARK or "?" in said or _NARROWS.search(said):
        return None
    remark = reader.marked.cut([(len(asked) + len(mark_), len(reader.marked.text))])
    if remark.has("who", "when", "where", "how", "count", "list"):
        return None
    question = Reader(reader.marked.cut([(0, len(asked))]), reader.book, reader.today)
    return whole(question) or _without_asides(question)


_SHORTEST_REMARK = 4
_NARROWS = re.compile(
    r"\b(?:i mean|only|except|excluding|without|including|counting|unless|not the|just the|the one|leave out|ignore)\b",
    re.IGNORECASE,
)


def _by_capital(reader: Reader) -> Understood | None:
    """The question of membership with the country for its capital: `when did Tashkent leave GUAM?`"""
    if reader.countries or not reader.organizations:
        return None
    if (marked := with_country(reader.marked, reader.register)) is None:
        return None
    named = Reader(marked, reader.book, reader.today)
    read = whole(named) or _by_last_sentence(named) or _asked_later(named) or _without_asides(named)
    return read if read is not None and is_of_membership(read.query) else None


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


_POINTING = frozenset(["this", "its", "their"])


def _cores(reader: Reader) -> Iterator[Marked]:
    pointing = reader.has("him", "it", "them", "bloc", "that") or not _POINTING.isdisjoint(reader.marked.words)
    for remark in with_topic(reader) if pointing else ():
        yield mark(remark, name_index(reader.register), reader.today)
    yield from cores(reader.marked)
