"""Changing what was recorded from Slack: the form filled in again, who was first, and buttons that come too late."""

from __future__ import annotations

from typing import Any

import pytest

from tests.slack.bot import ADMIN, READER, Bot
from tests.slack.filling import LEFT, NEW_SOURCE, Chosen, filled, said, sent, standing
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown


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
