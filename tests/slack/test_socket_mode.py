"""With an app token the same listeners answer over a connection that the bot opens."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp

from bloc_bot.app import running
from bloc_bot.database.session import migrate
from bloc_bot.settings import Settings
from bloc_bot.slack.site import Site
from tests.slack.bot import TOKEN, Bot, served
from tests.slack.stand_in import Slack


async def test_a_command_and_a_mention_over_the_socket(slack: Slack, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bloc.db"
    await asyncio.to_thread(lambda: asyncio.run(migrate(url)))
    settings = Settings(
        database_url=url, slack_bot_token=TOKEN, slack_app_token="xapp-1-made-up", slack_api_url=slack.api_url
    )
    async with (
        served(Site(lambda: running(settings, settings.slack_access()))) as address,
        aiohttp.ClientSession() as http,
    ):
        bot = Bot(address, http, slack)
        command = bot.command_form("/csto", "help me with the payload")
        slack.envelopes.put_nowait({"type": "slash_commands", "envelope_id": "E1", "payload": command})
        acknowledged = await asyncio.wait_for(slack.acknowledged.get(), 5)
        assert acknowledged["envelope_id"] == "E1"
        assert acknowledged["payload"]["response_type"] == "ephemeral"

        event = bot.envelope(bot.mention("help"))
        slack.envelopes.put_nowait({"type": "events_api", "envelope_id": "E2", "payload": event})
        assert (await slack.settled("chat.postMessage"))[0]["thread_ts"] == event["event"]["ts"]

        assert (await bot.get("/healthz")).status == 200
        assert (await bot.send("{}", "application/json")).status == 404  # there is no door that nobody needs
