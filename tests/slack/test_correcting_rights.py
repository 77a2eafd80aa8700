"""Who may correct a record: asked again at every button and form."""

from __future__ import annotations

from typing import Any

import pytest

from tests.slack.bot import ADMIN, READER, TEAM, Bot
from tests.slack.conftest import GUEST, STRANGER
from tests.slack.filling import NEW_SOURCE, filled
from tests.slack.screen import MEMBERS, WHY, Screen
from tests.slack.stand_in import Slack


@pytest.fixture
def me(registry: Bot, slack: Slack) -> Screen:
    """An admin at the bot on the seed."""
    return Screen(registry, slack)


@pytest.mark.parametrize("user", [READER, GUEST, STRANGER])
@pytest.mark.parametrize("action", ["correct", "add_source", "dispute", "withdraw", "restore", "undo"])
async def test_every_button_asks_again_who_may(registry: Bot, slack: Slack, user: str, action: str) -> None:
    """The button was drawn for somebody else, or before rights were taken away."""
    looker = Screen(registry, slack, user)
    await looker.record(MEMBERS, "Belarus")
    values = {"undo": "1.0.0"}
    payload = _pressed(looker, f"details:{action}", values.get(action, "m078"))
    assert (await registry.interaction(payload)).status == 200
    assert looker.title == "Not corrected"
    assert f"Only these people may correct this: <@{ADMIN}>" in looker.text
    assert "Belarus — since 7 October 2002 [" in (await looker.answer(MEMBERS))["text"]


def _pressed(screen: Screen, action: str, value: str) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "user": {"id": screen.user, "team_id": TEAM},
        "container": {"type": "view", "view_id": screen.top["id"]},
        "view": screen.top,
        "trigger_id": screen.slack.permits.new_trigger(screen.user),
        "actions": [{"type": "button", "action_id": action, "value": value, "block_id": "b", "action_ts": "1"}],
    }


@pytest.mark.parametrize("way", ["Correct", "Add a source", "Dispute", "Withdraw"])
async def test_a_form_says_so_if_rights_were_taken_away_while_it_was_open(
    registry: Bot, slack: Slack, way: str
) -> None:
    await registry.command("/bloc", f"admins add <@{READER}>", ADMIN)
    max_ = Screen(registry, slack, READER)
    await max_.record(MEMBERS, "Belarus")
    await max_.press(way)
    await registry.command("/bloc", f"admins remove <@{READER}>", ADMIN)
    typed = {"since": "2003", "part": "since", "value": "2004", **WHY, **NEW_SOURCE}
    await max_.submit(**{name: value for name, value in typed.items() if name in filled(max_.top)})
    assert max_.title == "Not corrected"
    assert "Only these people may correct this" in max_.text
    assert "Belarus — since 7 October 2002 [" in (await max_.answer(MEMBERS))["text"]


@pytest.mark.parametrize("user", [GUEST, STRANGER, READER])
async def test_nobody_else_sends_somebody_elses_form(me: Screen, registry: Bot, user: str) -> None:
    await me.record(MEMBERS, "Belarus")
    await me.press("Withdraw")
    payload = {
        "type": "view_submission",
        "user": {"id": user, "team_id": TEAM},
        "view": me.top | {"state": {"values": filled(me.top, why="Because")}},
    }
    assert (await registry.interaction(payload)).json["view"]["title"]["text"] == "Not corrected"
    assert "• Belarus" in (await me.answer(MEMBERS))["text"]
