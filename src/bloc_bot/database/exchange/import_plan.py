"""What an import would do: what it adds and changes, and what is refused, each with its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from bloc_bot.database.exchange.entered import EnteredRecord
from bloc_bot.database.exchange.records import IdentityRecord, NameRecord, RevisionRecord, SourceRecord


class Outcome(StrEnum):
    """What becomes of a line."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """What is on record is newer than what the file has, and stays."""
    REFUSED = "refused"


@dataclass(frozen=True)
class Finding:
    """What becomes of one line, or of the fact whose latest revision it is. `line` counts from 1; 0: the file."""

    line: int
    outcome: Outcome
    what: str
    why: str = ""


@dataclass
class Plan:
    """Everything that an import writes, in the order of the file, and what it found line by line.

    `closings` are the revisions on record that it supersedes, by lineage, as they will be then. `lines` says in which
    line each fact stands, the latest revision of it.
    """

    workspace: str = ""
    identities: list[IdentityRecord] = field(default_factory=list)
    names: list[NameRecord] = field(default_factory=list)
    sources: list[SourceRecord] = field(default_factory=list)
    closings: dict[str, RevisionRecord] = field(default_factory=dict)
    revisions: list[RevisionRecord] = field(default_factory=list)
    entered: list[EnteredRecord] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def refused(self) -> list[Finding]:
        return self.with_outcome(Outcome.REFUSED)

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(finding.outcome for finding in self.findings)

    @property
    def writes_facts(self) -> bool:
        return bool(self.closings or self.revisions)

    @property
    def writes_shared(self) -> bool:
        return bool(self.identities or self.names)

    @property
    def writes(self) -> bool:
        return bool(self.writes_facts or self.writes_shared or self.sources or self.entered)

    def with_outcome(self, outcome: Outcome) -> list[Finding]:
        """In the order of the lines."""
        return sorted((found for found in self.findings if found.outcome is outcome), key=lambda found: found.line)

    def note(self, line: int, outcome: Outcome, what: str, why: str = "") -> None:
        self.findings.append(Finding(line, outcome, what, why))

    def refuse(self, line: int, what: str, reasons: str | Iterable[str]) -> None:
        for why in [reasons] if isinstance(reasons, str) else reasons:
            self.note(line, Outcome.REFUSED, what, why)
