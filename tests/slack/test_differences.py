"""Over signed HTTP, on both databases: what a later seed changes of facts that a workspace has corrected."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.app import make_desk
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.recording.recorder import Recorder
from bloc_bot.database.seed.seeding import SeedReport, seed
from bloc_bot.database.session import make_engine
from bloc_bot.database.workspaces.conversations import StoredConversations
from bloc_bot.slack.background import Background
from bloc_bot.slack.delivery import make_client
from bloc_bot.slack.installation.tokens import OneToken, client_of
from bloc_bot.slack.recording.news import tell_of_differences
from tests.database.conftest import NOW, Edit, edit, seed_folder, seeded, seeded_once
from tests.grading import SEED
from tests.slack.bot import ADMIN, READER, TEAM, TOKEN, Bot, running_bot
from tests.slack.conftest import GUEST, OWNER, STRANGER
from tests.slack.fakes import Clock
from tests.slack.home import headers, open_home, press, published, under
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown

__all__ = ["edit", "seed_folder", "seeded", "seeded_once"]
LATER, LATEST = NOW + timedelta(days=1), NOW + timedelta(days=2)
WITHDRAWN_HERE = "Theirs: RP: Armenia, observer, since 1 June 1995\nYours: not on record any more"


@pytest.fixture
async def wrong(seeded: AsyncEngine) -> None:
    """The workspace has withdrawn a membership that comes with the bot."""
    await Recorder(seeded, FactBooks(seeded)).withdraw("m1", TEAM, OWNER, "it never was", NOW + timedelta(hours=1))


@asynccontextmanager
async def started(engine: AsyncEngine, slack: Slack, at: datetime = LATEST) -> AsyncIterator[tuple[Bot, Any, Any]]:
    """A process of the bot, with its desk and what it does when it has seen a new seed."""
    desk = make_desk(engine, FactBooks(engine), StoredConversations(engine), Background(10), frozenset({ADMIN}))
    desk = replace(desk, clock=Clock(at))
    slack.api.scopes |= {"users:read"}
    async with running_bot(desk, slack) as bot:
        client = make_client(TOKEN, slack.api_url, bot.http)
        yield bot, desk, lambda: tell_of_differences(desk, partial(client_of, OneToken(TOKEN), client))
    assert slack.refused == []


async def reseeded(engine: AsyncEngine, folder: Path, at: datetime = LATER) -> SeedReport:
    return await seed(engine, folder, at)


async def review(bot: Bot, user: str = ADMIN) -> dict[str, Any]:
    return dict((await bot.command("/bloc", "review", user)).json)


async def is_member(bot: Bot) -> bool:
    return "Armenia" in (await bot.command("/bloc", "who are the members of the river pact?")).json["text"]


Changed = Callable[[], Awaitable[SeedReport]]


@pytest.fixture
def changed(wrong: None, seeded: AsyncEngine, seed_folder: Path, edit: Edit) -> Changed:
    """A later seed says of the membership that it is an observer's."""

    async def change() -> SeedReport:
        edit(
            "organizations/pact.yaml",
            "party: AM\n  role: member\n  since: 1995",
            "party: AM\n  role: observer\n  since: 1995",
        )
        return await reseeded(seeded, seed_folder)

    return change


async def test_nothing_is_told_as_long_as_the_seed_says_the_same(
    wrong: None, seeded: AsyncEngine, seed_folder: Path, slack: Slack
) -> None:
    assert (await reseeded(seeded, seed_folder)).workspaces == 0
    async with started(seeded, slack) as (bot, _, news):
        await news()
        assert "theirs" not in shown(await review(bot)).lower()
    assert slack.posted == []


async def test_the_list_and_the_home_tab_show_theirs_and_ours(
    changed: Changed, seeded: AsyncEngine, slack: Slack
) -> None:
    assert (await changed()).workspaces == 1
    async with started(seeded, slack) as (bot, _, _):
        message = await review(bot)
        assert WITHDRAWN_HERE in message["text"]
        assert all(line in shown(message) for line in WITHDRAWN_HERE.splitlines())
        assert f"Yours by <@{OWNER}> on 1 March 2026, theirs of 2 March 2026" in shown(message)
        view = await open_home(bot, slack, ADMIN)
        assert "Corrections to look at again: 1" in headers(view)
        assert all(line in under(view, headers(view)[0]) for line in WITHDRAWN_HERE.splitlines())
        assert "Corrections" not in str(headers(await open_home(bot, slack, READER)))


async def test_the_admins_are_told_once_over_all_processes(changed: Changed, seeded: AsyncEngine, slack: Slack) -> None:
    await changed()
    async with started(seeded, slack) as (_, _, one), started(seeded, slack) as (_, desk, other):
        await desk.admins.named.add(TEAM, READER, ADMIN, NOW)
        await asyncio.gather(one(), other(), one())
    async with started(seeded, slack, LATEST + timedelta(days=30)) as (_, _, again):
        await again()
    told = [(message["channel"], message["text"]) for message in slack.posted]
    assert sorted(channel for channel, _ in told) == [ADMIN, READER]
    assert all(WITHDRAWN_HERE in text for _, text in told)


async def test_ours_is_kept_and_not_asked_again(changed: Changed, seeded: AsyncEngine, slack: Slack) -> None:
    await changed()
    async with started(seeded, slack) as (bot, _, _):
        await bot.click(buttons(await review(bot))["Keep ours"], ADMIN)
        [said] = await slack.settled("hook")
        assert f"Your own version is kept, by <@{ADMIN}>." in said["text"]
        assert "Keep ours" not in buttons(await review(bot))
        assert not await is_member(bot)
        log = (await bot.command("/bloc", "log")).json["text"]
        assert "kept, though the facts that come with the bot have changed" in log


async def test_theirs_is_taken_and_the_log_says_by_whom(changed: Changed, seeded: AsyncEngine, slack: Slack) -> None:
    await changed()
    async with started(seeded, slack) as (bot, _, news):
        await news()
        await bot.click(buttons(slack.posted[0])["Take theirs"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
        [updated] = await slack.settled("chat.update")
        assert f"dropped by <@{ADMIN}>.\nRP: Armenia, observer" in updated["text"]
        assert "Armenia" in (await bot.command("/bloc", "observers of the river pact")).json["text"]
        assert "Take theirs" not in buttons(await review(bot))
        log = (await bot.command("/bloc", "log")).json["text"]
        assert f"<@{ADMIN}> restored RP: Armenia, observer" in log
        assert "taken from the facts that come with the bot" in log


async def test_a_button_on_the_home_tab_decides_too(changed: Changed, seeded: AsyncEngine, slack: Slack) -> None:
    await changed()
    async with started(seeded, slack) as (bot, _, _):
        view = await open_home(bot, slack, ADMIN)
        await press(bot, slack, buttons(view)["Keep ours"], ADMIN)
        await slack.settled("views.publish", 2)
        assert "Corrections" not in str(headers(published(slack, ADMIN)))


async def test_where_both_agree_by_now_it_is_said_with_one_button(
    wrong: None, seeded: AsyncEngine, seed_folder: Path, edit: Edit, slack: Slack
) -> None:
    text = (seed_folder / "organizations" / "pact.yaml").read_text()
    entry = text[text.index("- id: m1\n") : text.index("- id: m2\n")]
    edit("organizations/pact.yaml", entry, "")
    assert (await reseeded(seeded, seed_folder)).workspaces == 1
    async with started(seeded, slack) as (bot, _, _):
        message = await review(bot)
        assert "say the same as yours now" in message["text"]
        assert {"Keep ours", "Take theirs"}.isdisjoint(buttons(message))
        await bot.click(buttons(message)["Drop our copy"], ADMIN)
        await slack.settled("hook")
        assert "Drop our copy" not in buttons(await review(bot))
        assert not await is_member(bot)


@pytest.mark.parametrize("user", [READER, GUEST, STRANGER])
async def test_only_admins_decide_about_it(changed: Changed, seeded: AsyncEngine, slack: Slack, user: str) -> None:
    await changed()
    async with started(seeded, slack) as (bot, _, _):
        await bot.click(buttons(await review(bot))["Take theirs"], user)
        [said] = await slack.settled("hook")
        assert "Only these people may decide" in said["text"]
        assert "Take theirs" in buttons(await review(bot))


async def test_of_two_admins_at_once_the_second_is_told_who_decided(
    changed: Changed, seeded: AsyncEngine, slack: Slack
) -> None:
    await changed()
    async with started(seeded, slack) as (bot, desk, _):
        await desk.admins.named.add(TEAM, "UOTHER", ADMIN, NOW)
        found = buttons(await review(bot))
        await asyncio.gather(bot.click(found["Take theirs"], ADMIN), bot.click(found["Keep ours"], "UOTHER"))
        texts = [answer["text"] for answer in await slack.settled("hook", 2)]
        assert sum("has decided it already." in text for text in texts) == 1
        assert "Keep ours" not in buttons(await review(bot))


async def test_what_the_seed_changed_once_more_is_not_decided_unseen(
    changed: Changed, seeded: AsyncEngine, seed_folder: Path, edit: Edit, slack: Slack
) -> None:
    await changed()
    async with started(seeded, slack) as (bot, _, _):
        found = buttons(await review(bot))
        edit("organizations/pact.yaml", "role: observer\n  since: 1995-06-01", "role: observer\n  since: 1996-06-01")
        await reseeded(seeded, seed_folder, LATER + timedelta(hours=1))
        await bot.click(found["Take theirs"], ADMIN)
        [said] = await slack.settled("hook")
        assert "have changed again" in said["text"]
        assert "since 1 June 1996" in said["text"]


async def test_what_another_workspace_corrected_is_its_own_business(
    changed: Changed, seeded: AsyncEngine, slack: Slack
) -> None:
    await changed()
    async with started(seeded, slack) as (bot, _, _):
        assert "Take theirs" not in buttons((await bot.command("/bloc", "review", ADMIN, team_id="T2")).json)


async def test_a_running_bot_tells_its_admins_as_soon_as_a_new_seed_is_loaded(
    real: Bot, database: Path, slack: Slack, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(SEED, tmp_path / "seed"))
    file = folder / "organizations" / "csto.yaml"
    entry = re.search(r"- id: (\S+)\n(?: +rows.*\n)? +party: BY.*\n +role: member\n", text := file.read_text())
    assert entry is not None
    engine = make_engine(f"sqlite:///{database}")
    await Recorder(engine, FactBooks(engine)).withdraw(entry[1], TEAM, ADMIN, "it never was", datetime.now(UTC))
    file.write_text(text.replace(entry[0], entry[0].replace("member", "observer")))
    assert (await seed(engine, folder, datetime.now(UTC))).workspaces == 1
    await engine.dispose()
    [told] = await slack.settled("chat.postMessage", seconds=20)
    assert told["channel"] == ADMIN
    assert "Theirs: CSTO: Belarus, observer" in told["text"]
    await real.click(buttons(told)["Keep ours"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    [updated] = await slack.settled("chat.update")
    assert f"kept, by <@{ADMIN}>.\nnot on record any more" in updated["text"]
