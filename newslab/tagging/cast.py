"""Who is in an article, and who has spoken so far: what resolving a source starts from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from newslab.frames import JOINT
from newslab.tagging.descriptions import appositions, introduces, is_plural, person_noun, whole_phrase
from newslab.tagging.groups import Groups, group_keys, is_acronym, state_of
from newslab.tagging.names import (
    allegiances,
    contradicts,
    known_as,
    narrower_roles,
    nations,
    normal,
    only_lesser,
    peoples,
    role_noun,
    roles,
    seats,
    surname,
    word_set,
)
from newslab.tagging.people import Person, find_people
from newslab.tagging.reading import Found, Reading
from newslab.tagging.story import OWNING, SUBJECTS, Story
from newslab.tagging.texts import Texts

if TYPE_CHECKING:
    from spacy.tokens import Token

# What politicians have, and hardly anybody else.
_STANDS = re.compile(
    r"\b([A-Z][\w-]+),? \(?[RDI]-[A-Z]\w+"
    r"|\b([A-Z][\w-]+)(?:[’']s?)? (?:(?:presidential|election|re-election|Senate|gubernatorial) )?"
    r"(?:campaign|candidacy|presidency|administration|supporters|voters|delegates|rally|rallies|camp|nomination)\b"
)


# What a story calls those who made a study, in turn.
SCIENTISTS = frozenset({"researchers", "scientists", "authors", "investigators", "academics"})
_STANDING = frozenset({"candidate", "nominee", "frontrunner", "front-runner", "contender", "hopeful"})
# So many speakers back somebody is still in mind.
_RECENT = 100
# Nouns for people that no list has: "shrimper", "retiree".
_PERSONS = re.compile(r"(?:er|or|ist|ian|man|woman|ee|eer)$")
# What the name finder takes for an organisation, and is a text.
_POLL = re.compile(r"\b[Pp]olls?$")
# Where an institute is: "the Moll Center for Public Opinion at Norvane University in Skerrin".
_WHERE = re.compile(r"(?<=\w\w\w\w) at (?:the )?(?:[A-Z][\w.]+ )*(?:University|College|School)\b.*")
_TEN = frozenset({"no 10", "no. 10", "number 10", "number ten", "10 downing street"})
_NUMBERS = frozenset({"two", "three", "four", "five", "six"})
_EUROPE = re.compile(r"\bEU\b|\bE\.U\.|\bEuropean (?:Union|Commission|Council|Parliament)\b")
_FORMER = frozenset({"former", "then", "current", "veteran", "late"})


@dataclass
class Speaker:
    """One speaker of an article.

    `kind` is the identification: named_person, named_group, unnamed, document or none;
    `phrases` are the descriptions by which the article names it, `aliases` its source mentions;
    `person` says of the unnamed whether it is a single person, `place` of a group whether it is a
    city or country; `stands` are words that tell that a person stands for office ("Ruiz campaign");
    `family` the same words, said of somebody else of that surname;
    `linked_by` is the user's alias that named it, `since` the token that brings it in,
    `cues` the words of its cues.
    """

    name: str
    kind: str
    phrases: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    gender: str = ""
    plural: bool = False
    person: bool = False
    place: bool = False
    stands: str = ""
    linked_by: str = ""
    since: int = 0
    family: str = ""
    cues: list[str] = field(default_factory=list)


@dataclass
class Resolved:
    """The speakers of one attribution, and what spoke for each."""

    speakers: list[Speaker]
    reason: str

    @property
    def named(self) -> list[Speaker]:
        """The speakers that have a name or description."""
        return [s for s in self.speakers if s.name]

    @property
    def name(self) -> str:
        """The speakers' names as the tables hold them."""
        return JOINT.join(s.name for s in self.named)


class Cast:
    """The people, groups and texts of an article, and its speakers in the order in which they spoke."""

    def __init__(self, reading: Reading, found: Sequence[Found], heading: int = 0) -> None:
        self.reading, self.heading = reading, heading
        heads = {f.head for f in found if f.head is not None}
        span_of = reading.doc.char_span
        cues = {t.i for f in found for s, e in f.cue for t in span_of(s, e, alignment_mode="expand")}
        words = (span_of(s, e, alignment_mode="contract") for f in found for s, e in f.source)
        sources = [(own.start, own.end) for own in words if own is not None and len(own) > 3]
        self.people, self.by_token = find_people(reading, heads - cues, cues, sources)
        self.surnames = _only_surnames(self.people)
        self.by_role: dict[str, list[Person]] = {}
        self.main: dict[str, Person] = {}
        for person in sorted(self.people, key=lambda p: -len(p.mentions)):
            self.main.setdefault(surname(person.name), person)
        for person in self.people:
            for noun in person.heads:
                self.by_role.setdefault(noun, []).append(person)
        self.persons: dict[int, Speaker] = {}
        self.standing = {m[1] or m[2]: m[0] for m in _STANDS.finditer(reading.text)}
        self.others: list[Speaker] = []
        self.named: dict[tuple[str, str], Speaker] = {}
        self.groups = Groups(reading, set(self.by_token))
        self.texts = Texts(self)
        self.story = Story(reading, self.people, self.speaker_of)
        self._describe_people()
        self.introduced: list[Speaker] = []
        for token in reading.doc:
            if token.i not in self.by_token and introduces(token) and reading.quote_of[token.i] < 0:
                self._introduce(token)
        # Where the article brings in what it may call by fewer words later, by the noun.
        self.new: dict[str, list[int]] = {}
        for token in reading.doc:
            if reading.quote_of[token.i] < 0 and token.pos_ in {"NOUN", "PROPN"} and _is_new(token):
                self.new.setdefault(token.lemma_, []).append(token.i)
        # The lines with words below the headline, in order: the lead's first.
        self.below = [n for n in dict.fromkeys(reading.line_of) if n >= 0 and reading.lines[n][0] >= heading]
        self.voices = self._voices(found)
        self.campaigns = self._campaigns()
        self.answers: list[tuple[Found, list[Speaker]]] = []
        self.spoken: list[tuple[int, list[Speaker]]] = []

    def _describe_people(self) -> None:
        """Let the story know of the one whom "the judge" means where he or she is no source."""
        for token in self.reading.doc:
            if token.pos_ != "NOUN" or token.dep_ not in SUBJECTS or self.reading.quote_of[token.i] >= 0:
                continue
            people = self.by_role.get(token.lemma_.casefold(), [])
            known = len(people) == 1 and min(people[0].mentions).start < token.i
            the = known and any(c.lower_ == "the" for c in token.children if c.i < token.i)
            if the and not is_plural(token):
                self.story.described(token, self.speaker_of(people[0]))

    def _campaigns(self) -> list[tuple[int, str]]:
        """Where the article names a campaign by its candidate, and the candidate's surname."""
        owned = (
            (token.i, next((c for c in token.children if c.i in self.by_token and c.dep_ in OWNING), None))
            for token in self.reading.doc
            if token.lower_ == "campaign"
        )
        return [(i, surname(self.by_token[owner.i].name)) for i, owner in owned if owner is not None]

    def _introduce(self, token: Token) -> None:
        """Note somebody whom the article brings in without a name: "he met a man at the gate"."""
        phrase = whole_phrase(self.reading, token)
        if phrase:
            gender = (roles().get(token.lemma_.casefold()) or {}).get("gender", "")
            speaker = Speaker(phrase, "unnamed", [phrase], gender=gender, person=True, since=token.i)
            self.introduced.append(speaker)
            self.story.described(token, speaker)

    def speaker_of(self, person: Person) -> Speaker:
        """The speaker that a person is."""
        if id(person) not in self.persons:
            last = surname(person.name)
            told = self.standing.get(last, "")
            stands, family = (told, "") if self.main[last] is person else ("", told)
            self.persons[id(person)] = Speaker(
                person.name,
                "named_person",
                list(person.phrases),
                [],
                person.gender,
                stands=stands,
                family=family,
            )
        return self.persons[id(person)]

    def _voices(self, found: Sequence[Found]) -> list[Person]:
        """The people whom sources name outside other people's words, in order."""
        heads = sorted(f.head for f in found if f.head in self.by_token and f.within is None)
        return list({id(p): p for p in (self.by_token[i] for i in heads)}.values())

    def with_role(self, noun: str, phrase: str) -> list[Speaker]:
        """The people whom a definite description may fit, by what is said of them beside their names.

        Every word of the description was said of them; if of nobody, those who alone have the role.

        Parameters
        ----------
        noun : str
            The description's head, folded: "minister".
        phrase : str
            The description without its article.
        """
        return [self.speaker_of(p) for p in self.role_fits(noun, phrase)]

    def role_fits(self, noun: str, phrase: str) -> list[Person]:
        """The people of `with_role`; of two roles in one, "the mayor and candidate", the first tells."""
        phrase = phrase.partition(" and ")[0]
        if nation := allegiances({noun}):
            rest = word_set(phrase) - {noun}
            told = [p for p in self.people if allegiances(p.words) & nation and rest <= p.words]
            return [p for p in told if not contradicts(phrase, _famous_for(p))]
        if noun not in roles() and not _PERSONS.search(noun):
            return []
        noun = role_noun(noun)
        words = whole = {role_noun(w) for w in word_set(phrase)}
        people = self.by_role.get(noun, [])
        if not people:
            narrower = narrower_roles(noun)
            people, words = [p for p in self.people if narrower & set(p.heads)], words - {noun}
        people = [p for p in people if not only_lesser(p.phrases, noun, whole)]
        fits = [p for p in people if words <= p.words | _FORMER]
        if len(whole) > 1 and not any(words <= p.words for p in fits):
            fits = [p for p in self.people if is_known_as(p.name, noun, whole)] or fits
        if not fits and noun in _STANDING:
            stand = (p for p in self.people if self.speaker_of(p).stands)
            told = [p for p in stand if not contradicts(phrase, p.words)]
            fits = [p for p in told if not contradicts(phrase, _famous_for(p))]
        if not fits and len(people) == 1:
            fits = [p for p in people if len(words) < 2 or not contradicts(phrase, p.words)]
        if not fits:
            famous = [p for p in self.people if is_known_as(p.name, noun, whole)]
            fits = famous if len(famous) == 1 else []
        return fits

    def known(self, name: str, head: Token, kind: str) -> Speaker:
        """The group or document of that name: the same words, its acronym, or its short form."""
        if is_acronym(name):
            name = self.groups.expanded(name)
        if _POLL.search(name):
            kind = "document"
        own, sought = group_keys(name)
        speaker = next((self.named[kind, key] for key in sought if (kind, key) in self.named), None)
        if speaker is None:
            place = head.ent_type_ == "GPE" and " " not in name
            speaker = self.remember(Speaker(name, kind, [name], plural=is_plural(head), place=place))
        elif len(name) > len(speaker.name) and not is_acronym(name):
            speaker.name = name
        for key in own:
            self.named.setdefault((kind, key), speaker)
        if kind == "named_group":
            speaker.phrases += [p for p in appositions(head) if p not in speaker.phrases]
        return speaker

    def unnamed(self, head: Token, phrase: str) -> Speaker:
        """The speaker of that description, new or heard before."""
        key = ("unnamed", normal(self.groups.expand_within(phrase)))
        if key not in self.named:
            row = roles().get(head.lemma_.casefold()) or {}
            plural = is_plural(head) or head.lower_ in _NUMBERS
            at = bisect_left(self.introduced, head.i, key=lambda s: s.since)
            new = (s for s in self.introduced[at : at + 1] if s.since == head.i and s.name == phrase)
            self.named[key] = self.remember(next(new, None) or Speaker(
                phrase, "unnamed", [phrase], gender=row.get("gender", ""), plural=plural,
                person=person_noun(head) and not plural, since=head.i,
            ))  # fmt: skip
        return self.named[key]

    def remember(self, speaker: Speaker) -> Speaker:
        """Keep a speaker that is no named person."""
        self.others.append(speaker)
        return speaker

    def _group_name(self, head: Token, phrase: str) -> str:
        """The whole name of an organisation; of a headline, where all words have capitals, the source's."""
        name = self.groups.named_at(head)
        more = name.startswith(f"{phrase} ") and not self.reading.in_sentence(head.i)
        proper = all(w == "and" or (w.isalpha() and w[0].isupper()) for w in phrase.split())
        longer = proper and phrase.endswith(f" {name}")
        return _WHERE.sub("", name if name and not (more or longer) else phrase)

    def group(self, head: Token, phrase: str) -> Speaker:
        """The organisation or state that a word and its description name."""
        own = phrase if normal(phrase) in nations() or normal(phrase) in seats() else state_of(phrase)
        if normal(phrase) in _TEN and "Downing Street" in self.reading.text:
            own = "Downing Street"
        if own == "Belgium" and phrase == "Brussels" and _EUROPE.search(self.reading.text):
            own = "EU"
        if own.upper() == own and (names := nations().get(normal(own))) and names[0] in self.reading.text:
            own = names[0]  # "the U.S." where the article writes it out
        own = own or (peoples().get(normal(phrase), "") if is_plural(head) else "")
        name = own or self.groups.in_full(self._group_name(head, phrase))
        return self.known(name, head, "named_group")

    def spoke(self, head: Token, speakers: list[Speaker], mention: str, *, inner: bool) -> None:
        """Remember who has spoken, by which words, and whether within another's content."""
        for speaker in speakers:
            if len(speakers) == 1 and mention not in speaker.aliases:
                speaker.aliases.append(mention)
            self.story.spoke(head, speaker, inner=inner)
        if speakers:
            self.spoken.append((head.i, speakers))

    def in_mind(self, here: int) -> list[Speaker]:
        """The unnamed of whom the article has told before a token, the latest first."""
        upto = bisect_left(self.introduced, here, key=lambda s: s.since)
        spoken = [s for s in self.others[-_RECENT:] if s.kind == "unnamed" and s.since < here]
        return sorted([*self.introduced[max(0, upto - _RECENT) : upto], *spoken], key=lambda s: -s.since)

    @cached_property
    def team(self) -> tuple[Token, str] | None:
        """The first researchers of whom the article says more, and their description."""
        for token in self.reading.doc:
            if token.lower_ not in SCIENTISTS or self.reading.quote_of[token.i] >= 0 or token.dep_ == "conj":
                continue
            of = token.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
            whole = of.head if of.head.lower_ in {"team", "group"} else token
            if any((c.dep_ == "prep" and c.i > token.i) or c.pos_ == "PROPN" for c in token.children):
                return whole, whole_phrase(self.reading, whole)
        return None

    def brought_in(self, head: Token) -> tuple[Token, str] | None:
        """The last noun like a word's that brought something in before it, and its description."""
        before = self.new.get(head.lemma_, [])
        upto = bisect_left(before, head.i)
        if not upto:
            return None
        token = head.doc[before[upto - 1]]
        return token, whole_phrase(self.reading, token)

    def last_group(self, here: int) -> Speaker | None:
        """The organisation that spoke last before a token, which "its" means."""
        return next(reversed(self.heard(here, "named_group")), None)

    def heard(self, here: int, *kinds: str) -> list[Speaker]:
        """The last who spoke alone before a token, of these kinds, in order."""
        return [
            some[0]
            for i, some in self.spoken[-_RECENT:]
            if i < here and len(some) == 1 and some[0].kind in kinds
        ]


def _famous_for(person: Person) -> set[str]:
    """The words by which readers know a public figure."""
    return word_set(" ".join(known_as(person.name)))


def is_known_as(name: str, noun: str, words: set[str]) -> bool:
    """Whether readers know somebody by all words of a description: "the Florida senator"."""
    known = (word_set(phrase) for phrase in known_as(name))
    return any(noun in own and words <= own | _FORMER for own in known)


def _is_new(token: Token) -> bool:
    """Whether a noun brings something in: "a designer", "another firm"."""
    article = any(c.lower_ in {"a", "an", "another"} and c.i < token.i for c in token.children)
    return article and not is_plural(token) and not any(c.like_num for c in token.children)


def _only_surnames(people: Sequence[Person]) -> dict[str, Person]:
    """The surnames that one person alone has, among those named in full."""
    full = [p for p in people if " " in p.name]
    count = Counter(surname(p.name) for p in full)
    return {surname(p.name): p for p in full if count[surname(p.name)] == 1}
