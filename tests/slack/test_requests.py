"""What is let in, and what is turned away before anything reads it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from bloc_bot.database.errors import DatabaseUnavailable
from bloc_bot.playground.requests import FORM, signature_headers
from tests.slack.bot import SECRET, Bot
from tests.slack.conftest import Behind

BODY = urlencode({"command": "/csto", "text": "members", "team_id": "T1", "user_id": "U1"}).encode()


@pytest.mark.parametrize(
    "headers",
    [
        lambda now: signature_headers(BODY, "another", at=now),
        lambda now: signature_headers(BODY, SECRET, at=now - 301),
        lambda now: signature_headers(BODY, SECRET, at=now + 400),
        lambda now: signature_headers(BODY + b"x", SECRET, at=now),
        lambda now: {"X-Slack-Signature": "v0=", "X-Slack-Request-Timestamp": str(int(now))},
        lambda _now: {"X-Slack-Signature": "", "X-Slack-Request-Timestamp": ""},
        lambda _now: {"X-Slack-Signature": "v0=1", "X-Slack-Request-Timestamp": "yesterday"},
        lambda now: {"X-Slack-Signature": "v0=\u00e9", "X-Slack-Request-Timestamp": str(int(now))},
    ],
    ids=["another secret", "old", "ahead", "another body", "none", "empty", "no number", "no ascii"],
)
async def test_an_unsigned_request_is_refused(
    bot: Bot, behind: Behind, headers: Callable[[float], dict[str, str]]
) -> None:
    response = await bot.send(BODY, FORM, **headers(time.time()))
    assert response.status == 401
    assert behind.answers.asked == []


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"{broken", "application/json"), (b"payload=%7Bbroken", FORM), (b"\xff\xfe", FORM)],
    ids=["json", "payload", "bytes"],
)
async def test_what_cannot_be_read_is_refused_calmly(bot: Bot, body: bytes, content_type: str) -> None:
    assert (await bot.send(body, content_type)).status == 400


async def test_a_body_without_end_is_refused(bot: Bot) -> None:
    assert (await bot.send(b"x" * 1_000_001, FORM)).status == 400


async def test_broken_json_without_a_signature_is_not_even_parsed(bot: Bot) -> None:
    assert (await bot.send(b"{broken", "application/json", **signature_headers(b"other", SECRET))).status == 401


async def test_slack_may_verify_the_address(bot: Bot) -> None:
    response = await bot.send(json.dumps({"type": "url_verification", "challenge": "c4"}), "application/json")
    assert (response.status, "c4" in response.text) == (200, True)


async def test_an_event_that_nobody_listens_to_is_no_error(bot: Bot) -> None:
    assert (await bot.event({"type": "team_join", "user": {"id": "U1"}})).status in (200, 404)


async def test_health_tells_that_the_process_lives(bot: Bot) -> None:
    response = await bot.get("/healthz")
    assert (response.status, response.json) == (200, {"status": "alive"})


async def test_readiness_tells_whether_it_can_answer(bot: Bot) -> None:
    assert (await bot.get("/readyz")).status == 200


@pytest.mark.parametrize("path", ["/", "/slack/events", "/slack/install", "/metrics.php"])
async def test_there_is_nothing_else_to_get(bot: Bot, path: str) -> None:
    assert (await bot.get(path)).status == 404


async def test_the_process_lives_without_its_database_and_recovers(bot: Bot, behind: Behind) -> None:
    behind.answers.failure = DatabaseUnavailable("gone")
    refused = await bot.command("/csto", "members")
    assert refused.status == 200
    assert "cannot be reached" in refused.json["text"]
    assert "reference: `" in refused.json["text"]
    assert (await bot.get("/healthz")).status == 200
    behind.answers.failure = None
    assert (await bot.command("/csto", "members")).json["text"].startswith("The CSTO")
