"""Questions that hold two or more organizations against each other."""

from __future__ import annotations

import re
from typing import Literal

from bloc_bot.domain.facts import RelationKind
from bloc_bot.domain.queries import Compared, Comparison, Overlap, Query, Related, SharedMemberships
from bloc_bot.language.patterns.rows import Bag, Row
from bloc_bot.language.reader import Reader

_GROUP = "member country signatory observer partner associate participate belong bloc position attend"


def _ids(r: Reader) -> tuple[str, ...]:
    return tuple(dict.fromkeys(o.id for o in r.organizations))


def _compared(r: Reader, how: Compared, **asked: str) -> Query | None:
    ids = _ids(r)
    if len(ids) < 2 or r.countries or r.people or len(r.marked.times) > 1:
        return None
    always = (r.when is None and r.has("ever")) or "never" in r.marked.text.casefold()
    return Comparison(organizations=ids, how=how, on=None if always else r.on, **asked)


_MORE = re.compile(
    r"\b(?:more|most|fewer|fewest|less|least|larger?|largest|bigger|biggest|smaller|smallest|older|oldest)\b",
    re.IGNORECASE,
)


def _both(r: Reader) -> Query | None:
    if _MORE.search(r.marked.text):
        return None  # which of them is more, and not who is in both
    return _compared(r, Compared.BOTH)


def _only_first(r: Reader) -> Query | None:
    return _compared(r, Compared.ONLY_FIRST)


def _either(r: Reader) -> Query | None:
    return _compared(r, Compared.EITHER)


def _any_outside(r: Reader) -> Query | None:
    return _compared(r, Compared.ONLY_FIRST, whether="any")


def _all_inside(r: Reader) -> Query | None:
    return _compared(r, Compared.ONLY_FIRST, whether="all")


def _any_shared(r: Reader) -> Query | None:
    return _compared(r, Compared.BOTH, whether="any")


def _overlap(r: Reader) -> Query | None:
    ids = _ids(r)
    return Overlap(party=r.countries[0], organizations=ids) if len(ids) > 1 and len(r.countries) == 1 else None


def _shared(r: Reader) -> Query | None:
    if r.organizations or len(r.countries) < 2:
        return None
    ever = r.when is None and r.has("ever")
    return SharedMemberships(parties=r.countries, on=None if ever else r.on)


def _related(r: Reader) -> Query | None:
    ids = _ids(r)
    if len(ids) == 1 and r.has("same"):
        return Related(organization=ids[0], other=ids[0], whether="the same as")
    if r.has("sign") and r.has("who", "when", "where"):
        return None  # one event is meant
    if len(ids) != 2 or r.countries:
        return None
    if r.whether and r.has("after", "before") and not r.has("document", "relation"):
        return _succeeded(r)
    return Related(organization=ids[0], other=ids[1], whether=_whether_related(r) if r.whether else None)


def _whether_related(r: Reader) -> RelationKind | Literal["the same as"] | None:
    if r.has("same"):
        return "the same as"
    return RelationKind.COOPERATES_WITH if r.has("cooperate") else None


def _merged(r: Reader) -> Query | None:
    ids = _ids(r)
    if len(ids) != 2:
        return None
    return Related(organization=ids[0], other=ids[1], whether=RelationKind.MERGED_INTO)


def _succeeded(r: Reader) -> Query | None:
    ids = _ids(r)
    if len(ids) != 2:
        return None
    later, earlier = reversed(ids) if r.has("before") else ids
    return Related(organization=later, other=earlier, whether=RelationKind.SUCCESSOR_OF)


ROWS = (
    Row(
        "all_inside",
        (
            "DID (every|all) ORG [GROUP]+ [be|also|and]+ [GROUP]+ ORG [GROUP]+",
            "DID (every|all) [GROUP]+ ORG [be|also|and]+ [GROUP]+ ORG [GROUP]+",
        ),
        ("Is every NATO member also an OSCE participating State?",),
        _all_inside,
    ),
    Row(
        "any_outside",
        (
            "DID [any|there]+ [any] ORG [GROUP]+ [who|be|what]+ (outside|not) [GROUP]+ ORG [GROUP]+",
            "DID [any|there]+ [any] GROUP+ ORG [who|be|what]+ (outside|not) [GROUP]+ ORG [GROUP]+",
        ),
        ("does any nato country sit outside the OSCE?",),
        _any_outside,
    ),
    Row(
        "any_shared",
        ("DID (any|there)+ [any] ORG [GROUP]+ [who|be|what]+ [also|and]+ [GROUP]+ ORG [GROUP]+",),
        ("are any NATO countries in the SCO?",),
        _any_shared,
    ),
    Row(
        "only_first",
        (
            "ASK [GROUP]+ BE [GROUP]+ ORG [GROUP]+ (but|and|who|what|that|be)+ (not|outside)+ [be|have|GROUP]+ "
            "ORG [GROUP]+",
            "ASK [GROUP]+ BE [GROUP]+ ORG [GROUP]+ (but|outside)+ [not|GROUP]+ ORG [GROUP]+",
            "ASK ORG [GROUP]+ BE [that] (not|outside)+ [be|GROUP]+ ORG [GROUP]+",
            "ASK BE [GROUP]+ ORG [GROUP]+ (who|what|that|be|do)+ not [be|belong|have]+ [GROUP]+ [also] ORG [GROUP]+",
            "ORG [GROUP]+ (but|not|outside)+ [GROUP]+ ORG [GROUP]+",
            "ASK [GROUP]+ BE [GROUP]+ ORG [GROUP]+ [and|be]+ (but|not|outside) [not|GROUP]+ ORG (or|and) [not] ORG",
        ),
        ("csto countries that are not in the EAEU", "Which CIS states are not in the CSTO?"),
        _only_first,
        "Who is in one and not in the other",
        Bag(("ORG", "not|but|outside"), f"{_GROUP} sign join any ever either"),
    ),
    Row(
        "either",
        (
            "ASK [GROUP]+ BE [GROUP]+ [either] ORG (or ORG)+ [GROUP]+",
            "ASK [GROUP]+ BE [GROUP]+ either ORG or ORG [GROUP]+",
        ),
        ("which countries are in either the CSTO or the EAEU?",),
        _either,
    ),
    Row(
        "both",
        (
            "ASK [GROUP]+ BE [GROUP]+ [both] [GROUP]+ ORG [GROUP]+ and [also] [GROUP]+ ORG [GROUP]+ "
            "[both|and|also|ORG]+",
            "ASK [GROUP]+ BE (both|share|common|overlap)+ ORG [and|ORG|both]+ [have|common|share|GROUP|overlap]+",
            "ASK [what|who] GROUP+ BE ORG [and|ORG]+ (share|common|both|overlap|have)+",
            "ASK ORG [GROUP]+ [who|what|be]+ (also|and) [be] [GROUP]+ ORG [GROUP]+",
            "ORG and ORG (common|both|share|overlap) [GROUP]+",
            "(overlap|common|share) [GROUP]+ [between] ORG [and] ORG",
            "ASK [GROUP]+ BE (common|overlap|share)+ [GROUP]+ [between] ORG and ORG",
            "ASK GROUP+ ORG [also|and] ORG [both]",
        ),
        ("Which countries are in both the CSTO and the SCO now?", "members common to the CIS and the EAEU"),
        _both,
        "Who is in both",
        Bag(("ORG",), f"{_GROUP} both common same any count number"),
    ),
    Row(
        "overlap",
        (
            "BE COUNTRY [ever|formal]+ [be] [GROUP]+ [both] ORG and ORG [both|same|together|once]+",
            "BE COUNTRY [ever]+ [both|be|GROUP]+ ORG and ORG [same|together|once]+",
            "be there [ever|any]+ when COUNTRY be [both|GROUP]+ ORG and ORG [same]",
        ),
        ("Did Uzbekistan ever belong to GUUAM and the CSTO at the same time?",),
        _overlap,
        bag=Bag(("ORG", "COUNTRY", "same|both|ever"), f"{_GROUP} both same ever"),
    ),
    Row(
        "shared_memberships",
        (
            "[list] what [GROUP]+ BE COUNTRY [both|common|ever|all]+ [BE] [GROUP|both|common]+",
            "what BE COUNTRY have (both|common)+ [what|bloc]+",
            "[list] (bloc|member|common|both)+ [what] COUNTRY [BE] [GROUP|both|common]+",
        ),
        ("which organizations do Armenia and Azerbaijan both belong to?",),
        _shared,
        "What several countries all belong to",
        Bag(("COUNTRY", "bloc|both|common", "both|common|member|belong|all"), f"{_GROUP} what same ever"),
        takes_groups=True,
    ),
    Row(
        "merged",
        ("BE ORG [and|end|ever|formal]+ merge [and]+ ORG", "BE ORG and ORG [ever|end]+ merge"),
        ("did CACO merge into EurAsEC?",),
        _merged,
    ),
    Row(
        "succeeded",
        ("(be|do|have) ORG [formal|have|be]+ (after|before) ORG",),
        ("Is the EAEU the successor of EurAsEC?",),
        _succeeded,
    ),
    Row(
        "related",
        (
            "BE ORG [and] same ORG",
            "BE ORG and ORG same",
            "what BE (relation|difference|link)+ [between] ORG and ORG",
            "how BE ORG [and] (relation|relate|link|connect) ORG",
            "how BE ORG and ORG (relation|relate|link|connect|difference)",
            "ORG and ORG (relation|cooperate)+",
            "what [formal]+ document [exist|be|have|sign|relation|there|do]+ [between] ORG OF [and] ORG OF",
            "BE ORG (cooperate|relation|recognize|relate)+ ORG",
            "what BE ORG (after|before) ORG",
        ),
        ("what is the relation between the CSTO and the UN?", "csto and UN, what is signed between them?"),
        _related,
        bag=Bag(
            ("ORG", "document|relation|cooperate|after|before|sign"),
            "document relation cooperate any sign between after before since when",
        ),
    ),
)
