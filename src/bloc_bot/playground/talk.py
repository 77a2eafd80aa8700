"""What people say in the workspace, and what the bot gets of it."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bloc_bot.playground.permits import Check, NotPossible, Permits
from bloc_bot.playground.requests import FORM, JSON, command_form, event_envelope
from bloc_bot.playground.sending import Answer, Sender
from bloc_bot.playground.web_api import WebApi
from bloc_bot.playground.workspace import BOT, TEAM, Channel, Message, Workspace

_ADDRESS = re.compile(r"https?://[^\s<>|]+")
_COMMAND = re.compile(r"(?P<command>/[\w-]+)\s*(?P<text>.*)", re.DOTALL)


@dataclass
class Talk:
    """What people say to the bot: commands, mentions, direct messages; and that they open its Home tab."""

    workspace: Workspace
    permits: Permits
    api: WebApi
    sender: Sender
    check: Check
    commands: dict[str, bool]
    """Each with whether people and addresses in its text are sent as Slack writes them."""
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    async def say(self, user: str, channel: str, text: str, thread_ts: str | None) -> None:
        """A slash command where the text begins with one, else a message, which the bot hears of if it is for it."""
        text, place = text.strip(), self._channel(user, channel)
        if not text:
            raise NotPossible("Write something first.")
        command = _COMMAND.fullmatch(text)
        if command is not None:
            if thread_ts:
                raise NotPossible("Slack knows no slash commands in threads: mention the bot instead.")
            await self._command(user, place, command["command"], command["text"].strip())
            return
        said = Message(place.id, self.workspace.next_ts(), user, self._as_slack_writes(text), thread_ts=thread_ts)
        self.workspace.put(said)
        if place.kind == "im" or f"<@{BOT}>" in said.text:
            self._soon(self._tell(said, place))

    async def _command(self, user: str, place: Channel, command: str, text: str) -> None:
        if command not in self.commands:
            raise NotPossible(f"{command} is not a valid command: there are {', '.join(sorted(self.commands))}.")
        typed = f"{command} {text}".strip()
        self.workspace.put(Message(place.id, self.workspace.next_ts(), user, _escaped(typed), only_for=user))
        form = command_form(
            command,
            self._as_slack_writes(text) if self.commands[command] else text,
            user,
            place.id,
            trigger_id=self.permits.new_trigger(user),
            response_url=self.api.new_response_url(user, place.id),
        )
        answer = await self.sender.send(f"slash command {typed}", urlencode(form), FORM, form)
        if answer.failure:
            self.workspace.notify(user, f"{command} failed with the error “{answer.failure}”")
        elif answer.text:
            self._take(answer, user, place.id)

    def _take(self, answer: Answer, user: str, channel: str) -> None:
        """An answer in the acknowledgement itself."""
        payload = answer.json or {"text": answer.text}
        if problems := self.check(payload):
            self.api.refused += problems
            self.workspace.notify(user, f"Slack would refuse this answer: {'; '.join(problems)}")
            return
        self.api.put_answer(payload, user, channel)

    async def _tell(self, said: Message, place: Channel) -> None:
        """A mention or a direct message. Slack sends an event again at once if it is not acknowledged."""
        event: dict[str, Any] = {
            "type": "message" if place.kind == "im" else "app_mention",
            "user": said.user,
            "text": said.text,
            "channel": place.id,
            "ts": said.ts,
            "team": TEAM,
        }
        event |= {"channel_type": "im"} if place.kind == "im" else {}
        event |= {"thread_ts": said.thread_ts} if said.thread_ts else {}
        await self._event(event, said.user)

    async def _event(self, event: dict[str, Any], user: str) -> None:
        envelope = event_envelope(event, self.workspace.next_id("Ev"))
        body = json.dumps(envelope)
        answer = await self.sender.send(f"event {event['type']}", body, JSON, envelope)
        if answer.failure:
            again = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_error"}
            answer = await self.sender.send(f"event {event['type']}, again", body, JSON, envelope, **again)
        if answer.failure:
            self.workspace.notify(
                user, f"The bot did not take this ({answer.failure}). Slack would try again in a minute."
            )

    async def open_home(self, user: str) -> None:
        event = {"type": "app_home_opened", "user": user, "channel": self.workspace.direct(user).id, "tab": "home"}
        if user in self.workspace.homes:
            event["view"] = self.workspace.homes[user]  # type: ignore[assignment]
        await self._event({**event, "event_ts": self.workspace.next_ts()}, user)

    def _channel(self, user: str, channel: str) -> Channel:
        found = self.workspace.channels.get(channel)
        if user not in self.workspace.people or found is None or not found.is_open_to(user):
            raise NotPossible("There is no such channel for this person.")
        return found

    def _as_slack_writes(self, text: str) -> str:
        """Entities for the three characters, addresses in angle brackets, people by their ids."""
        text = _ADDRESS.sub(lambda match: f"<{match[0]}>", _escaped(text))
        names = {"bloc_bot": BOT} | {person.name: person.id for person in self.workspace.people.values()}
        for name, id in names.items():
            text = re.sub(rf"@{name}\b", f"<@{id}>", text, flags=re.IGNORECASE)
        return text

    def _soon(self, work: Any) -> None:
        """People do not wait for the bot to hear of what they said."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
