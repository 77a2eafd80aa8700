"""The environment, read once and frozen; what is missing or malformed is said in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_SCHEMES = ("sqlite", "postgres", "postgresql")
_USER = re.compile(r"[UW][A-Z0-9]{2,}")
_SLACK_SETUP = "https://api.slack.com/apps → your app"
_HOW = {
    "DATABASE_URL": "write sqlite:///bloc_bot.db or postgres://user:password@host/name",
    "SLACK_BOT_TOKEN": f"it starts with xoxb-: {_SLACK_SETUP} → OAuth & Permissions → Bot User OAuth Token",
    "SLACK_SIGNING_SECRET": f"{_SLACK_SETUP} → Basic Information → App Credentials → Signing Secret",
    "SLACK_APP_TOKEN": f"it starts with xapp-: {_SLACK_SETUP} → Basic Information → App-Level Tokens",
    "SLACK_API_URL": "write an address such as https://slack.com/api/, or leave it out",
    "BLOC_ADMINS": "write user ids with commas between: Slack → a person's profile → ⋮ → Copy member ID",
    "BLOC_PUBLIC_URL": "write the bot's own address as Slack can reach it, such as https://bloc-bot.example.org",
    "PORT": "write a number from 1 to 65535, or leave it out for 3000",
    "SLACK_CLIENT_ID": f"{_SLACK_SETUP} → Basic Information → App Credentials → Client ID",
    "SLACK_CLIENT_SECRET": f"{_SLACK_SETUP} → Basic Information → App Credentials → Client Secret",
}


class SettingsError(Exception):
    """The environment does not do. The message is one line: which variable, and how to get it."""


@dataclass(frozen=True)
class InstallationAccess:
    """What it takes to be installed in workspaces. `address` is the bot's own, to which Slack sends people back."""

    client_id: str
    client_secret: str = field(repr=False)
    address: str


@dataclass(frozen=True)
class SlackAccess:
    """What it takes to speak with Slack: complete, or not made at all. A token, or what gets one of each workspace."""

    bot_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    app_token: str = field(repr=False)
    api_url: str
    installation: InstallationAccess | None = None


class Settings(BaseSettings):
    """One field per variable of the environment, in lower case."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True)

    database_url: str = "sqlite:///bloc_bot.db"
    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    bloc_admins: Annotated[frozenset[str], NoDecode] = frozenset()
    bloc_public_url: str | None = None
    port: int | None = None

    def slack_access(self) -> SlackAccess:
        """The variables that serving needs. With an app token Slack is reached by Socket Mode, else by HTTP."""
        installation = self._installation_access() if self.slack_client_id or self.slack_client_secret else None
        if installation is None and self.slack_bot_token is None:
            raise SettingsError(_line("SLACK_BOT_TOKEN", "is missing"))
        # The pages of an installation are served over HTTP, whichever way events come.
        if self.slack_signing_secret is None and (self.slack_app_token is None or installation is not None):
            raise SettingsError(_line("SLACK_SIGNING_SECRET", "is missing"))
        return SlackAccess(
            bot_token=_revealed(self.slack_bot_token),
            signing_secret=_revealed(self.slack_signing_secret),
            app_token=_revealed(self.slack_app_token),
            api_url=self.slack_api_url,
            installation=installation,
        )

    def _installation_access(self) -> InstallationAccess:
        for name in ("slack_client_id", "slack_client_secret", "bloc_public_url"):
            if getattr(self, name) is None:
                raise SettingsError(_line(name.upper(), "is missing"))
        if self.slack_bot_token is not None:
            raise SettingsError(
                "SLACK_BOT_TOKEN is set beside SLACK_CLIENT_ID: the first is for one workspace, the second for all "
                "that install the bot; leave one of them out"
            )
        return InstallationAccess(
            self.slack_client_id or "", _revealed(self.slack_client_secret), self.bloc_public_url or ""
        )

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        scheme, separator, _ = value.partition("://")
        if not separator or scheme.partition("+")[0] not in _SCHEMES:
            raise ValueError("unknown database")
        return value

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _right_token(cls, value: SecretStr | None, info: Any) -> SecretStr | None:
        prefix = "xoxb-" if info.field_name == "slack_bot_token" else "xapp-"
        if value is not None and not value.get_secret_value().startswith(prefix):
            raise ValueError("another token")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if not re.match(r"https?://\S+$", value):
            raise ValueError("no address")
        return value.rstrip("/") + "/"

    @field_validator("bloc_public_url")
    @classmethod
    def _public_address(cls, value: str | None) -> str | None:
        if value is not None and not re.match(r"https://[^\s/]+(/\S*)?$", value):
            raise ValueError("no address that Slack can reach")
        return value.rstrip("/") if value else None

    @field_validator("bloc_admins", mode="before")
    @classmethod
    def _user_ids(cls, value: Any) -> Any:
        ids = re.split(r"[\s,;]+", value.strip()) if isinstance(value, str) else list(value)
        if not all(_USER.fullmatch(user) for user in ids if user):
            raise ValueError("no user id")
        return frozenset(user for user in ids if user)

    @field_validator("port")
    @classmethod
    def _port(cls, value: int | None) -> int | None:
        if value is not None and not 0 < value < 65536:
            raise ValueError("no port")
        return value


def load_settings() -> Settings:
    """The settings in the environment. SettingsError names what is malformed."""
    try:
        return Settings()
    except ValidationError as error:
        names = dict.fromkeys(str(problem["loc"][0]).upper() for problem in error.errors())
        raise SettingsError("; ".join(_line(name, "is malformed") for name in names)) from None


def _line(name: str, problem: str) -> str:
    return f"{name} {problem}: {_HOW[name]}"


def _revealed(secret: SecretStr | None) -> str:
    return "" if secret is None else secret.get_secret_value().strip()
