"""What a button to change a recorded fact keeps, and the form filled in from the record by it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from bloc_bot.database.errors import NotOnRecord
from bloc_bot.domain.dates import End, PartialDate
from bloc_bot.domain.drafts import Draft, EventDraft, MembershipChange, MembershipDraft, Recorded, Revision, TermChange
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import FULL_ROLES, AnyFact, Event, Membership, Role, Term
from bloc_bot.slack.forms.checks import Option, Typed
from bloc_bot.slack.forms.choices import Choices
from bloc_bot.slack.forms.event import EVENT
from bloc_bot.slack.forms.membership import MEMBERSHIP
from bloc_bot.slack.forms.official import LEAVES, OFFICIAL, STAYS
from bloc_bot.slack.recording.revisions import read_revisions, written


@dataclass(frozen=True)
class Editable:
    """What was recorded, in so far as the fact itself does not tell."""

    form: str
    fact: str
    revisions: tuple[Revision, ...]
    change: str = ""
    present: str = ""
    source: str = ""

    @classmethod
    def of(cls, draft: Draft, recorded: Recorded, book: FactBook) -> Editable:
        source = _cited_as(draft.source.url, book.facts.get(recorded.fact))
        match draft:
            case EventDraft():
                return cls(EVENT.id, recorded.fact, recorded.revisions, source=source)
            case MembershipDraft():
                return cls(MEMBERSHIP.id, recorded.fact, recorded.revisions, draft.change.value, source=source)
            case _:
                present = LEAVES if draft.present_holder_leaves else STAYS
                return cls(OFFICIAL.id, recorded.fact, recorded.revisions, draft.change.value, present, source)

    def packed(self) -> str:
        return json.dumps(asdict(self) | {"revisions": written(self.revisions)}, separators=(",", ":"))

    @classmethod
    def read(cls, value: str) -> Editable:
        """NotOnRecord if the button is of another version."""
        try:
            kept = json.loads(value)
            return cls(**{**kept, "revisions": read_revisions(kept["revisions"])})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise NotOnRecord(
                "This button is from an older version of the bot. Record a correction instead."
            ) from error


def typed_again(editable: Editable, book: FactBook, choices: Choices) -> Typed:
    """The form as it would be typed to record what is on record."""
    fact = book.facts.get(editable.fact)
    if fact is None:
        raise NotOnRecord("There is no such fact on record.")
    texts, ids = _event(fact) if isinstance(fact, Event) else _changed(fact, editable)
    chosen = {name: choices.options_for(book.register, found) for name, found in ids.items()}
    ways = {"change": editable.change, "present": editable.present, **_ways(fact)}
    return Typed(
        texts,
        {
            **chosen,
            "source": choices.options_for(book.register, [editable.source]),
            **{name: (Option(way, ""),) for name, way in ways.items() if way},
        },
    )


def _event(event: Event) -> tuple[dict[str, str], dict[str, Iterable[str]]]:
    texts = {"date": str(event.first_day), "title": event.title, "summary": event.summary}
    return texts, {"organizations": event.organizations, "countries": [p.party for p in event.parties]}


def _changed(fact: AnyFact, editable: Editable) -> tuple[dict[str, str], dict[str, Iterable[str]]]:
    """A membership or a term, by the end of it that the change was about."""
    at_end = _is_about_the_end(fact, editable.change)
    texts = {"date": _written(fact.period.until if at_end else fact.period.since)}
    ids: dict[str, Iterable[str]] = {"organization": [fact.organization]}
    if isinstance(fact, Membership):
        return texts | {"detail": fact.end if at_end else fact.start}, ids | {"country": [fact.party]}
    if isinstance(fact, Term):
        return texts, ids | {"holder": [fact.holder], "post": [fact.post]}
    return texts, ids


def _is_about_the_end(fact: AnyFact, change: str) -> bool:
    returned_from_standing = isinstance(fact, Membership) and fact.standing is not None
    return change in (MembershipChange.LEFT, TermChange.ENDED) or (
        change == MembershipChange.RETURNED and returned_from_standing
    )


def _ways(fact: AnyFact) -> dict[str, str]:
    match fact:
        case Event():
            return {"nature": fact.nature.value}
        case Membership():
            return {"role": Role.MEMBER.value if fact.role in FULL_ROLES else fact.role.value}
        case Term():
            return {"acting": "yes" if fact.acting else ""}
        case _:
            return {}


def _written(end: End) -> str:
    return str(end) if isinstance(end, PartialDate) else ""


def _cited_as(url: str, fact: AnyFact | None) -> str:
    """The id under which the source is on record."""
    found = [citation.source.id for citation in fact.supporting if citation.source.url == url] if fact else []
    return found[-1] if found else ""
