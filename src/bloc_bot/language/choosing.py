"""Questions that could be of several organizations: the choice is given back to whoever asks."""

from __future__ import annotations

from bloc_bot.domain.facts import Organization
from bloc_bot.language.matching import built, fitting_rows
from bloc_bot.language.names import name_index
from bloc_bot.language.parsed import Choice
from bloc_bot.language.reader import Reader


def of_which_organization(reader: Reader) -> Choice | None:
    """A question that names no organization, and could be read of several: `who was the secretary general in 2010?`"""
    marked = reader.marked
    if reader.organizations or reader.people or marked.unread or not marked.is_question or marked.has("him"):
        return None
    if reader.countries and (reader.posts or reader.has("head", "chair")):
        return None  # a post of a state
    organizations = [o for o in reader.register.organizations.values() if _fits_question(o, reader)]
    if len(organizations) < 2:
        return None
    with_one = marked.naming(organizations[0])
    rows = fitting_rows(with_one)
    if not any(row.name in _NEEDS_ORGANIZATION for row in rows):
        return None
    fitting = []
    for organization in organizations:
        read = built(rows, Reader(marked.naming(organization), reader.book, reader.today))
        if read is not None and read.row in _NEEDS_ORGANIZATION and _named_at_end(organization, reader):
            fitting.append((organization.name, read.marked.text))
        if len(fitting) == _MOST_CHOICES:
            break
    return Choice("", tuple(fitting), marked) if len(fitting) > 1 else None


def _named_at_end(organization: Organization, reader: Reader) -> bool:
    """Whether its name, put at the end, is read as its name, and not as part of a longer one (`president CSTO`)."""
    words = reader.marked.text.rstrip(" ?").split()
    endings = (" ".join((*words[-length:], organization.short)) for length in range(1, _LONGEST_NAME + 1))
    return not any(name_index(reader.register).holds(ending) for ending in endings)


_LONGEST_NAME = 3
"""So many words before the name of an organization may make it part of a longer name."""
_NEEDS_ORGANIZATION = ("office_holders", "membership_dates", "attributes", "members", "changes", "timeline")
_MOST_CHOICES = 12


def _fits_question(organization: Organization, reader: Reader) -> bool:
    """Whether there is anything on record by which the question could be of this organization."""
    book = reader.book
    if reader.countries:
        return any(m.organization == organization.id for c in reader.countries for m in book.memberships_of.get(c, ()))
    if reader.posts:
        return any(organization.id in book.owners.get(id, ()) for post in reader.posts for id in post.subjects)
    return "members" in organization.covers


def of_several_meanings(reader: Reader) -> Choice | None:
    """A name that means several organizations, of which neither the time nor the rest of the question settles one."""
    for name in reader.marked.of_kind("organization"):
        fitting = reader.fitting(name)
        if len(fitting) > 1:
            meaning = " or ".join(name.subjects)
            said = next(r.text for r in reader.marked.readings if r.symbol == "ORG" and r.meaning == meaning)
            organizations = [reader.register.organizations[id] for id in fitting]
            alternatives = tuple((o.name, reader.marked.text.replace(said, o.short)) for o in organizations)
            return Choice(said, alternatives, reader.marked)
    return None
