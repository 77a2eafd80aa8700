"""Capitals that stand for their countries, as in headlines: `when did Tashkent leave GUAM?`

To teach the bot another, add a row.
"""

from __future__ import annotations

import re

from bloc_bot.domain.factbook import Register
from bloc_bot.domain.queries import MembershipDates, MembershipStatus, MembershipStatuses, Query
from bloc_bot.language.marked import Marked

CAPITALS: dict[str, str] = {
    "athens": "GR", "belgrade": "RS", "bratislava": "SK", "copenhagen": "DK", "dublin": "IE", "kabul": "AF",
    "lisbon": "PT", "ljubljana": "SI", "madrid": "ES", "nicosia": "CY", "ottawa": "CA", "podgorica": "ME",
    "prague": "CZ", "reykjavik": "IS", "sarajevo": "BA", "sofia": "BG", "tirana": "AL", "valletta": "MT",
    "zagreb": "HR",
    "ankara": "TR", "ашхабад": "TM", "ashgabat": "TM", "astana": "KZ", "баку": "AZ", "baku": "AZ", "beijing": "CN",
    "berlin": "DE", "bishkek": "KG", "budapest": "HU", "bucharest": "RO", "chisinau": "MD", "delhi": "IN",
    "dushanbe": "TJ", "helsinki": "FI", "islamabad": "PK", "kiev": "UA", "kyiv": "UA", "london": "GB", "minsk": "BY",
    "moscow": "RU", "oslo": "NO", "paris": "FR", "riga": "LV", "rome": "IT", "skopje": "MK", "stockholm": "SE",
    "tallinn": "EE", "tashkent": "UZ", "tbilisi": "GE", "tehran": "IR", "ulaanbaatar": "MN", "vilnius": "LT",
    "warsaw": "PL", "yerevan": "AM", "москва": "RU", "минск": "BY", "ереван": "AM", "ташкент": "UZ", "тбилиси": "GE",
    "киев": "UA", "астана": "KZ", "бишкек": "KG", "душанбе": "TJ", "кишинев": "MD",
}  # fmt: skip
"""A capital, in lower case → the ISO 3166 code of its country."""

_CAPITAL = re.compile(
    rf"(?<!\w)(?<!in )(?<!at )(?:{'|'.join(CAPITALS)})"
    r"(?!\w|[ ,]+\d| (?:summit|meeting|session|conference|declaration))",
    re.IGNORECASE,
)
"""A capital that is not the place of something."""


def with_country(marked: Marked, register: Register) -> Marked | None:
    """The question with the first capital in it read as its country; None where there is none."""
    if CAPITALS.keys().isdisjoint(marked.unread) or (found := _CAPITAL.search(marked.text)) is None:
        return None
    capital = found[0].casefold()
    country = CAPITALS[capital]
    known = country in register.countries and capital in marked.unread
    return marked.naming_country(capital, country) if known else None


def is_of_membership(query: Query) -> bool:
    """Whether a capital can stand for its country there: of an event, it may be the place."""
    return isinstance(query, MembershipDates | MembershipStatus | MembershipStatuses)
