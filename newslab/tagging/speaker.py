"""Who a source is: from "he", "the minister" or "Mr. Lavrov" to one speaker within the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newslab.frames import JOINT
from newslab.tagging.descriptions import (
    PARTISANS,
    is_definite,
    is_plural,
    is_pointed,
    person_noun,
    phrase_of,
    same_description,
)
from newslab.tagging.documents import document_name, is_document, kind_of_text, named_texts
from newslab.tagging.groups import (
    Groups,
    expand_within,
    expanded,
    is_acronym,
    same_group,
    state_of,
)
from newslab.tagging.names import (
    contradicts,
    governments,
    head_nouns,
    nations,
    normal,
    organisation_in,
    roles,
    surname,
    word_set,
)
from newslab.tagging.people import Person, find_people, people_with_role
from newslab.tagging.reading import Found, Reading, Span
from newslab.tagging.story import HE, Story

if TYPE_CHECKING:
    from spacy.tokens import Token

_THEY = frozenset({"they", "them", "their", "both", "themselves"})
_SOME = frozenset({"all", "others", "some", "many", "most", "those", "these", "few", "several"})
_IT = frozenset({"it", "its", "itself"})
_WE = frozenset({"i", "we", "me", "us", "you", "my", "our"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_OWNERS = frozenset({*HE, "whose"})
_SELVES = frozenset({"himself", "herself", "themselves", "itself"})
_OFFICES = frozenset(
    {"office", "campaign", "team", "administration", "government", "party", "lawyers", "staff", "camp"}
)
# Who is quoted without a name more often than with one.
_ANONYMOUS = frozenset(
    [
        "official",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "source",
        "aide",
        "adviser",
        "advisor",
        "lawyer",
        "officer",
        "staffer",
        "person",
        "member",
        "partner",
        "man",
        "woman",
        "insider",
        "operative",
        "strategist",
        "resident",
        "witness",
    ]
)
_BANDS = frozenset({"group", "band", "team", "coalition", "gang", "crowd"})
_CROWDS = frozenset(
    [
        "crowd",
        "audience",
        "electorate",
        "public",
        "party",
        "team",
        "jury",
        "panel",
        "force",
        "community",
        "family",
        "couple",
    ]
)
_NOBODY = frozenset(
    {"nobody", "none", "everyone", "everybody", "someone", "somebody", "anyone", "noone", "neither"}
)
# A share of people: "54 percent", "one in four", "a third".
_SHARE = re.compile(
    r"(?:[\w.,-]+ ){0,3}?(?:per ?cent|half|majority|\w+[- ]thirds?|third|quarters?|\w+ in \w+|\d+(?:\.\d+)?%)"
    r"(?= of |$)",
    re.IGNORECASE,
)
# Points by which the likeliest person must be meant before a description that fits nobody is theirs.
_LIKELY = 0.5
# What politicians have, and hardly anybody else.
_STANDS = re.compile(
    r"\b([A-Z][\w-]+),? \(?[RDI]-[A-Z]\w+"
    r"|\b([A-Z][\w-]+)(?:[’']s?)? (?:(?:presidential|election|re-election|Senate|gubernatorial) )?"
    r"(?:campaign|candidacy|presidency|administration|supporters|voters|delegates|rally|rallies|camp|nomination)\b"
)
_MAIN = 2.0


@dataclass
class Speaker:
    """One speaker of an article.

    `kind` is the identification: named_person, named_group, unnamed, document or none;
    `phrases` are the descriptions by which the article names it, `aliases` its source mentions;
    `person` says of the unnamed whether it is a single person, `place` of a group whether it is a
    city or country; `stands` are words that tell that a person stands for office ("Ruiz campaign");
    `linked_by` is the user's alias that named it.
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


_Found = tuple[list[Speaker], str]


class Resolver:
    """Resolves an article's sources in reading order, remembering who has spoken."""

    def __init__(self, reading: Reading, found: Sequence[Found], writer: str = "") -> None:
        self.reading = reading
        self.writer = Speaker(writer, "named_person") if writer else None
        heads = {f.head for f in found if f.head is not None}
        cues = {
            t.i for f in found for s, e in f.cue for t in reading.doc.char_span(s, e, alignment_mode="expand")
        }
        self.people, self.by_token = find_people(reading, heads - cues, cues)
        self.surnames = _only_surnames(self.people)
        self.persons: dict[int, Speaker] = {}
        self.standing = {m[1] or m[2]: m[0] for m in _STANDS.finditer(reading.text)}
        self.others: list[Speaker] = []
        self.groups = Groups(reading, set(self.by_token))
        self.texts = named_texts(reading)
        self.story = Story(reading, self.people, self._speaker_of)
        self.spoken: list[tuple[int, list[Speaker]]] = []
        self.several: list[tuple[int, list[Speaker]]] = []
        self.shared = ""

    def resolve(self, found: Found) -> Resolved:
        """The speakers of one attribution."""
        if found.head is None or not found.source:
            return Resolved([], "no source is named")
        head, span = self._meant(self.reading.doc[found.head], found.source[0])
        resolved = [self._one(part, found, span) for part in self._conjuncts(head, span)]
        speakers = list({id(s): s for some, _ in resolved for s in some}.values())
        mention = self.reading.text[found.source[0][0] : found.source[0][1]]
        for speaker in speakers:
            if len(speakers) == 1 and mention not in speaker.aliases:
                speaker.aliases.append(mention)
            self.story.spoke(head, speaker)
        if speakers:
            self.spoken.append((head.i, speakers))
            if is_plural(head) or len(speakers) > 1 or speakers[0].plural:
                self.several.append((head.i, speakers))
        return Resolved(speakers, "; ".join(dict.fromkeys(reason for _, reason in resolved)))

    def _meant(self, head: Token, span: Span) -> tuple[Token, Span]:
        """The word that "who" or "himself" stands for, with the words around it."""
        doc = self.reading.doc
        if head.lower_ in _SELVES:
            before = [t for t in doc[max(0, head.i - 2) : head.i] if t.pos_ in {"PROPN", "NOUN"}]
            return (before[-1], span) if before and before[-1].idx >= span[0] else (head, span)
        if head.lower_ in _RELATIVE:
            clause = next((t for t in (head, *head.ancestors) if t.dep_ == "relcl"), None)
            head = clause.head if clause is not None else head
        if head.pos_ in {"VERB", "ADV", "ADJ"}:
            names = [t for t in doc[head.left_edge.i : head.i] if t.idx >= span[0] and t.i in self.by_token]
            head = names[-1] if names else head
        if not span[0] <= head.idx < span[1]:
            low, high = head.left_edge, head.right_edge
            span = (low.idx, min(high.idx + len(high), max(span[0], head.idx + len(head))))
        return head, span

    def _conjuncts(self, head: Token, span: Span) -> list[Token]:
        """The heads of a joint source: "Both Russia and North Korea"."""
        tokens = [head, *head.conjuncts]
        inside = sorted((t for t in tokens if span[0] <= t.idx < span[1]), key=lambda t: t.i)
        same = [t for t in inside if t.pos_ in {"NOUN", "PROPN", "PRON"} and not _after_ampersand(t)]
        same = [t for t in same if t == same[0] or not _second_role(same[0], t)]
        persons = {id(self.by_token[t.i]) for t in same if t.i in self.by_token}
        if len(same) > 1 and len(persons) + sum(t.i not in self.by_token for t in same) > 1:
            return same
        return self._named_among(head, span) or [head]

    def _named_among(self, head: Token, span: Span) -> list[Token]:
        """Those named for several: "the rivals, Ana Ruiz and Tom Dunn", "critics like Ana Ruiz"."""
        if not is_plural(head) or head.i in self.by_token:
            return []
        named = [t for c in head.children if c.dep_ == "appos" for t in (c, *c.conjuncts)]
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in {"like", "including"}:
                named += [t for c in child.children if c.dep_ == "pobj" for t in (c, *c.conjuncts)]
        named = [t for t in named if t.idx < span[1]]
        known = all(t.i in self.by_token or t.ent_type_ == "ORG" for t in named)
        return sorted(named, key=lambda t: t.i) if named and known else []

    def _one(self, head: Token, found: Found, span: Span) -> _Found:
        word = head.lower_
        alone = self.reading.text[span[0] : span[1]].strip().casefold() == word
        if word in _NOBODY and alone:
            return [], f"“{head.text}” is nobody in particular"
        if word in HE or word in _THEY or word in _IT or word in _WE or word in _RELATIVE:
            return self._pronoun(head, found)
        if word in _SOME and alone:
            return self._some(head)
        person = self._person_in(head, span)
        if person is not None:
            return [self._speaker_of(person)], f"named {person.name}"
        phrase = phrase_of(self.reading, head, span, found)
        if not phrase:
            return [], "the source names nobody"
        phrase = self._share(phrase)
        if is_document(head):
            return [self._text(head, span, phrase)], "a text or data"
        if self._is_group(head, phrase):
            return [self._group(head, phrase)], "names a group"
        called = next(
            (c for c in head.children if c.dep_ == "appos" and c.ent_type_ == "ORG" and c.i > head.i), None
        )
        if called is not None and called.idx < span[1] and not person_noun(head):
            return [self._group(called, called.text)], "names a group"
        return self._described(head, found, phrase)

    # -- persons ---------------------------------------------------------------------------------

    def _speaker_of(self, person: Person) -> Speaker:
        if id(person) not in self.persons:
            last = surname(person.name)
            first = max((p for p in self.people if surname(p.name) == last), key=lambda p: len(p.mentions))
            stands = self.standing.get(last, "") if first is person else ""
            self.persons[id(person)] = Speaker(
                person.name, "named_person", list(person.phrases), [], person.gender, stands=stands
            )
        return self.persons[id(person)]

    def _person_in(self, head: Token, span: Span) -> Person | None:
        """The person whom the source names: not the one in "Ms. Ruiz's lawyer", "a friend of Ruiz" or
        "a Ruiz campaign aide"."""
        if head.i in self.by_token:
            return self.by_token[head.i]
        if head.text in self.surnames:
            return self.surnames[head.text]
        inside = [
            t for t in head.subtree if span[0] <= t.idx < span[1] and t.i in self.by_token and t.i > head.i
        ]
        for token in inside:
            link = token
            while link != head and link.dep_ in {"appos", "compound", "flat", "nmod"}:
                link = link.head
            if link == head and (head.lemma_.casefold() in roles() or token.dep_ == "appos"):
                return self.by_token[token.i]
        # "An attorney for Mr. Dunn, Ana Ruiz": the name that a comma parts from all before it.
        last = next((t for t in reversed(inside) if self._ends(t, span)), None)
        return (
            self.by_token[last.i] if last is not None and person_noun(head) and not is_plural(head) else None
        )

    def _ends(self, token: Token, span: Span) -> bool:
        """Whether a comma stands before the name that a word ends, and nothing but marks after it."""
        person, low = self.by_token[token.i], token.i
        while low > 0 and self.by_token.get(low - 1) is person:
            low -= 1
        rest = self.reading.text[token.idx + len(token) : span[1]]
        return low > 0 and token.doc[low - 1].text == "," and not any(c.isalnum() for c in rest)

    def _pronoun(self, head: Token, found: Found) -> _Found:
        word = head.lower_
        if word in _WE:
            if self.writer is not None and word in {"i", "me", "my"} and self.reading.quote_of[head.i] < 0:
                return [self.writer], f"“{head.text}” is the writer"
            return [Speaker("", "none")], "the writer"
        if word in HE:
            one = self.story.who(head, found)
            speakers = [one] if one is not None else []
        elif word in _THEY:
            speakers = self._several(head)
        else:
            speakers = self._last(head, ("named_group", "document"))
        if not speakers:
            return [], f"nobody for “{head.text}”"
        return speakers, f"“{head.text}” goes back to {JOINT.join(s.name for s in speakers)}"

    def _last(self, head: Token, kinds: tuple[str, ...]) -> list[Speaker]:
        """The last that spoke among groups or texts."""
        fits = [
            s for i, some in self.spoken for s in some if len(some) == 1 and i < head.i and s.kind in kinds
        ]
        return fits[-1:]

    def _several(self, head: Token) -> list[Speaker]:
        """Those whom "they" means: joint speakers, a plural description, or else a group."""
        spoken = [(i, some) for i, some in self.several if i < head.i]
        options = [*spoken, *self._pairs(head), *self._plurals(head)]
        if options:
            return max(options, key=lambda pair: pair[0])[1]
        return self._last(head, ("named_group",))

    def _near(self, head: Token) -> Sequence[Token]:
        """The tokens before a word, in its own line and the one before."""
        line, doc = self.reading.line_of, self.reading.doc
        low = head.i
        while low > 0 and head.i - low < 120 and line[head.i] - line[low - 1] <= 2:
            low -= 1
        return [t for t in doc[low : head.i] if self.reading.quote_of[t.i] < 0]

    def _pairs(self, head: Token) -> Iterator[tuple[int, list[Speaker]]]:
        """Persons named together before a word: "Ana Ruiz and Tom Dunn"."""
        for token in self._near(head):
            if token.i in self.by_token and token.dep_ in {"nsubj", "nsubjpass"}:
                tokens = [t for t in (token, *token.conjuncts) if t.i in self.by_token]
                people = list({id(self.by_token[t.i]): self.by_token[t.i] for t in tokens}.values())
                if len(people) > 1:
                    yield max(t.i for t in tokens), [self._speaker_of(p) for p in people]

    def _plurals(self, head: Token) -> Iterator[tuple[int, list[Speaker]]]:
        """Descriptions of several people that are subjects before a word."""
        for token in self._near(head):
            subject = token.dep_ in {"nsubj", "nsubjpass"} and is_plural(token)
            if subject and person_noun(token) and token.head != head.head:
                low, high = token.left_edge, token.right_edge
                phrase = phrase_of(self.reading, token, (low.idx, high.idx + len(high)))
                if phrase:
                    yield token.i, [self._unnamed(token, phrase)]

    def _some(self, head: Token) -> _Found:
        """ "Others", "some", "many" by themselves."""
        if head.lower_ == "others":
            last = [
                s for i, some in self.spoken for s in some if i < head.i and s.kind == "unnamed" and s.plural
            ]
            nouns = (
                [w for w in last[-1].name.split() if w.casefold() not in _SOME | {"other"}] if last else []
            )
            if nouns:
                return self._remember(
                    Speaker(f"other {' '.join(nouns)}", "unnamed", plural=True)
                ), "others of a kind"
        return self._remember(Speaker(head.lower_, "unnamed", plural=True)), "described only"

    # -- groups, documents, descriptions -----------------------------------------------------------

    def _share(self, phrase: str) -> str:
        """A share with what it is a share of: "54 percent" after "61 percent of likely voters"."""
        match = _SHARE.match(phrase)
        if match is None:
            return phrase
        if phrase[match.end() :].startswith(" of "):
            self.shared = phrase[match.end() :]
            return phrase
        return phrase + self.shared if match.end() == len(phrase) else phrase

    def _is_group(self, head: Token, phrase: str) -> bool:
        """Whether a description names an organisation or state, and not some people of one."""
        if normal(phrase) in governments() or is_acronym(phrase) or organisation_in(phrase) == "media":
            return head.pos_ == "PROPN" or not is_plural(head)
        members = is_plural(head) and (head.ent_type_ == "NORP" or head.pos_ == "NOUN")
        if members or person_noun(head) or PARTISANS.match(phrase):
            return False
        if head.pos_ == "PROPN":
            return True
        some = any(c.lower_ in {"a", "an"} for c in head.children) and head.lemma_ in _BANDS
        named = any(t.pos_ == "PROPN" or t.ent_type_ in {"GPE", "ORG", "NORP"} for t in head.subtree)
        return named and not some and organisation_in(head.lemma_) != ""

    def _group(self, head: Token, phrase: str) -> Speaker:
        own = normal(phrase) in nations()
        name = (
            phrase if own else state_of(phrase) or self.groups.named_at(head) or self.groups.in_full(phrase)
        )
        return self._known(name, head, "named_group")

    def _known(self, name: str, head: Token, kind: str) -> Speaker:
        """The group or document of that name: the same words, its acronym, or its short form."""
        if is_acronym(name):
            name = expanded(name, self.reading.text, self.groups.names)
        for speaker in self.others:
            if speaker.kind == kind and same_group(speaker.name, name):
                if len(name) > len(speaker.name) and not is_acronym(name):
                    speaker.name = name
                return speaker
        place = head.ent_type_ == "GPE" and " " not in name
        return self._remember(Speaker(name, kind, [name], plural=is_plural(head), place=place))[0]

    def _remember(self, speaker: Speaker) -> list[Speaker]:
        self.others.append(speaker)
        return [speaker]

    def _text(self, head: Token, span: Span, phrase: str) -> Speaker:
        """A text by its name; "the poll" is the one that was named before, or else after."""
        phrase = expand_within(phrase, self.reading.text, self.groups.names)
        name = expand_within(
            document_name(self.reading, head, span, phrase), self.reading.text, self.groups.names
        )
        kind = kind_of_text(head.lemma_.casefold())
        if is_plural(head) and not is_pointed(head):
            return self._known(name, head, "document")
        if len(word_set(name) - kind) < 2 and not any(w[:1].isupper() for w in name.split()[:-1]):
            texts = [
                (i, text)
                for i, noun, text in self.texts
                if noun in kind and word_set(name) - kind <= word_set(text)
            ]
            before = [text for i, text in texts if i <= head.i]
            name = before[-1] if before else texts[0][1] if texts else name
            known = [s for s in self.others if s.kind == "document" and word_set(s.name) & kind]
            if " " not in name and known:
                return known[-1]
        return self._known(name, head, "document")

    def _described(self, head: Token, found: Found, phrase: str) -> _Found:
        """ "The minister", "a Ukrainian military source": someone named elsewhere, or unnamed."""
        definite, pointed = is_definite(head), is_pointed(head)
        owner = next((c for c in head.children if c.dep_ == "poss" and c.lower_ in _OWNERS), None)
        if owner is not None:
            return self._owned(head, owner, phrase)
        single = definite and not is_plural(head)
        fits = people_with_role(self.people, head.lemma_.casefold(), phrase) if single else []
        told = self._likeliest(head, found, [self._speaker_of(p) for p in fits])
        if told is not None:
            return [told], f"“{phrase}” describes {told.name}"
        if single and (group := self.groups.meant(phrase, head.i, self._groups_heard(head.i))):
            return [self._known(group, head, "named_group")], f"“{phrase}” stands for {group}"
        for speaker in reversed(self.others):
            same = speaker.kind == "unnamed" and same_description(speaker.name, phrase, pointed=pointed)
            if definite and same:
                return [speaker], f"“{phrase}” was mentioned before"
        likely = self._likely(head, found, phrase) if single else None
        if likely is not None:
            return [likely], f"“{phrase}” most likely means {likely.name}"
        if fits:
            return [self._speaker_of(fits[0])], f"“{phrase}” describes {fits[0].name}"
        return [self._unnamed(head, phrase)], "described, not named"

    def _likeliest(self, head: Token, found: Found, fits: Sequence[Speaker]) -> Speaker | None:
        """Of those whom a description fits the one of whom the story speaks."""
        if not fits:
            return None
        before = [c for c in self.story.candidates(head, found, "") if any(c.speaker is s for s in fits)]
        best = max(before, key=lambda c: c.points, default=None)
        return best.speaker if best is not None else None

    def _unnamed(self, head: Token, phrase: str) -> Speaker:
        phrase = expand_within(phrase, self.reading.text, self.groups.names)
        for speaker in self.others:
            if speaker.kind == "unnamed" and normal(speaker.name) == normal(phrase):
                return speaker
        row = roles().get(head.lemma_.casefold()) or {}
        plural = is_plural(head)
        return self._remember(
            Speaker(
                phrase,
                "unnamed",
                [phrase],
                [],
                row.get("gender", ""),
                plural,
                person_noun(head) and not plural,
            )
        )[0]

    def _likely(self, head: Token, found: Found, phrase: str) -> Speaker | None:
        """The person of whom the story speaks where "the senator" fits nobody by what is told."""
        noun = head.lemma_.casefold()
        row = roles().get(noun)
        proper = head.ent_type_ in {"ORG", "WORK_OF_ART", "FAC"}
        if row is None or not is_pointed(head) or proper or noun in _ANONYMOUS | _CROWDS:
            return None
        fits = [
            (c.points + self._suits(c.speaker, row["actor"]) + _MAIN * c.signs["share"], c.speaker)
            for c in self.story.candidates(head, found, row["gender"])
            if c.speaker.kind == "named_person" and (c.signs["sure"] or " " in c.speaker.name)
            and not contradicts(phrase, set().union(*map(word_set, c.speaker.phrases)))
        ]  # fmt: skip
        points, best = max(fits, key=lambda fit: fit[0], default=(_LIKELY - 1, None))
        return best if points >= _LIKELY else None

    def _suits(self, speaker: Speaker, actor: str) -> float:
        """What a person's other descriptions say for or against a role of some actor."""
        nouns = set().union(*map(head_nouns, speaker.phrases)) & roles().keys()
        if not nouns:
            return 0.0
        return 1.0 if any(roles()[noun]["actor"] == actor for noun in nouns) else -2.5

    def _groups_heard(self, here: int) -> list[str]:
        """The groups that spoke before a token."""
        return [s.name for i, some in self.spoken for s in some if s.kind == "named_group" and i < here]

    def _owner(self, pronoun: Token) -> Speaker | None:
        """The person to whom something belongs: "his" campaign, the governor "whose" campaign."""
        if pronoun.lower_ in HE:
            return self.story.who(pronoun)
        clause = next((t for t in pronoun.ancestors if t.dep_ == "relcl"), None)
        person = self.by_token.get(clause.head.i) if clause is not None else None
        return self._speaker_of(person) if person is not None else None

    def _owned(self, head: Token, pronoun: Token, phrase: str) -> _Found:
        """ "His lawyer": the person of whom that was said, or the owner named, as "Corin Vasey’s lawyer"."""
        noun = head.lemma_.casefold()
        rest = phrase.split(" ", 1)[1] if " " in phrase else head.text
        same = [
            name for name in self.groups.names if word_set(rest) < word_set(name) and organisation_in(rest)
        ]
        owner = self._owner(pronoun)
        if same and noun not in _OFFICES:
            return [self._known(same[-1], head, "named_group")], f"“{phrase}” stands for {same[-1]}"
        if owner is None:
            return [self._unnamed(head, phrase)], "described, not named"
        fits = [self._speaker_of(p) for p in people_with_role(self.people, noun, rest)]
        fits = [s for s in fits if s is not owner]
        if fits:
            return [fits[0]], f"“{phrase}” describes {fits[0].name}"
        name, why = f"{owner.name}’s {rest}", "the possessive goes back to a person"
        if noun in _OFFICES:
            return [self._known(name, head, "named_group")], why
        return [self._unnamed(head, name)], why


def _only_surnames(people: Sequence[Person]) -> dict[str, Person]:
    """The surnames that one person alone has, among those named in full."""
    full = [p for p in people if " " in p.name]
    count = Counter(surname(p.name) for p in full)
    return {surname(p.name): p for p in full if count[surname(p.name)] == 1}


def _second_role(first: Token, other: Token) -> bool:
    """Whether two singular nouns share an article and so a person: "the mayor and party leader"."""
    single = first.tag_ == other.tag_ == "NN" and person_noun(first) and person_noun(other)
    return single and not any(c.dep_ in {"det", "poss"} for c in other.children)


def _after_ampersand(token: Token) -> bool:
    """Whether a word goes on a firm's name: "Spencer" in "Marks & Spencer"."""
    return bool(token.i > 0 and token.nbor(-1).text == "&")


def resolve_speakers(reading: Reading, found: Sequence[Found], writer: str = "") -> Iterator[Resolved]:
    """Resolve the source of every attribution of an article, in reading order.

    Parameters
    ----------
    reading : Reading
        The parsed article.
    found : sequence of Found
        Its attributions, as `find_attributions` returns them.
    writer : str, optional
        Who "I" is outside quotation marks: the article's byline.

    Yields
    ------
    Resolved
        The speakers of each; the same person is the same `Speaker` object throughout.
    """
    resolver = Resolver(reading, found, writer)
    # Whom the headline describes is named below it, so that it comes last.
    low, high = reading.lines[0] if reading.lines else (0, 0)
    headline = high if reading.text[low:high].rstrip()[-1:] not in {".", "”", '"', "’"} else 0
    order = sorted(
        range(len(found)),
        key=lambda n: (found[n].start < headline, found[n].head is None, found[n].head or 0),
    )
    resolved = {n: resolver.resolve(found[n]) for n in order}
    yield from (resolved[n] for n in range(len(found)))
