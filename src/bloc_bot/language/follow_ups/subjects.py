"""Follow-ups that ask the same of another organization, country, person or post: `what about the SCO?`"""

from __future__ import annotations

from bloc_bot.domain.facts import Organization
from bloc_bot.domain.queries import (
    Comparison,
    Events,
    Members,
    MembershipDates,
    MembershipsOf,
    MembershipStatus,
    MembershipStatuses,
    OfficeHolders,
    PostsOf,
    Query,
    Succession,
    Timeline,
    When,
)
from bloc_bot.language.follow_ups.leaning import FollowUp


def another_subject(f: FollowUp) -> Query | None:
    """`what about the SCO?`, `and Armenia?`: the same question of another organization, country or person."""
    r = f.reader
    if not f.says(
        "ORG COUNTRY PERSON POST about be do head chair observer partner member not then have that it them and also"
    ):
        return None
    if r.grouped and not isinstance(f.before, MembershipDates | MembershipStatuses):
        return _several_parties(f)
    update = _other_organization(f) | _other_party(f, (*r.countries, *r.people))
    if r.posts and isinstance(f.before, OfficeHolders):
        update["posts"] = r.posts[0].subjects
    if r.roles and isinstance(f.before, Members | MembershipStatus):
        update["roles"] = r.roles
    if not update:
        return None
    if isinstance(f.before, PostsOf | Succession) and r.organization is not None and not r.people:
        return _head_of(f, r.organization)
    update |= _same_office(f)
    if f.marked.when and "on" in type(f.before).model_fields:
        update["on"] = f.marked.when
    return f.before.model_copy(update=update)


def _other_organization(f: FollowUp) -> dict[str, object]:
    named = tuple(dict.fromkeys(o.id for o in f.reader.organizations))
    if len(named) > 1 and isinstance(f.before, Comparison | Timeline):
        return {"organizations": named}
    if len(named) != 1:
        return {}
    if isinstance(f.before, Events | Comparison | Timeline):
        return {"organizations": named}
    return {"organization": named[0]} if "organization" in type(f.before).model_fields else {}


def _head_of(f: FollowUp, organization: Organization) -> Query | None:
    post = organization.head_post
    on = f.marked.when or When.now(f.today)
    return OfficeHolders(organization=organization.id, posts=(post,), on=on) if post else None


def _several_parties(f: FollowUp) -> Query | None:
    """`and the Baltic states?` after whether, or when, one country belonged."""
    match f.before:
        case MembershipStatus(organization=organization, roles=roles, on=on):
            return MembershipStatuses(
                organization=organization, parties=f.reader.countries, roles=roles, on=f.marked.when or on
            )
    return None


def _other_party(f: FollowUp, parties: tuple[str, ...]) -> dict[str, object]:
    if not parties:
        return {}
    match f.before:
        case MembershipStatus() | MembershipsOf():
            return {"party": parties[0]}
        case MembershipDates() | MembershipStatuses() | Events():
            return {"parties": parties}
        case PostsOf() if f.reader.people:
            return {"person": parties[0]}
        case OfficeHolders(whether=str()):
            return {"whether": parties[0]}
        case OfficeHolders() if f.reader.countries:
            return {"organization": parties[0]}
    return {}


def _same_office(f: FollowUp) -> dict[str, object]:
    """The head of one organization becomes the head of the other, whatever the post is called there."""
    now = f.reader.organization
    match f.before:
        case OfficeHolders(organization=before, posts=posts) | Timeline(organizations=(before, *_), posts=posts):
            was = f.book.register.organizations.get(before)
            if now is not None and was is not None and posts == (was.head_post,) and now.head_post:
                return {"posts": (now.head_post,)}
    return {}
