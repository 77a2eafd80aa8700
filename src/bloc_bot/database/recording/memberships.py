"""A change of a membership, as facts: new ones, and those on record with their end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bloc_bot.database.errors import Refused
from bloc_bot.domain.dates import PartialDate, Period, Unbounded
from bloc_bot.domain.drafts import MembershipChange, MembershipDraft
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import FULL_ROLES, Citation, Membership, Role, Source, Standing, Term

Ending = TypeVar("Ending", bound=Membership | Term)
_SETTLED_BY_AN_END = ("until", "standing")


def facts_of_membership(draft: MembershipDraft, book: FactBook, source: Source, id: str) -> tuple[Membership, ...]:
    """The facts after the change, the one that it is about first. A new one gets `id`.

    Refused where the change cannot follow on what is on record.
    """
    case = _Case(draft, book, source, id)
    match draft.change:
        case MembershipChange.JOINED:
            return case.joined()
        case MembershipChange.LEFT:
            return case.left()
        case MembershipChange.SUSPENDED:
            return case.less_than_full(Standing.SUSPENDED)
        case MembershipChange.FROZEN:
            return case.less_than_full(Standing.FROZEN)
        case MembershipChange.RETURNED:
            return case.returned()


def ended(fact: Ending, on: PartialDate, source: Source) -> Ending:
    """The fact with its end, and the source of that first: answers name only some. Refused if it is before its start.

    What sources said otherwise of its end or its standing was about the time when it went on: that is settled now,
    and stays in the revision before.
    """
    try:
        period = Period(fact.period.since, on)
    except ValueError as error:
        raise Refused(f"This is not after its start, {fact.period.since}, which is on record.", "date") from error
    others = (citation for citation in fact.supporting if citation.source.id != source.id)
    disputing = tuple(citation for citation in fact.disputing if citation.disputed not in _SETTLED_BY_AN_END)
    preferred = fact.preferred if disputing else ""
    return replace(fact, period=period, citations=(Citation(source), *others, *disputing), preferred=preferred)


@dataclass(frozen=True)
class _Case:
    """One draft, beside what is on record of the same country in the same organization."""

    draft: MembershipDraft
    book: FactBook
    source: Source
    id: str

    def joined(self) -> tuple[Membership, ...]:
        """A new membership. A lesser role that goes on, such as observer, ends with it."""
        new = self._new(self._role, start=self.draft.detail)
        lesser = [m for m in self._open(self._plain) if m.role not in FULL_ROLES and m.role is not new.role]
        earlier = [self._ended(m, "") for m in lesser]
        self._refuse_overlaps(new, [m for m in self._plain if m not in lesser])
        return (new, *earlier)

    def left(self) -> tuple[Membership, ...]:
        """The membership that goes on gets its end, and so does a standing within it."""
        membership = self._membership("There is nothing to leave.")
        standings = (self._ended(standing, "") for standing in self._open(self._standings))
        return (self._ended(membership, self.draft.detail), *standings)

    def less_than_full(self, standing: Standing) -> tuple[Membership, ...]:
        """A standing within the membership that goes on."""
        membership = self._membership("Only what goes on can be suspended or frozen.")
        for other in self._open(self._standings):
            raise Refused(
                f"{self._who} is {other.standing} since {other.period.since} already. Record first that it returned.",
                "change",
            )
        ended(membership, self.draft.date, self.source)  # refuses a day before the membership began
        return (self._new(membership.role, standing, start=self.draft.detail),)

    def returned(self) -> tuple[Membership, ...]:
        """The end of a standing; without one, a new membership after one that has ended."""
        if standings := self._open(self._standings):
            return tuple(self._ended(standing, self.draft.detail) for standing in standings)
        new = self._new(self._role, start=self.draft.detail)
        if not self._matching:
            raise Refused(f"{self._who} has not been a {self._role} before, on record. Choose “joined”.", "change")
        self._refuse_overlaps(new, self._plain)
        return (new,)

    @property
    def _who(self) -> str:
        return self.book.register.label(self.draft.country)

    @property
    def _role(self) -> Role:
        organization = self.book.register.organizations[self.draft.organization]
        return organization.member_role if self.draft.role is Role.MEMBER else self.draft.role

    @property
    def _recorded(self) -> list[Membership]:
        recorded = self.book.memberships.get(self.draft.organization, ())
        return [m for m in recorded if m.party == self.draft.country and m.role is not Role.NOT_A_MEMBER]

    @property
    def _plain(self) -> list[Membership]:
        return [m for m in self._recorded if m.standing is None]

    @property
    def _standings(self) -> list[Membership]:
        return [m for m in self._recorded if m.standing is not None]

    @property
    def _matching(self) -> list[Membership]:
        """Memberships in the role of the draft; any full one, if it is that of a member."""
        roles = FULL_ROLES if self.draft.role is Role.MEMBER else {self.draft.role}
        return [m for m in self._plain if m.role in roles]

    def _open(self, memberships: Sequence[Membership]) -> list[Membership]:
        """Those without an end on record."""
        return [m for m in memberships if not isinstance(m.period.until, PartialDate)]

    def _membership(self, advice: str) -> Membership:
        found = self._open(self._matching)
        if not found:
            short = self.book.register.label(self.draft.organization)
            said = f"{self._who} has no membership of the {short} as a {self._role} that goes on, on record."
            raise Refused(f"{said} {advice}", "change")
        return found[-1]

    def _new(self, role: Role, standing: Standing | None = None, start: str = "") -> Membership:
        return Membership(
            id=self.id,
            organization=self.draft.organization,
            period=Period(self.draft.date, Unbounded.OPEN),
            citations=(Citation(self.source),),
            party=self.draft.country,
            role=role,
            standing=standing,
            start=start,
        )

    def _ended(self, membership: Membership, how: str) -> Membership:
        return replace(ended(membership, self.draft.date, self.source), end=how or membership.end)

    def _refuse_overlaps(self, new: Membership, others: Iterable[Membership]) -> None:
        for other in others:
            if new.period.surely_overlaps(other.period):
                until = (
                    f"until {other.period.until}" if isinstance(other.period.until, PartialDate) else "without an end"
                )
                known = f"{self._who} is on record as {other.role} from {other.period.since} {until}"
                raise Refused(f"{known}: the two would overlap.", "date")
