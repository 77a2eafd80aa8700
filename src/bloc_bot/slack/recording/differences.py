"""Shared facts that changed after a workspace had corrected them: admins are told, and keep theirs or take the new."""
# ruff: noqa: ARG002 - the parameters of NoDifferences are those of Corrections

from __future__ import annotations

import logging
import re
from datetime import datetime
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bloc_bot.database.claims import LASTING
from bloc_bot.database.errors import NotOnRecord
from bloc_bot.database.recording.differences import Difference
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import AnyFact
from bloc_bot.slack.answers.blocks import Block, build_notice, button, context, section
from bloc_bot.slack.delivery import post
from bloc_bot.slack.mrkdwn import escape, escaped_within, written_date
from bloc_bot.slack.once import Once, Turn
from bloc_bot.wording.recorded import in_one_line

log = logging.getLogger("bloc_bot.slack")
KEEP, TAKE = "differs:keep", "differs:take"
ON_A_LIST = 3
_USER = re.compile(r"[UW][A-Z0-9]+")
_FACT = 300
_TOLD_AT_MOST = 20
WITHDRAWN = "not on record any more"


class Corrections(Protocol):
    """What of a workspace's corrections the seed has changed since. All of it is one team's own."""

    async def of(self, workspace: str) -> tuple[Difference, ...]: ...

    async def workspaces(self) -> tuple[str, ...]: ...

    async def keep(self, key: str, workspace: str, by: str, now: datetime) -> None: ...

    async def take(self, key: str, workspace: str, by: str, now: datetime) -> None: ...


class NoDifferences:
    """For a bot whose facts never change behind it."""

    async def of(self, workspace: str) -> tuple[Difference, ...]:
        return ()

    async def workspaces(self) -> tuple[str, ...]:
        return ()

    async def keep(self, key: str, workspace: str, by: str, now: datetime) -> None:
        raise NotOnRecord("There is nothing to decide.")

    async def take(self, key: str, workspace: str, by: str, now: datetime) -> None:
        raise NotOnRecord("There is nothing to decide.")


def difference_blocks(difference: Difference, register: Register) -> list[Block]:
    """What both say, and the buttons to decide."""
    head, *lines = _lines(difference, register)
    keep = button("Keep ours", KEEP, difference.key)
    take = button("Take theirs", TAKE, difference.key, style="primary")
    drop = button("Drop our copy", TAKE, difference.key)
    return [
        section("\n".join([f"*{head}*", *lines])),
        context(f"Yours by {_person(difference.by)} on {_day(difference.at)}, theirs of {_day(difference.seeded_at)}"),
        {"type": "actions", "elements": [drop] if difference.agree else [keep, take]},
    ]


def listed(differences: tuple[Difference, ...], register: Register) -> list[Block]:
    """What is to be decided, for the review list and the Home tab."""
    more = len(differences) - ON_A_LIST
    return [
        *(block for difference in differences[:ON_A_LIST] for block in difference_blocks(difference, register)),
        *([section(f"And {more} more, when these are decided.")] if more > 0 else []),
    ]


def with_differences(
    message: dict[str, Any], differences: tuple[Difference, ...], register: Register
) -> dict[str, Any]:
    """The review list with what the seed has changed at its foot."""
    if not differences:
        return message
    texts = ["\n".join(_lines(difference, register)) for difference in differences[:ON_A_LIST]]
    return {
        **message,
        "text": "\n".join([message["text"], *texts]),
        "blocks": [*message["blocks"], *listed(differences, register)],
    }


def build_difference(difference: Difference, register: Register) -> dict[str, Any]:
    """A difference as a message of its own."""
    return {
        "text": "\n".join(_lines(difference, register)),
        "blocks": difference_blocks(difference, register),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def decided_words(action: str, difference: Difference | None, by: str, register: Register) -> str:
    """What was decided, by whom, and what the answers show from now on."""
    words = f"{_DECIDED[action]} {_person(by)}."
    if difference is None:
        return words
    return f"{words}\n{_fact(difference.own if action == KEEP else difference.theirs, register)}"


_DECIDED = {
    KEEP: "Your own version is kept, by",
    TAKE: "What comes with the bot is shown again; your own version was dropped by",
}


def build_decided(words: str) -> dict[str, Any]:
    """What was decided, in the place of the buttons. The words are mrkdwn."""
    return {**build_notice(words), "unfurl_links": False, "unfurl_media": False}


def _lines(difference: Difference, register: Register) -> list[str]:
    if difference.agree:
        return [
            "The facts that come with the bot changed since your correction, and say the same as yours now.",
            f"Both: {_fact(difference.own or difference.theirs, register)}",
        ]
    return [
        "The facts that come with the bot changed since your correction.",
        f"Theirs: {_fact(difference.theirs, register)}",
        f"Yours: {_fact(difference.own, register)}",
    ]


def _fact(fact: AnyFact | None, register: Register) -> str:
    return WITHDRAWN if fact is None else escaped_within(" ".join(in_one_line(fact, register).split()), _FACT)


def _person(by: str) -> str:
    """Somebody in Slack by a mention; what an import wrote by its name."""
    return f"<@{by}>" if _USER.fullmatch(by) else escape(by)


def _day(moment: datetime) -> str:
    return written_date(moment.date().isoformat())


async def tell_admins(
    difference: Difference, admins: tuple[str, ...], register: Register, client: AsyncWebClient, once: Once
) -> None:
    """By one direct message to each, whichever process is at it and however often it starts anew."""
    message = build_difference(difference, register)
    for admin in admins[:_TOLD_AT_MOST]:
        key = f"{LASTING}differs:{difference.key}:{admin}"
        try:
            if await once.take(key) is Turn.MINE:
                await post(client, admin, None, message)
                await once.finish(key)
        except Exception as error:  # noqa: BLE001 - the next one may be reached
            once.forget(key)
            log.warning("an admin was not told that a fact differs: %s", type(error).__name__)
