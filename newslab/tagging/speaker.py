"""Who a source is: from "he", "the minister" or "Mr. Lavrov" to one speaker within the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newslab.frames import JOINT
from newslab.tagging.antecedents import last_person
from newslab.tagging.groups import expanded, group_meant, is_acronym, same_group, state_of
from newslab.tagging.names import (
    documents,
    governments,
    normal,
    organisation_in,
    roles,
    without_article,
    word_set,
)
from newslab.tagging.people import Person, find_people, person_with_role
from newslab.tagging.reading import Found, Reading, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_THEY = frozenset(
    {"they", "them", "their", "both", "we", "all", "others", "some", "many", "most", "those", "these"}
)
_IT = frozenset({"it", "its", "itself", "which"})
_WE = frozenset({"i", "we", "me", "us", "you", "one"})
_INDEFINITE = frozenset({"a", "an", "some", "another", "one", "several", "many", "two", "three", "any"})
_OFFICES = frozenset(
    {"office", "campaign", "team", "administration", "government", "party", "lawyers", "staff"}
)
_NOBODY = frozenset(
    {"nobody", "none", "everyone", "everybody", "someone", "somebody", "anyone", "noone", "neither"}
)


@dataclass
class Speaker:
    """One speaker of an article.

    `kind` is the identification: named_person, named_group, unnamed, document or none;
    `phrases` are the descriptions by which the article names it, `aliases` its source mentions.
    """

    name: str
    kind: str
    phrases: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    gender: str = ""
    plural: bool = False


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


class Resolver:
    """Resolves an article's sources in reading order, remembering who has spoken."""

    def __init__(self, reading: Reading, found: Sequence[Found]) -> None:
        self.reading = reading
        heads = {f.head for f in found if f.head is not None}
        cues = {
            t.i for f in found for s, e in f.cue for t in reading.doc.char_span(s, e, alignment_mode="expand")
        }
        self.people, self.by_token = find_people(reading, heads - cues, cues)
        self.persons: dict[int, Speaker] = {}
        self.others: list[Speaker] = []
        self.groups = [
            (e.start, without_article(e.text))
            for e in reading.doc.ents
            if e.label_ == "ORG" and e.start not in self.by_token and "\n" not in e.text
            if reading.quote_of[e.start] < 0
        ]
        self.spoken: list[tuple[int, Speaker]] = []

    def resolve(self, found: Found) -> Resolved:
        """The speakers of one attribution."""
        if found.head is None or not found.source:
            return Resolved([], "no source is named")
        head = self.reading.doc[found.head]
        span = found.source[0]
        parts = self._conjuncts(head, span)
        resolved = [self._one(part, found, span) for part in parts]
        speakers = list({id(s): s for s, _ in resolved if s is not None}.values())
        mention = self.reading.text[span[0] : span[1]]
        for speaker in speakers:
            if len(speakers) == 1 and mention not in speaker.aliases:
                speaker.aliases.append(mention)
            self.spoken.append((head.i, speaker))
        return Resolved(speakers, "; ".join(dict.fromkeys(reason for _, reason in resolved)))

    def _conjuncts(self, head: Token, span: Span) -> list[Token]:
        """The heads of a joint source: "Both Russia and North Korea"."""
        tokens = [head, *head.conjuncts]
        inside = sorted((t for t in tokens if span[0] <= t.idx < span[1]), key=lambda t: t.i)
        same = [t for t in inside if t.pos_ in {"NOUN", "PROPN", "PRON"} and not self._after_ampersand(t)]
        persons = {id(self.by_token[t.i]) for t in same if t.i in self.by_token}
        return same if len(same) > 1 and (len(persons) != 1 or len(same) == len(persons)) else [head]

    def _after_ampersand(self, token: Token) -> bool:
        """Whether a word goes on a firm's name: "Spencer" in "Marks & Spencer"."""
        return bool(token.i > 0 and self.reading.doc[token.i - 1].text == "&")

    def _one(self, head: Token, found: Found, span: Span) -> tuple[Speaker | None, str]:
        word = head.lower_
        if word in _NOBODY:
            return None, f"“{head.text}” is nobody in particular"
        if head.pos_ == "PRON" or word in _HE or word in {"they", "it", "we", "i"}:
            return self._pronoun(head, found)
        person = self._person_in(head, span)
        if person is not None:
            return self._speaker_of(person), f"named {person.name}"
        phrase = self._phrase(head, span)
        if not phrase:
            return None, "the source names nobody"
        if head.lemma_.casefold() in documents() and head.pos_ == "NOUN":
            return self._known(phrase, head, "document"), "a text or data"
        if self._is_group(head, phrase):
            return self._group(head, phrase), "names a group"
        return self._described(head, phrase)

    # -- persons ---------------------------------------------------------------------------------

    def _speaker_of(self, person: Person) -> Speaker:
        return self.persons.setdefault(
            id(person), Speaker(person.name, "named_person", list(person.phrases), [], person.gender)
        )

    def _person_in(self, head: Token, span: Span) -> Person | None:
        """The person whom the source names: not the one in "Ms. Ruiz's lawyer", "a friend of Ruiz" or
        "a Ruiz campaign aide"."""
        if head.i in self.by_token:
            return self.by_token[head.i]
        inside = [
            t for t in head.subtree if span[0] <= t.idx < span[1] and t.i in self.by_token and t.i > head.i
        ]
        for token in inside:
            link = token
            while link != head and link.dep_ in {"appos", "compound", "flat", "nmod"}:
                link = link.head
            if link == head and (head.lemma_.casefold() in roles() or token.dep_ == "appos"):
                return self.by_token[token.i]
        return None

    def _pronoun(self, head: Token, found: Found) -> tuple[Speaker | None, str]:
        word = head.lower_
        if word in _HE:
            speaker = self._antecedent(head)
            return (
                speaker,
                f"“{head.text}” goes back to {speaker.name}" if speaker else f"nobody for “{head.text}”",
            )
        if word in _IT:
            speaker = self._last(head, ("named_group", "document"))
        elif word in _THEY:
            speaker = self._last(head, ("named_group", "unnamed"), plural=True) or self._last(
                head, ("named_group",)
            )
        elif word in _WE:
            return Speaker("", "none"), "the writer"
        else:
            phrase = without_article(self.reading.text[found.source[0][0] : found.source[0][1]])
            return self._remember(Speaker(phrase, "unnamed", [phrase])), "described only"
        if speaker is None:
            return None, f"nobody for “{head.text}”"
        return speaker, f"“{head.text}” goes back to {speaker.name}"

    def _antecedent(self, pronoun: Token) -> Speaker | None:
        gender = _HE[pronoun.lower_]
        return last_person(self.reading, pronoun, gender, self.people, self.spoken, self._speaker_of)

    def _last(self, head: Token, kinds: tuple[str, ...], *, plural: bool = False) -> Speaker | None:
        earlier = [
            (i, s) for i, s in self.spoken if i < head.i and s.kind in kinds and (s.plural or not plural)
        ]
        return max(earlier, key=lambda x: x[0])[1] if earlier else None

    # -- groups, documents, descriptions -----------------------------------------------------------

    def _phrase(self, head: Token, span: Span) -> str:
        """The core of a description: up to a comma, a relative clause or a participle."""
        keep = []
        for token in self.reading.doc[head.left_edge.i : head.right_edge.i + 1]:
            if not span[0] <= token.idx < span[1]:
                continue
            if token.text == "&" or self._after_ampersand(token):
                keep.append(token)
                continue
            if token.i > head.i and token.dep_ == "conj":
                continue
            if token.i > head.i and (
                token.text in {",", "(", "—", "–"} or token.dep_ in {"relcl", "cc"} or token.tag_ == "WP"
            ):
                break
            keep.append(token)
        return without_article("".join(t.text_with_ws for t in keep)) if keep else ""

    def _is_group(self, head: Token, phrase: str) -> bool:
        if normal(phrase) in governments() or (
            head.ent_type_ in {"ORG", "GPE", "NORP"} and head.pos_ == "PROPN"
        ):
            return True
        named = any(t.pos_ == "PROPN" or t.ent_type_ in {"GPE", "ORG", "NORP"} for t in head.subtree)
        proper = head.pos_ == "PROPN" and head.lemma_.casefold() not in roles()
        return proper or (
            named and head.lemma_.casefold() not in roles() and organisation_in(head.lemma_) != ""
        )

    def _group(self, head: Token, phrase: str) -> Speaker:
        name = state_of(phrase) or phrase
        return self._known(name, head, "named_group")

    def _known(self, name: str, head: Token, kind: str) -> Speaker:
        """The group or document of that name: the same words, its acronym, or its short form."""
        if is_acronym(name):
            name = expanded(name, self.reading.text, (n for _, n in self.groups))
        for speaker in self.others:
            if speaker.kind == kind and same_group(speaker.name, name):
                if len(name) > len(speaker.name) and not is_acronym(name):
                    speaker.name = name
                return speaker
        return self._remember(Speaker(name, kind, [name], plural=head.tag_ in {"NNS", "NNPS"}))

    def _remember(self, speaker: Speaker) -> Speaker:
        self.others.append(speaker)
        return speaker

    def _described(self, head: Token, phrase: str) -> tuple[Speaker | None, str]:
        """ "The minister", "a Ukrainian military source": someone named elsewhere, or unnamed."""
        noun = head.lemma_.casefold()
        definite = not any(c.lower_ in _INDEFINITE for c in head.children if c.dep_ in {"det", "nummod"})
        plural = head.tag_ in {"NNS", "NNPS"}
        words = word_set(phrase)
        if definite and not plural:
            person = person_with_role(self.people, noun, phrase, head.i)
            if person is not None:
                return self._speaker_of(person), f"“{phrase}” describes {person.name}"
            owner = self._owned(head, phrase)
            if owner is not None:
                return owner, "the possessive goes back to a person"
            group = group_meant(phrase, self._groups_before(head.i))
            if group:
                return self._known(group, head, "named_group"), f"“{phrase}” stands for {group}"
        for speaker in reversed(self.others):
            if definite and _same_description(speaker, noun, words):
                return speaker, f"“{phrase}” was mentioned before"
        row = roles().get(noun) or {}
        speaker = Speaker(phrase, "unnamed", [phrase], gender=row.get("gender", ""), plural=plural)
        return self._remember(speaker), "described, not named"

    def _groups_before(self, here: int) -> list[str]:
        """The groups named or heard before a token, in that order."""
        named = [name for start, name in self.groups if start < here]
        return named + [s.name for i, s in self.spoken if s.kind == "named_group" and i < here]

    def _owned(self, head: Token, phrase: str) -> Speaker | None:
        """ "His office": the possessor named, as "Corin Vasey’s office"."""
        pronoun = next((c for c in head.children if c.dep_ == "poss" and c.lower_ in _HE), None)
        owner = self._antecedent(pronoun) if pronoun is not None else None
        if pronoun is None or owner is None or head.lemma_.casefold() not in _OFFICES:
            return None
        rest = phrase.split(" ", 1)[1] if " " in phrase else head.text
        return self._known(f"{owner.name}’s {rest}", head, "named_group")


def _same_description(speaker: Speaker, noun: str, words: set[str]) -> bool:
    own = word_set(speaker.name)
    if speaker.kind == "named_group":
        return noun in own and len(words) == 1
    return speaker.kind == "unnamed" and noun in own and (words <= own or own <= words)


def resolve_speakers(reading: Reading, found: Sequence[Found]) -> Iterator[Resolved]:
    """Resolve the source of every attribution of an article, in reading order.

    Parameters
    ----------
    reading : Reading
        The parsed article.
    found : sequence of Found
        Its attributions, as `find_attributions` returns them.

    Yields
    ------
    Resolved
        The speakers of each; the same person is the same `Speaker` object throughout.
    """
    resolver = Resolver(reading, found)
    order = sorted(range(len(found)), key=lambda n: (found[n].head is None, found[n].head or 0))
    resolved = {n: resolver.resolve(found[n]) for n in order}
    yield from (resolved[n] for n in range(len(found)))
