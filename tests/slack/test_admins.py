"""Who may record: those named by whoever runs the bot, by an admin, and by Slack; guests and strangers never."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bloc_bot.database.workspaces.named_admins import NamedAdmins
from bloc_bot.playground.workspace import Person
from bloc_bot.slack import people
from bloc_bot.slack.people import KEPT_FOR
from tests.slack.bot import ADMIN, CHANNEL, READER, TEAM, Bot, running_bot
from tests.slack.conftest import GUEST, OWNER, STRANGER, Behind, Office
from tests.slack.fakes import NOW
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown
from tests.slack.test_recording import state


async def admins(bot: Bot, text: str = "", user: str = ADMIN) -> str:
    return str((await bot.command("/bloc", f"admins {text}".strip(), user)).json["text"])


async def form_for(bot: Bot, slack: Slack, user: str) -> dict[str, object]:
    response = await bot.command("/csto", "add", user)
    assert (response.status, response.text) == (200, "")
    return dict(slack.sent("views.open")[-1]["view"])


def removing(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons beside the names."""
    return [block["accessory"] for block in message["blocks"] if "accessory" in block]


def pickers(message: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [element for row in rows for element in row if element["type"] == "users_select"]


async def choose(bot: Bot, message: dict[str, Any], user: str, by: str = ADMIN) -> None:
    """Choose somebody in the menu of people, as Slack tells of it."""
    [picker] = pickers(message)
    await bot.click({"type": "users_select", "action_id": picker["action_id"], "selected_user": user}, by)


@pytest.mark.parametrize("user", [ADMIN, OWNER])
async def test_who_is_named_by_the_settings_or_by_slack_records(
    staffed: Bot, behind: Behind, slack: Slack, user: str
) -> None:
    form = await form_for(staffed, slack, user)
    assert (await staffed.submit(form, state(), user=user)).text == ""
    assert behind.records.events["event-1"][1:] == (TEAM, user)


async def test_whom_an_admin_names_records_and_once_removed_no_more(staffed: Bot, behind: Behind, slack: Slack) -> None:
    assert f"<@{READER}> may record from now on." in await admins(staffed, f"add {READER}")
    form = await form_for(staffed, slack, READER)
    assert (await staffed.submit(form, state(), user=READER)).text == ""
    assert "no longer named" in await admins(staffed, f"remove {READER}")
    await staffed.submit(form, state(), user=READER)
    assert len(behind.records.events) == 1


@pytest.mark.parametrize("typed", ["UREADER", "@UREADER", "<@UREADER>", "<@UREADER|reader>"])
async def test_a_person_is_named_by_id_or_by_a_mention_that_slack_has_read(staffed: Bot, typed: str) -> None:
    assert f"<@{READER}> may record from now on." in await admins(staffed, f"add {typed}")
    listed = await admins(staffed)
    assert f"<@{ADMIN}>, named by whoever runs the bot" in listed
    assert f"<@{READER}>, named by <@{ADMIN}> on 13 February 2026" in listed
    assert "named already" in await admins(staffed, f"add {typed}")


@pytest.mark.parametrize("typed", ["@Reader", "", "reader &lt;!channel&gt;", "<@UREADER> <@UOTHER>"])
async def test_who_names_nobody_chooses_in_the_answer(staffed: Bot, slack: Slack, typed: str) -> None:
    message = (await staffed.command("/bloc", f"admins add {typed}".strip(), ADMIN)).json
    assert "Choose below whom to name." in message["text"]
    assert "<!channel>" not in message["text"]
    assert "<@UREADER>" not in message["text"]
    assert message["response_type"] == "ephemeral"
    await choose(staffed, message, READER)
    after = slack.answered_by_hook[-1]
    assert (after["response_type"], after["replace_original"]) == ("ephemeral", True)
    assert f"<@{READER}> may record from now on." in after["text"]
    assert f"<@{READER}>, named by <@{ADMIN}> on 13 February 2026" in shown(after)


async def test_the_playground_writes_people_in_commands_as_slack_does(staffed: Bot, slack: Slack) -> None:
    slack.bot_address = staffed.address
    said = {"as": ADMIN, "channel": CHANNEL, "text": f"/bloc admins add @{READER}"}
    async with staffed.http.post(f"{slack.address}/playground/say", json=said) as response:
        assert await response.json() == {"ok": True}
    assert slack.latest.text.startswith(f"<@{READER}> may record from now on.")


async def test_a_name_is_removed_by_the_button_beside_it(staffed: Bot, slack: Slack) -> None:
    await admins(staffed, f"add {READER}")
    message = (await staffed.command("/bloc", "admins remove @Reader", ADMIN)).json
    assert "Slack hands the bot `@Reader` as mere text. Press *Remove* beside a name below." in message["text"]
    [remove] = removing(message)
    assert remove["confirm"]["confirm"]["text"] == "Remove"
    await staffed.click(remove, ADMIN)
    after = slack.answered_by_hook[-1]
    assert f"<@{READER}> is no longer named as an admin here." in after["text"]
    assert removing(after) == []
    await staffed.click(remove, ADMIN)
    assert "not among those who were named" in slack.answered_by_hook[-1]["text"]


async def test_who_may_not_change_the_list_has_nothing_to_change_it_by(staffed: Bot, slack: Slack) -> None:
    await admins(staffed, f"add {READER}")
    for user in ("UOTHER", GUEST, STRANGER):
        message = (await staffed.command("/bloc", "admins", user)).json
        assert f"<@{READER}>, named by" in message["text"]
        assert removing(message) == [] == pickers(message)


@pytest.mark.parametrize("user", ["UOTHER", GUEST, STRANGER])
async def test_every_press_asks_who_may(staffed: Bot, slack: Slack, user: str) -> None:
    await admins(staffed, f"add {READER}")
    message = (await staffed.command("/bloc", "admins", ADMIN)).json
    await staffed.click(removing(message)[0], user)
    assert "Only these people may change this" in slack.answered_by_hook[-1]["text"]
    await choose(staffed, message, user, by=user)
    assert "Only these people may change this" in slack.answered_by_hook[-1]["text"]
    listed = await admins(staffed)
    assert f"<@{READER}>, named by" in listed
    assert f"<@{user}>, named by" not in listed


@pytest.mark.parametrize(("user", "said"), [(GUEST, "is a guest here"), (STRANGER, "nobody"), ("UBOT", "nobody")])
async def test_guests_strangers_and_bots_cannot_be_chosen(staffed: Bot, slack: Slack, user: str, said: str) -> None:
    message = (await staffed.command("/bloc", "admins add", ADMIN)).json
    await choose(staffed, message, user)
    assert said in slack.answered_by_hook[-1]["text"]
    assert f"<@{user}>, named by" not in slack.answered_by_hook[-1]["text"]


async def test_whoever_removes_themselves_sees_the_list_without_buttons(staffed: Bot, slack: Slack) -> None:
    await admins(staffed, f"add {READER}")
    message = (await staffed.command("/bloc", "admins", READER)).json
    await staffed.click(removing(message)[0], READER)
    after = slack.answered_by_hook[-1]
    assert "no longer named" in after["text"]
    assert pickers(after) == []


@pytest.mark.parametrize(("user", "said"), [(GUEST, "is a guest here"), (STRANGER, "nobody"), ("UNOBODY", "nobody")])
async def test_guests_and_strangers_cannot_be_named(staffed: Bot, user: str, said: str) -> None:
    assert said in await admins(staffed, f"add {user}")
    assert f"<@{user}>, named by" not in await admins(staffed)


@pytest.mark.parametrize("user", [READER, GUEST, STRANGER])
@pytest.mark.parametrize("change", ["add UOTHER", "remove UADMIN"])
async def test_only_admins_change_who_is_one(staffed: Bot, user: str, change: str) -> None:
    assert "Only these people may change this: <@UADMIN>" in await admins(staffed, change, user)
    assert "UOTHER" not in await admins(staffed)


async def test_who_is_named_in_the_settings_is_not_removed_from_slack(staffed: Bot) -> None:
    assert "Only whoever runs the bot can take that back" in await admins(staffed, f"remove {ADMIN}")


async def test_the_last_admin_cannot_remove_themselves(office: Office, slack: Slack) -> None:
    desk, named = office.desk(), NamedAdmins(office.engine)
    desk = replace(desk, admins=replace(desk.admins, configured=frozenset()))
    await named.add(TEAM, READER, ADMIN, NOW)
    async with running_bot(desk, slack) as bot:
        assert "Name another one first" in await admins(bot, f"remove {READER}", READER)
        assert [admin.user for admin in await named.of(TEAM)] == [READER]
        [remove] = removing((await bot.command("/bloc", "admins", READER)).json)
        await bot.click(remove, READER)
        assert "Name another one first" in slack.answered_by_hook[-1]["text"]
        assert [admin.user for admin in await named.of(TEAM)] == [READER]
        assert "no longer named" in await admins(bot, f"remove {READER}", OWNER)


@pytest.mark.parametrize("user", [GUEST, STRANGER])
async def test_guests_and_strangers_never_record_even_where_they_are_listed(
    staffed: Bot, office: Office, behind: Behind, slack: Slack, user: str
) -> None:
    await NamedAdmins(office.engine).add(TEAM, user, ADMIN, NOW)
    assert "Only these people may record" in (await staffed.command("/csto", "add", user)).json["text"]
    form = await form_for(staffed, slack, ADMIN)
    response = (await staffed.submit(form, state(), user=user)).json
    assert response["view"]["title"]["text"] == "Not recorded"
    assert behind.records.events == {}
    assert (await staffed.command("/csto", "members", user)).json["text"] == behind.answers.reply.text


async def test_a_click_that_names_another_workspace_is_a_strangers(staffed: Bot, behind: Behind, slack: Slack) -> None:
    form = await form_for(staffed, slack, ADMIN)
    await staffed.submit(form, state())
    undo = buttons(slack.answered_by_hook[0])["Undo"]
    await staffed.click(undo, ADMIN, user_team="T2")
    assert behind.records.undone == []
    assert "Only these people may record" in slack.answered_by_hook[1]["text"]


async def test_rights_taken_away_in_slack_are_gone_within_a_minute(
    staffed: Bot, office: Office, behind: Behind, slack: Slack
) -> None:
    form = await form_for(staffed, slack, OWNER)
    slack.workspace.people[OWNER] = Person(OWNER, "Olga", "guest")
    office.passed += KEPT_FOR
    response = (await staffed.submit(form, state(), user=OWNER)).json
    assert response["view"]["title"]["text"] == "Not recorded"
    assert behind.records.events == {}


async def test_slack_is_asked_once_a_minute_for_each_person(staffed: Bot, office: Office, slack: Slack) -> None:
    for _ in range(3):
        await staffed.command("/csto", "add", ADMIN)
    assert len(slack.sent("users.info")) == len(slack.sent("auth.test")) == 1
    office.passed += KEPT_FOR
    await staffed.command("/csto", "add", ADMIN)
    assert len(slack.sent("users.info")) == 2


@pytest.mark.parametrize("fault", ["fatal_error", 500, 5.0])
async def test_where_slack_does_not_say_nobody_may_and_nothing_typed_is_lost(
    staffed: Bot,
    office: Office,
    behind: Behind,
    slack: Slack,
    fault: str | int | float,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(people, "WITHIN", 0.2)
    form = await form_for(staffed, slack, ADMIN)
    office.passed += KEPT_FOR
    slack.always = fault
    response = (await staffed.submit(form, state())).json
    assert response["response_action"] == "errors"
    assert "Slack does not say just now who may do this" in response["errors"]["organizations"]
    assert behind.records.events == {}
    assert "Slack does not say" in (await staffed.command("/csto", "add", ADMIN)).json["text"]
    slack.always = None
    assert (await staffed.submit(form, state())).text == ""


async def test_without_the_right_to_ask_slack_the_lists_alone_decide(
    staffed: Bot, behind: Behind, slack: Slack
) -> None:
    slack.api.scopes -= {"users:read"}
    for user in (OWNER, READER):
        assert "Only these people may record: <@UADMIN>." in (await staffed.command("/csto", "add", user)).json["text"]
    assert (await staffed.submit(await form_for(staffed, slack, ADMIN), state())).text == ""
    assert slack.sent("users.info") == []
    assert len(behind.records.events) == 1


async def test_a_token_of_another_workspace_gives_no_rights_here(staffed: Bot, slack: Slack) -> None:
    assert "Only these people" in (await staffed.command("/csto", "add", ADMIN, team_id="T2")).json["text"]


async def test_a_very_long_list_fits(staffed: Bot, office: Office) -> None:
    named = NamedAdmins(office.engine)
    await asyncio.gather(*(named.add(TEAM, f"U{number:010}", ADMIN, NOW) for number in range(100)))
    message = (await staffed.command("/bloc", "admins", ADMIN)).json  # held against Slack's limits
    assert shown(message).count("named by <@UADMIN>") == 100
