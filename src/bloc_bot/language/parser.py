"""Text to query: the question is marked up, the first row whose shape fits builds the query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bloc_bot.domain.factbook import FactBook, Register
from bloc_bot.domain.facts import Organization
from bloc_bot.domain.memo import Once
from bloc_bot.domain.queries import About, Help, MembershipDates, PostsOf, Query, When
from bloc_bot.language.anchors import Anchored, anchored
from bloc_bot.language.asides import cores, with_topic
from bloc_bot.language.marking import Marked, mark
from bloc_bot.language.names import NameIndex
from bloc_bot.language.patterns import ROWS, Row
from bloc_bot.language.patterns.events import by_words, search_words
from bloc_bot.language.reader import Reader

_COMMAND = re.compile(r"/(?P<name>[\w-]+)\s*(?P<text>.*)", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?:;\n])\s+")
LONGEST = 500
"""Characters of the longest question that is read. What is longer is an article, and would take long to read."""


@dataclass(frozen=True)
class Understood:
    """A question read, by which row, and how each of its words was read."""

    query: Query
    row: str
    marked: Marked
    anchor: Anchor | None = None


@dataclass(frozen=True)
class Anchor:
    """A happening that says when: `query` finds it, and the time asked about stands in `relation` to it."""

    queries: tuple[Query, ...]
    """Ways to find it, the most telling first."""
    relation: str
    said: str
    otherwise: When | None = None
    """The time that the words name beside the happening, for where that is not on record."""


@dataclass(frozen=True)
class Choice:
    """A name in the question may mean several things; `alternatives` are (what, the question with it)."""

    name: str
    alternatives: tuple[tuple[str, str], ...]
    marked: Marked


@dataclass(frozen=True)
class NotRead:
    """Nothing that the bot covers, or nothing that it can read; with the organization that was named, if one was."""

    marked: Marked
    organization: str | None = None
    too_long: bool = False


name_index: Once[Register, NameIndex] = Once(NameIndex)
"""The names of a register, made ready for look-up when first asked for."""

Parsed = Understood | Choice | NotRead


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
    query = by_words(reader)
    return Understood(query.model_copy(update={"asks": "list"}), "events", marked) if query is not None else None


def _parse(marked: Marked, book: FactBook, today: date) -> Parsed:
    reader = Reader(marked, book, today)
    organization = reader.organizations[0].id if reader.organizations else None
    if marked.advice:
        return NotRead(marked, organization)
    if (choice := _unclear(reader)) is not None:
        return choice
    understood = (
        _by_shape(reader)
        or _by_anchor(reader)
        or _by_bag(reader)
        or _by_last_sentence(reader)
        or _without_asides(reader)
    )
    if understood is not None:
        return understood
    if (choice := _no_organization(reader)) is not None:
        return choice
    if marked.personal or marked.opinion or _of_some_members(reader) or not (search_words(reader) or reader.people):
        return NotRead(marked, organization)
    query = by_words(reader)
    return Understood(query, "by_words", marked) if query is not None else NotRead(marked, organization)


def _of_some_members(reader: Reader) -> bool:
    """Whether it asks for members of a sort that cannot be read: `the landlocked members of NATO`."""
    if not _OF_A_SORT.search(reader.marked.shape):
        return False
    read = _by_shape(Reader(reader.marked.without_unread(), reader.book, reader.today))
    return reader.has("not") if read is None else read.row == "members"


_OF_A_SORT = re.compile(r"\?\S+ (?:ORG )?(?:member|country|signatory|observer|partner|participate)\b")


def _by_row(reader: Reader) -> Understood | None:
    return _by_shape(reader) or _by_bag(reader)


def _by_shape(reader: Reader) -> Understood | None:
    return _built(_rows_of_shape(reader.marked), reader)


def _by_bag(reader: Reader) -> Understood | None:
    return _built(_rows_of_bag(reader.marked), reader)


def _rows_of_shape(marked: Marked) -> Iterator[Row]:
    """The rows one of whose shapes the question has."""
    symbols, held = marked.symbols, marked.held
    return (row for row in ROWS if row.fits(symbols, held))


def _rows_of_bag(marked: Marked) -> Iterator[Row]:
    """The rows whose words the question holds, in whatever order."""
    held = marked.held
    return (row for row in ROWS if row.bag is not None and row.bag.fits(held))


def fitting_rows(marked: Marked) -> tuple[Row, ...]:
    """All rows that a question fits, in the order in which they are tried."""
    return (*_rows_of_shape(marked), *_rows_of_bag(marked))


def _built(rows: Iterable[Row], reader: Reader) -> Understood | None:
    """The question as the first of the rows reads it that can build its query."""
    for row in rows:
        if reader.grouped and not row.takes_groups:
            continue
        if (query := row.build(reader)) is not None:
            return Understood(query, row.name, reader.marked)
    return None


_MOST_CUTS = 4


def _by_anchor(reader: Reader) -> Understood | None:
    """A question cut at `when`, `before` …, where the first part can be read and the second names one happening."""
    for cut in anchored(reader.marked.text)[:_MOST_CUTS]:
        main = _by_row(Reader(reader.marked.cut(cut.main), reader.book, reader.today))
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
        alone = _clause_alone(cut.clause, reader)
        if not alone.shape.strip():
            continue  # a date, read as such
        clauses = [Reader(m, reader.book, reader.today) for m in _clauses(alone, reader, main.query)]
        happenings = tuple(h for clause in clauses if (h := _happening(clause)) is not None)
        otherwise = clauses[0].when
        if happenings or otherwise:
            return Understood(
                main.query, main.row, reader.marked, Anchor(happenings, cut.relation, alone.text, otherwise)
            )
    return None


def _asks_again(cut: Anchored, marked: Marked) -> bool:
    """Whether the `when` is that of a second question: `when was the charter signed, when in force?`"""
    end = cut.main[0][1]
    word = marked.text[end : cut.clause[0]].strip(" ,").casefold()
    return word == "when" and any(r.symbol == "when" and at < end for at, r in marked.placed)


def _is_a_time(span: tuple[int, int], marked: Marked) -> bool:
    """Whether the clause is no more than the end of a time (`since 2003, not counting …`), which is read as such."""
    reaching = (t for t in marked.times if t.start < span[0] < t.end and t.relation == "since")
    return any(_PART_END.match(marked.text, time.end) for time in reaching)


_PART_END = re.compile(r"\s*[,;:]")


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


def _happening(clause: Reader) -> Query | None:
    understood = _by_row(Reader(clause.marked.asking("when do"), clause.book, clause.today))
    if understood is not None and isinstance(understood.query, MembershipDates | About):
        return understood.query
    query = by_words(clause)
    return query.model_copy(update={"asks": "one", "parts": ()}) if query is not None else None


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
        read = _by_row(Reader(sentence, reader.book, reader.today)) if sentence.is_question else None
        if read is not None and read.row != "help":
            return read
    return None


def _without_asides(reader: Reader) -> Understood | None:
    """The question without what stands beside it: `csto members today pls, need it for a box`."""
    if reader.marked.personal or reader.marked.opinion:
        return None
    for core in _cores(reader):
        read = _by_row(Reader(core, reader.book, reader.today))
        if read is not None and (read.row not in ("help", "about") or core.has("what", "about", "mean")):
            return Understood(read.query, read.row, reader.marked)
    return None


def _cores(reader: Reader) -> Iterator[Marked]:
    if reader.has("him", "it", "them") and (remark := with_topic(reader.marked)):
        yield mark(remark, name_index(reader.register), reader.today)
    yield from cores(reader.marked)


def _no_organization(reader: Reader) -> Choice | None:
    """A question that names no organization, and could be read of several: `who was the secretary general in 2010?`"""
    marked = reader.marked
    if reader.organizations or reader.people or marked.unread or not marked.is_question or marked.has("him"):
        return None
    if reader.countries and (reader.posts or reader.has("head", "chair")):
        return None  # a post of a state
    organizations = [o for o in reader.register.organizations.values() if _fits_question(o, reader)]
    if len(organizations) < 2:
        return None
    with_one = marked.naming(organizations[0])
    rows = fitting_rows(with_one)
    fitting = []
    for organization in organizations if rows else ():
        read = _built(rows, Reader(marked.naming(organization), reader.book, reader.today))
        if read is not None and read.row in _NEEDS_ORGANIZATION and _named_at_end(organization, reader):
            fitting.append((organization.name, read.marked.text))
        if len(fitting) == _MOST_CHOICES:
            break
    return Choice("", tuple(fitting), marked) if len(fitting) > 1 else None


def _named_at_end(organization: Organization, reader: Reader) -> bool:
    """Whether its name, put at the end, is read as its name, and not as part of a longer one (`president CSTO`)."""
    words = reader.marked.text.rstrip(" ?").split()
    endings = (" ".join((*words[-length:], organization.short)) for length in range(1, _LONGEST_NAME + 1))
    return not any(name_index(reader.register).holds(ending) for ending in endings)


_LONGEST_NAME = 3
"""So many words before the name of an organization may make it part of a longer name."""
_NEEDS_ORGANIZATION = ("office_holders", "membership_dates", "attributes", "members", "changes", "timeline")
_MOST_CHOICES = 12


def _fits_question(organization: Organization, reader: Reader) -> bool:
    """Whether there is anything on record by which the question could be of this organization."""
    book = reader.book
    if reader.countries:
        return any(m.organization == organization.id for c in reader.countries for m in book.memberships_of.get(c, ()))
    if reader.posts:
        return any(organization.id in book.owners.get(id, ()) for post in reader.posts for id in post.subjects)
    return "members" in organization.covers


def _unclear(reader: Reader) -> Choice | None:
    """A name that means several organizations, of which neither the time nor the rest of the question settles one."""
    for name in reader.marked.of_kind("organization"):
        fitting = reader.fitting(name)
        if len(fitting) > 1:
            meaning = " or ".join(name.subjects)
            said = next(r.text for r in reader.marked.readings if r.symbol == "ORG" and r.meaning == meaning)
            organizations = [reader.register.organizations[id] for id in fitting]
            alternatives = tuple((o.name, reader.marked.text.replace(said, o.short)) for o in organizations)
            return Choice(said, alternatives, reader.marked)
    return None
