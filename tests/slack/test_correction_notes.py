"""Notes in the threads of posted answers, once a fact behind them is corrected."""

from __future__ import annotations

import asyncio
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bloc_bot.database.seed.seeding import seed
from bloc_bot.database.session import make_engine
from bloc_bot.slack.delivery import make_client
from bloc_bot.slack.people import Person
from bloc_bot.slack.recording.correction_notes import TOLD_AT_MOST, tell_of_corrections
from tests.grading import SEED
from tests.slack.archive import Archive
from tests.slack.bot import ADMIN, CHANNEL, TEAM, TOKEN, Bot
from tests.slack.filling import NEW_SOURCE, filled, opened, sent
from tests.slack.receipts import answered, given_again, receipt_of
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_recording_officials import TAKEN

CHANGED = "*The record has changed since this answer*"
JOINED = {"country": "MN", "change": "joined", "date": "13 Feb 2026", **NEW_SOURCE}
SUMMIT = {"date": "13 Feb 2026", "title": "Summit in Vienna", "summary": "They met.", **NEW_SOURCE}


def notes(slack: Slack) -> list[dict[str, Any]]:
    return [message for message in slack.posted if message["text"].startswith(CHANGED)]


async def noted(slack: Slack, count: int) -> list[dict[str, Any]]:
    """Wait until so many notes are posted."""
    async with asyncio.timeout(20):
        while len(notes(slack)) < count:  # noqa: ASYNC110 - nobody sets an event here
            await asyncio.sleep(0.005)
    return notes(slack)


async def undo(bot: Bot, slack: Slack) -> None:
    await bot.click(buttons(slack.answered_by_hook[-1])["Undo"], user=ADMIN)


async def test_a_thread_is_told_what_was_corrected_by_whom_and_by_which_source(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        question = bot.mention("who heads the CSTO?")
        await bot.event(question)
        id = receipt_of(slack.posted[0])
        assert await sent(bot, slack, "add official", **TAKEN) == {}
        [note] = await noted(slack, 1)
        assert (note["channel"], note["thread_ts"]) == (CHANNEL, question["ts"])
        assert f"{CHANGED} (receipt {id}), by <@{ADMIN}>." in shown(note)
        assert "It said: “Taalatbek Masadykov (Kyrgyzstan) is Secretary General of the CSTO" in shown(note)
        assert "It says now: “Ada North is Secretary General of the CSTO (since 13 February 2026).”" in shown(note)
        assert "Source: River Gazette: <https://example.org/happened?a=1&amp;b=2|What happened>" in shown(note)
        assert f"`/bloc receipt {id}`" in note["text"]


async def test_a_row_whose_dates_changed_is_told_with_both(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        await answered(bot, slack, "what posts did Taalatbek Masadykov hold?")
        assert await sent(bot, slack, "add official", **TAKEN) == {}
        [note] = await noted(slack, 1)
        row = "Secretary General of the CSTO: was “since 1 January 2026, due to run to 31 December 2028”, is now “from"
        assert row in note["text"]


async def test_what_is_undone_is_told_too_and_then_the_receipt_says_the_same_again(
    archive: Archive, slack: Slack
) -> None:
    async with archive.process() as bot:
        first = await answered(bot, slack)
        assert await sent(bot, slack, "add official", **TAKEN) == {}
        await noted(slack, 1)
        await undo(bot, slack)
        _, back = await noted(slack, 2)
        assert "It said: “Ada North" in back["text"]
        assert "It says now: “Taalatbek Masadykov" in back["text"]
        assert "The same would be said today." in shown(await given_again(bot, receipt_of(first)))


async def test_a_direct_message_is_told_below_its_answer(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        await bot.event(bot.direct("who heads the CSTO?"))
        ts = slack.latest.ts
        assert await sent(bot, slack, "add official", **TAKEN) == {}
        [note] = await noted(slack, 1)
        assert (note["channel"], note["thread_ts"]) == ("D1", ts)


@pytest.mark.parametrize("question", ["is Mongolia in the CSTO?", "csto members", "what does Mongolia belong to?"])
async def test_an_answer_is_told_of_a_member_whom_it_did_not_have(
    archive: Archive, slack: Slack, question: str
) -> None:
    async with archive.process() as bot:
        await answered(bot, slack, question)
        assert await sent(bot, slack, "add member", **JOINED) == {}
        [note] = await noted(slack, 1)
        assert "Added: " in note["text"]


async def test_an_event_that_is_taken_back_is_told_where_it_was_shown_and_a_new_one_nowhere(
    archive: Archive, slack: Slack
) -> None:
    async with archive.process() as bot:
        await answered(bot, slack, "csto events 13 Feb 2026")
        assert await sent(bot, slack, "add", **SUMMIT) == {}
        shows_it = await answered(bot, slack, "csto events 13 Feb 2026")
        await undo(bot, slack)
        [note] = await noted(slack, 1)
        assert f"(receipt {receipt_of(shows_it)})" in note["text"]
        assert "Gone: Summit in Vienna" in note["text"]
    assert len(notes(slack)) == 1


@pytest.mark.parametrize(
    "question",
    ["who heads NATO?", "who headed the CSTO in 2005?", "csto members", "who heads the CSTO, known 12 Jan 2026?"],
)
async def test_an_answer_that_would_be_the_same_is_not_told(archive: Archive, slack: Slack, question: str) -> None:
    async with archive.process() as bot:
        receipt_of(await answered(bot, slack, question))
        assert await sent(bot, slack, "add official", **TAKEN) == {}
    assert notes(slack) == []


async def test_private_answers_and_those_that_slack_gives_no_place_of_are_not_told(
    archive: Archive, slack: Slack
) -> None:
    async with archive.process(in_public=True) as bot:
        receipt_of((await bot.command("/csto", "who heads the CSTO?")).json)
        assert await sent(bot, slack, "add official", **TAKEN) == {}
    assert slack.posted == []


async def test_answers_of_more_than_thirty_days_ago_are_not_told(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        await answered(bot, slack)
        archive.clock.now += timedelta(days=30)
        assert await sent(bot, slack, "add official", **TAKEN) == {}
    assert notes(slack) == []


async def test_of_many_answers_the_newest_are_told(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        ids = []
        for _ in range(TOLD_AT_MOST + 2):
            archive.clock.now += timedelta(seconds=1)
            ids.append(receipt_of(await answered(bot, slack)))
        assert await sent(bot, slack, "add official", **TAKEN) == {}
        await noted(slack, TOLD_AT_MOST)
    told = {id for id in ids for note in notes(slack) if f"(receipt {id})" in note["text"]}
    assert (len(notes(slack)), told) == (TOLD_AT_MOST, set(ids[2:]))


async def test_each_change_is_told_once_however_many_processes_tell_it(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        await answered(bot, slack)
        view = await opened(bot, slack, "add official")
        values = filled(view, **TAKEN)
        # Nobody is told yet: the answer's channel cannot be written to.
        slack.always = "is_archived"
        await bot.submit(view, values)
    slack.always = None
    assert notes(slack) == []
    client = make_client(TOKEN, slack.api_url, aiohttp.ClientSession())
    async with archive.desk() as one, archive.desk() as other, client.session:
        facts = [id for id, fact in (await one.book(TEAM)).facts.items() if fact.recorded_by == ADMIN]
        desks = [one, other] * 4
        await asyncio.gather(*(tell_of_corrections(facts, Person(TEAM, ADMIN), client, desk) for desk in desks))
    assert ["Ada North" in note["text"] for note in notes(slack)] == [True]


async def test_a_suggestion_is_told_once_it_is_approved(archive: Archive, slack: Slack) -> None:
    slack.api.scopes |= {"users:read"}
    async with archive.process() as bot:
        await answered(bot, slack)
        view = await opened(bot, slack, "add official", user="UREADER")
        assert (await bot.submit(view, filled(view, **TAKEN), user="UREADER")).json == {}
        listed = (await bot.command("/bloc", "review", ADMIN)).json
        assert notes(slack) == []
        await bot.click(buttons(listed)["Approve"], user=ADMIN)
        [note] = await noted(slack, 1)
        assert f"by <@{ADMIN}>" in note["text"]


async def test_a_membership_that_is_suspended_is_told_where_the_member_was_listed(
    archive: Archive, slack: Slack
) -> None:
    async with archive.process() as bot:
        await answered(bot, slack, "csto members")
        await answered(bot, slack, "sco members")
        suspended = {"country": "BY", "change": "suspended", "date": "13 Feb 2026", **NEW_SOURCE}
        assert await sent(bot, slack, "add member", **suspended) == {}
        [note] = await noted(slack, 1)
        assert "suspended since 13 February 2026" in note["text"]
    assert len(notes(slack)) == 1


async def test_an_edit_is_told_from_what_was_told_before(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        await answered(bot, slack)
        assert await sent(bot, slack, "add official", **TAKEN) == {}
        await noted(slack, 1)
        await bot.click(buttons(slack.answered_by_hook[-1])["Edit"], user=ADMIN)
        view = slack.sent("views.open")[-1]["view"]
        assert (await bot.submit(view, filled(view, date="14 Feb 2026"))).json == {}
        _, second = await noted(slack, 2)
        assert "Ada North: was “since 13 February 2026”, is now “since 14 February 2026”" in second["text"]


async def test_vile_words_in_a_fact_stay_words_in_a_note(archive: Archive, slack: Slack) -> None:
    async with archive.process() as bot:
        assert await sent(bot, slack, "add", **{**SUMMIT, "title": "<!channel> & <@UADMIN>"}) == {}
        await answered(bot, slack, "csto events 13 Feb 2026")
        await undo(bot, slack)
        [note] = await noted(slack, 1)
        assert "Gone: &lt;!channel&gt; &amp; &lt;@UADMIN&gt;" in note["text"]
        assert "<!channel>" not in str(note)


async def test_a_new_seed_is_told_in_every_thread_that_rests_on_it(
    real: Bot, database: Path, slack: Slack, tmp_path: Path
) -> None:
    await answered(real, slack, "where is the CSTO based?")
    await answered(real, slack, "who heads the CSTO?")
    folder = Path(shutil.copytree(SEED, tmp_path / "seed"))
    file = folder / "organizations" / "csto.yaml"
    old, new = "attribute: seat\n    value: Moscow", "attribute: seat\n    value: Minsk"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    engine = make_engine(f"sqlite:///{database}")
    report = await seed(engine, folder, datetime.now(UTC))
    await engine.dispose()
    assert len(report.changed) == 1
    [note] = await noted(slack, 1)
    assert re.match(r"\*The record has changed since this answer\* \(receipt \w{6}\)\.\n", note["text"])
    assert "Moscow" in note["text"]
    assert "Minsk" in note["text"]
