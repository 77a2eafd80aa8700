"""What somebody reports as wrong or out of date, in a line of mrkdwn."""

from __future__ import annotations

from bloc_bot.domain.reports import Report
from bloc_bot.slack.mrkdwn import escaped_within, link, shortened

_SAID, _WHAT, _ADDRESS, _LINK = 400, 1_000, 200, 600


def title_of_report(report: Report) -> str:
    """`Armenia — since 7 October 2002: It has left`, without the source."""
    return f"“{_on_one_line(report.said, _SAID)}”: {_on_one_line(report.what, _ADDRESS)}"


def line_of_report(report: Report) -> str:
    """The row that it is about, what is wrong with it, and the source that says so, linked."""
    source = f"\nSource: {_source(report.url)}" if report.url else ""
    return f"*About* “{_on_one_line(report.said, _SAID)}”\n{escaped_within(report.what.strip(), _WHAT)}{source}"


def _source(url: str) -> str:
    linked = link(url, shortened(url, _ADDRESS))
    return linked if len(linked) <= _LINK else escaped_within(url, _ADDRESS)


def _on_one_line(text: str, room: int) -> str:
    return escaped_within(" ".join(text.split()), room)
