"""Follow-ups read anew, with what they leave out filled in from the question before."""

from __future__ import annotations

import re

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.queries import Change, Events, MembershipDates, Query, When
from bloc_bot.language.follow_ups.leaning import PRONOUN, FollowUp
from bloc_bot.language.parser import Understood, parse

_THEN = re.compile(
    r"\b(?:after that|(?:on )?(?:the|that) same day|at that time|at the time|that year|that day|by then|back then"
    r"|then)\b",
    re.IGNORECASE,
)


def with_names_filled_in(f: FollowUp) -> Query | None:
    """Pronouns and what is missing are filled in from the question before, and the whole is read anew."""
    for filled in _filled_in(f):
        parsed = parse(filled, f.book, f.today)
        if not isinstance(parsed, Understood) or parsed.row in ("by_words", "help"):
            continue
        if parsed.row != "about" or parsed.marked.has("become"):
            return parsed.query
    return None


def _filled_in(f: FollowUp) -> list[str]:
    label = f.book.register.label
    organization = getattr(f.before, "organization", None) or next(iter(getattr(f.before, "organizations", ())), None)
    parties = getattr(f.before, "parties", ()) or ((f.before.party,) if hasattr(f.before, "party") else ())
    person = f.last_person()
    when = _anchor_time(f)
    fillers = [label(p) for p in parties if p in f.book.register.countries][:1]
    place = label(organization) if organization else ""
    texts = []
    for subject in (*fillers, person and label(person), place):
        if subject:
            replaced = PRONOUN.sub(subject, f.rest, count=1)
            texts += [replaced, f"{replaced} {place}" if place and place not in replaced else replaced]
    plain = [f"{f.rest} {place}", f"{place} {f.rest}"]
    if person and f.reader.has("him"):
        texts = [text for text in texts if label(person) in text]
        plain = []
    texts = [*texts, *plain] if PRONOUN.search(_THEN.sub("", f.rest)) else [*plain, *texts]
    return [f"{_THEN.sub('', text).rstrip(' ?')}{when}" for text in dict.fromkeys(texts)]


def _anchor_time(f: FollowUp) -> str:
    """`how many did it have after that?`: the time that the answer before gave."""
    if f.marked.times or not _THEN.search(f.rest):
        return ""
    date = f.turn.until if isinstance(f.before, MembershipDates) and f.before.change is Change.LEFT else f.turn.since
    if isinstance(f.before, MembershipDates | Events) and date:
        return f" on {PartialDate.parse(date).latest.isoformat()}"
    on: When | None = getattr(f.before, "on", None)
    if on is None or on.last is None:
        return ""
    return f" on {on.last.isoformat()}" if "/" in on.written else f" on {on.written}"
