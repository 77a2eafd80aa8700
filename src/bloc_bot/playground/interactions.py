"""What people do with what the bot shows them: press, choose, type ahead, fill in; and what the bot gets of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bloc_bot.playground.methods import Methods
from bloc_bot.playground.permits import Check, NotPossible, Permits, Refused
from bloc_bot.playground.requests import FORM, interaction_form
from bloc_bot.playground.sending import Sender
from bloc_bot.playground.web_api import WebApi
from bloc_bot.playground.workspace import TEAM, Message, View, Workspace


@dataclass
class Interactions:
    """What people press, choose, type ahead and fill in."""

    workspace: Workspace
    permits: Permits
    methods: Methods
    api: WebApi
    sender: Sender
    check: Check

    async def press(
        self, user: str, place: dict[str, Any], block_id: str, action: dict[str, Any], values: dict[str, Any]
    ) -> None:
        """Somebody pressed a button or chose something, under a message or in a view."""
        self._element(user, place, block_id, action.get("action_id", ""))
        if action.get("type") == "users_select" and action.get("selected_user") not in self.workspace.people:
            raise NotPossible("There is nobody of that id in this workspace.")
        done = {"block_id": block_id, "action_ts": self.workspace.next_ts(), **action}
        payload = {"type": "block_actions", "user": _user(user), "actions": [done], **self._around(user, place, values)}
        answer = await self.sender.send(
            f"press {action.get('action_id')}",
            interaction_form(payload | {"trigger_id": self.permits.new_trigger(user)}),
            FORM,
            payload,
        )
        if answer.failure:
            self.workspace.notify(user, f"The app did not respond ({answer.failure}).")

    async def shortcut(self, user: str, place: dict[str, Any], callback_id: str) -> None:
        """Somebody chose one of the app's shortcuts in the menu of a message."""
        around = self._around(user, place, {})
        payload = {
            "type": "message_action",
            "callback_id": callback_id,
            "user": _user(user),
            "message_ts": around["message"]["ts"],
            **around,
        }
        body = interaction_form(payload | {"trigger_id": self.permits.new_trigger(user)})
        answer = await self.sender.send(f"shortcut {callback_id}", body, FORM, payload)
        if answer.failure:
            self.workspace.notify(user, f"The app did not respond ({answer.failure}).")

    async def options(
        self, user: str, place: dict[str, Any], block_id: str, action_id: str, typed: str
    ) -> list[dict[str, Any]]:
        """What a select menu offers for what was typed in it."""
        self._element(user, place, block_id, action_id)
        about = {"block_id": block_id, "action_id": action_id, "value": typed}
        payload = {"type": "block_suggestion", "user": _user(user), **about, **self._around(user, place, {})}
        answer = await self.sender.send(f"type-ahead {action_id}: {typed}", interaction_form(payload), FORM, payload)
        if answer.failure or (problems := self.check(answer.json)):
            raise NotPossible(f"No options: {answer.failure or '; '.join(problems)}")
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
            "response_url": self.api.new_response_url(user, message.channel, message),
        }

    async def submit(self, user: str, view_id: str, values: dict[str, Any]) -> dict[str, str] | None:
        """The errors at the fields, or None where the form was taken."""
        view = self._view(user, view_id)
        payload = {"type": "view_submission", "user": _user(user), "view": {**view, "state": {"values": values}}}
        body = interaction_form(payload | {"trigger_id": self.permits.new_trigger(user)})
        answer = await self.sender.send(f"submit {view.get('callback_id')}", body, FORM, payload)
        if answer.failure:
            raise NotPossible(f"We had some trouble connecting. Try again? ({answer.failure})")
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


def _user(user: str) -> dict[str, str]:
    return {"id": user, "team_id": TEAM, "username": user.lower()}
