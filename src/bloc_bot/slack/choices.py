"""What a type-ahead offers: the organizations and countries on record, by any of their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import Name
from bloc_bot.domain.names import folded
from bloc_bot.slack.limits import LIMITS
from bloc_bot.slack.mrkdwn import shortened

Option = dict[str, Any]


@dataclass(frozen=True)
class _Listed:
    label: str
    names: tuple[str, ...]
    """Folded."""


class Choices:
    """Looks up names in a register. Folding them all takes a while, so it is done once for the same names."""

    def __init__(self) -> None:
        self._read_from: tuple[Name, ...] | None = None
        self._organizations: dict[str, _Listed] = {}
        self._countries: dict[str, _Listed] = {}

    def organizations(self, register: Register, typed: str) -> list[Option]:
        self._read(register)
        return _matching(self._organizations, typed)

    def countries(self, register: Register, typed: str) -> list[Option]:
        self._read(register)
        return _matching(self._countries, typed)

    def organization_called(self, register: Register, name: str) -> str | None:
        """The id of the one organization that has this name, if there is just one."""
        self._read(register)
        wanted = folded(name)
        found = [key for key, listed in self._organizations.items() if wanted in listed.names]
        return found[0] if len(found) == 1 else None

    def options_for(self, register: Register, ids: tuple[str, ...]) -> list[Option]:
        """The options that stand for these ids, in their order. What is not on record is left out."""
        self._read(register)
        both = self._organizations | self._countries
        return [_option(key, both[key].label) for key in ids if key in both]

    def _read(self, register: Register) -> None:
        if register.names is self._read_from:
            return
        names: dict[str, list[str]] = {}
        for name in register.names:
            if name.subject in register.organizations or name.subject in register.countries:
                names.setdefault(name.subject, []).append(folded(name.text))
        labels = {
            key: f"{known.acronym} ({known.name})" if known.acronym else known.name
            for key, known in register.organizations.items()
        }
        self._organizations = _listed(labels, names)
        self._countries = _listed({key: country.name for key, country in register.countries.items()}, names)
        self._read_from = register.names


def _listed(labels: Mapping[str, str], names: Mapping[str, list[str]]) -> dict[str, _Listed]:
    return {
        key: _Listed(label, tuple(dict.fromkeys([folded(label), folded(key), *names.get(key, [])])))
        for key, label in sorted(labels.items(), key=lambda known: folded(known[1]))
    }


def _matching(known: Mapping[str, _Listed], typed: str) -> list[Option]:
    """First what begins with what was typed, then what has a later word that does."""
    wanted = folded(typed)
    found = sorted(_ranked(known, wanted), key=lambda ranked: ranked[0])
    return [_option(key, known[key].label) for _, key in found[: LIMITS["options"]]]


def _ranked(known: Mapping[str, _Listed], wanted: str) -> Iterator[tuple[int, str]]:
    for key, listed in known.items():
        if any(name.startswith(wanted) for name in listed.names):
            yield 0, key
        elif any(f" {wanted}" in name for name in listed.names):
            yield 1, key


def _option(id: str, label: str) -> Option:
    return {"text": {"type": "plain_text", "text": shortened(label, LIMITS["option text"])}, "value": id}
