"""What goes wrong is told with a reference; its cause is in the log, without words of the person's and tokens."""

from __future__ import annotations

import logging
import re

import pytest
from pydantic import BaseModel

from bloc_bot.slack.errors import noted
from tests.slack.bot import CHANNEL, READER, SECRET, TOKEN, Bot
from tests.slack.conftest import Behind
from tests.slack.stand_in import Slack
from tests.slack.test_recording import opened, state

QUESTION = "was the zeppelin secretly a member"


async def test_the_reference_that_is_shown_is_the_one_in_the_log(
    bot: Bot, behind: Behind, caplog: pytest.LogCaptureFixture
) -> None:
    behind.answers.failure = RuntimeError("the cause")
    shown = (await bot.command("/csto", "members")).json["text"]
    [reference] = re.findall("reference: `([0-9a-f]{8})`", shown)
    assert f"reference {reference}: RuntimeError" in caplog.text
    assert "the cause" in caplog.text
    assert "the cause" not in shown


async def test_questions_and_tokens_are_not_logged(
    bot: Bot, behind: Behind, slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    hook = slack.new_response_url(READER, CHANNEL)
    behind.answers.failure = RuntimeError(f"could not read {QUESTION!r} with {TOKEN} at {hook}")
    await bot.command("/csto", QUESTION)
    await bot.event(bot.mention(QUESTION))
    await bot.event(bot.direct(QUESTION))
    await bot.click({"action_id": "ask:0", "value": QUESTION})
    assert caplog.text.count("could not read") == 4
    for private in ("zeppelin", TOKEN, hook.rpartition("/")[2], SECRET):
        assert private not in caplog.text


async def test_what_was_typed_into_the_form_is_not_logged(
    bot: Bot, behind: Behind, slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    view = await opened(bot, slack)
    behind.records.failure = RuntimeError("no room for the zeppelin landed")
    await bot.submit(view, state(title="the zeppelin landed"))
    assert "no room for …" in caplog.text
    assert "zeppelin" not in caplog.text


async def test_a_type_ahead_that_fails_offers_nothing(bot: Bot, behind: Behind) -> None:
    behind.books.failure = RuntimeError("gone")
    assert (await bot.typed("organizations", "cs")).json == {"options": []}


async def test_an_answer_that_takes_too_long_is_told_in_time(
    bot: Bot, behind: Behind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bloc_bot.slack.desk.IN_TIME", 0.05)
    behind.answers.delay = 1
    assert "took too long" in (await bot.command("/csto", "members")).json["text"]


class _Model(BaseModel):
    word: int


def test_what_libraries_quote_of_the_input_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    word = "zeppelin"
    try:
        _Model.model_validate({"word": word})
    except ValueError as error:
        noted(error)
    noted(RuntimeError("INSERT INTO events\n[parameters: ('zeppelin', 'x')]\n(Background on this error)"))
    assert "ValidationError" in caplog.text
    assert "INSERT INTO events" in caplog.text
    assert "zeppelin" not in caplog.text
