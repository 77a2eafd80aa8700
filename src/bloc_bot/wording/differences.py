"""What differs between an answer as it was given and the same answer now, in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bloc_bot.domain.replies import CitedSource, Item, Reply
from bloc_bot.wording.citing import tells_freshness

_MARKS = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True)
class Differences:
    """Rows by what became of them; headline and notes where they are not the same; sources that came and went."""

    headline: tuple[str, str] | None
    changed: tuple[tuple[Item, Item], ...]
    added: tuple[Item, ...]
    gone: tuple[Item, ...]
    noted: tuple[str, ...]
    noted_no_more: tuple[str, ...]
    cited: tuple[CitedSource, ...]
    cited_no_more: tuple[CitedSource, ...]

    @property
    def of_substance(self) -> bool:
        """Whether the answer says something else, and not only that it rests on other or newer sources."""
        return bool(self.lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """Each difference of substance as a line of plain text, what matters most first."""
        return (
            *self._headlines(),
            *(f"{old.label}: was “{old.detail}”, is now “{new.detail}”" for old, new in self.changed),
            *(f"Added: {_row(item)}" for item in self.added),
            *(f"Gone: {_row(item)}" for item in self.gone),
            *self._notes(fresh=False),
        )

    @property
    def freshness_lines(self) -> tuple[str, ...]:
        """The same of notes on how fresh it is."""
        return self._notes(fresh=True)

    def _notes(self, *, fresh: bool) -> tuple[str, ...]:
        return (
            *(f"Noted now: {note}" for note in self.noted if tells_freshness(note) is fresh),
            *(f"Noted no more: {note}" for note in self.noted_no_more if tells_freshness(note) is fresh),
        )

    def _headlines(self) -> tuple[str, ...]:
        return (f"It said: “{self.headline[0]}” It says now: “{self.headline[1]}”",) if self.headline else ()


def differences(before: Reply, now: Reply) -> Differences:
    """What is other. The order of rows and the numbers of sources do not matter."""
    rows = _paired(before.items, now.items)
    notes_before, notes_now = _notes(before), _notes(now)
    sources_before, sources_now = _sources(before), _sources(now)
    return Differences(
        headline=(before.headline, now.headline) if _bare(before.headline) != _bare(now.headline) else None,
        changed=tuple((old, new) for old, new in rows if old and new and _said(old) != _said(new)),
        added=tuple(new for old, new in rows if new and not old),
        gone=tuple(old for old, new in rows if old and not new),
        noted=tuple(note for note in notes_now if note not in notes_before),
        noted_no_more=tuple(note for note in notes_before if note not in notes_now),
        cited=tuple(source for key, source in sources_now.items() if key not in sources_before),
        cited_no_more=tuple(source for key, source in sources_before.items() if key not in sources_now),
    )


def _paired(before: Iterable[Item], now: Iterable[Item]) -> list[tuple[Item | None, Item | None]]:
    """Rows that show the same fact, or that have the same name where they show none; then what has no counterpart."""
    waiting: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in before:
        waiting[_key(item)].append(item)
    pairs: list[tuple[Item | None, Item | None]] = []
    for item in now:
        same = waiting[_key(item)]
        pairs.append((same.pop(0) if same else None, item))
    return [*pairs, *((item, None) for items in waiting.values() for item in items)]


def _key(item: Item) -> tuple[str, str]:
    return ("fact", item.fact) if item.fact else (item.id, item.label)


def _said(item: Item) -> tuple[str | None, ...]:
    return item.label, item.since, item.until, _bare(item.detail)


def _row(item: Item) -> str:
    return f"{item.label} — {item.detail}" if item.detail else item.label


def _bare(text: str) -> str:
    """Without the numbers of sources, which hang on what else is cited."""
    return _MARKS.sub("", text)


def _notes(reply: Reply) -> list[str]:
    return [_bare(caveat) for caveat in reply.caveats]


def _sources(reply: Reply) -> dict[tuple[str, str, str | None], CitedSource]:
    return {(source.url, source.title, source.relayed_from): source for source in reply.citations}
