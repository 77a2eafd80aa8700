"""Whether the facts of an import go together with those on record: nothing that was right before may be wrong after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from bloc_bot.database.exchange.import_plan import Plan
from bloc_bot.database.exchange.on_record import OnRecord
from bloc_bot.database.facts.lint import lint_facts
from bloc_bot.database.facts.snapshot import load_holdings
from bloc_bot.database.models import SHARED
from bloc_bot.domain.facts import AnyFact, Post


def check_together(connection: Connection, plan: Plan, known: OnRecord, today: date) -> None:
    """Refuse the revisions by which facts would contradict each other. `known` has what they name."""
    if plan.refused or not plan.writes_facts:
        return
    before = _on_record(connection, plan.workspace)
    after = dict(before)
    sources = {id: source.source() for id, source in {**known.shared_sources, **known.own_sources}.items()}
    for revision in plan.revisions:
        after.pop(revision.id, None)
        if revision.is_current and revision.state == "recorded":
            after[revision.id] = revision.fact(sources, plan.workspace)
    already = set(_lint(before.values(), known, today))
    for problem in _lint(after.values(), known, today):
        if problem not in already:
            plan.refuse(_line(problem, plan), "together with what is on record", problem)


def _on_record(connection: Connection, workspace: str) -> dict[str, AnyFact]:
    """The facts that a workspace sees: the shared ones, and its own in their place."""
    facts = {fact.id: fact for fact in load_holdings(connection, SHARED).facts}
    if workspace != SHARED:
        own = load_holdings(connection, workspace)
        facts = {id: fact for id, fact in facts.items() if id not in own.withdrawn}
        facts |= {fact.id: fact for fact in own.facts}
    return facts


def _lint(facts: Iterable[AnyFact], known: OnRecord, today: date) -> list[str]:
    posts = {
        id: Post(id, post.name, post.single_holder, post.held_by_countries)
        for id, post in known.identities["post"].items()
        if post.record == "post"
    }
    return lint_facts(list(facts), posts, known.identities["country"], today)


def _line(problem: str, plan: Plan) -> int:
    """The first line whose fact the problem names."""
    words = set(problem.replace(":", " ").split())
    return min((line for id, line in plan.lines.items() if id in words), default=0)
