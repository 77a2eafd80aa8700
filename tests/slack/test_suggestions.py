"""Suggesting and reviewing over signed HTTP, on the seed: seen by nobody in answers until an admin approves."""

from __future__ import annotations

from typing import Any

import pytest

from bloc_bot.playground.workspace import Person
from bloc_bot.slack import people
from tests.slack.bot import ADMIN, READER, Bot
from tests.slack.conftest import GUEST, OWNER, STRANGER
from tests.slack.filling import NEW_SOURCE, filled, opened
from tests.slack.home import headers, open_home, press, published, under
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_recording import inputs, state

TITLE = "Talks in the observatory"
VILE = "<!channel> & <@UADMIN>"
QUESTION = "events 20 Nov 2026"


def typed(title: str = TITLE, **more: Any) -> dict[str, Any]:
    return state(**{"date": "20 Nov 2026", "source_date": "", "title": title, "anyway": True, **more})


async def form_for(bot: Bot, slack: Slack, user: str = READER) -> dict[str, Any]:
    response = await bot.command("/csto", "add", user)
    assert (response.status, response.text) == (200, "")
    return dict(slack.sent("views.open")[-1]["view"])


async def suggested(bot: Bot, slack: Slack, title: str = TITLE, **more: Any) -> dict[str, Any]:
    """The message that the admin gets of a new suggestion."""
    before = len(slack.posted)
    response = await bot.submit(await form_for(bot, slack), typed(title, **more), user=READER)
    assert response.text == ""
    [message] = (await slack.settled("chat.postMessage", before + 1))[before:]
    assert message["channel"] == ADMIN
    return dict(message)


async def told(slack: Slack, user: str) -> str:
    """What the person was told last by a direct message."""
    return str(next(message for message in reversed(slack.posted) if message["channel"] == user)["text"])


async def in_answers(bot: Bot, user: str = READER) -> bool:
    return "observatory" in (await bot.command("/csto", QUESTION, user)).json["text"]


async def test_a_member_gets_the_same_form_marked_as_a_suggestion(newsroom: Bot, slack: Slack) -> None:
    form, recording = await form_for(newsroom, slack), await form_for(newsroom, slack, ADMIN)
    assert (form["title"]["text"], form["submit"]["text"]) == ("Suggest a fact", "Suggest")
    assert "those who may record decide" in shown(form)
    assert list(inputs(form)) == list(inputs(recording))
    assert "Suggest" not in str(recording)


async def test_a_suggestion_is_in_no_answer_until_it_is_approved(newsroom: Bot, slack: Slack) -> None:
    message = await suggested(newsroom, slack)
    assert f"<@{READER}> suggests: CSTO, 20 November 2026: {TITLE}. Source: Mediamax" in message["text"]
    assert "You are told what they say" in slack.answered_by_hook[-1]["text"]
    for user in (READER, ADMIN):
        assert not await in_answers(newsroom, user)
    assert "observatory" not in (await newsroom.command("/bloc", "log", ADMIN)).json["text"]

    await newsroom.click(buttons(message)["Approve"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    assert await in_answers(newsroom)
    updated = slack.sent("chat.update")[-1]
    assert f"Approved by <@{ADMIN}> on 21 November 2026." in updated["text"]
    await slack.settled("chat.postMessage", 2)
    assert f"Approved by <@{ADMIN}>" in await told(slack, READER)
    assert "From now on the answers show it" in await told(slack, READER)
    log = (await newsroom.command("/bloc", "log", READER)).json["text"]
    assert f"<@{ADMIN}> recorded CSTO, 20 November 2026: {TITLE}" in log


async def test_an_approval_can_be_taken_back(newsroom: Bot, slack: Slack) -> None:
    message = await suggested(newsroom, slack)
    await newsroom.click(buttons(message)["Approve"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    await newsroom.click(buttons(slack.sent("chat.update")[-1])["Undo"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    assert not await in_answers(newsroom)


OTHER_FORMS = [
    ("add member Armenia left 13 Feb 2026", {"detail": "by a note"}, "Armenia, left", "is Armenia in the CSTO?"),
    (
        "add official",
        {"holder": "new:Ada North <!here>", "post": "secretary-general", "date": "13 Feb 2026"},
        "Ada North &lt;!here&gt; (not on record yet), Secretary General, from that day on",
        "who heads the CSTO?",
    ),
]


@pytest.mark.parametrize(("command", "filling", "line", "question"), OTHER_FORMS)
async def test_changes_of_membership_and_of_office_can_be_suggested_too(
    newsroom: Bot, slack: Slack, command: str, filling: dict[str, Any], line: str, question: str
) -> None:
    async def answer() -> str:
        return str((await newsroom.command("/bloc", question)).json["text"])

    before = await answer()
    form = await opened(newsroom, slack, command, user=READER)
    assert form["title"]["text"] == "Suggest a fact"
    assert (await newsroom.submit(form, filled(form, **filling, **NEW_SOURCE), user=READER)).text == ""
    [message] = await slack.settled("chat.postMessage")
    assert f"CSTO, 13 February 2026: {line}. Source: River Gazette" in message["text"]
    assert await answer() == before
    await newsroom.click(buttons(message)["Approve"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    assert await answer() != before
    await newsroom.click(buttons(slack.sent("chat.update")[-1])["Undo"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    assert await answer() == before


async def test_a_member_suggests_what_a_message_says(newsroom: Bot, slack: Slack) -> None:
    await newsroom.shortcut("20 Nov 2026 Talks in the observatory https://example.org/talks", READER)
    form = slack.sent("views.open")[-1]["view"]
    assert form["title"]["text"] == "Suggest a fact"
    assert "observatory" in str(inputs(form)["title"])


async def test_a_change_of_what_is_recorded_is_for_admins_alone(newsroom: Bot, slack: Slack) -> None:
    form = await opened(newsroom, slack, "add", user=ADMIN)
    await newsroom.submit(form, typed())
    edit = buttons(slack.answered_by_hook[-1])["Edit"]
    await newsroom.click(edit, READER)
    assert "Only these people may record" in slack.answered_by_hook[-1]["text"]
    await newsroom.click(edit, ADMIN)
    changing = slack.sent("views.open")[-1]["view"]
    response = (await newsroom.submit(changing, filled(changing, title="Never"), user=READER)).json
    assert response["view"]["title"]["text"] == "Not recorded"
    assert "No suggestion waits" in (await newsroom.command("/bloc", "review", ADMIN)).json["text"]


async def test_a_second_approval_is_told_that_it_is_done(newsroom: Bot, slack: Slack) -> None:
    message = await suggested(newsroom, slack)
    await newsroom.click(buttons(message)["Approve"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    await slack.settled("chat.postMessage", 2)
    await newsroom.click(buttons(message)["Approve"], OWNER, is_ephemeral=False, channel_id="DADMIN")
    assert f"Approved by <@{ADMIN}>" in slack.sent("chat.update")[-1]["text"]
    answer = (await newsroom.command("/csto", QUESTION)).json["text"]
    assert answer.count("• Talks in the observatory") == 1
    assert len(slack.posted) == 2


async def rejection_form(bot: Bot, slack: Slack, message: dict[str, Any], user: str = ADMIN) -> dict[str, Any]:
    await bot.click(buttons(message)["Reject"], user, is_ephemeral=False, channel_id="DADMIN")
    return dict(slack.sent("views.open")[-1]["view"])


def reason(text: str | None) -> dict[str, Any]:
    return {"reason": {"reason": {"type": "plain_text_input", "value": text}}}


async def test_a_rejection_needs_a_reason_which_the_person_hears(newsroom: Bot, slack: Slack) -> None:
    form = await rejection_form(newsroom, slack, await suggested(newsroom, slack))
    response = (await newsroom.submit(form, reason("  "))).json
    assert "Give a reason" in response["errors"]["reason"]
    assert (await newsroom.submit(form, reason("It was in 2025 <!here>"))).text == ""
    await slack.settled("chat.postMessage", 2)
    assert "Reason: It was in 2025 &lt;!here&gt;" in await told(slack, READER)
    assert "Reason: It was in 2025 &lt;!here&gt;" in slack.sent("chat.update")[-1]["text"]
    assert not await in_answers(newsroom)


async def test_what_was_decided_meanwhile_is_not_rejected(newsroom: Bot, slack: Slack) -> None:
    message = await suggested(newsroom, slack)
    form = await rejection_form(newsroom, slack, message)
    await newsroom.click(buttons(message)["Approve"], OWNER, is_ephemeral=False, channel_id="DADMIN")
    assert (await newsroom.submit(form, reason("no"))).text == ""
    assert f"Approved by <@{OWNER}>" in slack.sent("chat.update")[-1]["text"]
    assert await in_answers(newsroom)
    again = await rejection_form(newsroom, slack, message)
    assert again is not form
    assert len(slack.sent("views.open")) == 2  # the form to suggest, and one to reject


@pytest.mark.parametrize("user", [GUEST, STRANGER])
async def test_guests_and_strangers_cannot_suggest(newsroom: Bot, slack: Slack, user: str) -> None:
    assert "Only these people may record" in (await newsroom.command("/csto", "add", user)).json["text"]
    form = await form_for(newsroom, slack)
    response = (await newsroom.submit(form, typed(), user=user)).json
    assert response["view"]["title"]["text"] == "Not recorded"
    assert "No suggestion waits" in (await newsroom.command("/bloc", "review", ADMIN)).json["text"]


@pytest.mark.parametrize("user", [READER, GUEST, STRANGER])
@pytest.mark.parametrize("action", ["Approve", "Reject"])
async def test_only_admins_decide(newsroom: Bot, slack: Slack, user: str, action: str) -> None:
    message = await suggested(newsroom, slack)
    await newsroom.click(buttons(message)[action], user, is_ephemeral=False, channel_id="DADMIN")
    assert "Only these people may decide about suggestions" in slack.answered_by_hook[-1]["text"]
    assert "1 of 1" in (await newsroom.command("/bloc", "review", ADMIN)).json["text"]
    assert "Only these people may decide" in (await newsroom.command("/bloc", "review", user)).json["text"]


async def test_whose_right_to_record_is_taken_away_meanwhile_may_suggest_all_that_was_typed(
    newsroom: Bot, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "KEPT_FOR", 0.0)
    form = await form_for(newsroom, slack, OWNER)
    slack.workspace.people[OWNER] = Person(OWNER, "Olga", "member")
    response = (await newsroom.submit(form, typed(), user=OWNER)).json
    assert response["response_action"] == "update"
    again = response["view"]
    assert again["title"]["text"] == "Suggest a fact"
    assert inputs(again)["title"]["initial_value"] == TITLE
    assert not await in_answers(newsroom)
    assert (await newsroom.submit(again, typed(), user=OWNER)).text == ""
    assert not await in_answers(newsroom)
    assert f"<@{OWNER}> suggests" in (await slack.settled("chat.postMessage"))[0]["text"]


async def test_whose_right_to_decide_is_taken_away_meanwhile_rejects_nothing(
    newsroom: Bot, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "KEPT_FOR", 0.0)
    form = await rejection_form(newsroom, slack, await suggested(newsroom, slack), OWNER)
    slack.workspace.people[OWNER] = Person(OWNER, "Olga", "guest")
    response = (await newsroom.submit(form, reason("no"), user=OWNER)).json
    assert response["view"]["title"]["text"] == "Not rejected"
    assert "1 of 1" in (await newsroom.command("/bloc", "review", ADMIN)).json["text"]


async def test_the_review_list_pages_and_shows_what_is_left_after_each_decision(newsroom: Bot, slack: Slack) -> None:
    for number in range(4):
        await suggested(newsroom, slack, f"Talks {number} in the observatory")
    page = (await newsroom.command("/bloc", "review", ADMIN)).json
    assert "Suggestions and reports 1 to 3 of 4, the oldest first" in page["text"]
    await newsroom.click(buttons(page)["Next"], ADMIN)
    both = page["text"] + slack.answered_by_hook[-1]["text"]
    assert all(f"Talks {number} in the observatory" in both for number in range(4))
    first = next(block for block in page["blocks"] if block["type"] == "actions")["elements"][0]
    await newsroom.click(first, ADMIN)
    left = slack.answered_by_hook[-1]
    assert f"Approved by <@{ADMIN}>" in left["text"]
    assert "Suggestions and reports 1 to 3 of 3" in left["text"]
    assert await in_answers(newsroom)


async def test_home_shows_ones_own_suggestions_and_admins_what_waits(newsroom: Bot, slack: Slack) -> None:
    assert "You can suggest events" in under(await open_home(newsroom, slack, READER), "Recording")
    await suggested(newsroom, slack)
    assert f"{TITLE} — Waiting since 21 November 2026." in under(
        await open_home(newsroom, slack, READER), "Your suggestions"
    )
    assert "observatory" not in shown(await open_home(newsroom, slack, GUEST))
    view = await open_home(newsroom, slack, ADMIN)
    assert TITLE in under(view, "Suggestions and reports to review: 1")
    view = await press(newsroom, slack, buttons(view)["Approve"], ADMIN)
    assert not any("to review" in header for header in headers(view))
    assert await in_answers(newsroom)
    own = under(await open_home(newsroom, slack, READER), "Your suggestions")
    assert f"Approved by <@{ADMIN}> on 21 November 2026." in own


async def test_a_rejection_from_home_shows_home_without_it(newsroom: Bot, slack: Slack) -> None:
    await suggested(newsroom, slack)
    await press(newsroom, slack, buttons(await open_home(newsroom, slack, ADMIN))["Reject"], ADMIN)
    form = slack.sent("views.open")[-1]["view"]
    assert (await newsroom.submit(form, reason("no"))).text == ""
    assert "observatory" not in shown(published(slack, ADMIN))


async def test_nothing_typed_calls_anybody_or_breaks_a_limit(newsroom: Bot, slack: Slack) -> None:
    long = {"summary": (VILE * 200)[:2_000], "publisher": VILE, "source_title": VILE}
    for _ in range(3):
        message = await suggested(
            newsroom, slack, (VILE * 20)[:200], url=f"https://x.org/{'<|>' * 600}"[:2_000], **long
        )
    page = (await newsroom.command("/bloc", "review", ADMIN)).json
    home = await open_home(newsroom, slack, ADMIN)
    own = await open_home(newsroom, slack, READER)
    await newsroom.click(buttons(message)["Approve"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    await slack.settled("chat.postMessage", 4)
    log = (await newsroom.command("/bloc", "log", READER)).json
    for said in (message, page, home, own, log, *slack.posted, *slack.answered_by_hook, *slack.sent("chat.update")):
        assert "<!channel>" not in str(said)
        assert "& <" not in str(said)


async def test_too_many_are_refused_with_all_that_was_typed_kept(newsroom: Bot, slack: Slack) -> None:
    form = await form_for(newsroom, slack)
    for number in range(20):
        assert (await newsroom.submit(form, typed(f"Talks {number}"), user=READER)).text == ""
    response = (await newsroom.submit(form, typed(), user=READER)).json
    assert "wait for a decision" in response["errors"]["organizations"]
