"""Names in the cells of a spreadsheet: what each means, and by which name a thing is found again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

from bloc_bot.database.exchange.on_record import OnRecord
from bloc_bot.database.exchange.records import NameRecord, OrganizationRecord
from bloc_bot.domain.facts import NameUse
from bloc_bot.domain.names import folded

_EXAMPLES = {
    "organization": "an organization's id, acronym or name",
    "country": "a country's ISO code (AM) or name",
    "person": "a person's id or full name",
    "post": "a post's id or name",
}
_NOT_NAMES = (NameUse.ADJECTIVE, NameUse.AMBIGUOUS)


class SheetNames:
    """What organizations, countries, people and posts on record are called, each by its id too."""

    def __init__(self, known: OnRecord) -> None:
        self._labels: dict[str, str] = {}
        self._ids: dict[str, defaultdict[str, set[str]]] = {sort: defaultdict(set) for sort in known.identities}
        self._exact = {sort: set(identities) for sort, identities in known.identities.items()}
        for sort, id, text in _named(known):
            self._ids[sort][folded(text)].add(id)
        for sort, identities in known.identities.items():
            self._labels |= {f"{sort} {id}": identity.name for id, identity in identities.items()}

    def add(self, name: NameRecord) -> None:
        """Another name, of something that may be new."""
        self._ids[name.kind][folded(name.text)].add(name.subject)
        self._ids[name.kind][folded(name.subject)].add(name.subject)
        self._exact[name.kind].add(name.subject)

    def knows(self, name: NameRecord) -> bool:
        """Whether it is a name of its subject already."""
        return name.subject in self._ids[name.kind].get(folded(name.text), ())

    def find(self, text: str, *sorts: str) -> str:
        """The id of what is meant. ValueError says why it is not clear, and what may be written."""
        for sort in sorts:
            if text in self._exact[sort]:
                return text
        found = set().union(*(self._ids[sort].get(folded(text), set()) for sort in sorts))
        if len(found) == 1:
            return str(found.pop())
        what = " or ".join(sorts)
        if found:
            raise ValueError(f"{text!r} may be {' or '.join(sorted(found))}: write which")
        may_be = ", or ".join(_EXAMPLES[sort] for sort in sorts)
        raise ValueError(f"there is no {what} {text!r} on record{self._near(text, sorts)}: write {may_be}")

    def label(self, id: str, *sorts: str) -> str:
        """A name by which it is found again; its id, where the name is another thing's too."""
        for sort in sorts:
            name = self._labels.get(f"{sort} {id}", "")
            if id in self._exact[sort] and sort != "organization":
                return name if set().union(*(self._ids[s].get(folded(name), set()) for s in sorts)) == {id} else id
        return id

    def _near(self, text: str, sorts: tuple[str, ...]) -> str:
        ids = {name: f"{sort} {min(ids)}" for sort in sorts for name, ids in self._ids[sort].items()}
        near = get_close_matches(folded(text), ids, n=1, cutoff=0.75)
        return f" (did you mean {self._labels.get(ids[near[0]], near[0])}?)" if near else ""


def _named(known: OnRecord) -> Iterator[tuple[str, str, str]]:
    for sort, identities in known.identities.items():
        for id, identity in identities.items():
            yield from ((sort, id, text) for text in (id, identity.name))
            if isinstance(identity, OrganizationRecord) and identity.acronym:
                yield sort, id, identity.acronym
    yield from ((name.kind, name.subject, name.text) for name in known.names if name.use not in _NOT_NAMES)
