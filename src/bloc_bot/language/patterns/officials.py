"""Questions about posts and those who hold them."""

from __future__ import annotations

import re
from typing import Literal

from bloc_bot.domain.queries import OfficeHolders, Query, When
from bloc_bot.language.patterns.careers import posts_of, succession, times_held
from bloc_bot.language.patterns.office import Office, office
from bloc_bot.language.patterns.rows import Bag, Row
from bloc_bot.language.reader import Reader


def _holders(r: Reader) -> Query | None:
    found = office(r)
    if found is None or (r.has("not", "but") and not r.has("acting")):
        return None
    if len(r.people) > 1 and not r.has("or"):
        return None
    if r.has("meet", "planned") and not (r.posts or r.has("chair", "who")):
        return None  # what the heads do
    of_others = tuple(c for c in r.countries if c != found[0])
    if len(of_others) > 1 and r.has("or"):
        of_others = ()  # which of them it is
    asks_whether = r.whether or r.marked.shape.startswith("COUNTRY ")
    from_there = _from_there(r, found, of_others)
    if of_others and not r.people and not asks_whether and from_there is None:
        return None  # after that one: it is not asked whether it was that one
    extreme, nth = _extreme(r), _nth(r)
    if extreme and nth:
        return None
    of_past = asks_whether and r.when is None and _PAST.match(r.marked.text) is not None and not r.has("still")
    whole = extreme or nth or from_there or of_past or _asks_for_several(r)
    one_asked_about = () if len(r.people) > 1 or from_there else (*r.people, *of_others)
    return OfficeHolders(
        organization=found[0],
        posts=found[1],
        acting=not r.has("not", "but") if r.has("acting") else None,
        counted=r.has("count"),
        extreme=extreme,
        with_previous=r.has("before"),
        whether=next(iter(one_asked_about), None),
        nth=nth,
        nationality=from_there,
        on=_whole_time(r) if whole else r.on,
    )


def _was_holder(r: Reader) -> Query | None:
    return None if r.has("what", "where", "when", "why", "how long") else _holders(r)


_PAST = re.compile(r"\W*(?:did|was|were|had)\b", re.IGNORECASE)


def _extreme(r: Reader) -> Extreme | None:
    return next((extreme for extreme in _EXTREMES if r.has(extreme)), None) if r.has(*_EXTREMES) else None


Extreme = Literal["first", "last", "longest", "shortest"]
_EXTREMES: tuple[Extreme, ...] = ("longest", "shortest", "first", "last")


def _nth(r: Reader) -> int | None:
    """`the third secretary general`: 3."""
    if not r.has("nth"):
        return None
    said = next((reading.text.casefold() for reading in r.marked.readings if reading.symbol == "nth"), None)
    return NTH.get(said[:3]) if said else None


NTH = {"sec": 2, "2nd": 2, "thi": 3, "3rd": 3, "fou": 4, "4th": 4, "fif": 5, "5th": 5, "six": 6, "6th": 6, "sev": 7,
       "7th": 7, "eig": 8, "8th": 8, "nin": 9, "9th": 9, "ten": 10, "10t": 10}  # fmt: skip
"""The first three letters of an ordinal → its number."""


def _from_there(r: Reader, found: Office, countries: tuple[str, ...]) -> str | None:
    """The country that the holders asked about come from: `Dutch secretaries general of NATO`."""
    if len(countries) != 1 or r.people or "chair" in found[1] or found[0] not in r.register.organizations:
        return None
    if r.whether:
        return None
    asks = r.has("count", "first", "last", "all", "ever", "longest") or _WHICH_FROM.match(r.marked.shape)
    return countries[0] if asks else None


_WHICH_FROM = re.compile(
    r"(?:list )?(?:what|who) (?:COUNTRY (?:be |have )*(?:head|POST|ORG)|(?:head |POST |ORG )+be (?:from )?COUNTRY)"
)


def _asks_for_several(r: Reader) -> bool:
    been = r.has("acting") and r.has("have")
    return (
        been
        or _of_plural(r)
        or r.has("all", "ever", "count")
        or (r.has("start") and not r.has("date", "when", "since", "where"))
        or (r.has("list") and not r.has("current") and not _NAME_OF.search(r.marked.text))
    )


def _of_plural(r: Reader) -> bool:
    """`NATO secretaries general`, and no time: all of them."""
    if r.when is not None or r.has("current", "acting"):
        return False
    said = (reading.text for reading in r.marked.readings if reading.symbol in ("POST", "head", "chair"))
    return any(_PLURAL.search(text) for text in said)


_PLURAL = re.compile(r"(?:secretaries|gens|chiefs|bosses|leaders|chairmen|presidents)\b", re.IGNORECASE)
_NAME_OF = re.compile(r"\bname of\b", re.IGNORECASE)


def _whole_time(r: Reader) -> When | None:
    """All time, unless a time is asked about; `from the start till now` is all time too."""
    return None if r.when is None or r.when.is_now else r.when


_KIND = "[current|acting|formal|full|still|list|all|then|ever|first|longest|serve|official|belong]+"
_OFFICE = "(POST|head|chair)+"

ROWS = (
    Row(
        "times_held",
        (
            "count have COUNTRY [be|position|take|have]+ [ORG] (POST|chair)+ [ORG]",
            "(when|what) [be|do|have|date]+ COUNTRY [be|have|position|take|next|last|first|head]+ [ORG] chair [ORG]",
        ),
        ("how many times has Russia held the chair of the CSTO?",),
        times_held,
        bag=Bag(("count", "COUNTRY", "ORG", "POST|chair"), "position take or current it formal"),
    ),
    Row(
        "office_holders",
        (
            f"ASK BE {_KIND} {_OFFICE} OF ORG OF [acting|then|be|serve]+",
            f"ASK BE {_KIND} ORG OF {_KIND} {_OFFICE} [acting|position|then|and|before|it|be|numeral]+",
            f"ASK {_KIND} [country|POST]+ [be|have|do]+ {_KIND} {_OFFICE} [country] ORG OF [acting|then]+",
            f"ASK [country] [be|have|do]+ ORG {_OFFICE} [country]",
            f"ASK BE COUNTRY {_KIND} POST [ORG]",
            f"ASK BE {_KIND} POST [ORG] COUNTRY",
            "ASK BE [all|current]+ official ORG OF",
            "ASK BE ORG [all|current]+ official",
            "official",
            f"ASK BE {_KIND} POST",
            "[and] ASK POST BE POST [ORG] [that|then]+",
            f"ASK have {_KIND} ORG {_OFFICE}",
            f"ORG OF {_OFFICE} (and) [numeral|it|that]+ before [it|that]",
            f"ASK {_OFFICE} ORG {_KIND} [serve] (longest)",
            f"ASK ORG {_OFFICE} [have|be|serve]+ longest [serve|position|be|have|UNREAD]+",
            f"ASK ORG {_OFFICE} [have|be] [serve] longest [position|serve|period]+",
            f"ASK ORG {_OFFICE} longest",
            f"(when) BE {_OFFICE} [ORG] (take|start|become)+ [position] [ORG]",
            f"(when) BE ORG {_OFFICE} (take|start|become)+ [position]",
        ),
        (
            "who heads the CSTO?",
            "csto sec gen in 2021",
            "who led the CSTO in 2008?",
            "which country chaired the CSTO in 2017",
            "csto officials 2010",
            "russia's foreign minister in 2005",
            "first ever nato secretary general?",
            "кто возглавляет исполком СНГ?",
            "how many secretaries general has NATO had, not counting acting ones?",
            "who sat longest as NATO secretary general?",
            "who was the third secretary general of NATO?",
            "which Dutch secretaries general has NATO had?",
            "who was NATO secretary general for the shortest time?",
        ),
        _holders,
        "Who held a post",
        Bag(
            ("POST|head|chair",),
            "ORG COUNTRY country acting official position serve secretariat first last longest start ever take "
            "been count bloc member or current date since when where belong appoint become not but nth shortest all",
        ),
    ),
    Row(
        "was_holder",
        (
            f"BE PERSON {_KIND} {_OFFICE} ORG [then]",
            f"BE PERSON {_KIND} ORG {_OFFICE} [then]",
            f"BE PERSON {_KIND} (head|chair) ORG",
            f"BE COUNTRY {_KIND} chair ORG",
            f"BE COUNTRY {_KIND} ORG chair",
            f"BE PERSON {_KIND} COUNTRY POST",
            f"BE PERSON {_KIND} POST COUNTRY",
        ),
        ("was Zas secretary general of the CSTO in 2021?",),
        _was_holder,
        bag=Bag(("PERSON", "POST|head|chair", "be|still|not"), "ORG acting serve"),
    ),
    Row(
        "succession",
        (
            f"ASK BE (after|before)+ [be|do]+ PERSON [{'POST|head|chair'}]+ [ORG] [{'POST|head|chair'}]+",
            "ASK BE (after|before)+ [be|do]+ PERSON ORG POST",
            f"ASK BE ORG {_OFFICE} (after|before)+ [PERSON|COUNTRY]",
            f"ASK BE {_OFFICE} ORG (after|before)+ [PERSON|COUNTRY]",
            f"ASK [country] BE {_OFFICE} ORG (after|before)+ [PERSON|COUNTRY]",
            f"ASK BE (after|before)+ {_OFFICE} ORG",
            f"ASK BE {_OFFICE} (after|before)+ [PERSON|COUNTRY] [ORG]",
            "PERSON (after|before)",
            "PERSON POST (after|before)",
            "PERSON (after|before) ORG [list|since|start|when|and|who|date]+",
            "ASK BE (after|before)+ COUNTRY [POST|head|chair]+ ORG [chair]",
            "ASK BE PERSON (after|before)+ [POST|ORG]+",
            f"ASK BE (next|current) {_OFFICE} ORG",
            f"ASK BE (next) ORG {_OFFICE}",
            f"(who|what) be former [ORG] {_OFFICE} [ORG]",
            "ASK BE PERSON position (after) [ORG]",
            "ASK BE [that] take ORG [POST|head|chair] PERSON",
            "[when|after] PERSON [be|made|do|have]+ leave [and|then|that]+ who [become|take|be"
            "|made]+ [ORG] POST [position] [ORG]",
            "who (made|take) [after] PERSON (position|POST|head|chair)+ [after] [ORG]",
        ),
        (
            "who suceeded Luns at NATO",
            "who came after Zas as head of the CSTO?",
            "Norov's replacement at the SCO",
        ),
        succession,
        "Who came before or after",
        Bag(
            ("PERSON|POST|head|chair", "after|before|next"),
            "ORG COUNTRY country chair head POST position take serve PERSON acting last when place bloc secretariat "
            "appoint made become leave",
        ),
    ),
    Row(
        "posts_of",
        (
            "ASK what [position|official]+ BE PERSON [be|have|position|head|serve|ever]+ [ORG]",
            "ASK who BE PERSON [then]",
            "PERSON",
            "[list] about PERSON",
            "what country be PERSON [POST]",
            "where be PERSON",
            "where BE PERSON [serve|head]+ before (ORG|POST|head)+ [ORG|POST|head]+",
            "PERSON position",
            "PERSON [ORG] COUNTRY",
            "PERSON ORG [POST]",
            "ASK BE position PERSON [position]",
            "ASK what BE PERSON [be|do|serve]+",
            "(when) BE PERSON [become|be|have|start|leave|join|serve|appoint|take]+ [POST|ORG|head|chair]+ "
            "[start|end|leave|become]+",
            "ASK (start|end|when) [and|start|end|date]+ BE PERSON [position|ORG|POST|head|serve]+",
            "what BE [start|end|and|date|serve]+ PERSON [position|ORG|POST|head|serve|start|end|date]+",
            "how long BE PERSON [be|serve|POST|ORG|head|position|chair]+",
            "PERSON [ORG|POST]+ (start|end|date|when|serve)+",
            "(since) when BE PERSON [POST|ORG|head]+",
        ),
        (
            "what posts did Dmitry Mezentsev hold?",
            "who is Vladimir Norov",
            "When did Yuri Khachaturov become CSTO secretary general?",
        ),
        posts_of,
        "What posts a person held",
        Bag(
            (
                "PERSON",
                "who|position|POST|head|chair|serve|start|end|when|date|list|all|take|appoint|what|since|long|official",
            ),
            "ORG COUNTRY position POST head chair serve start end when date take appoint become bloc official "
            "made join leave how difference dispute after before first or acting new belong him why then count "
            "secretariat",
        ),
    ),
)
