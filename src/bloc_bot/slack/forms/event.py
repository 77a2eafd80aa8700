"""The form for an event."""

from __future__ import annotations

from collections.abc import Iterator

from bloc_bot.domain.dates import Period
from bloc_bot.domain.drafts import EventDraft
from bloc_bot.domain.facts import EventNature
from bloc_bot.slack.forms.checks import (
    WRITE_DATES,
    Checks,
    Errors,
    Option,
    Typed,
    errors_of_choice,
    errors_of_date,
    errors_of_source,
    errors_of_words,
    source_of,
)
from bloc_bot.slack.forms.fields import SOURCE_FIELDS, line, radio, search
from bloc_bot.slack.forms.kinds import FormKind

TITLE = 200
SUMMARY = 2_000
_NATURES = {EventNature.HAPPENED.value: "It happened", EventNature.PLANNED.value: "It is or was planned"}


def check_event(typed: Typed, checks: Checks) -> EventDraft | Errors:
    errors = dict(_errors(typed, checks))
    if errors:
        return errors
    return EventDraft(
        organizations=typed.ids("organizations"),
        period=Period.during(checks.read_date(typed.text("date"))),
        nature=EventNature(typed.id("nature")),
        title=typed.line("title"),
        summary=typed.text("summary"),
        countries=typed.ids("countries"),
        source=source_of(typed, checks),
    )


def _errors(typed: Typed, checks: Checks) -> Iterator[tuple[str, str]]:
    yield from errors_of_choice("organizations", typed, "Choose at least one organization.")
    is_planned = typed.id("nature") == EventNature.PLANNED.value
    yield from errors_of_date("date", typed, checks, "" if is_planned else "If it is planned, say so below.")
    if typed.id("nature") not in _NATURES:
        yield "nature", "Choose whether it happened or was planned."
    yield from errors_of_words("title", typed, "Give it a title of a few words.", TITLE)
    yield from errors_of_words("summary", typed, "Say in a sentence or two what happened.", SUMMARY)
    yield from errors_of_source(typed, checks)


EVENT = FormKind(
    "event_form",
    "Record an event",
    (
        search("organizations", "Organizations", most=10),
        line("date", "When", 40, WRITE_DATES),
        radio("nature", "Happened or planned", _NATURES),
        line("title", "Title", TITLE),
        line("summary", "What happened", SUMMARY, multiline=True),
        search("countries", "Countries", optional=True, most=60),
        *SOURCE_FIELDS,
    ),
    Typed(chosen={"nature": (Option(EventNature.HAPPENED.value, ""),)}),
    check_event,
)
