"""What was typed into the form for an event, and what is wrong with it: nothing here knows of Slack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.drafts import EventDraft, SourceDraft
from bloc_bot.domain.facts import EventNature
from bloc_bot.slack.mrkdwn import is_web_address

TITLE = 200
SUMMARY = 2_000
SOURCE = 300
ADDRESS = 2_000
WRITE_DATES = "Write a year, a month or a day: 2008, Aug 2008, 11 Jan 2008 or 2008-01-11."
Errors = dict[str, str]
"""What to change, by the name of the field."""


@dataclass(frozen=True)
class EventForm:
    """The fields as typed. Their names are the names of the inputs."""

    organizations: tuple[str, ...] = ()
    date: str = ""
    nature: str = EventNature.HAPPENED.value
    title: str = ""
    summary: str = ""
    countries: tuple[str, ...] = ()
    publisher: str = ""
    source_title: str = ""
    source_date: str = ""
    url: str = ""
    anyway: bool = False
    """Record it although something very like it is on record."""


@dataclass(frozen=True)
class Checks:
    """What a form is checked against."""

    read_date: Callable[[str], PartialDate]
    today: date


def check_event(form: EventForm, checks: Checks) -> EventDraft | Errors:
    """The draft that the form makes, or what is wrong with it, field by field."""
    errors = dict(_errors(form, checks))
    if errors:
        return errors
    return EventDraft(
        organizations=form.organizations,
        period=Period.during(checks.read_date(form.date)),
        nature=EventNature(form.nature),
        title=_one_line(form.title),
        summary=form.summary.strip(),
        countries=form.countries,
        source=_source(form, checks),
    )


def _errors(form: EventForm, checks: Checks) -> Iterator[tuple[str, str]]:
    if not form.organizations:
        yield "organizations", "Choose at least one organization."
    yield from _errors_of_date("date", form.date, checks, may_be_ahead=form.nature == EventNature.PLANNED.value)
    if form.nature not in (EventNature.HAPPENED.value, EventNature.PLANNED.value):
        yield "nature", "Choose whether it happened or was planned."
    yield from _errors_of_words("title", form.title, "Give it a title of a few words.", TITLE)
    yield from _errors_of_words("summary", form.summary, "Say in a sentence or two what happened.", SUMMARY)
    yield from _errors_of_words("publisher", form.publisher, "Say who published the source.", SOURCE)
    yield from _errors_of_words("source_title", form.source_title, "Give the title of the source.", SOURCE)
    if form.source_date.strip():
        yield from _errors_of_date("source_date", form.source_date, checks, may_be_ahead=False)
    yield from _errors_of_address(form.url)


def _errors_of_date(name: str, text: str, checks: Checks, *, may_be_ahead: bool) -> Iterator[tuple[str, str]]:
    try:
        when = checks.read_date(text.strip())
    except ValueError:
        yield name, f"This is no date in the calendar. {WRITE_DATES}" if text.strip() else WRITE_DATES
        return
    if when.earliest > checks.today and not may_be_ahead:
        ahead = "If it is planned, say so below." if name == "date" else "A source is dated when it was published."
        yield name, f"This is after today, {checks.today.isoformat()}. {ahead}"


def _errors_of_words(name: str, text: str, missing: str, limit: int) -> Iterator[tuple[str, str]]:
    if not text.strip():
        yield name, missing
    elif len(text) > limit:
        yield name, f"This has {len(text)} characters, and there is room for {limit}."


def _errors_of_address(url: str) -> Iterator[tuple[str, str]]:
    if not url.strip():
        yield "url", "Give the address of the source. Nothing is recorded without one."
    elif not is_web_address(url.strip()) or " " in url.strip():
        yield "url", "Give a full address that begins with https:// or http://."
    elif len(url) > ADDRESS:
        yield "url", f"This has {len(url)} characters, and there is room for {ADDRESS}."


def _source(form: EventForm, checks: Checks) -> SourceDraft:
    published = checks.read_date(form.source_date.strip()) if form.source_date.strip() else None
    return SourceDraft(_one_line(form.publisher), _one_line(form.source_title), form.url.strip(), published)


def _one_line(text: str) -> str:
    return " ".join(text.split())
