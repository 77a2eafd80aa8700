"""The seed checked like code: ids that do not resolve, terms that overlap, and what else cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from bloc_bot.database.facts.lint import lint_facts
from bloc_bot.database.seed.facts import facts_of
from bloc_bot.database.seed.files import Seed
from bloc_bot.database.seed.references import unresolved
from bloc_bot.domain.facts import Event, Post, Term


def lint(seed: Seed, today: date) -> list[str]:
    """All that is wrong with the seed, a line each. Ids that do not resolve are told alone: the rest needs them."""
    if problems := unresolved(seed):
        return problems
    facts = facts_of(seed)
    posts = {post.id: Post(post.id, post.name, post.single_holder, post.held_by_countries) for post in seed.posts}
    countries = {country.id for country in seed.countries}
    return [*_addresses(seed), *lint_facts(facts, posts, countries, today)]


def unused_people(seed: Seed) -> list[str]:
    """People of whom no fact speaks: worth a look, and nothing wrong."""
    facts = facts_of(seed)
    holders = {fact.holder for fact in facts if isinstance(fact, Term)}
    parties = {p.party for fact in facts if isinstance(fact, Event) for p in fact.parties}
    return [person.id for person in seed.people if person.id not in holders | parties]


def _addresses(seed: Seed) -> Iterator[str]:
    for source in seed.sources:
        address = urlsplit(source.url)
        if address.scheme not in ("http", "https") or not address.hostname:
            yield f"source {source.id}: {source.url!r} is no web address"
