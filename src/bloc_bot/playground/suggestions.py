"""What to ask first: within a minute, a newcomer sees what the bot is good at."""

from __future__ import annotations

from bloc_bot.playground.page import Suggestion

SUGGESTIONS = (
    Suggestion("/csto members 2008", "Who belonged, on any day or year"),
    Suggestion("@bloc_bot when did Georgia leave the CIS?", "Sources that disagree are shown"),
    Suggestion("@bloc_bot did the CSTO and the SCO sign their action plan in 2008?", "Planned is not happened"),
    Suggestion("@bloc_bot who headed the CSTO in 2010?", "Then reply in its thread: and who came after him?"),
    Suggestion("/csto timeline", "A picture, and the same in words"),
    Suggestion("/bloc which countries are in both the CSTO and the SCO?", "Two organizations side by side"),
)
