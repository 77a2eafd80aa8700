"""Groups of countries that people name together: the one place that says who is in them.

To teach the bot a group, add a row. Each is written as it may be named, without `the` and with or without
`states`, `countries`, `republics` or `nations` behind it.
"""

from __future__ import annotations

GROUPS: dict[str, tuple[tuple[str, ...], str]] = {
    "baltic states": (("Baltic", "Baltics", "Balts", "Baltic trio", "страны Балтии", "Прибалтика"), "EE LV LT"),
    "central asia": (
        ("Central Asian", "Central Asians", "Central Asia", "Central Asian five", "страны Центральной Азии"),
        "KZ KG TJ TM UZ",
    ),
    "south caucasus": (
        ("South Caucasus", "South Caucasian", "Transcaucasian", "Transcaucasus", "Южный Кавказ", "страны Закавказья"),
        "AM AZ GE",
    ),
    "nordic countries": (("Nordic", "Nordics"), "DK FI IS NO SE"),
    "scandinavia": (("Scandinavian", "Scandinavia"), "DK NO SE"),
    "benelux": (("Benelux",), "BE NL LU"),
    "visegrad group": (("Visegrad", "Visegrad Four", "Visegrád"), "CZ HU PL SK"),
    "former soviet republics": (
        ("post Soviet", "former Soviet", "ex Soviet", "former USSR", "former Soviet Union"),
        "AM AZ BY EE GE KZ KG LV LT MD RU TJ TM UA UZ",
    ),
}
"""What a group is → its names, and the ISO 3166 codes of the countries in it."""

_NOUNS = ("states", "state", "countries", "country", "republics", "republic", "nations", "nation")


def group_names() -> tuple[tuple[str, str], ...]:
    """Each name that a group may be called, with the group."""
    return tuple(
        (name if noun is None else f"{name} {noun}", group)
        for group, (names, _) in GROUPS.items()
        for name in names
        for noun in (None, *_NOUNS)
    )


def countries_in(group: str) -> tuple[str, ...]:
    """The codes of the countries in a group."""
    return tuple(GROUPS[group][1].split())
