"""What people put around a question to be polite or careful: `I should be grateful to learn`, `if you please`.

Each with words of which one is in whatever is put so: most questions hold none of them.
"""

from __future__ import annotations

from bloc_bot.language.expressions import Expressions

_TO_LEARN = (
    r"(?:know|learn|ask|establish|find out|figure out|work out|understand|see|hear|confirm|check|be told|be reminded"
    r"|have|get|ascertain|enquire|inquire|verify)"
)
_SOMEBODY = r"(?:you|someone|somebody|anyone|anybody|one of you)"
_HARD = r"(?: (?:most|very|much|really|so|deeply|just|quite|also|only|always|still|simply|greatly|first))*"


def _frame(pattern: str, words: str) -> Expressions:
    """Standing by itself, with the stop behind it."""
    return Expressions(rf"(?<!\w)(?:{pattern})(?!\w)\s*[,:;–—-]*\s*", words)


FRAMES = (
    _frame(
        rf"(?:would|could|will|can|might|may) {_SOMEBODY}(?: (?:please|kindly|possibly|perhaps|just))?"
        r" (?:be so (?:kind|good) as to|be (?:kind|good) enough to|have the (?:goodness|kindness) to)",
        "kind good goodness kindness",
    ),
    _frame(
        r"(?:please )?(?:be so (?:kind|good) as to|be (?:kind|good) enough to|have the (?:goodness|kindness) to)",
        "kind good goodness kindness",
    ),
    _frame(
        rf"(?:i|we)(?: would| should|['’]d)(?: be)?{_HARD} (?:like|love|want|wish|grateful|obliged|glad|happy|pleased"
        rf"|appreciate|welcome|delighted|thankful|curious|interested)(?: it)?(?: (?:to {_TO_LEARN}"
        rf"|if {_SOMEBODY} (?:could|would|can|might)))?",
        "like love want wish grateful obliged glad happy pleased appreciate welcome delighted thankful curious "
        "interested",
    ),
    _frame(
        rf"(?:i|we)(?: (?:am|are)|['’](?:m|re)){_HARD} (?:curious|interested|keen|eager|anxious|trying|looking|hoping"
        rf"|wanting|struggling|wondering)(?: to {_TO_LEARN})?",
        "curious interested keen eager anxious trying looking hoping wanting struggling wondering",
    ),
    _frame(
        rf"(?:i|we)(?: (?:am|are|was|were)|['’](?:m|re))? (?:just )?wonder(?:ing|ed)? (?:if|whether) {_SOMEBODY}"
        r"(?: (?:could|can|would|might|may|know|knows|happens? to know))?(?: (?:perhaps|possibly|kindly|please))?",
        "wonder wondering wondered",
    ),
    _frame(
        r"(?:might|may|could|can) (?:i|we)(?: (?:please|just|perhaps|possibly))?"
        r" (?:trouble you (?:to|for)|ask(?: you)?(?: (?:to|for))?|enquire|inquire|request|get|have|see|know)",
        "trouble ask enquire inquire request get have see know",
    ),
    _frame(
        rf"(?:kindly )?(?:permit|allow) me to {_TO_LEARN}",
        "permit allow",
    ),
    _frame(
        rf"do(?:es)? {_SOMEBODY} (?:happen to )?(?:know|remember|recall)(?: (?:if|whether))?(?: off hand| offhand)?",
        "know remember recall",
    ),
    _frame(
        r"any(?:one|body) (?:know|knows|remember|remembers|recall|recalls)|any idea",
        "know knows remember remembers recall recalls idea",
    ),
    _frame(
        r"if (?:you please|i may(?: ask| be so bold)?|you (?:will|would|don['’]t mind|can|could)(?= ?[,.?]| ?$)"
        r"|possible(?= ?[,.?]| ?$)|(?:it['’]?s|it is|that['’]?s|that is) not too much (?:trouble|to ask)"
        r"|memory serves(?: me(?: right)?)?|i(?: remember|['’]m not mistaken| am not mistaken))",
        "if",
    ),
    _frame(
        r"in (?:their|its|his|her) own right|in full right|at one time or another|at length|with effect(?= from)|if any"
        r"|at some (?:point|stage)(?: in [^,.?;]{3,30})?"
        r"|as (?:matters|things) (?:stood|were)|(?:the current|this) year included|in whatever capacity(?: it may be)?"
        r"|on your books|on (?:your )?record"
        r"|according to (?:your|the|our) (?:own )?(?:database|records?|files?|data|sources?|notes?)"
        r"|fact[- ]?check(?:ing)?(?: please| pls)?(?: on)?(?: this)?|(?:just )?(?:to )?double[- ]?check(?:ing)?"
        r"|(?:that )?you (?:follow|cover|track|know of|have on file|hold)",
        "right another length effect any point stage matters things included capacity books record according fact "
        "factcheck factchecking double doublecheck doublechecking follow cover track know hold file",
    ),
    _frame(
        r"at (?:your|the) (?:earliest )?convenience|for the avoidance of (?:any )?doubt|strictly speaking|so to speak"
        r"|that is to say|pray(?= ?,)|in so many words|no time to (?:say|write|explain) more"
        r"|off the top of your head|no need to (?:elaborate|explain)|in (?:a word|one line|short|brief|a nutshell)",
        "convenience doubt speaking speak say pray words time head need word line short brief nutshell",
    ),
    _frame(
        r"(?:(?:sorry|apologies)(?: for the)?,?:? )?(?:(?:a|one|another|my|such a|this is a|probably a|maybe a|super"
        r"|very|really|quick|quickest|possibly|perhaps) )*"
        r"(?:stupid|dumb|silly|basic|quick|simple|easy|daft|naive|dim|random|weird|odd|short|obvious|lazy|trivial"
        r"|general|small|tiny|noob|beginner['’]?s?)(?: (?:one|q|question|qn))"
        r"(?: here| maybe| perhaps| from me| for you)?(?: but)?",
        "one q question qn",
    ),
    _frame(
        r"(?:,? )?or (?:did|have|had|am|was|were) (?:i|we)(?: just| only)? (?:dream|imagin|misremember|misread|wrong"
        r"|mistaken|confus|mix|mak|made|hallucinat|out of date|behind|losing|going|seeing|hearing)[^,;:.?!]{0,30}"
        r"|or has (?:that|this|it|something) changed"
        r"|or is (?:that|this|it)(?: (?:just|only|all))? (?:an? )?(?:wrong|outdated|old news|history|wishful thinking"
        r"|nonsense|myth|rumou?r|fake|talk|error|mistake|typo)"
        r"|(?:just )?(?:legal |desk |we |i )?(?:wants? |needs? )?(?:a )?"
        r"(?:simple |clear |plain )?yes or no(?: answer)?",
        "or",
    ),
    _frame(
        r"(?:leaving aside|setting aside|not counting|without counting|ignoring|excluding|minus|except for|apart from"
        r"|w/o|without|(?<=, )not|(?<=\()not)"
        r" (?:the |its |any |all |mere |many )*(?:dialogue )?(?:partners?|observers?|associates?)"
        r"(?:(?: and| or)(?: the)? (?:dialogue )?(?:partners?|observers?|associates?))?\b[^,.?;]{0,30}",
        "partner partners observer observers associate associates",
    ),
    _frame(
        r"(?:as )?for (?:someone|somebody|people|readers?|a reader) who [^,.?;]{3,50}",
        "who",
    ),
    _frame(
        rf"(?:my|our) (?:boss|editor|desk|chief|client|producer|teacher|prof|professor|colleague|minister|ambassador"
        rf"|director|supervisor|reader|listener)s? (?:wants?(?: to {_TO_LEARN})?|needs?(?: to {_TO_LEARN})?|would like"
        rf"(?: to {_TO_LEARN})?|(?:asks?|is asking|asked)(?: me)?(?: for| about)?)",
        "my our",
    ),
    _frame(
        r"(?:someone|somebody|they|he|she) (?:asked|asks|is asking|wants) (?:me |us )?(?:for|about|to (?:list|find))",
        "asked asks asking wants",
    ),
    _frame(
        r"for (?:a|an|the|my|our) (?:[\w’'-]+ ){0,3}?(?:box|factbox|piece|story|slide|caption|graphic|map|chart|table"
        r"|footnote|sidebar|backgrounder|explainer|memo|newsletter|script|podcast|thread)",
        "box factbox piece story slide caption graphic map chart table footnote sidebar backgrounder explainer memo "
        "newsletter script podcast thread",
    ),
    _frame(
        r"how (?:do|does|should|would) (?:we|you|i|one) (?:spell|write|pronounce|transliterate)"
        r"(?: (?:the|his|her|that|it))?(?: name| surname)?(?: correctly| properly)?",
        "spell write pronounce transliterate",
    ),
    _frame(
        r"(?:much|most) obliged|many thanks|with thanks|thanks? (?:in advance|a lot|a bunch|so much|a million)",
        "obliged thanks thank",
    ),
    _frame(
        r"(?:подскажи(?:те)?|скажи(?:те)?|напомни(?:те)?|уточни(?:те)?)(?:,? пожалуйста)?(?: мне)?,?"
        r"|не могли бы вы(?: мне)? (?:сказать|подсказать|напомнить|уточнить)|хотел(?:ось|а)? бы (?:узнать|знать)"
        r"|будьте (?:добры|любезны)|если (?:можно|не сложно|не трудно)|интересно,",
        "подскажи подскажите скажи скажите напомни напомните уточни уточните могли хотелось хотел хотела будьте если "
        "интересно",
    ),
    Expressions(r"(?<=,)\s*having (?:been )?[^,?]{5,80},\s*", "having"),
)
