"""Follow-ups that ask the same of another time: `and in 2010?`, `and 20 years later?`, `and the one after that?`"""

from __future__ import annotations

import re

from bloc_bot.domain.dates import ONE_DAY, PartialDate
from bloc_bot.domain.queries import Events, Query, When
from bloc_bot.language.follow_ups.leaning import FollowUp

_SHIFT = re.compile(
    r"\b(?:(?P<count>\d{1,3}|a|one|two|three|four|five|ten|twenty) years? (?P<way>later|earlier|before|after|on)"
    r"|the year (?P<side>before|after)|the (?P<next>previous|next|following) year)\b",
    re.IGNORECASE,
)
_DAY_ONLY = re.compile(r"\bon the (?P<day>\d{1,2})(?:st|nd|rd|th)?\b", re.IGNORECASE)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "twenty": 20}


def another_time(f: FollowUp) -> Query | None:
    """`and in 2010?`, `and 20 years later?`, `and on the 19th?`"""
    when = _shifted_time(f)
    if when is None or "on" not in type(f.before).model_fields:
        return None
    of_events = (
        "where when place mean before after next event host position meet" if isinstance(f.before, Events) else ""
    )
    if when is f.marked.when and not f.says(f"be do have then what who it that list how same {of_events}"):
        return None
    return f.before.model_copy(update={"on": when})


def _shifted_time(f: FollowUp) -> When | None:
    if (shift := _SHIFT.search(f.rest)) is not None and not f.reader.organizations:
        return _shifted(f, shift)
    if (day := _DAY_ONLY.search(f.rest)) is not None:
        return _day_of_same_month(f, int(day["day"]))
    return f.marked.when


def _shifted(f: FollowUp, shift: re.Match[str]) -> When | None:
    base = f.time_before()
    if base is None:
        return None
    if shift["count"]:
        count = _NUMBERS.get(shift["count"].casefold()) or int(shift["count"])
        years = -count if shift["way"].casefold() in ("earlier", "before") else count
    else:
        years = -1 if (shift["side"] or shift["next"] or "").casefold() in ("before", "previous") else 1
    return When.on(PartialDate(base.year + years))


def _day_of_same_month(f: FollowUp, day: int) -> When | None:
    base = f.time_before()
    try:
        return When.on(PartialDate(base.year, base.month, day)) if base else None
    except ValueError:
        return None


def following_event(f: FollowUp) -> Query | None:
    """`and the one after that?` of a summit or an exercise; `and those after that, up to 2020?` of a list."""
    r, event = f.reader, f.last_event()
    if event is None or not isinstance(f.before, Events) or not r.has("before", "after") or r.organizations:
        return None
    if not f.says("and what where when who be it them that before after next"):
        return None
    kinds = tuple(word for word in f.before.words if word in ("summit", "exercis"))
    on, listed = f.before.on, f.before.asks == "list"
    if listed and on is not None and on.last is not None and r.has("after") and f.marked.when is not None:
        return f.before.model_copy(update={"on": When.between(PartialDate.of(on.last + ONE_DAY), _until(f))})
    if listed or not kinds or f.marked.times:
        return None
    after = r.has("after")
    return Events(
        organizations=f.before.organizations,
        words=kinds,
        extreme="first" if after else "last",
        on=When.between(event.last_day.following(), None)
        if after
        else When.between(None, PartialDate.of(event.first_day.earliest - ONE_DAY)),
    )


def _until(f: FollowUp) -> PartialDate | None:
    last = f.marked.when.last if f.marked.when is not None else None
    return PartialDate.of(last) if last is not None else None
