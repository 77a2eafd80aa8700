"""Names in a question: exact look-up over every name on record, then a careful fuzzy one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import Name, NameUse
from bloc_bot.domain.memo import Once
from bloc_bot.domain.names import folded
from bloc_bot.domain.stems import stem
from bloc_bot.language.country_groups import group_names
from bloc_bot.language.noise import NOISE
from bloc_bot.language.words import Token, lemma

_JOINING = frozenset(["the", "of", "to", "at", "for", "in", "on", "and"])
"""Words inside a name that people leave out or swap: `representative to the UN`, `representative at the UN`."""
_SHORT_FOR = {"rep": "representative", "reps": "representative", "sgs": "sg", "org": "organization", "sec": "secretary",
              "gen": "general", "perm": "permanent", "dep": "deputy", "cttee": "committee", "orgs": "organizations",
              "organisation": "organization", "econ": "economic",
              "coop": "cooperation", "dept": "department", "min": "minister"}  # fmt: skip
_WEAK = (NameUse.NEEDS_CONTEXT, NameUse.AMBIGUOUS)
_SHORTEST_FUZZY = 4
_SHORT_GIVEN = 3
"""So many letters of a given name are enough beside the surname."""


class NameMark(NamedTuple):
    """The words `start` to `end` (token positions) read as a name of one of `subjects`, all of one `kind`.

    `weak` marks a reading that needs the rest of the question to bear it out.
    """

    start: int
    end: int
    kind: str
    subjects: tuple[str, ...]
    weak: bool = False
    adjective: bool = False
    exact: bool = True


class NameIndex:
    """Every name on record, by its folded words."""

    def __init__(self, register: Register) -> None:
        names: defaultdict[str, list[Name]] = defaultdict(list)
        for name in _all_names(register):
            names[_key(folded(name.text).split())].append(name)
        self._names = {words: tuple(found) for words, found in names.items() if words}
        self._sure = {words: meant for words, found in self._names.items() if (meant := _sure(found)) is not None}
        self._longest: defaultdict[str, int] = defaultdict(int)
        for words in self._names:
            first, length = words.partition(" ")[0], words.count(" ") + 1
            self._longest[first] = max(self._longest[first], length)
        self._near_to: dict[tuple[str, int], tuple[Name, ...]] = {}
        self._fuzzy: defaultdict[tuple[str, int], defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        """First letter and number of words → number of letters → the names that what is misspelt may be."""
        for words, found in self._names.items():
            if len(words) >= _SHORTEST_FUZZY and any(name.use not in _WEAK for name in found):
                self._fuzzy[words[0], words.count(" ") + 1][len(words)].append(words)

        self._given_names = {
            person.id: folded(person.name).split()[0] for person in register.people.values() if " " in person.name
        }

    def holds(self, text: str) -> bool:
        """Whether the text is a name, exactly."""
        return _key(folded(text).split()) in self._names

    def find(self, words: Sequence[Token], taken: frozenset[int] = frozenset()) -> tuple[NameMark, ...]:
        """The names in a question, the longest at each place, none overlapping, none at the positions `taken`."""
        places = [i for i, word in enumerate(words) if i not in taken and word.folded not in _JOINING]
        keys = [_key_word(words[i].folded) for i in places]
        marks: list[NameMark] = []
        position = 0
        while position < len(places):
            if (longest := self._longest.get(keys[position].partition(" ")[0])) is None:
                position += 1
                continue
            length, mark = self._longest_at(words, places, keys, position, longest)
            if mark is not None:
                marks.append(mark)
            position += length
        covered = taken | {i for mark in marks for i in range(mark.start, mark.end)}
        if any(mark.kind == "person" for mark in marks):
            marks = [self._with_given_name(mark, words, covered) for mark in marks]
            covered |= {mark.start for mark in marks}
        marks.extend(self._close(words, covered))
        return tuple(sorted(marks, key=lambda mark: mark.start))

    def _with_given_name(self, mark: NameMark, words: Sequence[Token], covered: frozenset[int]) -> NameMark:
        """A surname with the short form of the given name before it (`Stas Zas`)."""
        before = mark.start - 1
        if mark.kind != "person" or len(mark.subjects) > 1 or before < 0 or before in covered:
            return mark
        word = words[before]
        given = self._given_names.get(mark.subjects[0], "")
        short = word.folded[:_SHORT_GIVEN]
        if len(word.folded) < _SHORT_GIVEN or not word.text[0].isupper() or not given.startswith(short):
            return mark
        return mark._replace(start=before)

    def _longest_at(
        self, words: Sequence[Token], places: Sequence[int], keys: Sequence[str], start: int, longest: int
    ) -> tuple[int, NameMark | None]:
        """How many words to go on by, and the name that they are, if any; `longest` names begin so."""
        for length in range(min(longest, len(places) - start), 0, -1):
            first, last = places[start], places[start + length - 1]
            if last - first > 2 * length:
                continue
            key = " ".join(keys[start : start + length])
            if key not in self._names:
                continue
            within = [words[i] for i in places[start : start + length]]
            meant = self._sure.get(key) or _borne_out(self._names[key], within)
            if meant and (_as_written(within) or (first and words[first - 1].folded == "the")):
                return length, NameMark(first, last + 1, *meant)
        return 1, None

    def _close(self, words: Sequence[Token], covered: frozenset[int]) -> list[NameMark]:
        """Misspelt names, among the words that nothing else explains."""
        marks: list[NameMark] = []
        misspelt = [_may_be_misspelt(word) for word in words]
        for start in range(len(words)):
            if start in covered or not (misspelt[start] or any(misspelt[start + 1 : start + 2])):
                continue
            for length in (3, 2, 1) if misspelt[start] else (2,):
                if start + length > len(words) or not covered.isdisjoint(range(start, start + length)):
                    continue
                mark = self._nearest(words, start, length)
                if mark is not None:
                    marks.append(mark)
                    covered |= set(range(start, start + length))
                    break
        return marks

    def _nearest(self, words: Sequence[Token], start: int, length: int) -> NameMark | None:
        within = words[start : start + length]
        near = self._near(_key([word.folded for word in within]), length)
        meant = _sure(near) or _borne_out(near, within)
        if meant is None or len(meant.subjects) > 1 or not _as_written(within):
            return None
        return NameMark(start, start + length, *meant, exact=False)

    def _near(self, key: str, length: int) -> tuple[Name, ...]:
        """The names of so many words closest to what was typed. Words that are no names come again and again."""
        found = self._near_to.get((key, length))
        if found is None:
            if len(self._near_to) >= _MOST_KEPT:
                self._near_to.clear()
            found = self._near_to[key, length] = self._nearest_to(key, length)
        return found

    def _nearest_to(self, key: str, length: int) -> tuple[Name, ...]:
        """The names that are a slip or two away at most."""
        alike = self._fuzzy.get((key[:1], length))
        if alike is None:
            return ()
        allowed = 1 if len(key) < 8 else 2
        best: dict[str, int] = {}
        for letters in range(len(key) - allowed, len(key) + allowed + 1):
            for name in alike.get(letters, ()):
                distance = OSA.distance(name, key, score_cutoff=allowed)
                if distance <= allowed:
                    best[name] = int(distance)
        closest = min(best.values(), default=0)
        return tuple(n for name, distance in best.items() if distance == closest for n in self._names[name])

    def meanings(self, words: Sequence[Token]) -> tuple[Name, ...]:
        """Every name that the words are, or else are close to, whether or not the rest of a question bears it out."""
        key = _key([word.folded for word in words])
        return self._names.get(key, ()) or self._near(key, len(words))


name_index: Once[Register, NameIndex] = Once(NameIndex)
"""The names of a register, made ready for look-up when first asked for."""


def _key(words: Sequence[str]) -> str:
    """The words by which a name is looked up: joining words left out, short forms written out, without endings."""
    return " ".join(_key_word(word) for word in words if word not in _JOINING)


@lru_cache(maxsize=8192)
def _key_word(word: str) -> str:
    return _singular(_SHORT_FOR.get(word, word))


def _singular(word: str) -> str:
    if "а" <= word[:1] <= "я":
        return stem(word)
    if len(word) < 6 or not word.isascii():
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _all_names(register: Register) -> list[Name]:
    names = list(register.names)
    for organization in register.organizations.values():
        names += [Name(text, "organization", organization.id) for text in (organization.name, organization.acronym)]
    names += [Name(country.name, "country", country.id) for country in register.countries.values()]
    names += [Name(person.name, "person", person.id) for person in register.people.values()]
    names += [Name(post.name, "post", post.id) for post in register.posts.values()]
    names += [Name(text, "group", group) for text, group in group_names() if register.countries]
    return names


class _Meant(NamedTuple):
    """What a name is read as, wherever it stands."""

    kind: str
    subjects: tuple[str, ...]
    weak: bool
    adjective: bool


def _sure(found: Sequence[Name]) -> _Meant | None:
    """What they mean, if any of them needs no context."""
    return _meant([name for name in found if name.use not in _WEAK], weak=False)


def _borne_out(found: Sequence[Name], words: Sequence[Token]) -> _Meant | None:
    return _meant([name for name in found if _bears_out(name, words)], weak=True)


def _meant(names: Sequence[Name], *, weak: bool) -> _Meant | None:
    if not names:
        return None
    kind = min((name.kind for name in names), key=_KINDS.index)
    of_kind = [name for name in names if name.kind == kind]
    subjects = tuple(dict.fromkeys(name.subject for name in of_kind))
    return _Meant(kind, subjects, weak, all(name.use is NameUse.ADJECTIVE for name in of_kind))


_MOST_KEPT = 4096
_KINDS = ("organization", "country", "group", "post", "person")
_COMMON_SHORT = {
    "un",
    "us",
    "uk",
    "ra",
    "rk",
    "rb",
    "bm",
    "vn",
    "soc",
    "sg",
    "fm",
    "ees",
    "eau",
    "pa",
    "gus",
    "soyuz",
    "sos",
    "otc",
    "nota",
    "usa",
}


def _bears_out(name: Name, words: Sequence[Token]) -> bool:
    """A name that needs context is taken where it is written as such: an acronym in capitals, or several words."""
    if name.use is NameUse.AMBIGUOUS or name.kind == "post":
        return True
    return len(words) > 1 or (len(words[0].text) > 1 and words[0].text.isupper() and name.text.isupper())


def _as_written(words: Sequence[Token]) -> bool:
    """Acronyms that are also everyday words count only in capitals: `UN`, not the French `un`."""
    if len(words) > 1:
        return True
    return words[0].folded not in _COMMON_SHORT or words[0].text.isupper()


def _may_be_misspelt(word: Token) -> bool:
    """Short words in lower case are rather words that nobody taught the bot than names with a slip in them."""
    return (
        len(word.folded) >= (_SHORTEST_FUZZY if word.text[0].isupper() else _SHORTEST_FUZZY + 2)
        and word.folded.isalpha()
        and word.folded not in NOISE
        and lemma(word.folded) is None
    )
