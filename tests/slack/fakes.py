"""What stands behind the listeners in tests that are about Slack: answers from a list, records in a dict."""
# ruff: noqa: ARG002 - a fake has the parameters of what it stands for

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bloc_bot.database.errors import NotOnRecord
from bloc_bot.domain.drafts import Draft, Recorded, Revision
from bloc_bot.domain.factbook import FactBook, Register
from bloc_bot.domain.facts import Country, Name, Organization, OrganizationKind
from bloc_bot.domain.queries import Query
from bloc_bot.domain.replies import CitedSource, Covered, Item, Overview, Reply, Status
from bloc_bot.domain.timelines import Chart, Group

NOW = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
BOOK = FactBook.build(
    Register(
        organizations={
            "CSTO": Organization(
                "CSTO", "Collective Security Treaty Organization", "CSTO", OrganizationKind.ORGANIZATION
            ),
            "SCO": Organization("SCO", "Shanghai Cooperation Organisation", "SCO", OrganizationKind.ORGANIZATION),
        },
        countries={"AM": Country("AM", "Armenia"), "BY": Country("BY", "Belarus")},
        names=(Name("ОДКБ", "organization", "CSTO", "ru"), Name("Tashkent Treaty", "organization", "CSTO")),
    ),
    facts=(),
)
SOURCE = CitedSource(
    number=1, publisher="CSTO", title="Charter", date="2002-10-07", url="https://odkb-csto.org/?a=1&b=2"
)


def reply(headline: str = "The CSTO has six members.", rows: int = 1, **more: Any) -> Reply:
    items = tuple(
        Item(id=str(n), label=f"Member {n}", detail="since 15 May 1992", citations=(1,)) for n in range(1, rows + 1)
    )
    whole = {
        "status": Status.ANSWERED,
        "items": items,
        "citations": (SOURCE,),
        "as_of": "2013-09-22",
        "query": {"kind": "members", "organization": "CSTO", "roles": [], "on": "2013-09-22"},
        "text": "\n".join([headline, *(f"{item.label}: {item.detail}" for item in items)]),
    }
    return Reply(headline=headline, **{**whole, **more})


OVERVIEW = Overview(
    headline="Short answers.",
    covered=(
        Covered(id="CSTO", short="CSTO", name="Treaty Organization", counts="6 members today", newest=SOURCE),
        Covered(id="SCO", short="SCO", name="Cooperation Organisation", counts="10 members today"),
    ),
    latest=(Item(id="e1", label="Charter signed", detail="7 October 2002", citations=(1,)),),
    citations=(SOURCE,),
    kinds=(("Who belonged", "csto members"),),
)


def timeline(title: str = "Membership of the CSTO over time", **more: Any) -> Reply:
    chart = Chart(
        title=title, first=date(2002, 1, 1), last=TODAY, today=TODAY, groups=(Group(label="CSTO"),),
        in_words="The CSTO has had 7 members on record.",
    )  # fmt: skip
    query = {"kind": "timeline", "organizations": ["CSTO"], "subject": "members", "posts": [], "on": None}
    return reply("The CSTO has had 7 members on record.", timeline=chart, query=query, **more)


@dataclass
class FakeAnswers:
    """Gives `reply` for everything, unless told to fail or to take its time."""

    reply: Reply = field(default_factory=reply)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)
    overview_: Overview = field(default_factory=lambda: OVERVIEW)
    failure: Exception | None = None
    delay: float = 0

    async def answer(self, question: str, *, conversation: str, workspace: str, today: date) -> Reply:
        self.asked.append((question, conversation, workspace))
        return await self._reply()

    async def answer_query(self, query: Query, *, workspace: str, today: date) -> Reply:
        self.queries.append(query)
        return await self._reply()

    async def overview(self, *, workspace: str, today: date) -> Overview:
        await self._reply()
        return self.overview_

    async def _reply(self) -> Reply:
        await asyncio.sleep(self.delay)
        if self.failure is not None:
            raise self.failure
        return self.reply

    @property
    def questions(self) -> list[str]:
        return [question for question, _, _ in self.asked]


@dataclass
class FakeGallery:
    """Draws nothing: every picture is the title of its chart."""

    drawn: list[Chart] = field(default_factory=list)
    failure: Exception | None = None
    delay: float = 0

    async def png(self, chart: Chart) -> bytes:
        await asyncio.sleep(self.delay)
        if self.failure is not None:
            raise self.failure
        self.drawn.append(chart)
        return chart.title.encode()


@dataclass
class FakeBooks:
    book_: FactBook = BOOK
    failure: Exception | None = None

    async def book(self, workspace: str) -> FactBook:
        if self.failure is not None:
            raise self.failure
        return self.book_


@dataclass
class FakeRecords:
    """Events by their ids; the number of a revision is that of its event."""

    events: dict[str, tuple[Draft, str, str]] = field(default_factory=dict)
    undone: list[tuple[tuple[Revision, ...], str, str]] = field(default_factory=list)
    failure: Exception | None = None

    async def record(
        self, draft: Draft, workspace: str, by: str, now: datetime, replacing: Sequence[Revision] = (), form: str = ""
    ) -> Recorded:
        if self.failure is not None:
            raise self.failure
        number = len(self.events) + 1
        self.events[f"event-{number}"] = (draft, workspace, by)
        return Recorded(f"event-{number}", (Revision(number),))

    async def recorded_from(self, form: str, workspace: str) -> Recorded | None:
        return None

    async def undo(self, revisions: Sequence[Revision], workspace: str, by: str, now: datetime) -> Recorded:
        await self.check_current(revisions, workspace)
        self.undone.append((tuple(revisions), workspace, by))
        return Recorded(f"event-{revisions[0].number}", ())

    async def latest(self, revisions: Sequence[Revision], workspace: str) -> tuple[Revision, ...]:
        return tuple(revisions)

    async def check_current(self, revisions: Sequence[Revision], workspace: str) -> None:
        if any(tuple(revisions) == gone for gone, _, _ in self.undone):
            raise NotOnRecord("There is no such fact on record.")


@dataclass
class FakeClaims:
    """Shared by all processes, like the database."""

    claimed: dict[str, datetime] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    failure: Exception | None = None

    async def claim(self, key: str, now: datetime, lease: timedelta) -> bool:
        if self.failure is not None:
            raise self.failure
        if key in self.finished or (key in self.claimed and now < self.claimed[key]):
            return False
        self.claimed[key] = now + lease
        return True

    async def finish(self, key: str, now: datetime) -> None:
        if self.failure is not None:
            raise self.failure
        self.finished.add(key)


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now
