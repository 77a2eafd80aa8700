"""Questions whose time is a happening: `who led NATO when Montenegro joined?`"""

from __future__ import annotations

import re

from bloc_bot.domain.queries import About, MembershipDates, OfficeHolders, PostsOf, Query
from bloc_bot.language.anchors import Anchored, anchored
from bloc_bot.language.marked import Marked
from bloc_bot.language.marking import mark
from bloc_bot.language.matching import by_row
from bloc_bot.language.names import name_index
from bloc_bot.language.parsed import Anchor, Understood
from bloc_bot.language.patterns.events import by_words
from bloc_bot.language.reader import Reader
from bloc_bot.language.search_words import search_words

_MOST_CUTS = 4


def by_happening(reader: Reader) -> Understood | None:
    """A question cut at `when`, `before` …, where the first part can be read and the second names one happening."""
    for cut in anchored(reader.marked.text, reader.marked.words)[:_MOST_CUTS]:
        main = by_row(Reader(reader.marked.cut(cut.main), reader.book, reader.today))
        if main is None or "on" not in type(main.query).model_fields or main.row == "help":
            continue
        if main.marked.when is not None and not main.marked.when.is_now:
            # The day is told already: `on 18 December 2012, the day before the council met`.
            return Understood(main.query, main.row, reader.marked)
        if isinstance(main.query, PostsOf):
            # All that somebody did, with the dates: told in full, whatever the happening is.
            return Understood(main.query, main.row, reader.marked)
        if _is_a_time(cut.clause, reader.marked) or _asks_again(cut, reader.marked):
            continue
        if isinstance(main.query, OfficeHolders) and main.marked.has("what") and not main.marked.of_kind("post"):
            continue  # what heads or leaders did then
        alone = _clause_alone(cut.clause, reader)
        if not alone.shape.strip():
            continue  # a date, read as such
        if isinstance(main.query, OfficeHolders) and alone.shape.strip() in ("COUNTRY", "PERSON"):
            continue  # who held the post next to that one
        clauses = [Reader(m, reader.book, reader.today) for m in _clauses(alone, reader, main.query)]
        happenings = tuple(h for clause in clauses if (h := _happening(clause)) is not None)
        otherwise = clauses[0].when
        if happenings or otherwise:
            return Understood(
                main.query,
                main.row,
                reader.marked,
                Anchor(happenings, cut.relation, alone.text, otherwise, ended=alone.has("leave", "end")),
            )
    return None


def _asks_again(cut: Anchored, marked: Marked) -> bool:
    """Whether the `when` is that of a second question: `when was the charter signed, when in force?`"""
    end = cut.main[0][1]
    word = marked.text[end : cut.clause[0]].strip(" ,").casefold()
    return word == "when" and any(r.symbol == "when" and at < end for at, r in marked.placed)


def _is_a_time(span: tuple[int, int], marked: Marked) -> bool:
    """Whether the clause is no more than the end of a time (`since 2003, not counting …`), which is read as such."""
    reaching = [t for t in marked.times if t.start < span[0] < t.end]
    return any(
        _GOING_ON.match(marked.text, t.end) or (t.relation == "since" and _PART_END.match(marked.text, t.end))
        for t in reaching
    )


_PART_END = re.compile(r"\s*[,;:]")
_GOING_ON = re.compile(r"\s*(?:\(|(?:according|in|as|from|by|with|per|under|for|please|pls|thanks)\b)", re.IGNORECASE)
"""Behind a date, these tell nothing that happened then."""


def _clause_alone(span: tuple[int, int], reader: Reader) -> Marked:
    """The clause by itself; read anew where a time reaches into it from before (`after the 2004 enlargement`)."""
    if any(time.start < span[0] < time.end for time in reader.marked.times):
        return mark(reader.marked.text[slice(*span)], name_index(reader.register), reader.today)
    return reader.marked.cut([span])


def _clauses(alone: Marked, reader: Reader, main: Query) -> list[Marked]:
    """The clause with the organization of the question, and by itself where it names one of its own."""
    organization = reader.register.organizations.get(getattr(main, "organization", ""))
    if organization is None:
        return [alone]
    together = alone.naming(organization)
    return [together, alone] if alone.of_kind("organization") else [together]


_OF_A_TERM = ("head", "become", "take", "start", "appoint", "leave", "end", "made")
"""What somebody did who began or ended to hold a post."""


def _happening(clause: Reader) -> Query | None:
    understood = by_row(Reader(clause.marked.asking("when do"), clause.book, clause.today))
    if understood is not None and isinstance(understood.query, MembershipDates | About):
        return understood.query
    if understood is not None and isinstance(understood.query, PostsOf) and clause.has(*_OF_A_TERM):
        return understood.query
    query = by_words(clause, search_words(clause))
    return query.model_copy(update={"asks": "one", "parts": ()}) if query is not None else None
