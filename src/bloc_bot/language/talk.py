"""What people say beside a question that is none of it: greetings, thanks, why they ask, that they are in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bloc_bot.language.expressions import words_of
from bloc_bot.language.marked import ASKING_LEMMAS, Marked, Reading
from bloc_bot.language.no_fact import asks_for_advice, is_personal

_STRETCH_END = re.compile(r"(?<=[.!?;:…])\s+|\s[-–—]+\s+|\s+(?=\()")
_OPENING = re.compile(r"\W*(?:(?:and|so|but|well|ok|okay|also)\b[\s,]*)+", re.IGNORECASE)
_TALK = frozenset(
    (
        "i im ive id we were me my us our myself hi hello hey morning evening greetings dear bot thanks thank thx ty "
        "cheers obliged appreciated grateful sorry apologies please pls plz fyi asap urgent quick question questions "
        "query q someone somebody anyone anybody colleague colleagues editor editors boss desk producer client reader "
        "readers listener listeners viewer viewers teacher intern friend friends tweet tweets thread post deadline "
        "article piece story draft caption headline records record database files data know wonder wondering remind "
        "help answer answers lol привет здравствуйте спасибо коллеги коллега редактор вопрос пожалуйста"
    ).split()
)
"""One of these is in whatever is taken for talk."""
_TOLD = _TALK.union(
    "says say said claims claim reports report prints print gives give puts put told mentions mention writes write "
    "wrote source sources my".split()
)
"""One of these is in talk, and in what somebody takes an answer to be."""
_HARMLESS = frozenset(
    (
        "be do have you it that them him there then and or but not list help speak source made about any all numeral "
        "difference change"
    ).split()
)
"""Lemmas that say nothing of what is asked, if nothing beside them does."""
_CHECKED = frozenset("confirm check correct true right so wrong verify accurate".split())
"""At the end, these ask whether what was said before is so."""


def without_talk(marked: Marked) -> Marked:
    """The question without the sentences, and the parts before its first and behind its last comma, that are talk.

    Talk names nothing on record and no time, asks nothing, and holds no word that patterns depend on.
    """
    if marked.words.isdisjoint(_TOLD):
        return marked
    spans = list(_stretches(marked.text))
    kept = [span for span in spans if not _is_talk(marked, span, is_last=span == spans[-1])]
    kept = [span for span in kept if not _is_guess(marked, span)]
    if not kept:
        return marked
    start, end = _question_word(marked, _first_comma(marked, kept[0]), kept[0][1]), _last_comma(marked, kept[-1])
    if len(kept) == len(spans) and start == kept[0][0] and end == kept[-1][1]:
        return marked
    kept[0] = (start, kept[0][1])
    kept[-1] = (kept[-1][0], end)
    return marked.cut(kept, joined=" ")


def without_opening(marked: Marked) -> Marked:
    """The question without the `and` or `so` that it opens with."""
    opening = _OPENING.match(marked.text)
    if opening is None or not marked.text[opening.end() :].strip(" ?.!"):
        return marked
    return marked.cut([(opening.end(), len(marked.text))])


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _STRETCH_END.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)


def _question_word(marked: Marked, start: int, end: int) -> int:
    """Where the stretch begins without the talk before its question word: `could you tell me who …`."""
    asked = (place for place, reading in marked.placed if start < place < end and _asks(reading))
    place = next(asked, start)
    return place if place > start and _is_talk(marked, (start, place), is_last=False) else start


def _asks(reading: Reading) -> bool:
    """Whether it is a question word, or a phrase that begins with one: `what happened`."""
    return reading.symbol in ASKING_LEMMAS or reading.text[:4].casefold() in ("what", "when")


def _first_comma(marked: Marked, span: tuple[int, int]) -> int:
    """Where the stretch begins without the talk before its commas."""
    start, end = span
    while (comma := marked.text.find(", ", start, end)) >= 0 and _is_talk(marked, (start, comma), is_last=False):
        start = comma + 2
    return start


def _last_comma(marked: Marked, span: tuple[int, int]) -> int:
    """Where the stretch ends without the talk behind its commas."""
    start, end = span
    while (comma := marked.text.rfind(", ", start, end)) >= 0 and _is_talk(marked, (comma + 2, end), is_last=True):
        end = comma
    return end


_GUESS = re.compile(
    r"\W*(?:i (?:would|['’]d) say|i (?:think|thought|believe|guess|suspect|assume|suppose|have|had|heard|read|recall)"
    r"|my (?:guess|bet|money|notes?|draft|source)|someone|somebody|sources? (?:of (?:mine|ours) )?(?:(?:do not"
    r"|don['’]t) )?(?:say|differ|agree|disagree)"
    r"|(?:an?|the|one|our|my|another) (?:[\w’'-]+ ){0,6}?(?:says?|said|claims?|reports?|prints?|gives?|puts?|told"
    r"|mentions?|writes?|wrote))\b|.*\bi (?:think|believe|guess|suppose|suspect)\W*$",
    re.IGNORECASE,
)


def _is_guess(marked: Marked, span: tuple[int, int]) -> bool:
    """Whether somebody says behind a question what they take its answer to be: `which is the newest? I'd say Iran`."""
    start, end = span
    asked = [place for place, reading in marked.placed if reading.symbol in ASKING_LEMMAS]
    if not start or not (any(place < start for place in asked) or marked.text[:start].rstrip().endswith("?")):
        return False
    if any(start <= place < end and r.symbol in (*ASKING_LEMMAS, "ORG") for place, r in marked.placed):
        return False
    if _GUESS.match(marked.text, start, end) is None:
        return False
    # The one time that is told is when it is meant to be so, unless it is that which is asked: `I had 2010 in mind`.
    dated = [start <= time.start < end for time in marked.times if not time.when.is_now]
    return not dated or not all(dated) or marked.has("when", "since", "date")


def _is_talk(marked: Marked, span: tuple[int, int], *, is_last: bool) -> bool:
    start, end = span
    readings = []
    for place, reading in marked.placed:
        if start <= place < end:
            if not _says_nothing(reading):
                return False
            readings.append(reading)
    text = marked.text[start:end]
    said = words_of(text)
    if said.isdisjoint(_TALK) or (is_last and not said.isdisjoint(_CHECKED)):
        return False
    if is_personal(text, said) or asks_for_advice(text):
        return False  # what is asked to be done
    if any(start <= time.start < end and not time.when.is_now for time in marked.times):
        return False
    return not any(map(_is_name, readings[1:]))


def _says_nothing(reading: Reading) -> bool:
    symbol = reading.symbol
    if symbol == "event":
        return reading.text.casefold() == "happen"  # `do you happen to know`
    return not symbol or symbol == "TIME" or symbol in _HARMLESS or symbol.startswith("?")


def _is_name(reading: Reading) -> bool:
    """Whether its capital shows a name that is not on record."""
    return reading.symbol.startswith("?") and reading.text[0].isupper() and not reading.text.isupper()
