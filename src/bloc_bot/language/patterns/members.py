"""Questions about membership: who belongs, whether a party does, since when, and what it belongs to."""

from __future__ import annotations

import re
from typing import Literal

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.facts import FULL_ROLES, Organization, Role
from bloc_bot.domain.queries import (
    Change,
    Members,
    MembershipDates,
    MembershipsOf,
    MembershipStatus,
    MembershipStatuses,
    Query,
    When,
)
from bloc_bot.language.marking import ASKING_LEMMAS, COUNTED_IN
from bloc_bot.language.patterns.rows import Bag, Row
from bloc_bot.language.reader import Reader

_GROUP = "member|signatory|observer|partner|associate|participate|belong|country|bloc"


_MEMBERS_AND = re.compile(r"\bmember (?:country )?and (?:count )?(?:observer|partner|associate)\b")


def _members(r: Reader) -> Query | None:
    if r.organization is None or r.countries or (r.has("not") and not r.has("observer", "partner")):
        return None
    if r.marked.shape.startswith("what bloc be ORG"):
        return None  # what sort of organization it is
    signed = r.has("sign") and r.when is None
    founding = signed or r.has("founding", "found") or (r.has("first") and r.has("date"))
    counted_in = COUNTED_IN.search(r.marked.text) or _MEMBERS_AND.search(r.marked.shape)
    roles = (*sorted(FULL_ROLES), *r.roles) if counted_in and r.roles else r.roles
    return Members(organization=r.organization.id, roles=roles, founding=founding, on=r.on)


def _status(r: Reader) -> Query | None:
    parties = r.countries or tuple(o.id for o in r.organizations[:-1])
    if (
        len(parties) != 1
        or not r.organizations
        or parties[0] == r.organizations[-1].id
        or len(r.organizations) > (1 if r.countries else 2)
    ):
        return None
    ever = r.has("ever") and r.when is None
    organization = r.organizations[-1].id
    roles = _TAKING_PART if (r.has("any") and r.has("status")) or r.has("attend") else r.roles
    if r.roles and _MEMBER_OR.search(r.marked.shape):
        roles = (*sorted(FULL_ROLES), *r.roles)
    return MembershipStatus(
        organization=organization, party=parties[0], roles=roles, on=None if ever else _from_its_start(r)
    )


def _from_its_start(r: Reader) -> When:
    """The time asked about; of `since 2010`, its start: who belonged only later has not belonged since then."""
    if r.when is None or r.marked.times[0].relation != "since" or r.has("any"):
        return r.on
    return When.on(PartialDate.parse(r.when.written.partition("/")[0]))


_MEMBER_OR = re.compile(r"\bmember or (?:observer|partner|associate)\b|\b(?:observer|partner|associate) or member\b")
_TAKING_PART = tuple(role for role in Role if role not in (Role.NOT_A_MEMBER, Role.FOUNDING_STATE))
"""Whatever status there is: `does Serbia have any status in the CSTO?`"""


def _statuses(r: Reader) -> Query | None:
    """Of several countries, or a group of them."""
    if r.organization is None or len(r.countries) < 2 or r.has("between"):
        return None
    negated = r.has("not", "outside")
    if negated and r.whether:
        return None
    either = r.has("any", "either", "or") and not r.has("all", "both", "every")
    which = "which not" if negated else "which"
    ever = r.has("ever") and r.when is None
    return MembershipStatuses(
        organization=r.organization.id,
        parties=r.countries,
        roles=r.roles,
        asks=("any" if either else "all") if r.whether else which,
        on=None if ever else _from_its_start(r),
    )


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
        change=r.change,
        on=_undoubted(r),
        whether=True,
    )


def _dates(r: Reader) -> Query | None:
    parties = r.countries or tuple(o.id for o in r.organizations[:-1])
    if not r.organizations or not parties or len(r.organizations) > (1 if r.countries else 2):
        return None
    if _OF_OTHERS.match(r.marked.shape) and len(parties) == 1:
        return None
    if r.organizations[-1].id in parties or (len(parties) > 1 and r.change is Change.SUSPENDED and r.whether):
        return None
    return MembershipDates(
        organization=_belonged_to(r.organizations[-1], r),
        parties=parties,
        roles=r.roles,
        change=r.change,
        which=len(parties) > 1 and _WHICH_OF_THEM.match(r.marked.shape) is not None,
        whether=r.marked.shape.startswith("COUNTRY ")
        and r.marked.text.rstrip().endswith("?")
        and not r.has(*ASKING_LEMMAS, "since", "date"),
        on=_undoubted(r),
    )


_WHICH_OF_THEM = re.compile(r"(?:list )?(?:what|count) (?:country |member )?COUNTRY ")


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
_OF_OTHERS = re.compile(r"(?:list )?(?:who|(?:what|count) (?:country|member)) ")
"""Asked for countries, and not for the dates of the one that is named: `who joined NATO since Montenegro?`"""


def _changes(r: Reader) -> Query | None:
    if (
        r.organization is None
        or r.countries
        or (r.has("become") and not r.has("member", "country", "join", "observer"))
    ):
        return None
    return MembershipDates(
        organization=_belonged_to(r.organization, r), roles=r.roles, change=r.change, extreme=_extreme(r), on=r.when
    )


def _extreme(r: Reader) -> Literal["first", "last"] | None:
    """The first or the last, if one is asked about; `in order, first to last` asks about all."""
    if r.has("first"):
        return None if r.has("last") else "first"
    return "last" if r.has("last", "new") else None


def _memberships_of(r: Reader) -> Query | None:
    if r.organizations or len(r.countries) != 1:
        return None
    changed = r.change if r.has("join", "leave", "suspend") else None
    ever = changed or r.has("ever")
    full = tuple(sorted(FULL_ROLES)) if r.has("full") and r.has("member") else ()
    roles = () if r.has("or", "member", "belong") else r.roles
    return MembershipsOf(party=r.countries[0], roles=roles or full, change=changed, on=r.when if ever else r.on)


ROWS = (
    Row(
        "members",
        (
            "ASK BE GROUP+ BE [GROUP]+ ORG OF [have|there|all|belong]",
            "ASK BE GROUP+ BE there ORG",
            "ASK BE ORG OF GROUP+ BE [all|there|be]",
            "ASK BE ORG OF [all] GROUP+ [all]",
            "ASK GROUP+ do ORG have",
            "ASK who BE [GROUP]+ ORG OF",
            "ASK who ORG GROUP+",
            "ASK what country BE [GROUP]+ ORG",
            "ORG GROUP+ what",
            "ORG BE (what|who)",
            "ORG who BE [it|belong]+",
            "ASK [GROUP]+ BE sign ORG OF",
            "[founding] (member|observer|partner|signatory|associate)+",
            "ASK BE count do ORG have GROUP+",
            "[list] (count|what)+ (country|member)+ found ORG",
            "ASK BE size ORG",
            "ORG size",
        ),
        (
            "csto members",
            "members of the CSTO in 2010",
            "which countries belong to NATO",
            "who was in the CIS in 1995?",
            "how many members did NATO have on 28 March 2004?",
            "which observers does the SCO have",
            "list EAEU members pls",
            "original six signatories of the Tashkent treaty",
            "кто входил в ШОС в 2005 году?",
        ),
        _members,
        "Who belonged, on a day or in a span",
        Bag(
            ("ORG", f"{_GROUP}|founding|size"),
            "count number or document not but bloc secretariat first date attend position status about",
        ),
    ),
    Row(
        "membership_status",
        (
            "BE COUNTRY [not] [formal|ever|still]+ BE [GROUP]+ ORG OF [GROUP|then]+",
            "BE COUNTRY [not] [formal|ever|still]+ BE [GROUP]+ ORG OF (or) [not]",
            "BE COUNTRY [ever|formal]+ have [GROUP]+ ORG",
            "BE COUNTRY [ever]+ have [GROUP]+ status ORG",
            "COUNTRY [GROUP]+ [ever] ORG [GROUP]+",
            "COUNTRY BE [ever] [GROUP]+ ORG",
            "ORG BE COUNTRY [GROUP]+",
            "ORG COUNTRY GROUP+",
            "what BE (COUNTRY|ORG) status ORG",
            "what status BE (COUNTRY|ORG) [have] ORG",
            "[what] (COUNTRY|ORG) status ORG [and|since|when]+",
            "what BE COUNTRY relation ORG",
            "what position BE COUNTRY [attend|participate|have] ORG",
            "BE COUNTRY ORG GROUP+",
            "BE ORG [ever|formal|any]+ [have] [any] GROUP+ ORG",
            "BE ORG [have] [GROUP]+ observer [GROUP]+ ORG",
            "BE COUNTRY attend ORG [GROUP]+",
        ),
        (
            "is Kazakhstan a member of the CIS?",
            "was Uzbekistan in the CSTO on 18 December 2012",
            "has Kazakhstan ever been a NATO member?",
            "csto is armenia a member",
            "does the SCO have observer status at the CIS?",
            "India's status at the SCO in 2010?",
            "Belarus has been in the SCO since 2010, right?",
        ),
        _status,
        "Whether a country belongs or belonged",
        Bag(("ORG", "COUNTRY"), f"{_GROUP} not ever or status outside but any position".replace("|", " ")),
    ),
    Row(
        "membership_statuses",
        (
            "ASK COUNTRY [GROUP]+ BE [not|ever|both|all]+ [GROUP|be]+ ORG [GROUP]+",
            "ASK GROUP+ COUNTRY BE [not|ever|both|all]+ [GROUP|be]+ ORG [GROUP]+",
            "BE [any|both|every]+ COUNTRY [GROUP]+ [ever|both|and|all]+ [GROUP]+ ORG [GROUP|both|ever]+",
        ),
        (
            "are Armenia and Azerbaijan both in the CSTO?",
            "which Central Asian countries are in the CSTO?",
            "were the Baltic states ever in the CIS?",
            "which of the Nordic countries were not in NATO in 2020?",
        ),
        _statuses,
        "Which of several countries belong",
        Bag(("ORG", "COUNTRY"), f"{_GROUP} not ever or outside any both either count number".replace("|", " ")),
        takes_groups=True,
    ),
    Row(
        "membership_change",
        (
            "DID COUNTRY [not] [formal|ever|still|have|be]+ (join|leave|suspend|freeze|return)+ [GROUP]+ ORG OF "
            "[then|ever|GROUP|or|not]+",
            "COUNTRY (join|leave|suspend) [GROUP]+ ORG OF whether",
        ),
        ("did Uzbekistan ever leave the CSTO", "has Armenia formally withdrawn from the ODKB?"),
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
            "(when|since) BE ORG [formal]+ (join|made|become|GROUP)+ ORG",
            "(when|since) BE COUNTRY [GROUP]+ ORG OF (suspend|join|leave|GROUP)+",
            "(when) COUNTRY [GROUP]+ (join|leave) ORG",
            "COUNTRY (join|leave|suspend) [GROUP]+ ORG [when]",
            "COUNTRY ORG [GROUP]+ (join|leave) [when]",
            "ORG COUNTRY (join|leave) [when]",
            "what [number|date]+ BE COUNTRY [formal]+ (join|leave|become|return)+ [GROUP]+ ORG",
            "how long BE COUNTRY [GROUP]+ ORG",
            "ORG when BE COUNTRY (join|leave)",
            "why BE COUNTRY [formal]+ (join|leave|suspend|freeze)+ [GROUP]+ ORG",
        ),
        ("when did Georgia leave the CIS?", "when did montenegro and north macedonia get into NATO"),
        _dates,
        "When a country joined or left",
        Bag(
            ("ORG", "COUNTRY", "join|leave|suspend|freeze|return|since|when|long|date"),
            f"{_GROUP} first last or document made become date take since start end status how inforce source "
            "dispute about count nth".replace("|", " "),
        ),
        takes_groups=True,
    ),
    Row(
        "changes",
        (
            "ASK BE [last|first|new] [GROUP]+ BE [formal]+ (join|leave|suspend) [GROUP]+ ORG OF [last|first]",
            "ASK [GROUP]+ BE (last|first|new) [GROUP]+ [be] [join|leave] ORG",
            "ASK BE (last|first|new) [GROUP]+ ORG [GROUP]+",
            "ASK [what|who] BE ORG (last|first|new) [GROUP]+",
            "(join|leave) ORG",
            "ORG (join|leave)",
            "ORG (last|first|new) GROUP+",
            "ASK BE ORG (new|last|first) GROUP+",
            "[list] [GROUP]+ [that] BE (join|leave|suspend)+ ORG",
            "[ever] ASK [GROUP]+ BE ever (leave|join) ORG",
            "have [who] [GROUP]+ ever (leave|join) ORG",
        ),
        (
            "who joined NATO in 2009",
            "which countries left the CIS?",
            "which country was the latest to join nato?",
            "last state to be admitted to the osce",
            "newest NATO member",
        ),
        _changes,
        "Who joined or left, first or last",
        Bag(
            ("ORG", "join|leave|last|new|suspend|return|become", f"who|what|list|country|{_GROUP}"),
            f"{_GROUP} first last new ever when date any count document sign but".replace("|", " "),
        ),
    ),
    Row(
        "changed_between",
        ("ASK [GROUP]+ BE [GROUP]+ ORG [GROUP]+ (but|and)+ [be|have] not [be|have|then|GROUP]+",),
        ("who was in the CSTO in 2010 but not in 2013?",),
        _changed_between,
    ),
    Row(
        "memberships_of",
        (
            "[list] what [GROUP]+ (bloc|member|belong) [GROUP]+ BE COUNTRY [ever|formal|GROUP]+ "
            "[join|leave|be|suspend]+ [GROUP]+",
            "[list] what BE COUNTRY [ever|still]+ (member|belong|join|leave|observer|partner) [GROUP]+",
            "[list] COUNTRY [be] [GROUP]+ (member|bloc|membership)+",
            "where BE COUNTRY [ever|still]+ (member|belong|join) [GROUP]+",
            "[list] [what] (bloc|member) COUNTRY [ever|be]+ [join|leave|member|belong]",
            "what BE COUNTRY [GROUP]+",
            "what [GROUP]+ bloc have COUNTRY",
            "what bloc COUNTRY (join|leave|belong)",
        ),
        (
            "which orgs has Georgia pulled out of",
            "what organizations does Belarus belong to",
            "what is Armenia a member of",
            "in which organisations does Uzbekistan take part, and in what capacity?",
        ),
        _memberships_of,
        "What a country belongs to",
        Bag(
            ("COUNTRY", f"{_GROUP}|status"),
            "join leave ever where suspend bloc not long number count any date position status or document attend",
        ),
    ),
)
