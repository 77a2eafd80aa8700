"""Alembic's way in: on the connection that `bloc-bot migrate` hands over, else on DATABASE_URL."""

import asyncio
import os

from alembic import context
from sqlalchemy import Connection

from bloc_bot.database import session
from bloc_bot.database.models import Base

METADATA = Base.metadata


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


async def run_on_own_connection() -> None:
    engine = session.make_engine(os.environ.get("DATABASE_URL") or session.DEFAULT_URL)
    async with session.writing(engine) as connection:
        await connection.run_sync(run)
    await engine.dispose()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    asyncio.run(run_on_own_connection())
