"""Questions about who belonged, or who held a post, over time."""

from __future__ import annotations

from bloc_bot.domain.queries import Query, Timeline
from bloc_bot.language.patterns.office import office
from bloc_bot.language.patterns.rows import Bag, Row
from bloc_bot.language.reader import Reader


def _timeline(r: Reader) -> Query | None:
    """Of members, unless a post is named. One that names a country or a person is a list of events."""
    if not r.organizations or r.countries or r.people or (r.has("event") and not r.has("member")):
        return None
    organizations = tuple(dict.fromkeys(o.id for o in r.organizations))
    when = None if r.when is None or r.when.is_now else r.when
    if not r.has("POST", "head", "chair", "official"):
        return Timeline(organizations=organizations, on=when)
    return _of_posts(r, organizations)


def _of_posts(r: Reader, organizations: tuple[str, ...]) -> Query | None:
    when = None if r.when is None or r.when.is_now else r.when
    if r.organization is not None:
        found = office(r)
        if found is None or found[0] not in r.register.organizations:
            return None
        return Timeline(organizations=(found[0],), subject="officials", posts=found[1], on=when)
    named = tuple(dict.fromkeys(post for mark in r.posts for post in mark.subjects))
    heads = tuple(dict.fromkeys(o.head_post for o in r.organizations if o.head_post))
    posts = named or (("chair",) if r.has("chair") else heads if r.has("head") else ())
    return Timeline(organizations=organizations, subject="officials", posts=posts, on=when)


_WHOSE = "ORG|and|all|full|member|country|status|observer|partner|POST|head|chair|official|bloc|participate"

ROWS = (
    Row(
        "timeline",
        (
            f"ASK [{_WHOSE}|be|have]+ timeline [{_WHOSE}]+",
            "[list] how BE ORG [full] (member|participate|country)+ [be|have] change",
            "[list] how BE [full] (member|participate|country)+ ORG [be|have] change",
            "[list] how [BE] ORG [be|have] change [member|country]+",
        ),
        (
            "csto timeline",
            "timeline of NATO since 1990",
            "show me how the CSTO's membership changed",
            "timeline of CSTO secretaries general",
            "timeline csto cis guam",
        ),
        _timeline,
        "Who belonged when, or held a post when, also as a picture",
        Bag(("timeline", "ORG"), "member country POST head chair official observer partner bloc what how change"),
    ),
)
