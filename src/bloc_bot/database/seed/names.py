"""What everything in the seed is called: the names in the files, and country names in other languages from CLDR."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from babel import Locale

from bloc_bot.database.seed.files import CountryEntry, OrganizationFile, PersonEntry, PostEntry, Seed
from bloc_bot.domain.dates import Period, parse_end
from bloc_bot.domain.facts import Name, NameUse
from bloc_bot.domain.names import folded

LANGUAGES = ("en", "ru", "de", "fr", "es", "it", "tr", "uk", "kk", "ky", "uz", "az", "hy", "pl", "zh")
"""Those of the organizations' members, and those that colleagues abroad are likeliest to paste from."""

_Named = OrganizationFile | CountryEntry | PersonEntry | PostEntry


def names_of(seed: Seed) -> list[Name]:
    """Every name once for each thing that it stands for."""
    own = [
        *_of_all("organization", seed.organizations),
        *_of_all("country", seed.countries),
        *_of_all("person", seed.people),
        *_of_all("post", seed.posts),
    ]
    unique = {(folded(name.text), name.kind, name.subject, name.use, name.period): name for name in reversed(own)}
    return [*reversed(unique.values()), *_country_names(seed.countries, own)]


def _of_all(kind: str, entries: Iterable[_Named]) -> Iterator[Name]:
    for entry in entries:
        acronym = [entry.acronym] if isinstance(entry, OrganizationFile) and entry.acronym else []
        yield from (Name(text, kind, entry.id) for text in (entry.name, *acronym))
        yield from _in_files(kind, entry)


def _in_files(kind: str, entry: _Named) -> Iterator[Name]:
    for use, by_language in ((NameUse.NAME, entry.names), (NameUse.ADJECTIVE, entry.adjectives)):
        for language, texts in by_language.items():
            yield from (Name(text, kind, entry.id, language, use) for text in texts)
    for use, texts in (
        (NameUse.MISSPELLING, entry.misspellings),
        (NameUse.NEEDS_CONTEXT, entry.needs_context),
        (NameUse.AMBIGUOUS, entry.ambiguous),
    ):
        yield from (Name(text, kind, entry.id, "", use) for text in texts)
    for former in entry.former_names:
        period = Period(parse_end(former.since), parse_end(former.until))
        yield Name(former.name, kind, entry.id, former.language, NameUse.NAME, period)


def _country_names(countries: Iterable[CountryEntry], own: Iterable[Name]) -> Iterator[Name]:
    """CLDR's names of the countries. A name that already stands for something is left as it is."""
    taken = {folded(name.text) for name in own}
    codes = [country.id for country in countries]
    for language in LANGUAGES:
        territories = Locale(language).territories
        for code in codes:
            text = territories.get(code, "")
            if folded(text) and folded(text) not in taken:
                taken.add(folded(text))
                yield Name(text, "country", code, language)
