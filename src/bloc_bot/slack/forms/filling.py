"""A draft put into the form that it came from, and what two fillings of a form differ in."""

from __future__ import annotations

from collections.abc import Iterable

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.drafts import Draft, EventDraft, MembershipDraft, SourceDraft, TermDraft
from bloc_bot.domain.factbook import Register
from bloc_bot.slack.forms.checks import Option, Typed
from bloc_bot.slack.forms.choices import NEW, Choices
from bloc_bot.slack.forms.event import EVENT
from bloc_bot.slack.forms.fields import Field
from bloc_bot.slack.forms.kinds import FormKind
from bloc_bot.slack.forms.membership import MEMBERSHIP
from bloc_bot.slack.forms.official import LEAVES, OFFICIAL, STAYS
from bloc_bot.slack.mrkdwn import shortened, written_date

_DATES = ("date", "source_date")
_SHOWN = 150
"""Characters of what was typed in a field, where it is told what became of it."""
Filling = tuple[FormKind, dict[str, str], dict[str, Iterable[str]], dict[str, str]]
"""The form, its texts, the ids of what is chosen in its searches, and what is chosen of its few ways."""


def form_of(draft: Draft, register: Register, choices: Choices) -> tuple[FormKind, Typed]:
    """The form as it would be typed to make this draft."""
    kind, texts, ids, ways = _filling(draft)
    chosen = {name: choices.options_for(register, found) for name, found in ids.items()}
    chosen |= {name: (Option(way, ""),) for name, way in ways.items() if way}
    if isinstance(draft, TermDraft) and not draft.holder:
        chosen["holder"] = (Option(f"{NEW}{draft.new_holder}", draft.new_holder),)
    source = _source(draft.source, register, choices)
    return kind, Typed({**texts, **source.texts}, {**chosen, **source.chosen})


def changes_between(kind: FormKind, old: Typed, new: Typed) -> str:
    """`When: 13 February 2026 → 20 February 2026`, plain text; empty if the two are the same."""
    pairs = ((field.label, _standing(field, old), _standing(field, new)) for field in kind.fields)
    return "; ".join(f"{label}: {before} → {after}" for label, before, after in pairs if before != after)


def _filling(draft: Draft) -> Filling:
    match draft:
        case EventDraft():
            texts = {"date": _written(draft.period.since), "title": draft.title, "summary": draft.summary}
            ids: dict[str, Iterable[str]] = {"organizations": draft.organizations, "countries": draft.countries}
            return EVENT, texts, ids, {"nature": draft.nature.value}
        case MembershipDraft():
            texts = {"date": str(draft.date), "detail": draft.detail}
            ids = {"organization": [draft.organization], "country": [draft.country]}
            return MEMBERSHIP, texts, ids, {"change": draft.change.value, "role": draft.role.value}
        case TermDraft():
            ids = {"organization": [draft.organization], "post": [draft.post], "holder": [draft.holder]}
            present = LEAVES if draft.present_holder_leaves else STAYS
            ways = {"change": draft.change.value, "present": present, "acting": "yes" if draft.acting else ""}
            return OFFICIAL, {"date": str(draft.date)}, ids, ways


def _source(draft: SourceDraft, register: Register, choices: Choices) -> Typed:
    if known := choices.options_for(register, [draft.id] if draft.id else []):
        return Typed(chosen={"source": known})
    published = str(draft.published) if draft.published else ""
    return Typed(
        {"publisher": draft.publisher, "source_title": draft.title, "source_date": published, "url": draft.url}
    )


def _written(since: object) -> str:
    return str(since) if isinstance(since, PartialDate) else ""


def _standing(field: Field, typed: Typed) -> str:
    """What stands in a field, as the person sees it."""
    drawn = field.element(typed)
    one = drawn.get("initial_option")
    options = [one] if one else drawn.get("initial_options", [])
    labels = ", ".join(option["text"]["text"] for option in options)
    text = " ".join(drawn.get("initial_value", "").split())
    return shortened(labels or (written_date(text) if field.name in _DATES else text), _SHOWN) or "nothing"
