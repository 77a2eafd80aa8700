"""Details: from an answer to its rows, from a row to its record with all its sources and history; for everybody."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bloc_bot.database.recording.actions import Action
from bloc_bot.database.recording.lineages import FactChange, FactRecord
from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.facts import Citation, Membership, Role, Source, Stance
from bloc_bot.slack.details.kept import Kept
from bloc_bot.slack.details.record import Looking, build_record
from bloc_bot.slack.limits import check
from tests.slack.bot import ADMIN, READER, TEAM, Bot
from tests.slack.conftest import GUEST, OWNER, STRANGER
from tests.slack.fakes import BOOK, NOW
from tests.slack.home import browse, open_home, press
from tests.slack.screen import Screen
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown

WAYS = ["Correct", "Add a source", "Dispute", "Withdraw"]


async def test_an_answer_with_rows_leads_to_a_list_and_each_row_to_its_record(registry: Bot, slack: Slack) -> None:
    me = Screen(registry, slack)
    await me.details("csto members")
    assert me.title == "Details"
    rows = [block["text"]["text"] for block in me.top["blocks"] if "accessory" in block]
    countries = ("Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan")
    assert [row.split(" ")[1] for row in rows if row.startswith("•")] == list(countries)
    assert "   ◦ CSTO: Armenia, frozen, since 22 February 2024" in rows
    await me.open("Belarus")
    assert (me.title, len(me.modals)) == ("Record", 2)
    assert "*CSTO: Belarus, member, since 7 October 2002*" in me.text


async def test_an_answer_with_one_row_leads_to_its_record_at_once(registry: Bot, slack: Slack) -> None:
    me = Screen(registry, slack)
    await me.details("who headed the CSTO on 1 May 2010?")
    assert (me.title, len(me.modals)) == ("Record", 1)
    assert "Nikolai Bordyuzha" in me.text


async def test_a_record_says_what_the_fact_says_with_every_source_and_dispute(registry: Bot, slack: Slack) -> None:
    me = Screen(registry, slack)
    await me.record("when did Georgia leave the CIS?")
    assert "*Since:* December 1993" in me.text
    assert "*Until:* 18 August 2009" in me.text
    assert "*Sources that say otherwise*" in me.text
    assert re.search(r"the start: 1994 — [^\n]*Wikipedia", me.text)
    assert "It came with bloc_bot" in me.text
    assert "it came with bloc_bot." in me.text
    sources = me.text.partition("*Sources*")[2].partition("*Sources that say otherwise*")[0]
    assert sources.count("• ") >= 2


async def test_a_standing_is_reached_from_its_membership_and_back(registry: Bot, slack: Slack) -> None:
    me = Screen(registry, slack)
    await me.record("csto members", "Armenia")
    await me.open("frozen")
    assert (me.title, len(me.modals)) == ("Record", 2)
    assert "*Standing:* frozen" in me.text
    await me.open("Armenia, member")
    assert "*Standing:*" not in me.text


@pytest.mark.parametrize(
    "question",
    [
        "csto members",
        "csto members 2008",
        "members of the OSCE",
        "is Armenia in the CSTO?",
        "when did Georgia leave the CIS?",
        "which organizations does Armenia belong to?",
        "which countries are in both the CSTO and the SCO now?",
        "did Uzbekistan belong to GUAM and the CSTO at the same time?",
        "csto officials",
        "who headed the csto after Bordyuzha?",
        "what posts did Dmitry Mezentsev hold?",
        "csto events 2008",
        "what did the CSTO and the UN sign in 2010?",
        "what is the CSTO?",
        "how does the CSTO relate to the SCO?",
        "csto timeline",
        "timeline of CSTO secretaries general",
    ],
)
async def test_every_row_of_every_kind_of_answer_has_its_record(registry: Bot, slack: Slack, question: str) -> None:
    me = Screen(registry, slack)
    answer = await me.answer(question)
    assert buttons(answer)["Details"]["action_id"] == "details"
    await me.details(question)
    if me.title == "Record":
        return
    links = [block for block in me.top["blocks"] if "accessory" in block]
    assert len(links) >= 2
    await me.open(links[-1]["text"]["text"])
    assert me.title == "Record"
    assert check(me.top) == []


async def test_a_long_list_is_paged(registry: Bot, slack: Slack) -> None:
    me = Screen(registry, slack)
    await me.details("members of the OSCE")
    seen = [b["text"]["text"] for b in me.top["blocks"] if "accessory" in b]
    assert len(seen) == 40
    await me.press("Next")
    seen += [b["text"]["text"] for b in me.top["blocks"] if "accessory" in b]
    assert len(set(seen)) == len(seen) >= 57
    await me.press("Previous")
    assert "Rows 1 to 40 of " in me.text


async def test_the_home_tab_leads_to_records_too(registry: Bot, slack: Slack) -> None:
    me = Screen(registry, slack)
    view = await press(registry, slack, browse(await open_home(registry, slack, ADMIN))["CSTO"], ADMIN)
    view = await press(registry, slack, buttons(view)["Members"], ADMIN)
    await press(registry, slack, buttons(view)["Details"], ADMIN)
    await me.open("Belarus")
    assert "*CSTO: Belarus, member" in me.text


@pytest.mark.parametrize("user", [ADMIN, OWNER])
async def test_who_may_record_is_offered_to_correct(registry: Bot, slack: Slack, user: str) -> None:
    me = Screen(registry, slack, user)
    await me.record("csto members", "Belarus")
    assert me.buttons == WAYS


@pytest.mark.parametrize("user", [READER, GUEST, STRANGER])
async def test_everybody_else_looks_and_reads_who_may_correct(registry: Bot, slack: Slack, user: str) -> None:
    me = Screen(registry, slack, user)
    await me.record("csto members", "Belarus")
    assert me.buttons == []
    assert f"Only these people may correct this: <@{ADMIN}>" in me.text


async def test_where_slack_does_not_say_who_somebody_is_they_look(registry: Bot, slack: Slack) -> None:
    me = Screen(registry, slack)
    await me.details("csto members")
    slack.faults = ["internal_error"]
    await me.open("Belarus")
    assert me.title == "Record"
    assert me.buttons == []
    assert "Slack does not say just now who may do this" in me.text


async def test_details_under_a_public_answer_open_for_the_one_who_pressed(registry: Bot, slack: Slack) -> None:
    await registry.event(registry.mention("csto members"))
    await registry.click(buttons(slack.posted[0])["Details"], user=READER, is_ephemeral=False)
    assert Screen(registry, slack, READER).title == "Details"
    assert len(slack.posted) == 1


async def test_a_button_of_another_version_says_what_to_do(registry: Bot, slack: Slack) -> None:
    assert (await registry.click({"action_id": "details", "value": '{"query":{"kind":"x"}}'})).status == 200
    assert "from an older version of the bot" in slack.answered_by_hook[0]["text"]


async def test_a_record_that_is_not_there_is_told_in_a_modal(registry: Bot, slack: Slack) -> None:
    me = Screen(registry, slack)
    await me.details("csto members")
    block = next(block for block in me.top["blocks"] if "accessory" in block)
    payload = {
        "type": "block_actions",
        "user": {"id": ADMIN, "team_id": TEAM},
        "container": {"type": "view", "view_id": me.top["id"]},
        "view": me.top,
        "trigger_id": slack.permits.new_trigger(ADMIN),
        "actions": [{**block["accessory"], "value": "nothing", "block_id": block["block_id"], "action_ts": "1"}],
    }
    assert (await registry.interaction(payload)).status == 200
    assert "There is no such fact on record." in shown(me.top)


async def test_an_answer_without_records_has_no_such_button(registry: Bot, slack: Slack) -> None:
    for question in ("help", "is Ukraine a member of NATO?"):
        assert "Details" not in buttons(await Screen(registry, slack).answer(question))


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("what is the CSTO?", "CSTO: about"),
        ("who was before Bordyuzha?", ""),
        ("members of the CIS on 5 December 1993", "Georgia"),
    ],
)
async def test_what_only_the_headline_or_a_note_tells_of_has_its_record_too(
    registry: Bot, slack: Slack, question: str, row: str
) -> None:
    me = Screen(registry, slack)
    await me.record(question, row)
    assert "*Sources*" in me.text


def test_a_record_of_any_size_is_within_slacks_limits_and_says_what_is_left_out() -> None:
    long = "& <!channel> " * 300
    source = Source("s", long, long, "https://example.org/" + "a" * 1_900, PartialDate.parse("2008"))
    citations = [
        Citation(source, relayed_from=long, locator=long, attested_on=PartialDate(1900 + n)) for n in range(99)
    ]
    disputes = [Citation(source, Stance.DISPUTES, disputed="since", disputed_value=long) for _ in range(99)]
    membership = Membership(
        id="m",
        organization="CSTO",
        period=Period.parse("2002/.."),
        citations=(*citations, *disputes),
        note=long,
        preferred=long,
        party="AM",
        role=Role.MEMBER,
        start=long,
        end=long,
    )
    changed = replace(membership, start="", end="", note="", citations=tuple(citations[:1]))
    change = FactChange(NOW, "UADMIN", Action.CHANGED, long, "T1", changed, membership)
    record = FactRecord("m", 1, membership, None, None, (change,) * 50)
    view = build_record(record, BOOK, Kept(answer='{"a":"' + "b" * 1_900 + '"}'), Looking(may_correct=True))
    assert check(view) == []
    assert "And 59 more; `bloc-bot export` has them all." in shown(view)
    assert re.search(r"And 1\d\d more", shown(view))
    assert "Changes 1 to 8 of 50" in shown(view)
    assert "<!channel>" not in shown(view)
