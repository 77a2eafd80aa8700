"""What a workspace has chosen: where facts are announced, which organization `/bloc` means, who sees answers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.models import WorkspaceSettingsRow
from bloc_bot.database.session import asking, insert_into, writing


@dataclass(frozen=True)
class WorkspaceSettings:
    """`announcements` is a channel's id, `default_organization` an organization's; empty: none was chosen."""

    announcements: str = ""
    default_organization: str = ""
    answers_in_public: bool = False


@dataclass(frozen=True)
class StoredSettings:
    """The settings in the database."""

    engine: AsyncEngine

    async def of(self, workspace: str) -> WorkspaceSettings:
        row = WorkspaceSettingsRow
        wanted = select(row.announcements, row.default_organization, row.answers_in_public)
        async with asking(self.engine) as connection:
            found = (await connection.execute(wanted.where(row.workspace == workspace))).first()
        return WorkspaceSettings(*found) if found is not None else WorkspaceSettings()

    async def change(self, workspace: str, settings: WorkspaceSettings, by: str, now: datetime) -> None:
        values = {**asdict(settings), "changed_by": by, "changed_at": now}
        async with writing(self.engine) as connection:
            await connection.execute(
                insert_into(connection, WorkspaceSettingsRow)
                .values(workspace=workspace, **values)
                .on_conflict_do_update(index_elements=["workspace"], set_=values)
            )
