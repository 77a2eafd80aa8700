"""Migrations: they make the tables that the models say, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect

from bloc_bot.database.session import asking, make_engine, migrate, migrations_folder, writing
from tests.conftest import Databases


@pytest.fixture
def empty_database_url(databases: Databases) -> Iterator[str]:
    database = databases.new()
    yield database
    databases.drop(database)


def config_on(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.attributes["connection"] = connection
    return config


async def test_the_migrations_make_what_the_models_say(database_url: str) -> None:
    engine = make_engine(database_url)
    async with writing(engine) as connection:
        await connection.run_sync(lambda sync: command.check(config_on(sync)))
    await engine.dispose()


async def test_migrating_a_second_time_does_nothing(empty_database_url: str) -> None:
    await migrate(empty_database_url)
    await migrate(empty_database_url)


async def test_the_migrations_can_be_undone(empty_database_url: str) -> None:
    await migrate(empty_database_url)
    engine = make_engine(empty_database_url)
    async with writing(engine) as connection:
        await connection.run_sync(lambda sync: command.downgrade(config_on(sync), "base"))
    async with asking(engine) as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == ["alembic_version"]
    await engine.dispose()
