"""What follows `add`, and a message, filled into the form: dates, addresses, names and the words that are left."""

from __future__ import annotations

from typing import Any

import pytest

from bloc_bot.playground.workspace import Message
from tests.slack.bot import ADMIN, CHANNEL, READER, Bot
from tests.slack.filling import opened, standing
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import shown

EVENT, MEMBERSHIP, OFFICIAL = "event_form", "membership_form", "official_form"
FROZEN = "Armenia freezes its participation"


@pytest.mark.parametrize(
    ("command", "text", "form", "expected"),
    [
        ("/csto", "add", EVENT, {"organizations": ("CSTO",), "nature": "happened"}),
        (
            "/csto",
            f"add 2024-02-22 {FROZEN} https://example.org/2024/02/22/frozen",
            EVENT,
            {
                "organizations": ("CSTO",),
                "nature": "happened",
                "countries": ("AM",),
                "date": "2024-02-22",
                "title": FROZEN,
                "url": "https://example.org/2024/02/22/frozen",
            },
        ),
        (
            "/csto",
            "ADD event Belarus and the SCO met on 5 May 2025, in Minsk (https://example.org/met).",
            EVENT,
            {
                "organizations": ("CSTO", "SCO"),
                "nature": "happened",
                "countries": ("BY",),
                "date": "2025-05-05",
                "title": "Belarus and the SCO met in Minsk",
                "url": "https://example.org/met",
            },
        ),
        (
            "/csto",
            "add 5 May 2025 Belarus &amp; Armenia met <https://example.org/met?a=1&amp;b=2>",
            EVENT,
            {
                "organizations": ("CSTO",),
                "nature": "happened",
                "countries": ("BY", "AM"),
                "date": "2025-05-05",
                "title": "Belarus & Armenia met",
                "url": "https://example.org/met?a=1&b=2",
            },
        ),
        ("/bloc", "add SCO 2025", EVENT, {"organizations": ("SCO",), "nature": "happened", "date": "2025"}),
        ("/bloc", "ОДКБ add", EVENT, {"organizations": ("CSTO",), "nature": "happened"}),
        ("/csto", "add member", MEMBERSHIP, {"organization": "CSTO", "role": "member"}),
        (
            "/csto",
            "add membership Armenia left 13 Feb 2026",
            MEMBERSHIP,
            {"organization": "CSTO", "country": "AM", "change": "left", "role": "member", "date": "2026-02-13"},
        ),
        (
            "/bloc",
            "add member SCO Belarus dialogue partner",
            MEMBERSHIP,
            {"organization": "SCO", "country": "BY", "change": "joined", "role": "dialogue partner"},
        ),
        ("/csto", "add official", OFFICIAL, {"organization": "CSTO", "change": "began", "present": "leaves"}),
        (
            "/csto",
            "add official Nikolai Bordyuzha secretary general 2026",
            OFFICIAL,
            {
                "organization": "CSTO",
                "change": "began",
                "present": "leaves",
                "holder": "nikolai-bordyuzha",
                "post": "secretary-general",
                "date": "2026",
            },
        ),
    ],
)
async def test_what_follows_the_command_fills_the_form(
    dated: Bot, slack: Slack, command: str, text: str, form: str, expected: dict[str, Any]
) -> None:
    view = await opened(dated, slack, text, command)
    assert view["callback_id"] == form
    assert standing(view) == expected


async def test_an_address_that_is_on_record_chooses_its_source(dated: Bot, slack: Slack) -> None:
    view = await opened(dated, slack, "add 1999 something http://tass.com/archive/678014")
    assert standing(view)["source"] == "tass678014"
    assert "url" not in standing(view)


async def test_a_message_is_recorded_with_its_text_and_its_first_link(dated: Bot, slack: Slack) -> None:
    text = (
        "On 13 February 2026 Armenia &amp; Belarus talked about the CSTO. "
        "More is <https://example.org/a?b=1&amp;c=2|here> and <https://example.org/other>. <@UREADER> asked."
    )
    response = await dated.shortcut(text)
    assert (response.status, response.text) == (200, "")
    form = standing(slack.sent("views.open")[-1]["view"])
    assert form["url"] == "https://example.org/a?b=1&c=2"
    assert form["title"] == "Armenia & Belarus talked about the CSTO"
    assert str(form["summary"]).startswith("Armenia & Belarus talked about the CSTO. More is here")
    assert (form["date"], form["organizations"], form["countries"]) == ("2026-02-13", ("CSTO",), ("AM", "BY"))


@pytest.mark.parametrize(
    "text", ["", "   ", "a" * 5_000, "one two. " * 500, "<https://example.org/" + "a" * 2_500 + ">"]
)
async def test_any_message_opens_a_form(dated: Bot, slack: Slack, text: str) -> None:
    await dated.shortcut(text)
    assert slack.workspace.modals[ADMIN][-1]["callback_id"] == EVENT


async def test_the_playground_has_the_shortcut_too(dated: Bot, slack: Slack) -> None:
    slack.bot_address = dated.address
    message = slack.workspace.put(Message(CHANNEL, slack.workspace.next_ts(), READER, "Armenia left the CSTO"))
    chosen = {"as": ADMIN, "channel": CHANNEL, "ts": message.ts, "callback_id": "record_fact"}
    async with dated.http.post(f"{slack.address}/playground/shortcut", json=chosen) as response:
        assert await response.json() == {"ok": True}
    assert standing(slack.workspace.modals[ADMIN][-1])["title"] == "Armenia left the CSTO"
    async with dated.http.post(f"{slack.address}/playground/shortcut", json={**chosen, "ts": "1.1"}) as response:
        assert (await response.json())["error"] == "That message is gone."


async def test_a_message_shortcut_is_only_for_who_may_record(dated: Bot, slack: Slack) -> None:
    await dated.shortcut("Armenia left", user=READER)
    assert slack.sent("views.open") == []
    [notice] = slack.answered_by_hook
    assert f"<@{ADMIN}>" in shown(notice)


async def test_a_shortcut_that_came_too_late_is_told(dated: Bot, slack: Slack) -> None:
    await dated.shortcut("Armenia left")
    slack.faults = ["expired_trigger_id"]
    await dated.shortcut("Armenia left")
    assert "gave up waiting" in slack.answered_by_hook[0]["text"]
