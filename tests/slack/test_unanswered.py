"""Unanswered questions over signed HTTP: off by default, kept where it is on, listed and switched by admins alone."""
# ruff: noqa: ARG002 - a fake has the parameters of what it stands for

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bloc_bot.database.session import make_engine
from bloc_bot.database.workspaces.unanswered import KEPT_FOR, Collected, UnansweredQuestions
from bloc_bot.slack.admins.collecting import OFF_FOR, Collector, Questions
from bloc_bot.slack.background import AT_MOST_ASIDE, Background
from bloc_bot.slack.desk import Desk
from tests.slack.bot import ADMIN, READER, TEAM, Bot, running_bot
from tests.slack.conftest import Behind
from tests.slack.fakes import reply
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown

IN_VAIN = reply("I could not read that.", 0, status="not_understood", query=None)
NO_DATA = reply("Nothing on record.", 0, status="no_data")
AMBIGUOUS = reply("Which one?", 0, status="ambiguous")


@dataclass
class Seconds:
    passed: float = 0

    def __call__(self) -> float:
        return self.passed


@dataclass
class Collecting:
    """A process of the bot that has a place for unanswered questions."""

    behind: Behind
    questions: Questions
    seconds: Seconds = field(default_factory=Seconds)
    background: Background = field(default_factory=Background)

    def desk(self) -> Desk:
        collector = Collector(self.questions, self.background, self.seconds)
        return replace(self.behind.desk(), background=self.background, collector=collector)

    async def settled(self) -> None:
        await asyncio.gather(*self.background._aside)


@pytest.fixture
def questions(engine: AsyncEngine, behind: Behind) -> UnansweredQuestions:
    behind.answers.reply = IN_VAIN
    return UnansweredQuestions(engine, behind.clock)


@pytest.fixture
def collecting(behind: Behind, questions: UnansweredQuestions) -> Collecting:
    return Collecting(behind, questions)


@pytest.fixture
async def keeper(collecting: Collecting, slack: Slack) -> AsyncIterator[Bot]:
    """A bot on a database."""
    async with running_bot(collecting.desk(), slack) as bot:
        yield bot
    assert slack.refused == []


async def listed(bot: Bot, collecting: Collecting) -> dict[str, Any]:
    """What an admin is shown, once all is kept that is to be kept."""
    await collecting.settled()
    return (await bot.command("/bloc", "unanswered", ADMIN)).json


async def switched(bot: Bot, slack: Slack, to: str) -> dict[str, Any]:
    response = await bot.command("/bloc", f"unanswered {to}", ADMIN)
    assert (response.status, response.text) == (200, "")
    return slack.answered_by_hook[-1]


async def test_it_is_off_by_default_and_nothing_is_kept(
    keeper: Bot, collecting: Collecting, questions: UnansweredQuestions, slack: Slack
) -> None:
    await keeper.command("/csto", "flag")
    await keeper.event(keeper.mention("flag of the CSTO"))
    message = await listed(keeper, collecting)
    first_line, second_line, *rest = message["text"].splitlines()
    assert "as it was typed, without who asked, for 90 days" in first_line
    assert second_line == "It is *off*: nobody has switched it on."
    assert rest == []
    assert message["response_type"] == "ephemeral"
    assert list(buttons(message)) == ["Switch on"]
    collecting.seconds.passed += OFF_FOR
    await switched(keeper, slack, "on")
    assert (await questions.collected(TEAM)).total == 0


async def test_switched_on_what_got_no_answer_is_kept_and_listed_with_how_often(
    keeper: Bot, collecting: Collecting, slack: Slack
) -> None:
    assert "It is *on*, since 13 February 2026, switched by <@UADMIN>." in (await switched(keeper, slack, "on"))["text"]
    await keeper.command("/csto", "flag")
    await keeper.command("/csto", "Flag?")
    await keeper.event(keeper.mention("anthem of the CSTO"))
    await keeper.event(keeper.direct("who sings it"))
    collecting.behind.answers.reply = NO_DATA
    await keeper.command("/nato", "members 1900")
    lines = (await listed(keeper, collecting))["text"].splitlines()[2:]
    assert sorted(lines) == [
        "• /csto Flag? — asked 2 times, last on 13 February 2026",
        "• /nato members 1900 — asked once, on 13 February 2026",
        "• anthem of the CSTO — asked once, on 13 February 2026",
        "• who sings it — asked once, on 13 February 2026",
    ]


@pytest.mark.parametrize("answer", [reply(), AMBIGUOUS])
async def test_what_got_an_answer_is_not_kept(keeper: Bot, collecting: Collecting, slack: Slack, answer: Any) -> None:
    await switched(keeper, slack, "on")
    collecting.behind.answers.reply = answer
    await keeper.command("/csto", "members")
    assert "Nothing was collected yet." in (await listed(keeper, collecting))["text"]


async def test_what_a_button_asks_is_not_kept(keeper: Bot, collecting: Collecting, slack: Slack) -> None:
    await switched(keeper, slack, "on")
    await keeper.click({"action_id": "ask:0", "value": "flag"})
    await keeper.click({"action_id": "choose:0", "value": "flag"})
    assert "Nothing was collected yet." in (await listed(keeper, collecting))["text"]


async def test_nobodys_user_id_is_kept(keeper: Bot, collecting: Collecting, slack: Slack) -> None:
    await switched(keeper, slack, "on")
    await keeper.event(keeper.mention("does <@U0SOMEBODY> know the anthem"))
    message = await listed(keeper, collecting)
    assert "does @someone know the anthem" in message["text"]
    assert "U0SOMEBODY" not in str(message)
    assert READER not in str(message)


@pytest.mark.parametrize("text", ["unanswered", "unanswered on", "Unanswered  OFF"])
async def test_whoever_is_no_admin_is_told_who_may(
    keeper: Bot, questions: UnansweredQuestions, slack: Slack, text: str
) -> None:
    await questions.switch(TEAM, on=True, by=ADMIN)
    await questions.keep(TEAM, "the flag")
    response = await keeper.command("/bloc", text, READER)
    assert "Only these people may see unanswered questions: <@UADMIN>, <@UOTHER>." in response.json["text"]
    assert "the flag" not in response.text
    assert slack.calls == []
    assert (await questions.collected(TEAM)).switch.is_on


@pytest.mark.parametrize(("command", "text"), [("/csto", "unanswered"), ("/bloc", "unanswered questions of NATO")])
async def test_anything_else_is_a_question(keeper: Bot, behind: Behind, command: str, text: str) -> None:
    await keeper.command(command, text, ADMIN)
    assert behind.answers.questions == [f"{command} {text}"]


async def test_switched_off_all_is_forgotten_and_no_more_is_kept(
    keeper: Bot, collecting: Collecting, slack: Slack
) -> None:
    await switched(keeper, slack, "on")
    await keeper.command("/csto", "flag")
    assert "flag" in (await listed(keeper, collecting))["text"]
    off = await switched(keeper, slack, "off")
    assert "It is *off*, since 13 February 2026, switched by <@UADMIN>." in off["text"]
    await keeper.command("/csto", "flag")
    await collecting.settled()
    assert "flag" not in (await switched(keeper, slack, "on"))["text"]


async def test_after_90_days_it_is_no_longer_listed(keeper: Bot, collecting: Collecting, slack: Slack) -> None:
    await switched(keeper, slack, "on")
    await keeper.command("/csto", "flag")
    await collecting.settled()
    collecting.behind.clock.now += KEPT_FOR - timedelta(seconds=1)
    assert "flag" in (await listed(keeper, collecting))["text"]
    collecting.behind.clock.now += timedelta(seconds=1)
    assert "flag" not in (await listed(keeper, collecting))["text"]


async def test_a_question_calls_nobody_when_it_is_listed(keeper: Bot, collecting: Collecting, slack: Slack) -> None:
    await switched(keeper, slack, "on")
    await keeper.event(keeper.mention("<!channel> &lt;!here&gt; who\nare & you"))
    message = await listed(keeper, collecting)
    assert "• &lt;!channel&gt; &lt;!here&gt; who are &amp; you — asked once" in message["text"]
    assert "&lt;!channel&gt;" in shown(message)
    assert "<!" not in str(message)


async def test_long_questions_and_long_lists_fit(keeper: Bot, questions: UnansweredQuestions, slack: Slack) -> None:
    await questions.switch(TEAM, on=True, by=ADMIN)
    for number in range(45):
        await questions.keep(TEAM, f"{number} " + "<&>" * 1_000)
    page = (await keeper.command("/bloc", "unanswered", ADMIN)).json  # held against Slack's limits
    assert "Questions 1 to 20 of 45" in shown(page)
    while "Next" in buttons(page):
        await keeper.click(buttons(page)["Next"], ADMIN)
        page = slack.answered_by_hook[-1]
        assert (page["response_type"], page["replace_original"]) == ("ephemeral", True)
    assert "Questions 41 to 45 of 45" in shown(page)
    assert "• 0 &lt;" in shown(page)
    await keeper.click(buttons(page)["Previous"], ADMIN)
    assert "Questions 21 to 40 of 45" in shown(slack.answered_by_hook[-1])


async def test_the_buttons_switch(keeper: Bot, collecting: Collecting, slack: Slack) -> None:
    await keeper.click(buttons(await listed(keeper, collecting))["Switch on"], ADMIN)
    message = slack.answered_by_hook[-1]
    assert "It is *on*" in message["text"]
    assert message["replace_original"] is True
    await keeper.click(buttons(message)["Switch off"], ADMIN)
    assert "It is *off*" in slack.answered_by_hook[-1]["text"]


@pytest.mark.parametrize("action", ["on", "off", "next"])
async def test_a_button_checks_the_right_again(
    keeper: Bot, questions: UnansweredQuestions, slack: Slack, action: str
) -> None:
    await questions.switch(TEAM, on=action != "on", by=ADMIN)
    before = await questions.collected(TEAM)
    await keeper.click({"action_id": f"unanswered:{action}", "value": "0"}, READER)
    [message] = slack.answered_by_hook
    assert message["text"].startswith("Only these people may see unanswered questions")
    assert await questions.collected(TEAM) == before


async def test_other_processes_follow_within_seconds(
    keeper: Bot, collecting: Collecting, behind: Behind, questions: UnansweredQuestions, slack: Slack
) -> None:
    other = Collecting(behind, questions)
    async with running_bot(other.desk(), slack) as second:
        await second.command("/csto", "before")
        await other.settled()
        await switched(keeper, slack, "on")
        await second.command("/csto", "just after")
        await other.settled()
        other.seconds.passed += OFF_FOR
        await second.command("/csto", "after a while")
        await other.settled()
        assert [asked.text for asked in (await questions.collected(TEAM)).questions] == ["/csto after a while"]
        await switched(keeper, slack, "off")
        await second.command("/csto", "no more")
        await other.settled()
    assert (await questions.collected(TEAM)).total == 0


@dataclass
class Failing:
    """A place that takes its time, and then fails."""

    failure: Exception
    delay: float = 0
    tried: int = 0

    def clock(self) -> datetime:
        return datetime.now(UTC)

    async def switch(self, workspace: str, *, on: bool, by: str) -> None:
        await self._fail()

    async def keep(self, workspace: str, text: str, asked_at: datetime) -> bool:
        return bool(await self._fail())

    async def collected(self, workspace: str, page: int = 0) -> Collected:
        await self._fail()
        return Collected()

    async def _fail(self) -> None:
        self.tried += 1
        await asyncio.sleep(self.delay)
        raise self.failure


async def test_with_the_database_gone_the_answers_are_the_same(
    behind: Behind, slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bloc_bot")
    behind.answers.reply = IN_VAIN
    gone = make_engine("postgres://nobody@127.0.0.1:1/nothing")
    collecting = Collecting(behind, UnansweredQuestions(gone, behind.clock))
    async with running_bot(collecting.desk(), slack) as bot:
        answer = (await bot.command("/csto", "zeppelin")).json
        await bot.event(bot.mention("zeppelin"))
        await collecting.settled()
        assert caplog.text.count("zeppelin") == 0
        assert caplog.records == []
        listing = (await bot.command("/bloc", "unanswered", ADMIN)).json["text"]
        await bot.command("/bloc", "unanswered on", ADMIN)
    assert answer["text"] == slack.posted[0]["text"] == IN_VAIN.text
    assert "The record cannot be reached just now." in listing
    assert "The record cannot be reached just now." in slack.answered_by_hook[-1]["text"]
    await gone.dispose()


async def test_no_answer_waits_for_a_database_that_hangs(behind: Behind, slack: Slack) -> None:
    behind.answers.reply = IN_VAIN
    failing = Failing(RuntimeError("gone"), delay=60)
    collecting = Collecting(behind, failing)
    async with running_bot(collecting.desk(), slack) as bot:
        started = time.monotonic()
        for number in range(AT_MOST_ASIDE + 20):
            assert (await bot.command("/csto", f"flag {number}")).json["text"] == IN_VAIN.text
        await bot.event(bot.mention())
        assert time.monotonic() - started < 5
        assert len(collecting.background._aside) == AT_MOST_ASIDE
    assert failing.tried == 1
    assert len(slack.posted) == 1


async def test_a_failure_is_told_by_its_kind_alone_and_not_repeated(
    behind: Behind, slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    behind.answers.reply = IN_VAIN
    failing = Failing(RuntimeError("zeppelin"))
    collecting = Collecting(behind, failing)
    async with running_bot(collecting.desk(), slack) as bot:
        for _ in range(3):
            await bot.command("/csto", "zeppelin")
            await collecting.settled()
        assert failing.tried == 1
        collecting.seconds.passed += OFF_FOR
        await bot.command("/csto", "zeppelin")
        await collecting.settled()
    assert failing.tried == 2
    assert caplog.text.count("an unanswered question was not kept: RuntimeError") == 2
    assert "zeppelin" not in caplog.text


async def test_a_bot_without_a_place_for_them_says_so(bot: Bot, slack: Slack) -> None:
    assert "It is *off*" in (await bot.command("/bloc", "unanswered", ADMIN)).json["text"]
    assert "no place to keep" in (await switched(bot, slack, "on"))["text"]
