"""`/bloc log` over signed HTTP: the latest changes of a workspace, for everybody in it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.slack.bot import ADMIN, READER, Bot
from tests.slack.conftest import GUEST
from tests.slack.filling import LEFT, NEW_SOURCE, sent
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_recording import opened, state


async def log(bot: Bot, user: str = READER, **more: str) -> dict[str, Any]:
    return (await bot.command("/bloc", "log", user, **more)).json


async def record(bot: Bot, slack: Slack, title: str) -> None:
    form = await opened(bot, slack)
    assert (await bot.submit(form, state(title=title, anyway=True))).text == ""


@pytest.mark.parametrize("user", [READER, ADMIN, GUEST])
async def test_it_shows_when_who_what_and_why_the_latest_first(newsroom: Bot, slack: Slack, user: str) -> None:
    await record(newsroom, slack, "Talks <!channel> & more")
    await newsroom.click(buttons(slack.answered_by_hook[-1])["Undo"], ADMIN)
    message = await log(newsroom, user)
    what = "CSTO, 11 January 2008: Talks &lt;!channel&gt; &amp; more"
    lines = message["text"].splitlines()
    assert [line for line in lines if what in line] == [
        f"• 21 November 2026, 12:00: <@{ADMIN}> withdrew {what} — undone by the button in Slack",
        f"• 21 November 2026, 12:00: <@{ADMIN}> recorded {what}",
    ]
    assert any(re.search(r"`bloc-bot seed` brought along \d+ facts$", line) for line in lines)
    assert "Times are in UTC." in lines[-1]
    assert message["response_type"] == "ephemeral"


async def test_a_correction_of_a_shared_fact_that_is_undone_is_in_it(newsroom: Bot, slack: Slack) -> None:
    await sent(newsroom, slack, LEFT, **NEW_SOURCE)
    await newsroom.click(buttons(slack.answered_by_hook[-1])["Undo"], ADMIN)
    lines = [line for line in (await log(newsroom))["text"].splitlines() if "CSTO: Armenia, member" in line]
    what = "CSTO: Armenia, member, from 7 October 2002 until 13 February 2026"
    assert [line.partition(f"<@{ADMIN}> ")[2] for line in lines] == [
        f"withdrew {what} — undone by the button in Slack",
        f"changed {what}",
    ]


async def test_what_another_workspace_recorded_is_not_in_it(newsroom: Bot, slack: Slack) -> None:
    await record(newsroom, slack, "Talks in the observatory")
    assert "observatory" in (await log(newsroom))["text"]
    assert "observatory" not in (await log(newsroom, team_id="T2"))["text"]


@pytest.mark.slow
async def test_all_of_it_is_reached_page_by_page(newsroom: Bot, slack: Slack) -> None:
    for number in range(45):
        await record(newsroom, slack, f"Talks {number:02} " + "<&>" * 60)
    page = await log(newsroom)
    pages = [page]
    while "Older" in buttons(page):
        await newsroom.click(buttons(page)["Older"])
        page = slack.answered_by_hook[-1]
        pages.append(page)
    told = [line for page in pages for line in page["text"].splitlines() if "Talks" in line]
    assert [line.partition("Talks ")[2][:2] for line in told] == [f"{number:02}" for number in reversed(range(45))]
    assert len(pages) == 3
    assert "Changes 41 to 46" in shown(pages[-1])
    await newsroom.click(buttons(page)["Newer"])
    assert "Changes 21 to 40" in shown(slack.answered_by_hook[-1])


@pytest.mark.parametrize(("command", "text"), [("/csto", "log"), ("/bloc", "log of NATO")])
async def test_anything_else_is_a_question(newsroom: Bot, command: str, text: str) -> None:
    assert "Latest changes" not in (await newsroom.command(command, text)).json["text"]
