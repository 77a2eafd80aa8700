"""What a kind of form is: its fields, how they are checked, and how a fact on record is put into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bloc_bot.domain.drafts import Draft
from bloc_bot.slack.forms.checks import Checks, Errors, Typed
from bloc_bot.slack.forms.fields import Field


@dataclass(frozen=True)
class FormKind:
    """A form that records one kind of fact. `id` is its callback_id."""

    id: str
    title: str
    fields: tuple[Field, ...]
    blank: Typed
    """What is chosen before anybody has typed anything."""
    check: Callable[[Typed, Checks], Draft | Errors]
    """The draft that the fields make, or what is wrong with them, field by field."""

    def has(self, field: str) -> bool:
        return any(known.name == field for known in self.fields)
