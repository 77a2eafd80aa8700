"""Which rows of a long answer stand on which page, and which sources those rows need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from bloc_bot.domain.replies import CitedSource, Item, Reply
from bloc_bot.slack.answers.tables import ROWS as TABLE_ROWS
from bloc_bot.slack.answers.tables import Table
from bloc_bot.slack.mrkdwn import escaped_within, link, shortened, written_date

ROWS = 20
ROOM = 7_000
"""Characters of rows and sources on a page. Slack refuses messages of about 13,000 characters in blocks."""
_ROW = 700
_SOURCE = 1_200
_TITLE = 200


@dataclass(frozen=True)
class Pages:
    """The rows and sources of a reply as lines, each written once, and where its pages begin.

    With a `table`, its rows stand for the lines, and more of them on a page.
    """

    reply: Reply
    table: Table | None = None

    @cached_property
    def rows(self) -> list[str]:
        return [row_line(item) for item in self.reply.items]

    @cached_property
    def sources(self) -> dict[int, str]:
        return {source.number: source_line(source) for source in self.reply.citations}

    @cached_property
    def starts(self) -> list[int]:
        """The number of the first row of each page."""
        most = ROWS if self.table is None else TABLE_ROWS
        if len(self._lengths) <= most and sum(self._lengths) + sum(map(len, self.sources.values())) <= ROOM:
            return [0]
        starts, held, room, listed = [0], 0, ROOM, set[int]()
        for index, item in enumerate(self.reply.items):
            cost = self._cost(index, listed)
            if held and (held == most or cost > room):
                starts.append(index)
                held, room, listed = 0, ROOM, set()
                cost = self._cost(index, listed)
            held, room = held + 1, room - cost
            listed.update(item.citations)
        return starts

    def nearest(self, page: int) -> int:
        """The page, or where there is none of that number, the last or the first."""
        return min(max(page, 0), len(self.starts) - 1)

    def bounds(self, page: int) -> tuple[int, int]:
        """The first row of a page, and the one after its last."""
        ends = [*self.starts[1:], len(self.reply.items)]
        return self.starts[page], ends[page]

    def rows_of(self, page: int) -> list[str]:
        first, end = self.bounds(page)
        return self.rows[first:end]

    def sources_of(self, page: int) -> list[str]:
        """The sources of its rows, and those that no row is about: they back the headline.

        As many as there is room for, and how many there are beside them: the plain text has all.
        """
        if len(self.starts) == 1:
            return _fitting(list(self.sources.values()), ROOM - sum(self._lengths))
        first, end = self.bounds(page)
        elsewhere = self._cited([*self.reply.items[:first], *self.reply.items[end:]])
        hidden = elsewhere - self._cited(self.reply.items[first:end])
        shown = [line for number, line in self.sources.items() if number not in hidden]
        return _fitting(shown, ROOM - sum(self._lengths[first:end]))

    @cached_property
    def _lengths(self) -> list[int]:
        if self.table is None:
            return [len(row) for row in self.rows]
        return [sum(map(len, cells)) for cells in self.table.rows]

    def _cost(self, index: int, listed: set[int]) -> int:
        new = set(self.reply.items[index].citations) - listed
        return self._lengths[index] + sum(len(self.sources.get(number, "")) for number in new)

    @staticmethod
    def _cited(items: tuple[Item, ...] | list[Item]) -> set[int]:
        return {number for item in items for number in item.citations}


def row_line(item: Item) -> str:
    """`• Armenia — since 15 May 1992 [1][2]`"""
    return _row_line(item.label, item.detail, item.citations)


def source_line(source: CitedSource) -> str:
    """`[1] RIA Novosti: Title, 11 January 2008, relaying Interfax`, the title linked."""
    return f"[{source.number}] {source_words(source)}"


def source_words(source: CitedSource) -> str:
    """A source without its number."""
    published, attested = source.date or "", source.attested_on or ""
    return _source_line(source.publisher, source.title, source.url, published, source.relayed_from or "", attested)


# The same rows and sources come again and again; to look a line up takes a tenth of writing it.
@lru_cache(maxsize=8_192)
def _row_line(label: str, detail: str, citations: tuple[int, ...]) -> str:
    line = f"• {label} — {detail}" if detail else f"• {label}"
    return escaped_within(" ".join(line.split()), _ROW) + _marks(citations)


@lru_cache(maxsize=8_192)
def _source_line(publisher: str, title: str, url: str, published: str, relayed_from: str, attested: str) -> str:
    publisher, title = escaped_within(publisher, _TITLE), shortened(title or url, _TITLE)
    line = f"{publisher}: {link(url, title)}"
    if published:
        line += f", {written_date(published)}"
    if relayed_from:
        line += f", relaying {escaped_within(relayed_from, _TITLE)}"
    if attested and attested != published:
        line += f", as of {written_date(attested)}"
    # A very long address leaves no room for anything else: then the title without it; the plain text has all.
    return line if len(line) <= _SOURCE else f"{publisher}: {escaped_within(title, _TITLE)}"


def _fitting(lines: list[str], room: int) -> list[str]:
    for count, line in enumerate(lines):
        room -= len(line)
        if room < 0 and count:
            return [*lines[:count], f"And {len(lines) - count} more sources."]
    return lines


def _marks(numbers: tuple[int, ...]) -> str:
    marks = "".join([f"[{number}]" for number in numbers])
    return f" {shortened(marks, 200)}" if marks else ""
