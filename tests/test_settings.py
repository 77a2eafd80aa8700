"""The environment is read once; what is wrong with it is said in one line that says what to do."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bloc_bot.settings import InstallationAccess, SettingsError, load_settings

COMPLETE = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s3cret"}
INSTALLED = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "h1dden",
    "SLACK_SIGNING_SECRET": "s3cret",
    "BLOC_PUBLIC_URL": "https://bloc-bot.example.org",
}


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("BOT_TOKEN", "SIGNING_SECRET", "APP_TOKEN", "API_URL", "CLIENT_ID", "CLIENT_SECRET")
    for name in ("DATABASE_URL", "BLOC_ADMINS", "BLOC_PUBLIC_URL", "PORT", *(f"SLACK_{name}" for name in names)):
        monkeypatch.delenv(name, raising=False)


def given(monkeypatch: pytest.MonkeyPatch, **environment: str) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


def test_without_an_environment_there_is_a_database_and_nobody_may_record() -> None:
    settings = load_settings()
    assert (settings.database_url, settings.bloc_admins, settings.port) == ("sqlite:///bloc_bot.db", frozenset(), None)


def test_all_of_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **COMPLETE, BLOC_ADMINS="U12, W34;U56", PORT="8080", DATABASE_URL="postgres://u:p@h/d")
    given(monkeypatch, SLACK_API_URL="http://127.0.0.1:9/api", BLOC_PUBLIC_URL="https://bloc-bot.example.org/")
    settings = load_settings()
    assert settings.bloc_public_url == "https://bloc-bot.example.org"
    assert settings.bloc_admins == {"U12", "W34", "U56"}
    assert (settings.port, settings.database_url) == (8080, "postgres://u:p@h/d")
    access = settings.slack_access()
    assert (access.bot_token, access.signing_secret, access.app_token) == ("xoxb-1", "s3cret", "")
    assert access.api_url == "http://127.0.0.1:9/api/"


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, PORT="", BLOC_ADMINS="", DATABASE_URL="")
    assert load_settings().port is None


def test_with_an_app_token_no_signing_secret_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")
    assert load_settings().slack_access().signing_secret == ""


def test_what_workspaces_install_needs_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **INSTALLED)
    settings = load_settings()
    access = settings.slack_access()
    assert access.installation == InstallationAccess("1.2", "h1dden", "https://bloc-bot.example.org")
    assert access.bot_token == ""
    assert "h1dden" not in f"{settings!r}{access!r}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://h/d"),
        ("DATABASE_URL", "bloc.db"),
        ("SLACK_BOT_TOKEN", "xapp-1"),
        ("SLACK_APP_TOKEN", "xoxb-1"),
        ("SLACK_API_URL", "slack.com"),
        ("BLOC_ADMINS", "@ann"),
        ("BLOC_PUBLIC_URL", "bloc-bot.example.org"),
        ("BLOC_PUBLIC_URL", "http://bloc-bot.example.org"),
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "70000"),
    ],
)
def test_what_is_malformed_is_named_without_being_shown(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    given(monkeypatch, **COMPLETE | {name: value})
    with pytest.raises(SettingsError, match=f"^{name} is malformed: [^\\n]+$") as caught:
        load_settings()
    if "TOKEN" in name:
        assert value not in str(caught.value)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET is missing"),
        (COMPLETE | {"SLACK_CLIENT_ID": "1.2"}, "SLACK_CLIENT_SECRET is missing"),
        (COMPLETE | {"SLACK_CLIENT_SECRET": "x"}, "SLACK_CLIENT_ID is missing"),
        (INSTALLED | {"BLOC_PUBLIC_URL": ""}, "BLOC_PUBLIC_URL is missing"),
        (INSTALLED | {"SLACK_SIGNING_SECRET": "", "SLACK_APP_TOKEN": "xapp-1"}, "SLACK_SIGNING_SECRET is missing"),
        (INSTALLED | COMPLETE, "SLACK_BOT_TOKEN is set beside SLACK_CLIENT_ID"),
    ],
)
def test_what_serving_needs_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], said: str
) -> None:
    given(monkeypatch, **environment)
    with pytest.raises(SettingsError, match=f"^{said}: [^\\n]+$"):
        load_settings().slack_access()


def test_settings_do_not_change_and_do_not_show_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **COMPLETE)
    settings = load_settings()
    with pytest.raises(ValidationError):
        settings.port = 1
    assert "s3cret" not in repr(settings)
    assert "xoxb-1" not in repr(settings)
