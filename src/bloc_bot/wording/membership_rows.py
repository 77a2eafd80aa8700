"""What the words for members, statuses and changes share: the row of a membership, standings, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bloc_bot.domain.dates import PartialDate, Unbounded
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import FULL_ROLES, AnyFact, Membership, Organization, Role, Standing
from bloc_bot.domain.findings import Held
from bloc_bot.domain.memo import Once
from bloc_bot.domain.queries import Change, When
from bloc_bot.domain.replies import Item
from bloc_bot.wording.citing import Citing, marks
from bloc_bot.wording.phrases import (
    edtf,
    in_words,
    listed,
    on_date,
    period_words,
    sentence,
    since_and_until,
    the,
)

PLURALS = {
    Role.PARTICIPATING_STATE: "participating States",
    Role.SIGNATORY: "signatories",
    Role.FOUNDING_STATE: "founding States",
}

STANDING = {Standing.FROZEN: "participation frozen", Standing.SUSPENDED: "suspended", Standing.LEAVING: "leaving"}


def membership_item(
    m: Membership, book: FactBook, citing: Citing, standings: Sequence[Membership] = (), on: When | None = None
) -> Item:
    item = _rows(book).of(m, citing.fact(m, on))
    own = [s for s in standings if s.party == m.party]
    if not own:
        return item
    now = [f"{STANDING[s.standing]} {period_words(s.period)}" for s in own if s.standing]
    return replace(
        item,
        detail="; ".join(filter(None, [item.detail, *now])),
        beside=_of_the_same(m, own),
        cells=(*item.cells[:-1], "; ".join(filter(None, [item.cells[-1], *now]))),
    )


def with_standings(item: Item, m: Membership, standings: Iterable[Membership]) -> Item:
    """The row, leading to the standings of the membership too, of which only a note tells."""
    return replace(item, beside=_of_the_same(m, standings))


def _of_the_same(m: Membership, standings: Iterable[Membership]) -> tuple[str, ...]:
    return tuple(s.id for s in standings if (s.party, s.organization) == (m.party, m.organization) and s.id != m.id)


class _Rows:
    """The rows of a fact book, each put into words once: long lists are asked for again and again."""

    def __init__(self, book: FactBook) -> None:
        self._register = book.register
        self._made: dict[tuple[str, tuple[int, ...]], Item] = {}
        """By the membership and the numbers of its sources, which differ from answer to answer."""

    def of(self, m: Membership, citations: tuple[int, ...]) -> Item:
        item = self._made.get((m.id, citations))
        if item is None:
            if len(self._made) >= _MOST_KEPT:
                self._made.clear()
            item = self._made[m.id, citations] = self._put_into_words(m, citations)
        return item

    def _put_into_words(self, m: Membership, citations: tuple[int, ...]) -> Item:
        return Item(
            id=m.party,
            label=self._register.label(m.party),
            since=edtf(m.period.since),
            until=edtf(m.period.until),
            detail=when_belonged(m),
            citations=citations,
            fact=m.id,
            # The last is what is to be said beside the dates.
            cells=(*since_and_until(m.period), "; ".join(_remarks(m))),
        )


_MOST_KEPT = 8192
_rows: Once[FactBook, _Rows] = Once(_Rows)


def _remarks(m: Membership) -> list[str]:
    """What is to be said beside the dates."""
    if period_words(m.period):
        return [m.end] if m.end and isinstance(m.period.until, PartialDate) else []
    return [f"attested {listed([in_words(when) for when in m.attestations])}"] if m.attestations else []


def when_belonged(m: Membership) -> str:
    words = period_words(m.period) or _attested(m)
    return f"{words} ({m.end})" if m.end and isinstance(m.period.until, PartialDate) else words


def _attested(m: Membership) -> str:
    dates = listed([in_words(when) for when in m.attestations])
    going_on = m.period.until is Unbounded.OPEN
    start = "since when is not on record" if going_on else "dates not on record"
    return f"{start}; attested {dates}" if dates else start


def standing_caveats(standings: Iterable[Membership], book: FactBook, citing: Citing) -> list[str]:
    """A caveat a standing: since when and how, that no withdrawal is on record, and until when it is attested."""
    return [_standing_caveat(s, STANDING[s.standing], book, citing) for s in standings if s.standing]


def _standing_caveat(s: Membership, standing: str, book: FactBook, citing: Citing) -> str:
    how = f", {s.start}" if s.start else ""
    attested = f" (last attested {in_words(s.last_attested)})" if s.last_attested else ""
    left = "" if _has_left(s, book) else f"; no withdrawal is on record{attested}"
    said = f"{book.register.label(s.party)}: {standing} {period_words(s.period)}{how}{left} {marks(citing.fact(s))}"
    return f"{sentence(said)} {sentence(s.note)}" if s.note else sentence(said)


def _has_left(standing: Membership, book: FactBook) -> bool:
    """Whether the membership that the standing is a state of has ended."""
    own = [m for m in book.memberships.get(standing.organization, ()) if m.party == standing.party and not m.standing]
    return not any(m.period.until is Unbounded.OPEN for m in own)


def facts_of(held: Iterable[Held[Membership]]) -> list[Membership]:
    return [one.fact for one in held]


def by_label(facts: Iterable[Membership], book: FactBook) -> list[Membership]:
    return sorted(facts, key=lambda m: book.register.label(m.party))


def party_name(party: str, book: FactBook) -> str:
    organization = book.register.organizations.get(party)
    return the(organization) if organization else book.register.label(party)


def subject(fact: AnyFact, book: FactBook) -> str:
    return book.register.label(fact.party) if isinstance(fact, Membership) else fact.id


def a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"


def change_words(m: Membership, change: Change) -> str:
    end = m.period.since if change is Change.JOINED else m.period.until
    how = m.start if change is Change.JOINED else m.end
    when = on_date(end) if isinstance(end, PartialDate) else "on a day not on record"
    return f"{when}{f' ({how})' if how else ''}"


def status_item(m: Membership, book: FactBook, citing: Citing) -> Item:
    item = membership_item(m, book, citing)
    return replace(item, detail=f"{m.role.value} {item.detail}" if m.role is not Role.NOT_A_MEMBER else _not_member(m))


def _not_member(m: Membership) -> str:
    said = listed([in_words(when) for when in m.attestations])
    return f"named as no member{' ' + said if said else ''}{'; ' + m.note if m.note else ''}"


def elsewhere_item(m: Membership, book: FactBook, citing: Citing) -> Item:
    item = membership_item(m, book, citing)
    place = book.register.organizations[m.organization].name
    return replace(item, detail=f"{m.role.value} of the {place} {item.detail}")


def cite_members(organization: Organization, book: FactBook, citing: Citing) -> tuple[int, ...]:
    """A `never` rests on the list of members being complete: cite what backs the newest of them."""
    recorded = [m for m in book.memberships.get(organization.id, ()) if m.role in FULL_ROLES]
    newest = sorted(recorded, key=lambda m: m.last_attested.earliest if m.last_attested else date.min)
    return tuple(dict.fromkeys(number for membership in newest[-2:] for number in citing.fact(membership)))
