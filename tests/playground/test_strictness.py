"""The stand-in refuses what Slack would refuse."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.playground.local_slack import LocalSlack
from bloc_bot.playground.web_api import HOOKS
from tests.playground.conftest import Clock

MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Form"},
    "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Text"}}],
}
HOME = {**MODAL, "type": "home"}
LONG = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]


async def refusal(call: Awaitable[Any]) -> str:
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda client: client.chat_postMessage(channel="C9", text="hello"), "channel_not_found"),
        (lambda client: client.chat_postMessage(channel="C1", text="hello", blocks=LONG), "invalid_blocks"),
        (lambda client: client.chat_update(channel="C1", ts="1.1", text="hello"), "message_not_found"),
        (lambda client: client.views_open(trigger_id="1.2.3", view=MODAL), "invalid_trigger_id"),
        (lambda client: client.views_publish(user_id="UNOBODY", view=HOME), "invalid_arguments"),
        (lambda client: client.views_publish(user_id="UADA", view=MODAL), "invalid_arguments"),
        (lambda client: client.views_update(view_id="V9", view=MODAL), "not_found"),
        (lambda client: client.api_call("chat.postMessage", json={"channel": "C1"}), "invalid_arguments"),
        (lambda client: client.users_list(), "unknown_method"),
    ],
)
async def test_a_call_that_slack_would_refuse(
    client: AsyncWebClient, slack: LocalSlack, call: Callable[[AsyncWebClient], Awaitable[Any]], error: str
) -> None:
    assert await refusal(call(client)) == error
    assert slack.traffic.exchanges[-1].refused is not None
    assert slack.api.calls == []


async def test_another_token(slack: LocalSlack, http: aiohttp.ClientSession) -> None:
    stranger = AsyncWebClient(token="xoxb-another", base_url=slack.api_url, session=http)
    assert await refusal(stranger.auth_test()) == "invalid_auth"


async def test_a_scope_that_the_manifest_does_not_ask_for(client: AsyncWebClient, slack: LocalSlack) -> None:
    slack.api.scopes = slack.api.scopes - {"chat:write"}
    assert await refusal(client.chat_postMessage(channel="C1", text="hello")) == "missing_scope"


async def test_a_message_of_somebody_else(client: AsyncWebClient, slack: LocalSlack) -> None:
    ts = (await client.chat_postMessage(channel="C1", text="hello"))["ts"]
    slack.workspace.put(replace(slack.workspace.messages["C1", ts], user="UADA"))
    assert await refusal(client.chat_update(channel="C1", ts=ts, text="changed")) == "cant_update_message"


async def test_a_trigger_serves_once(client: AsyncWebClient, slack: LocalSlack) -> None:
    trigger = slack.permits.new_trigger("UADA")
    await client.views_open(trigger_id=trigger, view=MODAL)
    assert await refusal(client.views_open(trigger_id=trigger, view=MODAL)) == "exchanged_trigger_id"


async def test_a_trigger_serves_three_seconds(client: AsyncWebClient, slack: LocalSlack, clock: Clock) -> None:
    trigger = slack.permits.new_trigger("UADA")
    clock.now += 3.1
    assert await refusal(client.views_open(trigger_id=trigger, view=MODAL)) == "expired_trigger_id"


async def test_a_fourth_modal_on_the_stack(client: AsyncWebClient, slack: LocalSlack) -> None:
    await client.views_open(trigger_id=slack.permits.new_trigger("UADA"), view=MODAL)
    for _ in range(2):
        await client.views_push(trigger_id=slack.permits.new_trigger("UADA"), view=MODAL)
    fourth = client.views_push(trigger_id=slack.permits.new_trigger("UADA"), view=MODAL)
    assert await refusal(fourth) == "push_limit_reached"


async def test_a_view_that_has_changed_meanwhile(client: AsyncWebClient) -> None:
    home = (await client.views_publish(user_id="UADA", view=HOME))["view"]
    await client.views_publish(user_id="UADA", view=HOME, hash=home["hash"])
    assert await refusal(client.views_publish(user_id="UADA", view=HOME, hash=home["hash"])) == "hash_conflict"


async def test_somebody_who_is_not_in_the_workspace_cannot_be_chosen(
    client: AsyncWebClient, slack: LocalSlack, http: aiohttp.ClientSession
) -> None:
    menu = {"type": "users_select", "action_id": "who"}
    blocks = [{"type": "actions", "elements": [menu]}]
    ts = (await client.chat_postMessage(channel="C1", text="Who?", blocks=blocks))["ts"]
    chosen = {"as": "UADA", "channel": "C1", "ts": ts, "block_id": "b1", "action": {**menu, "selected_user": "UNOBODY"}}
    answer = await (await http.post(f"{slack.address}/playground/press", json=chosen)).json()
    assert answer["error"] == "There is nobody of that id in this workspace."
    assert not [exchange for exchange in slack.traffic.exchanges if "press" in str(exchange.shown())]


async def test_the_sixth_use_of_a_response_url(slack: LocalSlack, http: aiohttp.ClientSession) -> None:
    address = f"{slack.address}{HOOKS}/{slack.permits.new_hook('UADA', 'C1')}"
    for _ in range(5):
        assert (await http.post(address, json={"text": "hello"})).status == 200
    sixth = await http.post(address, json={"text": "hello"})
    assert (sixth.status, (await sixth.json())["error"]) == (404, "used_url")
    assert len(slack.workspace.seen_by("UADA")) == 5


async def test_a_response_url_of_half_an_hour_ago(slack: LocalSlack, http: aiohttp.ClientSession, clock: Clock) -> None:
    address = f"{slack.address}{HOOKS}/{slack.permits.new_hook('UADA', 'C1')}"
    clock.now += 30 * 60 + 1
    late = await http.post(address, json={"text": "hello"})
    assert (late.status, (await late.json())["error"]) == (404, "expired_url")


async def test_what_slack_takes_is_seen_by_those_whom_it_is_for(client: AsyncWebClient, slack: LocalSlack) -> None:
    await client.chat_postMessage(channel="C1", text="to all")
    await client.chat_postMessage(channel="UADA", text="to Ada")
    slack.api.put_answer({"text": "to Max alone"}, "UMAX", "C1")
    seen = {
        person: [message.text for message in slack.workspace.seen_by(person)] for person in ("UADA", "UMAX", "UGIL")
    }
    assert seen == {"UADA": ["to all", "to Ada"], "UMAX": ["to all", "to Max alone"], "UGIL": ["to all"]}


async def test_an_uploaded_file_is_shown_where_it_was_shared(
    client: AsyncWebClient, slack: LocalSlack, http: aiohttp.ClientSession
) -> None:
    slack.api.scopes |= {"files:write"}
    await client.files_upload_v2(channel="C1", filename="csto.png", title="CSTO", alt_txt="Bars", content=b"picture")
    [message] = slack.workspace.seen_by("UGIL")
    [file] = message.shown()["files"]
    assert (file["title"], file["alt_txt"]) == ("CSTO", "Bars")
    assert await (await http.get(slack.address + file["url"])).read() == b"picture"
