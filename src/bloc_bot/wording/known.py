"""Words for answers by what was on record on a day that is past."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bloc_bot.domain.replies import Reply, Status, Suggestion
from bloc_bot.wording.phrases import in_words
from bloc_bot.wording.replying import reply

_TODAY = re.compile(r"\btoday\b")


def word_as_known(answer: Reply, known: date) -> Reply:
    """The answer, saying by which day's record it was given. So do all that follows from it."""
    if answer.status is Status.NOT_UNDERSTOOD or (answer.query or {}).get("kind") == "help":
        return answer
    told = _told(answer, known) if answer.status is not Status.AMBIGUOUS else {}
    follow_ups = tuple(_asked_again(question, known) for question in answer.suggestions)
    meanings = tuple(_asked_again(question, known) for question in answer.choices)
    return answer.model_copy(update={**told, "suggestions": follow_ups, "choices": meanings})


def word_known_ahead(known: date) -> Reply:
    """Of a day to come nobody knows what will be on record."""
    return reply(
        f"{in_words(known)} lies ahead: what will be on record then is not known. Ask as known on a day that is past.",
        None,
        status=Status.NO_DATA,
    )


def word_nothing_known(known: date, first: date | None) -> Reply:
    """Of a day before the first fact was recorded."""
    begins = f": the record begins on {in_words(first)}" if first is not None else ""
    return reply(f"Nothing was on record on {in_words(known)}{begins}.", None, status=Status.NO_DATA)


def _told(answer: Reply, known: date) -> dict[str, object]:
    headline = f"As on record on {in_words(known)}: {_of_that_day(answer.headline)}"
    caveats = tuple(_of_that_day(caveat) for caveat in answer.caveats)
    text = headline + answer.text.removeprefix(answer.headline)
    for said, instead in zip(answer.caveats, caveats, strict=True):
        text = text.replace(said, instead)
    chart = answer.timeline
    title = f"{chart.title}, as on record on {in_words(known)}" if chart is not None else ""
    return {
        "headline": headline,
        "caveats": caveats,
        "text": text,
        "query": {**answer.query, "known": known.isoformat()} if answer.query is not None else None,
        "timeline": chart.model_copy(update={"title": title}) if chart is not None else None,
    }


def _of_that_day(words: str) -> str:
    """What is said of today, as it reads afterwards."""
    return _TODAY.sub("on that day", words)


def _asked_again(question: Suggestion, known: date) -> Suggestion:
    return replace(question, question=f"{question.question} known {known}")
