"""Words for who holds a post."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bloc_bot.domain.dates import PartialDate, Truth, Unbounded
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import AnyFact, Term
from bloc_bot.domain.findings import Held, HoldersFound, PostsFound, SuccessionFound
from bloc_bot.domain.queries import OfficeHolders, Succession, When
from bloc_bot.domain.replies import Item, Reply, Status
from bloc_bot.wording.citing import Citing, disputes, freshness, marks, of_dates
from bloc_bot.wording.phrases import (
    DATES,
    at_time,
    counted,
    edtf,
    in_words,
    is_today,
    listed,
    period_words,
    sentence,
    since_and_until,
    the,
)
from bloc_bot.wording.replying import reply


def word_holders(found: HoldersFound, book: FactBook, today: date) -> Reply:
    """`Stanislav Zas (Belarus) was Secretary General of the CSTO in 2021 (…)`, a row a term."""
    query, citing = found.query, Citing()
    terms, possible = _terms(found.holders), _terms(found.possible)
    previous = [found.before] if query.with_previous and found.before and found.before not in terms else []
    if query.with_previous and terms:
        previous = _previous(terms[0], book)
    if not terms and not possible:
        return _nobody(found, book, today)
    shown = [*terms, *(() if terms else possible), *previous]
    with_post = len(query.posts) != 1
    items = [term_item(term, book, citing, with_post=with_post, on=query.on) for term in shown]
    caveats = [_possible(term, book, citing) for term in possible] if terms else []
    caveats += disputes([t for t in shown if of_dates(t)], lambda f: _subject(f, book), citing)
    if is_today(query.on, today) and terms and (fresh := freshness(terms, today)):
        caveats.append(fresh)
    return reply(
        _headline(found, terms, possible, previous, book, today),
        query,
        items=items,
        verdict=_whether(found, terms, possible, book) if query.whether else None,
        on=query.on,
        caveats=caveats,
        citing=citing,
        suggestions=_suggestions(terms or possible, book),
        columns=("Name", *(["Post"] if with_post else []), *DATES),
        beside=possible,
    )


def _previous(term: Term, book: FactBook) -> list[Term]:
    line = [t for t in book.terms.get(term.organization, ()) if t.post == term.post]
    place = line.index(term)
    return line[place - 1 : place] if place else []


def _whether(found: HoldersFound, terms: Sequence[Term], possible: Sequence[Term], book: FactBook) -> Truth:
    asked = found.query.whether or ""
    if any(book.register.is_or_is_from(t.holder, asked) for t in terms):
        return Truth.YES
    return Truth.UNCERTAIN if any(book.register.is_or_is_from(t.holder, asked) for t in possible) else Truth.NO


def _headline(
    found: HoldersFound,
    terms: Sequence[Term],
    possible: Sequence[Term],
    previous: Sequence[Term],
    book: FactBook,
    today: date,
) -> str:
    query = found.query
    where = _owner(query.organization, book)
    now = is_today(query.on, today)
    answer = ""
    if query.whether:
        answer = {Truth.YES: "Yes: ", Truth.NO: "No: ", Truth.UNCERTAIN: ""}[_whether(found, terms, possible, book)]
    if not query.posts:
        when = "as of " + in_words(today) if now else at_time(query.on)
        return sentence(f"{counted(len(terms), 'office-holder')} of {where} on record {when}")
    if query.extreme is not None or query.nth is not None:
        which = _EXTREME[query.extreme] if query.extreme else _NTH[query.nth or 0]
        there = f" from {book.register.label(query.nationality)}" if query.nationality else ""
        title = f"the {which} {_title(terms[0], book)} of {where}{there} on record"
        return sentence(f"{title} is {_holder(terms[0], book)} ({when_held(terms[0])})")
    if not terms:
        return _only_possible(found, possible, book, today)
    if query.counted:
        return _count(terms, query, book)
    titles = {_title(t, book) for t in terms}
    when = "" if now or query.on is None else f" {at_time(query.on)}"
    if len(terms) == 1:
        who = f"{_holder(terms[0], book)} {_be(terms[0], query, today)}"
        said = f"{who} {_title(terms[0], book)} of {where}{when} ({when_held(terms[0])})"
    elif len({t.post for t in terms}) > 1 and len(titles) > 1:
        said = f"of {where}{when}: " + "; ".join(
            f"{_title(t, book)}: {_holder(t, book)} ({when_held(t)})" for t in terms
        )
    else:
        said = f"{_plain_title(terms[-1], book)} of {where}{when}: " + "; then ".join(
            f"{_holder(t, book)}{' (acting)' if t.acting else ''} {when_held(t)}" for t in terms
        )
    before = f"; before that: {listed([f'{_holder(t, book)} {when_held(t)}' for t in previous])}" if previous else ""
    return sentence(f"{answer}{said}{before}")


def _count(terms: Sequence[Term], query: OfficeHolders, book: FactBook) -> str:
    """How many people (or countries) held it, however often each of them did."""
    holders = dict.fromkeys(_holder(t, book) for t in terms)
    acting = sum(t.acting for t in terms)
    among = f", {counted(acting, 'acting term')} among them" if acting and not query.acting else ""
    when = f" {at_time(query.on)}" if query.on else ""
    were = "was" if len(holders) == 1 else "were"
    titles = " or ".join(dict.fromkeys(book.register.posts[t.post].name for t in terms))
    said = f"{len(holders)} {were} {titles} of {_owner(query.organization, book)}{when} on record{among}"
    return sentence(f"{said}: {listed(list(holders))}")


_EXTREME = {"first": "first", "last": "latest", "longest": "longest-serving", "shortest": "shortest-serving"}
_NTH = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _be(term: Term, query: OfficeHolders, today: date) -> str:
    day = (query.on.day or query.on.first) if query.on else None
    if day is not None and day > today and term.period.until is Unbounded.OPEN:
        due = term.due_until is not None and day < term.due_until.earliest
        return "is due to be" if due else "is the last on record as"
    return "is" if is_today(query.on, today) else "was"


def _only_possible(found: HoldersFound, possible: Sequence[Term], book: FactBook, today: date) -> str:
    query = found.query
    where, title = _owner(query.organization, book), _title(possible[-1], book)
    when = "today" if is_today(query.on, today) else at_time(query.on)
    said = listed([f"{_holder(term, book)} {when_held(term)}" for term in possible])
    return sentence(f"who was {title} of {where} {when} is not settled by the record; on record is {said}")


def _possible(term: Term, book: FactBook, citing: Citing) -> str:
    return sentence(
        f"possibly also {_holder(term, book)}, {_title(term, book)} {when_held(term)} {marks(citing.fact(term))}"
    )


def _nobody(found: HoldersFound, book: FactBook, today: date) -> Reply:
    query, citing = found.query, Citing()
    where = _owner(query.organization, book)
    titles = [book.register.posts[post].name for post in query.posts if post in book.register.posts]
    title = " or ".join(titles) or "office-holder"
    around = [
        f"{word} {_holder(term, book)} {when_held(term)} {marks(citing.fact(term))}"
        for word, term in (("before that", found.before), ("after that", found.after))
        if term is not None
    ]
    title += f" from {book.register.label(query.nationality)}" if query.nationality else ""
    when = "" if not found.covered else f" {'today' if is_today(query.on, today) else at_time(query.on)}"
    headline = f"no {title} of {where}{when} is on record"
    return reply(
        sentence(f"{headline}; {'; '.join(around)}" if around else headline),
        query,
        status=Status.NO_DATA,
        on=query.on,
        citing=citing,
        suggestions=[(f"All of {where}", f"{book.register.label(query.organization)} officials")],
        beside=[term for term in (found.before, found.after) if term is not None],
    )


def word_succession(found: SuccessionFound, book: FactBook) -> Reply:
    """`Before Taalatbek Masadykov, Imangali Tasmagambetov was Secretary General of the CSTO (…)`."""
    query, citing = found.query, Citing()
    if found.of is None:
        return _no_line(query, book)
    of, where = found.of, _owner(found.of.organization or found.of.state, book)
    if not found.next:
        citing.fact(of)
        return reply(
            sentence(
                f"nobody {query.direction} {_holder(of, book)} as {_plain_title(of, book)} of {where} is on record"
            ),
            query,
            status=Status.NO_DATA,
            citing=citing,
            beside=[of],
        )
    said = "; then ".join(f"{_holder(t, book)}{' (acting)' if t.acting else ''} {when_held(t)}" for t in found.next)
    return reply(
        sentence(f"{query.direction} {_holder(of, book)}, {_plain_title(found.next[-1], book)} of {where}: {said}"),
        query,
        items=[term_item(term, book, citing, with_post=False) for term in found.next],
        caveats=disputes([t for t in found.next if of_dates(t)], lambda f: _subject(f, book), citing),
        citing=citing,
        suggestions=_suggestions(found.next, book),
    )


def _no_line(query: Succession, book: FactBook) -> Reply:
    who = book.register.label(query.holder) if query.holder else "the office-holder"
    where = f" in {_owner(query.organization, book)}" if query.organization else ""
    return reply(sentence(f"no post of {who}{where} is on record"), query, status=Status.NO_DATA)


def word_posts(found: PostsFound, book: FactBook) -> Reply:
    """`Dmitry Mezentsev: Secretary General of the SCO from … to …; State Secretary of the Union State …`."""
    query, citing = found.query, Citing()
    person = book.register.label(query.person)
    holder = book.register.people.get(query.person)
    country = book.register.countries.get(holder.nationality) if holder is not None else None
    terms = _terms(found.terms)
    if not terms:
        when = f" {at_time(query.on)}" if query.on else ""
        return reply(sentence(f"no post of {person}{when} is on record"), query, status=Status.NO_DATA, on=query.on)
    said = _posts_held(terms, book)
    items = [
        replace(
            term_item(t, book, citing, with_post=False),
            id=t.organization or t.state,
            label=f"{_title(t, book)} of {_owner(t.organization or t.state, book)}",
        )
        for t in terms
    ]
    return reply(
        sentence(f"{person}{f' ({country.name})' if country else ''}: {said}"),
        query,
        items=items,
        on=query.on,
        caveats=disputes([t for t in terms if of_dates(t)], lambda f: _subject(f, book), citing),
        citing=citing,
        columns=("Post", *DATES),
    )


def _posts_held(terms: Sequence[Term], book: FactBook) -> str:
    """Each post with its dates; one that was held again and again, with how often."""
    posts = [f"{_title(t, book)} of {_owner(t.organization or t.state, book)}" for t in terms]
    if len(set(posts)) == 1 and len(posts) > 1:
        return f"{posts[0]} {len(posts)} times on record: {'; '.join(when_held(t) for t in terms)}"
    return "; ".join(f"{post} {when_held(t)}" for post, t in zip(posts, terms, strict=True))


def term_item(term: Term, book: FactBook, citing: Citing, *, with_post: bool, on: When | None = None) -> Item:
    """The row of a term, by its holder."""
    post = f"{_title(term, book)} " if with_post else ""
    return Item(
        id=term.holder,
        label=book.register.label(term.holder),
        since=edtf(term.period.since),
        until=edtf(term.period.until),
        detail=f"{post}{when_held(term)}{'; ' + term.note if term.note else ''}",
        citations=citing.fact(term, on),
        fact=term.id,
        cells=(*([post.strip()] if with_post else []), *since_and_until(term.period), _remarks(term)),
    )


def _remarks(term: Term) -> str:
    """What is to be said beside the dates."""
    attested = [in_words(when) for when in term.attestations]
    said = [f"due to run {_to_end(term.due_until)}"] if term.due_until else []
    if attested and not period_words(term.period):
        said.append(f"attested {listed(attested)}")
    elif attested and term.period.until is Unbounded.UNKNOWN:
        said.append(f"last attested {attested[-1]}")
    return "; ".join([*said, term.note] if term.note else said)


def when_held(term: Term) -> str:
    """When the post was held, as far as is on record, and until when the term is due to run."""
    due = f", due to run {_to_end(term.due_until)}" if term.due_until else ""
    dates = period_words(term.period)
    attested = listed([in_words(when) for when in term.attestations])
    if not dates:
        return f"attested {attested}{due}" if attested else f"dates not on record{due}"
    if term.period.until is Unbounded.UNKNOWN and attested:
        start = dates.removesuffix(" (end not on record)")
        return f"{start}, last attested {in_words(term.attestations[-1])}, end not on record{due}"
    return f"{dates}{due}"


def _to_end(due: PartialDate) -> str:
    """A term due until 1 January 2029 runs to 31 December 2028."""
    return f"to {in_words(due.preceding())}" if due.day is not None else f"until {in_words(due)}"


def _plain_title(term: Term, book: FactBook) -> str:
    return term.title or book.register.posts[term.post].name


def _title(term: Term, book: FactBook) -> str:
    title = _plain_title(term, book)
    acting = "Acting " if term.acting and not title.startswith("Acting") else ""
    return acting + title


def _holder(term: Term, book: FactBook) -> str:
    person = book.register.people.get(term.holder)
    country = book.register.countries.get(person.nationality) if person and person.nationality else None
    label = book.register.label(term.holder)
    return f"{label} ({country.name})" if country is not None and term.organization else label


def _owner(id: str, book: FactBook) -> str:
    organization = book.register.organizations.get(id)
    return the(organization) if organization else book.register.label(id)


def _subject(fact: AnyFact, book: FactBook) -> str:
    return f"the term of {book.register.label(fact.holder)}" if isinstance(fact, Term) else fact.id


def _terms(held: Iterable[Held[Term]]) -> list[Term]:
    return [one.fact for one in held]


def _suggestions(terms: Sequence[Term], book: FactBook) -> list[tuple[str, str]]:
    if not terms or not terms[0].organization:
        return []
    short = book.register.label(terms[0].organization)
    return [("All officials", f"{short} officials"), ("Members", f"{short} members")]
