"""Questions about what happened: lists by time and party, and single events found by their words."""

from __future__ import annotations

import re
from typing import Literal

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.facts import EventNature, Organization, OrganizationKind, Part
from bloc_bot.domain.names import folded
from bloc_bot.domain.queries import Events, Query, When
from bloc_bot.domain.stems import stem
from bloc_bot.language.patterns.rows import Bag, Row
from bloc_bot.language.reader import Reader
from bloc_bot.language.search_words import NAMES, publishers, search_words
from bloc_bot.language.words import PARTS

Asks = Literal["list", "one", "who", "where", "when", "whether", "came about", "how many", "how many parties"]


def _asks(r: Reader) -> Asks:
    if r.whether:
        return "came about" if _CAME_ABOUT.search(r.marked.text) else "whether"
    if (r.marked.lemmas[:1] == ("list",) or r.has("every")) and r.has("summit", "exercise", "event"):
        return "list"
    if _of_several(r):
        return "list"
    if r.has("who") and r.has("when", "where") and r.has("sign"):
        return "who"  # its date and place are told anyway
    first = next((lemma for lemma in r.marked.lemmas if lemma in _QUESTION_WORDS), None)
    if first == "count" and r.has("country", "member", "signatory", "participate", "head", "sign"):
        return "how many parties"
    return _QUESTION_WORDS.get(first or "", "one")


_CAME_ABOUT = re.compile(
    r"\bdid (?:it|that|this|they)(?: \w+ly| ever)* (?:happen|take place|go ahead|go forward|come (?:off|about|to pass"
    r"|to anything)|materiali[sz]e|get anywhere|amount to anything)\b",
    re.IGNORECASE,
)


def _of_several(r: Reader) -> bool:
    """Whether summits or exercises are asked about, more than one: `which SCO summits were held in Astana?`"""
    said = {folded(reading.text) for reading in r.marked.readings if reading.symbol in ("summit", "exercise")}
    return bool(said & _SUMMITS) or (bool(said & _EXERCISES) and r.marked.lemmas[:1] == ("what",))


_SUMMITS = frozenset(["summits", "саммиты"])
_EXERCISES = frozenset(["exercises", "drills", "учения"])


_QUESTION_WORDS: dict[str, Asks] = {
    "who": "who", "where": "where", "when": "when", "count": "how many",
}  # fmt: skip


def parts_asked(r: Reader) -> tuple[Part, ...]:
    """The parts in an event that the question asks for."""
    for lemma, parts in PARTS.items():
        if r.has(lemma):
            if lemma == "sign" and (r.has("not") or r.has("refuse")):
                return (Part.DID_NOT_SIGN,)
            return parts
    return ()


def _unknown_names(r: Reader) -> tuple[str, ...]:
    """Names, by their capitals, that nothing on record explains: an event that does not hold them is not meant."""
    text = r.marked.text
    if text.isupper():
        return ()
    said = [s for place, s in r.marked.placed[1:] if s.symbol.startswith("?") and text[place - 1] not in "(["]
    words = (word for s in said if s.text[0].isupper() for word in folded(s.text).split())
    return tuple(stem(word) for word in words if word not in publishers(r.register))


def _recorded_under(organization: Organization) -> str:
    """Events of a body stand under its parent too, and more of them."""
    return organization.parent if organization.kind is OrganizationKind.BODY else organization.id


def _query(r: Reader, words: tuple[str, ...], asks: str, parts: tuple[Part, ...] = ()) -> Events:
    return Events(
        organizations=tuple(dict.fromkeys(_recorded_under(o) for o in r.organizations)),
        parties=(*r.named_countries, *r.people),
        words=words,
        parts=parts,
        natures=(EventNature.PLANNED,) if r.has("planned") and not words else (),
        asks=asks,
        must=_unknown_names(r),
        as_question=r.marked.is_question,
        on=r.when,
    )


def _list(r: Reader) -> Query | None:
    if not (r.organizations or r.named_countries or r.people or r.when):
        return None
    return _query(r, (), "list")


def _named_events(r: Reader) -> Query | None:
    """Lists by what kind of event it was: summits, exercises, statements."""
    if not (r.organizations or r.named_countries or r.people):
        return None
    if r.whether:
        return by_words(r, search_words(r))
    kinds = tuple(lemma for lemma in ("summit", "exercise") if r.has(lemma))
    parts = parts_asked(r) or ((Part.HOSTED,) if _placed(r) else ())
    announced = r.has("planned", "speak") and not r.has("last", "first")
    query = _query(r, tuple(stem(kind) for kind in kinds), "list", () if announced else parts)
    if announced:
        return query.model_copy(update={"natures": (EventNature.PLANNED,)})
    extreme = next((lemma for lemma in ("first", "last", "next") if r.has(lemma)), None)
    return query.model_copy(update={"extreme": extreme}) if extreme else query


_TELLING = 5
"""So many words tell an event even if they speak of members or heads."""


def _placed(r: Reader) -> bool:
    """Whether a country is named as the place: `exercises in Tajikistan`."""
    said = (re.escape(reading.text) for reading in r.marked.readings if reading.symbol == "COUNTRY")
    return any(re.search(rf"\bin (?:the )?{country}", r.marked.text, re.IGNORECASE) for country in said)


def by_words(r: Reader, words: tuple[str, ...]) -> Events | None:
    """Any other question in which something on record is named, or whose words are telling enough by themselves."""
    if (edition := _EDITION.search(r.marked.text)) is not None:
        return _of_edition(r, words, stem(folded(edition["name"])), int(edition["year"]))
    anchored = bool(r.organizations or r.named_countries or r.people)
    one_of_a_kind = _FIRST_OF_KIND.search(r.marked.shape) if anchored and not _FOLLOWING.search(r.marked.text) else None
    if one_of_a_kind is not None:
        return _first_of_kind(r, one_of_a_kind)
    if not words and r.people and (r.organizations or r.named_countries) and r.marked.is_question:
        return _query(r, (), "list")
    if len(words) < (1 if anchored or (r.when and not r.when.is_now) else 2):
        return None
    if _asks(r) == "how many" and not r.organizations and len(words) < 2:
        return None
    if (not anchored and len(words) < _TELLING and _of_something_else(r)) or _of_another_kind(r, words):
        return None
    return _query(r, words, _asks(r), parts_asked(r))


_FIRST_OF_KIND = re.compile(
    r"\b(?P<extreme>first|last|next) (?:ORG |COUNTRY )?(?P<words>(?:\?\S+ )+)(?P<kind>summit|exercise)\b"
)


_FOLLOWING = re.compile(r"\bfollowing\b", re.IGNORECASE)
"""Rather `after` than `next`."""


def _first_of_kind(r: Reader, asked: re.Match[str]) -> Events:
    """The first, last or next of a sort: `the first CSTO peacekeeping exercise`."""
    words = (*(stem(word.removeprefix("?")) for word in asked["words"].split()), stem(asked["kind"]))
    query = _query(r, words, "list", parts_asked(r) if r.named_countries else ())
    return query.model_copy(update={"extreme": asked["extreme"], "must": ()})


_EDITION = re.compile(r"(?<![\w-])(?P<name>[^\W\d_]{4,})-(?P<year>(?:19|20)\d\d)(?!\d)")


def _of_edition(r: Reader, words: tuple[str, ...], name: str, year: int) -> Events:
    """An exercise by its name and year (`Frontier-2008`): it is enough to know it by."""
    query = _query(r, tuple(dict.fromkeys((name, *(w for w in words if w != str(year))))), _asks(r), parts_asked(r))
    return query.model_copy(update={"must": (name,), "by_name": True, "on": r.when or When.on(PartialDate(year))})


def _of_something_else(r: Reader) -> bool:
    """Members, heads or posts of something that is not covered."""
    return r.has("member", "observer", "partner", "signatory", "head", "chair", "join", "leave")


def _of_another_kind(r: Reader, words: tuple[str, ...]) -> bool:
    """Whether it asks who holds a post, or who belongs, in a way that no row reads: no event is its answer."""
    holders = (r.posts or r.has("head", "chair")) and not r.has("summit", "exercise", "meet", "where")
    if holders and (
        r.has("first", "last", "longest", "shortest", "nth", "change") or _WHO_IT_IS.search(r.marked.shape)
    ):
        return True
    if r.marked.everyday and not r.has("summit", "exercise", "event"):
        return True
    said = {reading.symbol for reading in r.marked.readings if reading.symbol and reading.symbol not in NAMES}
    if said <= _OF_MEMBERS and said & {"first", "last"} and len(r.organizations) > 1:
        return True
    return bool(words) and said <= _OF_MEMBERS and bool(said & {"member", "observer", "partner", "signatory", "before"})


_WHO_IT_IS = re.compile(
    r"\b(?:who|what)(?: \?\S+)?(?: (?:be|it|him|that))* POST\b|\b(?:who|what \?\S+) be (?:it|him)\b"
)
"""Asked for the holder of a post by name, and not what a holder did."""


_OF_MEMBERS = frozenset(
    (
        "member observer partner signatory associate participate full founding country bloc status position what who "
        "how count number be do have list it there them all any in before join leave become when since "
        "first last or and"
    ).split()
)


ROWS = (
    Row(
        "events",
        (
            "ASK [planned|last|next|all]+ (event|timeline) [BE] ORG [COUNTRY|PERSON|and]+ [event]",
            "ASK BE [planned|all]+ (event|timeline) ORG [and|ORG|COUNTRY]+",
            "[list] [what] ORG [planned|all]+ (event|timeline)+ [COUNTRY|PERSON|ORG|and]+",
            "[list] [what] [planned] (event|timeline)+ [COUNTRY|PERSON|ORG|and]+",
            "event",
            "timeline",
            "[list] COUNTRY [and] ORG (event|timeline)",
            "[list] (event|timeline) COUNTRY (and|or) ORG [event]",
            "what event [have|do|be]+ COUNTRY [take|made|do|have]+ leave ORG [date]",
            "what [be|do] [ORG|COUNTRY] (do|event)",
            "what be planned ORG",
            "what be ORG planned",
        ),
        ("csto events 2010", "what happened in the CSTO in January 2022?"),
        _list,
        "What happened, by time, country, person and words",
    ),
    Row(
        "named_events",
        (
            "ASK [all]+ ORG (summit|exercise) [be|hold|event]+",
            "ASK (summit|exercise) ORG [be|hold|event]+",
            "ASK [what] ORG (summit|exercise) BE COUNTRY (absent|attend|host|chair)",
            "ASK [what] (summit|exercise) ORG BE COUNTRY (absent|attend|host|chair)",
            "ASK BE ORG (summit|exercise) [be|hold|event]+",
            "ORG (summit|exercise) COUNTRY (absent|attend|host|chair)",
            "ASK ORG (summit|exercise) [be] [host|hold] COUNTRY",
        ),
        ("which CSTO summits did Armenia skip?", "NATO summits in the 1990s"),
        _named_events,
        bag=Bag(
            ("ORG", "summit|exercise"),
            "COUNTRY absent attend host chair event every any count number place bloc position first last "
            "next when where date planned head speak",
        ),
    ),
)
