"""A fact in a line, where there is no answer to show it in: never without its dates."""

from __future__ import annotations

from bloc_bot.domain.dates import Unbounded
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import AnyFact, Event, Membership, Term
from bloc_bot.slack.mrkdwn import written_date


def in_short(fact: AnyFact, register: Register) -> str:
    """`CSTO: Armenia, member, since 7 October 2002`; plain text, not escaped."""
    match fact:
        case Event():
            return f"{fact.title}, {_dates(fact)}"
        case Membership():
            what = f"{register.label(fact.party)}, {fact.standing or fact.role}"
        case Term():
            post = fact.title or register.posts[fact.post].name
            what = f"{register.label(fact.holder)}, {'acting ' if fact.acting else ''}{post}"
        case _:
            what = fact.note
    return f"{register.label(fact.organization)}: {what}, {_dates(fact)}"


def _dates(fact: AnyFact) -> str:
    if isinstance(fact, Event):
        return written_date(str(fact.first_day))
    since, until = fact.period.since, fact.period.until
    if until is Unbounded.UNKNOWN:
        return f"since {written_date(str(since))}" if since is not Unbounded.UNKNOWN else "dates not on record"
    return written_date(str(fact.period))
