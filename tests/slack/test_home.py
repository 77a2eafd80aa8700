"""The Home tab: what it shows, to whom, and what goes wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bloc_bot.app import make_desk
from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.session import make_engine, migrate
from bloc_bot.database.workspaces.conversations import StoredConversations
from bloc_bot.domain.replies import Covered, Item, Overview
from bloc_bot.slack.answers.blocks import section
from bloc_bot.slack.background import Background
from bloc_bot.slack.home.views import build_home
from bloc_bot.slack.limits import check
from tests.slack.bot import ADMIN, READER, Bot, running_bot
from tests.slack.conftest import Behind
from tests.slack.fakes import OVERVIEW, SOURCE
from tests.slack.home import browse, headers, open_home, press, under
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_recording import opened, state

COVERED = "CACO CIS CST CSTO EAEU EurAsEC GUAM NATO OSCE OTS SCO UN".split()


async def test_it_shows_what_is_covered_and_how_fresh_that_is(dated: Bot, slack: Slack) -> None:
    view = await open_home(dated, slack)
    covered = under(view, "What is covered")
    assert "*CSTO: Collective Security Treaty Organization*" in covered
    assert "\\n6 members and 4 office-holders today, 148 events\\nNewest source: " in covered
    assert covered.count("Newest source: ") == len(COVERED) + 1
    assert len(browse(view)) == len(COVERED) + 1
    assert all(f"*{short}" in covered for short in COVERED)


async def test_every_event_shown_has_its_date_and_its_source(dated: Bot, slack: Slack) -> None:
    view = await open_home(dated, slack)
    for title in ("On this day", "Latest events"):
        rows = re.findall(r"• [^•]*?(?=\\n|')", under(view, title))
        assert len(rows) == 5
        for row in rows:
            assert re.search(r" — .*\d{4}", row)
            numbers = re.findall(r"\[(\d+)\]", row)
            assert numbers
            assert all(f"[{number}] " in under(view, title) for number in numbers)
    assert "Charter of Paris signed — 21 November 1990 (36 years ago)" in under(view, "On this day")
    assert "Armenian parliamentary election — 7 June 2026" in under(view, "Latest events")


async def test_it_says_what_can_be_asked_and_who_may_record(dated: Bot, slack: Slack) -> None:
    view = await open_home(dated, slack)
    assert "`csto members`" in under(view, "What to ask")
    assert f"Only these people may record: <@{ADMIN}>" in under(view, "Recording")
    assert "You may record events" in under(await open_home(dated, slack, ADMIN), "Recording")


async def test_the_messages_tab_is_no_home(bot: Bot, slack: Slack) -> None:
    await bot.event({"type": "app_home_opened", "user": READER, "channel": "D1", "tab": "messages"})
    assert slack.calls == []


async def test_what_a_team_recorded_is_escaped_and_seen_by_that_team_alone(dated: Bot, slack: Slack) -> None:
    form = await opened(dated, slack)
    title = "Talks in the observatory <!channel>"
    await dated.submit(form, state(date="20 Nov 2026", source_date="", title=title))
    latest = under(await open_home(dated, slack), "Latest events")
    assert "Talks in the observatory &lt;!channel&gt; — 20 November 2026" in latest
    assert "<!channel>" not in latest
    assert "observatory" not in shown(await open_home(dated, slack, team="T2"))


async def test_only_what_happened_on_a_day_has_an_anniversary(dated: Bot, slack: Slack) -> None:
    form = await opened(dated, slack)
    for date, nature in (("21 Nov 2024", "planned"), ("Nov 2024", "happened"), ("21 Nov 2023", "happened")):
        typed = state(date=date, source_date="", title=f"Talks of {date}, {nature}", nature=nature, anyway=True)
        assert (await dated.submit(form, typed)).text == ""
    row = under(await open_home(dated, slack), "On this day")
    assert "Talks of 21 Nov 2023, happened — 21 November 2023 (3 years ago)" in row
    assert row.count("Talks of") == 1


async def test_what_is_planned_is_not_among_the_latest(dated: Bot, slack: Slack) -> None:
    form = await opened(dated, slack)
    for date, nature in (("20 Nov 2026", "planned"), ("19 Nov 2026", "happened")):
        typed = state(date=date, source_date="", title=f"Talks of {date}", nature=nature, anyway=True)
        assert (await dated.submit(form, typed)).text == ""
    latest = under(await open_home(dated, slack), "Latest events")
    assert "Talks of 19 Nov 2026" in latest
    assert "Talks of 20 Nov 2026" not in latest


async def test_without_facts_it_says_how_to_load_them(tmp_path: Path, slack: Slack) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    await migrate(url)
    engine = make_engine(url)
    desk = make_desk(engine, FactBooks(engine), StoredConversations(engine), Background(), frozenset())
    async with running_bot(desk, slack) as bot:
        assert "`bloc-bot seed`" in shown(await open_home(bot, slack))
    await engine.dispose()


async def test_a_failure_is_told_on_the_tab_with_a_way_to_try_again(bot: Bot, behind: Behind, slack: Slack) -> None:
    behind.answers.failure = DatabaseUnavailable("gone")
    view = await open_home(bot, slack)
    assert "cannot be reached just now" in shown(view)
    assert re.search("reference: `[0-9a-f]{8}`", shown(view))
    behind.answers.failure = None
    assert "What is covered" in headers(await press(bot, slack, buttons(view)["Try again"]))


async def test_what_slack_refuses_is_told_on_the_tab(bot: Bot, slack: Slack) -> None:
    slack.faults = ["view_too_large"]
    assert "Slack did not take the answer" in shown(await open_home(bot, slack))


async def test_where_nothing_can_be_told_slack_asks_again(bot: Bot, slack: Slack) -> None:
    slack.faults = ["not_enabled", "not_enabled"]
    event = {"type": "app_home_opened", "user": READER, "channel": "D1", "tab": "home"}
    assert (await bot.event(event)).status == 500


LONG = "<!channel>&" * 400


def covering(count: int) -> Overview:
    """As long as it gets: names, titles and sources without end."""
    source = replace(SOURCE, title=LONG, publisher=LONG, url="https://x.org/" + "a" * 2_900)
    sources = tuple(replace(source, number=n) for n in range(1, 200))
    rows = tuple(Item(id=str(n), label=LONG, detail=LONG, citations=(n, n + 1)) for n in range(1, 90))
    return OVERVIEW.model_copy(
        update={
            "covered": tuple(
                Covered(id=f"O{n}", short=f"O{n}", name=LONG, counts="6 members today", newest=source)
                for n in range(count)
            ),
            "latest": rows,
            "anniversaries": rows,
            "citations": sources,
        }
    )


@pytest.mark.parametrize("count", [1, 13, 25, 26, 600])
def test_the_front_page_fits_however_much_there_is(count: int) -> None:
    overview = covering(count)
    seen: list[str] = []
    for page in range((count - 1) // 25 + 1):
        view = build_home(overview, page, [], [section("Nobody may record.")])
        assert check(view) == []
        assert "<!channel>" not in shown(view)
        seen += browse(view)
    assert seen == [f"O{n}" for n in range(count)]
