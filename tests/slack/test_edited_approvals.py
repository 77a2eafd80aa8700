"""Edit and approve over signed HTTP, on the seed: a suggestion in its form again, saved, refused, decided once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bloc_bot.playground.workspace import Person
from bloc_bot.slack import people
from tests.slack.bot import ADMIN, READER, TEAM, Bot
from tests.slack.conftest import GUEST, OWNER, STRANGER
from tests.slack.filling import NEW_SOURCE, Chosen, filled, opened, said, standing
from tests.slack.home import headers, open_home, press, published, under
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown

LEFT = "add member Armenia left 13 Feb 2026"


async def suggested(bot: Bot, slack: Slack, text: str = LEFT, **typed: Chosen) -> dict[str, Any]:
    """The message that the admin gets of a suggestion."""
    form = await opened(bot, slack, text, user=READER)
    before = len(slack.posted)
    assert (await bot.submit(form, filled(form, **{**NEW_SOURCE, **typed}), user=READER)).text == ""
    return dict((await slack.settled("chat.postMessage", before + 1))[before])


async def editing(bot: Bot, slack: Slack, message: dict[str, Any], user: str = ADMIN) -> dict[str, Any]:
    """The form that the button opens."""
    await bot.click(buttons(message)["Edit and approve"], user, is_ephemeral=False, channel_id="DADMIN")
    return dict(slack.sent("views.open")[-1]["view"])


async def told(slack: Slack, user: str, count: int) -> str:
    await slack.settled("chat.postMessage", count)
    return str(next(message for message in reversed(slack.posted) if message["channel"] == user)["text"])


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        (
            "add 13 Feb 2026 Armenia and Belarus meet",
            {"summary": "They met.\nFor <long>.", "nature": "planned", "anyway": ()},
        ),
        (LEFT, {"detail": "by a note & more"}),
        ("add member Georgia observer Feb 2026", {}),
        (
            "add official",
            {"holder": "nikolai-bordyuzha", "post": "secretary-general", "date": "2026", "acting": ("yes",)},
        ),
        ("add official", {"holder": "new:Ada North", "post": "secretary-general", "date": "2026", "present": "stays"}),
    ],
)
@pytest.mark.parametrize("source", ["new", "on record"])
async def test_the_form_stands_as_it_was_suggested(
    newsroom: Bot, slack: Slack, text: str, typed: dict[str, Chosen], source: str
) -> None:
    typed = {name: value for name, value in typed.items() if name != "anyway"}
    form = await opened(newsroom, slack, text, user=READER)
    cited: dict[str, Chosen] = dict(NEW_SOURCE) if source == "new" else {"source": "tass678014"}
    values = filled(form, **typed, **cited)
    assert (await newsroom.submit(form, values, user=READER)).text == ""
    [message] = await slack.settled("chat.postMessage")
    again = await editing(newsroom, slack, message)
    expected = standing({"blocks": [*form["blocks"]]}) | typed | cited
    dates = {"date": "2026-02-13", "source_date": "2026-02-13"}
    got = standing(again)
    for name, value in expected.items():
        assert got[name] in (value, dates.get(name), "2026-02" if name == "date" else value)
    assert got.keys() == expected.keys()
    assert (again["title"]["text"], again["submit"]["text"]) == ("Edit and approve", "Approve")
    assert f"<@{READER}> suggested this" in shown(again)


async def test_what_is_saved_is_on_record_and_the_person_hears_what_was_changed(newsroom: Bot, slack: Slack) -> None:
    form = await editing(newsroom, slack, await suggested(newsroom, slack))
    response = await newsroom.submit(form, filled(form, date="20 Feb 2026", detail="by a note <!here>"))
    assert response.text == ""
    assert "on 20 February 2026 (by a note" in await said(newsroom, "when did Armenia leave the CSTO?")
    changes = "When: 13 February 2026 → 20 February 2026; How it came about: nothing → by a note &lt;!here&gt;"
    heard = await told(slack, READER, 2)
    assert f"Approved by <@{ADMIN}> on 21 November 2026, with changes: {changes}" in heard
    assert "CSTO, 13 February 2026: Armenia, left" in heard
    outcome = slack.sent("chat.update")[-1]
    assert "CSTO, 20 February 2026: Armenia, left" in outcome["text"]
    assert "with changes" in under(await open_home(newsroom, slack, READER), "Your suggestions")
    log = (await newsroom.command("/bloc", "log")).json["text"]
    assert f"<@{ADMIN}> changed CSTO: Armenia" in log
    assert f"— suggested by <@{READER}>, edited by <@{ADMIN}>" in log
    await newsroom.click(buttons(outcome)["Undo"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    assert (await said(newsroom, "is Armenia in the CSTO?")).startswith("Yes")


async def test_saved_as_it_was_it_is_an_approval_like_any_other(newsroom: Bot, slack: Slack) -> None:
    form = await editing(newsroom, slack, await suggested(newsroom, slack))
    assert (await newsroom.submit(form, filled(form))).text == ""
    heard = await told(slack, READER, 2)
    assert f"Approved by <@{ADMIN}> on 21 November 2026. From now on" in heard
    log = (await newsroom.command("/bloc", "log")).json["text"]
    assert f"— suggested by <@{READER}>\n" in log


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"date": "30 Feb 2026"}, "date", "no date in the calendar"),
        ({"date": "1990"}, "date", "2002-10-07"),
        ({"url": "ftp://x.org"}, "url", "https://"),
        ({"change": "joined"}, "date", "overlap"),
        ({"country": "GE"}, "change", "nothing to leave"),
    ],
)
async def test_what_is_refused_comes_back_at_its_field(
    newsroom: Bot, slack: Slack, changes: dict[str, Chosen], field: str, message: str
) -> None:
    form = await editing(newsroom, slack, await suggested(newsroom, slack))
    response = (await newsroom.submit(form, filled(form, **changes))).json
    assert response["response_action"] == "errors"
    assert list(response["errors"]) == [field]
    assert message in response["errors"][field]
    assert (await said(newsroom, "is Armenia in the CSTO?")).startswith("Yes")
    assert (await newsroom.submit(form, filled(form))).text == ""


async def test_of_two_who_save_at_once_one_decides_and_the_other_keeps_what_was_typed(
    newsroom: Bot, slack: Slack
) -> None:
    message = await suggested(newsroom, slack)
    mine = await editing(newsroom, slack, message)
    theirs = await editing(newsroom, slack, message, OWNER)
    responses = await asyncio.gather(
        newsroom.submit(mine, filled(mine, date="20 Feb 2026")),
        newsroom.submit(theirs, filled(theirs, date="25 Feb 2026"), user=OWNER),
    )
    [late] = [response.json for response in responses if response.text]
    assert late["response_action"] == "update"
    assert "was not recorded" in shown(late["view"])
    assert standing(late["view"])["date"] in ("20 Feb 2026", "25 Feb 2026")
    answer = await said(newsroom, "when did Armenia leave the CSTO?")
    day = standing(late["view"])["date"]
    assert ("20 February" if day == "25 Feb 2026" else "25 February") in answer
    await told(slack, READER, 2)
    log = (await newsroom.command("/bloc", "log")).json["text"]
    assert log.count("suggested by") == 2  # the membership, and the freeze that ended with it
    assert len([post for post in slack.posted if post["channel"] == READER]) == 1


async def test_a_form_that_is_sent_twice_decides_once(newsroom: Bot, slack: Slack) -> None:
    form = await editing(newsroom, slack, await suggested(newsroom, slack))
    whole = form | {"id": "V77", "team_id": TEAM, "hash": "1", "state": {"values": filled(form, date="20 Feb 2026")}}
    payload = {"type": "view_submission", "user": {"id": ADMIN, "team_id": TEAM}, "view": whole}
    at_once = await asyncio.gather(*(newsroom.interaction(payload) for _ in range(3)))
    for response in (*at_once, await newsroom.interaction(payload)):
        assert (response.status, response.text) == (200, "")
    log = (await newsroom.command("/bloc", "log")).json["text"]
    assert log.count("edited by") == 2
    await told(slack, READER, 2)
    assert len([post for post in slack.posted if post["channel"] == READER]) == 1


async def test_what_was_decided_meanwhile_is_shown_and_opens_no_form(newsroom: Bot, slack: Slack) -> None:
    message = await suggested(newsroom, slack)
    await newsroom.click(buttons(message)["Approve"], OWNER, is_ephemeral=False, channel_id="DADMIN")
    opened_before = len(slack.sent("views.open"))
    await newsroom.click(buttons(message)["Edit and approve"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    assert len(slack.sent("views.open")) == opened_before
    assert f"Approved by <@{OWNER}>" in slack.sent("chat.update")[-1]["text"]


@pytest.mark.parametrize("user", [READER, GUEST, STRANGER])
async def test_only_admins_edit_and_approve(newsroom: Bot, slack: Slack, user: str) -> None:
    message = await suggested(newsroom, slack)
    form = await editing(newsroom, slack, message)
    await newsroom.click(buttons(message)["Edit and approve"], user, is_ephemeral=False, channel_id="DADMIN")
    assert "Only these people may decide about suggestions" in slack.answered_by_hook[-1]["text"]
    response = (await newsroom.submit(form, filled(form), user=user)).json
    assert response["view"]["title"]["text"] == "Not recorded"
    assert (await said(newsroom, "is Armenia in the CSTO?")).startswith("Yes")


async def test_whose_right_is_taken_away_meanwhile_approves_nothing(
    newsroom: Bot, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "KEPT_FOR", 0.0)
    form = await editing(newsroom, slack, await suggested(newsroom, slack), OWNER)
    slack.workspace.people[OWNER] = Person(OWNER, "Olga", "member")
    response = (await newsroom.submit(form, filled(form), user=OWNER)).json
    assert response["view"]["title"]["text"] == "Not recorded"
    assert "1 of 1" in (await newsroom.command("/bloc", "review", ADMIN)).json["text"]


async def test_from_the_review_list_and_from_home_the_rest_of_it_is_shown_then(newsroom: Bot, slack: Slack) -> None:
    for title in ("Talks in the observatory", "Talks in the observatory"):
        await suggested(newsroom, slack, f"add 20 Nov 2026 {title}", summary="They met.")
    page = (await newsroom.command("/bloc", "review", ADMIN)).json
    edit = next(b for block in page["blocks"] if block["type"] == "actions" for b in block["elements"][1:2])
    await newsroom.click(edit, ADMIN)
    form = slack.sent("views.open")[-1]["view"]
    assert (await newsroom.submit(form, filled(form, title="Talks in the great observatory"))).text == ""
    left = slack.answered_by_hook[-1]
    assert "with changes: Title: Talks in the observatory → Talks in the great observatory" in left["text"]
    assert "1 to 1 of 1" in left["text"]
    view = await open_home(newsroom, slack, ADMIN)
    await press(newsroom, slack, buttons(view)["Edit and approve"], ADMIN)
    form = slack.sent("views.open")[-1]["view"]
    again = (await newsroom.submit(form, filled(form))).json
    assert "Something very like it" in shown(again["view"])
    assert again["view"]["title"]["text"] == "Edit and approve"
    assert (await newsroom.submit(again["view"], filled(again["view"], anyway=("anyway",)))).text == ""
    assert not any("to review" in header for header in headers(published(slack, ADMIN)))
    assert "Talks in the great observatory" in await said(newsroom, "csto events 20 Nov 2026")
