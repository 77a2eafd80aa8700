"""Questions about what an organization is."""

from __future__ import annotations

from bloc_bot.domain.facts import Attribute
from bloc_bot.domain.queries import About, Help, Query
from bloc_bot.language.patterns.rows import Bag, Row
from bloc_bot.language.reader import Reader

_ATTRIBUTES = {
    "inforce": Attribute.IN_FORCE,
    "start": Attribute.FOUNDED,
    "founding": Attribute.FOUNDED,
    "end": Attribute.ENDED,
    "sign": Attribute.SIGNED,
    "found": Attribute.FOUNDED,
    "dissolve": Attribute.ENDED,
    "merge": Attribute.ENDED,
    "language": Attribute.LANGUAGES,
    "website": Attribute.WEBSITE,
    "seat": Attribute.SEAT,
    "become": Attribute.NAME,
    "oldname": Attribute.NAME,
    "exist": Attribute.FOUNDED,
    "before": Attribute.PREDECESSOR,
    "document": Attribute.FOUNDING_DOCUMENT,
}


def _help(r: Reader) -> Query | None:
    return Help(organization=r.organization.id if r.organization else None)


def _about(r: Reader) -> Query | None:
    if r.organization is None or r.marked.personal or (r.when is not None and not r.when.is_now):
        return None
    return About(organization=r.organization.id)


def _exists(r: Reader) -> Query | None:
    if r.organization is None:
        return None
    return About(organization=r.organization.id, attributes=(Attribute.FOUNDED, Attribute.ENDED), on=r.on, whether=True)


def _attributes(r: Reader) -> Query | None:
    if r.organization is None or (r.has("who") and r.has("sign", "found")):
        return None
    asked = list(dict.fromkeys(attribute for lemma, attribute in _ATTRIBUTES.items() if r.has(lemma)))
    if len(asked) > 1 and Attribute.FOUNDING_DOCUMENT in asked:
        asked.remove(Attribute.FOUNDING_DOCUMENT)
    if r.has("where") and r.has("belong"):
        asked = list(dict.fromkeys([Attribute.SEAT, *asked]))
    if r.has("how long", "long"):
        asked = list(dict.fromkeys([*asked, Attribute.FOUNDED, Attribute.ENDED]))
    return About(organization=r.organization.id, attributes=tuple(asked or (Attribute.SEAT,)))


def _whether_attribute(r: Reader) -> Query | None:
    if r.organization is None or (r.when is None and not r.marked.unread):
        return None
    asked = [attribute for lemma, attribute in _ATTRIBUTES.items() if r.has(lemma)]
    kept = tuple(a for a in asked if a is not Attribute.FOUNDING_DOCUMENT) or (Attribute.IN_FORCE,)
    return About(
        organization=r.organization.id, attributes=kept, on=r.when, place=" ".join(r.marked.unread), whether=True
    )


ROWS = (
    Row(
        "help",
        ("help", "ORG help", "help ORG", "how BE help", "what be help", ""),
        ("help", "csto help"),
        _help,
        "What can be asked",
    ),
    Row(
        "about",
        (
            "ASK [what|who] BE [formal] [bloc] ORG [bloc|about|mean]",
            "[what] [be|do]+ ORG (mean|about)",
            "[what] [be] (about|mean|full) [name] ORG",
            "about [be] ORG",
            "about",
            "ORG full [form|mean]",
            "what be [full] (mean|form|name) ORG",
            "what [be] difference ORG [and] ORG",
            "ORG or ORG difference",
            "ORG",
            "what bloc be ORG",
            "BE ORG [formal]+ [UNREAD] bloc",
            "ORG BE it UNREAD bloc",
            "what [be|have]+ become ORG",
            "[what] BE ORG (what|do)",
        ),
        ("what is the CSTO?", "csto about", "what does OSCE stand for", "is the CSTO a military alliance?"),
        _about,
        "What an organization is",
        Bag(
            ("ORG", "about|mean|what"),
            "about mean bloc found start end difference document or after become when exist still",
        ),
    ),
    Row(
        "exists",
        ("BE ORG [formal|ever|still]+ exist [or]", "ORG (exist|or|dissolve)+ [since|when|still]+", "ORG still exist"),
        ("does EurAsEC still exist?",),
        _exists,
    ),
    Row(
        "which_of_two",
        (
            "BE ORG OF [formal]+ (found|sign)+ UNREAD or UNREAD",
            "BE ORG OF [formal]+ (found|sign|inforce|dissolve)+ or",
        ),
        ("was the CSTO charter signed in Tashkent or Chisinau",),
        _attributes,
    ),
    Row(
        "whether_attribute",
        (
            "BE ORG OF [formal|be]+ (inforce|found|sign|dissolve)+ [and|still|formal]+ [UNREAD]+",
            "BE ORG [formal]+ (inforce|found|dissolve) place+",
            "BE ORG [have|it|be|formal]+ seat [it|be]+ UNREAD",
        ),
        ("Was the CSTO Charter in force on 1 January 2003?",),
        _whether_attribute,
    ),
    Row(
        "attributes",
        (
            "ASK ORG OF [document]+ (when|where|what)+ [be]+ (sign|found|inforce|and|when|seat|where|dissolve)+",
            "ASK (when|where|what|and)+ BE ORG OF [document|formal|be|do]+ "
            "(found|seat|sign|inforce|dissolve|and|become|oldname|when)+ [ORG]",
            "(when|where) BE ORG OF [seat|found|be|start]+",
            "where BE ORG have [it]+ (secretariat|seat)+",
            "found be ORG",
            "[since] (when|how|long)+ BE ORG (exist)",
            "how long BE ORG (exist)",
            "what [country|place]+ BE ORG OF [formal|be]+ (seat|found|sign)",
            "what BE [formal|numeral|list]+ (seat|language|website|document|oldname) [formal]+ ORG",
            "what BE ORG [formal|found]+ (seat|language|website|document|oldname)",
            "what (language|document|website|seat) BE ORG [have|document|found]+",
            "ORG [formal]+ (seat|language|website|found|sign|inforce|document|dissolve|oldname)+ [when|where|place]+",
            "(seat|language|website|oldname|found) ORG",
            "ORG document (sign|inforce|and|when|be)+",
            "what BE ORG (oldname|become)",
            "(found) date ORG",
            "what place BE ORG OF",
            "ORG [secretariat]+ BE what place",
            "what be ORG [be] oldname",
            "(what|who) be before [bloc] ORG",
            "(what|when) [and|when]+ BE ORG merge [and|when]+",
            "what be ORG before",
            "ORG before what [before|bloc]+",
            "what [bloc] [be] before ORG",
            "ORG founding [when|where|date|or|and|place]+",
            "[when|where|date]+ [be] founding ORG",
            "ASK (when|what|date)+ BE ORG OF [document|formal|be|do|it]+ (found|start|end|dissolve|sign|inforce)+ and "
            "[when|be|it]+ (found|start|end|dissolve|sign|inforce)+",
            "[list|about|what]+ ORG when [be|do|it]+ (found|start|end|dissolve)+ [and|when|it|be|do]+ (end|dissolve)",
            "[list] [when|what]+ (found|start|founding)+ and (end|dissolve|date)+ [date|be]+ ORG",
            "when BE ORG (become) [ORG]",
        ),
        ("when was the SCO founded?", "where is the OSCE based", "when did the EAEU treaty enter into force"),
        _attributes,
        "Its seat, founding, languages",
        Bag(
            ("ORG", "seat|language|website|found|sign|inforce|dissolve|oldname|become"),
            "summit official where when country place host date document seat found sign inforce dissolve formal "
            "oldname become start end bloc about secretariat source difference belong count that",
        ),
    ),
)
