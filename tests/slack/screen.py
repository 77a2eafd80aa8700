"""Somebody in front of Slack: asks, opens the details under the answer, presses what is there, fills in forms.

What the bot answers goes through the stand-in, which stacks, replaces and closes modals as Slack does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.slack.bot import ADMIN, Bot
from tests.slack.filling import Chosen, filled, standing
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons, shown

View = dict[str, Any]
MEMBERS = "csto members"
HEAD = "who headed the CSTO on 1 May 2010?"
WHY = {"why": "The protocol says so"}


@dataclass
class Screen:
    """What one person has before them."""

    bot: Bot
    slack: Slack
    user: str = ADMIN

    def __post_init__(self) -> None:
        self.slack.bot_address = self.bot.address

    @property
    def modals(self) -> list[View]:
        return self.slack.workspace.modals[self.user]

    @property
    def top(self) -> View:
        return self.modals[-1]

    @property
    def title(self) -> str:
        return str(self.top["title"]["text"])

    @property
    def text(self) -> str:
        return shown(self.top)

    @property
    def typed(self) -> dict[str, Chosen]:
        """What stands in the form."""
        return standing(self.top)

    @property
    def buttons(self) -> list[str]:
        return list(buttons(self.top))

    async def answer(self, question: str) -> dict[str, Any]:
        return (await self.bot.command("/bloc", question, self.user)).json

    async def details(self, question: str) -> None:
        """Ask, and press the button under the answer."""
        answer = await self.answer(question)
        response = await self.bot.click(buttons(answer)["Details"], user=self.user)
        assert response.status == 200

    async def record(self, question: str, row: str = "") -> None:
        """The record behind a row of an answer."""
        await self.details(question)
        if self.title == "Details":
            await self.open(row)
        assert self.title == "Record", self.text

    async def open(self, row: str) -> None:
        """Press Open beside the row that has these words."""
        block = next(b for b in self.top["blocks"] if "accessory" in b and row in b["text"]["text"])
        await self._press(block["block_id"], block["accessory"])

    async def press(self, label: str) -> None:
        rows = [block for block in self.top["blocks"] if block["type"] == "actions"]
        block = next(b for b in rows for e in b["elements"] if e["text"]["text"] == label)
        await self._press(block["block_id"], buttons(self.top)[label])

    async def _press(self, block: str, button: View) -> None:
        action = {"type": "button", "action_id": button["action_id"], "value": button["value"]}
        await self.slack.interactions.press(self.user, {"view_id": self.top["id"]}, block, action, {})

    async def submit(self, **typed: Chosen) -> dict[str, str] | None:
        """The errors at the fields; None where the form was taken."""
        view = self.top
        return await self.slack.interactions.submit(self.user, view["id"], filled(view, **typed))

    async def close(self) -> None:
        await self.slack.interactions.close(self.user, self.top["id"])


async def corrected(me: Screen, row: str = "Belarus", question: str = MEMBERS, **typed: Chosen) -> None:
    await me.record(question, row)
    await me.press("Correct")
    assert await me.submit(**(typed or {"since": "2003"}), **WHY) is None
