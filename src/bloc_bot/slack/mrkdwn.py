"""Text for Slack's mrkdwn: escaped, so that nobody's words can call a channel or break a link."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from bloc_bot.domain.dates import PartialDate

_IN_LINKS = str.maketrans({"|": "%7C", "<": "%3C", ">": "%3E", " ": "%20", '"': "%22", "\\": "%5C"})
USER_ID = re.compile(r"[UW][A-Z0-9]+")
"""What Slack names people by."""
_STRUCK = 2_900
"""What is longer is not struck through: there is no room for it in a block."""
_LINKS = re.compile(r"(<[^>]*>)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def escape(text: str) -> str:
    """The three characters that Slack reads as its own are written as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters; a cut is shown."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def escaped_within(text: str, limit: int) -> str:
    """Escaped and at most `limit` characters long, never cut inside an entity."""
    escaped = escape(text)
    if len(escaped) <= limit:
        return escaped
    cut = escaped[: limit - 1]
    ampersand = cut.rfind("&")
    if ampersand > cut.rfind(";"):
        cut = cut[:ampersand]
    return cut.rstrip() + "…"


def as_code(text: str, limit: int) -> str:
    """What somebody typed, set off as code. A backtick in it would end that."""
    within = escaped_within(text.replace("`", "'"), limit)
    return f"`{within}`"


def is_web_address(url: str) -> bool:
    """Whether it may be linked to: http or https, with a host, on one line."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not _CONTROL.search(url)


def link(url: str, label: str) -> str:
    """A link, or the label alone where the address is not one of the web."""
    label = escape(_CONTROL.sub(" ", label)) or "link"
    if not is_web_address(url):
        return label
    return f"<{escape(url.translate(_IN_LINKS))}|{label}>"


def struck(text: str) -> str:
    """A line of mrkdwn, struck through. A tilde of its own would end that, so another one stands for it."""
    line = " ".join(text.split())
    through = f"~{''.join(map(_without_tilde, _LINKS.split(line)))}~"
    return through if len(through) <= _STRUCK else line


def _without_tilde(part: str) -> str:
    if not _LINKS.fullmatch(part):
        return part.replace("~", "∼")
    address, bar, label = part.partition("|")
    return address.replace("~", "%7E") + bar + label.replace("~", "∼")


@lru_cache(maxsize=4096)
def written_date(edtf: str) -> str:
    """`2013-09-22` as "22 September 2013", a span with a dash. What is no date stays as it is."""
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        if last in ("", ".."):
            return f"since {written_date(first)}"
        return (
            f"until {written_date(last)}" if first in ("", "..") else f"{written_date(first)} to {written_date(last)}"
        )
    try:
        when = PartialDate.parse(edtf)
    except ValueError:
        return edtf
    month = MONTHS[when.month - 1] if when.month else None
    words = " ".join(str(part) for part in (when.day, month, when.year) if part)
    return f"about {words}" if when.approximate else words
