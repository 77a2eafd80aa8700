"""The words that patterns know: everyday forms and the lemma that each is read as, phrases, and words left out.

To teach the bot a word, put it behind its lemma here. Forms are compared folded: case and accents do not matter.
"""

from __future__ import annotations

LEMMAS: dict[str, str] = {
    "exist": "exist exists existed alive active defunct operating functioning",
    "merge": "merge merges merged merging merger",
    "be": "is are was were am been being be re является являлся являлась являются являлись",
    "do": "do does did done doing",
    "have": "has have had having",
    "what": "каком каким какому чем whatd whatre какого what whats which wich whichever wat что какой какая какие какое каков каких",
    "who": "кем такой такая who whos whom whose кто кого whod",
    "when": "числа whend when whens wen когда",
    "where": "куда откуда whered where wheres где",
    "how": "how hows howd как",
    "why": "why почему зачем",
    "number": "headcount number numbers total сколько количество",
    "member": (
        "входящие входящих участников членов участника членами являющиеся lineup roster composition seats seat-s member members ally "
        "allies membership memberships memeber memebers mebers участник участники члены член состав членство членом "
        "участником входит входят входил входила входили входить"
    ),
    "country": (
        "entities entity country countries state states nation nations страна страны стран государство государства "
        "государств"
    ),
    "belong": (
        "remain remains remained stay stays stayed состоят состоящие belong belongs belonged belonging comprise "
        "comprises comprised constitute include includes included consist consists состоит состоял состояла sit sits "
        "sat inside"
    ),
    "join": (
        "приняли принят принята приняты вступают присоединились вступает вступлении вступления entry enlargement join joined joins joining accede acceded "
        "accedes accession enter entered enters admit admitted admission admits accepted вступил вступила вступили "
        "вступать присоединился присоединилась присоединение вступление"
    ),
    "leave": (
        "вышедших покидал покинувшие bail bailed bails ditch ditched abandon abandons abandoned lost lose losing покинули выхода вышедшие выходила "
        "выходил leave leaves left leaving withdraw withdrew withdrawn withdraws withdrawal quit quits quitted exit "
        "exits exited depart departs departed departure halt halts halted вышел вышла вышли выход покинул покинула "
        "выйти"
    ),
    "suspend": "suspend suspends suspended suspension приостановил приостановила приостановлено",
    "freeze": "freeze freezes froze frozen freezing заморозил заморозила заморожено",
    "return": "return returned returns rejoin rejoined rejoining restore restored вернулся вернулась",
    "observer": "observer observers наблюдатель наблюдатели наблюдателем",
    "partner": "partner partners партнер партнеры партнером",
    "signatory": "signatory signatories signer signers party parties участница",
    "associate": "associate associates associated",
    "participate": "участие участия участии participation participate participates participated participating participant participants",
    "full": "full fully proper полноправный полноправные полные полный полных",
    "formal": "real официально working formal formally officially legally really actually currently indeed",
    "still": "still yet already еще ещё уже",
    "ever": "ever когдалибо",
    "then": "then",
    "bloc": (
        "bloc blocs club clubs org orgs organization organizations organisation organisations group groups grouping "
        "groupings alliance alliances body bodies организация организации организациях организаций"
    ),
    "founding": "founder founders founding original originally initial initially",
    "head": (
        "руководить начальник руководил руководила руководителем главе возглавляли возглавить heading leading running managing directing "
        "head heads headed lead leads led run runs ran running chief boss leader leaders manage manages managed direct "
        "directs directed возглавляет возглавлял возглавляла возглавил руководит руководил глава главой"
    ),
    "chair": (
        "председателем председательствующий председательствовать chair chairs chaired chairing chairman chairwoman "
        "chairperson chairmanship presidency president preside presides presided presiding председательствует "
        "председательствовал председательствовала председательство председатель speaker"
    ),
    "official": "руководство должностные official officials officeholder officeholders leadership",
    "acting": "acting interim caretaker temporary temporarily",
    "serve": "serve served serves serving term tenure tenures terms mandate",
    "event": (
        "случилось произошло происходило случалось состоялись состоялся состоялась прошел прошла проходили проходил event events happen happens happened happening occur "
        "occurred chronology history событие события"
    ),
    "timeline": "timeline timelines таймлайн",
    "change": "изменился изменилось change changed changes evolve evolved",
    "about": (
        "расскажи расскажите про информация abt facts fact summary rundown about info information profile describe explain overview"
    ),
    "mean": "mean means meant stand stands meaning abbreviation acronym",
    "found": (
        "создали учредили учреждена учрежден основали появилась появился возникла roots создании основании found "
        "founded create creates created establish established establishes launch launched creation foundation "
        "inception formed form forms began begin begins создан создана создано основан основана образован образована "
        "origin creating establishing forming"
    ),
    "dissolve": (
        "распался распалась распущен ликвидирован прекратил dissolve dissolved dissolution abolished disbanded ended "
        "defunct ceased"
    ),
    "sign": "подписаны подписывал sign signs signed signing signature подписан подписана подписали подписание подписал",
    "refuse": "refuse refused refuses declined decline declines",
    "document": (
        "соглашение договоре memorandum memoranda mou договора соглашения устава document treaty charter agreement pact treaties "
        "charters договор устав"
    ),
    "secretariat": "board secretariat secretariats executive committee commission исполком исполкома",
    "help": "help usage commands помощь справка",
    "list": "назовите перечисли перечислите покажите list lists show shows tell give name names enumerate gimme покажи назови список",
    "source": "source sources citation citations reference references источник источники",
    "both": "обе оба both",
    "either": "either",
    "same": "одновременно same simultaneously",
    "every": "every",
    "all": "all все",
    "any": "any",
    "there": "there",
    "them": "them they those these their theirs",
    "him": "him he his she her hers него нее ним нему он она",
    "it": "it one ones",
    "that": "that thats",
    "not": "без not no never non isnt arent wasnt werent didnt doesnt hasnt havent dont without не нет",
    "outside": "вне outside beyond absent-from",
    "and": "and also plus too well и",
    "or": "incl including counting or или",
    "but": "but except minus excluding кроме но",
    "last": "последними недавно last latest newest recent последний последняя последним",
    "new": "new",
    "first": "первыми 1st first earliest oldest первый первая первым",
    "next": "next following upcoming",
    "before": "b4 до before preceded precede predecessor predecessors previous previously earlier prior",
    "after": (
        "сменил сменила преемником после after succeed succeeded succeeds suceeded succeded successor successors "
        "replaced replaces replace follow followed follows преемник"
    ),
    "longest": "дольше longest",
    "shortest": "shortest briefest",
    "nth": "second 2nd third 3rd fourth 4th fifth 5th sixth 6th seventh 7th eighth 8th ninth 9th tenth 10th",
    "long": "долго long",
    "current": "current present incumbent incumbents today",
    "seat": (
        "street court home address seat seated headquarter headquarters headquartered hq hqs based located location"
    ),
    "language": "language languages",
    "website": "website site web homepage url",
    "become": "стал стала стали become becomes became becoming rename renamed renames turn turned transform transformed",
    "oldname": "formerly",
    "planned": "planned scheduled forthcoming",
    "difference": "difference differences differ",
    "made": (
        "made make makes making given give gives granted grant grants get gets got getting obtain obtained receive "
        "received"
    ),
    "relation": (
        "связь отношения connected connects connect связан связаны relate relates related relation relations relationship link links "
        "ties connection status-of"
    ),
    "cooperate": "cooperate cooperates cooperation",
    "common": "общие общего common overlap overlapping shared share shares mutual",
    "place": "island place places city cities town towns venue venues",
    "position": (
        "должность должности посту пост stint stints occupy occupied occupies position positions title titles capacity capacities post "
        "posts job jobs office offices role roles hold held holds holding career"
    ),
    "status": "status standing",
    "you": "y n yn yes",
    "since": "since",
    "start": "starting start starts started beginning",
    "end": "end ends",
    "date": "date dates day дата",
    "take": "take takes took taken assume assumes assumed assuming",
    "appoint": "appoint appointed elected elect pick picked picks chosen choose chose selected select",
    "twice": "twice thrice",
    "size": "size big large",
    "numeral": "two three four five six seven eight nine ten eleven twelve",
    "summit": "summit summits саммит саммиты",
    "exercise": "exercise exercises drill drills maneuvers manoeuvres wargame wargames учения",
    "absent": "skip skipped skips miss missed misses boycott boycotted boycotts absent skipping snub snubbed",
    "attend": "участвовал участвовала участвовали участвовало attend attended attends attending",
    "host": "принимал принимала host hosted hosts hosting",
    "speak": (
        "saying say says said told telling warn warned warning complain complained complaining claim claimed claiming "
        "announce announces announced announcing argue argued arguing stated сказал сказала сказали заявил "
        "заявила заявили"
    ),
    "propose": "propose proposed proposes suggest suggested suggests float floated initiative",
    "oppose": "oppose opposed opposes resist resisted resistance against object objected",
    "support": "support supported supports back backed backs favour favor",
    "meet": "meet met meets meeting",
}
"""Lemma → the forms that are read as it."""

PHRASES: dict[str, str] = {
    "exist": "going concern | in existence | still around | up and running",
    "return": "came back | come back | comes back | coming back | come back into",
    "member": (
        "line up | line ups | part of | in the ranks of | member state | member states | member country | "
        "member countries | "
        "участником | a part of | member of"
    ),
    "leave": (
        "go out from | goes out from | went out from | gone out from | go out of | goes out of | went out of | "
        "go away from | went away from | say goodbye to | said goodbye to | turned its back on | "
        "stop being | stopped being | cease to be | ceased to be | stopped belonging | stop belonging | out of | drop "
        "off | dropped off | fell out | fall out | fallen out | part ways | parted ways | pull out | pulled out | walk "
        "out | walked out | drop out | dropped out | get out | got out | pulls out | pulling out | break with | broke "
        "with | end its membership | gone from"
    ),
    "join": (
        "walked into | walk into | came aboard | come aboard | come into | comes into | came in | come in | get into | got into | came into | signed up | sign up | "
        "become a member | became a member | become member | became member | let in | taken in | get in | got in | "
        "come on board | become members | became members | become part | became part | become a full member | became a "
        "full member | become full member | became full member | become full members | become an observer | became an "
        "observer"
    ),
    "seat": "штаб квартира",
    "since": "с какого года | с какого времени | с каких пор",
    "mean": "stand for | stands for | short for | расшифровывается как",
    "head": (
        "took over | take over | takes over | taking over | taken over | in charge | minding the shop | running the show | running the shop | "
        "calling the shots | at the helm | "
        "at the head | at the top | in command | top official | top man | стоит во главе"
    ),
    "count": "how many | how much | number of | total number",
    "inforce": (
        "become effective | became effective | becomes effective | in force | into force | take effect | took effect | "
        "enter into force | entered into force | came into force | come into force | in effect | into effect | enters "
        "into force | go into force | went into force | go into effect | went into effect | вступил в силу | вступила "
        "в силу | в силу"
    ),
    "found": (
        "founding of | establishing of | how old | founding year | founding date | year of founding | date of founding "
        "| founding day | was born | set up | come into being | came into being | come about | start out"
    ),
    "dissolve": "cease to exist | ceased to exist | wound up | shut down",
    "belong": "make up | makes up | made up | consist of | consists of | consisted of",
    "about": "tell me about | what about",
    "event": "what happened | take place | took place | taken place | went on | going on",
    "longest": "longest serving | longest term | the longest",
    "shortest": "shortest serving | shortest term | the shortest | the briefest",
    "absent": (
        "stay away | stayed away | not attend | not turn up | not show up | didnt attend | did not attend | "
        "failed to attend | stay out"
    ),
    "be": "came from | comes from | come from | hails from | hailed from",
    "attend": (
        "take part | took part | taken part | takes part | taking part | turn up | turned up | turns up | show up | "
        "showed up | shows up | put in an appearance"
    ),
    "chair": (
        "chairman in office | rotating chair | rotating presidency | had the chair | holds the chair | "
        "held the chair | hold the chair | has the chair | took the chair | in the chair"
    ),
    "oldname": (
        "used to be called | old name | former name | known as | known before | called before | previous name | "
        "earlier name"
    ),
    "after": (
        "came right after | came just after | came immediately after "
        "| filled in | fill in | filled in for | fill in for | stood in | stood in for | stepped in | stepped into | step into | steps into | filled the shoes of | got the job of | inherited | take over after "
        "| came next | comes next | came after | come after | comes after | took over from | take over from | took "
        "over after | succeeded by | was replaced by"
    ),
    "before": (
        "handed over to | hand over to | handed the job to | made way for | came before | come before | comes before | "
        "came right before | came just before | came immediately before"
    ),
    "both": "in common | at once",
    "and": "but also",
    "same": "same time | the same time | at the same time",
    "country": "member nations",
    "exercise": "war games | war game | military exercise | military exercises",
    "refuse": "not sign | did not sign | didnt sign | refused to sign | declined to sign",
    "status": "standing in",
    "sign": "put their names to | put their name to | put his name to | put its name to | put pen to paper",
    "list": "tell me | give me | show me | name the | list of",
    "last": "most recent | most recently",
    "all": "all of them",
    "not": "not in | are not | is not | no longer | not any more | not anymore",
    "but": "leave out | leaving out | apart from | other than",
    "how long": "how many years | how many months | how many days | how long",
    "formal": "as it stands | as things stand | as matters stand",
    "become": (
        "take its present name | took its present name | took its current name | get its present name | got its name "
        "| adopt its name | adopted its name | change its name | changed its name"
    ),
    "twice": "more than once | two times | several times",
}
"""Lemma → the phrases that are read as it, with bars between."""

_TALK = (
    "work works file files ur even say saying id ill spend spent spends nationality count counted "
    "counts we shoes wise bother bothering trouble disturb ppl far basic person together you use uses used using "
    "single keep keeps cropping done dusted going sort dat enjoy enjoys spelled edition mo col gen colonel please "
    "whole entire complete grateful mind curious asap remind reminding should cover covers covered dialogue old copy "
    "article piece story desk editor agree gather doubt sure certain order regional international various top line "
    "lines write i im только your yours о об и ive lord mr mrs ms dr sir re need needs want wanted like "
    "only exact atm rn currently lately recently very much more most less least quick short brief briefly simple "
    "simply basically apparently supposedly allegedly maybe perhaps probably somebody someone anyone anybody everyone "
    "everybody people guy folks know wonder wondering check checking confirm sorry cheers ta great nice urgent "
    "urgently tonight morning soon already anyway else other others another such own self themselves himself herself "
    "itself upon onto off down around across through throughout toward towards near because though although if whether "
    "than hence thus therefore however moreover besides instead rather quite almost nearly roughly approximately "
    "altogether overall answer right correct true false back again once ago later til till until file filed version "
    "hear heard read see seen saw look looking looks looked find finding kind type anything something everything the a "
    "an of at for to on by from with in into within as this its s pls plz ok okay um uh er well quickly question "
    "record records database data hi hello hey thanks thank thx us me can could would will may might so due expected "
    "supposed just exactly precisely each kindly btw fyi guys lol side stood rotating actual finish finished yr yrs "
    "our years year time times moment during while under over between among per via out up в во на с со для по от из "
    "год года году г у к был была были было быть бы же находится находятся расположен расположена располагается при "
    "скажите подскажите пожалуйста ли а ну это"
)
_REQUESTS = (
    "indicate indicates indicated indicating specify specifying provide provides provided providing furnish "
    "mention mentions mentioned mentioning identify identifying inform enlighten advise clarify elaborate "
    "compile compiling fetch paste jot cite quote quoting rephrase summarise summarize outline recap detail "
    "details briefing respond reply assist assistance allow let lets permit possibly kind "
)
_THINKING = (
    "believe believed guess guessing suspect recall remember forget forgot forgotten understand understood reckon "
    "imagine suppose hope hoping hoped try trying tried attempting struggling puzzled unsure wondered interested "
    "keen eager confused figure "
)
_AT_WORK = (
    "paper papers broadcast package script caption captions chyron graphic graphics map infographic slide slides "
    "deck footnote thesis essay homework exam paragraph sentence colleague colleagues "
    "producer audience reader readers viewers listeners newsroom newspaper newspapers magazine segment "
    "intro outro voiceover lede headline headlines writing editing reporting preparing prepping context "
    "background note notes print printed "
)
_ADVERBS = (
    "shortly straight immediately immediate directly namely respectively furthermore eventually finally "
    "subsequently afterwards afterward meanwhile regular regularly usually often sometimes always "
    "generally specifically particular particularly especially mainly mostly chiefly largely practically "
    "effectively literally honestly frankly seriously surely certainly definitely absolutely clearly evidently "
)
_FILLERS = (
    "inclusive round some several few couple bunch handful lot lots bit foreseen thing things stuff matter matters case point way "
    "ways manner sense regard regarding concerning respect regards touching aforementioned above below course "
    "handy afternoon evening wait sake fine esteemed "
    "honourable honorable excellency dear madam gentlemen involved "
)
NOISE: frozenset[str] = frozenset(" ".join((_TALK, _REQUESTS, _THINKING, _AT_WORK, _ADVERBS, _FILLERS)).split())
"""Words that a pattern never depends on: they are left out before matching."""
