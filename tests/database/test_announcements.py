"""Announcements: found by the revisions that they tell of, and taken back one by one."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.workspaces.announcements import Announcement, Announcements
from bloc_bot.domain.drafts import Revision

FIRST = Announcement(10, "C1", "1.1", "recorded")
CHANGED = Announcement(12, "C1", "1.1", "changed")
OTHER = Announcement(11, "C1", "2.2", "something else")


@pytest.fixture
async def announcements(engine: AsyncEngine) -> Announcements:
    announcements = Announcements(engine)
    for told in (FIRST, OTHER, CHANGED):
        await announcements.keep(told, "T1")
    return announcements


async def test_they_are_found_by_any_of_the_revisions_of_ones_own_workspace(announcements: Announcements) -> None:
    assert await announcements.of([Revision(9), Revision(12)], "T1") == CHANGED
    assert await announcements.of([Revision(9), Revision(0, 10)], "T1") is None
    assert await announcements.of([Revision(12)], "T2") is None


async def test_taken_back_a_message_tells_what_it_told_before_if_that_stands_again(
    announcements: Announcements,
) -> None:
    assert await announcements.take_back(CHANGED, [Revision(13, 12, 10)], "T1") == FIRST
    assert await announcements.of([Revision(12)], "T1") is None
    again = await announcements.of([Revision(13)], "T1")
    assert again is not None
    assert again.said == "recorded"
    assert await announcements.take_back(again, [Revision(0, 13, 0)], "T1") is None
    assert await announcements.of([Revision(10), Revision(13)], "T1") is None
    assert await announcements.of([Revision(11)], "T1") == OTHER


async def test_what_does_not_stand_again_is_not_told_again(announcements: Announcements) -> None:
    assert await announcements.take_back(CHANGED, [Revision(13, 12, 4)], "T1") is None
