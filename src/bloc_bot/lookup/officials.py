"""Who holds which post, who came before and after, and what posts a person held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bloc_bot.domain.dates import ONE_DAY, PartialDate, Truth
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import Term
from bloc_bot.domain.findings import Held, HoldersFound, PostsFound, SuccessionFound
from bloc_bot.domain.queries import OfficeHolders, PostsOf, Succession, When
from bloc_bot.lookup.times import held

_NEAR = timedelta(days=400)
"""How near to the day asked about a holder known only from attestations must be attested to be worth naming."""


def find_holders(query: OfficeHolders, book: FactBook, today: date) -> HoldersFound:
    """Who held the post (every post, if none is asked about) at the time asked about."""
    terms = [t for t in book.terms.get(query.organization, ()) if not query.posts or t.post in query.posts]
    asked = [t for t in terms if query.acting is None or t.acting == query.acting]
    if query.nationality is not None:
        asked = terms = [t for t in asked if book.register.is_or_is_from(t.holder, query.nationality)]
    if query.extreme is not None:
        return _extreme(query, asked)
    if query.nth is not None:
        return _nth(query, query.nth, asked)
    if query.whether and query.on is None:
        asked = [t for t in asked if book.register.is_or_is_from(t.holder, query.whether)] or asked
    judged = held(asked, query.on)
    sure = tuple(one for one in judged if one.truth is Truth.YES)
    settled = {one.fact.post for one in sure if book.register.posts[one.fact.post].single_holder}
    on = query.on or When()
    day = on.first or on.last or today
    perhaps = [h for h in judged if h.truth is Truth.UNCERTAIN and not (on.day and h.fact.post in settled)]
    around = terms if not sure else ()
    return HoldersFound(
        query=query,
        holders=sure,
        possible=tuple(_likely(perhaps, on)),
        before=max((t for t in around if _start(t) <= day), key=_start, default=None),
        after=min((t for t in around if day < _start(t) < date.max), key=_start, default=None),
        covered=bool(terms),
    )


def _likely(perhaps: list[Held[Term]], on: When) -> list[Held[Term]]:
    """Of the holders whom the record leaves open: those with a start on record, and those attested near by."""
    dated = [h for h in perhaps if isinstance(h.fact.period.since, PartialDate)]
    attested = [h for h in perhaps if h not in dated and _attested_near(h.fact, on)]
    return [*dated, *attested]


def _attested_near(term: Term, on: When) -> bool:
    first, last = on.first or date.min, on.last or date.max
    low = first - _NEAR if first > date.min + _NEAR else date.min
    high = last + _NEAR if last < date.max - _NEAR else date.max
    return any(low <= a.latest and a.earliest <= high for a in term.attestations)


def _extreme(query: OfficeHolders, terms: Sequence[Term]) -> HoldersFound:
    """The first, the last, or the longest-serving holder on record; acting ones only if asked for."""
    regular = [t for t in terms if t.acting == bool(query.acting) and isinstance(t.period.since, PartialDate)]
    unknown_start = [t for t in terms if not t.acting and t not in regular]
    chosen: list[Term] = []
    if regular:
        if query.extreme == "longest":
            chosen = [max(regular, key=_length)]
        elif query.extreme == "shortest":
            over = [t for t in regular if isinstance(t.period.until, PartialDate)]
            chosen = [min(over, key=_length)] if over else []
        else:
            pick = min if query.extreme == "first" else max
            chosen = [pick(regular, key=_start)]
    if query.extreme == "first" and unknown_start and (not chosen or _start(unknown_start[0]) < _start(chosen[0])):
        chosen = [min(unknown_start, key=_start)]
    return HoldersFound(query, tuple(Held(t, Truth.YES) for t in chosen), (), None, None, bool(terms))


def _nth(query: OfficeHolders, nth: int, terms: Sequence[Term]) -> HoldersFound:
    """The second, third … of those on record. Nobody where it is not on record who came when."""
    regular = sorted((t for t in terms if not t.acting), key=_start)
    order = list(dict.fromkeys(t.holder for t in regular))
    if nth > len(order) or any(not isinstance(t.period.since, PartialDate) for t in regular):
        return HoldersFound(query, (), (), None, None, bool(terms))
    chosen = next(t for t in regular if t.holder == order[nth - 1])
    return HoldersFound(query, (Held(chosen, Truth.YES),), (), None, None, covered=True)


def _length(term: Term) -> int:
    """Days for which it is known to have run."""
    since, until = term.period.since, term.period.until
    if not isinstance(since, PartialDate):
        return 0
    if isinstance(until, PartialDate):
        return (until.earliest - since.latest).days
    return (term.last_attested.earliest - since.latest).days if term.last_attested else 0


def find_succession(query: Succession, book: FactBook, today: date) -> SuccessionFound:
    """Who held the post next before or after the holder named, or whoever held it at the time."""
    terms = _succession_terms(query, book)
    of = _term_of(query, terms, book, today)
    if of is None:
        return SuccessionFound(query, None, ())
    line = sorted((t for t in book.terms.get(of.organization or of.state, ()) if t.post == of.post), key=_start)
    place = line.index(of)
    following = line[place + 1 :] if query.direction == "after" else line[:place][::-1]
    return SuccessionFound(query, of, tuple(_up_to_regular(following)))


def _succession_terms(query: Succession, book: FactBook) -> list[Term]:
    terms = (
        list(book.terms_of.get(query.holder, ()))
        if query.holder
        else list(book.terms.get(query.organization or "", ()))
    )
    if query.organization and any(t.organization == query.organization for t in terms):
        terms = [t for t in terms if t.organization == query.organization]
    if query.posts and any(t.post in query.posts for t in terms):
        terms = [t for t in terms if t.post in query.posts]
    if not query.posts and query.organization and not query.holder:
        head = book.register.organizations[query.organization].head_post
        terms = [t for t in terms if t.post == head]
    return terms


def _term_of(query: Succession, terms: list[Term], book: FactBook, today: date) -> Term | None:
    posts = book.register.posts
    single = [t for t in terms if posts[t.post].single_holder]
    if query.holder is None:
        judged = held(single, query.on or When.now(today))
        return judged[-1].fact if judged else None
    if query.on is not None and (then := held(single, query.on)):
        return then[-1].fact
    regular = [t for t in single if not t.acting] or single
    return max(regular, key=_start, default=None)


def _up_to_regular(line: Sequence[Term]) -> list[Term]:
    """Whoever comes next: those acting, up to the first who is not."""
    found: list[Term] = []
    for term in line:
        found.append(term)
        if not term.acting:
            break
    return found


def find_posts(query: PostsOf, book: FactBook) -> PostsFound:
    """The posts of a person, oldest first; in one organization, if one is given and the person held any there."""
    terms = book.terms_of.get(query.person, ())
    there = [t for t in terms if t.organization == query.organization]
    elsewhere = () if query.organization and query.person in book.register.countries else terms
    return PostsFound(query, held(sorted(there or elsewhere, key=_start), query.on))


def _start(term: Term) -> date:
    """The earliest day of which it is on record: its start, else its first attestation or its end."""
    since, until = term.period.since, term.period.until
    if isinstance(since, PartialDate):
        return since.earliest
    known = [attested.earliest for attested in term.attestations]
    known += [until.earliest - ONE_DAY] if isinstance(until, PartialDate) else []
    return min(known, default=date.max)
