"""What is no question of fact: about the asker, for a text to be written, for advice, a judgement or a forecast."""

from __future__ import annotations

import re

from bloc_bot.language.expressions import Expressions

_AT_WORK = (
    r"(?:source|contact|boss|chief|editor|desk|colleague|producer|client|teacher|professor|student|intern|predecessor"
    r"|friend|notes?|draft|story|copy|piece|article|report|files?|records?|list|translation|transcript|script|graphic"
    r"|map|caption|thesis|dissertation|essay|homework|class|course|book|show|podcast|paper|column|blog|newsletter"
    r"|presentation|speech|talk|lecture|briefing|minister|ambassador|textbook|files?|archive|supervisor|understanding"
    r"|impression|guess|memory|question|bad|mistake)s?"
)
"""What somebody calls `my` who asks for a fact."""
_PERSONAL = Expressions(
    rf"\b(?:my(?! {_AT_WORK}\b)|mine|remind me to|pretend|joke|poem|recipe|translate"
    r"|ignore (?:your|all|the|any|previous)|you are now|you're now"
    r"|(?:how|where|when|should|must|can) (?:do |can |should )?(?:i|we) (?!write|say|quote|print|cite|report|get the)"
    r"|(?:write|draft|compose|book|buy) (?:me|us|a|an|my|some)"
    r"|(?:prepare|write|draft|compose|book|buy|order|arrange|organi[sz]e|design|send) (?:(?:it |this )?for )?(?:me|us)"
    r"|(?:are|were) we (?:(?:still|already|formally|really|even) )*(?:in|out|part|a member|members)"
    r"|your (?:instructions|prompt|system|opinion|view))\b",
    "my mine remind pretend joke poem recipe translate ignore you i we me us your write draft compose book buy",
)
_COMPOSING = re.compile(
    r"\W*(?:(?:please|pls|now|hey|hi|ok|can|could|would|will|you|u|kindly|i want you to|i need you to|help me"
    r"(?: to)?)\W+)*(?:write|draft|compose|rewrite|rephrase|translate|paraphrase|proofread|invent|sing)\b"
    r"(?!\s+(?:down|out)\b)",
    re.IGNORECASE,
)
_EVERYDAY = Expressions(
    r"\b(?:weather|forecast|temperature|what time is it|what['’]?s the time|the time in|time zone|timezone"
    r"|visas?(?![- ](?:free|regime))|hotels?|restaurants?|cafes?|flights?|airports?|taxi|tickets?|exchange rate"
    r"|currency|phone|telephone|e-?mail|fax"
    r"|salary|salaries|wage|population|gdp|inflation|football|hockey|match|lottery|horoscope|recipe|lyrics|capital of"
    r"|jobs at|internships?|hiring|apply for|dress code|logo|anthem|pronounced?)\b",
    "weather forecast temperature time timezone visa visas hotel hotels restaurant restaurants cafe cafes flight"
    " flights airport airports taxi ticket tickets exchange currency phone telephone email mail fax salary salaries"
    " wage population gdp inflation football hockey match lottery horoscope recipe lyrics capital jobs internship"
    " internships hiring apply dress logo anthem pronounce pronounced",
)
_FORECAST = re.compile(
    r"\W*(?:(?:and|so|but) )?(?:(?:will|would|could|might|can)(?! (?:you|u|i|we|someone|somebody|anyone|anybody)\b)"
    r"|won['’]?t|(?:is|are) (?:\w+ ){1,4}(?:going to|likely to|about to|set to))\b"
    r"|.*\b(?:how likely|chances? (?:of|that)|odds (?:of|on|that)|what (?:happens )?if)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\W*(?:(?:in your (?:opinion|view)|honestly)\W+)?(?:should|ought)\b"
    r"|\W*(?:do|would|don['’]t) you (?:guys |all )?(?:think|reckon|believe|feel|say)\b[^.?!]*\b(?:should|ought)\b",
    re.IGNORECASE,
)
_OPINION = Expressions(
    r"\b(?:better|best|worst|you (?:guys |all )?think|people think|opinion|predict|likely|worth|moral|fair|good|bad"
    r"|evil|useless|recommend)\b",
    "better best worst think opinion predict likely worth moral fair good bad evil useless recommend",
)


def is_personal(text: str, said: frozenset[str]) -> bool:
    """About the asker, or for something to be done."""
    return _PERSONAL.are_in(text, said)


def asks_for_advice(text: str) -> bool:
    """What ought to be, or for something to be written."""
    return _ADVICE.match(text) is not None or _COMPOSING.match(text) is not None


def asks_for_forecast(text: str) -> bool:
    """What will come."""
    return _FORECAST.match(text) is not None


def is_everyday(text: str, said: frozenset[str]) -> bool:
    """What a traveller or a neighbour would ask."""
    return _EVERYDAY.are_in(text, said)


def is_opinion(text: str, said: frozenset[str]) -> bool:
    """For a judgement, a forecast or advice."""
    return _OPINION.are_in(text, said)
