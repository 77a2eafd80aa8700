"""Words for who belonged when and who held which post when, and the chart that shows the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bloc_bot.domain.dates import Truth, Unbounded
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import FULL_ROLES, AnyFact, Event, Membership, Profile, Term
from bloc_bot.domain.findings import TimelineFound, TimelineGroup, TimelineRow
from bloc_bot.domain.queries import Timeline
from bloc_bot.domain.replies import Item, Reply, Status
from bloc_bot.wording.charts import chart_of, happened, mark_label, numbered
from bloc_bot.wording.citing import Citing, disputes, freshness, of_dates, would_change
from bloc_bot.wording.membership_rows import PLURALS, STANDING, standing_caveats, subject, when_belonged
from bloc_bot.wording.officials import when_held
from bloc_bot.wording.phrases import (
    at_time,
    counted,
    edtf,
    lies_ahead,
    listed,
    period_words,
    sentence,
    the,
)
from bloc_bot.wording.replying import reply

_NAMES_IN_HEADLINE = 12


def word_timeline(found: TimelineFound, book: FactBook, today: date) -> Reply:
    """`The CSTO has had 7 members on record, 6 of them today`, a row a party or holder, a row an event marked."""
    query, citing = found.query, Citing()
    facts = [fact for group in found.groups for each in group.rows for fact in each.facts]
    if not facts or lies_ahead(query.on, today):
        return _nothing(query, book)
    rows = [_item(each, group, found, book, citing) for group in found.groups for each in group.rows]
    marked = [_milestone_item(number, one, book, citing) for number, one in numbered(found.groups)]
    headline = sentence("; ".join(_headlines(found, book, today)))
    answer = reply(
        headline,
        query,
        items=[*rows, *marked],
        on=query.on,
        caveats=_caveats(facts, query, book, citing, today),
        citing=citing,
        suggestions=_suggestions(query, book),
    )
    said = "; ".join(f"{item.label}: {item.detail}" for item in answer.items)
    return answer.model_copy(update={"timeline": chart_of(found, book, today, f"{headline} {sentence(said)}")})


def _nothing(query: Timeline, book: FactBook) -> Reply:
    where = listed([the(book.register.organizations[id]) for id in query.organizations])
    what = "who belonged to" if query.subject == "members" else "who held such a post in"
    when = f" {at_time(query.on)}" if query.on else ""
    return reply(sentence(f"nothing is on record of {what} {where}{when}"), query, status=Status.NO_DATA, on=query.on)


def _headlines(found: TimelineFound, book: FactBook, today: date) -> list[str]:
    if found.query.subject == "members":
        return [_members_headline(group, found.query, book, today) for group in found.groups]
    return [_officials_headline(group, found, book) for group in found.groups]


def _members_headline(group: TimelineGroup, query: Timeline, book: FactBook, today: date) -> str:
    organization = book.register.organizations[group.organization]
    members = [each for each in group.rows if _full(each)]
    role = organization.member_role
    noun = counted(len(members), role.value, PLURALS.get(role)) if members else f"no {role.value}"
    when = f" {at_time(query.on)}" if query.on else ""
    now = sum(any(m.truth_on(today) is Truth.YES for m in _full(each)) for each in members)
    reaches_today = query.on is None or query.on.last is None or query.on.last >= today
    of_them = f", {_share(now, len(members))} of them today" if members and reaches_today else ""
    others = len(group.rows) - len(members)
    beside = f", and {others} in other roles" if others else ""
    had = "has had" if reaches_today else "had"
    return f"{the(organization)} {had} {noun} on record{when}{of_them}{beside}"


def _share(some: int, all_: int) -> str:
    return "all" if some == all_ else str(some) if some else "none"


def _full(each: TimelineRow) -> list[Membership]:
    return [m for m in each.facts if isinstance(m, Membership) and m.role in FULL_ROLES and m.standing is None]


def _officials_headline(group: TimelineGroup, found: TimelineFound, book: FactBook) -> str:
    post, where = book.register.posts[group.post].name, the(book.register.organizations[group.organization])
    when = f" {at_time(found.query.on)}" if found.query.on else ""
    names = [book.register.label(each.subject) for each in group.rows]
    said = f": {listed(names)}" if len(names) <= _NAMES_IN_HEADLINE and len(found.groups) == 1 else ""
    return f"{post} of {where}{when}: {counted(len(names), 'holder')} on record{said.replace(': ', ', ', 1)}"


def _item(each: TimelineRow, group: TimelineGroup, found: TimelineFound, book: FactBook, citing: Citing) -> Item:
    on = found.query.on
    first, last = each.facts[0], each.facts[-1]
    numbers = dict.fromkeys(number for fact in each.facts for number in citing.fact(fact, on))
    return Item(
        id=each.subject,
        label=_label(each, group, found, book),
        since=edtf(first.period.since),
        until=edtf(last.period.until),
        detail="; ".join(_said(fact, each, group, book) for fact in each.facts),
        citations=tuple(numbers),
        fact=first.id,
        beside=tuple(fact.id for fact in each.facts[1:]),
    )


def _label(each: TimelineRow, group: TimelineGroup, found: TimelineFound, book: FactBook) -> str:
    label = book.register.label(each.subject)
    if len(found.groups) == 1:
        return label
    short = book.register.label(group.organization)
    return f"{label} ({book.register.posts[group.post].name}, {short})" if group.post else f"{label} ({short})"


def _said(fact: Membership | Term, each: TimelineRow, group: TimelineGroup, book: FactBook) -> str:
    if isinstance(fact, Term):
        return f"acting {when_held(fact)}" if fact.acting else when_held(fact)
    if fact.standing:
        return f"{STANDING[fact.standing]} {period_words(fact.period)}"
    usual = book.register.organizations[group.organization].member_role
    roles = {m.role for m in each.facts if isinstance(m, Membership)}
    return when_belonged(fact) if roles == {usual} else f"{fact.role.value} {when_belonged(fact)}"


def _milestone_item(number: int, milestone: Event | Profile, book: FactBook, citing: Citing) -> Item:
    return Item(
        id=milestone.id,
        label=f"Mark {number}: {mark_label(milestone, book)}",
        since=edtf(milestone.period.since),
        until=edtf(milestone.period.until) if isinstance(milestone, Event) else None,
        detail=happened(milestone),
        citations=citing.fact(milestone),
        fact=milestone.id,
    )


def _caveats(
    facts: Sequence[Membership | Term], query: Timeline, book: FactBook, citing: Citing, today: date
) -> list[str]:
    standings = [fact for fact in facts if isinstance(fact, Membership) and fact.standing]
    terms_of_dates = [fact for fact in facts if isinstance(fact, Membership) or of_dates(fact)]
    shown = [fact for fact in terms_of_dates if would_change(fact, query.on)]
    found = [*standing_caveats(standings, book, citing), *disputes(shown, lambda f: _subject(f, book), citing)]
    going_on = [fact for fact in facts if fact.period.until is Unbounded.OPEN]
    if query.on is None and going_on and (fresh := freshness(going_on, today)):
        found.append(fresh)
    return found


def _subject(fact: AnyFact, book: FactBook) -> str:
    return f"the term of {book.register.label(fact.holder)}" if isinstance(fact, Term) else subject(fact, book)


def _suggestions(query: Timeline, book: FactBook) -> list[tuple[str, str]]:
    if len(query.organizations) > 1:
        return []
    organization = book.register.organizations[query.organizations[0]]
    found = [("Members", f"{organization.short} members"), ("Events", f"{organization.short} events")]
    if query.subject == "officials":
        return [("Members over time", f"timeline of {organization.short}"), *found]
    head = book.register.posts.get(organization.head_post)
    return [(f"{head.name} over time", f"timeline of {organization.short} {head.name}"), *found] if head else found
