"""The form for a change of a membership."""

from __future__ import annotations

from collections.abc import Iterator

from bloc_bot.domain.drafts import MembershipChange, MembershipDraft
from bloc_bot.domain.facts import Role
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
from bloc_bot.slack.forms.fields import SOURCE_FIELDS, line, menu, search
from bloc_bot.slack.forms.kinds import FormKind

DETAIL = 200
_CHANGES = {
    MembershipChange.JOINED.value: "It joined",
    MembershipChange.LEFT.value: "It left",
    MembershipChange.SUSPENDED.value: "It was suspended",
    MembershipChange.FROZEN.value: "It froze its participation",
    MembershipChange.RETURNED.value: "It returned",
}
_ROLES = {
    Role.MEMBER.value: "Member, whatever the organization calls it",
    Role.ASSOCIATE.value: "Associate",
    Role.OBSERVER.value: "Observer",
    Role.DIALOGUE_PARTNER.value: "Dialogue partner",
    Role.PARTNER.value: "Partner",
}
IF_AHEAD = "Record what is only planned as an event."
FIRST_DAY = f"The first day on which it is so. {WRITE_DATES}"


def check_membership(typed: Typed, checks: Checks) -> MembershipDraft | Errors:
    errors = dict(_errors(typed, checks))
    if errors:
        return errors
    return MembershipDraft(
        organization=typed.id("organization"),
        country=typed.id("country"),
        change=MembershipChange(typed.id("change")),
        role=Role(typed.id("role")),
        date=checks.read_date(typed.text("date")),
        detail=typed.line("detail"),
        source=source_of(typed, checks),
    )


def _errors(typed: Typed, checks: Checks) -> Iterator[tuple[str, str]]:
    yield from errors_of_choice("organization", typed, "Choose the organization.")
    yield from errors_of_choice("country", typed, "Choose the country.")
    if typed.id("change") not in _CHANGES:
        yield "change", "Choose what changed."
    if typed.id("role") not in _ROLES:
        yield "role", "Choose as what."
    yield from errors_of_date("date", typed, checks, IF_AHEAD)
    yield from errors_of_words("detail", typed, "", DETAIL)
    yield from errors_of_source(typed, checks)


MEMBERSHIP = FormKind(
    "membership_form",
    "Record a membership",
    (
        search("organization", "Organization"),
        search("country", "Country"),
        menu("change", "What changed", _CHANGES),
        menu("role", "As what", _ROLES),
        line("date", "When", 40, FIRST_DAY),
        line("detail", "How it came about", DETAIL, "A few words that can follow the date.", optional=True),
        *SOURCE_FIELDS,
    ),
    Typed(chosen={"role": (Option(Role.MEMBER.value, ""),)}),
    check_membership,
)
