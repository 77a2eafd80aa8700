"""What is typed to dispute a part of a fact: which part, the value that a source gives instead, and the source."""

from __future__ import annotations

from collections.abc import Iterator

from bloc_bot.domain.corrections import Amendment, Dispute
from bloc_bot.domain.facts import AnyFact, Event, Membership, Profile, Relation, Term
from bloc_bot.slack.forms.checks import (
    Checks,
    Errors,
    Typed,
    errors_of_date,
    errors_of_source,
    errors_of_words,
    source_of,
)

VALUE, LOCATOR = 300, 200
_DATES = ("since", "until", "date")


def dispute_typed(fact: AnyFact, typed: Typed, checks: Checks) -> Amendment | Errors:
    """The dispute, or what is wrong with the fields."""
    errors = dict(_errors_of_dispute(fact, typed, checks))
    errors |= dict(errors_of_source(typed, checks))
    if errors:
        return errors
    part = typed.id("part")
    value = str(checks.read_date(typed.text("value"))) if part in _DATES else typed.line("value")
    return Dispute(part, value, source_of(typed, checks), typed.line("locator"))


def _errors_of_dispute(fact: AnyFact, typed: Typed, checks: Checks) -> Iterator[tuple[str, str]]:
    part = typed.id("part")
    if part not in disputable(fact):
        yield "part", "Choose what the source says otherwise."
        return
    if part in _DATES:
        yield from errors_of_date("value", typed, checks, "")
    else:
        yield from errors_of_words("value", typed, "Say what the source gives instead.", VALUE)
    yield from errors_of_words("locator", typed, "", LOCATOR)
    if typed.text("value") and _is_on_record(fact, part, typed, checks):
        yield "value", "This is what the record says: add it as a source instead."


def _is_on_record(fact: AnyFact, part: str, typed: Typed, checks: Checks) -> bool:
    """Whether the value is the one that the fact has."""
    said = typed.line("value")
    if part in _DATES:
        try:
            said = str(checks.read_date(said))
        except ValueError:
            return False
    recorded = {
        "since": str(fact.period.since),
        "until": str(fact.period.until),
        "date": str(fact.first_day) if isinstance(fact, Event) else "",
    }
    known = recorded.get(part, str(getattr(fact, part, "") or ""))
    return bool(known) and said.casefold() == known.casefold()


def disputable(fact: AnyFact) -> dict[str, str]:
    """The parts that a source may give otherwise, as citations name them."""
    ends = {"since": "The start", "until": "The end"}
    match fact:
        case Membership():
            return {**ends, "role": "The role", "standing": "The standing"}
        case Term():
            return {**ends, "name": "Who held it"}
        case Event():
            what = {"date": "The date", "place": "The place", "what": "What happened"}
            return {**what, "who took part": "Who took part"}
        case Relation():
            return {**ends, "detail": "The detail"}
        case Profile():
            return {**ends, "value": "The value"}
