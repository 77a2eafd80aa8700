"""Claims: a request is answered by one process, and by another if that one dies."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.claims import Claims
from tests.database.conftest import NOW

LEASE = timedelta(seconds=30)


@pytest.fixture
def claims(engine: AsyncEngine) -> Claims:
    return Claims(engine)


async def test_of_many_who_claim_at_once_one_gets_it(claims: Claims) -> None:
    got = await asyncio.gather(*(claims.claim("Ev1", NOW, LEASE) for _ in range(8)))
    assert sum(got) == 1


async def test_another_request_is_another_claim(claims: Claims) -> None:
    assert await claims.claim("Ev1", NOW, LEASE)
    assert await claims.claim("Ev2", NOW, LEASE)


async def test_a_claim_whose_process_died_is_taken_over_once(claims: Claims) -> None:
    await claims.claim("Ev1", NOW, LEASE)
    assert not await claims.claim("Ev1", NOW + LEASE / 2, LEASE)
    assert await claims.claim("Ev1", NOW + LEASE, LEASE)
    assert not await claims.claim("Ev1", NOW + LEASE, LEASE)


async def test_what_is_answered_is_never_claimed_again(claims: Claims) -> None:
    await claims.claim("Ev1", NOW, LEASE)
    await claims.finish("Ev1", NOW)
    assert not await claims.claim("Ev1", NOW + 10 * LEASE, LEASE)


async def test_old_requests_are_forgotten(claims: Claims) -> None:
    await claims.claim("Ev1", NOW, LEASE)
    await claims.claim("Ev2", NOW + LEASE, LEASE)
    assert await claims.forget_old(NOW + LEASE) == 1
    assert await claims.claim("Ev1", NOW, LEASE)
