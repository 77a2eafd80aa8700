"""A fact in one line, as lists of what is on record show it."""

from __future__ import annotations

from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import AnyFact, Event, EventNature, Membership, Profile, Relation, Term
from bloc_bot.wording.phrases import in_words, period_words


def in_one_line(fact: AnyFact, register: Register) -> str:
    """`CSTO: Nikolai Bordyuzha, Secretary General, from 28 April 2003 to the end of 2016`."""
    match fact:
        case Event():
            return _event(fact, register)
        case Membership():
            said = [register.label(fact.party), fact.standing or fact.role]
        case Term():
            said = [register.label(fact.holder), fact.title or _post(fact, register)]
        case Relation():
            said = [fact.kind, register.label(fact.other)]
        case Profile():
            said = [fact.attribute, fact.value]
    said.append(period_words(fact.period))
    owner = fact.organization or (fact.state if isinstance(fact, Term) else "")
    return f"{register.label(owner)}: {', '.join(part for part in said if part)}"


def _event(event: Event, register: Register) -> str:
    organizations = ", ".join(register.label(id) for id in event.organizations)
    first, last = in_words(event.first_day), in_words(event.last_day)
    dates = first if first == last else f"{first} to {last}"
    nature = "" if event.nature is EventNature.HAPPENED else f" ({event.nature})"
    return f"{organizations}, {dates}: {event.title}{nature}"


def _post(term: Term, register: Register) -> str:
    post = register.posts.get(term.post)
    return f"{'acting ' if term.acting else ''}{post.name if post else term.post}"
