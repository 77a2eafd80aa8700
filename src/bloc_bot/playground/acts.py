"""What people do in the workspace: say something, press a button, fill in a form; and what the bot gets of it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bloc_bot.playground.methods import Methods
from bloc_bot.playground.permits import Permits, Refused
from bloc_bot.playground.requests import FORM, JSON, command_form, event_envelope, interaction_form
from bloc_bot.playground.sending import Answer, Sender
from bloc_bot.playground.web_api import HOOKS, WebApi
from bloc_bot.playground.workspace import BOT, TEAM, Channel, Message, View, Workspace

_ADDRESS = re.compile(r"https?://[^\s<>|]+")
_COMMAND = re.compile(r"(?P<command>/[\w-]+)\s*(?P<text>.*)", re.DOTALL)


class NotPossible(Exception):
    """A person cannot do this. The text says why, and what can be done."""


@dataclass
class Acts:
    """The people's side of the stand-in."""

    workspace: Workspace
    permits: Permits
    methods: Methods
    api: WebApi
    sender: Sender
    check: Callable[[dict[str, Any]], list[str]]
    commands: frozenset[str]
    address: Callable[[], str]
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    # --- saying ----------------------------------------------------------------------------------------------------

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
            text,
            user,
            place.id,
            trigger_id=self.permits.new_trigger(user),
            response_url=self._response_url(user, place.id),
        )
        answer = await self.sender.send(f"slash command {typed}", urlencode(form), FORM, form)
        if answer.status != 200:
            self._notice(user, f"{command} failed with the error “{_error(answer)}”")
        elif answer.text:
            self._take(answer, user, place.id)

    def _take(self, answer: Answer, user: str, channel: str) -> None:
        """An answer in the acknowledgement itself."""
        payload = answer.json or {"text": answer.text}
        if problems := self.check(payload):
            self.api.refused += problems
            self._notice(user, f"Slack would refuse this answer: {'; '.join(problems)}")
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
        if answer.status != 200:
            again = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_error"}
            answer = await self.sender.send(f"event {event['type']}, again", body, JSON, envelope, **again)
        if answer.status != 200:
            self._notice(user, f"The bot did not take this ({_error(answer)}). Slack would try again in a minute.")

    async def open_home(self, user: str) -> None:
        event = {"type": "app_home_opened", "user": user, "channel": self.workspace.direct(user).id, "tab": "home"}
        if user in self.workspace.homes:
            event["view"] = self.workspace.homes[user]  # type: ignore[assignment]
        await self._event({**event, "event_ts": self.workspace.next_ts()}, user)

    # --- pressing --------------------------------------------------------------------------------------------------

    async def press(
        self, user: str, place: dict[str, Any], block_id: str, action: dict[str, Any], values: dict[str, Any]
    ) -> None:
        """Somebody pressed a button or chose something, under a message or in a view."""
        self._element(user, place, block_id, action.get("action_id", ""))
        done = {"block_id": block_id, "action_ts": self.workspace.next_ts(), **action}
        payload = {"type": "block_actions", "user": _user(user), "actions": [done], **self._around(user, place, values)}
        answer = await self.sender.send(
            f"press {action.get('action_id')}",
            interaction_form(payload | {"trigger_id": self.permits.new_trigger(user)}),
            FORM,
            payload,
        )
        if answer.status != 200:
            self._notice(user, f"The app did not respond ({_error(answer)}).")

    async def options(
        self, user: str, place: dict[str, Any], block_id: str, action_id: str, typed: str
    ) -> list[dict[str, Any]]:
        """What a select menu offers for what was typed in it."""
        self._element(user, place, block_id, action_id)
        about = {"block_id": block_id, "action_id": action_id, "value": typed}
        payload = {"type": "block_suggestion", "user": _user(user), **about, **self._around(user, place, {})}
        answer = await self.sender.send(f"type-ahead {action_id}: {typed}", interaction_form(payload), FORM, payload)
        if answer.status != 200 or (problems := self.check(answer.json)):
            raise NotPossible(f"No options: {_error(answer) if answer.status != 200 else '; '.join(problems)}")
        return list(answer.json.get("options", []))

    def _around(self, user: str, place: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
        """Where it happened: the message or the view, with what the bot may answer by."""
        if view_id := place.get("view_id"):
            view = {**self._view(user, view_id), "state": {"values": values}}
            return {"container": {"type": "view", "view_id": view_id}, "view": view}
        message = self._message(user, place)
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": bool(message.only_for),
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        return {
            "container": container,
            "channel": {"id": message.channel},
            "message": {"ts": message.ts, "text": message.text, "blocks": list(message.blocks), "user": message.user},
            "response_url": self._response_url(user, message.channel, message),
        }

    # --- forms -----------------------------------------------------------------------------------------------------

    async def submit(self, user: str, view_id: str, values: dict[str, Any]) -> dict[str, str] | None:
        """The errors at the fields, or None where the form was taken."""
        view = self._view(user, view_id)
        payload = {"type": "view_submission", "user": _user(user), "view": {**view, "state": {"values": values}}}
        body = interaction_form(payload | {"trigger_id": self.permits.new_trigger(user)})
        answer = await self.sender.send(f"submit {view.get('callback_id')}", body, FORM, payload)
        if answer.status != 200:
            raise NotPossible(f"We had some trouble connecting. Try again? ({_error(answer)})")
        return self._respond(user, view, answer.json)

    def _respond(self, user: str, view: View, told: dict[str, Any]) -> dict[str, str] | None:
        if told and (problems := self.check(told)):
            self.api.refused += problems
            raise NotPossible(f"Slack would refuse this answer: {'; '.join(problems)}")
        views = self.workspace.modals[user]
        match told.get("response_action"):
            case "errors":
                unknown = told["errors"].keys() - {block["block_id"] for block in view["blocks"]}
                if unknown:
                    raise NotPossible(f"Slack would refuse errors at no field: {', '.join(sorted(unknown))}")
                return dict(told["errors"])
            case "update":
                views[views.index(view)] = self.methods.changed_view(view, told["view"])
            case "push":
                self._push(user, told["view"])
            case "clear":
                views.clear()
            case _:
                views.remove(view)
        self.workspace.show_modals(user)
        return None

    def _push(self, user: str, view: View) -> None:
        try:
            self.methods.push(user, view)
        except Refused as refusal:
            raise NotPossible(f"Slack would refuse this: {refusal.error}") from refusal

    async def close(self, user: str, view_id: str) -> None:
        view = self._view(user, view_id)
        self.workspace.modals[user].remove(view)
        self.workspace.show_modals(user)
        if view.get("notify_on_close"):
            payload = {"type": "view_closed", "user": _user(user), "view": view, "is_cleared": False}
            await self.sender.send(f"close {view.get('callback_id')}", interaction_form(payload), FORM, payload)

    # --- what is there ---------------------------------------------------------------------------------------------

    def _channel(self, user: str, channel: str) -> Channel:
        found = self.workspace.channels.get(channel)
        if user not in self.workspace.people or found is None or not found.is_open_to(user):
            raise NotPossible("There is no such channel for this person.")
        return found

    def _message(self, user: str, place: dict[str, Any]) -> Message:
        message = self.workspace.messages.get((place.get("channel") or "", place.get("ts") or ""))
        if message is None or message not in self.workspace.seen_by(user):
            raise NotPossible("That message is gone.")
        return message

    def _view(self, user: str, view_id: str) -> View:
        views = [*self.workspace.modals[user], self.workspace.homes.get(user, {})]
        found = next((view for view in views if view.get("id") == view_id), None)
        if found is None:
            raise NotPossible("That form is no longer open.")
        return found

    def _element(self, user: str, place: dict[str, Any], block_id: str, action_id: str) -> None:
        """Nobody can press what is not there."""
        blocks = (
            self._view(user, place["view_id"])["blocks"] if place.get("view_id") else self._message(user, place).blocks
        )
        block = next((block for block in blocks if block["block_id"] == block_id), {})
        elements = [*block.get("elements", []), block.get("accessory") or {}, block.get("element") or {}]
        if not any(element.get("action_id") == action_id for element in elements):
            raise NotPossible("That is no longer there.")

    def _response_url(self, user: str, channel: str, message: Message | None = None) -> str:
        about = (message.thread_ts, message.ts) if message else (None, None)
        return f"{self.address()}{HOOKS}/{self.permits.new_hook(user, channel, *about)}"

    def _as_slack_writes(self, text: str) -> str:
        """Entities for the three characters, addresses in angle brackets, people by their ids."""
        text = _ADDRESS.sub(lambda match: f"<{match[0]}>", _escaped(text))
        names = {"bloc_bot": BOT} | {person.name: person.id for person in self.workspace.people.values()}
        for name, id in names.items():
            text = re.sub(rf"@{name}\b", f"<@{id}>", text, flags=re.IGNORECASE)
        return text

    def _notice(self, user: str, text: str) -> None:
        self.workspace.tell(user, {"type": "notice", "text": text})

    def _soon(self, work: Any) -> None:
        """People do not wait for the bot to hear of what they said."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)


def _user(user: str) -> dict[str, str]:
    return {"id": user, "team_id": TEAM, "username": user.lower()}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _error(answer: Answer) -> str:
    return answer.text if answer.status == 0 else f"http_error {answer.status}"
