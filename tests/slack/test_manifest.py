"""manifest.json says to Slack what the code listens to, and asks for no more than it needs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.slack.application import COMMANDS, EVENTS, REVOCATIONS, make_slack_app
from bloc_bot.slack.endpoint import PATH
from bloc_bot.slack.installation.pages import DONE
from bloc_bot.slack.installation.tokens import OneToken
from bloc_bot.slack.recording.openings import RECORD_FACT
from tests.slack.conftest import Behind

ROOT = Path(__file__).resolve().parents[2]
NEEDED_BY = {"app_mention": "app_mentions:read", "message.im": "im:history"}


@pytest.fixture
def manifest() -> dict[str, Any]:
    return dict(json.loads((ROOT / "manifest.json").read_text()))


def test_it_lists_the_commands(manifest: dict[str, Any]) -> None:
    commands = [command["command"] for command in manifest["features"]["slash_commands"]]
    assert commands == ["/bloc", "/csto", "/cis", "/sco", "/nato", "/osce", "/eaeu", "/guam", "/ots"]
    assert all(COMMANDS.fullmatch(command) for command in commands)
    assert all(command["description"] and command["usage_hint"] for command in manifest["features"]["slash_commands"])


def test_people_in_every_command_come_by_their_ids(manifest: dict[str, Any]) -> None:
    assert all(command["should_escape"] is True for command in manifest["features"]["slash_commands"])


def test_its_events_are_those_that_the_code_listens_to(manifest: dict[str, Any]) -> None:
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert [event.partition(".")[0] for event in events] == [*EVENTS, *REVOCATIONS]


def test_whoever_installs_it_is_sent_back_to_where_the_code_answers(manifest: dict[str, Any]) -> None:
    [back] = manifest["oauth_config"]["redirect_urls"]
    assert back == manifest["settings"]["event_subscriptions"]["request_url"].replace(PATH, DONE)


def test_a_message_can_be_recorded_by_a_shortcut_that_the_code_listens_to(manifest: dict[str, Any]) -> None:
    [shortcut] = manifest["features"]["shortcuts"]
    assert (shortcut["type"], shortcut["callback_id"]) == ("message", RECORD_FACT)
    assert (len(shortcut["name"]) <= 24, len(shortcut["description"]) <= 150) == (True, True)


def test_the_home_tab_is_on(manifest: dict[str, Any]) -> None:
    assert manifest["features"]["app_home"]["home_tab_enabled"] is True
    assert "app_home_opened" in manifest["settings"]["event_subscriptions"]["bot_events"]


def test_its_scopes_are_the_least_that_will_do(manifest: dict[str, Any]) -> None:
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    needed = {"commands", "chat:write", "files:write", "users:read"} | {NEEDED_BY.get(event) for event in events} - {
        None
    }
    assert sorted(map(str, needed)) == manifest["oauth_config"]["scopes"]["bot"]


def test_its_texts_fit(manifest: dict[str, Any]) -> None:
    about = manifest["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4_000


async def test_the_code_registers_no_more_than_that(behind: Behind) -> None:
    app = make_slack_app(behind.desk(), AsyncWebClient("xoxb-1"), OneToken("xoxb-1"))
    names = sorted(listener.ack_function.__name__ for listener in app._async_listeners)
    assert names == sorted(
        [
            *("handle_command", "handle_mention", "handle_message", "handle_page", "handle_share"),
            *("handle_ask", "handle_choice", "handle_undo", "handle_edit", "handle_typing"),
            *("handle_form", "handle_message_shortcut"),
            *("handle_unanswered_button", "handle_log_button", "handle_admins_button"),
            *("handle_details", "handle_turning_rows", "handle_open", "handle_beside", "handle_turning_history"),
            *("handle_amending", "handle_amendment", "handle_restore", "handle_undo_here"),
            *("handle_approval", "handle_rejecting", "handle_rejection_form", "handle_turning", "handle_difference"),
            *("handle_editing", "handle_settling", "handle_showing_answer"),
            *("handle_reporting", "handle_report_form"),
            *("handle_opening_settings", "handle_settings_form"),
            *("note_revocation", "note_revocation"),
            *("handle_home_opened", "handle_going", "handle_choosing_time", "handle_time"),
        ]
    )


def test_slack_run_starts_the_bot() -> None:
    hooks = json.loads((ROOT / ".slack" / "hooks.json").read_text())["hooks"]
    assert hooks["get-manifest"] == "cat manifest.json"
    assert re.search(r"bloc-bot serve$", hooks["start"])
