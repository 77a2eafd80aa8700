"""The numbered sources under an answer, and the caveats that come from how sources stand to a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from bloc_bot.domain.dates import PartialDate, Period
from bloc_bot.domain.facts import AnyFact, Citation
from bloc_bot.domain.queries import When
from bloc_bot.domain.replies import CitedSource
from bloc_bot.wording.phrases import in_words, sentence

_SOURCES_A_ROW = 4
_STALE = timedelta(days=365)


class Citing:
    """Numbers sources in the order in which an answer first needs them."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._cited: list[CitedSource] = []
        self._facts: dict[str, None] = {}
        self._groups: dict[int, tuple[int, ...]] = {}

    def cite(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        return tuple(dict.fromkeys([self._number(citation) for citation in citations]))

    def fact(self, fact: AnyFact, on: When | None = None) -> tuple[int, ...]:
        """The numbers of a fact's sources: of many, those that attest the time asked about, and the newest."""
        self._facts[fact.id] = None
        if len(fact.supporting) <= _SOURCES_A_ROW:
            # Facts of one source share their citations: the very same object, which lives as long as the book.
            numbers = self._groups.get(id(fact.citations))
            if numbers is None:
                numbers = self._groups[id(fact.citations)] = self.cite(fact.supporting)
            return numbers
        then = [c for c in fact.supporting if c.attested_on and on and _falls_within(c.attested_on, on)]
        kept = {id(c) for c in [*then, fact.newest, *fact.supporting][:_SOURCES_A_ROW]}
        return self.cite(c for c in fact.supporting if id(c) in kept)

    @property
    def sources(self) -> tuple[CitedSource, ...]:
        return tuple(self._cited)

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts whose sources were asked for."""
        return tuple(self._facts)

    def _number(self, citation: Citation) -> int:
        key = (citation.source.id, citation.relayed_from)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._numbers) + 1
            self._cited.append(cited(citation, number))
        return number


def cited(citation: Citation, number: int) -> CitedSource:
    """A source as a reply shows it, under this number."""
    source = citation.source
    return CitedSource(
        number=number,
        publisher=source.publisher,
        title=source.title,
        date=str(source.published) if source.published else None,
        url=source.url,
        relayed_from=citation.relayed_from or None,
        attested_on=str(citation.attested_on) if citation.attested_on else None,
    )


def _falls_within(when: PartialDate, on: When) -> bool:
    return (on.first or date.min) <= when.latest and when.earliest <= (on.last or date.max)


def marks(numbers: Iterable[int]) -> str:
    """`[1][2]`, to stand after what the sources back."""
    return "".join([f"[{number}]" for number in numbers])


def disputes(facts: Iterable[AnyFact], label: Callable[[AnyFact], str], citing: Citing) -> list[str]:
    """A caveat for each value that a source gives instead of the one on record, and why this one is preferred."""
    found: list[str] = []
    for fact in facts:
        by_value: dict[tuple[str, str], list[Citation]] = {}
        for citation in fact.disputing:
            by_value.setdefault((citation.disputed, citation.disputed_value), []).append(citation)
        said = [
            f"{_publishers(citations)} {_gives(about, value, len(citations) > 1)} {marks(citing.cite(citations))}"
            for (about, value), citations in by_value.items()
        ]
        if said:
            why = f" {sentence(fact.preferred)}" if fact.preferred else ""
            found.append(f"Sources differ on {label(fact)}: {'; '.join(said)}.{why}")
    return found


def would_change(fact: AnyFact, on: When | None) -> bool:
    """Whether a value that a source gives instead would change what is said of the time asked about.

    A list of many rows shows only such disputes; the fact's own page shows all.
    """
    if on is None or not fact.disputing:
        return bool(fact.disputing)
    first, last = on.first or date.min, on.last or date.max
    return any(
        _otherwise(fact, citation).truth_within(first, last) is not fact.period.truth_within(first, last)
        for citation in fact.disputing
        if citation.disputed in ("since", "until")
    )


def _otherwise(fact: AnyFact, citation: Citation) -> Period:
    """The period with the disputed value in it; the period as it is, where that is no date or cannot be."""
    try:
        value = PartialDate.parse(citation.disputed_value)
        return replace(fact.period, **{citation.disputed: value})
    except ValueError:
        return fact.period


def of_dates(fact: AnyFact) -> bool:
    """Whether sources disagree on when."""
    return any(citation.disputed in _ABOUT for citation in fact.disputing)


_ABOUT = {"since": "as the start", "until": "as the end", "date": "as the date"}


def _gives(about: str, value: str, several: bool) -> str:
    with suppress(ValueError):
        value = in_words(PartialDate.parse(value))
    if about not in _ABOUT:
        return f"{'have' if several else 'has'} for the {about}: {value}"
    return f"{'give' if several else 'gives'} {value} {_ABOUT[about]}"


def _publishers(citations: list[Citation]) -> str:
    return " and ".join(dict.fromkeys(c.source.publisher for c in citations))


def freshness(facts: Iterable[AnyFact], today: date) -> str | None:
    """Until when what is said of today is attested; and whether that is more than a year ago."""
    attested = [fact.last_attested for fact in facts if fact.last_attested is not None]
    if not attested:
        return f"{_UNDATED}: nothing says when this was last so."
    newest = max(attested, key=lambda when: when.earliest)
    if today - newest.latest > _STALE:
        return f"{_ATTESTED} {in_words(newest)}: more than a year ago, and later changes are not on record."
    return f"{_ATTESTED} {in_words(newest)}."


def tells_freshness(caveat: str) -> bool:
    """Whether a caveat is of how fresh an answer is, and not of what it says."""
    return caveat.startswith((_ATTESTED, _UNDATED))


_ATTESTED, _UNDATED = "Last attested", "The sources bear no date"
