"""A question without what is put around it: frames, what is said before its question word, a claim to be checked."""

from __future__ import annotations

import re

from bloc_bot.language.frames import FRAMES
from bloc_bot.language.marked import Marked


def without_frames(marked: Marked) -> Marked:
    """The question without such frames, wherever they stand; as it is where nothing else is in it."""
    text = marked.text
    frames = [_with_comma(found, text) for frame in FRAMES for found in frame.found_in(text, marked.words)]
    return marked.cut(_outside(frames, text), joined=" ") if frames else marked


def _with_comma(frame: re.Match[str], text: str) -> tuple[int, int]:
    """Where it stands; with the comma before it, if there is one behind it too."""
    before = text[: frame.start()].rstrip()
    enclosed = before.endswith(",") and frame[0].rstrip().endswith(",")
    return (len(before) - 1 if enclosed else frame.start()), frame.end()


def _outside(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The stretches of the text that no span covers, without the stops and blanks around them."""
    kept, start = [], 0
    for end, following in sorted([*spans, (len(text), len(text))]):
        if (stretch := text[start:end].rstrip()) and (bare := stretch.lstrip()):
            kept.append((start + len(stretch) - len(bare), start + len(stretch)))
        start = max(start, following)
    return kept


_ASKS = frozenset(["what", "who", "when", "where", "count", "how long"])
_WHETHER = frozenset(["whether", "if"])
_SAID_BEFORE = frozenset(["", *"be do have list it that you numeral speak not help about difference source".split()])
_ASKER = re.compile(
    r"\b(?:i|we|me|us|my|our|you|your|someone|somebody|anyone|question|copy|draft|story|stories|sources|desk"
    r"|colleagues?|editors?|readers?|boss|intern|stringer|subs?|producer|caller|listeners?|viewers?|friend|teacher"
    r"|nobody|everyone"
    r"|arg(?:ue|uing|ument)|disput(?:e|ing)|need|remind|tell|check(?:ing)?|confirm|sorry|help|literature)\b",
    re.IGNORECASE,
)
_ASKED_AGAIN = re.compile(r"[.?!;] +(?:so )?(?:which|what|who|when|where)\b", re.IGNORECASE)
_RESTRICTS = re.compile(
    r"\W*(?:of|among|amongst|from|besides|beyond|apart|except|leaving|setting|for)\b", re.IGNORECASE
)


def from_its_question_word(marked: Marked) -> Marked | None:
    """The question from the word that asks, without what is said before of the asker: `our stories disagree on when …`.

    None where something that may be asked about stands before it.
    """
    for place, reading in marked.placed:
        whether = reading.text.casefold() in _WHETHER
        if reading.symbol in _ASKS or whether:
            before = marked.text[:place]
            if whether and _ASKED_AGAIN.search(marked.text, place):
                return None
            if not before.strip() or _RESTRICTS.match(before) or _ASKER.search(before) is None:
                return None
            start = place + len(reading.text) if whether else place
            asked = marked.cut([(start, len(marked.text))])
            return asked.asking("be") if whether else asked
        if reading.symbol not in _SAID_BEFORE and not reading.symbol.startswith("?"):
            return None
    return None


_CLAIM = re.compile(
    r"(?:(?:[\w'’-]+ ){1,5}?(?:says?|claims?|insists?|states?|swears?|thinks?|reckons?|told (?:us|me)|has it|calls?"
    r"|describes?|lists?|wrote|writes|reports?)(?: that)?|(?:i (?:thought|think|read|heard|believe)|we (?:say|said"
    r"|wrote|have))(?: that)?) "
    r"(?P<claim>[^.?!;]{8,}?)\s*[,.;:–—-]+\s*"
    r"(?:(?:so )?(?:is|was) (?:that|this|it) (?:still )?(?:right|correct|true|so|accurate|the case)"
    r"|(?:is|are|was|were|does|do|did|has|have) (?:it|they|he|she|that)(?: really| actually)?"
    r"|true(?: or false)?|right(?: or wrong)?|correct|accurate|yes or no"
    r"|(?:can|could) (?:you|someone) (?:check|confirm)(?: (?:that|it|this))?|ok(?:ay)?"
    r"|please (?:check|confirm|verify))(?: please| pls)?\s*[?.!]*",
    re.IGNORECASE,
)


_IS_IT_SO = re.compile(
    r"\W*(?:is|was) (?:it|that)(?: really| actually| still)? (?:accurate|correct|right|true|fair|safe|ok(?:ay)?|so"
    r"|the case)"
    r"(?: (?:to|if (?:i|we)) (?:say|write|state|claim|report|print))?(?: that)? (?P<claim>[^?]{8,})\??\s*",
    re.IGNORECASE,
)


def as_claim(marked: Marked) -> Marked | None:
    """Of a claim that is to be checked, the question whether it is so: `desk says Uzbekistan joined, true?`"""
    claim = _CLAIM.fullmatch(marked.text) or _IS_IT_SO.fullmatch(marked.text)
    return marked.cut([claim.span("claim")]).asking("be") if claim else None
