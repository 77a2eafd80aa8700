"""Questions about changes of membership: who joined or left, and when."""

from __future__ import annotations

import re
from typing import Literal

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.facts import Organization
from bloc_bot.domain.queries import Change, MembershipDates, Query, When
from bloc_bot.language.marked import ASKING_LEMMAS
from bloc_bot.language.patterns.rows import Bag, Row
from bloc_bot.language.reader import Reader

_GROUP = "member|signatory|observer|partner|associate|participate|belong|country|bloc"


def _belonged_to(organization: Organization, r: Reader) -> str:
    """What is joined and left: of a body without members of its own on record, what it is a body of."""
    own = r.book.memberships.get(organization.id)
    return organization.parent if organization.parent and not own else organization.id


def _undoubted(r: Reader) -> When | None:
    """The time asked about; none where it is in doubt itself: `on 4 July or on 8 August?`"""
    return None if len(r.marked.times) > 1 and r.has("or") else r.when


def _whether_changed(r: Reader) -> Query | None:
    if r.organization is None or len(r.countries) != 1:
        return None
    return MembershipDates(
        organization=_belonged_to(r.organization, r),
        parties=r.countries,
        roles=r.roles,
        change=r.change,
        on=_undoubted(r),
        whether=True,
    )


def _dates(r: Reader) -> Query | None:
    parties = r.countries or tuple(o.id for o in r.organizations[:-1])
    if not r.organizations or not parties or len(r.organizations) > (1 if r.countries else 2):
        return None
    if r.has("list") and r.has("member") and r.has("what", "who"):
        return None  # who else belonged then
    in_doubt = r.has("or") and not r.has("join", "leave", "suspend", "freeze", "since", "when", "date")
    if (_OF_OTHERS.match(r.marked.shape) and len(parties) == 1) or (in_doubt and len(r.marked.times) < 2):
        return None
    if r.organizations[-1].id in parties or (len(parties) > 1 and r.change is Change.SUSPENDED and r.whether):
        return None
    return MembershipDates(
        organization=_belonged_to(r.organizations[-1], r),
        parties=parties,
        roles=r.roles,
        change=r.change,
        which=len(parties) > 1 and _WHICH_OF_THEM.match(r.marked.shape) is not None,
        whether=r.marked.shape.startswith(("COUNTRY ", "be it "))
        and r.marked.text.rstrip().endswith("?")
        and not r.has(*ASKING_LEMMAS, "since", "date"),
        on=_undoubted(r),
    )


_WHICH_OF_THEM = re.compile(r"(?:list )?(?:what|count) (?:country |member )?COUNTRY ")
_OF_OTHERS = re.compile(r"(?:list )?(?:who|(?:what|count) (?:country|member)) ")
"""Asked for countries, and not for the dates of the one that is named: `who joined NATO since Montenegro?`"""


def _changes(r: Reader) -> Query | None:
    if (
        r.organization is None
        or r.countries
        or (r.has("numeral") and _extreme(r))
        or (r.has("become") and not r.has("member", "country", "join", "observer"))
    ):
        return None
    return MembershipDates(
        organization=_belonged_to(r.organization, r),
        roles=r.roles,
        change=r.change,
        extreme=_extreme(r),
        whether=r.whether and r.has("ever", "any"),
        on=r.when,
    )


def _extreme(r: Reader) -> Literal["first", "last"] | None:
    """The first or the last, if one is asked about; `in order, first to last` asks about all."""
    if r.has("all", "every"):
        return None
    if r.has("first", "longest"):
        return None if r.has("last") else "first"
    return "last" if r.has("last", "new") else None


def _changed_between(r: Reader) -> Query | None:
    """`who was in it in 2010 but not in 2013?`: who left between; the other way round, who joined."""
    if r.organization is None or r.countries or len(r.marked.times) != 2 or not _BUT_NOT.search(r.marked.shape):
        return None
    belonged, did_not = (time.when for time in r.marked.times)
    if belonged.last is None or did_not.first is None or belonged.first is None or did_not.last is None:
        return None
    left = belonged.last < did_not.first
    first, last = (belonged.first, did_not.last) if left else (did_not.first, belonged.last)
    return MembershipDates(
        organization=r.organization.id,
        roles=r.roles,
        change=Change.LEFT if left else Change.JOINED,
        on=When.between(PartialDate.of(first), PartialDate.of(last)),
    )


_BUT_NOT = re.compile(r"\b(?:but|and) (?:be |have )?not\b")


ROWS = (
    Row(
        "membership_change",
        (
            "DID COUNTRY [not] [formal|ever|still|have|be]+ (join|leave|suspend|freeze|return)+ [GROUP]+ ORG OF "
            "[then|ever|GROUP|or|not]+",
            "COUNTRY (join|leave|suspend) [GROUP]+ ORG OF whether",
            "DID COUNTRY [not] [formal|ever|still|be]+ (become|made) GROUP+ ORG",
            "BE COUNTRY [formal|now]+ former [GROUP|ORG]+ (GROUP|ORG) [or|not]+",
        ),
        (
            "did Uzbekistan ever leave the CSTO",
            "has Armenia formally withdrawn from the ODKB?",
            "is Georgia a former CIS member?",
        ),
        _whether_changed,
        bag=Bag(
            ("ORG", "COUNTRY", "join|leave|suspend|freeze|return", "ever|still|not|formal"),
            f"{_GROUP} or any document status".replace("|", " "),
        ),
    ),
    Row(
        "membership_dates",
        (
            "(when|since) BE COUNTRY [formal|first|return|made|become]+ (join|leave|suspend|freeze|return)+ "
            "[GROUP]+ ORG OF [GROUP|COUNTRY]+",
            "(when|since) BE COUNTRY [GROUP|made]+ ORG OF",
            "(when|since) BE COUNTRY [formal|first]+ (become|made|take) GROUP+ ORG [GROUP]+",
            "[list] (when|since)+ BE ORG [formal|made|have|be]+ (join|made|become|GROUP|status)+ ORG",
            "(when|since) BE COUNTRY [GROUP]+ ORG OF (suspend|join|leave|GROUP)+",
            "(when) COUNTRY [GROUP]+ (join|leave) ORG",
            "COUNTRY (join|leave|suspend) [GROUP]+ ORG [when]",
            "COUNTRY ORG [GROUP]+ (join|leave) [when]",
            "ORG COUNTRY (join|leave) [when]",
            "what [number|date]+ BE COUNTRY [formal]+ (join|leave|become|return)+ [GROUP]+ ORG",
            "how long BE COUNTRY [GROUP]+ ORG",
            "ORG when BE COUNTRY (join|leave)",
            "COUNTRY [GROUP]+ ORG [be|it|what]+ (or) [be|it|what]+",
            "why BE COUNTRY [formal]+ (join|leave|suspend|freeze)+ [GROUP]+ ORG",
        ),
        ("when did Georgia leave the CIS?", "when did montenegro and north macedonia get into NATO"),
        _dates,
        "When a country joined or left",
        Bag(
            ("ORG", "COUNTRY", "join|leave|suspend|freeze|return|since|when|long|date"),
            f"{_GROUP} first last or document made become date take since start end status how inforce source "
            "difference dispute about count nth".replace("|", " "),
        ),
        takes_groups=True,
    ),
    Row(
        "changes",
        (
            "ASK BE [last|first|new] [GROUP]+ BE [formal]+ (join|leave|suspend) [GROUP]+ ORG OF [last|first]",
            "ASK [GROUP]+ BE (last|first|new) [GROUP]+ [be] [join|leave] ORG",
            "ASK BE (last|first|new) [ever] [GROUP]+ ORG [GROUP]+",
            "[list] [what|who]+ [be] longest [status|GROUP]+ ORG [what|who|be|them]+",
            "[what|who] GROUP+ have [be|belong]+ ORG longest",
            "ASK [what|who] BE ORG (last|first|new) [GROUP]+",
            "(join|leave) ORG",
            "[all|new|list]+ ORG [new] join [all|country|what]+",
            "[all|list]+ new [country|all]+ (join|ORG)+ [all|country]+",
            "ORG (join|leave)",
            "ORG (last|first|new) GROUP+",
            "ASK BE ORG (new|last|first) GROUP+",
            "[list] [GROUP]+ [that] BE (join|leave|suspend)+ ORG",
            "[ever] ASK [GROUP]+ BE ever (leave|join) ORG",
            "have [who] [GROUP]+ ever (leave|join) ORG",
            "ASK BE [all|GROUP]+ former [GROUP|ORG]+ (GROUP|ORG) [there]",
        ),
        (
            "who joined NATO in 2009",
            "which countries left the CIS?",
            "which country was the latest to join nato?",
            "last state to be admitted to the osce",
            "newest NATO member",
            "former members of the CIS",
        ),
        _changes,
        "Who joined or left, first or last",
        Bag(
            ("ORG", "join|leave|first|last|new|suspend|return|become", f"who|what|list|country|{_GROUP}"),
            f"{_GROUP} made status full first last new ever when date any count document sign but".replace("|", " "),
        ),
    ),
    Row(
        "changed_between",
        ("ASK [GROUP]+ BE [GROUP]+ ORG [GROUP]+ (but|and)+ [be|have] not [be|have|then|GROUP]+",),
        ("who was in the CSTO in 2010 but not in 2013?",),
        _changed_between,
    ),
)
