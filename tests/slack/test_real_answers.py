"""The whole bot as it is served: settings, database with the seed, answering, and Slack over signed HTTP."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bloc_bot.app import forget_old
from bloc_bot.database.session import make_engine
from bloc_bot.database.workspaces.unanswered import KEPT_FOR, UnansweredQuestions
from tests.slack.bot import ADMIN, TEAM, Bot
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_recording import TYPED, opened, state


async def test_members_are_answered_with_sources_and_the_day(real: Bot) -> None:
    answer = (await real.command("/csto", "members")).json
    for country in ("Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan"):
        assert country in shown(answer)
    assert "[1]" in shown(answer)
    assert "As of " in shown(answer)


@pytest.mark.parametrize(
    ("command", "text"),
    [
        *(
            ("/csto", text)
            for text in ("", "help", "members 2008", "secretary general in 2005", "events", "events 2008")
        ),
        *(("/bloc", text) for text in ("", "help", "OSCE members", "NATO events", "xyzzy", "payload", "x" * 3000)),
        *((f"/{name}", "members") for name in ("cis", "sco", "nato", "osce", "eaeu", "guam", "ots")),
    ],
)
async def test_every_answer_keeps_slacks_limits(dated: Bot, command: str, text: str) -> None:
    response = await dated.command(command, text)
    assert response.status == 200
    assert response.json["response_type"] == "ephemeral"
    assert "reference:" not in response.json["text"]


async def test_every_row_of_a_long_list_is_reached_page_by_page(real: Bot, slack: Slack) -> None:
    page = (await real.command("/csto", "events")).json
    rows = shown(page).count("• ")
    while "Next" in buttons(page):
        await real.click(buttons(page)["Next"])
        page = slack.answered_by_hook[-1]
        rows += shown(page).count("• ")
    assert rows == 148


async def test_a_long_list_of_members_is_one_table_with_the_dates_in_columns(real: Bot) -> None:
    answer = (await real.command("/osce", "members")).json
    [table] = [block for block in answer["blocks"] if block["type"] == "table"]
    rows = [[cell["text"] for cell in row] for row in table["rows"]]
    assert rows[0] == ["Participating State", "Since", "Remarks", "Sources"]
    assert len(rows) == 1 + 57
    assert ["Albania", "19 June 1991", "–", "[1]"] in rows
    assert all("[" in row[-1] for row in rows[1:])
    assert "Albania — since 19 June 1991 [1]" in answer["text"]


async def test_whoever_left_has_until_when_and_why_in_the_table(real: Bot) -> None:
    answer = (await real.command("/cis", "members 2008")).json
    [table] = [block for block in answer["blocks"] if block["type"] == "table"]
    rows = {row[0]["text"]: [cell["text"] for cell in row[1:-1]] for row in table["rows"]}
    assert rows["Member"] == ["Since", "Until", "Remarks"]
    assert rows["Georgia"] == ["December 1993", "18 August 2009", "withdrew after the war of 2008"]
    assert rows["Belarus"][1:] == ["–", "–"]


@pytest.mark.parametrize(
    ("question", "headings", "row"),
    [
        ("NATO secretaries general 1949..2026", ["Name", "Since", "Until"], ["Dirk Stikker", "21 April 1961"]),
        ("csto officials 1990..2026", ["Name", "Post", "Since"], ["Nikolai Bordyuzha", "Secretary General"]),
        ("uzbekistan memberships ever", ["Organization", "Role", "Since"], ["CST", "signatory"]),
        ("who joined NATO?", ["Country", "Since"], ["Turkey", "18 February 1952"]),
        ("SCO dialogue partners", ["Partner", "Since"], ["Egypt", "1 September 2025"]),
    ],
)
async def test_other_long_lists_with_dates_are_tables_too(
    real: Bot, slack: Slack, question: str, headings: list[str], row: list[str]
) -> None:
    await real.event(real.mention(question))
    [table] = [block for block in slack.posted[0]["blocks"] if block["type"] == "table"]
    rows = [[cell["text"] for cell in row] for row in table["rows"]]
    assert rows[0][: len(headings)] == headings
    assert row in [cells[: len(row)] for cells in rows[1:]]


async def test_a_mention_is_answered_from_the_record(real: Bot, slack: Slack) -> None:
    await real.event(real.mention("who were the members of the CSTO in 2010?"))
    assert "Uzbekistan" in slack.posted[0]["text"]
    assert "As of 2010" in shown(slack.posted[0])


async def test_a_thread_is_a_conversation(real: Bot, slack: Slack) -> None:
    first = real.mention("who were the members of the CSTO in 2010?")
    await real.event(first)
    await real.event(real.mention("and in 2013?", thread_ts=first["ts"]))
    assert {message["thread_ts"] for message in slack.posted} == {first["ts"]}
    assert "As of 2013" in shown(slack.posted[1])


async def test_what_is_recorded_is_in_the_next_answer_and_gone_after_undo(real: Bot, slack: Slack) -> None:
    title = "Kocharyan received Bordyuzha in the observatory <!channel>"
    view = await opened(real, slack)
    response = await real.submit(view, state(date="3 Mar 2004", source_date="", title=title))
    assert response.text == ""
    [confirmation] = slack.answered_by_hook
    answer = await real.command("/csto", "events March 2004")
    assert "in the observatory &lt;!channel&gt;" in answer.json["text"]
    assert "<!channel>" not in answer.text
    assert TYPED["url"].replace("&", "&amp;") in shown(answer.json)
    assert "in the observatory" in shown(confirmation)

    await real.click(buttons(confirmation)["Undo"], user=ADMIN)
    assert "observatory" not in (await real.command("/csto", "events March 2004")).text


async def test_the_same_event_again_is_noticed(real: Bot, slack: Slack) -> None:
    view = await opened(real, slack)
    await real.submit(view, state(date="3 Mar 2004", source_date=""))
    again = (await real.submit(view, state(date="3 Mar 2004", source_date=""))).json
    assert again["response_action"] == "update"
    assert "very like it" in shown(again["view"])


async def test_what_it_cannot_read_is_listed_where_that_is_switched_on(real: Bot, slack: Slack) -> None:
    await real.command("/bloc", "xyzzy before")
    await real.command("/bloc", "unanswered on", ADMIN)
    await real.command("/csto", "members")
    async with asyncio.timeout(10):
        text = ""
        while "xyzzy" not in text:
            await real.command("/bloc", "xyzzy plugh")  # noticed once the process has looked again
            await asyncio.sleep(0.05)
            text = (await real.command("/bloc", "unanswered", ADMIN)).json["text"]
    assert "• /bloc xyzzy plugh — asked" in text
    assert "before" not in text
    assert "members" not in text


async def test_the_hourly_tidying_forgets_unanswered_questions(database: Path) -> None:
    engine = make_engine(f"sqlite:///{database}")
    long_ago = datetime.now(UTC) - KEPT_FOR - timedelta(minutes=1)
    unanswered = UnansweredQuestions(engine, lambda: long_ago)
    await unanswered.switch(TEAM, on=True, by=ADMIN)
    await unanswered.keep(TEAM, "old?")
    assert (await unanswered.collected(TEAM)).total == 1
    await forget_old(engine)
    assert (await unanswered.collected(TEAM)).total == 0
    await engine.dispose()


async def test_it_is_ready_once_the_facts_are_loaded(real: Bot) -> None:
    assert (await real.get("/healthz")).status == 200
    assert (await real.get("/readyz")).status == 200


def take_away(database: Path) -> None:
    """A folder in its place: then the file can neither be read nor made anew."""
    database.rename(database.with_suffix(".away"))
    database.mkdir()


def bring_back(database: Path) -> None:
    database.rmdir()
    database.with_suffix(".away").rename(database)


async def test_without_the_database_file_it_is_not_ready_but_lives(real: Bot, database: Path, slack: Slack) -> None:
    take_away(database)
    await real.event(real.mention())
    assert (await real.get("/healthz")).status == 200
    assert (await real.get("/readyz")).status == 503
    assert (await real.command("/csto", "members")).status == 200
    bring_back(database)
    told = len(slack.posted)
    await real.event(real.mention())
    assert "members" in (await slack.settled("chat.postMessage", told + 1))[-1]["text"]


async def test_help_names_the_commands_that_are_no_questions(real: Bot, slack: Slack) -> None:
    message = (await real.command("/bloc", "help")).json
    await real.event(real.mention("help"))
    for help in (message, slack.posted[-1]):
        for command in ("/bloc add", "/bloc log", "/bloc admins", "/bloc review", "/bloc unanswered"):
            assert f"• `{command}` — " in shown(help)
            assert f"{command} — " in help["text"]
    for command, text in (("/csto", "help"), ("/bloc", "csto members")):
        assert "/bloc review" not in (await real.command(command, text)).json["text"]
