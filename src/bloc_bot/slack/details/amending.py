"""The four forms about a record: correct it, add a source, dispute a part of it, withdraw it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bloc_bot.domain.corrections import AddedSource, Amendment, Correction
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import AnyFact
from bloc_bot.slack.answers.blocks import Block, section
from bloc_bot.slack.details.disputing import LOCATOR, VALUE, disputable, dispute_typed
from bloc_bot.slack.details.kept import Kept
from bloc_bot.slack.details.parts import fields_of, filled_in, parts_typed
from bloc_bot.slack.details.record import ADD_SOURCE, CORRECT, DISPUTE, WITHDRAW
from bloc_bot.slack.forms.checks import (
    NEW_SOURCE,
    WRITE_DATES,
    Checks,
    Errors,
    Typed,
    errors_of_date,
    errors_of_source,
    errors_of_words,
    source_of,
)
from bloc_bot.slack.forms.fields import SOURCE_FIELDS, Field, line, menu, plain
from bloc_bot.slack.mrkdwn import escaped_within
from bloc_bot.wording.recorded import in_one_line

WHY_ROOM = 500
_WHY = line("why", "Why", WHY_ROOM, "The history of the record keeps it, for all to read.", multiline=True)
_LOCATOR = line("locator", "Where in the source", LOCATOR, "A page, an article, a minute.", optional=True)


@dataclass(frozen=True)
class AmendingForm:
    """One of the forms. `id` is its callback_id; `check` gives no amendment where the fact is to be withdrawn."""

    id: str
    title: str
    submit: str
    done: str
    """What is said once it is done: `Corrected`."""
    told: str
    """What is said above the fields, in mrkdwn."""
    fields: Callable[[AnyFact], tuple[Field, ...]]
    blank: Callable[[AnyFact], Typed]
    check: Callable[[AnyFact, Typed, Checks], Amendment | Errors | None]
    reason: str = ""
    """Why it was done, where the form does not ask."""

    @property
    def is_withdrawal(self) -> bool:
        return self.id == _WITHDRAWAL

    def has(self, field: str, fact: AnyFact) -> bool:
        return any(known.name == field for known in self.fields(fact))


def build_amending(
    form: AmendingForm, fact: AnyFact, typed: Typed, kept: Kept, register: Register, notice: Iterable[Block] = ()
) -> dict[str, Any]:
    """The form, on top of the record, with what is typed in it, under what the person should know first."""
    about = escaped_within(in_one_line(fact, register), 1_000)
    return {
        "type": "modal",
        "callback_id": form.id,
        "title": plain(form.title),
        "submit": plain(form.submit),
        "close": plain("Back"),
        "private_metadata": kept.packed(),
        "blocks": [
            *notice,
            section(f"*{about}*\n{form.told}" if form.told else f"*{about}*"),
            *(field.block(typed) for field in form.fields(fact)),
        ],
    }


def _check_correction(fact: AnyFact, typed: Typed, checks: Checks) -> Amendment | Errors:
    parts = parts_typed(fact, typed, checks)
    errors = dict([*_errors_of_why(typed), *(errors_of_source(typed, checks) if _names_source(typed) else [])])
    if isinstance(parts, dict):
        return {**parts, **errors}
    return errors or Correction(parts, source_of(typed, checks) if _names_source(typed) else None)


def _names_source(typed: Typed) -> bool:
    return bool(typed.id("source")) or any(typed.text(name) for name in NEW_SOURCE)


def _check_source(_fact: AnyFact, typed: Typed, checks: Checks) -> Amendment | Errors:
    errors = dict(errors_of_source(typed, checks))
    errors |= dict(errors_of_words("locator", typed, "", LOCATOR))
    if typed.text("attested"):
        errors |= dict(errors_of_date("attested", typed, checks, "A source says what is so, not what will be."))
    if errors:
        return errors
    attested = checks.read_date(typed.text("attested")) if typed.text("attested") else None
    return AddedSource(source_of(typed, checks), typed.line("locator"), attested)


def _check_withdrawal(_fact: AnyFact, typed: Typed, _checks: Checks) -> Errors | None:
    return dict(_errors_of_why(typed)) or None


def _errors_of_why(typed: Typed) -> Iterator[tuple[str, str]]:
    yield from errors_of_words("why", typed, "Say why: the history of the record keeps it.", WHY_ROOM)


def _nothing(_fact: AnyFact) -> Typed:
    return Typed()


_WITHDRAWAL = "withdrawal_form"
_ATTESTED = line("attested", "Says so of", 40, f"The day of which it says so. {WRITE_DATES}", optional=True)
_ANOTHER = line("value", "What the source says instead", VALUE, f"Of a date: {WRITE_DATES}")

FORMS: dict[str, AmendingForm] = {
    CORRECT: AmendingForm(
        "correction_form",
        "Correct",
        "Save",
        "Corrected",
        "Change what is wrong. A source is needed only if those on record do not back it any more.",
        lambda fact: (*fields_of(fact), _WHY, *SOURCE_FIELDS),
        filled_in,
        _check_correction,
    ),
    ADD_SOURCE: AmendingForm(
        "added_source_form",
        "Add a source",
        "Add",
        "Source added",
        "",
        lambda _: (*SOURCE_FIELDS, _LOCATOR, _ATTESTED),
        _nothing,
        _check_source,
        "one more source",
    ),
    DISPUTE: AmendingForm(
        "dispute_form",
        "Dispute",
        "Record",
        "Dispute recorded",
        "The record keeps its value, and the answers name the other one with its source. To change it, correct it.",
        lambda fact: (
            menu("part", "What the source says otherwise", disputable(fact)),
            _ANOTHER,
            *SOURCE_FIELDS,
            _LOCATOR,
        ),
        _nothing,
        dispute_typed,
        "a source says otherwise",
    ),
    WITHDRAW: AmendingForm(
        _WITHDRAWAL,
        "Withdraw",
        "Withdraw",
        "Withdrawn",
        "No answer in this workspace will show it any more. The record keeps it, and it can be restored.",
        lambda _: (_WHY,),
        _nothing,
        _check_withdrawal,
    ),
}
BY_CALLBACK = {form.id: form for form in FORMS.values()}
