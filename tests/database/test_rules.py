"""What the database itself refuses, whoever writes to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.models import CitationRow, FactRow
from bloc_bot.database.session import writing
from tests.database.conftest import NOW

FACT: dict[str, Any] = {
    "id": 900,
    "lineage": "x1",
    "kind": "membership",
    "workspace": "",
    "organization": "PACT",
    "state": "recorded",
    "since": "",
    "until": "",
    "note": "",
    "preferred": "",
    "origin": "person",
    "recorded_at": NOW,
    "recorded_by": "U1",
    "reason": "",
    "lead_citation": 0,
}
CITATION: dict[str, Any] = {
    "fact_id": 900,
    "position": 0,
    "source": "charter",
    "locator": "",
    "relayed_from": "",
    "stance": "supports",
    "disputed": "",
    "disputed_value": "",
}


async def write(engine: AsyncEngine, fact: dict[str, Any], *citations: dict[str, Any]) -> None:
    async with writing(engine) as connection:
        await connection.execute(insert(FactRow), FACT | fact)
        for citation in citations:
            await connection.execute(insert(CitationRow), CITATION | citation)


async def test_a_recorded_fact_with_a_citation_is_taken(seeded: AsyncEngine) -> None:
    await write(seeded, {}, {})


@pytest.mark.parametrize(
    ("fact", "citations"),
    [
        pytest.param({"lead_citation": None}, [], id="recorded without a citation"),
        pytest.param({}, [], id="recorded on a citation that is never written"),
        pytest.param({"lead_citation": None}, [{}], id="recorded without saying on which citation"),
        pytest.param({}, [{"stance": "disputes", "disputed": "since"}], id="recorded on a source that disputes it"),
        pytest.param({}, [{"position": 1}], id="recorded on a citation that is not the first"),
        pytest.param({}, [{"source": "hearsay"}], id="backed by a source that is not on record"),
        pytest.param({"lineage": "m1"}, [{}], id="a second current revision"),
        pytest.param({"state": "true"}, [{}], id="a state that does not exist"),
        pytest.param({"organization": "NONE"}, [{}], id="an organization that does not exist"),
        pytest.param({"since": "2001"}, [{}], id="a date without its days"),
        pytest.param({"superseded_at": NOW}, [{}], id="superseded by nobody"),
    ],
)
async def test_the_database_refuses(seeded: AsyncEngine, fact: dict[str, Any], citations: list[dict[str, Any]]) -> None:
    with pytest.raises(IntegrityError):
        await write(seeded, fact, *citations)


@pytest.mark.parametrize(
    ("since", "until"),
    [(("2001-12-31", "2001-01-01"), None), (("2001-01-01", "2001-12-31"), ("2000-01-01", "2000-12-31"))],
)
async def test_the_database_refuses_days_out_of_order(
    seeded: AsyncEngine, since: tuple[str, str], until: tuple[str, str] | None
) -> None:
    days: dict[str, Any] = {
        "since": "2001",
        "since_earliest": date.fromisoformat(since[0]),
        "since_latest": date.fromisoformat(since[1]),
    }
    if until is not None:
        days |= {
            "until": "2000",
            "until_earliest": date.fromisoformat(until[0]),
            "until_latest": date.fromisoformat(until[1]),
        }
    with pytest.raises(IntegrityError):
        await write(seeded, days, {})
