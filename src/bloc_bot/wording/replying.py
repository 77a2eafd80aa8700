"""Puts a reply together: headline, rows, caveats and sources, and the same as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bloc_bot.domain.dates import PartialDate, Truth
from bloc_bot.domain.facts import AnyFact
from bloc_bot.domain.queries import Query, When
from bloc_bot.domain.replies import CitedSource, Item, Reply, Status, Suggestion
from bloc_bot.wording.citing import Citing, marks
from bloc_bot.wording.phrases import in_words


def reply(
    headline: str,
    query: Query | None,
    *,
    status: Status = Status.ANSWERED,
    items: Sequence[Item] = (),
    verdict: Truth | None = None,
    on: When | None = None,
    caveats: Sequence[str] = (),
    citing: Citing | None = None,
    suggestions: Sequence[tuple[str, str]] = (),
    choices: Sequence[tuple[str, str]] = (),
    columns: Sequence[str] = (),
    beside: Iterable[AnyFact] = (),
) -> Reply:
    """The reply, with its whole text. An answer with nothing to cite is no answer: it becomes `no_data`."""
    sources = citing.sources if citing else ()
    if status is Status.ANSWERED and not sources and query is not None and query.kind != "help":
        status = Status.NO_DATA
    follow_ups = tuple(Suggestion(label, question) for label, question in suggestions)
    meanings = tuple(Suggestion(label, question) for label, question in choices)
    return Reply(
        status=status,
        headline=headline,
        items=tuple(items),
        verdict=verdict,
        as_of=on.written if on else None,
        caveats=tuple(caveats),
        citations=sources,
        suggestions=follow_ups,
        choices=meanings,
        query=query.model_dump(mode="json") if query is not None else None,
        text=_text(headline, items, caveats, sources, meanings),
        columns=tuple(columns),
        rests_on=tuple(dict.fromkeys([*(citing.facts if citing else ()), *[item.fact for item in items if item.fact]])),
        beside=tuple(fact.id for fact in beside),
    )


def with_note(answer: Reply, note: str) -> Reply:
    """The reply with one more caveat."""
    return answer.model_copy(update={"caveats": (*answer.caveats, note), "text": f"{answer.text}\n\nNote: {note}"})


def _text(
    headline: str,
    items: Sequence[Item],
    caveats: Sequence[str],
    sources: Sequence[CitedSource],
    choices: Sequence[Suggestion],
) -> str:
    parts = [headline]
    if items:
        parts.append("\n".join([f"• {row_text(item)}" for item in items]))
    if choices:
        parts.append("\n".join(f"• {choice.question}" for choice in choices))
    if caveats:
        parts.append("\n".join(f"Note: {caveat}" for caveat in caveats))
    if sources:
        parts.append("Sources:\n" + "\n".join(source_text(source) for source in sources))
    return "\n\n".join(parts)


def row_text(item: Item) -> str:
    """A row in plain text: `Armenia — since 7 October 2002 [1][2]`."""
    detail = f" — {item.detail}" if item.detail else ""
    sources = f" {marks(item.citations)}" if item.citations else ""
    return f"{item.label}{detail}{sources}"


def source_text(source: CitedSource) -> str:
    """A source in plain text: `[1] TASS: CSTO leaders suspend Uzbekistan's membership, 19 December 2012. http://…`."""
    dated = f", {in_words(PartialDate.parse(source.date))}" if source.date else ", undated"
    relayed = f" (relaying {source.relayed_from})" if source.relayed_from else ""
    return f"[{source.number}] {source.publisher}: {source.title}{dated}{relayed}. {source.url}"
