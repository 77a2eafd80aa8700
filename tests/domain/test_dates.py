"""Dates and periods, for any date that can be written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bloc_bot.domain.dates import ONE_DAY, PartialDate, Period, Precision, Truth, Unbounded
from tests.domain.strategies import days, partial_dates, periods


@given(partial_dates)
def test_a_date_reads_back_as_it_is_written(written: PartialDate) -> None:
    assert PartialDate.parse(str(written)) == written


@given(periods)
def test_a_period_reads_back_as_it_is_written(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(partial_dates)
def test_the_earliest_day_is_never_after_the_latest(written: PartialDate) -> None:
    assert written.earliest <= written.latest


@given(partial_dates)
def test_the_date_after_begins_where_the_date_ends(written: PartialDate) -> None:
    exactly = PartialDate(written.year, written.month, written.day)
    assert exactly.following().earliest == exactly.latest + ONE_DAY
    assert exactly.following().preceding() == exactly
    assert written.following().precision is written.precision


@given(days)
def test_a_day_is_exact(day: date) -> None:
    assert PartialDate.of(day).exact == day


@given(partial_dates)
def test_an_approximate_date_may_mean_all_that_the_plain_one_may(written: PartialDate) -> None:
    plain = PartialDate(written.year, written.month, written.day)
    approximate = PartialDate(written.year, written.month, written.day, approximate=True)
    assert approximate.earliest < plain.earliest <= plain.latest < approximate.latest


@pytest.mark.parametrize(
    "text", ["", "93", "1993-13", "1993-02-30", "1993-00", "1993-1", "12 May", "1993-05-15T00:00", "0000", "1993?"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|range"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2003", "2010-01-01/2009-12-31", "2009-08-18/2009-08-18", "2003/nothing"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a|ends"):
        Period.parse(text)


@given(periods, days, days, days)
def test_what_holds_on_two_days_holds_on_every_day_between(period: Period, one: date, day: date, other: date) -> None:
    first, between, last = sorted((one, day, other))
    if period.truth_on(first) is period.truth_on(last) is Truth.YES:
        assert period.truth_on(between) is Truth.YES


@given(periods, days, st.integers(0, 4000))
def test_the_answer_for_a_span_never_contradicts_that_for_a_day_in_it(period: Period, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    on_the_days = {period.truth_on(first), period.truth_on(last), period.truth_on(first + (last - first) / 2)}
    within = period.truth_within(first, last)
    if Truth.YES in on_the_days:
        assert within is Truth.YES
    if within is Truth.NO:
        assert on_the_days == {Truth.NO}


@given(periods, days)
def test_the_answer_for_one_day_is_that_for_the_span_of_this_day(period: Period, day: date) -> None:
    assert period.truth_within(day, day) is period.truth_on(day) or period.truth_on(day) is Truth.UNCERTAIN


@given(periods, days)
def test_started_and_not_ended_is_what_holding_means(period: Period, day: date) -> None:
    if period.truth_on(day) is Truth.YES:
        assert (period.started_by(day), period.ended_by(day)) == (Truth.YES, Truth.NO)
    if Truth.NO is period.started_by(day) or Truth.YES is period.ended_by(day):
        assert period.truth_on(day) is Truth.NO


@given(partial_dates, days)
def test_it_no_longer_holds_from_its_end_on(until: PartialDate, day: date) -> None:
    assume(until.year > 2)
    period = Period(Unbounded.OPEN, until)
    assert period.truth_on(until.latest) is Truth.NO
    assert period.truth_on(until.earliest - ONE_DAY) is Truth.YES


@given(days)
def test_an_unknown_end_settles_nothing(day: date) -> None:
    assert Period().truth_on(day) is Truth.UNCERTAIN


@pytest.mark.parametrize(
    ("period", "day", "truth"),
    [
        ("1992-05-15/..", "1992-05-14", Truth.NO),
        ("1992-05-15/..", "1992-05-15", Truth.YES),
        ("2006-08-16/2012-12-19", "2012-12-18", Truth.YES),
        ("2006-08-16/2012-12-19", "2012-12-19", Truth.NO),
        ("1993/..", "1993-06-01", Truth.UNCERTAIN),
        ("1993/..", "1994-01-01", Truth.YES),
        ("/2012", "2011-12-31", Truth.UNCERTAIN),
        ("/2012", "2013-01-01", Truth.NO),
        ("../2012", "1900-01-01", Truth.YES),
    ],
)
def test_near_a_change_the_precision_decides(period: str, day: str, truth: Truth) -> None:
    assert Period.parse(period).truth_on(date.fromisoformat(day)) is truth


def test_an_event_of_several_days_keeps_its_last_day() -> None:
    period = Period.during(PartialDate.parse("2008-07-22"), PartialDate.parse("2008-08-22"))
    assert str(period) == "2008-07-22/2008-08-23"
    assert str(period.last) == "2008-08-22"


@given(partial_dates)
def test_what_was_over_with_a_date_has_it_as_its_last(first: PartialDate) -> None:
    assert Period.during(first).last == first
    assert first.precision in Precision
