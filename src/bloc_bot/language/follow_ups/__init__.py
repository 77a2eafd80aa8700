"""Questions that lean on the one before: each way of leaning is a function from the follow-up to its query."""

from __future__ import annotations

from collections.abc import Callable

from bloc_bot.domain.queries import Query
from bloc_bot.language.follow_ups.leaning import FollowUp
from bloc_bot.language.follow_ups.listed import among_those, another_change, first_or_last, one_of_those
from bloc_bot.language.follow_ups.names_filled_in import with_names_filled_in
from bloc_bot.language.follow_ups.same_matter import about_the_same, neighbour, part_in_it, source
from bloc_bot.language.follow_ups.subjects import another_subject
from bloc_bot.language.follow_ups.times import another_time, following_event

_WAYS: tuple[Callable[[FollowUp], Query | None], ...] = (
    source,
    part_in_it,
    neighbour,
    following_event,
    another_time,
    another_change,
    another_subject,
    among_those,
    one_of_those,
    first_or_last,
    about_the_same,
    with_names_filled_in,
)
"""In the order in which they are tried: the first that can read the follow-up does."""


def read_follow_up(follow_up: FollowUp) -> Query | None:
    """The query of a question in the light of the one before; None where it does not lean on it in any known way."""
    return next((query for way in _WAYS if (query := way(follow_up)) is not None), None)
