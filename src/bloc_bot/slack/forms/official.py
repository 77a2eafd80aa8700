"""The form for a change of office."""

from __future__ import annotations

from collections.abc import Iterator

from bloc_bot.domain.drafts import TermChange, TermDraft
from bloc_bot.slack.forms.checks import (
    Checks,
    Errors,
    Option,
    Typed,
    errors_of_choice,
    errors_of_date,
    errors_of_source,
    source_of,
)
from bloc_bot.slack.forms.choices import NEW
from bloc_bot.slack.forms.fields import SOURCE_FIELDS, line, radio, search, tick
from bloc_bot.slack.forms.kinds import FormKind
from bloc_bot.slack.forms.membership import FIRST_DAY, IF_AHEAD

LEAVES, STAYS = "leaves", "stays"
_CHANGES = {TermChange.BEGAN.value: "Takes the post", TermChange.ENDED.value: "Leaves the post"}
_PRESENT = {LEAVES: "Leaves it on that day, if there is one", STAYS: "Stays: several hold this post"}


def check_official(typed: Typed, checks: Checks) -> TermDraft | Errors:
    errors = dict(_errors(typed, checks))
    if errors:
        return errors
    holder = typed.id("holder")
    return TermDraft(
        organization=typed.id("organization"),
        post=typed.id("post"),
        holder="" if holder.startswith(NEW) else holder,
        new_holder=holder.removeprefix(NEW) if holder.startswith(NEW) else "",
        change=TermChange(typed.id("change")),
        date=checks.read_date(typed.text("date")),
        acting=bool(typed.ids("acting")),
        present_holder_leaves=typed.id("present") == LEAVES,
        source=source_of(typed, checks),
    )


def _errors(typed: Typed, checks: Checks) -> Iterator[tuple[str, str]]:
    yield from errors_of_choice("holder", typed, "Choose the person. Somebody new is offered as you type the name.")
    yield from errors_of_choice("post", typed, "Choose the post.")
    yield from errors_of_choice("organization", typed, "Choose the organization.")
    if typed.id("change") not in _CHANGES:
        yield "change", "Choose whether the person takes the post or leaves it."
    if typed.id("change") == TermChange.ENDED.value and typed.id("holder").startswith(NEW):
        yield "holder", "Somebody who is not on record has no term that could end."
    yield from errors_of_date("date", typed, checks, IF_AHEAD)
    if typed.id("present") not in _PRESENT:
        yield "present", "Choose what becomes of whoever holds the post."
    yield from errors_of_source(typed, checks)


OFFICIAL = FormKind(
    "official_form",
    "Record an official",
    (
        search("holder", "Person", "Somebody new is offered as you type the name. For a rotating chair: the country."),
        search("post", "Post"),
        search("organization", "Organization"),
        radio("change", "What happened", _CHANGES),
        line("date", "When", 40, FIRST_DAY),
        tick("acting", "Acting", "Only fills in until somebody is chosen"),
        radio("present", "The present holder of the post", _PRESENT),
        *SOURCE_FIELDS,
    ),
    Typed(chosen={"change": (Option(TermChange.BEGAN.value, ""),), "present": (Option(LEAVES, ""),)}),
    check_official,
)
