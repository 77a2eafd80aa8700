"""Facts checked together: terms that overlap, ends before starts, and what else cannot be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.facts import AnyFact, Event, EventNature, Membership, Post, Term


def lint_facts(
    facts: Sequence[AnyFact], posts: Mapping[str, Post], countries: Collection[str], today: date
) -> list[str]:
    """All that is wrong with the facts, a line each, which names the facts by their ids."""
    single = {post.id for post in posts.values() if post.single_holder}
    held_by_countries = {post.id for post in posts.values() if post.held_by_countries}
    return [
        *_overlapping_terms(single, facts),
        *_overlapping_memberships(facts),
        *_due_before_start(facts),
        *_still_to_come(facts, today),
        *_outcomes_too_early(facts),
        *_unexplained_disputes(facts),
        *_posts_held_by_the_wrong_kind(held_by_countries, countries, facts),
    ]


def _overlapping_terms(single: Container[str], facts: Iterable[AnyFact]) -> Iterator[str]:
    of_post: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Term) and fact.post in single:
            of_post[fact.organization or fact.state, fact.post].append(fact)
    for (organization, post), terms in of_post.items():
        for one, other in combinations(terms, 2):
            if one.holder != other.holder and one.period.surely_overlaps(other.period):
                yield f"{one.id} and {other.id} hold {post} of {organization} at the same time"


def _overlapping_memberships(facts: Iterable[AnyFact]) -> Iterator[str]:
    of_party: defaultdict[tuple[str, str], list[Membership]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Membership) and fact.standing is None:
            of_party[fact.organization, fact.party].append(fact)
    for (organization, party), memberships in of_party.items():
        for one, other in combinations(memberships, 2):
            if one.period.surely_overlaps(other.period):
                yield f"{one.id} and {other.id} are both about {party} in {organization}, at the same time"


def _due_before_start(facts: Iterable[AnyFact]) -> Iterator[str]:
    for fact in facts:
        if not isinstance(fact, Term) or fact.due_until is None:
            continue
        since, until = fact.period.since, fact.period.until
        if isinstance(since, PartialDate) and fact.due_until.latest <= since.earliest:
            yield f"{fact.id} is due to be over before it starts"
        if isinstance(until, PartialDate) and until.earliest > fact.due_until.latest:
            yield f"{fact.id} went on until {until}, after {fact.due_until}, when it was due to be over"


def _still_to_come(facts: Iterable[AnyFact], today: date) -> Iterator[str]:
    for fact in facts:
        if isinstance(fact, Event) and fact.nature is EventNature.HAPPENED and fact.last_day.earliest > today:
            yield f"{fact.id} is said to have happened on {fact.last_day}, which is still to come"


def _outcomes_too_early(facts: Sequence[AnyFact]) -> Iterator[str]:
    events = {fact.id: fact for fact in facts if isinstance(fact, Event)}
    for event in events.values():
        if event.outcome and event.nature is not EventNature.PLANNED:
            yield f"{event.id} has an outcome, and was not planned but {event.nature}"
        outcome = events.get(event.outcome)
        if outcome is not None and outcome.nature is EventNature.PLANNED:
            yield f"{event.id}: its outcome {event.outcome} was only planned itself"


def _unexplained_disputes(facts: Iterable[AnyFact]) -> Iterator[str]:
    for fact in facts:
        if fact.disputing and not fact.preferred:
            yield f"{fact.id} is disputed, and does not say why its own value is preferred"
        if fact.preferred and not fact.disputing:
            yield f"{fact.id} says why its value is preferred, and names no source that says otherwise"


def _posts_held_by_the_wrong_kind(
    held_by_countries: Container[str], countries: Container[str], facts: Iterable[AnyFact]
) -> Iterator[str]:
    for fact in facts:
        if isinstance(fact, Term) and (fact.holder in countries) != (fact.post in held_by_countries):
            yield f"{fact.id}: {fact.post} is held by {'a country' if fact.holder in countries else 'a person'}"
