"""Recording memberships and officials from Slack, on the real seed: forms, checks, answers, undo and edit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bloc_bot.app import make_desk
from bloc_bot.database.conversations import StoredConversations
from bloc_bot.database.fact_books import FactBooks
from bloc_bot.database.session import make_engine
from bloc_bot.slack.background import Background
from bloc_bot.slack.desk import Admins
from tests.slack.bot import ADMIN, READER, Bot, running_bot
from tests.slack.conftest import NOVEMBER_2026
from tests.slack.fakes import Clock
from tests.slack.filling import NEW_SOURCE, Chosen, filled, inputs, opened, standing
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown

LEFT = "add member Armenia left 13 Feb 2026"
TAKEN = {"holder": "new:Ada North", "post": "secretary-general", "date": "13 Feb 2026", **NEW_SOURCE}


async def sent(bot: Bot, slack: Slack, text: str, **typed: Chosen) -> dict[str, Any]:
    """What comes back for a form that a command opened and somebody filled in."""
    view = await opened(bot, slack, text)
    return (await bot.submit(view, filled(view, **typed))).json


async def said(bot: Bot, question: str, user: str = READER) -> str:
    return str((await bot.command("/bloc", question, user)).json["text"])


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


async def test_somebody_new_takes_a_post_and_whoever_had_it_leaves(dated: Bot, slack: Slack) -> None:
    assert await sent(dated, slack, "add official", **TAKEN) == {}
    [confirmation] = slack.answered_by_hook
    assert "Ada North — since 13 February 2026" in shown(confirmation)
    assert (await said(dated, "who heads the CSTO?")).startswith("Ada North is Secretary General of the CSTO")
    assert "Masadykov" in await said(dated, "who was secretary general of the csto before Ada North?")
    await dated.click(buttons(confirmation)["Undo"], user=ADMIN)
    assert (await said(dated, "who heads the CSTO?")).startswith("Taalatbek Masadykov")


async def test_a_person_is_found_by_typing_and_somebody_new_is_offered(dated: Bot) -> None:
    known = (await dated.typed("holder", "bordy")).json["options"]
    assert [option["value"] for option in known] == ["nikolai-bordyuzha", "new:bordy"]
    [new] = (await dated.typed("holder", " Ada   North ")).json["options"]
    assert (new["value"], new["text"]["text"]) == ("new:Ada North", "Ada North")
    assert "Not on record" in new["description"]["text"]
    assert (await dated.typed("holder", "Nikolai Bordyuzha")).json["options"][-1]["value"] == "nikolai-bordyuzha"
    assert (await dated.typed("holder", "x" * 200)).json["options"] == []
    [post] = (await dated.typed("post", "генсек")).json["options"]
    assert post["value"] == "secretary-general"


async def test_somebody_new_with_nearly_the_name_of_somebody_known_is_asked_about(dated: Bot, slack: Slack) -> None:
    view = await opened(dated, slack, "add official")
    typed = {**TAKEN, "holder": "new:Nikolai Bordyuzhin"}
    told = (await dated.submit(view, filled(view, **typed))).json["view"]
    assert "• Nikolai Bordyuzha. If it is the same person, choose that name below" in shown(told)
    assert (await dated.submit(view, filled(view, **{**typed, "holder": "nikolai-bordyuzha"}))).json == {}
    view = await opened(dated, slack, "add official")
    told = (await dated.submit(view, filled(view, **{**typed, "date": "14 Feb 2026"}))).json["view"]
    assert (
        await dated.submit(told, filled(told, anyway=("anyway",), date="14 Feb 2026", holder="new:Nikolai Bordyuzhin"))
    ).json == {}
    assert (await said(dated, "who heads the CSTO?")).startswith("Nikolai Bordyuzhin is")


async def test_what_sources_said_of_a_membership_that_went_on_is_settled_by_its_end(dated: Bot, slack: Slack) -> None:
    assert "No notice of withdrawal is on record" in await said(dated, "is Armenia in the CSTO?")
    await sent(dated, slack, LEFT, **NEW_SOURCE)
    assert "No notice of withdrawal" not in await said(dated, "is Armenia in the CSTO?")


async def test_the_end_of_a_term_is_recorded_by_itself(dated: Bot, slack: Slack) -> None:
    typed = {**TAKEN, "holder": "taalatbek-masadykov", "change": "ended"}
    assert await sent(dated, slack, "add official", **typed) == {}
    [confirmation] = slack.answered_by_hook
    assert "from 1 January 2026 until 13 February 2026" in shown(confirmation)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"holder": ""}, "holder", "Choose the person"),
        ({"holder": "AM"}, "holder", "held by people"),
        ({"holder": "nobody"}, "holder", "'nobody'"),
        ({"change": "ended"}, "holder", "no term that could end"),
        ({"holder": "nikolai-bordyuzha", "change": "ended"}, "holder", "nothing to end"),
        ({"post": ""}, "post", "Choose the post"),
        ({"organization": ""}, "organization", "Choose the organization"),
        ({"change": ""}, "change", "takes the post or leaves it"),
        ({"present": ""}, "present", "what becomes of"),
        ({"present": "stays"}, "present", "Taalatbek Masadykov is on record in this post since 2026-01-01"),
        ({"date": "2010"}, "date", "one holder at a time"),
        ({"date": "Dec 2026"}, "date", "after today"),
        ({"url": ""}, "url", "Nothing is recorded without one"),
    ],
)
async def test_what_is_wrong_with_an_official_is_said_under_its_field(
    dated: Bot, slack: Slack, typed: dict[str, str], field: str, words: str
) -> None:
    response = await sent(dated, slack, "add official", **{**TAKEN, **typed})
    assert (response["response_action"], list(response["errors"])) == ("errors", [field])
    assert words in response["errors"][field]


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


async def edited(bot: Bot, slack: Slack, confirmation: dict[str, Any], user: str = ADMIN) -> dict[str, Any]:
    """The form that Edit opens."""
    await bot.click(buttons(confirmation)["Edit"], user=user)
    return dict(slack.sent("views.open")[-1]["view"])


@pytest.mark.parametrize(
    ("text", "typed", "form"),
    [
        (
            "add 13 Feb 2026 Armenia and Belarus meet",
            {"summary": "They met.", "nature": "happened"},
            {
                "organizations": ("CSTO",),
                "date": "2026-02-13",
                "nature": "happened",
                "title": "Armenia and Belarus meet",
                "summary": "They met.",
                "countries": ("AM", "BY"),
            },
        ),
        (
            LEFT,
            {"detail": "by a note"},
            {
                "organization": "CSTO",
                "country": "AM",
                "change": "left",
                "role": "member",
                "date": "2026-02-13",
                "detail": "by a note",
            },
        ),
        (
            "add member Georgia observer Feb 2026",
            {},
            {"organization": "CSTO", "country": "GE", "change": "joined", "role": "observer", "date": "2026-02"},
        ),
        (
            "add official",
            {"holder": "nikolai-bordyuzha", "post": "secretary-general", "date": "2026-02-13", "acting": ("yes",)},
            {
                "organization": "CSTO",
                "holder": "nikolai-bordyuzha",
                "post": "secretary-general",
                "date": "2026-02-13",
                "change": "began",
                "acting": ("yes",),
                "present": "leaves",
            },
        ),
    ],
)
async def test_edit_opens_the_form_as_it_was_filled_in(
    dated: Bot, slack: Slack, text: str, typed: dict[str, Chosen], form: dict[str, Chosen]
) -> None:
    await sent(dated, slack, text, source="tass678014", **typed)
    view = await edited(dated, slack, slack.answered_by_hook[0])
    assert standing(view) == {**form, "source": "tass678014"}
    assert (view["title"]["text"], view["submit"]["text"]) == ("Change what is recorded", "Save")


async def test_what_is_saved_takes_the_place_of_what_was_recorded(dated: Bot, slack: Slack) -> None:
    await sent(dated, slack, LEFT, **NEW_SOURCE)
    view = await edited(dated, slack, slack.answered_by_hook[0])
    assert (await dated.submit(view, filled(view, date="20 Feb 2026"))).json == {}
    confirmation = slack.answered_by_hook[-1]
    assert "until 20 February 2026" in shown(confirmation)
    answer = await said(dated, "when did Armenia leave the CSTO?")
    assert "20 February 2026" in answer
    assert "on 13 February 2026" not in answer
    await dated.click(buttons(confirmation)["Undo"], user=ADMIN)
    assert "on 13 February 2026" in await said(dated, "when did Armenia leave the CSTO?")


async def test_an_event_can_be_changed_without_being_taken_for_another_one(dated: Bot, slack: Slack) -> None:
    await sent(dated, slack, "add 3 Mar 2004 The observatory opens", summary="It opened.", **NEW_SOURCE)
    view = await edited(dated, slack, slack.answered_by_hook[0])
    assert (await dated.submit(view, filled(view, title="The observatory opens again"))).json == {}
    answer = await said(dated, "csto events March 2004")
    assert answer.count("• ") == answer.count("• The observatory opens again") == 1


async def test_who_saves_second_sees_what_changed_and_keeps_what_was_typed(dated: Bot, slack: Slack) -> None:
    await sent(dated, slack, LEFT, **NEW_SOURCE)
    mine = await edited(dated, slack, slack.answered_by_hook[0])
    theirs = await edited(dated, slack, slack.answered_by_hook[0])
    await dated.submit(theirs, filled(theirs, date="20 Feb 2026"))
    response = (await dated.submit(mine, filled(mine, date="25 Feb 2026", detail="by a note"))).json
    assert response["response_action"] == "update"
    told = response["view"]
    assert f"<@{ADMIN}> has changed it already." in shown(told)
    assert "CSTO: Armenia, member, 7 October 2002 to 20 February 2026" in shown(told)
    assert (standing(told)["date"], standing(told)["detail"]) == ("25 Feb 2026", "by a note")
    assert (await dated.submit(told, filled(told))).json == {}
    assert "25 February 2026 (by a note)" in await said(dated, "when did Armenia leave the CSTO?")


async def test_what_was_taken_back_meanwhile_is_recorded_anew_if_one_says_so(dated: Bot, slack: Slack) -> None:
    await sent(dated, slack, LEFT, **NEW_SOURCE)
    view = await edited(dated, slack, slack.answered_by_hook[0])
    await dated.click(buttons(slack.answered_by_hook[0])["Undo"], user=ADMIN)
    told = (await dated.submit(view, filled(view))).json["view"]
    assert "has taken it back already" in shown(told)
    assert "saving records it anew" in shown(told)
    assert (await dated.submit(told, filled(told))).json == {}
    assert (await said(dated, "is Armenia in the CSTO?")).startswith("No: ")


@pytest.mark.parametrize("name", ["Undo", "Edit"])
async def test_a_button_for_what_was_taken_back_says_so(dated: Bot, slack: Slack, name: str) -> None:
    await sent(dated, slack, LEFT, **NEW_SOURCE)
    [confirmation] = slack.answered_by_hook
    await dated.click(buttons(confirmation)["Undo"], user=ADMIN)
    await dated.click(buttons(confirmation)[name], user=ADMIN)
    assert f"<@{ADMIN}> has taken it back already" in slack.answered_by_hook[-1]["text"]


@pytest.mark.parametrize("action", ["undo", "edit"])
@pytest.mark.parametrize("value", ["", "event-1", "{}", "[]", '{"form":"event_form","revisions":["x"]}', "99999"])
async def test_a_button_of_another_version_says_so(dated: Bot, slack: Slack, action: str, value: str) -> None:
    assert (await dated.click({"action_id": action, "value": value}, user=ADMIN)).status == 200
    assert slack.answered_by_hook[0]["text"].split("\n")[0] in (
        "This button is from an older version of the bot. Record a correction instead.",
        "There is no such fact on record.",
    )


async def test_edit_is_only_for_who_may_record(dated: Bot, slack: Slack) -> None:
    await sent(dated, slack, LEFT, **NEW_SOURCE)
    await dated.click(buttons(slack.answered_by_hook[0])["Edit"], user=READER)
    assert len(slack.sent("views.open")) == 1
    assert "Only these people may record" in slack.answered_by_hook[-1]["text"]


async def test_every_field_says_what_it_is_for(dated: Bot, slack: Slack) -> None:
    for text in ("add", "add member", "add official"):
        view = await opened(dated, slack, text)
        labels = [block["label"]["text"] for block in view["blocks"]]
        assert len(labels) == len(set(labels)) == len(inputs(view))
