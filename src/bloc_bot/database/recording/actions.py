"""What can become of a fact: how its revisions follow on each other."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """What became of a fact."""

    SEEDED = "seeded"
    PROPOSED = "proposed"
    RECORDED = "recorded"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
