"""Words that people write around a question, and that say nothing of what is asked."""

from __future__ import annotations

from bloc_bot.language.lexicon_russian import RUSSIAN_NOISE

_TALK = (
    "a across actual again ago agree allegedly almost already although altogether among an another answer anybody "
    "anyone anything anyway apparently approximately around article as asap at atm back basic basically because "
    "besides between bother bothering brief briefly btw by can certain check checking cheers col colonel complete "
    "confirm copy correct could count counted counts cover covered covers cropping curious currently dat data database "
    "desk dialogue disturb done doubt down dr due during dusted each edition editor else enjoy enjoys entire er even "
    "everybody everyone everything exact exactly expected false far file filed files find finding finish finished "
    "folks for from fyi gen going grateful great guy guys hear heard hello hence herself hey hi himself however "
    "i id if ill im in instead international into its itself ive just keep keeps kind kindly know lately later least "
    "less like line lines lol look looked looking looks lord may maybe me might mind mo moment more moreover morning "
    "most mr mrs ms much nationality near nearly need needs nice of off ok okay old on once only onto order other "
    "others our out over overall own people per perhaps person piece please pls plz ppl precisely probably question "
    "quick quickly quite rather re read recently record records regional remind reminding right rn rotating roughly s "
    "saw say saying see seen self shoes short should side simple simply single sir so somebody someone something soon "
    "sorry sort spelled spend spends spent stood story such supposed supposedly sure ta than thank thanks the "
    "themselves therefore this though through throughout thus thx til till time times to together tonight top toward "
    "towards trouble true type uh um under until up upon ur urgent urgently us use used uses using various version "
    "very via want wanted we well whether while whole will wise with within wonder wondering work works would write "
    "year years you your yours yr yrs"
)
_REQUESTS = (
    "advise allow assist assistance briefing cite clarify compile compiling detail details elaborate enlighten fetch "
    "furnish identify identifying indicate indicated indicates indicating inform jot kind let lets mention mentioned "
    "mentioning mentions outline paste permit possibly provide provided provides providing quote quoting recap "
    "rephrase reply respond specify specifying summarise summarize"
)
_THINKING = (
    "attempting believe believed confused eager figure forget forgot forgotten guess guessing hope hoped hoping "
    "imagine interested keen puzzled recall reckon remember struggling suppose suspect tried try trying understand "
    "understood unsure wondered"
)
_AT_WORK = (
    "archive audience background backgrounder broadcast cable caption captions chyron colleague colleagues context "
    "deck dispatch editing essay exam explainer factbox footnote graphic graphics headline headlines homework "
    "infographic intro lede listeners magazine map newspaper newsletter newspapers newsroom note notes outro package "
    "paper papers paragraph preparing prepping print printed producer quiz reader readers reporting script segment "
    "sentence slide slides snapshot telegram thesis viewers voiceover writing"
)
_ADVERBS = (
    "absolutely afterward afterwards always certainly chiefly clearly definitely directly effectively especially "
    "eventually evidently finally frankly furthermore generally honestly immediate immediately largely literally "
    "mainly meanwhile mostly namely often particular particularly practically regular regularly respectively seriously "
    "shortly sometimes specifically straight subsequently surely usually"
)
_FILLERS = (
    "english russian french precise precisely preferably ideally diplomat diplomats politician politicians citizen "
    "student students above aforementioned afternoon alphabetical alphabetically approximate asking below bit bunch "
    "case concerning confused couple course dear digit digits duly esteemed evening excellency few figure figures fine "
    "foreseen gentlemen grateful handful handy honorable honourable inclusive involved kindly lady learn letters lot "
    "lots madam man manner matter matters nobody obliged occasions passport point properly prove proved regard "
    "regarding regards remembers respect round sake seeing sense several some stringer stuff surname technically thing "
    "things think touching wait way ways wrong"
)
NOISE: frozenset[str] = frozenset(
    " ".join((_TALK, _REQUESTS, _THINKING, _AT_WORK, _ADVERBS, _FILLERS, RUSSIAN_NOISE)).split()
)
"""Words that a pattern never depends on: they are left out before matching."""
