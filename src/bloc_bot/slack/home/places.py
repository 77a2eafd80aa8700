"""Where somebody is on the Home tab: kept in the buttons and the view, so that any process can go on from there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

SECTIONS = {
    "Members": "{short} members {time}",
    "Officials": "{short} officials {time}",
    "Events": "{short} events {time}",
    "Timeline": "{short} timeline",
    "About": "{short} about",
}
"""What an organization's page can show, and the question whose answer that is."""
FIRST_SECTION = "About"
FIRST_WITH_TIME = "Members"


@dataclass(frozen=True)
class Place:
    """The front page, or a section of an organization's page. `time` is EDTF; empty: today, or all time for events."""

    organization: str = ""
    section: str = FIRST_SECTION
    time: str = ""
    page: int = 0

    def packed(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def read(cls, packed: str) -> Place:
        """The place as it was packed. What cannot be read, from an older version say, is the front page."""
        try:
            kept = json.loads(packed)
            place = cls(str(kept["organization"]), str(kept["section"]), str(kept["time"]), int(kept["page"]))
        except (ValueError, KeyError, TypeError):
            return cls()
        return place if place.section in SECTIONS else cls(place.organization)

    @property
    def has_time(self) -> bool:
        """Whether what it shows depends on a time."""
        return "{time}" in SECTIONS[self.section]

    def question(self, short: str) -> str:
        """What would be typed to see it, of the organization with this short name."""
        return SECTIONS[self.section].format(short=short, time=self.time).strip()
