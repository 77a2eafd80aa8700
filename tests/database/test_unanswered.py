"""Unanswered questions: kept where it is switched on, counted, and forgotten in time or at once."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.models import UnansweredQuestionRow
from bloc_bot.database.session import asking
from bloc_bot.database.workspaces.unanswered import KEPT_FOR, LONGEST, ON_A_PAGE, Switch, UnansweredQuestions
from tests.database.conftest import NOW

TEAM, OTHER, ADMIN = "T1", "T2", "UADMIN"


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def unanswered(engine: AsyncEngine, clock: Clock) -> UnansweredQuestions:
    return UnansweredQuestions(engine, clock)


async def stored(unanswered: UnansweredQuestions) -> int:
    async with asking(unanswered.engine) as connection:
        return await connection.scalar(select(func.count()).select_from(UnansweredQuestionRow)) or 0


async def test_it_is_off_and_nothing_is_kept_unless_switched_on(unanswered: UnansweredQuestions) -> None:
    assert not await unanswered.keep(TEAM, "what?")
    assert (await unanswered.collected(TEAM)).switch == Switch(is_on=False)
    assert await stored(unanswered) == 0


async def test_each_workspace_switches_for_itself_and_sees_its_own(unanswered: UnansweredQuestions) -> None:
    await unanswered.switch(TEAM, on=True, by=ADMIN)
    assert await unanswered.keep(TEAM, "what?")
    assert not await unanswered.keep(OTHER, "who?")
    assert (await unanswered.collected(TEAM)).switch == Switch(is_on=True, by=ADMIN, at=NOW)
    await unanswered.switch(OTHER, on=True, by=ADMIN)
    assert (await unanswered.collected(OTHER)).total == 0


async def test_what_was_asked_before_it_was_switched_on_is_not_kept_however_late(
    unanswered: UnansweredQuestions,
) -> None:
    await unanswered.switch(TEAM, on=True, by=ADMIN)
    assert not await unanswered.keep(TEAM, "what?", NOW - timedelta(milliseconds=1))
    assert await stored(unanswered) == 0


async def test_the_same_question_is_counted_and_shown_as_typed_last(
    unanswered: UnansweredQuestions, clock: Clock
) -> None:
    await unanswered.switch(TEAM, on=True, by=ADMIN)
    for text in ("/csto  Flag", "ОДКБ флаг", "/CSTO flag?"):
        await unanswered.keep(TEAM, text)
        clock.now += timedelta(hours=1)
    collected = await unanswered.collected(TEAM)
    assert [(asked.text, asked.times) for asked in collected.questions] == [("/CSTO flag?", 2), ("ОДКБ флаг", 1)]
    assert collected.questions[0].last_at == NOW + timedelta(hours=2)
    assert (collected.total, await stored(unanswered)) == (2, 3)


async def test_switched_on_again_it_says_since_when(unanswered: UnansweredQuestions, clock: Clock) -> None:
    await unanswered.switch(TEAM, on=True, by=ADMIN)
    clock.now += timedelta(days=1)
    await unanswered.switch(TEAM, on=True, by="UOTHER")
    assert (await unanswered.collected(TEAM)).switch == Switch(is_on=True, by=ADMIN, at=NOW)


async def test_switching_off_forgets_all_of_this_workspace_at_once(unanswered: UnansweredQuestions) -> None:
    for team in (TEAM, OTHER):
        await unanswered.switch(team, on=True, by=ADMIN)
        await unanswered.keep(team, "what?")
    await unanswered.switch(TEAM, on=False, by="UOTHER")
    assert (await unanswered.collected(TEAM)).switch == Switch(is_on=False, by="UOTHER", at=NOW)
    assert not await unanswered.keep(TEAM, "what?")
    assert await stored(unanswered) == 1
    await unanswered.switch(TEAM, on=True, by=ADMIN)
    assert (await unanswered.collected(TEAM)).questions == ()


async def test_no_question_comes_in_behind_whoever_switches_off(unanswered: UnansweredQuestions) -> None:
    await unanswered.switch(TEAM, on=True, by=ADMIN)
    keeping = [unanswered.keep(TEAM, f"what {number}?") for number in range(10)]
    await asyncio.gather(*keeping[:5], unanswered.switch(TEAM, on=False, by=ADMIN), *keeping[5:])
    assert await stored(unanswered) == 0


async def test_after_90_days_a_question_is_not_shown_and_then_gone(
    unanswered: UnansweredQuestions, clock: Clock
) -> None:
    await unanswered.switch(TEAM, on=True, by=ADMIN)
    await unanswered.keep(TEAM, "old?")
    clock.now += timedelta(days=1)
    await unanswered.keep(TEAM, "newer?")
    clock.now = NOW + KEPT_FOR - timedelta(seconds=1)
    assert (await unanswered.collected(TEAM)).total == 2
    assert await unanswered.forget_old() == 0
    clock.now = NOW + KEPT_FOR
    assert [asked.text for asked in (await unanswered.collected(TEAM)).questions] == ["newer?"]
    assert await unanswered.forget_old() == 1
    assert await stored(unanswered) == 1


async def test_they_come_page_by_page_the_latest_first(unanswered: UnansweredQuestions) -> None:
    await unanswered.switch(TEAM, on=True, by=ADMIN)
    for number in range(ON_A_PAGE + 3):
        await unanswered.keep(TEAM, f"what {number}?")
    first, last = await unanswered.collected(TEAM), await unanswered.collected(TEAM, 7)
    assert [len(first.questions), len(last.questions)] == [ON_A_PAGE, 3]
    assert (first.questions[0].text, last.questions[-1].text) == (f"what {ON_A_PAGE + 2}?", "what 0?")
    assert (last.page, last.total) == (1, ON_A_PAGE + 3)


@pytest.mark.parametrize(
    "text", ["nul \x00 l", "half \ud800 a character", "ğ" * 5_000, "'; DROP TABLE facts; --", " ?"]
)
async def test_whatever_is_typed_can_be_kept(unanswered: UnansweredQuestions, text: str) -> None:
    await unanswered.switch(TEAM, on=True, by=ADMIN)
    assert await unanswered.keep(TEAM, text)
    [asked] = (await unanswered.collected(TEAM)).questions
    assert 0 < len(asked.text) <= LONGEST


async def test_nothing_is_kept_of_who_asked(engine: AsyncEngine) -> None:
    async with asking(engine) as connection:
        columns = await connection.run_sync(lambda sync: inspect(sync).get_columns("unanswered_questions"))
    assert [column["name"] for column in columns] == ["id", "workspace", "text", "folded", "asked_at"]
