"""A marked-up question with its names resolved: what patterns build queries from."""

from __future__ import annotations

import re
from datetime import date

from bloc_bot.domain.dates import Truth
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import Organization, OrganizationKind, Role
from bloc_bot.domain.memo import lazy
from bloc_bot.domain.queries import Change, When
from bloc_bot.language.country_groups import countries_in
from bloc_bot.language.marked import Marked
from bloc_bot.language.names import NameMark

_EXCLUDING = re.compile(
    r"\b(?:besides|apart from|aside from|other than|except|excluding|not counting|in addition to|кроме|помимо)\b",
    re.IGNORECASE,
)


class Reader:
    """What the words of one question stand for, given the fact book and the day."""

    def __init__(self, marked: Marked, book: FactBook, today: date) -> None:
        self.marked, self.book, self.today = marked, book, today
        self.register = book.register

    def has(self, *lemmas: str) -> bool:
        return self.marked.has(*lemmas)

    @property
    def when(self) -> When | None:
        """The time asked about, if one is."""
        return self.marked.when

    @lazy
    def on(self) -> When:
        """The time asked about; now, if none is."""
        return self.marked.when or When.now(self.today)

    @property
    def whether(self) -> bool:
        """Whether it is asked as a yes or no question."""
        return self.marked.shape.startswith(("be ", "do ", "have ", "not ")) or self.marked.asks_yes_or_no

    @lazy
    def excluding(self) -> bool:
        """Whether what is named is left out of what is asked for: `who is in it besides Russia?`"""
        return _EXCLUDING.search(self.marked.text) is not None

    @lazy
    def organizations(self) -> list[Organization]:
        """Those named; of a body and its parent, the body alone."""
        named = [self.register.organizations[self.fitting(m)[0]] for m in self.marked.of_kind("organization")]
        parents = {o.parent for o in named if o.kind is OrganizationKind.BODY}
        return [o for o in named if o.id not in parents]

    @lazy
    def organization(self) -> Organization | None:
        """The organization, where exactly one is named."""
        return self.organizations[0] if len({o.id for o in self.organizations}) == 1 else None

    @lazy
    def countries(self) -> tuple[str, ...]:
        """Those named, and those in a group that is named: `the Baltic states`."""
        if not self.grouped:
            return self.named_countries
        return tuple(dict.fromkeys((*self.named_countries, *self.grouped)))

    @lazy
    def named_countries(self) -> tuple[str, ...]:
        """Those named by themselves."""
        return tuple(dict.fromkeys(m.subjects[0] for m in self.marked.of_kind("country")))

    @lazy
    def grouped(self) -> tuple[str, ...]:
        """Those in a group of countries that is named."""
        return tuple(
            country
            for group in self.marked.of_kind("group")
            for country in countries_in(group.subjects[0])
            if country in self.register.countries
        )

    @lazy
    def people(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.subjects[0] for m in self.marked.of_kind("person")))

    @lazy
    def posts(self) -> tuple[NameMark, ...]:
        return self.marked.of_kind("post")

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles asked about; none where plain membership is meant."""
        asked = {
            "observer": (Role.OBSERVER,),
            "partner": (Role.PARTNER, Role.DIALOGUE_PARTNER),
            "associate": (Role.ASSOCIATE,),
        }
        said = self.marked.shape
        meant = [
            lemma for lemma in asked if self.has(lemma) and f"not {lemma} " not in said and f"but {lemma} " not in said
        ]
        return tuple(role for lemma in meant for role in asked[lemma])

    @property
    def change(self) -> Change:
        if self.has("suspend", "freeze"):
            return Change.SUSPENDED
        return Change.LEFT if self.has("leave", "former") else Change.JOINED

    def fitting(self, name: NameMark) -> tuple[str, ...]:
        """Of several organizations of one name, those that existed at the time asked about; else all."""
        if len(name.subjects) == 1:
            return name.subjects
        others = {s for m in self.marked.of_kind("organization") if len(m.subjects) == 1 for s in m.subjects}
        if fixed := tuple(s for s in name.subjects if s in others):
            return fixed
        day = self.on.day or self.on.last or self.on.first or self.today
        alive = tuple(s for s in name.subjects if self.book.lifetime(s).truth_on(day) is not Truth.NO)
        grown = tuple(s for s in alive if self.book.terms.get(s) or self.book.memberships.get(s))
        return grown or alive or name.subjects

    def seated(self, organization: Organization) -> Organization:
        """Where the terms of a body are recorded: under itself, else under its parent."""
        if self.book.terms.get(organization.id) or not organization.parent:
            return organization
        return self.register.organizations[organization.parent]
