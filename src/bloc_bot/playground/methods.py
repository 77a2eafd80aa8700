"""The methods of Slack's Web API that the bot calls, as strict as Slack about their arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from bloc_bot.playground.permits import Check, Permits, Refused
from bloc_bot.playground.workspace import BOT, TEAM, File, Message, View, Workspace

Arguments = dict[str, Any]
Result = dict[str, Any]
MOST_MODALS = 3
MOST_ALT_TEXT = 1_000


@dataclass(frozen=True)
class Method:
    """What a method needs: a scope (none: any token will do), and arguments; and what it does."""

    scope: str
    needs: frozenset[str]
    do: Callable[[Arguments], Result]


@dataclass
class Methods:
    """The methods by their names, on one workspace."""

    workspace: Workspace
    permits: Permits
    address: Callable[[], str]
    check: Check
    by_name: dict[str, Method] = field(init=False)

    def __post_init__(self) -> None:
        def method(scope: str, needs: str, do: Callable[[Arguments], Result]) -> Method:
            return Method(scope, frozenset(needs.split()), do)

        self.by_name = {
            "auth.test": method("", "", self._auth_test),
            "users.info": method("users:read", "user", self._user),
            "chat.postMessage": method("chat:write", "channel text", self._post),
            "chat.update": method("chat:write", "channel ts text", self._update),
            "views.open": method("", "trigger_id view", self._open),
            "views.push": method("", "trigger_id view", self._push),
            "views.update": method("", "view view_id", self._update_view),
            "views.publish": method("", "user_id view", self._publish),
            "files.getUploadURLExternal": method("files:write", "filename length", self._upload_address),
            "files.completeUploadExternal": method("files:write", "files", self._share_files),
        }

    def _auth_test(self, _arguments: Arguments) -> Result:
        return {"user_id": BOT, "team_id": TEAM, "user": "bloc_bot", "team": "Foreign desk", "bot_id": "B1"}

    def _user(self, arguments: Arguments) -> Result:
        person = self.workspace.people.get(arguments["user"])
        if person is None:
            raise Refused("user_not_found")
        return {"user": person.told()}

    def _post(self, arguments: Arguments) -> Result:
        thread_ts = arguments.get("thread_ts") or None
        message = self.workspace.put(
            Message(
                self._channel(arguments["channel"]),
                self.workspace.next_ts(),
                BOT,
                self._checked(arguments)["text"],
                tuple(arguments.get("blocks") or ()),
                thread_ts,
            )
        )
        return {"channel": message.channel, "ts": message.ts}

    def _update(self, arguments: Arguments) -> Result:
        message = self.workspace.messages.get((self._channel(arguments["channel"]), arguments["ts"]))
        if message is None or message.only_for:
            raise Refused("message_not_found")
        if message.user != BOT:
            raise Refused("cant_update_message")
        blocks = tuple(self._checked(arguments).get("blocks") or ())
        self.workspace.put(replace(message, text=arguments["text"], blocks=blocks, edited=True))
        return {"channel": message.channel, "ts": message.ts}

    def _channel(self, channel: str) -> str:
        """A channel by its id, or somebody's direct messages by theirs."""
        if channel in self.workspace.people:
            return self.workspace.direct(channel).id
        if channel not in self.workspace.channels:
            raise Refused("channel_not_found")
        return channel

    def _checked(self, payload: dict[str, Any]) -> dict[str, Any]:
        if problems := self.check(payload):
            raise Refused("invalid_blocks", *problems)
        return payload

    # --- views -----------------------------------------------------------------------------------------------------

    def _open(self, arguments: Arguments) -> Result:
        view = self._checked(arguments["view"])
        user = self.permits.spend_trigger(arguments["trigger_id"])
        self.workspace.modals[user] = [opened := self.new_view(view)]
        self.workspace.show_modals(user)
        return {"view": opened}

    def _push(self, arguments: Arguments) -> Result:
        view = self._checked(arguments["view"])
        user = self.permits.spend_trigger(arguments["trigger_id"])
        return {"view": self.push(user, view)}

    def push(self, user: str, view: View) -> View:
        """A modal on top of those that are open."""
        if len(self.workspace.modals[user]) >= MOST_MODALS:
            raise Refused("push_limit_reached")
        self.workspace.modals[user].append(pushed := self.new_view(view))
        self.workspace.show_modals(user)
        return pushed

    def _update_view(self, arguments: Arguments) -> Result:
        view = self._checked(arguments["view"])
        for user, views in self.workspace.modals.items():
            for place, old in enumerate(views):
                if old["id"] == arguments["view_id"]:
                    views[place] = self._changed(old, view, arguments.get("hash"))
                    self.workspace.show_modals(user)
                    return {"view": views[place]}
        for user, home in self.workspace.homes.items():
            if home["id"] == arguments["view_id"]:
                return {"view": self._put_home(user, self._changed(home, view, arguments.get("hash")))}
        raise Refused("not_found")

    def _publish(self, arguments: Arguments) -> Result:
        view, user = self._checked(arguments["view"]), arguments["user_id"]
        if user not in self.workspace.people:
            raise Refused("invalid_arguments", f"no user {user}")
        if view.get("type") != "home":
            raise Refused("invalid_arguments", "only a view of type home can be published")
        old = self.workspace.homes.get(user)
        changed = self._changed(old, view, arguments.get("hash")) if old else self.new_view(view)
        return {"view": self._put_home(user, changed)}

    def _put_home(self, user: str, view: View) -> View:
        self.workspace.homes[user] = view
        self.workspace.show_home(user)
        return view

    def new_view(self, view: View) -> View:
        """A view as Slack keeps it: with ids, and a hash that changes with every change."""
        return self._kept(view, self.workspace.next_id("V"))

    def changed_view(self, old: View, view: View) -> View:
        return self._kept(view, old["id"])

    def _changed(self, old: View, view: View, hash: str | None) -> View:
        if hash and hash != old["hash"]:
            raise Refused("hash_conflict")
        return self.changed_view(old, view)

    def _kept(self, view: View, id: str) -> View:
        blocks = list(self.workspace.with_ids(view.get("blocks") or ()))
        return {**view, "blocks": blocks, "id": id, "hash": self.workspace.next_id("h"), "team_id": TEAM}

    # --- files -----------------------------------------------------------------------------------------------------

    def _upload_address(self, arguments: Arguments) -> Result:
        alt_text = arguments.get("alt_txt") or ""
        if len(alt_text) > MOST_ALT_TEXT:
            raise Refused("alt_txt_too_large")
        file = File(self.workspace.next_id("F"), arguments["filename"], alt_text=alt_text)
        self.workspace.files[file.id] = file
        return {"file_id": file.id, "upload_url": f"{self.address()}/upload/{file.id}"}

    def _share_files(self, arguments: Arguments) -> Result:
        shared = []
        for told in arguments["files"]:
            file = self.workspace.files.get(told["id"])
            if file is None or not file.content:
                raise Refused("file_not_found", f"{told['id']} was not uploaded")
            shared.append(replace(file, title=told.get("title") or file.name))
        if channel := arguments.get("channel_id"):
            self.workspace.put(
                Message(
                    self._channel(channel),
                    self.workspace.next_ts(),
                    BOT,
                    arguments.get("initial_comment") or "",
                    thread_ts=arguments.get("thread_ts") or None,
                    files=tuple(shared),
                )
            )
        return {"files": [{"id": file.id, "title": file.title} for file in shared]}
