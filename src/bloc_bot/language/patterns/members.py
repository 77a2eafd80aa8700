"""Questions about membership: who belongs, whether a party does, since when, and what it belongs to."""

from __future__ import annotations

import re

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.facts import FULL_ROLES, Role
from bloc_bot.domain.queries import (
    Members,
    MembershipsOf,
    MembershipStatus,
    MembershipStatuses,
    Query,
    When,
)
from bloc_bot.language.marked import COUNTED_IN
from bloc_bot.language.patterns.rows import Bag, Row
from bloc_bot.language.reader import Reader

_GROUP = "member|signatory|observer|partner|associate|participate|belong|country|bloc"


def _has_founding_states(r: Reader, organization: str) -> bool:
    """Whether some founded it that were never members of it."""
    return any(m.role is Role.FOUNDING_STATE for m in r.book.memberships.get(organization, ()))


_MEMBERS_AND = re.compile(
    r"\bmember (?:(?:country|do|have|be|ORG) )*and (?:(?:what|who|count|country|be) )*(?:observer|partner|associate)\b"
)


_FOUNDING_ITSELF = re.compile(r"\bfounding\b", re.IGNORECASE)


def _members(r: Reader) -> Query | None:
    if (
        r.organization is None
        or r.countries
        or r.marked.personal
        or (r.has("not") and not r.has("observer", "partner"))
    ):
        return None
    if _FOUNDING_ITSELF.search(r.marked.text) and not r.has("member", "country", "signatory", "participate", "belong"):
        return None
    if r.marked.shape.startswith(("what bloc be ORG", "be ORG bloc")):
        return None  # what sort of organization it is
    signed = (r.has("sign") and r.when is None) or (r.has("who") and r.has("start"))
    founding = signed or r.has("founding", "found") or (r.has("first") and r.has("date"))
    counted_in = COUNTED_IN.search(r.marked.text) or _MEMBERS_AND.search(r.marked.shape)
    roles = (*sorted(FULL_ROLES), *r.roles) if counted_in and r.roles else r.roles
    if founding and not roles and _has_founding_states(r, r.organization.id):
        roles = (*sorted(FULL_ROLES), Role.FOUNDING_STATE)
    return Members(organization=r.organization.id, roles=roles, founding=founding, on=r.on)


def _status(r: Reader) -> Query | None:
    if r.excluding and r.countries:
        return None
    if r.has("or") and r.has("it") and len(r.marked.times) > 1:
        return None  # which of two days it was
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
    if r.organization is None or len(r.countries) < 2 or r.has("between") or r.excluding:
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


_OF_THESE = re.compile(r"what (?:bloc )?ORG |be COUNTRY (?:\S+ )?(?:any|either) ")
"""Several organizations are named to choose from: all that it belongs to are told."""


def _memberships_of(r: Reader) -> Query | None:
    if len(r.countries) != 1 or (r.organizations and not _OF_THESE.match(r.marked.shape)):
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
            "count [be|have|there|do]+ ORG [have|then|there]+",
            "(who|what) [country] [be|do]+ (found|start)+ ORG OF [and|when|what|be|it|where]+",
            "ORG size",
            "how size BE ORG [GROUP]+",
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
            "BE ORG [ever|formal|any]+ [have|be]+ [any] GROUP+ ORG",
            "BE ORG [have] [GROUP]+ observer [GROUP]+ ORG",
            "BE COUNTRY attend ORG [GROUP]+",
            "BE ORG have ORG (observer|status|member|partner)+",
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
            "what [bloc] ORG (ORG|and|or)+ BE COUNTRY [GROUP]+",
            "BE COUNTRY [GROUP]+ (any|either) [bloc|them]+ ORG (and|or|ORG)+",
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
