"""The words that patterns know: everyday forms and the lemma that each is read as, and phrases.

To teach the bot a word, put it behind its lemma here, or in `lexicon_russian`. A form stands behind one lemma only.
Forms are compared folded: case and accents do not matter.
"""

from __future__ import annotations

LEMMAS: dict[str, str] = {
    "exist": "active alive exist existed exists functioning operating",
    "merge": "merge merged merger merges merging",
    "be": "am are be been being is re was were",
    "do": "did do does doing done",
    "have": "had has have having",
    "what": "wat what whatd whatre whats which whichever wich",
    "who": "who whod whoever whoevers whom whos whose",
    "when": "wen when whend whens",
    "where": "where whered wheres",
    "how": "how howd hows",
    "why": "why",
    "number": "headcount number numbers total",
    "member": (
        "addition additions allies ally composition entrant entrants joiner joiners lineup mebers member members "
        "membership memberships memeber memebers newcomer newcomers recruit recruits roster seat-s seats"
    ),
    "country": "countries country entities entity nation nations state states",
    "belong": (
        "appear appeared appears belong belonged belonging belongs comprise comprised comprises consist consists "
        "constitute feature features figures include included includes inside remain remained remaining remains sat "
        "sit sits sitting situated stay stayed stays"
    ),
    "join": (
        "accede acceded accedes acceding accepted accession admission admit admits admitted admitting enlargement "
        "enter entered enters entries entry join joined joining joins readmission readmit readmits readmitted signup"
    ),
    "leave": (
        "abandon abandoned abandons bail bailed bails depart departed departs departure ditch ditched dropout dropouts "
        "exit exited exits fired halt halted halts leave leaver leavers leaves leaving left lose losing lost quit "
        "quits quitted quitter quitters quitting resign resignation resigned resigns retire retired retires sacked "
        "withdraw withdrawal withdrawn withdraws withdrew"
    ),
    "former": "erstwhile ex former onetime",
    "suspend": "suspend suspended suspends suspension",
    "freeze": "freeze freezes freezing froze frozen",
    "return": "rejoin rejoined rejoining restore restored return returned returns",
    "observer": "observer observers observing",
    "partner": "partner partners",
    "signatory": "parties party signatories signatory signer signers",
    "associate": "associate associated associates",
    "participate": "participant participants participate participated participates participating participation",
    "full": "full fully proper",
    "formal": "actually currently formal formally indeed legally officially real really working",
    "still": "already still yet",
    "ever": "ever",
    "then": "then",
    "bloc": (
        "alliance alliances bloc blocs bodies body club clubs group grouping groupings groups org organisation "
        "organisations organization organizations orgs"
    ),
    "founding": "founder founders founding initial initially original originally",
    "head": (
        "boss chief direct directed directing directs head headed heading heads helming lead leader leaders leading "
        "leads led manage managed manages managing minding ran run running runs steering"
    ),
    "chair": (
        "chair chaired chairing chairman chairmanship chairperson chairs chairwoman preside presided presidency "
        "president presides presiding speaker"
    ),
    "official": "leadership officeholder officeholders official officials",
    "acting": "acting caretaker interim temporarily temporary",
    "serve": "lasted lasts mandate serve served serves serving tenure tenures term terms worked",
    "event": (
        "chronology development developments event events fell happen happened happening happens history milestone "
        "milestones occur occurred step steps"
    ),
    "timeline": "timeline timelines",
    "change": "change changed changes evolve evolved",
    "about": (
        "about abt account backgrounder basics briefing describe explain fact facts info information introduction "
        "overview profile rundown summary"
    ),
    "mean": "abbreviation acronym mean meaning means meant stand stands",
    "found": (
        "began begin begins birth birthday born create created creates creating creation establish established "
        "establishes establishing establishment form formed forming forms found foundation founded inception launch "
        "launched origin roots"
    ),
    "dissolve": "abolished ceased defunct disbanded dissolution dissolve dissolved ended",
    "sign": "conclude concluded conclusion inked penned sign signature signed signing signs",
    "refuse": "decline declined declines refuse refused refuses",
    "document": (
        "agreement charter charters deal deals document instrument memoranda memorandum mou pact treaties treaty"
    ),
    "secretariat": "board collegium commission committee executive secretariat secretariats",
    "help": "commands help usage",
    "list": "enumerate gimme list lists name names show shows tell",
    "source": "citation citations reference references source sources",
    "both": "both",
    "either": "either",
    "same": "same simultaneously",
    "every": "every evry",
    "all": "all",
    "any": "any",
    "there": "there",
    "them": "their theirs them these they those",
    "him": "he her hers him his she",
    "it": "it one ones",
    "that": "that thats",
    "not": "arent didnt doesnt dont hasnt havent isnt neither never no non not wasnt werent without",
    "outside": "absent-from beyond outside",
    "and": "also and plus too well",
    "or": "counting incl including nor or versus vs",
    "but": "but except excluding minus",
    "last": "last latest newest recent",
    "new": "new",
    "first": "1st earliest first inaugural oldest",
    "next": "following next upcoming",
    "before": (
        "b4 before earlier hand handed handing hands precede preceded predecessor predecessors previous previously "
        "prior"
    ),
    "after": (
        "after follow followed follows replace replaced replacement replaces succeded succeed succeeded succeeds "
        "successor successors suceeded"
    ),
    "longest": "longest",
    "shortest": "briefest shortest",
    "nth": "10th 2nd 3rd 4th 5th 6th 7th 8th 9th eighth fifth fourth ninth second seventh sixth tenth third",
    "long": "long",
    "current": "current incumbent incumbents present today",
    "seat": (
        "address based court headquarter headquartered headquarters home hq hqs located location seat seated street"
    ),
    "language": "language languages",
    "website": "homepage site url web website",
    "become": "became become becomes becoming rename renamed renames transform transformed turn turned",
    "oldname": "formerly",
    "planned": "forthcoming planned scheduled",
    "difference": (
        "conflicting contradictory differ difference differences differing disagree disagrees discrepancies "
        "discrepancy inconsistent varies vary varying"
    ),
    "made": (
        "get gets getting give given gives got grant granted grants made make makes making obtain obtained receive "
        "received"
    ),
    "relation": (
        "connect connected connection connects link links relate related relates relation relations relationship "
        "status-of ties"
    ),
    "cooperate": "cooperate cooperates cooperation",
    "common": "common intersect intersecting intersection intersects mutual overlap overlapping share shared shares",
    "place": "capital capitals cities city island place places resort town towns venue venues",
    "position": (
        "capacities capacity career entrusted held hold holding holds job jobs occupied occupies occupy office offices "
        "position positions post posts role roles stint stints title titles"
    ),
    "status": "standing status",
    "you": "n y yes yn",
    "since": "since",
    "start": "beginning start started starting starts",
    "end": "die died dies end ends expire expired expires expiry lapse lapsed",
    "date": "date dates day",
    "take": "assume assumed assumes assuming take taken takes took",
    "appoint": "appoint appointed choose chose chosen elect elected pick picked picks select selected",
    "twice": "thrice twice",
    "size": "big large size",
    "numeral": "eight eleven five four nine seven six ten three twelve two",
    "summit": "summit summits",
    "exercise": "drill drills exercices exercise exercises maneuvers manoeuvres wargame wargames",
    "absent": "absent boycott boycotted boycotts miss missed misses skip skipped skipping skips snub snubbed",
    "attend": "attend attended attending attends",
    "host": "host hosted hosting hosts",
    "speak": (
        "announce announced announces announcing argue argued arguing claim claimed claiming complain complained "
        "complaining said say saying says stated telling told warn warned warning"
    ),
    "propose": "float floated initiative propose proposed proposes suggest suggested suggests",
    "oppose": "against object objected oppose opposed opposes resist resistance resisted",
    "support": "back backed backs favor favour support supported supports",
    "meet": "convene convened convenes convening gather gathered gathering gathers meet meeting meets met",
}
"""Lemma → the forms that are read as it."""

PHRASES: dict[str, str] = {
    "exist": "going concern | in existence | still around | up and running",
    "return": "came back | come back | come back into | comes back | coming back",
    "member": (
        "a part of | in the ranks of | line up | line ups | member countries | member country | member of | member "
        "state | member states | part of"
    ),
    "leave": (
        "break with | broke with | cease to be | ceased to be | drop off | drop out | dropped from | dropped off | "
        "dropped out | dropped out of | drops off | end its membership | fall off | fall out | fallen out | fell off | "
        "fell out | get out | go away from | go out from | go out of | goes out from | goes out of | gone from | gone "
        "out from | got out | got the sack | left office | membership cease | membership ceased | membership ended | "
        "membership expire | membership expired | membership lapse | membership lapsed | membership stop | membership "
        "stopped | membership terminated | moved on | moves on | no longer a member | no longer members | out of | "
        "part ways | parted ways | pull out | pulled out | pulling out | pulls out | said goodbye to | say goodbye to "
        "| step down | stepped down | steps down | stood down | stop being | stop belonging | stopped being | stopped "
        "belonging | till what year | till when | till which year | turned its back on | until what date | until what "
        "year | until when | until which date | until which year | up to when | up to which year | walk out | walked "
        "out | went away from | went out from | went out of | withdrew its signature"
    ),
    "join": (
        "became a full member | became a member | became full member | became member | became members | became part | "
        "become a full member | become a member | become full member | become full members | become member | become "
        "members | become part | brought into | came aboard | came in | came into | come aboard | come in | come into "
        "| come on board | comes into | get in | get into | got a seat | got in | got into | let in | received into | "
        "sign up | signed up | signed up to | take in | take its seat | taken in | taken into | takes in | takes its "
        "seat | taking in | took a seat | took in | took its seat | took their seats | took up its seat | walk in | "
        "walk into | walked in | walked into | walks in | welcomed into"
    ),
    "mean": (
        "full form | full name | full title | in full | short for | spell it out | spell out | spell that out | "
        "spelled out | spelt out | stand for | stands for | stands in full | written in full | written out"
    ),
    "head": (
        "at the head | at the helm | at the top | at the wheel | calling the shots | got the top job | had the top job "
        "| has the top job | in charge | in command | in the top job | minding the shop | running the shop | running "
        "the show | top civilian | top diplomat | top job holder | take over | take the helm | taken over | takes over "
        "| takes the helm | taking over | took over | took the helm | top man | top official"
    ),
    "count": "how many | how many occasions | how much | number of | on how many occasions | total number",
    "inforce": (
        "became binding | became effective | became operative | become binding | become effective | become operative | "
        "becomes effective | came into force | came into operation | come into force | come into operation | coming "
        "into operation | enter into force | entered into force | enters into force | entry into effect | entry into "
        "force | go into effect | go into force | in effect | in force | into effect | into force | kick in | kicked "
        "in | legally binding | take effect | take legal effect | took effect | took legal effect | went into effect | "
        "went into force"
    ),
    "found": (
        "came into being | come about | come into being | date of founding | establishing of | founding date | "
        "founding day | founding of | founding year | how old | set up | start out | was born | year of founding"
    ),
    "dissolve": "cease to exist | ceased to exist | shut down | wound up",
    "belong": (
        "affiliated to | affiliated with | are left in | bound by | consist of | consisted of | consists of | had a "
        "seat | has a seat | held a seat | hold a seat | holds a seat | involved in | is left in | made up | make up | "
        "makes up | still left in | tied to | was left in | were left in"
    ),
    "about": (
        "background on | basics of | basics on | give me the basics on | lowdown on | primer on | tell me about | the "
        "lowdown on | what about"
    ),
    "event": (
        "came out of | come out of | comes out of | going on | take place | taken place | took place | went on | what "
        "happened"
    ),
    "longest": "longest serving | longest term | the longest",
    "shortest": "shortest serving | shortest term | the briefest | the shortest",
    "absent": (
        "did not attend | didnt attend | failed to attend | not attend | not show up | not turn up | stay away | stay "
        "out | stayed away"
    ),
    "be": "came from | come from | comes from | hailed from | hails from",
    "attend": (
        "put in an appearance | show up | showed up | shows up | take part | taken part | takes part | taking part | "
        "took part | turn up | turned up | turns up"
    ),
    "chair": (
        "chairman in office | had the chair | had the gavel | has the chair | has the gavel | held the chair | held "
        "the gavel | hold the chair | holds the chair | holds the gavel | in the chair | rotating chair | rotating "
        "presidency | took the chair"
    ),
    "oldname": (
        "called before | earlier name | former name | known as | known before | old name | previous name | used to be "
        "called"
    ),
    "after": (
        "came after | came immediately after | came in after | came in for | came just after | came next | came right "
        "after | come after | come in after | comes after | comes in after | comes next | fill in | fill in for | "
        "filled in | filled in for | filled the shoes of | got the job of | inherited | slid into | step into | "
        "stepped in | stepped into | steps into | stood in | stood in for | succeeded by | take over after | take over "
        "from | take the place of | taken the place of | takes the place of | took over after | took over from | took "
        "the place of | took up the baton from | was replaced by"
    ),
    "before": (
        "came before | came immediately before | came just before | came right before | come before | comes before | "
        "emerged from | evolved from | grew out of | grown out of | grows out of | hand over to | handed it to | "
        "handed over to | handed the job to | made way for"
    ),
    "both": "at once | in common",
    "and": "but also",
    "same": "at the same time | same time | the same time",
    "country": "member nations",
    "exercise": "military exercise | military exercises | war game | war games",
    "refuse": "declined to sign | did not sign | didnt sign | not sign | refused to sign",
    "status": "standing in",
    "sign": "put his name to | put its name to | put pen to paper | put their name to | put their names to",
    "list": (
        "give me | go through | lay out | list of | name the | rattle off | read out | run me through | run through | "
        "set out | setting out | show me | tell me | write down | write out"
    ),
    "last": "most recent | most recently",
    "all": "all of them",
    "not": "are not | is not | no longer | not any more | not anymore | not in",
    "but": (
        "apart from | ignoring | leave aside | leave out | leaving aside | leaving out | not counting | other than | "
        "set aside | setting aside"
    ),
    "how long": "how long | how many days | how many months | how many years",
    "formal": "as it stands | as matters stand | as things stand",
    "become": (
        "adopt its name | adopted its name | call itself | called itself | called now | called nowadays | called today "
        "| calls itself | change its name | changed its name | current name | get its present name | got its name | "
        "name now | name today | named now | named today | new name | present name | take its present name | took its "
        "current name | took its present name"
    ),
    "twice": "more than once | several times | two times",
    "since": (
        "as of when | from what date | from what day | from what year | from when | from which date | from which day | "
        "from which year | since what date | since what year | since when on | since which date | since which year | "
        "starting when"
    ),
    "end": "died in office | ran out | run out | runs out",
    "document": "legal basis | legal foundation",
    "summit": (
        "get together | get togethers | heads of state meeting | leaders convene | leaders convened | leaders gather | "
        "leaders gathered | leaders gathering | leaders meet | leaders meeting | leaders meetings | leaders met | "
        "leaders session | leaders sessions | leaders summit | leaders talks | meeting of heads of state | meeting of "
        "the leaders | summit meeting | summit meetings"
    ),
    "how": "how did matters stand | how did things stand | how do matters stand | how do things stand",
    "planned": "meant to | set for | slated to | supposed to | was to be | were to be",
    "": (
        "day one | france 24 | out of all | out of curiosity | out of date | out of interest | out of them | out of "
        "these | out of those | state of play | up to date"
    ),
    "first": "before all others | before all the others | before anybody else | before anyone else",
    "acting": "stand in as | standing in as | stands in as | stood in as",
}
"""Lemma → the phrases that are read as it, with bars between."""
