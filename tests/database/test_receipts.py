"""Receipts in the database: by their ids, by what they rest on, told once, and forgotten."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.errors import NotOnRecord
from bloc_bot.database.models import ReceiptGroundRow, ReceiptRow
from bloc_bot.database.session import asking, writing
from bloc_bot.database.workspaces import receipts as module
from bloc_bot.database.workspaces.receipts import KEPT_FOR, TOLD_FOR, StoredReceipts
from bloc_bot.domain.receipts import Posted
from bloc_bot.domain.replies import Reply
from tests.database.conftest import NOW
from tests.slack.fakes import reply

TODAY = date(2026, 3, 1)
IN_CHANNEL = Posted("C1", "1.1", "1.2")
GIVEN = reply(rows=3, columns=("Country", "Since"), rests_on=("fact-1", "fact-2"))
OTHER = reply("The CSTO has five members.", rows=2)


@pytest.fixture
def stored(engine: AsyncEngine) -> StoredReceipts:
    return StoredReceipts(engine, lambda: NOW)


def with_cells(answer: Reply) -> Reply:
    items = tuple(replace(item, cells=(item.detail, "")) for item in answer.items)
    return answer.model_copy(update={"items": items})


async def test_an_answer_is_given_again_as_it_was(stored: StoredReceipts) -> None:
    given = with_cells(GIVEN)
    id = await stored.keep(given, "T1", TODAY, Posted("C1", "1.1"))
    receipt = await stored.find(id, "T1")
    assert receipt.reply == given
    assert (receipt.asked_on, receipt.given_at, receipt.posted) == (TODAY, NOW, Posted("C1", "1.1"))
    assert receipt.told == receipt.reply
    await stored.place(id, "T1", "1.2")
    assert (await stored.find(id, "T1")).posted == IN_CHANNEL


@pytest.mark.parametrize("workspace", ["T1", "T2"])
async def test_there_is_none_of_another_workspace_or_of_no_answer(stored: StoredReceipts, workspace: str) -> None:
    id = await stored.keep(GIVEN, "T0", TODAY, IN_CHANNEL)
    with pytest.raises(NotOnRecord, match=f"There is no receipt {id} here"):
        await stored.find(id, workspace)


async def test_an_id_that_is_taken_is_not_given_again(stored: StoredReceipts, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["AAAAAA", "AAAAAA", "AAAAAA", "BBBBBB"])
    monkeypatch.setattr(module, "new_receipt_id", lambda: next(drawn))
    ids = [await stored.keep(GIVEN, workspace, TODAY, IN_CHANNEL) for workspace in ("T1", "T2", "T1")]
    assert ids == ["AAAAAA", "AAAAAA", "BBBBBB"]


@pytest.mark.parametrize("ground", ["fact-1", "fact-2", "CSTO"])
async def test_receipts_are_found_by_what_they_rest_on(stored: StoredReceipts, ground: str) -> None:
    ids = []
    for seconds in range(3):
        later = replace(stored, clock=lambda passed=seconds: NOW + timedelta(seconds=passed))
        ids.append(await later.keep(GIVEN, "T1", TODAY, IN_CHANNEL))
    await stored.keep(GIVEN, "T2", TODAY, IN_CHANNEL)
    await stored.keep(GIVEN, "T1", TODAY, Posted("C1", "1.1"))
    await stored.keep(reply(query={"kind": "members", "organization": "SCO", "on": "2013"}), "T1", TODAY, IN_CHANNEL)
    assert await stored.resting_on((ground, "fact-3"), "T1", 2) == (ids[2], ids[1])
    assert await stored.resting_on([f"fact-{number}" for number in range(3, 1_500)], "T1", 2) == ()


async def test_after_thirty_days_none_is_told(stored: StoredReceipts) -> None:
    await stored.keep(GIVEN, "T1", TODAY, IN_CHANNEL)
    for passed, found in ((TOLD_FOR - timedelta(seconds=1), 1), (TOLD_FOR, 0)):
        later = replace(stored, clock=lambda passed=passed: NOW + passed)
        assert len(await later.resting_on(("fact-1",), "T1", 5)) == found


async def test_of_many_who_would_tell_at_once_one_does(stored: StoredReceipts) -> None:
    receipt = await stored.find(await stored.keep(GIVEN, "T1", TODAY, IN_CHANNEL), "T1")
    assert sum(await asyncio.gather(*(stored.take_telling(receipt, "T1", OTHER, 7) for _ in range(8)))) == 1
    told = await stored.find(receipt.id, "T1")
    assert (told.told.headline, told.version, told.reply) == (OTHER.headline, 7, receipt.reply)


async def test_nobody_tells_by_facts_that_are_older_than_what_was_told(stored: StoredReceipts) -> None:
    receipt = await stored.find(await stored.keep(GIVEN, "T1", TODAY, IN_CHANNEL), "T1")
    assert await stored.take_telling(receipt, "T1", OTHER, 7)
    told = await stored.find(receipt.id, "T1")
    assert not await stored.take_telling(told, "T1", GIVEN, 6)
    assert await stored.take_telling(told, "T1", GIVEN, 8)


async def test_what_could_not_be_told_is_as_before(stored: StoredReceipts) -> None:
    receipt = await stored.find(await stored.keep(GIVEN, "T1", TODAY, IN_CHANNEL), "T1")
    assert await stored.take_telling(receipt, "T1", OTHER, 7)
    await stored.give_back(receipt, "T1", 7)
    assert await stored.find(receipt.id, "T1") == receipt


async def test_an_answer_of_another_version_of_the_bot_cannot_be_given_again(
    stored: StoredReceipts, engine: AsyncEngine
) -> None:
    id = await stored.keep(GIVEN, "T1", TODAY, IN_CHANNEL)
    async with writing(engine) as connection:
        await connection.execute(ReceiptRow.__table__.update().values(reply='{"cells": [], "items": [], "new": 1}'))
    with pytest.raises(NotOnRecord, match="older version"):
        await stored.find(id, "T1")


async def test_after_400_days_they_are_forgotten_with_what_they_rest_on(
    stored: StoredReceipts, engine: AsyncEngine
) -> None:
    await stored.keep(GIVEN, "T1", TODAY, IN_CHANNEL)
    later = replace(stored, clock=lambda: NOW + timedelta(seconds=1))
    id = await later.keep(GIVEN, "T1", TODAY, IN_CHANNEL)
    assert await replace(stored, clock=lambda: NOW + KEPT_FOR).forget_old() == 1
    assert (await stored.find(id, "T1")).id == id
    async with asking(engine) as connection:
        assert await connection.scalar(select(func.count(func.distinct(ReceiptGroundRow.receipt)))) == 1
