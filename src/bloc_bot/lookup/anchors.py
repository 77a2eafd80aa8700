"""The day that a happening gives to a question: `when Uzbekistan left` is 19 December 2012."""

from __future__ import annotations

from bloc_bot.domain.dates import ONE_DAY, PartialDate
from bloc_bot.domain.findings import AboutFound, DatesFound, EventsFound, Finding, HoldersFound, PostsFound
from bloc_bot.domain.queries import Change, When


def date_of(finding: Finding, *, ended: bool = False) -> PartialDate | None:
    """When what was found happened, if it is one thing with a date on record; of a term, when it began or `ended`."""
    match finding:
        case DatesFound(memberships=(membership, *_)):
            began = finding.query.change is Change.JOINED or membership.standing is not None
            end = membership.period.since if began else membership.period.until
        case EventsFound(best=best, events=(first, *others)):
            if best is None and any(other.first_day != first.first_day for other in others[:1]):
                return None
            end = (best or first).first_day
        case AboutFound(profiles=(profile, *_)):
            end = profile.period.since
        case PostsFound(terms=(held,)):
            end = held.fact.period.until if ended else held.fact.period.since
        case HoldersFound(holders=(held, *_)):
            end = held.fact.period.since
        case _:
            return None
    return end if isinstance(end, PartialDate) else None


def time_from(anchor: PartialDate, relation: str) -> When:
    """The time that stands in this relation to a date: at it, before it, the year before it."""
    match relation:
        case "before":
            return When.between(None, PartialDate.of(anchor.earliest - ONE_DAY))
        case "after":
            return When.between(PartialDate.of(anchor.latest + ONE_DAY), None)
        case "since":
            return When.between(anchor, None)
        case "until":
            return When.between(None, anchor)
        case "year before":
            return When.on(PartialDate(anchor.year - 1))
        case "year after":
            return When.on(PartialDate(anchor.year + 1))
        case "month before" | "day before":
            return When.on(PartialDate.of(anchor.earliest - ONE_DAY))
        case "month after" | "day after":
            return When.on(PartialDate.of(anchor.latest + ONE_DAY))
    return When.on(anchor)


def time_beside(when: When, relation: str) -> When:
    """The day before or after a time, where it is that which is asked about; else the time itself."""
    if relation == "day after" and when.last is not None:
        return When.on(PartialDate.of(when.last + ONE_DAY))
    if relation == "day before" and when.first is not None:
        return When.on(PartialDate.of(when.first - ONE_DAY))
    return when
