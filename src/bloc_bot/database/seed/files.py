"""The seed as files: what may stand in `data/seed`, checked entry by entry, unknown keys refused."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bloc_bot.domain.dates import PartialDate, Period, parse_end
from bloc_bot.domain.facts import (
    Attribute,
    EventNature,
    OrganizationKind,
    Part,
    RelationKind,
    Role,
    Standing,
)


class SeedError(Exception):
    """The seed cannot be read. The message names the file, the entry and what is wrong, for its editor."""


def _edtf_end(text: str) -> str:
    parse_end(text)
    return text


def _edtf_date(text: str) -> str:
    first, slash, last = text.partition("/")
    PartialDate.parse(first)
    if slash:
        Period.during(PartialDate.parse(first), PartialDate.parse(last))
    return text


def _partial_date(text: str) -> str:
    PartialDate.parse(text)
    return text


EndText = Annotated[str, AfterValidator(_edtf_end)]
"""`1992-05-15`, `1993-12`, `2007`, `2003~`; `..` for none so far; nothing for unknown."""
DateText = Annotated[str, AfterValidator(_edtf_date)]
"""The date of an event, both ends included: `2010-03-18`, `2008-07-22/2008-08-22`."""
PartialDateText = Annotated[str, AfterValidator(_partial_date)]


EntryT = TypeVar("EntryT", bound=BaseModel)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CitationEntry(_Entry):
    """A source that backs a fact. Written as the bare source id where nothing more is said."""

    id: str
    relayed_from: str = ""
    locator: str = ""
    attested: PartialDateText | None = None


class DisputeEntry(_Entry):
    """A source that says otherwise: about which part of the fact, and what it says instead."""

    id: str
    about: str
    value: str
    relayed_from: str = ""


def _bare_id(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


Citations = Annotated[list[Annotated[CitationEntry, BeforeValidator(_bare_id)]], Field(min_length=1)]


class _FactEntry(_Entry):
    id: str
    rows: list[str] = []
    """Further rows of the dossier that this fact takes in."""
    sources: Citations
    disputes: list[DisputeEntry] = []
    preferred: str = ""
    note: str = ""


class MembershipEntry(_FactEntry):
    party: str
    role: Role
    standing: Standing | None = None
    since: EndText = ""
    until: EndText = ""
    start: str = ""
    end: str = ""


class TermEntry(_FactEntry):
    holder: str
    post: str
    title: str = ""
    since: EndText = ""
    until: EndText = ""
    due_until: PartialDateText | None = None
    acting: bool = False


class EventEntry(_FactEntry):
    date: DateText
    title: str
    summary: str = ""
    nature: EventNature = EventNature.HAPPENED
    organizations: list[str] = []
    """Other organizations that it is about, beside the one whose file it stands in."""
    parties: dict[Part, list[str]] = {}
    place: str = ""
    outcome: str = ""


class RelationEntry(_FactEntry):
    kind: RelationKind
    other: str
    since: EndText = ""
    until: EndText = ""
    detail: str = ""


class ProfileEntry(_FactEntry):
    attribute: Attribute
    value: str
    since: EndText = ""
    until: EndText = ""


class FormerName(_Entry):
    name: str
    language: str = "en"
    since: EndText = ""
    until: EndText = ""


class _Named(_Entry):
    """What something is called, by language: names, adjectives, misspellings, and what needs context."""

    names: dict[str, list[str]] = {}
    adjectives: dict[str, list[str]] = {}
    misspellings: list[str] = []
    needs_context: list[str] = []
    ambiguous: list[str] = []
    former_names: list[FormerName] = []


class OrganizationFile(_Named):
    id: str
    name: str
    acronym: str = ""
    kind: OrganizationKind
    parent: str = ""
    head_post: str = ""
    member_role: Role = Role.MEMBER
    covers: list[str] = []
    profile: list[ProfileEntry] = []
    memberships: list[MembershipEntry] = []
    terms: list[TermEntry] = []
    relations: list[RelationEntry] = []
    events: list[EventEntry] = []


class CountryEntry(_Named):
    """A state by ISO 3166-1 alpha-2 code (a former one by ISO 3166-3), and holders of its own posts."""

    id: str
    name: str
    terms: list[TermEntry] = []


class PersonEntry(_Named):
    id: str
    name: str
    nationality: str = ""


class PostEntry(_Named):
    id: str
    name: str
    single_holder: bool = True
    held_by_countries: bool = False


class SourceEntry(_Entry):
    id: str
    publisher: str
    title: str
    author: str = ""
    published: PartialDateText | None = None
    url: str
    kind: str = ""
    language: str = "en"
    note: str = ""


class Seed(_Entry):
    """The whole seed, each entry checked on its own. How entries fit together is checked by `seed_lint`."""

    organizations: list[OrganizationFile]
    countries: list[CountryEntry]
    people: list[PersonEntry]
    posts: list[PostEntry]
    sources: list[SourceEntry]


def read_seed(folder: Path) -> Seed:
    """Read `data/seed`. SeedError names the file and the entry that cannot be read."""
    return Seed(
        organizations=[
            _checked(OrganizationFile, path, _yaml(path)) for path in sorted((folder / "organizations").glob("*.yaml"))
        ],
        countries=_list(CountryEntry, folder / "countries.yaml"),
        people=_list(PersonEntry, folder / "people.yaml"),
        posts=_list(PostEntry, folder / "posts.yaml"),
        sources=_list(SourceEntry, folder / "sources.yaml"),
    )


class _TextLoader(yaml.CBaseLoader):
    """YAML in which every scalar is text (`NO` is Norway, `1993-12` stays as written) and no key stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_TextLoader)  # noqa: S506 - it makes only text, lists and mappings
    except OSError as error:
        raise SeedError(f"{path}: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise SeedError(f"{path}: {error}") from error


def _list(kind: type[EntryT], path: Path) -> list[EntryT]:
    entries = _yaml(path)
    if not isinstance(entries, list):
        raise SeedError(f"{path}: a list of entries was expected")
    return [_checked(kind, path, entry) for entry in entries]


def _checked(kind: type[EntryT], path: Path, entry: Any) -> EntryT:
    try:
        return kind.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = " → ".join(_entry_name(entry, first["loc"]))
        raise SeedError(f"{path}: {where}: {first['msg']}") from error


def _entry_name(entry: Any, location: tuple[int | str, ...]) -> list[str]:
    names: list[str] = []
    for step in location:
        try:
            entry = entry[step]
        except (KeyError, IndexError, TypeError):
            entry = None
        names.append(
            str(entry["id"]) if isinstance(step, int) and isinstance(entry, dict) and "id" in entry else str(step)
        )
    return names or [str(entry.get("id", "?")) if isinstance(entry, dict) else "?"]
