"""Recording memberships from Slack, on the real seed: the form, its checks, and the answers before and after."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bloc_bot.app import make_desk
from bloc_bot.database.facts.books import FactBooks
from bloc_bot.database.session import make_engine
from bloc_bot.database.workspaces.conversations import StoredConversations
from bloc_bot.slack.background import Background
from bloc_bot.slack.desk import Admins
from tests.slack.bot import ADMIN, READER, Bot, running_bot
from tests.slack.conftest import NOVEMBER_2026
from tests.slack.fakes import Clock
from tests.slack.filling import LEFT, NEW_SOURCE, Chosen, filled, inputs, opened, said, sent
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown


async def test_a_member_that_left_is_no_member_in_the_next_answer_until_that_is_undone(
    dated: Bot, slack: Slack
) -> None:
    before = await said(dated, "is Armenia in the CSTO?")
    assert await sent(dated, slack, LEFT, detail="by a note to the depositary", **NEW_SOURCE) == {}
    [confirmation] = slack.answered_by_hook
    assert "Armenia — from 7 October 2002 until 13 February 2026 (by a note to the depositary)" in shown(confirmation)
    assert shown(confirmation).count("• ") == 1
    assert "River Gazette: <https://example.org/happened?a=1&amp;b=2|What happened>, 13 February 2026" in shown(
        confirmation
    )
    after = await said(dated, "is Armenia in the CSTO?")
    assert after.startswith("No: ")
    assert "until 13 February 2026" in after
    assert "Armenia left the CSTO on 13 February 2026" in await said(dated, "when did Armenia leave the CSTO?")

    await dated.click(buttons(confirmation)["Undo"], user=ADMIN)
    assert "Taken back" in slack.answered_by_hook[-1]["text"]
    assert await said(dated, "is Armenia in the CSTO?") == before


@pytest.mark.parametrize(
    ("text", "typed", "row"),
    [
        ("add member Georgia joined 13 Feb 2026", {}, "Georgia — since 13 February 2026"),
        ("add member Georgia observer 13 Feb 2026", {}, "Georgia — since 13 February 2026"),
        ("add member Belarus suspended 2026-02-13", {}, "since 7 October 2002; suspended since 13 February 2026"),
        ("add member Belarus froze 2026-02", {}, "since 7 October 2002; participation frozen since February 2026"),
        ("add member Armenia returned 13 Feb 2026", {}, "Armenia — since 7 October 2002"),
        ("add member Uzbekistan returned 2026", {"detail": "by a protocol"}, "Uzbekistan — since 2026"),
    ],
)
async def test_every_change_of_a_membership_is_confirmed_as_the_answers_show_it(
    dated: Bot, slack: Slack, text: str, typed: dict[str, Chosen], row: str
) -> None:
    assert await sent(dated, slack, text, **typed, **NEW_SOURCE) == {}
    [confirmation] = slack.answered_by_hook
    assert row in shown(confirmation)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"organization": ""}, "organization", "Choose the organization"),
        ({"country": ""}, "country", "Choose the country"),
        ({"change": ""}, "change", "Choose what changed"),
        ({"role": ""}, "role", "as what"),
        ({"date": ""}, "date", "Write a year"),
        ({"date": "30 Feb 2026"}, "date", "no date in the calendar"),
        ({"date": "22 Nov 2026"}, "date", "after today, 2026-11-21"),
        ({"date": "2001"}, "date", "not after its start, 2002-10-07"),
        ({"detail": "x" * 201}, "detail", "room for 200"),
        ({"change": "joined"}, "date", "overlap"),
        ({"country": "GE"}, "change", "nothing to leave"),
        ({"country": "XX"}, "country", "no country 'XX' on record"),
        ({"publisher": "", "source_title": "", "source_date": "", "url": ""}, "source", "Nothing is recorded without"),
        ({"source": "tass678014"}, "source", "not both"),
        ({"source": "gone", "publisher": "", "source_title": "", "source_date": "", "url": ""}, "source", "no longer"),
        ({"url": "javascript:alert(1)"}, "url", "https://"),
    ],
)
async def test_what_is_wrong_with_a_membership_is_said_under_its_field(
    dated: Bot, slack: Slack, typed: dict[str, str], field: str, words: str
) -> None:
    response = await sent(dated, slack, LEFT, **{**NEW_SOURCE, **typed})
    assert (response["response_action"], list(response["errors"])) == ("errors", [field])
    assert words in response["errors"][field]
    assert slack.answered_by_hook == []
    assert "Armenia" in await said(dated, "csto members")


async def test_a_source_on_record_is_found_by_typing_and_chosen(dated: Bot, slack: Slack) -> None:
    for typed in ("tass", "confirms getting note", "tass.com/archive/678"):
        found = (await dated.typed("source", typed)).json["options"]
        assert "tass678014" in [option["value"] for option in found]
    assert await sent(dated, slack, LEFT, source="tass678014") == {}
    [confirmation] = slack.answered_by_hook
    assert "http://tass.com/archive/678014" in shown(confirmation)
    [option] = (await dated.typed("source", "CSTO confirms getting note from Uzbekistan")).json["options"]
    assert option["description"]["text"] == "tass.com/archive/678014, 28 June 2012"


async def test_a_source_that_a_team_recorded_can_be_chosen_again_by_that_team(dated: Bot, slack: Slack) -> None:
    await sent(dated, slack, LEFT, **NEW_SOURCE)
    [option] = (await dated.typed("source", "river gaz")).json["options"]
    assert option["text"]["text"] == "River Gazette: What happened"
    assert await sent(dated, slack, "add member Georgia joined 2026", source=option["value"]) == {}
    assert "River Gazette: <https://example.org/happened" in shown(slack.answered_by_hook[-1])


async def test_what_sources_said_of_a_membership_that_went_on_is_settled_by_its_end(dated: Bot, slack: Slack) -> None:
    assert "No notice of withdrawal is on record" in await said(dated, "is Armenia in the CSTO?")
    await sent(dated, slack, LEFT, **NEW_SOURCE)
    assert "No notice of withdrawal" not in await said(dated, "is Armenia in the CSTO?")


@pytest.mark.parametrize("text", ["add 2026 a meeting", LEFT, "add official"])
async def test_a_form_is_refused_to_a_member_and_to_whoever_may_no_longer_record(
    database: Any, slack: Slack, text: str
) -> None:
    engine = make_engine(f"sqlite:///{database}")
    desk = make_desk(engine, FactBooks(engine), StoredConversations(engine), Background(), frozenset({ADMIN}))
    async with running_bot(replace(desk, clock=Clock(NOVEMBER_2026)), slack) as bot:
        view = await opened(bot, slack, text)
        assert (await bot.command("/csto", text, READER)).json["text"].startswith("Only these people may record")
        assert (await bot.submit(view, filled(view), user=READER)).json["view"]["title"]["text"] == "Not recorded"
    async with running_bot(replace(desk, admins=Admins(frozenset())), slack) as bot:
        refused = (await bot.submit(view, filled(view), user=ADMIN)).json["view"]
        assert "Nobody may record" in shown(refused)
        assert "Armenia" in await said(bot, "csto members")
    await engine.dispose()


async def test_every_field_says_what_it_is_for(dated: Bot, slack: Slack) -> None:
    for text in ("add", "add member", "add official"):
        view = await opened(dated, slack, text)
        labels = [block["label"]["text"] for block in view["blocks"]]
        assert len(labels) == len(set(labels)) == len(inputs(view))
