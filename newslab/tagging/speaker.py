"""Who a source is: from "he", "the minister" or "Mr. Lavrov" to one speaker within the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newslab.frames import JOINT
from newslab.tagging.bodies import is_body, is_common
from newslab.tagging.cast import Cast, Resolved, Speaker
from newslab.tagging.described import OFFICES, described, owned
from newslab.tagging.descriptions import (
    PARTISANS,
    is_definite,
    is_plural,
    person_noun,
    phrase_of,
    second_role,
)
from newslab.tagging.documents import is_document
from newslab.tagging.groups import is_acronym
from newslab.tagging.names import governments, normal, organisation_in, peoples, roles
from newslab.tagging.people import Person, nearly_has_surname
from newslab.tagging.plural import (
    SOME,
    Told,
    named_among,
    not_only,
    several,
    some_of_them,
)
from newslab.tagging.reading import Found, Reading, Span
from newslab.tagging.story import HE
from newslab.tagging.texts import text_meant

if TYPE_CHECKING:
    from spacy.tokens import Token

_THEY = frozenset({"they", "them", "their", "both", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_WE = frozenset({"i", "we", "me", "us", "you", "my", "our"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SELVES = frozenset({"himself", "herself", "themselves", "itself"})
_PARTED = re.compile(r",? and |, ")
_BANDS = frozenset({"group", "band", "team", "coalition", "gang", "crowd"})
# What somebody utters, and is no text of its own.
_UTTERED = frozenset({
    "speech", "word", "words", "remark", "remarks", "comment", "comments", "rhetoric", "tone", "question",
    "answer", "claim", "assertion", "argument", "announcement", "warning", "criticism", "pledge", "promise",
    "vow", "call", "insistence", "suggestion", "contention", "accusation", "allegation", "denial", "belief",
    "view", "opinion", "response", "reply", "message", "praise", "complaint", "appeal", "demand",
    "prediction", "explanation",
})  # fmt: skip
_NOBODY = frozenset(
    {"nobody", "none", "everyone", "everybody", "someone", "somebody", "anyone", "noone", "neither"}
)
_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
# A share of people: "54 percent", "one in four", "a third".
_SHARE = re.compile(
    r"(?:[\w.,-]+ ){0,3}?(?:per ?cent|half|majority|\w+[- ]thirds?|third|quarters?|\w+ in \w+|\d+(?:\.\d+)?%)"
    r"(?= of |$)",
    re.IGNORECASE,
)


class Resolver:
    """Resolves an article's sources in reading order."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.reading = cast, cast.reading
        self.shared = ""

    def resolve(self, found: Found) -> Resolved:
        """The speakers of one attribution."""
        if found.head is None or not found.source:
            return Resolved([], "no source is named")
        head, span = self._meant(self.reading.doc[found.head], found.source[0])
        parts = self._conjuncts(head, span)
        resolved = [self._one(part, found, self._own(part, span) if parts[1:] else span) for part in parts]
        speakers = list({id(s): s for some, _ in resolved for s in some}.values())
        self.cast.spoke(head, speakers, self.reading.text[slice(*found.source[0])])
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
        if head.dep_ == "appos" and head.head.i in self.cast.by_token and head.i not in self.cast.by_token:
            head = head.head
        head = self._whose_words(head, span)
        if head.pos_ in {"VERB", "ADV", "ADJ"}:
            names = [
                t for t in doc[head.left_edge.i : head.i] if t.idx >= span[0] and t.i in self.cast.by_token
            ]
            head = names[-1] if names else head
        if not span[0] <= head.idx < span[1]:
            low, high = head.left_edge, head.right_edge
            span = (low.idx, min(high.idx + len(high), max(span[0], head.idx + len(head))))
        return head, span

    def _whose_words(self, head: Token, span: Span) -> Token:
        """Of "Mr. Dunn's remarks" the one whose remarks they are, where that is somebody named or meant."""
        if head.lemma_.casefold() not in _UTTERED:
            return head
        owner = next((c for c in head.children if c.dep_ == "poss"), None)
        known = owner is not None and (
            owner.i in self.cast.by_token or owner.lower_ in HE or person_noun(owner)
        )
        return owner if owner is not None and known else head

    def _conjuncts(self, head: Token, span: Span) -> list[Token]:
        """The heads of a joint source: "Both Russia and North Korea"."""
        tokens = [head, *head.conjuncts]
        inside = sorted((t for t in tokens if span[0] <= t.idx < span[1]), key=lambda t: t.i)
        same = [t for t in inside if t.pos_ in {"NOUN", "PROPN", "PRON"} and not _after_ampersand(t)]
        same = [*not_only(head), *(t for t in same if t == same[0] or not second_role(same[0], t))]
        same += [t for t in self._listed(head, span) if t not in same]
        same.sort(key=lambda t: t.i)
        persons = {id(self.cast.by_token[t.i]) for t in same if t.i in self.cast.by_token}
        if len(same) > 1 and len(persons) + sum(t.i not in self.cast.by_token for t in same) > 1:
            return same
        return named_among(self.cast, head, span) or [*not_only(head), head]

    def _own(self, part: Token, span: Span) -> Span:
        """The words about one of several organisations: "Boots" of "IBM, Boots and Corvane"."""
        if part.pos_ != "PROPN" or part.i in self.cast.by_token or not span[0] <= part.idx < span[1]:
            return span
        cuts = [m.span() for m in _PARTED.finditer(self.reading.text, *span)]
        low = max((end for _, end in cuts if end <= part.idx), default=span[0])
        return low, min((start for start, _ in cuts if start > part.idx), default=span[1])

    def _listed(self, head: Token, span: Span) -> list[Token]:
        """The people of a list that the parser takes for appositions: "Tom Dunn, Ana Ruiz and Eva Moll"."""
        by_token = self.cast.by_token
        if head.i not in by_token and (not person_noun(head) or is_plural(head)):
            return []
        first = {id(by_token[head.i])} if head.i in by_token else set()
        listed = []
        for token in self.reading.doc[head.i + 1 : head.right_edge.i + 1]:
            person = by_token.get(token.i)
            begins = person is not None and by_token.get(token.i - 1) is not person
            if not begins or token.idx >= span[1] or id(person) in first:
                continue
            before = token.nbor(-1).lower_
            if before in {"and", ","} and not any(t.dep_ == "relcl" for t in token.ancestors if t.i > head.i):
                first.add(id(person))
                listed.append(token)
        low = min([head, *listed], key=lambda t: t.i).idx
        joined = " and " in self.reading.text[low : listed[-1].idx] if listed else False
        return listed if joined and len(listed) + (head.i in by_token) > 1 else []

    def _one(self, head: Token, found: Found, span: Span) -> Told:
        if not span[0] <= head.idx < span[1]:
            span = (head.left_edge.idx, head.idx + len(head))
        word = head.lower_
        alone = self.reading.text[span[0] : span[1]].strip().casefold() == word
        if word in _NOBODY and alone:
            return [], f"“{head.text}” is nobody in particular"
        if word in HE or word in _THEY or word in _IT or word in _WE or word in _RELATIVE:
            return self._pronoun(head, found)
        if word in SOME and alone:
            return some_of_them(self.cast, head)
        person = self._person_in(head, span)
        if person is not None:
            return [self.cast.speaker_of(person)], f"named {person.name}"
        phrase = phrase_of(self.reading, head, span, found)
        if not phrase:
            return [], "the source names nobody"
        phrase = self._share(phrase)
        if is_document(head):
            return [text_meant(self.cast, head, phrase)], "a text or data"
        owner = next((c for c in head.children if c.dep_ == "poss" and c.i in self.cast.by_token), None)
        if owner is not None and (person_noun(head) or head.lemma_.casefold() in OFFICES):
            person = self.cast.by_token[owner.i]
            return owned(self.cast, head, self.cast.speaker_of(person), phrase), f"of {person.name}"
        called = self._called(head, span)
        if called is not None:
            return [self.cast.group(called, called.text)], "names a group"
        if self._is_group(head, phrase):
            return [self.cast.group(head, phrase)], "names a group"
        return described(self.cast, head, found, phrase)

    def _called(self, head: Token, span: Span) -> Token | None:
        """The organisation whose name stands beside a noun: "the lobby group Norvane Water Institute"."""
        named = (c for c in head.children if c.dep_ == "appos" and c.i > head.i and c.tag_ == "NNP")
        named = (
            c for c in named if c.ent_type_ == "ORG" or (is_body(head) and c.i not in self.cast.by_token)
        )
        first = next(named, None)
        return first if first is not None and first.idx < span[1] and not person_noun(head) else None

    def _person_in(self, head: Token, span: Span) -> Person | None:
        """The person whom the source names: not the one in "Ms. Ruiz's lawyer", "a friend of Ruiz" or
        "a Ruiz campaign aide"."""
        if head.i in self.cast.by_token:
            return self.cast.by_token[head.i]
        word = head.text.title() if head.text.isupper() else head.text
        if word in self.cast.surnames:
            return self.cast.surnames[word]
        if head.text[:1].isupper() and self.reading.text[span[0] : span[1]].strip() == word:
            misprinted = [p for p in self.cast.people if nearly_has_surname(p, normal(word))]
            if misprinted:
                return misprinted[0]
        inside = [
            t
            for t in head.subtree
            if span[0] <= t.idx < span[1] and t.i in self.cast.by_token and t.i > head.i
        ]
        for token in inside:
            link = token
            while link != head and link.dep_ in {"appos", "compound", "flat", "nmod"}:
                link = link.head
            if link == head and (head.lemma_.casefold() in roles() or token.dep_ == "appos"):
                return self.cast.by_token[token.i]
        # "An attorney for Mr. Dunn, Ana Ruiz": the name that a comma parts from all before it.
        last = next((t for t in reversed(inside) if self._ends(t, span)), None)
        one = person_noun(head) and not is_plural(head)
        return self.cast.by_token[last.i] if last is not None and one else None

    def _ends(self, token: Token, span: Span) -> bool:
        """Whether a comma stands before the name that a word ends, and nothing but marks after it."""
        person, low = self.cast.by_token[token.i], token.i
        while low > 0 and self.cast.by_token.get(low - 1) is person:
            low -= 1
        rest = self.reading.text[token.idx + len(token) : span[1]]
        return low > 0 and token.doc[low - 1].text == "," and not any(c.isalnum() for c in rest)

    def _pronoun(self, head: Token, found: Found) -> Told:
        word = head.lower_
        if word in _WE:
            writer = self.cast.writer if self.reading.quote_of[head.i] < 0 else None
            if writer is not None and word in {"i", "me", "my"}:
                return [writer], f"“{head.text}” is the writer"
            return [Speaker("", "none")], "the writer"
        if word in HE:
            one = self.cast.story.who(head, found)
            speakers = [one] if one is not None else []
        elif word in _THEY:
            speakers = several(self.cast, head)
        else:
            speakers = self._it(head)
        if not speakers:
            return [], f"nobody for “{head.text}”"
        return speakers, f"“{head.text}” goes back to {JOINT.join(s.name for s in speakers)}"

    def _it(self, head: Token) -> list[Speaker]:
        """The group or text that "it" means: the last that spoke, or a subject named since."""
        heard = [(i, some) for i, some in self.cast.spoken[-9:] if i < head.i and len(some) == 1]
        heard = [(i, some) for i, some in heard if some[0].kind in {"named_group", "document"}]
        subject = self.cast.groups.subject_before(head.i)
        if subject is not None and (not heard or subject.i > heard[-1][0]):
            return [self.cast.group(subject, subject.text)]
        return heard[-1][1] if heard else []

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
        if self._stands_alone(head, phrase) or phrase in self.cast.groups.whole:
            return True
        if is_body(head) and is_common(self.cast, head, phrase):
            before = [t for t in head.subtree if t.i < head.i]
            named = any(t.pos_ == "PROPN" or t.ent_type_ in _NAMES or t.dep_ == "poss" for t in before)
            if not named or is_plural(head) or not is_definite(head):
                return False
        if normal(phrase) in governments() or is_acronym(phrase) or organisation_in(phrase) == "media":
            return head.pos_ == "PROPN" or not (is_plural(head) or person_noun(head))
        if _people_of(head) or (head.lower_ == "police" and any(c.tag_ == "NNP" for c in head.children)):
            return True
        members = is_plural(head) and (head.ent_type_ == "NORP" or head.pos_ == "NOUN")
        if members or person_noun(head) or PARTISANS.match(phrase):
            return False
        if head.pos_ == "PROPN":
            return True
        some = any(c.lower_ in {"a", "an"} for c in head.children) and head.lemma_ in _BANDS
        named = any(t.pos_ == "PROPN" or t.ent_type_ in {"GPE", "ORG", "NORP"} for t in head.subtree)
        return named and not some and organisation_in(head.lemma_) != ""

    def _stands_alone(self, head: Token, phrase: str) -> bool:
        """Whether a single word is a name that the parser takes for a noun: "Corvane, a chipmaker, said"."""
        plain = phrase.isalpha() and phrase.istitle() and not person_noun(head) and not is_plural(head)
        if not plain or any(c.dep_ == "det" for c in head.children):
            return False
        apart = any(c.dep_ == "appos" for c in head.children)
        return apart or re.search(rf"[a-z,] {re.escape(phrase)}\b", self.reading.text) is not None


def _people_of(head: Token) -> bool:
    """Whether "the Russians" stands for a government: a people with its article and nothing else."""
    before = [c.lower_ for c in head.children]
    return before == ["the"] and head.tag_ in {"NNPS", "NNS"} and head.lower_ in peoples()


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
    resolver = Resolver(Cast(reading, found, writer))
    # Whom the headline describes is named below it, so that it comes last.
    low, high = reading.lines[0] if reading.lines else (0, 0)
    headline = high if reading.text[low:high].rstrip()[-1:] not in {".", "”", '"', "’"} else 0
    order = sorted(
        range(len(found)),
        key=lambda n: (found[n].start < headline, found[n].head is None, found[n].head or 0),
    )
    resolved = {n: resolver.resolve(found[n]) for n in order}
    yield from (resolved[n] for n in range(len(found)))
