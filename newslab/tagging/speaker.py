"""Who a source is: from "he", "the minister" or "Mr. Lavrov" to one speaker within the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newslab.tagging.bodies import is_body, is_common
from newslab.tagging.cast import Cast, Resolved, Speaker
from newslab.tagging.described import OFFICES, described, owned
from newslab.tagging.descriptions import (
    PARTISANS,
    is_definite,
    is_plural,
    is_pointed,
    person_noun,
    phrase_of,
    second_role,
)
from newslab.tagging.documents import is_document
from newslab.tagging.groups import is_acronym
from newslab.tagging.names import governments, is_title, nationals, normal, organisation_in, peoples, roles
from newslab.tagging.people import Person, nearly_has_surname
from newslab.tagging.plural import Told, named_among, not_only
from newslab.tagging.pronouns import Pronouns
from newslab.tagging.reading import Found, Reading, Span
from newslab.tagging.story import HE
from newslab.tagging.texts import text_meant
from newslab.tagging.writers import ME, US, Writers

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE_NAMES = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PUNCT", "PRON", "PART"})
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
_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
# A share of people: "54 percent", "one in four", "a third".
_SHARE = re.compile(
    r"(?:[\w.,-]+ ){0,3}?(?:per ?cent|half|majority|\w+[- ]thirds?|third|quarters?|\w+ in \w+|\d+(?:\.\d+)?%)"
    r"(?= of |$)",
    re.IGNORECASE,
)


class Resolver:
    """Resolves an article's sources in reading order."""

    def __init__(self, cast: Cast, writers: Writers) -> None:
        self.cast, self.reading = cast, cast.reading
        self.pronouns = Pronouns(cast, writers, self._described)
        self.shared = ""

    def resolve(self, found: Found, outer: Resolved | None = None) -> Resolved:
        """The speakers of one attribution; `outer` is the one in whose quotation it lies."""
        if found.head is None or not found.source:
            return Resolved([], "no source is named")
        if named := self._plainly_named(found.source[0]):
            head = self.reading.doc[named[0]]
            speaker = self.cast.speaker_of(named[1])
            self._note(head, [speaker], found)
            return Resolved([speaker], f"named {speaker.name}")
        head, span = self._meant(self.reading.doc[found.head], found.source[0])
        resolved = [self._one(part, found, own, outer) for part, own in self._parts(head, span)]
        speakers = list({id(s): s for some, _ in resolved for s in some}.values())
        self._note(head, speakers, found)
        return Resolved(speakers, "; ".join(dict.fromkeys(reason for _, reason in resolved)))

    def _note(self, head: Token, speakers: list[Speaker], found: Found) -> None:
        self.cast.spoke(head, speakers, self.reading.text[slice(*found.source[0])])
        self.cast.answers.append((found, speakers))

    def _plainly_named(self, span: Span) -> tuple[int, Person] | None:
        """The person whom a source names at its end, behind roles and those whose aide or wife it is.

        "The mayor, Ana Ruiz", "his wife, the Dunn aide Ana Ruiz": the parser may have taken another head.
        """
        by_token = self.cast.by_token
        tokens = list(self.reading.doc.char_span(*span, alignment_mode="expand") or ())
        named = [t for t in tokens if t.i in by_token and by_token.get(t.i - 1) is not by_token[t.i]]
        if not named or any(t.tag_ in {"WP", "WDT"} for t in tokens):
            return None
        first, person = named[-1], by_token[named[-1].i]
        rest = [t for t in tokens if t.i > first.i and by_token.get(t.i) is not person]
        if any(not t.is_punct for t in rest) or not self._introduced(tokens[0], first):
            return None
        owners = all(by_token[t.i] is person or _owns(t, by_token[t.i], by_token) for t in named[:-1])
        return (first.i, person) if owners else None

    def _introduced(self, start: Token, name: Token) -> bool:
        """Whether only titles and roles stand between a name and its source’s beginning or a comma."""
        at = name
        while at.i > start.i:
            at = at.nbor(-1)
            if at.text == "," or (at.lower_ == "and" and person_noun(name.nbor(-1))):
                return True
            if at.pos_ not in _BEFORE_NAMES and at.tag_ != "POS":
                return False
        last = name.nbor(-1) if name.i > start.i else name
        return last is name or last.pos_ == "DET" or is_title(last.text) or (
            person_noun(last) and not is_plural(last)
        )  # fmt: skip

    def _parts(self, head: Token, span: Span) -> list[tuple[Token, Span]]:
        """The parts of a joint source, each with its own words."""
        parts = self._conjuncts(head, span)
        return [(part, self._own(part, span) if parts[1:] else span) for part in parts]

    def _described(self, token: Token, found: Found) -> list[Speaker]:
        """Whom words of the article mean, as if they were a source."""
        low, high = token.left_edge, token.right_edge
        span = (low.idx, min(high.idx + len(high), self.reading.line(token)[1]))
        told = [self._one(part, found, own) for part, own in self._parts(token, span)]
        return list({id(s): s for some, _ in told for s in some if s.name}.values())

    def _meant(self, head: Token, span: Span) -> tuple[Token, Span]:
        """The word by which a source names who speaks, with the words around it."""
        head, span = self.pronouns.antecedent(head, span)
        head = self._whose_words(head, span)
        if head.pos_ == "ADP":
            head = next((c for c in head.children if c.dep_ == "pobj" and c.idx < span[1]), head)
        if head.pos_ in {"VERB", "ADV", "ADJ"}:
            names = [
                t
                for t in self.reading.doc[head.left_edge.i : head.i]
                if t.idx >= span[0] and t.i in self.cast.by_token
            ]
            head = names[-1] if names else head
        low, high = head.left_edge, head.right_edge
        end, own = min(high.idx + len(high), self.reading.line(head)[1]), head.idx + len(head)
        if head.lower_ == "those" and (span[0] if span[0] > head.idx else span[1]) - own <= 1:
            return head, (low.idx, end)  # nothing else tells who they are
        if not span[0] <= head.idx < span[1]:
            span = (low.idx, end if head.idx >= span[1] else min(end, max(span[0], own)))
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
        same = self._without_roles(sorted(same, key=lambda t: t.i))
        if same and head not in same:
            head = same[0]
        persons = {id(self.cast.by_token[t.i]) for t in same if t.i in self.cast.by_token}
        if len(same) > 1 and len(persons) + sum(t.i not in self.cast.by_token for t in same) > 1:
            return same
        return named_among(self.cast, head, span) or [*not_only(head), head]

    def _without_roles(self, tokens: list[Token]) -> list[Token]:
        """Without the roles of somebody named: "former judge and mayor Tom Dunn"."""
        if not any(t.i in self.cast.by_token for t in tokens):
            return tokens
        return [t for t in tokens if t.i in self.cast.by_token or not _is_bare_role(t)]

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
        if head.i not in by_token and not person_noun(head):
            return []
        first = {id(by_token[head.i])} if head.i in by_token else set()
        listed = []
        for token in self.reading.doc[head.i + 1 : head.right_edge.i + 1]:
            person = by_token.get(token.i)
            if person is None or by_token.get(token.i - 1) is person or id(person) in first:
                continue
            if token.idx >= span[1] or _owns(token, person, by_token):
                continue
            before = token.nbor(-1).lower_
            if before in {"and", ","} and not any(t.dep_ == "relcl" for t in token.ancestors if t.i > head.i):
                first.add(id(person))
                listed.append(token)
        low = min([head, *listed], key=lambda t: t.i).idx
        joined = " and " in self.reading.text[low : listed[-1].idx] if listed else False
        return listed if joined and len(listed) + (head.i in by_token) > 1 else []

    def _one(self, head: Token, found: Found, span: Span, outer: Resolved | None = None) -> Told:
        if not span[0] <= head.idx < span[1]:
            span = (head.left_edge.idx, head.idx + len(head))
        if (told := self.pronouns.resolve(head, found, span, outer)) is not None:
            return told
        person = self._person_in(head, span)
        if person is not None:
            return [self.cast.speaker_of(person)], f"named {person.name}"
        phrase = phrase_of(self.reading, head, span, found)
        if not phrase:
            return [], "the source names nobody"
        whole = head.lower_ == "those" and phrase != "those"
        phrase = f"those {phrase}" if whole else self._share(phrase)
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
        """The organisation whose name a noun introduces: "the lobby group Norvane Water Institute", "a
        company called Corvane"."""
        if person_noun(head):
            return None
        verbs = (c for c in head.children if c.dep_ == "acl" and c.lower_ in {"called", "named"})
        names = (c for verb in verbs for c in verb.children if c.dep_ == "oprd" and c.pos_ == "PROPN")
        beside = (c for c in head.children if c.dep_ == "appos" and c.i > head.i and c.tag_ == "NNP")
        beside = (
            c for c in beside if c.ent_type_ == "ORG" or (is_body(head) and c.i not in self.cast.by_token)
        )
        return next((c for c in beside if c.idx < span[1]), None) or next(names, None)

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
        named = phrase in self.cast.groups.whole and not re.search(r"[’']s ", phrase)
        if self._stands_alone(head, phrase) or (named and not (is_title(head.text) or is_title(phrase))):
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
        one = is_pointed(head) and " " not in phrase and head.lower_ in nationals()
        members = is_plural(head) and (head.ent_type_ == "NORP" or head.pos_ == "NOUN")
        if one or members or person_noun(head) or PARTISANS.match(phrase):
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


def _owns(token: Token, person: Person, by_token: Mapping[int, Person]) -> bool:
    """Whether a name is a possessor's or stands in front of a noun: "Dunn's" wife, a "Dunn" aide."""
    last = token
    while last.i + 1 < len(token.doc) and by_token.get(last.i + 1) is person:
        last = last.nbor()
    if last.i + 1 == len(token.doc):
        return False
    after = last.nbor()
    return after.tag_ == "POS" or (after.pos_ == "NOUN" and person_noun(after) and not after.is_punct)


def _is_bare_role(token: Token) -> bool:
    """Whether a singular noun for a person has no article of its own: "editor"."""
    role = token.pos_ == "NOUN" or is_title(token.text)
    single = (person_noun(token) or is_title(token.text)) and not is_plural(token) and role
    return single and not any(c.dep_ in {"det", "poss", "nummod"} for c in token.children)


def _after_ampersand(token: Token) -> bool:
    """Whether a word goes on a firm's name: "Spencer" in "Marks & Spencer"."""
    return bool(token.i > 0 and token.nbor(-1).text == "&")


def resolve_speakers(
    reading: Reading,
    found: Sequence[Found],
    writers: Sequence[str] = (),
    outlet: str = "",
    heading: int = 0,
) -> Iterator[Resolved]:
    """Resolve the source of every attribution of an article, in reading order.

    Parameters
    ----------
    reading : Reading
        The parsed article.
    found : sequence of Found
        Its attributions, as `find_attributions` returns them.
    writers : sequence of str, optional
        Who "I" and "we" are outside quotation marks: those of the article's byline.
    outlet : str, optional
        Where it appeared: who "we" are in what no one signs.
    heading : int
        Where the headline ends, in characters; 0 where there is none.

    Yields
    ------
    Resolved
        The speakers of each; the same person is the same `Speaker` object throughout.
    """
    cast = Cast(reading, found, heading)
    resolver = Resolver(cast, Writers(cast, writers, outlet))
    # Whom the headline describes is named below it, so that it comes last; "I" in a quotation is who
    # speaks it, which comes first whichever stands first.
    order = sorted(
        range(len(found)),
        key=lambda n: (
            found[n].within is not None and _is_first_person(reading, found[n]),
            found[n].start < heading, found[n].head is None, found[n].head or 0,
        ),
    )  # fmt: skip
    resolved: dict[int, Resolved] = {}
    for n in order:
        outer = found[n].within
        resolved[n] = resolver.resolve(found[n], resolved.get(outer) if outer is not None else None)
    yield from (resolved[n] for n in range(len(found)))


def _is_first_person(reading: Reading, found: Found) -> bool:
    head = found.head
    return head is not None and reading.doc[head].lower_ in ME | US and reading.quote_of[head] >= 0
