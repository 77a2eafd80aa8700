"""The chart of a timeline: titles, rows and numbered marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import Attribute, Event, Profile
from bloc_bot.domain.findings import TimelineFound, TimelineGroup
from bloc_bot.domain.timelines import Chart, Group, Mark
from bloc_bot.wording.bars import axis, row
from bloc_bot.wording.phrases import at_time, in_words, listed, period_words, sentence, span_words, the


def chart_of(found: TimelineFound, book: FactBook, today: date, words: str) -> Chart:
    """The chart of a timeline; `words` say the same."""
    on = found.query.on
    marks = {one.id: _mark(number, one, book) for number, one in numbered(found.groups)}
    groups = tuple(
        Group(
            label=_group_label(group, book, alone=len(found.query.organizations) == 1),
            rows=tuple(row(r.subject, book.register.label(r.subject), r.facts, on, today) for r in group.rows),
            marks=tuple(marks[one.id] for one in group.milestones),
        )
        for group in found.groups
    )
    first, last = axis(groups, on, today)
    return Chart(title=_title(found, book), first=first, last=last, today=today, groups=groups, in_words=words)


def _title(found: TimelineFound, book: FactBook) -> str:
    where = listed([the(book.register.organizations[id]) for id in found.query.organizations])
    when = at_time(found.query.on) or "over time"
    if found.query.subject == "members":
        return f"Membership of {where} {when}"
    posts = {group.post for group in found.groups}
    what = book.register.posts[posts.pop()].name if len(posts) == 1 else "Office-holders"
    return f"{what} of {where} {when}"


def _group_label(group: TimelineGroup, book: FactBook, *, alone: bool) -> str:
    short = book.register.label(group.organization)
    if not group.post:
        return short
    post = sentence(book.register.posts[group.post].name).removesuffix(".")
    return post if alone else f"{short}: {post}"


def _mark(number: int, milestone: Event | Profile, book: FactBook) -> Mark:
    since = milestone.period.since
    if not isinstance(since, PartialDate):
        raise ValueError(f"{milestone.id} has no date")
    when = happened(milestone) if isinstance(milestone, Event) else in_words(since)
    return Mark(number=number, day=since.earliest, when=when, label=mark_label(milestone, book))


def numbered(groups: Sequence[TimelineGroup]) -> Iterator[tuple[int, Event | Profile]]:
    """What is marked in the chart, each with its number: the same one, where it concerns several groups."""
    return enumerate({one.id: one for group in groups for one in group.milestones}.values(), start=1)


def mark_label(milestone: Event | Profile, book: FactBook) -> str:
    """What a mark is called."""
    if isinstance(milestone, Event):
        return milestone.title
    short = book.register.label(milestone.organization)
    return {
        Attribute.FOUNDED: f"{short} founded",
        Attribute.IN_FORCE: f"{short} founding document in force",
        Attribute.ENDED: f"{short} ended",
        Attribute.NAME: f"{short} named {milestone.value}",
    }[milestone.attribute]


def happened(milestone: Event | Profile) -> str:
    """When it happened; of what an organization is, as its sources put it."""
    if isinstance(milestone, Event):
        return span_words(milestone.first_day, milestone.last_day)
    return period_words(milestone.period) if milestone.attribute is Attribute.NAME else milestone.value
