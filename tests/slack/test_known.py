"""`known DATE` from Slack: the answer by the record of that day, and all that follows from it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.slack.archive import Archive
from tests.slack.bot import ADMIN, Bot
from tests.slack.filling import NEW_SOURCE, sent
from tests.slack.receipts import answered, given_again, receipt_of
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_recording_officials import TAKEN

BEFORE = "As on record on 19 February 2026: "


@pytest.fixture
async def changed(archive: Archive, slack: Slack) -> AsyncIterator[Bot]:
    """On 20 February Ada North took office, and a summit was recorded; today is the 25th."""
    async with archive.process() as bot:
        assert await sent(bot, slack, "add official", **TAKEN) == {}
        summit = {"date": "13 Feb 2026", "title": "Summit in Vienna", "summary": "They met.", **NEW_SOURCE}
        assert await sent(bot, slack, "add", **summit) == {}
        archive.clock.now += timedelta(days=5)
        yield bot


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("who is the secretary general known 2026-02-19", f"{BEFORE}Taalatbek Masadykov (Kyrgyzstan) is Secretary"),
        ("known 2026-02-20 who is the secretary general?", "As on record on 20 February 2026: Ada North is"),
        ("who is the secretary general", "Ada North is"),
        ("members 2013 known 2026-02-19", f"{BEFORE}The CSTO had 6 members in 2013"),
        ("members 2013 known 1 January 2026", "Nothing was on record on 1 January 2026: the record begins on 10 Jan"),
        ("members 2013 known 2027", "31 December 2027 lies ahead"),
    ],
)
async def test_a_command_is_answered_by_the_record_of_the_day(changed: Bot, text: str, begins: str) -> None:
    assert (await changed.command("/csto", text)).json["text"].startswith(begins)


async def test_pages_and_sharing_keep_the_day_of_the_record(changed: Bot, slack: Slack) -> None:
    first = (await changed.command("/csto", "events known 2026-02-19")).json
    assert "Summit in Vienna" in (await changed.command("/csto", "events")).json["text"]
    await changed.click(buttons(first)["Next"])
    second = slack.answered_by_hook[-1]
    await changed.click(buttons(second)["Share in channel"])
    for message in (first, second, slack.answered_by_hook[-1]):
        assert message["text"].startswith(BEFORE)
        assert f"*{BEFORE}" in shown(message)
        assert "Summit in Vienna" not in message["text"]


async def test_a_follow_up_by_button_or_by_words_keeps_it_too(changed: Bot, slack: Slack) -> None:
    first = await answered(changed, slack, "who heads the CSTO, as known on 19 February 2026?")
    thread = first["thread_ts"]
    await changed.click(buttons(first)["All officials"], is_ephemeral=False)
    await changed.event(changed.mention("and in 2010?", thread_ts=thread))
    officials, earlier = slack.posted[1:]
    assert officials["text"].startswith(BEFORE)
    assert "Ada North" not in officials["text"]
    assert earlier["text"].startswith(f"{BEFORE}Nikolai Bordyuzha")
    await changed.event(changed.mention("who heads the CSTO?", thread_ts=thread))
    assert slack.posted[-1]["text"].startswith("Ada North is")


async def test_an_answer_by_a_past_record_has_a_receipt_and_never_changes(
    archive: Archive, changed: Bot, slack: Slack
) -> None:
    id = receipt_of(await answered(changed, slack, "who heads the CSTO, known 19 Feb 2026?"))
    archive.clock.now += timedelta(days=1)
    await changed.click(buttons(slack.answered_by_hook[0])["Undo"], user=ADMIN)
    assert "The same would be said today." in shown(await given_again(changed, id))
