"""What was typed into a form, and the checks that all forms share: nothing here knows of Slack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.drafts import SourceDraft
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import Source
from bloc_bot.slack.mrkdwn import is_web_address

SOURCE = 300
ADDRESS = 2_000
WRITE_DATES = "Write a year, a month or a day: 2008, Aug 2008, 11 Jan 2008 or 2008-01-11."
NEW_SOURCE = ("publisher", "source_title", "source_date", "url")
"""The fields for a source that is not on record yet."""
Errors = dict[str, str]
"""What to change, by the name of the field."""


@dataclass(frozen=True)
class Option:
    """Something to be chosen, by its id."""

    id: str
    label: str
    description: str = ""


@dataclass(frozen=True)
class Typed:
    """What is in the fields of a form, by their names: texts as typed, and what was chosen."""

    texts: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()

    def line(self, name: str) -> str:
        """The text on one line."""
        return " ".join(self.texts.get(name, "").split())

    def ids(self, name: str) -> tuple[str, ...]:
        return tuple(option.id for option in self.chosen.get(name, ()))

    def id(self, name: str) -> str:
        """What was chosen where only one can be; empty if nothing was."""
        return next(iter(self.ids(name)), "")

    def over(self, blank: Typed) -> Typed:
        """These fields; where one is empty, as in the blank form."""
        texts = {name: text for name, text in self.texts.items() if text}
        chosen = {name: options for name, options in self.chosen.items() if options}
        return Typed({**blank.texts, **texts}, {**blank.chosen, **chosen})


@dataclass(frozen=True)
class Checks:
    """What a form is checked against."""

    read_date: Callable[[str], PartialDate]
    today: date
    register: Register


def errors_of_choice(name: str, typed: Typed, missing: str) -> Iterator[tuple[str, str]]:
    if not typed.ids(name):
        yield name, missing


def errors_of_date(name: str, typed: Typed, checks: Checks, if_ahead: str) -> Iterator[tuple[str, str]]:
    """`if_ahead` is what to do about a date after today; empty where that is all right."""
    try:
        when = checks.read_date(typed.text(name))
    except ValueError:
        yield name, f"This is no date in the calendar. {WRITE_DATES}" if typed.text(name) else WRITE_DATES
        return
    if when.earliest > checks.today and if_ahead:
        yield name, f"This is after today, {checks.today.isoformat()}. {if_ahead}"


def errors_of_words(name: str, typed: Typed, missing: str, limit: int) -> Iterator[tuple[str, str]]:
    """`missing` is what to do about an empty field; empty where that is all right."""
    size = len(typed.texts.get(name, ""))
    if not typed.text(name) and missing:
        yield name, missing
    elif size > limit:
        yield name, f"This has {size} characters, and there is room for {limit}."


def errors_of_source(typed: Typed, checks: Checks) -> Iterator[tuple[str, str]]:
    """Nothing is recorded without a source: one on record, or a new one."""
    is_new = any(typed.text(name) for name in NEW_SOURCE)
    if not typed.id("source"):
        yield from _errors_of_new_source(typed, checks) if is_new else _no_source()
    elif is_new:
        yield "source", "Choose a source on record or fill in a new one below, not both."
    elif typed.id("source") not in checks.register.sources:
        yield "source", "This source is no longer on record. Choose another one, or fill in a new one below."


def source_of(typed: Typed, checks: Checks) -> SourceDraft:
    """The source that was chosen or filled in. The form is without errors."""
    if (chosen := checks.register.sources.get(typed.id("source"))) is not None:
        return draft_of(chosen)
    published = checks.read_date(typed.text("source_date")) if typed.text("source_date") else None
    return SourceDraft(typed.line("publisher"), typed.line("source_title"), typed.text("url"), published)


def draft_of(source: Source) -> SourceDraft:
    return SourceDraft(source.publisher, source.title, source.url, source.published, source.id)


def _no_source() -> Iterator[tuple[str, str]]:
    yield "source", "Choose a source on record, or fill in a new one below. Nothing is recorded without one."


def _errors_of_new_source(typed: Typed, checks: Checks) -> Iterator[tuple[str, str]]:
    yield from errors_of_words("publisher", typed, "Say who published the source.", SOURCE)
    yield from errors_of_words("source_title", typed, "Give the title of the source.", SOURCE)
    if typed.text("source_date"):
        yield from errors_of_date("source_date", typed, checks, "A source is dated when it was published.")
    url = typed.text("url")
    if not url:
        yield "url", "Give the address of the source. Nothing is recorded without one."
    elif not is_web_address(url) or " " in url:
        yield "url", "Give a full address that begins with https:// or http://."
    elif len(url) > ADDRESS:
        yield "url", f"This has {len(url)} characters, and there is room for {ADDRESS}."
