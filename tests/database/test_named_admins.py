"""Admins that a workspace has named: on both databases, each workspace's own, and never none by mistake."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.errors import NotOnRecord, Refused
from bloc_bot.database.workspaces.named_admins import NamedAdmin, NamedAdmins
from tests.database.conftest import NOW


@pytest.fixture
def named(engine: AsyncEngine) -> NamedAdmins:
    return NamedAdmins(engine)


async def test_each_workspace_has_its_own(named: NamedAdmins) -> None:
    await named.add("T1", "U1", "U0", NOW)
    await named.add("T2", "U2", "U0", NOW)
    assert await named.of("T1") == (NamedAdmin("U1", "U0", NOW),)
    with pytest.raises(NotOnRecord):
        await named.remove("T1", "U2", may_be_last=True)


async def test_nobody_is_named_twice(named: NamedAdmins) -> None:
    await named.add("T1", "U1", "U0", NOW)
    with pytest.raises(Refused, match="already"):
        await named.add("T1", "U1", "U9", NOW)
    assert [admin.by for admin in await named.of("T1")] == ["U0"]


async def test_the_last_stays_unless_there_are_others_beside_them(named: NamedAdmins) -> None:
    await named.add("T1", "U1", "U0", NOW)
    with pytest.raises(Refused, match="Name another one first"):
        await named.remove("T1", "U1", may_be_last=False)
    await named.remove("T1", "U1", may_be_last=True)
    assert await named.of("T1") == ()


async def test_two_who_remove_each_other_at_once_leave_one(named: NamedAdmins) -> None:
    for user in ("U1", "U2"):
        await named.add("T1", user, "U0", NOW)
    removals = (named.remove("T1", user, may_be_last=False) for user in ("U1", "U2"))
    results = await asyncio.gather(*removals, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "Refused"]
    assert len(await named.of("T1")) == 1
