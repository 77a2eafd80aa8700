"""Receipts as somebody finds them under answers, and what they get for them."""

from __future__ import annotations

import re
from typing import Any

from bloc_bot.domain.receipts import ALPHABET
from tests.slack.bot import Bot
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown


def receipt_of(message: dict[str, Any]) -> str:
    """The id under an answer: small in its footer, and at the end of what is read aloud."""
    small = shown({"blocks": [block for block in message["blocks"] if block["type"] == "context"]})
    [id] = re.findall(r"Receipt (\w+)", small)
    assert message["text"].endswith(f"\n\nReceipt {id}")
    assert (len(id), set(id) <= set(ALPHABET)) == (6, True)
    return str(id)


async def answered(bot: Bot, slack: Slack, question: str = "who heads the CSTO?") -> dict[str, Any]:
    """The answer to a mention, once its place is noted."""
    await bot.event(bot.mention(question))
    return dict(slack.posted[-1])


async def given_again(bot: Bot, id: str, command: str = "/bloc") -> dict[str, Any]:
    """What somebody gets for a receipt: for them alone."""
    message = (await bot.command(command, f"receipt {id}")).json
    assert message["response_type"] == "ephemeral"
    assert buttons(message).keys() <= {"Previous", "Next", "Details", "Wrong or out of date?"}
    return message
