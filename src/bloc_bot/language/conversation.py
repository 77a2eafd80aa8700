"""Follow-ups: questions that lean on the one before (`and in 2010?`, `who was before him?`, `which of those …?`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bloc_bot.domain.dates import ONE_DAY, PartialDate
from bloc_bot.domain.factbook import FactBook
from bloc_bot.domain.facts import Attribute, Event, Organization, Part, Term
from bloc_bot.domain.queries import (
    About,
    Change,
    Compared,
    Comparison,
    Events,
    Members,
    MembershipDates,
    MembershipsOf,
    MembershipStatus,
    MembershipStatuses,
    OfficeHolders,
    PostsOf,
    Query,
    Succession,
    Timeline,
    When,
)
from bloc_bot.domain.turns import Turn
from bloc_bot.language.marking import Marked, mark
from bloc_bot.language.parser import NotRead, Parsed, Understood, name_index, parse
from bloc_bot.language.patterns.events import search_words
from bloc_bot.language.reader import Reader

FOLLOW_UP = "follow-up"
"""The row of a question that was read in the light of the one before."""
_OPENING = re.compile(
    r"^\W*(?:and|but|so|ok(?:ay)?|then|what about|how about|а|и|no,? i mean|i mean|no)\b[\s,:]*", re.IGNORECASE
)
_THANKS = re.compile(
    r"^(?:(?:many )?thanks?(?: you)?(?: (?:very much|so much|a lot|again))?|thx|ta|cheers|great|perfect|got it|good"
    r"|right|nice|lovely|brilliant|super|excellent|спасибо)[,.!;:…–-]+\s*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|those|these|he|him|his|she|her|there|then|that one|ones?|that|this"
    r"|он|она|они|его|её|ее|их)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(countr(?:y|ies)|states?|members?|nations?|organi[sz]ations?|blocs?|events?|person|people) that\b",
    re.IGNORECASE,
)
"""`that` in these points to nothing said before: `countries that joined NATO`."""
_SHIFT = re.compile(
    r"\b(?:(?P<count>\d{1,3}|a|one|two|three|four|five|ten|twenty) years? (?P<way>later|earlier|before|after|on)"
    r"|the year (?P<side>before|after)|the (?P<next>previous|next|following) year)\b",
    re.IGNORECASE,
)
_DAY_ONLY = re.compile(r"\bon the (?P<day>\d{1,2})(?:st|nd|rd|th)?\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:no longer|not any ?more|now|today|still)\b", re.IGNORECASE)
_OPPOSITE = {
    Part.DID_NOT_SIGN: Part.SIGNED,
    Part.SIGNED: Part.DID_NOT_SIGN,
    Part.ABSENT: Part.ATTENDED,
    Part.ATTENDED: Part.ABSENT,
    Part.OPPOSED: Part.SUPPORTED,
    Part.SUPPORTED: Part.OPPOSED,
}
_THEN = re.compile(
    r"\b(?:after that|(?:on )?(?:the|that) same day|at that time|at the time|that year|that day|by then|back then|then)\b",
    re.IGNORECASE,
)
_IN_IT = re.compile(r"\b(?:in|of|to) (?:it|there)\b", re.IGNORECASE)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "twenty": 20}


def parse_in_conversation(text: str, turn: Turn | None, book: FactBook, today: date) -> Parsed:
    """Read a question in the light of the one before. What stands by itself is not mistaken for a follow-up."""
    text = " ".join(text.split())
    if turn is not None and not text.startswith("/"):
        text = _THANKS.sub("", text) or text
    alone = parse(text, book, today)
    if turn is None or text.startswith("/") or (isinstance(alone, NotRead) and alone.too_long):
        return alone
    before = turn.asked()
    if before is None:
        return _chosen(text, turn, book, today) or alone
    opened = bool(_OPENING.match(text))
    if isinstance(alone, Understood) and not opened and _stands_alone(alone, text):
        return alone
    follow_up = _FollowUp(text, turn, before, book, today, alone.marked)
    if (query := follow_up.read(alone)) is not None:
        return Understood(query, FOLLOW_UP, follow_up.marked)
    if isinstance(alone, Understood) and alone.row == "by_words" and not alone.marked.names and _PRONOUN.search(text):
        return NotRead(alone.marked)  # it is about something said before, and not about whatever holds its words
    return alone


def _chosen(text: str, turn: Turn, book: FactBook, today: date) -> Parsed | None:
    """After a question that was asked back: the organization named alone says which of the choices is meant."""
    index = name_index(book.register)
    marked = mark(text, index, today)
    if set(marked.shape.split()) - {"ORG", "list", "be", "it", "that"}:
        return None
    named = {m.subjects for m in marked.of_kind("organization")}
    for choice in turn.choices:
        if named & {m.subjects for m in mark(choice, index, today).of_kind("organization")}:
            return parse(choice, book, today)
    return None


_TELLING = 3
"""So many words of its own make a question about an event one that stands by itself."""


def _stands_alone(alone: Understood, text: str) -> bool:
    """Whether a question, as it was read by itself, leaves nothing to be filled in from the one before."""
    if not _names_its_owner(alone, text) and _PRONOUN.search(_RELATIVE.sub(r"\1", text)):
        return False
    if isinstance(alone.query, Events) and alone.row == "by_words":
        return len(alone.query.words) >= _TELLING
    if alone.row == "memberships_of" and alone.marked.shape.startswith(("be ", "have ", "do ")):
        return False  # of which organization?
    if alone.row == "about":
        return alone.marked.has("be", "do", "mean")
    return alone.row != "help"


def _names_its_owner(alone: Understood, text: str) -> bool:
    """Whether the only pronoun is that of somebody named in the same question: `has Armenia frozen its membership?`"""
    said = {pronoun.casefold() for pronoun in _PRONOUN.findall(text)}
    return said <= _POSSESSIVES and len(alone.marked.names) > 1


_POSSESSIVES = frozenset(["its", "their", "his", "her"])


@dataclass
class _FollowUp:
    """One follow-up, and the ways in which it may lean on the turn before."""

    text: str
    turn: Turn
    before: Query
    book: FactBook
    today: date
    alone: Marked
    """The question marked up by itself."""

    def __post_init__(self) -> None:
        self.rest = _OPENING.sub("", self.text).strip()
        self.marked: Marked = (
            self.alone if self.alone.text == self.rest else mark(self.rest, name_index(self.book.register), self.today)
        )
        self.reader = Reader(self.marked, self.book, self.today)

    def read(self, alone: Parsed) -> Query | None:
        ways: tuple[Callable[[], Query | None], ...] = (
            self._source,
            self._neighbour,
            self._following_event,
            self._another_time,
            self._another_change,
            self._another_subject,
            self._among_those,
            self._one_of_those,
            self._first_or_last,
            self._about_the_same,
            self._with_names_filled_in,
        )
        for way in ways:
            if (query := way()) is not None:
                return query
        return alone.query if isinstance(alone, Understood) and alone.row != "by_words" else None

    # --- ways of leaning ---------------------------------------------------------------------------------------

    def _source(self) -> Query | None:
        """`source?`: the same answer again, which ends with its sources."""
        return (
            self.before
            if self._says("source who say speak what be list that it") and self.reader.has("source")
            else None
        )

    def _neighbour(self) -> Query | None:
        """`who was before him?`"""
        if (
            not self.reader.has("before", "after")
            or self.reader.organizations
            or self.reader.people
            or self.marked.times
            or not self.reader.has("who", "him", "it", "them", "that")
        ):
            return None
        term = self._last_term()
        if term is None or self.reader.has("member", "join", "leave"):
            return None
        return Succession(
            organization=term.organization or None,
            posts=(term.post,),
            holder=term.holder,
            direction="before" if self.reader.has("before") else "after",
            on=self._when_of(term),
        )

    def _following_event(self) -> Query | None:
        """`and the one after that?` of a summit or an exercise; `and those after that, up to 2020?` of a list."""
        r, event = self.reader, self._last_event()
        if event is None or not isinstance(self.before, Events) or not r.has("before", "after") or r.organizations:
            return None
        if not self._says("and what where when who be it them that before after next"):
            return None
        kinds = tuple(word for word in self.before.words if word in ("summit", "exercis"))
        on, listed = self.before.on, self.before.asks == "list"
        if listed and on is not None and on.last is not None and r.has("after") and self.marked.when is not None:
            return self.before.model_copy(update={"on": When.between(PartialDate.of(on.last + ONE_DAY), self._until())})
        if listed or not kinds or self.marked.times:
            return None
        after = r.has("after")
        return Events(
            organizations=self.before.organizations,
            words=kinds,
            extreme="first" if after else "last",
            on=When.between(event.last_day.following(), None)
            if after
            else When.between(None, PartialDate.of(event.first_day.earliest - ONE_DAY)),
        )

    def _until(self) -> PartialDate | None:
        last = self.marked.when.last if self.marked.when is not None else None
        return PartialDate.of(last) if last is not None else None

    def _another_change(self) -> Query | None:
        """`and when did it leave?` after when it joined; `and the second time?`, `why?`"""
        if not isinstance(self.before, MembershipDates) or not self.before.parties or self.marked.names:
            return None
        if self.reader.has("nth", "why") and self._says("and nth why do it that be"):
            return self.before.model_copy(update={"extreme": None, "on": None})
        if self.reader.has("join", "leave") and self._says("and when do it them have join leave be that ever not"):
            asked = {"change": self.reader.change, "whether": self.reader.whether, "extreme": None, "on": None}
            return self.before.model_copy(update=asked)
        if self._says("and what be it before that") and self.reader.has("before") and self.turn.since:
            day = PartialDate.parse(self.turn.since).earliest - ONE_DAY
            return MembershipStatus(
                organization=self.before.organization, party=self.before.parties[0], on=When.on(PartialDate.of(day))
            )
        return None

    def _another_time(self) -> Query | None:
        """`and in 2010?`, `and 20 years later?`, `and on the 19th?`"""
        when = self._shifted_time()
        if when is None or "on" not in type(self.before).model_fields:
            return None
        if when is self.marked.when and not self._says("be do have then what who it that list how same"):
            return None
        return self.before.model_copy(update={"on": when})

    def _shifted_time(self) -> When | None:
        if (shift := _SHIFT.search(self.rest)) is not None and not self.reader.organizations:
            return self._shifted(shift)
        if (day := _DAY_ONLY.search(self.rest)) is not None:
            return self._day_of_same_month(int(day["day"]))
        return self.marked.when

    def _shifted(self, shift: re.Match[str]) -> When | None:
        base = self._time_before()
        if base is None:
            return None
        if shift["count"]:
            count = _NUMBERS.get(shift["count"].casefold()) or int(shift["count"])
            years = -count if shift["way"].casefold() in ("earlier", "before") else count
        else:
            years = -1 if (shift["side"] or shift["next"] or "").casefold() in ("before", "previous") else 1
        return When.on(PartialDate(base.year + years))

    def _day_of_same_month(self, day: int) -> When | None:
        base = self._time_before()
        try:
            return When.on(PartialDate(base.year, base.month, day)) if base else None
        except ValueError:
            return None

    def _time_before(self) -> date | None:
        on: When | None = getattr(self.before, "on", None)
        return self.today if on is None else on.first or on.last

    def _another_subject(self) -> Query | None:
        """`what about the SCO?`, `and Armenia?`: the same question of another organization, country or person."""
        r = self.reader
        if not self._says(
            "ORG COUNTRY PERSON POST about be do head chair observer partner member not then have that it them and also"
        ):
            return None
        update: dict[str, object] = {}
        fields = type(self.before).model_fields
        if r.organization is not None:
            if isinstance(self.before, Events | Comparison | Timeline):
                update["organizations"] = (r.organization.id,)
            elif "organization" in fields:
                update["organization"] = r.organization.id
        if len(r.organizations) > 1 and isinstance(self.before, Comparison | Timeline):
            update["organizations"] = tuple(dict.fromkeys(o.id for o in r.organizations))
        if r.grouped and not isinstance(self.before, MembershipDates | MembershipStatuses):
            return self._several_parties()
        if r.countries or r.people:
            update |= self._other_party((*r.countries, *r.people))
        if r.posts and isinstance(self.before, OfficeHolders):
            update["posts"] = r.posts[0].subjects
        if r.roles and isinstance(self.before, Members | MembershipStatus):
            update["roles"] = r.roles
        if not update:
            return None
        if isinstance(self.before, PostsOf | Succession) and r.organization is not None and not r.people:
            post = r.organization.head_post
            on = self.marked.when or When.now(self.today)
            return OfficeHolders(organization=r.organization.id, posts=(post,), on=on) if post else None
        if isinstance(self.before, OfficeHolders) and r.organization is not None:
            update |= self._same_office(self.before.organization, self.before.posts, r.organization)
        if isinstance(self.before, Timeline) and r.organization is not None:
            update |= self._same_office(self.before.organizations[0], self.before.posts, r.organization)
        if self.marked.when and "on" in fields:
            update["on"] = self.marked.when
        return self.before.model_copy(update=update)

    def _several_parties(self) -> Query | None:
        """`and the Baltic states?` after whether, or when, one country belonged."""
        match self.before:
            case MembershipStatus(organization=organization, roles=roles, on=on):
                return MembershipStatuses(
                    organization=organization, parties=self.reader.countries, roles=roles, on=self.marked.when or on
                )
        return None

    def _other_party(self, parties: tuple[str, ...]) -> dict[str, object]:
        match self.before:
            case MembershipStatus() | MembershipsOf():
                return {"party": parties[0]}
            case MembershipDates() | MembershipStatuses() | Events():
                return {"parties": parties}
            case PostsOf() if self.reader.people:
                return {"person": parties[0]}
            case OfficeHolders(whether=str()):
                return {"whether": parties[0]}
            case OfficeHolders() if self.reader.countries:
                return {"organization": parties[0]}
        return {}

    def _same_office(self, before: str, posts: tuple[str, ...], now: Organization) -> dict[str, object]:
        """The head of one organization becomes the head of the other, whatever the post is called there."""
        was = self.book.register.organizations.get(before)
        if was is not None and posts == (was.head_post,) and now.head_post:
            return {"posts": (now.head_post,)}
        return {}

    def _among_those(self) -> Query | None:
        """`which of those are also in the SCO?`, `which of them joined after 2015?`"""
        r = self.reader
        organization = getattr(self.before, "organization", None)
        if not r.has("them") or not isinstance(self.before, Members | MembershipDates) or organization is None:
            return None
        if r.organization is not None and not r.has("join", "leave"):
            how = Compared.ONLY_FIRST if r.has("not", "outside", "but") else Compared.BOTH
            then = self.before.on if isinstance(self.before, Members) and not _NOW.search(self.rest) else None
            on = self.marked.when or then or When.now(self.today)
            those = tuple(p for p in self.turn.listed if p in self.book.register.countries)
            return Comparison(organizations=(organization, r.organization.id), how=how, among=those, on=on)
        if r.has("join", "leave"):
            extreme = "first" if r.has("first") else "last" if r.has("last", "new") else None
            return MembershipDates(organization=organization, change=r.change, on=self.marked.when, extreme=extreme)
        return None

    def _one_of_those(self) -> Query | None:
        """`is Uzbekistan one of them?`"""
        r = self.reader
        if not (r.has("them") and r.whether) or len(r.countries) != 1 or r.organizations:
            return None
        match self.before:
            case Members(organization=organization, roles=roles, on=on):
                return MembershipStatus(organization=organization, party=r.countries[0], roles=roles, on=on)
            case Comparison():
                return self.before.model_copy(update={"among": r.countries, "whether": "any"})
        return None

    def _first_or_last(self) -> Query | None:
        """`no, I mean the first time`"""
        r = self.reader
        if isinstance(self.before, MembershipDates) and self._says("first last that be when"):
            extreme = "first" if r.has("first") else "last" if r.has("last") else None
            return self.before.model_copy(update={"extreme": extreme, "on": None}) if extreme else None
        return None

    def _about_the_same(self) -> Query | None:
        """`since when?`, `where?`, `how many?`, `who?` of what was just answered."""
        r = self.reader
        if r.organizations or r.countries or r.people or r.posts:
            return None
        event = self._last_event()
        if isinstance(self.before, About) and (members := self._members_of(self.before)):
            return members
        if isinstance(self.before, About) and self._says("where when who what be place country it that"):
            return self.before
        if r.has("where", "country") and r.has("him") and (person := self._last_person()):
            return PostsOf(person=person)
        if self._says("count number member country be there that them do have it") and r.has("count", "number"):
            return self.before
        if event is not None:
            return self._of_event(event)
        if self._says("since when until be do him it them start end take that long how join become have") and r.has(
            "when", "since", "how long", "long"
        ):
            return self._since_when()
        return None

    def _members_of(self, about: About) -> Query | None:
        """`who is in it?` of an organization; `by whom?` after when it was founded."""
        if not self.reader.has("who", "country") or not self._says("who what country be do it that and"):
            return None
        founding = Attribute.FOUNDED in about.attributes
        if not founding and not _IN_IT.search(self.rest):
            return None
        return Members(organization=about.organization, founding=founding, on=When.now(self.today))

    def _other_part(self) -> Query | None:
        """`and who did?` after who did not."""
        if not isinstance(self.before, Events) or not self.before.parts:
            return None
        other = _OPPOSITE.get(self.before.parts[0])
        return self.before.model_copy(update={"parts": (other,), "asks": "who"}) if other else None

    def _since_when(self) -> Query | None:
        match self.before:
            case MembershipStatus(organization=organization, party=party):
                return MembershipDates(
                    organization=organization,
                    parties=(party,),
                    change=Change.LEFT if self.reader.has("leave") else Change.JOINED,
                )
            case OfficeHolders() | Succession():
                term = self._last_term()
                return (
                    PostsOf(person=term.holder, organization=term.organization or None)
                    if term and term.holder in self.book.register.people
                    else self.before
                )
        return self.before

    def _of_event(self, event: Event) -> Query | None:
        """The same event, asked something else of; or another one about the same, if the words find one."""
        words = search_words(self.reader)
        if not words and self._says("who what country do be and that") and self.marked.shape:
            return self._other_part() or (self.before if self.reader.has("what") else None)
        if not isinstance(self.before, Events) or (self.marked.shape == "" and not words):
            return None
        later = self.reader.has("then", "after") or "later" in self.rest
        return Events(
            organizations=event.organizations or (event.organization,),
            parties=self.before.parties,
            words=tuple(dict.fromkeys((*words, *self.before.words))),
            asks="whether"
            if self.reader.whether
            else "where"
            if self.reader.has("where")
            else "when"
            if self.reader.has("when")
            else "who"
            if self.reader.has("who")
            else "one",
            on=When.between(event.last_day.following(), None) if later else When.on(event.first_day),
        )

    def _with_names_filled_in(self) -> Query | None:
        """Pronouns and what is missing are filled in from the question before, and the whole is read anew."""
        for filled in self._filled_in():
            parsed = parse(filled, self.book, self.today)
            if not isinstance(parsed, Understood) or parsed.row in ("by_words", "help"):
                continue
            if parsed.row != "about" or parsed.marked.has("become"):
                return parsed.query
        return None

    def _filled_in(self) -> list[str]:
        label = self.book.register.label
        organization = getattr(self.before, "organization", None) or next(
            iter(getattr(self.before, "organizations", ())), None
        )
        parties = getattr(self.before, "parties", ()) or ((self.before.party,) if hasattr(self.before, "party") else ())
        person = self._last_person()
        when = self._anchor_time()
        fillers = [label(p) for p in parties if p in self.book.register.countries][:1]
        place = label(organization) if organization else ""
        texts = []
        for subject in (*fillers, person and label(person), place):
            if subject:
                replaced = _PRONOUN.sub(subject, self.rest, count=1)
                texts += [replaced, f"{replaced} {place}" if place and place not in replaced else replaced]
        plain = [f"{self.rest} {place}", f"{place} {self.rest}"]
        if person and self.reader.has("him"):
            texts = [text for text in texts if label(person) in text]
            plain = []
        texts = [*texts, *plain] if _PRONOUN.search(_THEN.sub("", self.rest)) else [*plain, *texts]
        return [f"{_THEN.sub('', text).rstrip(' ?')}{when}" for text in dict.fromkeys(texts)]

    def _anchor_time(self) -> str:
        """`how many did it have after that?`: the time that the answer before gave."""
        if self.marked.times or not _THEN.search(self.rest):
            return ""
        date = (
            self.turn.until
            if isinstance(self.before, MembershipDates) and self.before.change is Change.LEFT
            else self.turn.since
        )
        if isinstance(self.before, MembershipDates | Events) and date:
            return f" on {PartialDate.parse(date).latest.isoformat()}"
        on: When | None = getattr(self.before, "on", None)
        if on is None or on.last is None:
            return ""
        return f" on {on.last.isoformat()}" if "/" in on.written else f" on {on.written}"

    # --- what the turn before was about ----------------------------------------------------------------------------

    def _says(self, allowed: str) -> bool:
        """Whether the follow-up says nothing but these words, given with spaces between."""
        return set(self.marked.shape.split()) <= set(allowed.split())

    def _facts(self) -> list[object]:
        return [self.book.facts[id] for id in self.turn.facts if id in self.book.facts]

    def _last_term(self) -> Term | None:
        terms = [fact for fact in self._facts() if isinstance(fact, Term)]
        return terms[-1] if terms else None

    def _last_event(self) -> Event | None:
        events = [fact for fact in self._facts() if isinstance(fact, Event)]
        return events[0] if events and isinstance(self.before, Events) else None

    def _last_person(self) -> str | None:
        if isinstance(self.before, PostsOf):
            return self.before.person
        term = self._last_term()
        return term.holder if term else None

    def _when_of(self, term: Term) -> When | None:
        since = term.period.since
        return When.on(since) if isinstance(since, PartialDate) else None
