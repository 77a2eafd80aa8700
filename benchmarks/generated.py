"""A record far larger than any real one, made up: 600 organizations, 60,000 memberships, 100,000 events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bloc_bot.domain.dates import PartialDate, Period, Unbounded
from bloc_bot.domain.factbook import FactBook, Register
from bloc_bot.domain.facts import (
    AnyFact,
    Citation,
    Country,
    Event,
    EventNature,
    EventParty,
    Membership,
    Name,
    Organization,
    OrganizationKind,
    Role,
    Source,
)

ORGANIZATIONS, MEMBERSHIPS, EVENTS, COUNTRIES, SOURCES = 600, 60_000, 100_000, 250, 2_000
_CSTO_MEMBERS = 7


@dataclass(frozen=True)
class FixedBook:
    """A fact book that is always the same."""

    book_: FactBook

    async def book(self, workspace: str) -> FactBook:
        del workspace
        return self.book_

    async def known(self, workspace: str, day: date) -> FactBook:
        del workspace, day
        return self.book_

    async def begins(self, workspace: str) -> date | None:
        del workspace
        return None


def large_book() -> FactBook:
    """The CSTO among 599 others; it has as many members as it has had, the others share the rest."""
    organizations = {"CSTO": Organization("CSTO", "Collective Security Treaty Organization", "CSTO", _KIND)}
    organizations |= {f"O{n}": Organization(f"O{n}", f"Organization {n}", f"ORG{n}", _KIND) for n in range(1, 600)}
    countries = {f"C{n}": Country(f"C{n}", f"Country {n}") for n in range(COUNTRIES)}
    sources = {f"s{n}": _source(n) for n in range(SOURCES)}
    names = [Name(o.name, "organization", o.id) for o in organizations.values()]
    names += [Name(o.acronym, "organization", o.id) for o in organizations.values()]
    names += [Name(c.name, "country", c.id) for c in countries.values()]
    register = Register(organizations, countries, sources=sources, names=tuple(names))
    return FactBook.build(register, _facts(register))


def _facts(register: Register) -> Iterator[AnyFact]:
    sources, countries = list(register.sources.values()), list(register.countries)
    others = [key for key in register.organizations if key != "CSTO"]
    for n in range(MEMBERSHIPS):
        organization = "CSTO" if n < _CSTO_MEMBERS else others[n % len(others)]
        yield Membership(
            id=f"m{n}",
            organization=organization,
            period=Period(PartialDate(1992 + n % 30, 1 + n % 12), Unbounded.OPEN),
            citations=(Citation(sources[n % SOURCES]), Citation(sources[(n + 7) % SOURCES])),
            party=countries[n % COUNTRIES] if n < _CSTO_MEMBERS else countries[(n // len(others)) % COUNTRIES],
            role=Role.MEMBER,
        )
    for n in range(EVENTS):
        yield Event(
            id=f"e{n}",
            organization="CSTO" if n % 600 == 0 else others[n % len(others)],
            period=Period.during(PartialDate(1992 + n % 30, 1 + n % 12, 1 + n % 28)),
            citations=(Citation(sources[n % SOURCES]),),
            title=f"Meeting number {n} of the council",
            summary=f"The council met for the {n}th time and adopted a statement.",
            nature=EventNature.HAPPENED,
            parties=(EventParty(countries[n % COUNTRIES]),),
        )


def _source(n: int) -> Source:
    return Source(f"s{n}", f"Agency {n % 40}", f"Report {n}", f"https://example.org/{n}", PartialDate(2000 + n % 25))


_KIND = OrganizationKind.ORGANIZATION
