"""What people put around a question to be polite or careful: `I should be grateful to learn`, `if you please`."""

from __future__ import annotations

import re

from bloc_bot.language.expressions import Expressions
from bloc_bot.language.marking import Marked

_TO_LEARN = (
    r"(?:know|learn|ask|establish|find out|figure out|work out|understand|see|hear|confirm|check|be told|be reminded"
    r"|have|get|ascertain|enquire|inquire|verify)"
)
_SOMEBODY = r"(?:you|someone|somebody|anyone|anybody|one of you)"
_HARD = r"(?: (?:most|very|much|really|so|deeply|just|quite|also|only|always|still|simply|greatly|first))*"
_FRAMES = (
    rf"(?:would|could|will|can|might|may) {_SOMEBODY}(?: (?:please|kindly|possibly|perhaps|just))?"
    r" (?:be so (?:kind|good) as to|be (?:kind|good) enough to|have the (?:goodness|kindness) to)",
    r"(?:please )?(?:be so (?:kind|good) as to|be (?:kind|good) enough to|have the (?:goodness|kindness) to)",
    rf"(?:i|we)(?: would| should|['’]d)(?: be)?{_HARD} (?:like|love|want|wish|grateful|obliged|glad|happy|pleased"
    rf"|appreciate|welcome|delighted|thankful|curious|interested)(?: it)?(?: (?:to {_TO_LEARN}"
    rf"|if {_SOMEBODY} (?:could|would|can|might)))?",
    rf"(?:i|we)(?: (?:am|are)|['’](?:m|re)){_HARD} (?:curious|interested|keen|eager|anxious|trying|looking|hoping"
    rf"|wanting|struggling|wondering)(?: to {_TO_LEARN})?",
    rf"(?:i|we)(?: (?:am|are|was|were)|['’](?:m|re))? ?(?:just )?wonder(?:ing|ed)? (?:if|whether) {_SOMEBODY}"
    r"(?: (?:could|can|would|might|may|know|knows|happens? to know))?(?: (?:perhaps|possibly|kindly|please))?",
    r"(?:might|may|could|can) (?:i|we)(?: (?:please|just|perhaps|possibly))?"
    r" (?:trouble you (?:to|for)|ask(?: you)?(?: (?:to|for))?|enquire|inquire|request|get|have|see|know)",
    rf"(?:kindly )?(?:permit|allow) me to {_TO_LEARN}",
    rf"do(?:es)? {_SOMEBODY} (?:happen to )?(?:know|remember|recall)(?: (?:if|whether))?(?: off hand| offhand)?",
    r"any(?:one|body) (?:know|knows|remember|remembers|recall|recalls)|any idea",
    r"if (?:you please|i may(?: ask| be so bold)?|you (?:will|would|don['’]t mind|can|could)(?= ?[,.?]| ?$)"
    r"|possible(?= ?[,.?]| ?$)|(?:it['’]?s|it is|that['’]?s|that is) not too much (?:trouble|to ask)"
    r"|memory serves(?: me(?: right)?)?|i(?: remember|['’]m not mistaken| am not mistaken))",
    r"in (?:their|its|his|her) own right|in full right|at one time or another|at length|with effect(?= from)|if any"
    r"|at some (?:point|stage)(?: in [^,.?;]{3,30})?"
    r"|as (?:matters|things) (?:stood|were)|(?:the current|this) year included|in whatever capacity(?: it may be)?"
    r"|on your books|on (?:your )?record"
    r"|according to (?:your|the|our) (?:own )?(?:database|records?|files?|data|sources?|notes?)"
    r"|fact[- ]?check(?:ing)?(?: please| pls)?(?: on)?(?: this)?|(?:just )?(?:to )?double[- ]?check(?:ing)?"
    r"|(?:that )?you (?:follow|cover|track|know of|have on file|hold)",
    r"at (?:your|the) (?:earliest )?convenience|for the avoidance of (?:any )?doubt|strictly speaking|so to speak"
    r"|that is to say|pray(?= ?,)|in so many words|no time to (?:say|write|explain) more"
    r"|off the top of your head|no need to (?:elaborate|explain)|in (?:a word|one line|short|brief|a nutshell)",
    r"(?:(?:sorry|apologies)(?: for the)?,?:? )?(?:(?:a|one|another|my|such a|this is a|probably a|maybe a|super|very"
    r"|really|quick|quickest|possibly|perhaps) )*(?:stupid|dumb|silly|basic|quick|simple|easy|daft|naive|dim|random"
    r"|weird|odd|short|obvious|lazy|trivial|general|small|tiny|noob|beginner['’]?s?)(?: (?:one|q|question|qn))(?: here|"
    r" maybe| perhaps| from me| for you)?(?: but)?",
    r"(?:,? )?or (?:did|have|had|am|was|were) (?:i|we)(?: just| only)? (?:dream|imagin|misremember|misread|wrong"
    r"|mistaken|confus|mix|mak|made|hallucinat|out of date|behind|losing|going|seeing|hearing)[^,;:.?!]{0,30}"
    r"|or has (?:that|this|it|something) changed"
    r"|or is (?:that|this|it)(?: (?:just|only|all))? (?:an? )?(?:wrong|outdated|old news|history|wishful thinking"
    r"|nonsense"
    r"|myth|rumou?r|fake|talk|error|mistake|typo)"
    r"|(?:just )?(?:legal |desk |we |i )?(?:wants? |needs? )?(?:a )?(?:simple |clear |plain )?yes or no(?: answer)?",
    r"(?:leaving aside|setting aside|not counting|without counting|ignoring|excluding|minus|except for|apart from"
    r"|w/o|without|not)"
    r" (?:the |its |any |all |mere |many )*(?:dialogue )?(?:partners?|observers?|associates?)"
    r"(?:(?: and| or)(?: the)? (?:dialogue )?(?:partners?|observers?|associates?))?[^,.?;]{0,30}",
    r"(?:as )?for (?:someone|somebody|people|readers?|a reader) who [^,.?;]{3,50}",
    rf"(?:my|our) (?:boss|editor|desk|chief|client|producer|teacher|prof|professor|colleague|minister|ambassador"
    rf"|director|supervisor|reader|listener)s? (?:wants?(?: to {_TO_LEARN})?|needs?(?: to {_TO_LEARN})?|would like"
    rf"(?: to {_TO_LEARN})?|(?:asks?|is asking|asked)(?: me)?(?: for| about)?)",
    r"(?:someone|somebody|they|he|she) (?:asked|asks|is asking|wants) (?:me |us )?(?:for|about|to (?:list|find))",
    r"for (?:a|an|the|my|our) (?:[\w’'-]+ ){0,3}?(?:box|factbox|piece|story|slide|caption|graphic|map|chart|table"
    r"|footnote"
    r"|sidebar|backgrounder|explainer|memo|newsletter|script|podcast|thread)",
    r"how (?:do|does|should|would) (?:we|you|i|one) (?:spell|write|pronounce|transliterate)"
    r"(?: (?:the|his|her|that|it))?(?: name| surname)?(?: correctly| properly)?",
    r"(?:much|most) obliged|many thanks|with thanks|thanks? (?:in advance|a lot|a bunch|so much|a million)",
    r"(?:подскажи(?:те)?|скажи(?:те)?|напомни(?:те)?|уточни(?:те)?)(?:,? пожалуйста)?(?: мне)?,?"
    r"|не могли бы вы(?: мне)? (?:сказать|подсказать|напомнить|уточнить)|хотел(?:ось|а)? бы (?:узнать|знать)"
    r"|будьте (?:добры|любезны)|если (?:можно|не сложно|не трудно)|интересно,",
)
_SAID_IN_FRAMES = (
    "w not without box factbox piece story slide caption graphic map chart table footnote sidebar backgrounder "
    "explainer memo newsletter script podcast thread asked asks asking wants some leaving setting counting ignoring "
    "excluding minus except apart readers reader people yes error mistake typo talk myth rumor rumour fake nonsense "
    "wishful according fact factcheck factchecking double doublecheck doublechecking i we me you my our changed wrong "
    "outdated news history someone somebody anyone anybody kind good goodness kindness idea if right length effect "
    "another matters things included capacity books record convenience doubt strictly speak say pray words more "
    "elaborate head explain word line short brief nutshell question one q qn stupid dumb silly basic quick simple easy "
    "daft naive dim random weird odd obvious lazy trivial general small tiny sorry apologies obliged thanks thank "
    "having подскажи подскажите скажи скажите напомни напомните уточни уточните могли хотелось хотел хотела будьте "
    "если интересно"
)
_FRAME = Expressions(rf"(?<!\w)(?:{'|'.join(_FRAMES)})(?!\w)\s*[,:;–—-]*\s*", _SAID_IN_FRAMES)
_IN_COMMAS = Expressions(rf",\s*(?:{'|'.join(_FRAMES)}|having (?:been )?[^,?]{{5,80}})\s*,\s*", _SAID_IN_FRAMES)


def without_frames(marked: Marked) -> Marked:
    """The question without such frames, wherever they stand; as it is where nothing else is in it."""
    text = marked.text
    frames = [
        match.span() for expressions in (_IN_COMMAS, _FRAME) for match in expressions.found_in(text, marked.words)
    ]
    return marked.cut(_outside(frames, text), joined=" ") if frames else marked


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
    r"|colleagues?"
    r"|editors?|readers?|boss|intern|stringer|subs?|producer|caller|listeners?|viewers?|friend|teacher|nobody|everyone"
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
