"""What each form that was sent has become: sent again by who heard nothing, it makes no second fact."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bloc_bot.database.models import SubmissionRow
from bloc_bot.database.session import writing
from bloc_bot.domain.drafts import Recorded, Revision


async def submitted(connection: AsyncConnection, form: str, workspace: str) -> Recorded | None:
    """What was recorded from a form, if it was."""
    kept = SubmissionRow.__table__.c
    found = await connection.execute(
        select(kept.fact, kept.revisions, kept.also).where(kept.form == form, kept.workspace == workspace)
    )
    row = found.first()
    return None if row is None else Recorded(row.fact, tuple(map(Revision.parse, row.revisions)), tuple(row.also))


async def keep_submission(
    connection: AsyncConnection, form: str, workspace: str, recorded: Recorded, at: datetime
) -> None:
    """Written with the fact itself, under the workspace's lock: of two that send the same form, the second sees it."""
    kept = {
        "workspace": workspace,
        "form": form,
        "fact": recorded.fact,
        "revisions": [str(revision) for revision in recorded.revisions],
        "also": list(recorded.also),
        "submitted_at": at,
    }
    await connection.execute(insert(SubmissionRow).values(kept))


async def forget_submissions(engine: AsyncEngine, before: datetime) -> int:
    """Drop those sent before then: no form stays open that long. How many there were."""
    async with writing(engine) as connection:
        gone = await connection.execute(delete(SubmissionRow).where(SubmissionRow.submitted_at < before))
        return gone.rowcount
