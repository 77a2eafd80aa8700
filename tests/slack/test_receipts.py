"""Receipts: under every answer that others see, and given again by their ids."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.domain.receipts import Posted
from bloc_bot.domain.replies import Reply
from bloc_bot.slack.answers.receipts import NoReceipts
from tests.slack.archive import Archive
from tests.slack.bot import CHANNEL, running_bot
from tests.slack.conftest import Behind
from tests.slack.filling import NEW_SOURCE, sent
from tests.slack.receipts import answered, given_again, receipt_of
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_recording_officials import TAKEN

SAME = "The same would be said today."


@dataclass
class NoRoom(NoReceipts):
    """A database that is gone, or slow."""

    failure: Exception | None = None
    delay: float = 0

    async def keep(self, reply: Reply, workspace: str, asked_on: date, posted: Posted) -> str:  # noqa: ARG002
        await asyncio.sleep(self.delay)
        if self.failure is not None:
            raise self.failure
        return "7K3M9Q"


async def test_whatever_others_see_has_a_receipt_of_its_own(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        await answered(bot, slack)
        await bot.click(buttons(slack.posted[0])["Members"], is_ephemeral=False)
        await bot.event(bot.direct("who heads NATO?"))
        private = (await bot.command("/csto", "members 2010")).json
        await bot.click(buttons(private)["Share in channel"])
        seen = [*slack.posted, *slack.answered_by_hook]
        ids = [receipt_of(message) for message in seen]
        assert (len(ids), len(set(ids))) == (4, 4)
        for id, message in zip(ids, seen, strict=True):
            given = await given_again(bot, id)
            assert message["text"] in given["text"]
            assert SAME in shown(given)


async def test_an_answer_to_a_command_has_one_where_all_see_it(archive: Archive) -> None:
    async with archive.process(in_public=True) as bot:
        public = (await bot.command("/csto", "members")).json
        assert public["response_type"] == "in_channel"
        assert public["text"] in (await given_again(bot, receipt_of(public)))["text"]


@pytest.mark.parametrize("question", ["members of the CSTO", "help", "gibberish of the day", "who is UN secretary?"])
async def test_private_answers_have_none(archive: Archive, question: str) -> None:
    async with archive.process() as bot:
        assert "Receipt" not in (await bot.command("/bloc", question)).text


@pytest.mark.parametrize("question", ["help", "gibberish of the day", "who was the secretary general in 2010?"])
async def test_what_says_nothing_of_the_record_has_none(archive: Archive, slack: Slack, question: str) -> None:
    async with archive.process() as bot:
        assert "Receipt" not in str(await answered(bot, slack, question))


async def test_the_choice_of_a_meaning_makes_an_answer_with_a_receipt(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        choice = await answered(bot, slack, "who was the secretary general in 2010?")
        await bot.click(next(iter(buttons(choice).values())), is_ephemeral=False)
        [chosen] = slack.sent("chat.update")
        assert chosen["text"] in (await given_again(bot, receipt_of(chosen)))["text"]


async def test_the_pages_of_an_answer_are_those_of_its_receipt(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        long = await answered(bot, slack, "csto events")
        ts = slack.latest.ts
        event = {"date": "13 Feb 2026", "title": "Summit in Vienna", "summary": "They met.", **NEW_SOURCE}
        assert await sent(bot, slack, "add", **event) == {}
        await bot.click(buttons(long)["Next"], is_ephemeral=False, message_ts=ts)
        [turned] = slack.sent("chat.update")
        assert receipt_of(turned) == receipt_of(long)
        assert turned["text"] == long["text"]
        first = await given_again(bot, receipt_of(long))
        assert "Summit in Vienna" in first["text"]
        await bot.click(buttons(first)["Next"])
        second = slack.answered_by_hook[-1]
        assert "Rows 21 to" in shown(second)
        assert "Added: Summit in Vienna" in shown(second)


async def test_without_its_receipt_an_answer_is_paged_as_it_would_be_given_today(
    archive: Archive, slack: Slack
) -> None:
    async with archive.process() as bot:
        await answered(bot, slack, "csto events")
        archive.clock.now += timedelta(days=400)
        async with archive.desk() as desk:
            assert await desk.receipts.forget_old() == 1  # type: ignore[attr-defined]
        await bot.click(buttons(slack.posted[0])["Next"], is_ephemeral=False)
        [turned] = slack.sent("chat.update")
        assert "Rows 21 to" in shown(turned)
        assert "Receipt" not in turned["text"]


@pytest.mark.parametrize("written", ["{}", " {} ", "#{}", "{:.3}-{:.3}"])
async def test_an_id_is_read_however_it_is_written(archive: Archive, slack: Slack, written: str) -> None:
    async with archive.process() as bot:
        id = receipt_of(await answered(bot, slack))
        typed = f"{id[:3]}-{id[3:]}" if "-" in written else written.format(id)
        heard = typed.lower().replace("0", "o").replace("1", "l")
        for command in ("/bloc", "/csto", "/nato"):
            assert f"*Receipt {id}:*" in shown(await given_again(bot, heard, command))


@pytest.mark.parametrize("typed", ["", "7K3M9", "7K3M9Q7", "<!channel>", "U3M9QA", "one two three"])
async def test_what_is_no_id_is_told_what_one_looks_like(archive: Archive, typed: str) -> None:
    async with archive.process() as bot:
        told = shown(await given_again(bot, typed))
        assert "six letters and digits, such as 7K3M9Q" in told
        assert "<!channel>" not in told


async def test_an_id_of_another_workspace_is_no_id_here(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        id = receipt_of(await answered(bot, slack))
        told = (await bot.command("/bloc", f"receipt {id}", team_id="T2")).json
        assert shown(told) == shown(await given_again(bot, "ZZZZZZ")).replace("ZZZZZZ", id)
        assert f"There is no receipt {id} here" in shown(told)


async def test_what_would_be_said_today_is_told_in_words(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        before = await answered(bot, slack)
        assert await sent(bot, slack, "add official", **TAKEN) == {}
        given = await given_again(bot, receipt_of(before))
        assert "given on 20 February 2026 at 12:00 UTC, in <#C1>." in shown(given)
        assert "Today something else would be said" in shown(given)
        assert "It says now: “Ada North is Secretary General of the CSTO (since 13 February 2026).”" in shown(given)
        assert "Gone: Taalatbek Masadykov — since 1 January 2026" in shown(given)
        assert "Source added: River Gazette: <https://example.org/happened?a=1&amp;b=2|What happened>" in shown(given)
        for block in before["blocks"]:
            assert block in given["blocks"] or block["type"] == "actions"


@pytest.mark.parametrize(
    "receipts", [NoRoom(DatabaseUnavailable("gone")), NoRoom(delay=60), NoRoom(OSError("disk full"))], ids=str
)
async def test_an_answer_goes_out_without_a_receipt_that_cannot_be_kept(
    archive: Archive, slack: Slack, receipts: NoRoom
) -> None:
    async with archive.process(receipts=receipts) as bot:
        message = await answered(bot, slack)
        assert message["text"].startswith("Taalatbek Masadykov")
        assert "Receipt" not in str(message)


async def test_where_none_are_kept_none_are_shown_and_that_is_said(behind: Behind, slack: Slack) -> None:
    async with running_bot(behind.desk(), slack) as bot:
        assert "Receipt" not in str(await answered(bot, slack))
        assert "keeps no receipts" in (await bot.command("/bloc", "receipt 7K3M9Q")).text
        assert slack.posted[0]["channel"] == CHANNEL
