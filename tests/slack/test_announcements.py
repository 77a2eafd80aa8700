"""Announcements in the channel of a workspace: corrected in place when what they told of is changed or taken back."""

from __future__ import annotations

from typing import Any

from bloc_bot.slack.mrkdwn import struck
from tests.slack.bot import ADMIN, CHANNEL, READER, Bot
from tests.slack.conftest import OWNER
from tests.slack.filling import LEFT, NEW_SOURCE, Chosen, filled, opened, sent
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons
from tests.slack.test_settings_of_workspace import choose

LINE = "CSTO, 13 February 2026: Armenia, left. Source: River Gazette"


async def recorded(bot: Bot, slack: Slack, text: str = LEFT, **typed: Chosen) -> dict[str, Any]:
    """The confirmation of what was recorded, once it is announced."""
    await choose(bot, slack, channel=CHANNEL)
    before = len(slack.posted)
    assert await sent(bot, slack, text, **{**NEW_SOURCE, **typed}) == {}
    await slack.settled("chat.postMessage", before + 1)
    return slack.answered_by_hook[-1]


async def edited(bot: Bot, slack: Slack, confirmation: dict[str, Any], user: str, **changes: Chosen) -> dict[str, Any]:
    await bot.click(buttons(confirmation)["Edit"], user)
    form = slack.sent("views.open")[-1]["view"]
    before = len(slack.sent("chat.update"))
    assert (await bot.submit(form, filled(form, **changes), user=user)).text == ""
    await slack.settled("chat.update", before + 1)
    return slack.answered_by_hook[-1]


async def undone(bot: Bot, slack: Slack, confirmation: dict[str, Any], user: str = ADMIN) -> dict[str, Any]:
    before = len(slack.sent("chat.update"))
    await bot.click(buttons(confirmation)["Undo"], user)
    return (await slack.settled("chat.update", before + 1))[-1]


def announcement(slack: Slack) -> Any:
    """What stands in the channel of it now."""
    [line] = [
        m for m in slack.workspace.messages.values() if m.channel == CHANNEL and "Armenia" in m.text and not m.only_for
    ]
    return line


async def test_what_is_taken_back_is_struck_out_with_who_did_it(newsroom: Bot, slack: Slack) -> None:
    confirmation = await recorded(newsroom, slack)
    assert announcement(slack).text.startswith(f"Recorded by <@{ADMIN}>: {LINE}")
    await undone(newsroom, slack, confirmation, OWNER)
    now = announcement(slack)
    assert now.text.startswith(f"~Recorded by <@{ADMIN}>: {LINE}")
    assert now.text.endswith(f"~\nTaken back by <@{OWNER}>.")
    assert [block["text"]["text"] for block in now.blocks] == now.text.split("\n")


async def test_what_is_changed_is_told_in_the_same_message(newsroom: Bot, slack: Slack) -> None:
    confirmation = await recorded(newsroom, slack)
    posted = len(slack.posted)
    second = await edited(newsroom, slack, confirmation, OWNER, date="20 Feb 2026")
    now = announcement(slack)
    new, old = now.text.split("\n")
    assert new.startswith(f"Changed by <@{OWNER}>: CSTO, 20 February 2026: Armenia, left. Source: River Gazette")
    assert old.startswith(f"~Recorded by <@{ADMIN}>: {LINE}")
    assert len(slack.posted) == posted
    await undone(newsroom, slack, second)
    struck_out, who, again = announcement(slack).text.split("\n")
    assert struck_out.startswith(f"~Changed by <@{OWNER}>: CSTO, 20 February 2026")
    assert who == f"Taken back by <@{ADMIN}>."
    assert again.startswith(f"Recorded by <@{ADMIN}>: {LINE}")


async def test_a_change_to_something_else_and_back_is_told_too(newsroom: Bot, slack: Slack) -> None:
    await sent(newsroom, slack, "add member Armenia returned 1 Jan 2026", **NEW_SOURCE)
    confirmation = await recorded(newsroom, slack)
    second = await edited(newsroom, slack, confirmation, ADMIN, change="frozen")
    assert announcement(slack).text.startswith(f"Changed by <@{ADMIN}>: CSTO, 13 February 2026: Armenia, frozen")
    await undone(newsroom, slack, second)
    assert announcement(slack).text.split("\n")[-1].startswith(f"Recorded by <@{ADMIN}>: {LINE}")
    answer = (await newsroom.command("/bloc", "when did Armenia leave the CSTO?")).json["text"]
    assert "on 13 February 2026" in answer


async def test_what_was_recorded_before_without_a_channel_corrects_nobody_elses_line(
    newsroom: Bot, slack: Slack
) -> None:
    await recorded(newsroom, slack)
    await choose(newsroom, slack)
    await sent(newsroom, slack, "add member Georgia observer Feb 2026", **NEW_SOURCE)
    await newsroom.click(buttons(slack.answered_by_hook[-1])["Undo"], ADMIN)
    await newsroom.command("/bloc", "log")
    assert announcement(slack).text.startswith("Recorded by")


async def test_an_approved_suggestion_is_corrected_as_well(newsroom: Bot, slack: Slack) -> None:
    await choose(newsroom, slack, channel=CHANNEL)
    await newsroom.command("/csto", LEFT, READER)
    form = slack.sent("views.open")[-1]["view"]
    await newsroom.submit(form, filled(form, **NEW_SOURCE), user=READER)
    message = (await slack.settled("chat.postMessage", 2))[-1]
    await newsroom.click(buttons(message)["Approve"], ADMIN, is_ephemeral=False, channel_id="DADMIN")
    await slack.settled("chat.postMessage", 4)
    undo = buttons(slack.sent("chat.update")[-1])["Undo"]
    await newsroom.click(undo, ADMIN, channel_id="DADMIN")
    await slack.settled("chat.update", 2)
    assert announcement(slack).text.endswith(f"Taken back by <@{ADMIN}>.")


async def test_what_is_taken_back_before_it_is_announced_is_struck_out_too(newsroom: Bot, slack: Slack) -> None:
    await choose(newsroom, slack, channel=CHANNEL)
    view = await opened(newsroom, slack, LEFT)
    newsroom.rest = None
    slack.faults = [0.0, 0.4]  # the confirmation is there at once, the announcement is not
    await newsroom.submit(view, filled(view, **NEW_SOURCE))
    await newsroom.click(buttons(slack.answered_by_hook[-1])["Undo"], OWNER)
    await slack.settled("chat.update", 1)
    now = announcement(slack).text
    assert now.startswith(f"~Recorded by <@{ADMIN}>: {LINE}")
    assert now.endswith(f"~\n<@{OWNER}> has taken it back already.")


async def test_an_announcement_that_is_gone_keeps_nobody_from_taking_it_back(newsroom: Bot, slack: Slack) -> None:
    confirmation = await recorded(newsroom, slack)
    line = announcement(slack)
    slack.workspace.remove(line)
    await newsroom.click(buttons(confirmation)["Undo"], ADMIN)
    assert "Taken back" in slack.answered_by_hook[-1]["text"]


def test_a_tilde_does_not_end_the_strike() -> None:
    assert struck("a ~b~ <https://x.org/~me|The ~x~>\n c") == "~a ∼b∼ <https://x.org/%7Eme|The ∼x∼> c~"
    long = "~" + "x" * 3_000
    assert struck(long) == long
