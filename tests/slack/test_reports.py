"""“Wrong or out of date?” over signed HTTP, on the seed: the form, its checks, the review, what the person hears."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bloc_bot.playground.workspace import Person
from bloc_bot.slack import people
from tests.slack.bot import ADMIN, READER, TEAM, Bot
from tests.slack.conftest import GUEST, OWNER, STRANGER
from tests.slack.filling import filled, inputs
from tests.slack.home import browse, open_home, press, published, under
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_suggestions import reason

ASKED = "members 2008"
WHAT = "Uzbekistan left <!channel> & more"
URL = "https://example.org/left?a=1&b=2"
BUTTON = "Wrong or out of date?"


async def form_for(bot: Bot, slack: Slack, asked: str = ASKED, user: str = READER) -> dict[str, Any]:
    answer = (await bot.command("/csto", asked, user)).json
    await bot.click(buttons(answer)[BUTTON], user)
    return dict(slack.sent("views.open")[-1]["view"])


def row(form: dict[str, Any], label: str) -> str:
    options = inputs(form)["row"]["options"]
    return str(next(option["value"] for option in options if option["text"]["text"].startswith(label)))


async def reported(bot: Bot, slack: Slack, label: str = "Uzbekistan", **typed: str) -> dict[str, Any]:
    """The message that the admin gets of a report."""
    form = await form_for(bot, slack)
    before = len(slack.posted)
    values = filled(form, **{"row": row(form, label), "what": WHAT, "url": URL, **typed})
    assert (await bot.submit(form, values, user=READER)).text == ""
    [message] = (await slack.settled("chat.postMessage", before + 1))[before:]
    assert message["channel"] == ADMIN
    return dict(message)


async def heard(slack: Slack, count: int) -> str:
    await slack.settled("chat.postMessage", count)
    return str(next(message for message in reversed(slack.posted) if message["channel"] == READER)["text"])


async def test_the_form_asks_which_row_and_what_is_wrong(newsroom: Bot, slack: Slack) -> None:
    form = await form_for(newsroom, slack)
    assert list(inputs(form)) == ["row", "what", "url"]
    labels = [option["text"]["text"] for option in inputs(form)["row"]["options"]]
    assert labels[0] == "The answer as a whole, or something missing in it"
    assert [label.split(" — ")[0] for label in labels[1:]] == [
        *("Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan", "Uzbekistan")
    ]


@pytest.mark.parametrize("asked", ["where is the SCO based?", "who heads NATO?", "csto events 1850"])
async def test_of_an_answer_with_one_row_or_none_it_does_not_ask_which(newsroom: Bot, slack: Slack, asked: str) -> None:
    answer = (await newsroom.command("/bloc", asked)).json
    await newsroom.click(buttons(answer)[BUTTON])
    form = slack.sent("views.open")[-1]["view"]
    assert list(inputs(form)) == ["what", "url"]
    assert (await newsroom.submit(form, filled(form, what="It is not so"), user=READER)).text == ""


@pytest.mark.parametrize("asked", ["help", "the weather in Rome", "/csto help"])
async def test_what_says_nothing_on_record_cannot_be_reported(newsroom: Bot, asked: str) -> None:
    command, text = ("/csto", "help") if asked.startswith("/") else ("/bloc", asked)
    assert BUTTON not in buttons((await newsroom.command(command, text)).json)


async def test_a_public_answer_has_the_button_too(newsroom: Bot, slack: Slack) -> None:
    await newsroom.event(newsroom.mention("members of the CSTO?"))
    [answer] = await slack.settled("chat.postMessage")
    await newsroom.click(buttons(answer)[BUTTON], is_ephemeral=False)
    form = slack.sent("views.open")[-1]["view"]
    assert (await newsroom.submit(form, filled(form, row="whole", what="One is missing"), user=READER)).text == ""
    message = (await slack.settled("chat.postMessage", 2))[-1]
    assert "The CSTO has" in message["text"]
    assert "Reported: " in slack.answered_by_hook[-1]["text"]


async def test_an_answer_on_the_home_tab_has_the_button_too(newsroom: Bot, slack: Slack) -> None:
    await press(newsroom, slack, buttons(await _members_at_home(newsroom, slack))[BUTTON])
    form = slack.sent("views.open")[-1]["view"]
    values = filled(form, row=row(form, "Russia"), what=WHAT)
    assert (await newsroom.submit(form, values, user=READER)).text == ""
    told = await slack.settled("chat.postMessage", 2)
    assert sorted(message["channel"] for message in told) == [ADMIN, READER]
    await press(newsroom, slack, buttons(await _members_at_home(newsroom, slack, GUEST))[BUTTON], GUEST)
    assert "Only these people may record" in shown(slack.sent("views.open")[-1]["view"])


async def _members_at_home(bot: Bot, slack: Slack, user: str = READER) -> dict[str, Any]:
    view = await press(bot, slack, browse(await open_home(bot, slack, user))["CSTO"], user)
    return await press(bot, slack, buttons(view)["Members"], user)


async def test_admins_see_the_row_and_what_is_wrong_and_can_say_that_it_was_dealt_with(
    newsroom: Bot, slack: Slack
) -> None:
    message = await reported(newsroom, slack)
    assert f"<@{READER}> reports: *About* “Uzbekistan — from 16 August 2006 until 19 December 2012" in message["text"]
    assert "Uzbekistan left &lt;!channel&gt; &amp; more\nSource: <https://example.org/left" in message["text"]
    assert f"Reported by <@{READER}> on 21 November 2026" in shown(message)
    assert list(buttons(message)) == ["Dealt with", "Close", "Show the answer"]
    assert "You are told what they say" in slack.answered_by_hook[-1]["text"]
    await newsroom.click(buttons(message)["Dealt with"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    assert f"Dealt with by <@{ADMIN}> on 21 November 2026." in slack.sent("chat.update")[-1]["text"]
    told = await heard(slack, 2)
    assert told.startswith("Your report: *About* “Uzbekistan")
    assert f"Dealt with by <@{ADMIN}>" in told
    await newsroom.click(buttons(message)["Dealt with"], OWNER, is_ephemeral=False, channel_id="DADMIN")
    assert f"Dealt with by <@{ADMIN}>" in slack.sent("chat.update")[-1]["text"]
    assert len(slack.posted) == 2


async def test_a_report_is_closed_with_a_reason_which_the_person_hears(newsroom: Bot, slack: Slack) -> None:
    message = await reported(newsroom, slack)
    await newsroom.click(buttons(message)["Close"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    form = slack.sent("views.open")[-1]["view"]
    assert form["title"]["text"] == "Close a report"
    assert "Give a reason" in (await newsroom.submit(form, reason(" "))).json["errors"]["reason"]
    assert (await newsroom.submit(form, reason("It says so <@UADMIN>"))).text == ""
    assert f"Closed by <@{ADMIN}> on 21 November 2026. Reason: It says so &lt;@UADMIN&gt;" in await heard(slack, 2)
    assert "Closed by" in slack.sent("chat.update")[-1]["text"]


async def test_the_answer_that_it_is_about_is_shown_to_who_decides_alone(newsroom: Bot, slack: Slack) -> None:
    message = await reported(newsroom, slack)
    await newsroom.click(buttons(message)["Show the answer"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    answer = slack.answered_by_hook[-1]
    assert answer["response_type"] == "ephemeral"
    assert answer["text"].startswith("The CSTO had 7 members in 2008")
    view = await open_home(newsroom, slack, ADMIN)
    await press(newsroom, slack, buttons(view)["Show the answer"], ADMIN)
    assert (slack.posted[-1]["channel"], slack.posted[-1]["text"]) == (ADMIN, answer["text"])


async def test_it_is_in_the_review_list_and_on_home_beside_suggestions(newsroom: Bot, slack: Slack) -> None:
    await reported(newsroom, slack)
    own = under(await open_home(newsroom, slack, READER), "Your suggestions")
    assert "Report: “Uzbekistan — from 16 August 2006" in own
    assert "Waiting since 21 November 2026." in own
    page = (await newsroom.command("/bloc", "review", ADMIN)).json
    assert "Suggestions and reports 1 to 1 of 1" in page["text"]
    await newsroom.click(buttons(page)["Dealt with"], ADMIN)
    assert "No suggestion waits for a decision, and no report." in slack.answered_by_hook[-1]["text"]
    assert "Dealt with by" in under(await open_home(newsroom, slack, READER), "Your suggestions")
    await reported(newsroom, slack, "Armenia")
    view = await open_home(newsroom, slack, ADMIN)
    assert "Armenia" in under(view, "Suggestions and reports to review: 1")
    await press(newsroom, slack, buttons(view)["Dealt with"], ADMIN)
    assert "to review" not in str(published(slack, ADMIN))


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"row": ""}, "row", "Choose the row"),
        ({"what": "  \n "}, "what", "Say what is wrong"),
        ({"what": "x" * 1_001}, "what", "room for 1000"),
        ({"url": "javascript:alert(1)"}, "url", "https://"),
        ({"url": "ftp://x.org/a"}, "url", "https://"),
        ({"url": "https://x.org/a b"}, "url", "https://"),
    ],
)
async def test_what_is_wrong_in_the_form_is_said_at_its_field(
    newsroom: Bot, slack: Slack, typed: dict[str, str], field: str, said: str
) -> None:
    form = await form_for(newsroom, slack)
    values = filled(form, **{"row": row(form, "Russia"), "what": WHAT, **typed})
    response = (await newsroom.submit(form, values, user=READER)).json
    assert list(response["errors"]) == [field]
    assert said in response["errors"][field]
    assert "No suggestion waits" in (await newsroom.command("/bloc", "review", ADMIN)).json["text"]


@pytest.mark.parametrize("user", [GUEST, STRANGER])
async def test_guests_and_strangers_are_told_who_may(newsroom: Bot, slack: Slack, user: str) -> None:
    answer = (await newsroom.command("/csto", ASKED, user)).json
    await newsroom.click(buttons(answer)[BUTTON], user)
    assert "Only these people may record" in slack.answered_by_hook[-1]["text"]
    assert slack.sent("views.open") == []
    form = await form_for(newsroom, slack)
    response = (await newsroom.submit(form, filled(form, row="whole", what=WHAT), user=user)).json
    assert response["view"]["title"]["text"] == "Not reported"
    assert "No suggestion waits" in (await newsroom.command("/bloc", "review", ADMIN)).json["text"]


async def test_whose_right_is_taken_away_meanwhile_reports_nothing(
    newsroom: Bot, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "KEPT_FOR", 0.0)
    form = await form_for(newsroom, slack)
    slack.workspace.people[READER] = Person(READER, "Reader", "guest")
    response = (await newsroom.submit(form, filled(form, row="whole", what=WHAT), user=READER)).json
    assert response["view"]["title"]["text"] == "Not reported"


@pytest.mark.parametrize("user", [READER, GUEST, STRANGER])
@pytest.mark.parametrize("action", ["Dealt with", "Close", "Show the answer"])
async def test_only_admins_decide(newsroom: Bot, slack: Slack, user: str, action: str) -> None:
    message = await reported(newsroom, slack)
    await newsroom.click(buttons(message)[action], user, is_ephemeral=False, channel_id="DADMIN")
    assert "Only these people may decide about suggestions and reports" in slack.answered_by_hook[-1]["text"]
    assert "1 of 1" in (await newsroom.command("/bloc", "review", ADMIN)).json["text"]


async def test_the_limit_of_what_waits_is_for_suggestions_and_reports_together(newsroom: Bot, slack: Slack) -> None:
    form = await form_for(newsroom, slack)
    values = filled(form, row="whole", what=WHAT)
    for _ in range(20):
        assert (await newsroom.submit(form, values, user=READER)).text == ""
    response = (await newsroom.submit(form, values, user=READER)).json
    assert "20 suggestions and reports of yours wait" in response["errors"]["what"]


async def test_a_form_that_is_sent_twice_reports_once(newsroom: Bot, slack: Slack) -> None:
    form = await form_for(newsroom, slack)
    values = filled(form, row="whole", what=WHAT)
    view = form | {"id": "V77", "team_id": TEAM, "hash": "1", "state": {"values": values}}
    payload = {"type": "view_submission", "user": {"id": READER, "team_id": TEAM}, "view": view}
    for _ in range(3):
        response = await newsroom.interaction(payload)
        assert (response.status, response.text) == (200, "")
    assert "1 to 1 of 1" in (await newsroom.command("/bloc", "review", ADMIN)).json["text"]
    assert len([message for message in slack.posted if message["channel"] == ADMIN]) == 1


async def test_nothing_typed_calls_anybody_or_breaks_a_limit(newsroom: Bot, slack: Slack) -> None:
    vile = ("<!channel> & <@UADMIN> " * 100)[:1_000]
    for _ in range(3):
        message = await reported(newsroom, slack, what=vile, url=f"https://x.org/{'<|>' * 600}"[:2_000])
    page = (await newsroom.command("/bloc", "review", ADMIN)).json
    home, own = await open_home(newsroom, slack, ADMIN), await open_home(newsroom, slack, READER)
    await newsroom.click(buttons(message)["Dealt with"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    for said in (message, page, home, own, *slack.posted, *slack.answered_by_hook, *slack.sent("chat.update")):
        assert "<!channel>" not in str(said)
        assert "& <" not in str(said)


async def test_a_button_of_another_version_says_so(newsroom: Bot, slack: Slack) -> None:
    await newsroom.click({"action_id": "report", "value": json.dumps({"query": {"kind": "dance"}})})
    assert "older version of the bot" in slack.answered_by_hook[0]["text"]


async def test_long_and_non_latin_questions_fit_into_the_form(newsroom: Bot, slack: Slack) -> None:
    for asked in (
        "кто был генсеком ОДКБ в 2005",
        "timeline of CSTO secretaries general",
        "countries in the CSTO and SCO",
    ):
        answer = (await newsroom.command("/bloc", asked)).json
        if BUTTON in buttons(answer):
            await newsroom.click(buttons(answer)[BUTTON])
    assert len(slack.sent("views.open")) >= 2
