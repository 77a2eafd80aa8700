"""Nothing that somebody types comes back as a mention, a link or markup that they had no right to make."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from bloc_bot.domain.factbook import FactBook
from bloc_bot.slack.forms.choices import FIELDS
from tests.slack.bot import ADMIN, CHANNEL, READER, Bot, Response
from tests.slack.conftest import GUEST, OWNER
from tests.slack.filling import filled
from tests.slack.home import browse, open_home, press, type_time
from tests.slack.oracle import faults, mrkdwn
from tests.slack.stand_in import Slack
from tests.slack.test_buttons import buttons
from tests.slack.test_recording import state
from tests.slack.test_settings_of_workspace import choose, chosen, settings_form

PEOPLE = {ADMIN, READER, GUEST, OWNER}
HOST = "evil.example"
"""Linked to only as the address of a source, which is what a source has one for."""
PIECES = (
    "<!channel>", "<!here|here>", "<!everyone>", "<!subteam^S1|staff>", "<!date^1^{date}|now>", "<@UVICTIM>",
    "<@UVICTIM|ann>", "<#CVICTIM>", "<#CVICTIM|secret>", f"<https://{HOST}/a|csto.org>", f"https://{HOST}/b",
    "&lt;!channel&gt;", "&amp;lt;", "&", "<", ">", "|", "*", "_", "~", "`", "```", "*bold*", "_slanted_", "`code`",
    "@channel", "@here", "#general", "\n", "\n> quoted", "• ", " ", "talks", "members", "Armenia", "2008", "é",
    "\u202e",
)  # fmt: skip
WORDS = (
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), min_size=1, max_size=8)
    .map("".join)
    .map(lambda words: words[:200])
)


@dataclass
class Reader:
    """Somebody who tries everything with one text, and looks at all that comes back."""

    bot: Bot
    slack: Slack
    words: str
    hosts: set[str]
    answers: list[Any] = field(default_factory=list)

    async def tries_everything(self) -> None:
        await self.asks()
        await self.fills_in_forms(ADMIN)
        await self.fills_in_forms(READER)
        await self.decides()
        await self.looks_after_the_workspace()
        await self.looks_around()
        await self.bot_is_quiet()

    async def asks(self) -> None:
        for command in ("/csto", "/bloc"):
            self.note(await self.bot.command(command, self.words))
        await self.bot.event(self.bot.mention(self.words))
        await self.bot.event(self.bot.direct(self.words))
        for name in FIELDS:
            self.note(await self.bot.typed(name, self.words[:100]))

    async def fills_in_forms(self, user: str) -> None:
        typed = {"publisher": self.words, "source_title": self.words, "source_date": "", "title": self.words}
        for url in (self.words, f"https://{HOST}/{self.words}", f"https://{HOST}/d"):
            form = await self.form("add", user)
            values = state(anyway=True, summary=self.words, url=url, **typed)
            self.note(await self.bot.submit(form, values, user))
        self.note(await self.bot.submit(await self.form("add", user), state(date=self.words, anyway=True), user))
        changes = {"publisher": self.words, "source_title": self.words, "source_date": "", "url": f"https://{HOST}/c"}
        form = await self.form("add member Belarus frozen 13 Feb 2026", user)
        self.note(await self.bot.submit(form, filled(form, detail=self.words, **changes), user))
        await self.takes_back(user)
        form = await self.form("add official", user)
        office = {"holder": f"new:{self.words}", "post": "secretary-general", "date": "13 Feb 2026"}
        self.note(await self.bot.submit(form, filled(form, **office, **changes), user))
        await self.takes_back(user)
        for command in (f"add {self.words}", f"add member {self.words}", f"add official {self.words}"):
            self.note(await self.bot.command("/csto", command, user))
        await self.bot.shortcut(self.words, user)

    async def form(self, text: str, user: str) -> dict[str, Any]:
        self.note(await self.bot.command("/csto", text, user))
        return dict(self.slack.sent("views.open")[-1]["view"])

    async def takes_back(self, user: str) -> None:
        """So that the next text meets the record as it was."""
        told = self.slack.answered_by_hook
        if user == ADMIN and told and "Undo" in buttons(told[-1]):
            await self.bot.click(buttons(told[-1])["Undo"], ADMIN)

    async def decides(self) -> None:
        """Approve one suggestion, and reject the others with a reason."""
        waiting = (await self.bot.command("/bloc", "review", ADMIN)).json
        self.answers.append(waiting)
        ids = [
            block["value"]
            for part in waiting["blocks"]
            for block in part.get("elements", ())
            if block.get("action_id") == "review:reject"
        ]
        for number, id in enumerate(ids):
            await self.bot.click({"action_id": "review:reject", "value": id}, ADMIN)
            form = self.slack.sent("views.open")[-1]["view"]
            reason = {"reason": {"reason": {"type": "plain_text_input", "value": self.words or "no"}}}
            if number:
                self.note(await self.bot.submit(form, reason))
            else:
                await self.bot.click({"action_id": "review:approve", "value": id}, ADMIN)

    async def looks_after_the_workspace(self) -> None:
        for user in (ADMIN, READER):
            for what in ("add", "remove"):
                self.note(await self.bot.command("/bloc", f"admins {what} {self.words}", user))
        self.note(await self.bot.command("/bloc", "unanswered", ADMIN))
        values = chosen(CHANNEL, self.words[:50], unanswered="on")
        self.note(await self.bot.submit(await settings_form(self.bot, self.slack), values))

    async def looks_around(self) -> None:
        for user in (ADMIN, READER, GUEST):
            view = await open_home(self.bot, self.slack, user)
        view = await press(self.bot, self.slack, browse(view)["CSTO"], GUEST)
        self.note(await type_time(self.bot, self.slack, view, self.words, GUEST))
        for text in ("events 11 Jan 2008", "log", "admins"):
            self.note(await self.bot.command("/bloc", text, ADMIN))
        for text in ("is Belarus in the CSTO?", "who heads the CSTO?"):
            self.note(await self.bot.command("/bloc", text, READER))

    async def bot_is_quiet(self) -> None:
        """What is told beside the requests themselves has been told."""
        before = -1
        while before < len(self.slack.calls):
            before = len(self.slack.calls)
            await asyncio.sleep(0.05)

    def note(self, response: Response) -> None:
        assert response.status == 200
        if response.text:
            self.answers.append(json.loads(response.text))

    def found(self, since: int) -> Iterator[str]:
        sent = [call.payload for call in self.slack.calls[since:]]
        for payload in [*self.answers, *sent]:
            yield from faults(payload, PEOPLE, self.hosts, self.words)


@pytest.mark.parametrize("text", ["a < b", "&nbsp;", "<!here>", "<@UVICTIM>", "<https://evil.example|x>", "<#C1>"])
def test_the_oracle_finds_what_slack_would_read(text: str) -> None:
    assert faults({"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}, PEOPLE, set(), "")
    assert faults({"text": text}, PEOPLE, set(), "")
    assert not faults({"type": "plain_text", "text": text}, PEOPLE, set(), "")


def test_the_oracle_finds_marks_that_end_too_early_and_names_that_slack_would_link() -> None:
    assert faults({"text": "He said `a`b`."}, PEOPLE, set(), "a`b")
    assert faults({"type": "mrkdwn", "text": "#general"}, PEOPLE, set(), "")
    assert list(mrkdwn({"blocks": [{"elements": [{"type": "mrkdwn", "text": "x"}]}]})) == [("x", False)]


@pytest.fixture(scope="module")
def hosts(book: FactBook) -> set[str]:
    """Where sources are: those that come with the bot, and those of the forms."""
    return {urlsplit(source.url).netloc for source in book.register.sources.values()} | {HOST, "mediamax.am"}


@pytest.mark.slow
@given(words=WORDS)
@example(words=" ".join(PIECES[:11]))
@example(words=" ".join(PIECES[11:]))
@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_whatever_is_typed_comes_back_as_it_was_typed(
    words: str, newsroom: Bot, slack: Slack, hosts: set[str]
) -> None:
    await choose(newsroom, slack, channel=CHANNEL, unanswered="on")
    before = len(slack.calls)
    reader = Reader(newsroom, slack, words, hosts)
    await reader.tries_everything()
    assert list(reader.found(before)) == []
    told = "\n".join(message["text"] for message in slack.sent("chat.postMessage") + slack.answered_by_hook)
    ways_out = (
        "Recorded: ",
        f"Recorded by <@{ADMIN}>",
        f"<@{READER}> suggests",
        "Suggested:",
        "Approved by",
        "Reason:",
    )
    assert [way for way in ways_out if way not in told and words.strip()] == []
