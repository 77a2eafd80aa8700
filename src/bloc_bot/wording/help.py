"""What the bot can be asked, and what it says where it cannot answer."""

from __future__ import annotations

from collections.abc import Sequence

from bloc_bot.domain.dates import PartialDate
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import Organization
from bloc_bot.domain.queries import Help
from bloc_bot.domain.receipts import EXAMPLE
from bloc_bot.domain.replies import Item, Reply, Status
from bloc_bot.wording.phrases import in_words, listed, the
from bloc_bot.wording.replying import reply, with_note

Kinds = Sequence[tuple[str, str]]
"""What each kind of question asks, and an example of it."""

_TIMES = "2010 · May 2004 · 2010-03-18 · 1999..2006 · in the 1990s · now"


def word_help(query: Help, kinds: Kinds, book: FactBook) -> Reply:
    """How to ask: the subcommands of an organization, or the kinds of question with an example each."""
    organization = book.register.organizations.get(query.organization or "")
    if organization is not None:
        return _command_help(query, organization)
    return reply(
        f"Ask about {listed(covered(book))}: in your own words, or with a command such as /csto members 2010.",
        query,
        items=[Item(id=what, label=what, detail=example) for what, example in kinds],
        caveats=[f"Any question takes a time: {_TIMES}."],
        suggestions=[(example, example) for _, example in kinds[:4]],
    )


def _command_help(query: Help, organization: Organization) -> Reply:
    name = organization.short.lower().replace(" ", "-")
    rows = (
        ("members", "who belongs, or belonged"),
        ("observers", "who observes"),
        ("officials", "who holds which post"),
        ("events", "what happened; add a country, a person or words"),
        ("timeline", "who belonged when; add a post for who held it when"),
        ("about", f"what {the(organization)} is"),
        ("is Kazakhstan a member", "whether a country belongs"),
        ("add", "record an event (for those who may)"),
        (f"receipt {EXAMPLE}", "an answer that was posted, as it was, and what would be said today"),
        ("help", "this page"),
    )
    return reply(
        f"/{name} answers questions about {the(organization)}.",
        query,
        items=[Item(id=said, label=f"/{name} {said}", detail=what) for said, what in rows],
        caveats=[
            f"Add a time to any of them: {_TIMES}. Add known 2026-01-01 for what was on record on that day.",
            f"Questions in your own words work too: /{name} who was in charge in 2010?",
        ],
        suggestions=[
            (f"{organization.short} {said}", f"{organization.short} {said}")
            for said in ("members", "officials", "events", "about")
        ],
    )


def word_not_read(organization: str | None, kinds: Kinds, book: FactBook) -> Reply:
    """What was not understood gets what would be: of the organization that was named, or in general."""
    named = book.register.organizations.get(organization or "")
    if named is not None:
        nearest = [f"{named.short} {what}" for what in ("members", "officials", "events", "about")]
        headline = f"I could not read that as a question about {the(named)} that I cover."
    else:
        nearest = [example for _, example in kinds[:4]]
        headline = f"I could not read that. I answer questions on {listed(covered(book))}: members, officials, events."
    return reply(
        headline,
        None,
        status=Status.NOT_UNDERSTOOD,
        caveats=[f"Try: {' · '.join(nearest)}"],
        suggestions=[(question, question) for question in nearest],
    )


def word_no_facts() -> Reply:
    """A database that was migrated and never seeded covers nothing, whatever is asked."""
    return reply(
        "No facts are loaded yet: `bloc-bot seed` loads those that come with the bot.", None, status=Status.NO_DATA
    )


def word_too_long() -> Reply:
    """A text that is no question by its length."""
    return reply(
        "That is too long for me to read as a question: ask in a sentence or two.",
        None,
        status=Status.NOT_UNDERSTOOD,
        suggestions=[("Help", "help")],
    )


def word_no_anchor(said: str) -> Reply:
    """The happening that a question takes its time from is not on record, or not as one."""
    return reply(
        f"I could not find on record when “{said}” was: say the day, month or year instead.",
        None,
        status=Status.NO_DATA,
    )


def with_anchor(answer: Reply, said: str, when: PartialDate) -> Reply:
    """The reply, saying also which day a happening gave it."""
    return with_note(answer, f"“{said}” is taken as {in_words(when)}.")


def word_choice(name: str, alternatives: Sequence[tuple[str, str]]) -> Reply:
    """A name that may mean several things is asked back, never guessed."""
    if not name:
        return reply(
            "Of which organization? Say which one, or choose.", None, status=Status.AMBIGUOUS, choices=alternatives
        )
    return reply(
        f"“{name}” may mean {' or '.join(what for what, _ in alternatives)}. Which one?",
        None,
        status=Status.AMBIGUOUS,
        choices=alternatives,
    )


def covered(book: FactBook) -> list[str]:
    """The organizations that the bot covers, by their short names."""
    return [organization.short for organization in book.covered]
