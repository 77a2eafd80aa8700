"""Settings of a workspace over signed HTTP: set by admins from the Home tab, and what they change."""

from __future__ import annotations

from typing import Any

import pytest

from bloc_bot.playground.workspace import Person
from bloc_bot.slack import people
from tests.slack.bot import ADMIN, CHANNEL, READER, Bot
from tests.slack.conftest import GUEST, OWNER, STRANGER
from tests.slack.home import open_home, press
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_recording import inputs, option, state


async def settings_form(bot: Bot, slack: Slack, user: str = ADMIN) -> dict[str, Any]:
    await press(bot, slack, buttons(await open_home(bot, slack, user))["Settings"], user)
    return dict(slack.sent("views.open")[-1]["view"])


def chosen(
    channel: str = "", organization: str = "", answers: str = "private", unanswered: str = "off"
) -> dict[str, Any]:
    return {
        "announcements": {"announcements": {"selected_conversations": [channel] if channel else []}},
        "default_organization": {"organizations": {"selected_options": [option(organization)] if organization else []}},
        "answers": {"answers": {"selected_option": option(answers)}},
        "unanswered": {"unanswered": {"selected_option": option(unanswered)}},
    }


async def choose(bot: Bot, slack: Slack, **what: str) -> None:
    assert (await bot.submit(await settings_form(bot, slack), chosen(**what))).text == ""


async def test_what_was_chosen_is_in_the_form_again(newsroom: Bot, slack: Slack) -> None:
    fields = inputs(await settings_form(newsroom, slack))
    assert "initial_conversations" not in fields["announcements"]
    assert "initial_options" not in fields["default_organization"]
    assert [fields[name]["initial_option"]["value"] for name in ("answers", "unanswered")] == ["private", "off"]
    await choose(newsroom, slack, channel=CHANNEL, organization="CSTO", answers="public", unanswered="on")
    fields = inputs(await settings_form(newsroom, slack))
    assert fields["announcements"]["initial_conversations"] == [CHANNEL]
    assert [one["value"] for one in fields["default_organization"]["initial_options"]] == ["CSTO"]
    assert [fields[name]["initial_option"]["value"] for name in ("answers", "unanswered")] == ["public", "on"]
    assert "It is *on*" in (await newsroom.command("/bloc", "unanswered", ADMIN)).json["text"]


async def test_what_is_recorded_is_announced_with_who_and_the_source(newsroom: Bot, slack: Slack) -> None:
    await choose(newsroom, slack, channel=CHANNEL)
    [told] = slack.posted
    assert (told["channel"], told["text"]) == (
        CHANNEL,
        f"<@{ADMIN}> chose this channel: what is recorded is announced here from now on.",
    )
    await newsroom.command("/csto", "add", ADMIN)
    form = slack.sent("views.open")[-1]["view"]
    title = "Talks <!channel> & more"
    assert (await newsroom.submit(form, state(title=title, anyway=True))).text == ""
    line = (await slack.settled("chat.postMessage", 2))[1]
    assert line["channel"] == CHANNEL
    assert line["text"] == (
        f"Recorded by <@{ADMIN}>: CSTO, 11 January 2008: Talks &lt;!channel&gt; &amp; more. "
        "Source: Mediamax: <https://mediamax.am/1?a=b&amp;c=d|A visit>, 12 January 2008"
    )
    assert line["unfurl_links"] in (False, "0", "false")


async def test_without_a_channel_nothing_is_announced(newsroom: Bot, slack: Slack) -> None:
    await choose(newsroom, slack, channel=CHANNEL)
    await choose(newsroom, slack)
    await newsroom.command("/csto", "add", ADMIN)
    await newsroom.submit(slack.sent("views.open")[-1]["view"], state(anyway=True))
    await newsroom.command("/bloc", "log")
    assert len(slack.posted) == 1


async def test_a_channel_that_the_bot_is_not_in_is_told_at_the_field(newsroom: Bot, slack: Slack) -> None:
    form = await settings_form(newsroom, slack)
    response = (await newsroom.submit(form, chosen(channel="CELSEWHERE"))).json
    assert "Invite it to that channel" in response["errors"]["announcements"]
    assert "initial_conversations" not in inputs(await settings_form(newsroom, slack))["announcements"]


async def test_an_organization_that_is_not_on_record_is_told_at_the_field(newsroom: Bot, slack: Slack) -> None:
    response = (await newsroom.submit(await settings_form(newsroom, slack), chosen(organization="<!here>"))).json
    assert list(response["errors"]) == ["default_organization"]


@pytest.mark.parametrize("text", ["members 2008", "secretary general in 2005", "when did Uzbekistan leave", "timeline"])
async def test_bloc_without_an_organization_asks_about_the_default_one(newsroom: Bot, slack: Slack, text: str) -> None:
    before = (await newsroom.command("/bloc", text)).json
    await choose(newsroom, slack, organization="CSTO")
    after = (await newsroom.command("/bloc", text)).json
    assert after["text"] == (await newsroom.command("/csto", text)).json["text"] != before["text"]


@pytest.mark.parametrize("text", ["", "help", "NATO members", "xyzzy", "is Armenia in the SCO?", "what is the Union?"])
async def test_what_names_an_organization_or_none_at_all_stays_as_it_is(newsroom: Bot, slack: Slack, text: str) -> None:
    before = (await newsroom.command("/bloc", text)).json
    await choose(newsroom, slack, organization="CSTO")
    assert (await newsroom.command("/bloc", text)).json["text"] == before["text"]
    assert "CSTO" not in (await newsroom.command("/sco", "members")).json["text"].splitlines()[0]


async def test_answers_to_commands_are_public_where_that_is_chosen(newsroom: Bot, slack: Slack) -> None:
    await choose(newsroom, slack, answers="public")
    answer = (await newsroom.command("/csto", "members")).json
    assert answer["response_type"] == "in_channel"
    assert "Share in channel" not in buttons(answer)
    for text in ("help", "xyzzy"):
        assert (await newsroom.command("/csto", text)).json["response_type"] == "ephemeral"
    for text in ("log", "admins", "review"):
        assert (await newsroom.command("/bloc", text, ADMIN)).json["response_type"] == "ephemeral"
    await choose(newsroom, slack, answers="private")
    assert (await newsroom.command("/csto", "members")).json["response_type"] == "ephemeral"


@pytest.mark.parametrize("user", [READER, GUEST, STRANGER])
async def test_only_admins_change_them(newsroom: Bot, slack: Slack, user: str) -> None:
    assert "Settings" not in buttons(await open_home(newsroom, slack, user))
    await press(newsroom, slack, {"action_id": "settings:open", "value": "settings"}, user)
    assert slack.sent("views.open")[-1]["view"]["title"]["text"] == "Not changed"
    form = await settings_form(newsroom, slack)
    response = (await newsroom.submit(form, chosen(answers="public"), user=user)).json
    assert "Only these people may change the settings" in shown(response["view"])
    assert (await newsroom.command("/csto", "members")).json["response_type"] == "ephemeral"


async def test_whose_rights_are_taken_away_while_the_form_is_open_changes_nothing(
    newsroom: Bot, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "KEPT_FOR", 0.0)
    form = await settings_form(newsroom, slack, OWNER)
    slack.workspace.people[OWNER] = Person(OWNER, "Olga", "member")
    response = (await newsroom.submit(form, chosen(answers="public"), user=OWNER)).json
    assert response["view"]["title"]["text"] == "Not changed"
    assert (await newsroom.command("/csto", "members")).json["response_type"] == "ephemeral"
