"""What somebody sees in the browser who installs the bot, or tries to."""

from __future__ import annotations

from html import escape

from slack_bolt.response import BoltResponse

INSTALL, DONE = "/slack/install", "/slack/oauth_redirect"
_AGAIN = f'<p><a href="{INSTALL}">Start again</a></p>'
_REASONS = {
    "access_denied": "It was cancelled in Slack.",
    "invalid_browser": "It has to end in the browser that it began in, within ten minutes, with cookies allowed.",
    "invalid_state": "It took more than ten minutes, or this page was opened twice.",
    "missing_code": "Slack has to send you here; this page does nothing by itself.",
    "invalid_code": "Slack did not confirm it.",
}
_OTHER = "Slack did not allow it."
_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem }}</style>
</head>
<body><main><h1>{title}</h1>
{body}
</main></body>
</html>
"""
_HEADERS = {
    "Content-Type": ["text/html; charset=utf-8"],
    "Content-Security-Policy": ["default-src 'none'; style-src 'unsafe-inline'"],
    # The address holds what Slack has sent.
    "Referrer-Policy": ["no-referrer"],
    "Cache-Control": ["no-store"],
}


def installed_page(workspace: str, app: str, team: str, cookie: str) -> BoltResponse:
    """It worked. `workspace` is its name; `cookie` takes back the one that the installation began with."""
    opened = f"https://slack.com/app_redirect?app={escape(app)}&amp;team={escape(team)}"
    body = (
        f"<p>It is in {escape(workspace) or 'your workspace'} now, and you are an admin of its facts there: you may "
        "record and correct them, and name others who may.</p>"
        "<p>Ask <code>/csto members</code>, or <code>/bloc help</code> for what else there is.</p>"
        f'<p><a href="{opened}">Open it in Slack</a></p>'
    )
    return _page(200, "bloc_bot is installed", body, {"Set-Cookie": [cookie]})


def failed_page(reason: str, status: int) -> BoltResponse:
    """Slack, or the state of the installation, says why not: `reason` is a word of theirs."""
    return _page(status, "bloc_bot was not installed", f"<p>{_REASONS.get(reason, _OTHER)}</p>{_AGAIN}")


def broken_page(explanation: str, status: int) -> BoltResponse:
    """Something went wrong on the way, or it may not be. `explanation` is for people, in plain text."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in explanation.splitlines())
    return _page(status, "bloc_bot was not installed", f"{lines}{_AGAIN}")


def _page(status: int, title: str, body: str, more: dict[str, list[str]] | None = None) -> BoltResponse:
    return BoltResponse(status=status, body=_PAGE.format(title=title, body=body), headers={**_HEADERS, **(more or {})})
