"""The Home tab: what it shows, browsing without typing, another time, and what goes wrong."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bloc_bot.app import make_desk
from bloc_bot.database.conversations import StoredConversations
from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.database.fact_books import FactBooks
from bloc_bot.database.session import make_engine, migrate
from bloc_bot.domain.replies import Covered, Item, Overview
from bloc_bot.slack.background import Background
from bloc_bot.slack.home_views import build_home, build_organization
from bloc_bot.slack.limits import check
from bloc_bot.slack.places import SECTIONS, Place
from tests.slack.bot import ADMIN, READER, TEAM, Bot, Response, running_bot
from tests.slack.conftest import Behind
from tests.slack.fakes import OVERVIEW, SOURCE, Clock, reply
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_recording import opened, state

View = dict[str, Any]
COVERED = "CACO CIS CST CSTO EAEU EurAsEC GUAM NATO OSCE OTS SCO UN".split()


@pytest.fixture
async def dated(database: Path, slack: Slack) -> AsyncIterator[Bot]:
    """The real bot on the seed, on 21 November 2026."""
    engine = make_engine(f"sqlite:///{database}")
    books = FactBooks(engine)
    desk = make_desk(engine, books, StoredConversations(engine), Background(), frozenset({ADMIN}))
    async with running_bot(replace(desk, clock=Clock(datetime(2026, 11, 21, 12, tzinfo=UTC))), slack) as bot:
        yield bot
    await engine.dispose()
    assert slack.refused == []


async def open_home(
    bot: Bot, slack: Slack, user: str = READER, *, tab: str = "home", view: View | None = None, team: str = TEAM
) -> View:
    """The view that somebody sees who opens the tab."""
    event = {"type": "app_home_opened", "user": user, "channel": "D1", "tab": tab, "event_ts": "1.2"}
    whole = bot.envelope(event | ({"view": view} if view else {}))
    whole |= {"team_id": team, "authorizations": [whole["authorizations"][0] | {"team_id": team}]}
    response = await bot.send(json.dumps(whole), "application/json")
    assert response.status == 200
    return published(slack, user)


def published(slack: Slack, user: str = READER) -> View:
    call = slack.sent("views.publish")[-1]
    assert call["user_id"] == user
    return dict(call["view"])


async def press(bot: Bot, slack: Slack, button: View, user: str = READER) -> View:
    """What a button on the Home tab leads to. Such a click has no channel and no response_url."""
    response = await bot.interaction(
        {
            "type": "block_actions",
            "user": {"id": user, "team_id": TEAM},
            "container": {"type": "view", "view_id": "V1"},
            "view": published(slack, user),
            "trigger_id": "1.2.3",
            "actions": [{"type": "button", "block_id": "b", "action_ts": "1"} | button],
        }
    )
    assert response.status == 200
    return published(slack, user)


def browse(view: View) -> dict[str, View]:
    """The buttons beside the organizations, by the organization."""
    found = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    return {button["action_id"].rpartition(":")[2]: button for button in found}


def headers(view: View) -> list[str]:
    return [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]


def under(view: View, title: str) -> str:
    """What stands under a header."""
    blocks = view["blocks"]
    start = next(i for i, block in enumerate(blocks) if block["type"] == "header" and block["text"]["text"] == title)
    end = next((i for i in range(start + 1, len(blocks)) if blocks[i]["type"] == "header"), len(blocks))
    return shown({"blocks": blocks[start:end]})


async def to_section(bot: Bot, slack: Slack, organization: str, section: str) -> View:
    view = await press(bot, slack, browse(await open_home(bot, slack))[organization])
    return await press(bot, slack, buttons(view)[section])


async def type_time(bot: Bot, slack: Slack, view: View, text: str, user: str = READER) -> Response:
    await press(bot, slack, buttons(view)["Another time"], user)
    form = slack.sent("views.open")[-1]["view"]
    values = {"time": {"time": {"type": "plain_text_input", "value": text or None}}}
    return await bot.submit(form, values, user)


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


async def test_every_section_of_every_organization_is_reached_without_typing(dated: Bot, slack: Slack) -> None:
    for id, button in browse(await open_home(dated, slack)).items():
        view = await press(dated, slack, button)
        assert headers(view)[0].endswith(": About")
        for section in SECTIONS:
            view = await press(dated, slack, buttons(view)[section])
            assert headers(view)[0].endswith(f": {section}")
            assert Place.read(view["private_metadata"]) == Place(id, section)
            assert "could not read" not in shown(view)
            assert "Newest source: " in shown(view)


async def test_a_long_list_is_turned_page_by_page(dated: Bot, slack: Slack) -> None:
    view = await to_section(dated, slack, "OSCE", "Members")
    pages = [view]
    while "Next" in buttons(view):
        view = await press(dated, slack, buttons(view)["Next"])
        pages.append(view)
    assert sum(shown(page).count("• ") for page in pages) == 57
    assert "of 57" in shown(view)
    assert shown(await press(dated, slack, buttons(view)["Previous"])) == shown(pages[-2])


async def test_another_time_is_typed_and_taken_back(dated: Bot, slack: Slack) -> None:
    view = await to_section(dated, slack, "CSTO", "Members")
    assert "Uzbekistan" not in shown(view)
    bad = await type_time(dated, slack, view, "the 31st of February")
    assert "2008-01-11" in bad.json["errors"]["time"]
    assert published(slack) == view

    assert (await type_time(dated, slack, view, "18 March 2010")).text == ""
    then = published(slack)
    assert headers(then)[0] == "CSTO: Members, 18 March 2010"
    assert "The CSTO had 7 members on 18 March 2010" in shown(then)
    officials = await press(dated, slack, buttons(then)["Officials"])
    assert "Nikolai Bordyuzha" in shown(officials)
    assert shown(await press(dated, slack, buttons(then)["Today"])) == shown(view)


@pytest.mark.parametrize("text", ["", "soon", "2010-13-01", "0005", "2010 to 2012", "2003~"])
async def test_what_is_no_date_comes_back_with_what_may_be_written(dated: Bot, slack: Slack, text: str) -> None:
    view = await to_section(dated, slack, "CSTO", "Members")
    assert "Write a year, a month or a day" in (await type_time(dated, slack, view, text)).json["errors"]["time"]


async def test_of_a_page_that_has_no_time_the_members_are_shown(dated: Bot, slack: Slack) -> None:
    view = await press(dated, slack, browse(await open_home(dated, slack))["SCO"])
    assert (await type_time(dated, slack, view, "2005")).text == ""
    assert headers(published(slack))[0] == "SCO: Members, 2005"


async def test_back_leads_to_all_organizations(dated: Bot, slack: Slack) -> None:
    front = await open_home(dated, slack)
    view = await to_section(dated, slack, "NATO", "Events")
    assert await press(dated, slack, buttons(view)["All organizations"]) == front


async def test_who_comes_back_finds_the_page_that_was_open(dated: Bot, slack: Slack) -> None:
    view = await to_section(dated, slack, "GUAM", "Officials")
    assert await open_home(dated, slack, view=view) == view


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


async def test_a_page_that_fails_can_be_tried_again_from_where_it_was(bot: Bot, behind: Behind, slack: Slack) -> None:
    view = await press(bot, slack, browse(await open_home(bot, slack))["SCO"])
    behind.answers.failure = RuntimeError("the cause")
    failed = await press(bot, slack, buttons(view)["Events"])
    assert "the cause" not in shown(failed)
    behind.answers.failure = None
    assert headers(await press(bot, slack, buttons(failed)["Try again"])) == ["SCO: Events"]


async def test_a_failure_behind_the_form_for_a_time_is_told_in_it(bot: Bot, behind: Behind, slack: Slack) -> None:
    view = await press(bot, slack, browse(await open_home(bot, slack))["SCO"])
    await press(bot, slack, buttons(view)["Another time"])
    behind.answers.failure = DatabaseUnavailable("gone")
    values = {"time": {"time": {"type": "plain_text_input", "value": "2010"}}}
    response = await bot.submit(slack.sent("views.open")[-1]["view"], values, READER)
    assert "cannot be reached just now" in response.json["errors"]["time"]


async def test_what_slack_refuses_is_told_on_the_tab(bot: Bot, slack: Slack) -> None:
    slack.faults = ["view_too_large"]
    assert "Slack did not take the answer" in shown(await open_home(bot, slack))


async def test_where_nothing_can_be_told_slack_asks_again(bot: Bot, slack: Slack) -> None:
    slack.faults = ["not_enabled", "not_enabled"]
    event = {"type": "app_home_opened", "user": READER, "channel": "D1", "tab": "home"}
    assert (await bot.event(event)).status == 500


async def test_a_form_that_could_not_open_is_told(bot: Bot, slack: Slack) -> None:
    view = await press(bot, slack, browse(await open_home(bot, slack))["SCO"])
    slack.faults = ["expired_trigger_id"]
    assert "press again" in shown(await press(bot, slack, buttons(view)["Another time"]))


@pytest.mark.parametrize("value", ["", "{", "[]", "{}", '{"organization":"GONE","section":"x","time":"","page":0}'])
async def test_a_button_of_an_older_version_leads_to_the_front_page(bot: Bot, slack: Slack, value: str) -> None:
    front = await open_home(bot, slack)
    assert await press(bot, slack, {"action_id": "home:go:CSTO", "value": value}) == front


LONG = "<!channel>&" * 400


def covering(count: int) -> Overview:
    """As long as it gets: names, titles and sources without end."""
    source = SOURCE.model_copy(update={"title": LONG, "publisher": LONG, "url": "https://x.org/" + "a" * 2_900})
    sources = tuple(source.model_copy(update={"number": n}) for n in range(1, 200))
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
        view = build_home(overview, page, "Nobody may record.")
        assert check(view) == []
        assert "<!channel>" not in shown(view)
        seen += browse(view)
    assert seen == [f"O{n}" for n in range(count)]


def test_an_organizations_page_fits_however_long_the_answer() -> None:
    [organization] = covering(1).covered
    answer = reply(LONG, rows=90, caveats=(LONG,) * 9)
    view = build_organization(organization, Place("O0", "Members", "2010", 99), answer)
    assert check(view) == []
    assert Place.read(view["private_metadata"]).page == 4
