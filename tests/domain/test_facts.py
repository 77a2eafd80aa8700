"""What a fact says of a day, from its ends and from the days on which sources attest it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bloc_bot.domain.dates import PartialDate, Period, Truth
from bloc_bot.domain.facts import Citation, Membership, Role, Source
from tests.domain.strategies import days, partial_dates, periods

SOURCE = Source("s", "Publisher", "Title", "https://example.org")


def membership(period: Period, attested: list[PartialDate]) -> Membership:
    citations = tuple(Citation(SOURCE, attested_on=one) for one in attested) or (Citation(SOURCE),)
    return Membership(id="m", organization="PACT", period=period, citations=citations, party="AM", role=Role.MEMBER)


memberships = st.builds(membership, periods, st.lists(partial_dates, max_size=3))


@given(memberships, days)
def test_an_attestation_never_contradicts_what_the_ends_tell(fact: Membership, day: date) -> None:
    told = fact.period.truth_on(day)
    assert told is Truth.UNCERTAIN or fact.truth_on(day) is told


@given(periods, st.lists(partial_dates, max_size=2), partial_dates, days)
def test_one_more_attestation_never_makes_anything_less_certain(
    period: Period, attested: list[PartialDate], more: PartialDate, day: date
) -> None:
    before, after = membership(period, attested), membership(period, [*attested, more])
    assert before.truth_on(day) is Truth.UNCERTAIN or after.truth_on(day) is before.truth_on(day)


@given(memberships, days, days)
def test_the_answer_for_a_span_never_contradicts_that_for_its_days(fact: Membership, one: date, other: date) -> None:
    first, last = sorted((one, other))
    if Truth.YES in (fact.truth_on(first), fact.truth_on(last)):
        assert fact.truth_within(first, last) is Truth.YES


@given(st.lists(days, min_size=2, max_size=2, unique=True))
def test_between_two_attestations_without_ends_nothing_is_settled(two: list[date]) -> None:
    first, last = sorted(two)
    fact = membership(Period(), [PartialDate.of(first), PartialDate.of(last)])
    assert (fact.truth_on(first), fact.truth_on(last)) == (Truth.YES, Truth.YES)
    between = first + (last - first) / 2
    assert between in (first, last) or fact.truth_on(between) is Truth.UNCERTAIN


@pytest.mark.parametrize(
    ("period", "attested", "day", "truth"),
    [
        ("2003-04-28/", "2008-01-16", "2005-01-01", Truth.YES),
        ("2003-04-28/", "2008-01-16", "2008-01-17", Truth.UNCERTAIN),
        ("2003-04-28/", "2008-01-16", "2003-04-27", Truth.NO),
        ("/2012-12-19", "2008-01-16", "2010-01-01", Truth.YES),
        ("/2012-12-19", "2008-01-16", "2008-01-15", Truth.UNCERTAIN),
        ("/2012-12-19", "2008-01-16", "2012-12-19", Truth.NO),
        ("/", "2008-01", "2008-01-31", Truth.YES),
        ("/", "2008-01", "2008-02-01", Truth.UNCERTAIN),
    ],
)
def test_an_attestation_settles_the_days_between_it_and_a_known_end(
    period: str, attested: str, day: str, truth: Truth
) -> None:
    fact = membership(Period.parse(period), [PartialDate.parse(attested)])
    assert fact.truth_on(date.fromisoformat(day)) is truth
