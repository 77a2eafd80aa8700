"""The parts of a fact as fields of a form: filled in from the record, checked, and read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bloc_bot.domain.corrections import (
    EventParts,
    MembershipParts,
    Parts,
    ProfileParts,
    RelationParts,
    TermParts,
)
from bloc_bot.domain.dates import End, Period, Unbounded
from bloc_bot.domain.facts import AnyFact, Event, EventNature, Membership, Profile, Relation, Role, Term
from bloc_bot.slack.forms.checks import WRITE_DATES, Checks, Errors, Option, Typed, errors_of_date, errors_of_words
from bloc_bot.slack.forms.fields import Field, line, menu, radio, tick
from bloc_bot.slack.limits import LIMITS
from bloc_bot.wording.phrases import capitalized

TITLE, SUMMARY, WORDS = 200, 2_000, 300
GOES_ON = ".."
_OPEN = frozenset({GOES_ON, "open", "ongoing", "goes on", "still", "present"})
_ABOUT = re.compile(r"(?:about|around|circa|ca?\.)\s*", re.IGNORECASE)
_SINCE = f"{WRITE_DATES} Empty if it is not on record."
_UNTIL = "The first day on which it is so no longer. Two dots (..) if it goes on; empty if it is not on record."
_NATURES = {
    EventNature.HAPPENED.value: "It happened",
    EventNature.PLANNED.value: "It is or was planned",
    EventNature.STATEMENT.value: "It was said",
    EventNature.RULE.value: "It was the rule",
}
_ROLES = {role.value: capitalized(role.value) for role in Role}


def fields_of(fact: AnyFact) -> tuple[Field, ...]:
    """What can be corrected in a fact of this kind."""
    ends = (
        line("since", "Since", 40, _SINCE, optional=True),
        line("until", "Until", 40, _UNTIL, optional=True),
    )
    match fact:
        case Membership():
            how = (_words(name, label, text) for name, label, text in _how(fact))
            return (*ends, *([] if fact.standing else [menu("role", "Role", _ROLES)]), *how)
        case Term():
            return (*ends, tick("acting", "Acting", "Only fills in until somebody is chosen"))
        case Event():
            return (
                line("since", "When, or the first day", 40, WRITE_DATES),
                line("until", "The last day, if it is another one", 40, WRITE_DATES, optional=True),
                radio("nature", "Happened or planned", _NATURES),
                line("title", "Title", _room(fact.title, TITLE)),
                line(
                    "summary", "What happened", _room(fact.summary, SUMMARY), optional=not fact.summary, multiline=True
                ),
                _words("place", "Place", fact.place),
            )
        case Relation():
            return (_words("detail", "Detail", fact.detail), *ends)
        case Profile():
            value = line("value", capitalized(fact.attribute), _room(fact.value, SUMMARY), multiline=True)
            return (value, *ends)


def filled_in(fact: AnyFact) -> Typed:
    """The fields with what is on record in them."""
    texts = {"since": str(fact.period.since), "until": str(fact.period.until)}
    match fact:
        case Membership():
            ways = {"role": fact.role.value}
            return _typed({**texts, "start": fact.start, "end": fact.end}, ways)
        case Term():
            return _typed(texts, {"acting": "yes" if fact.acting else ""})
        case Event():
            last = "" if fact.last_day == fact.first_day else str(fact.last_day)
            texts = {"since": str(fact.first_day), "until": last}
            own = {"title": fact.title, "summary": fact.summary, "place": fact.place}
            return _typed({**texts, **own}, {"nature": fact.nature.value})
        case Relation():
            return _typed({**texts, "detail": fact.detail})
        case Profile():
            return _typed({**texts, "value": fact.value})


def parts_typed(fact: AnyFact, typed: Typed, checks: Checks) -> Parts | Errors:
    """What the fact is to say, or what is wrong with the fields."""
    errors = dict(_errors(fact, typed, checks))
    if errors:
        return errors
    try:
        period = _period(fact, typed, checks)
    except ValueError:
        return {"until": "This is not after the start."}
    match fact:
        case Membership():
            role = Role(typed.id("role")) if fact.standing is None else fact.role
            return MembershipParts(period, role, typed.line("start"), typed.line("end"))
        case Term():
            return TermParts(period, bool(typed.ids("acting")))
        case Event():
            nature = EventNature(typed.id("nature"))
            return EventParts(period, nature, typed.line("title"), typed.text("summary"), typed.line("place"))
        case Relation():
            return RelationParts(period, typed.line("detail"))
        case Profile():
            return ProfileParts(period, typed.text("value"))


def _errors(fact: AnyFact, typed: Typed, checks: Checks) -> Iterator[tuple[str, str]]:
    limits = {field.name: field for field in fields_of(fact)}
    if isinstance(fact, Event):
        yield from _errors_of_event(fact, typed, checks)
    else:
        yield from _errors_of_end("since", typed, checks, "")
        yield from _errors_of_end("until", typed, checks, f" Or {GOES_ON} if it goes on.")
    if isinstance(fact, Membership) and fact.standing is None and typed.id("role") not in _ROLES:
        yield "role", "Choose as what."
    if isinstance(fact, Profile):
        yield from errors_of_words("value", typed, "Say what it is.", _room(fact.value, SUMMARY))
    for name in ("start", "end", "detail", "place"):
        if name in limits:
            yield from errors_of_words(name, typed, "", _room(getattr(fact, name), WORDS))


def _errors_of_event(event: Event, typed: Typed, checks: Checks) -> Iterator[tuple[str, str]]:
    ahead = "" if typed.id("nature") != EventNature.HAPPENED.value else "If it is planned, say so below."
    yield from errors_of_date("since", typed, checks, ahead)
    if typed.text("until"):
        yield from errors_of_date("until", typed, checks, ahead)
    if typed.id("nature") not in _NATURES:
        yield "nature", "Choose whether it happened or was planned."
    yield from errors_of_words("title", typed, "Give it a title of a few words.", _room(event.title, TITLE))
    missing = "Say in a sentence or two what happened." if event.summary else ""
    yield from errors_of_words("summary", typed, missing, _room(event.summary, SUMMARY))


def _errors_of_end(name: str, typed: Typed, checks: Checks, advice: str) -> Iterator[tuple[str, str]]:
    try:
        _end(typed.text(name), checks)
    except ValueError:
        yield name, f"This is no date in the calendar. {WRITE_DATES}{advice}"


def _period(fact: AnyFact, typed: Typed, checks: Checks) -> Period:
    if isinstance(fact, Event):
        first = checks.read_date(typed.text("since"))
        last = checks.read_date(typed.text("until")) if typed.text("until") else None
        return Period.during(first, last)
    return Period(_end(typed.text("since"), checks), _end(typed.text("until"), checks))


def _end(text: str, checks: Checks) -> End:
    """An end as people write it, or as EDTF does. ValueError if it is none."""
    if not text:
        return Unbounded.UNKNOWN
    if text.lower() in _OPEN:
        return Unbounded.OPEN
    about = _ABOUT.match(text)
    return replace(checks.read_date(text[about.end() :]), approximate=True) if about else checks.read_date(text)


def _how(m: Membership) -> tuple[tuple[str, str, str], ...]:
    return (("start", "How it began", m.start), ("end", "How it ended", m.end))


def _words(name: str, label: str, text: str) -> Field:
    return line(name, label, _room(text, WORDS), optional=True)


def _room(text: str, usual: int) -> int:
    """What is on record must fit, however long it is, as far as Slack takes it."""
    return min(max(len(text), usual), LIMITS["initial_value"])


def _typed(texts: dict[str, str], ways: dict[str, str] | None = None) -> Typed:
    chosen = {name: (Option(way, ""),) for name, way in (ways or {}).items() if way}
    return Typed({name: text for name, text in texts.items() if text}, chosen)
