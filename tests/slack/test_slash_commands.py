"""Slash commands: answered in the response itself, for the person alone."""

from __future__ import annotations

import pytest

from tests.slack.bot import TEAM, Bot
from tests.slack.conftest import Behind
from tests.slack.fakes import reply
from tests.slack.stand_in import Slack


@pytest.mark.parametrize("command", ["/csto", "/nato", "/sco", "/bloc", "/a-treaty-of-2031"])
async def test_any_command_asks_and_is_answered_in_the_response(
    bot: Bot, behind: Behind, slack: Slack, command: str
) -> None:
    response = await bot.command(command, "members 2013")
    assert response.status == 200
    assert response.json["response_type"] == "ephemeral"
    assert response.json["text"].startswith("The CSTO has six members.")
    assert behind.answers.asked == [(f"{command} members 2013", "", TEAM)]
    assert slack.calls == []


async def test_a_bare_command_is_a_question_too(bot: Bot, behind: Behind) -> None:
    await bot.command("/csto")
    assert behind.answers.questions == ["/csto"]


async def test_the_answer_shows_rows_with_their_sources_and_its_date(bot: Bot) -> None:
    shown = str((await bot.command("/csto", "members")).json["blocks"])
    assert "• Member 1 — since 15 May 1992 [1]" in shown
    assert "[1] CSTO: <https://odkb-csto.org/?a=1&amp;b=2|Charter>, 7 October 2002" in shown
    assert "As of 22 September 2013" in shown


@pytest.mark.parametrize(
    "text",
    [
        "payload",
        "who carried the payload of 2008",
        'payload={"type":"block_actions"}&x=1',
        "é 🇦🇲 👩‍🚀 members",
        "من هم أعضاء المنظمة",
        "היכן ‮נחתם‬ ההסכם",
        "x" * 3000,
        "line\nbreak\tand \u0000 nothing",
        "100% + 5 = a&b; <tag> %zz",
        "{not json",
    ],
)
async def test_whatever_is_typed_reaches_the_question_as_it_is(bot: Bot, behind: Behind, text: str) -> None:
    response = await bot.command("/csto", text)
    assert response.status == 200
    assert response.json["response_type"] == "ephemeral"
    assert behind.answers.questions == [f"/csto {text}".strip()]


async def test_what_slack_escapes_is_put_back(bot: Bot, behind: Behind) -> None:
    await bot.command("/csto", "Q&amp;A &lt;b&gt; <https://x.org|x.org> <@U1|ann> &amp;lt;")
    assert behind.answers.questions == ["/csto Q&A <b> x.org ann &lt;"]


async def test_what_was_not_understood_is_answered_with_choices_as_buttons(bot: Bot, behind: Behind) -> None:
    choices = ({"label": "Members", "question": "CSTO members"}, {"label": "Help", "question": "help"})
    behind.answers.reply = reply("I can't read that.", 0, status="not_understood", query=None, choices=choices)
    response = await bot.command("/csto", "frobnicate")
    [row] = [block for block in response.json["blocks"] if block["type"] == "actions"]
    assert [(b["text"]["text"], b["value"]) for b in row["elements"]] == [("Members", "CSTO members"), ("Help", "help")]


async def test_nobody_is_called_by_what_is_on_record(bot: Bot, behind: Behind) -> None:
    evil = "Summit <!channel> <@U1> & <https://evil.example|click>"
    behind.answers.reply = reply(evil, caveats=(evil,), text=evil)
    shown = (await bot.command("/csto", "events")).text
    assert "<!channel>" not in shown
    assert "<@U1>" not in shown
    assert "&lt;!channel&gt;" in shown
