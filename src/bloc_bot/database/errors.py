"""What can go wrong with the record, each told in a sentence that may be shown."""

from __future__ import annotations


class DatabaseUnavailable(Exception):
    """The database does not answer. What was to be written is not written."""


class Refused(Exception):
    """A draft that cannot go on record as it is. The message says what to change, `field` in which part."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Superseded(Exception):
    """Somebody else, `by` their id in the message, changed the fact first. Nothing was written."""

    def __init__(self, message: str, by: str = "") -> None:
        super().__init__(message)
        self.by = by


class NotOnRecord(Exception):
    """There is no such fact for this workspace."""


class BackupFailed(Exception):
    """A backup could not be written or brought back. What was there before still is."""
