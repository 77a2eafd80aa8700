"""A form filled in from a few words: what follows `/csto add`, or a message."""

from __future__ import annotations

import re

from bloc_bot.domain.drafts import MembershipChange
from bloc_bot.domain.factbook import Register
from bloc_bot.domain.facts import Role
from bloc_bot.domain.remarks import Remark
from bloc_bot.slack.desk import Desk
from bloc_bot.slack.forms.checks import ADDRESS, Option, Typed
from bloc_bot.slack.forms.event import EVENT, SUMMARY, TITLE
from bloc_bot.slack.forms.kinds import FormKind
from bloc_bot.slack.mrkdwn import shortened

_LONGEST = 4_000
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])|\n")
_CHANGES = (
    (MembershipChange.LEFT, r"lef?t|leaves?|leaving|quits?|withdrew|withdraws?|withdrawn|withdrawal"),
    (MembershipChange.SUSPENDED, r"suspend\w*"),
    (MembershipChange.FROZEN, r"froze|frozen|freez\w+"),
    (MembershipChange.RETURNED, r"return\w*|rejoin\w*|came back"),
    (MembershipChange.JOINED, r"join\w*|acced\w+|accession|admitted|became|becomes|entered"),
)
_ROLES = tuple((role, role.value) for role in (Role.DIALOGUE_PARTNER, Role.OBSERVER, Role.ASSOCIATE, Role.PARTNER))


def prefilled(
    kind: FormKind, words: str, organization: str | None, register: Register, desk: Desk, url: str = ""
) -> Typed:
    """The form with what the words tell. `organization` and `url` are those known otherwise."""
    remark = desk.read_remark(words[:_LONGEST], register, desk.today())
    organizations = tuple(dict.fromkeys(filter(None, [organization, *remark.organizations])))
    ids = {
        "organizations": organizations,
        "organization": organizations[:1],
        "countries": remark.countries,
        "country": remark.countries[:1],
        "holder": (*remark.people, *remark.countries)[:1],
        "post": remark.posts[:1],
    }
    chosen = {name: desk.choices.options_for(register, found) for name, found in ids.items() if kind.has(name)}
    source = _source(url or remark.url, register, desk)
    texts = {"date": str(remark.date or ""), **(_told(remark) if kind is EVENT else {}), **source.texts}
    return Typed(texts, {**chosen, **_ways(kind, remark), **source.chosen}).over(kind.blank)


def _told(remark: Remark) -> dict[str, str]:
    """The words as a title; of more than one sentence the first, with all of them as what happened."""
    if not remark.says_more:
        return {}
    first = _SENTENCE.split(remark.text, maxsplit=1)[0]
    title = shortened(" ".join(first.split()), TITLE).rstrip(" .")
    return {"title": title, "summary": shortened(remark.text, SUMMARY) if len(first) < len(remark.text) else ""}


def _ways(kind: FormKind, remark: Remark) -> dict[str, tuple[Option, ...]]:
    """What a form for a membership has to choose from, told by a verb or the name of a role."""
    if not kind.has("role"):
        return {}
    said = remark.text.lower()
    change = [change.value for change, verb in _CHANGES if re.search(rf"\b(?:{verb})\b", said)]
    role = [role.value for role, name in _ROLES if name in said]
    if role and not change:
        change = [MembershipChange.JOINED.value]
    found = {"change": change[:1], "role": role[:1]}
    return {name: tuple(Option(way, "") for way in ways) for name, ways in found.items()}


def _source(url: str, register: Register, desk: Desk) -> Typed:
    """The source on record with this address, else the address of a new one."""
    known = desk.choices.source_at(register, url) if url else None
    if known is not None:
        return Typed(chosen={"source": (known,)})
    return Typed({"url": url if len(url) <= ADDRESS else ""})
