"""What a type-ahead offers: what is on record, by any of its names, and somebody new by the name typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from rapidfuzz import fuzz

from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import Source
from bloc_bot.domain.memo import Once
from bloc_bot.domain.names import folded
from bloc_bot.slack.forms.checks import Option
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import written_date

NEW = "new:"
"""What the id of somebody who is not on record begins with; the name follows."""
_KINDS = {
    "organizations": ("organization",),
    "organization": ("organization",),
    "countries": ("country",),
    "country": ("country",),
    "post": ("post",),
    "holder": ("person", "country"),
    "source": ("source",),
}
"""Field → what it offers, the first kind before the next."""
FIELDS = tuple(_KINDS)
_SHORTEST_NAME = 3
_SHORTEST_WITH_A_SLIP = 4
_ALIKE = 75
"""From 0 to 100: how much of a name must be as it was typed."""
_FEW = 5


@dataclass(frozen=True)
class _Listed:
    option: Option
    names: tuple[str, ...]
    """Folded."""


class _Listing:
    """Everything in a register by kind and id. Folding all names takes a while, so it is done once."""

    def __init__(self, register: Register) -> None:
        names: dict[str, list[str]] = {}
        for name in register.names:
            names.setdefault(name.subject, []).append(name.text)
        self.by_kind: dict[str, dict[str, _Listed]] = {
            "organization": _listed(
                (Option(o.id, _label(o.acronym, o.name)) for o in register.organizations.values()), names
            ),
            "country": _listed((Option(c.id, c.name) for c in register.countries.values()), names),
            "person": _listed((Option(p.id, p.name) for p in register.people.values()), names),
            "post": _listed((Option(p.id, p.name) for p in register.posts.values()), names),
            "source": _listed(
                map(_source_option, register.sources.values()),
                {s.id: [s.title, s.url] for s in register.sources.values()},
            ),
        }

    def get(self, id: str) -> Option | None:
        return next((kind[id].option for kind in self.by_kind.values() if id in kind), None)


_listing: Once[Register, _Listing] = Once(_Listing)


class Choices:
    """Looks up what is typed in a register."""

    def offered(self, register: Register, field: str, typed: str) -> list[Option]:
        """What a field offers for what was typed in it, slips forgiven; at the end, somebody new by that name."""
        kinds = _KINDS[field]
        known = [_listing(register).by_kind[kind] for kind in kinds]
        found = [option for listed in known for option in _matching(listed, typed)]
        found = (found or [option for listed in known for option in _close(listed, typed)])[: LIMITS["options"] - 1]
        return [*found, *_newcomer(typed, found)] if "person" in kinds else found

    def organization_called(self, register: Register, name: str) -> str | None:
        """The id of the one organization that has this name, if there is just one."""
        wanted = folded(name)
        listed = _listing(register).by_kind["organization"]
        found = [id for id, known in listed.items() if wanted in known.names]
        return found[0] if len(found) == 1 else None

    def options_for(self, register: Register, ids: Iterable[str]) -> tuple[Option, ...]:
        """The options that stand for these ids, in their order. What is not on record is left out."""
        listing = _listing(register)
        return tuple(option for id in ids if (option := listing.get(id)) is not None)

    def source_at(self, register: Register, url: str) -> Option | None:
        """The source on record that has this address."""
        found = next((source for source in register.sources.values() if source.url == url), None)
        return _source_option(found) if found is not None else None


def _label(acronym: str, name: str) -> str:
    return f"{acronym} ({name})" if acronym else name


def _source_option(source: Source) -> Option:
    published = f", {written_date(str(source.published))}" if source.published else ""
    return Option(source.id, f"{source.publisher}: {source.title}", f"{source.url.partition('://')[2][:40]}{published}")


def _listed(options: Iterable[Option], names: Mapping[str, list[str]]) -> dict[str, _Listed]:
    return {
        option.id: _Listed(
            option, tuple(dict.fromkeys(map(folded, [option.label, option.id, *names.get(option.id, [])])))
        )
        for option in sorted(options, key=lambda option: folded(option.label))
    }


def _matching(known: Mapping[str, _Listed], typed: str) -> list[Option]:
    """First what begins with what was typed, then what has a later word that does."""
    found = sorted(_ranked(known.values(), folded(typed)), key=lambda ranked: ranked[0])
    return [option for _, option in found]


def _close(known: Mapping[str, _Listed], typed: str) -> list[Option]:
    """What may have been meant with a slip in it, the nearest first."""
    wanted = folded(typed)
    if len(wanted) < _SHORTEST_WITH_A_SLIP:
        return []
    likeness = {id: max(map(partial(fuzz.ratio, wanted), listed.names)) for id, listed in known.items()}
    near = sorted((id for id in likeness if likeness[id] >= _ALIKE), key=likeness.__getitem__, reverse=True)
    return [known[id].option for id in near[:_FEW]]


def _ranked(known: Iterable[_Listed], wanted: str) -> Iterator[tuple[int, Option]]:
    for listed in known:
        if any(name.startswith(wanted) for name in listed.names):
            yield 0, listed.option
        elif any(f" {wanted}" in name for name in listed.names):
            yield 1, listed.option


def _newcomer(typed: str, found: Iterable[Option]) -> Iterator[Option]:
    name = " ".join(typed.split())
    room = min(LIMITS["option value"] - len(NEW), LIMITS["option text"])
    known = {folded(option.label) for option in found}
    is_whole = " " in name or not known
    if is_whole and _SHORTEST_NAME <= len(name) <= room and folded(name) and folded(name) not in known:
        yield Option(f"{NEW}{name}", name, "Not on record yet: recorded as a new person")
