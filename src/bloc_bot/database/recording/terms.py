"""A change of office, as facts: a new term, and those on record with their end."""

from __future__ import annotations

from collections.abc import Iterable

from bloc_bot.database.errors import Refused
from bloc_bot.database.recording.memberships import ended
from bloc_bot.domain.dates import PartialDate, Period, Unbounded
from bloc_bot.domain.drafts import TermChange, TermDraft
from bloc_bot.domain.factbook import FactBook, Register
from bloc_bot.domain.facts import Citation, Source, Term


def facts_of_term(draft: TermDraft, book: FactBook, source: Source, id: str) -> tuple[Term, ...]:
    """The terms after the change, the one that it is about first. A new one gets `id`.

    Refused where a post held by one at a time would have two holders, or there is no term to end.
    """
    _check_kind_of_holder(draft, book.register)
    recorded = [t for t in book.terms.get(draft.organization, ()) if t.post == draft.post]
    if draft.change is TermChange.ENDED:
        return (_last_term(draft, recorded, book.register, source),)
    return _new_term(draft, recorded, book.register, source, id)


def _check_kind_of_holder(draft: TermDraft, register: Register) -> None:
    post = register.posts[draft.post]
    if (draft.holder in register.countries) != post.held_by_countries:
        holders = "countries" if post.held_by_countries else "people"
        raise Refused(f"The post “{post.name}” is held by {holders}.", "holder")


def _last_term(draft: TermDraft, recorded: Iterable[Term], register: Register, source: Source) -> Term:
    own = [t for t in recorded if t.holder == draft.holder and not isinstance(t.period.until, PartialDate)]
    if not own:
        who = register.label(draft.holder)
        raise Refused(f"{who} has no term in this post that goes on, on record. There is nothing to end.", "holder")
    return ended(own[-1], draft.date, source)


def _new_term(draft: TermDraft, recorded: list[Term], register: Register, source: Source, id: str) -> tuple[Term, ...]:
    new = Term(
        id=id,
        organization=draft.organization,
        period=Period(draft.date, Unbounded.OPEN),
        citations=(Citation(source),),
        holder=draft.holder,
        post=draft.post,
        acting=draft.acting,
    )
    present = _present_terms(draft, recorded) if draft.present_holder_leaves else []
    others = [t for t in recorded if t not in present]
    single = register.posts[draft.post].single_holder
    _refuse_overlaps(new, draft.date, [t for t in others if single or t.holder == draft.holder], register)
    return (new, *(ended(term, draft.date, source) for term in present))


def _present_terms(draft: TermDraft, recorded: Iterable[Term]) -> list[Term]:
    """Of whoever has the post on that day: one term at most, or it is not clear whose would end."""
    going_on = [t for t in recorded if t.period.until is Unbounded.OPEN]
    present = [t for t in going_on if _began_before(t, draft.date)]
    if len(present) > 1:
        raise Refused("Several hold this post. Let them stay, and record the end of each term by itself.", "present")
    return present


def _began_before(term: Term, day: PartialDate) -> bool:
    since = term.period.since
    return not isinstance(since, PartialDate) or since.earliest < day.latest


def _refuse_overlaps(new: Term, date: PartialDate, others: Iterable[Term], register: Register) -> None:
    for other in others:
        if not new.period.surely_overlaps(other.period):
            continue
        known = f"{register.label(other.holder)} is on record in this post since {other.period.since}"
        if other.holder == new.holder:
            raise Refused(f"{known}: the two terms would overlap.", "date")
        if other.period.until is Unbounded.OPEN and _began_before(other, date):
            raise Refused(f"{known}, and it has one holder at a time: say that this term ends.", "present")
        raise Refused(f"{known}, and it has one holder at a time.", "date")
