"""Sources of several: joint speakers, "they", "others", "both candidates"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newslab.tagging.cast import Cast, Speaker
from newslab.tagging.descriptions import is_plural, person_noun, phrase_of
from newslab.tagging.reading import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Told = tuple[list[Speaker], str]
SOME = frozenset({"all", "others", "some", "many", "most", "those", "these", "few", "several"})


def named_among(cast: Cast, head: Token, span: Span) -> list[Token]:
    """Those named for several: "the rivals, Ana Ruiz and Tom Dunn", "critics like Ana Ruiz"."""
    if not is_plural(head) or head.i in cast.by_token:
        return []
    named = [t for c in head.children if c.dep_ == "appos" for t in (c, *c.conjuncts)]
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"like", "including"}:
            named += [t for c in child.children if c.dep_ == "pobj" for t in (c, *c.conjuncts)]
    named = [t for t in named if t.idx < span[1]]
    known = all(t.i in cast.by_token or t.ent_type_ == "ORG" for t in named)
    return sorted(named, key=lambda t: t.i) if named and known else []


def several(cast: Cast, head: Token) -> list[Speaker]:
    """Those whom "they" means: joint speakers, a plural description, or else a group."""
    spoken = [(i, some) for i, some in cast.several[-1:] if i < head.i]
    options = [*spoken, *_pairs(cast, head), *_plurals(cast, head)]
    if options:
        return max(options, key=lambda pair: pair[0])[1]
    return cast.heard(head.i, "named_group")[-1:] or _last_two(cast, head)


def _last_two(cast: Cast, head: Token) -> list[Speaker]:
    """The two people named last before a word, in its own line or the one before."""
    named = [cast.by_token[t.i] for t in _near(cast, head) if t.i in cast.by_token]
    people = list({id(p): p for p in reversed(named)}.values())
    return [cast.speaker_of(p) for p in reversed(people[:2])] if len(people) > 1 else []


def _near(cast: Cast, head: Token) -> Sequence[Token]:
    """The tokens before a word, in its own line and the one before."""
    line, doc = cast.reading.line_of, cast.reading.doc
    low = head.i
    while low > 0 and head.i - low < 120 and line[head.i] - line[low - 1] <= 2:
        low -= 1
    return [t for t in doc[low : head.i] if cast.reading.quote_of[t.i] < 0]


def _pairs(cast: Cast, head: Token) -> Iterator[tuple[int, list[Speaker]]]:
    """Persons named together before a word: "Ana Ruiz and Tom Dunn"."""
    for token in _near(cast, head):
        if token.i in cast.by_token and token.dep_ in {"nsubj", "nsubjpass"}:
            tokens = [t for t in (token, *token.conjuncts) if t.i in cast.by_token]
            people = list({id(cast.by_token[t.i]): cast.by_token[t.i] for t in tokens}.values())
            if len(people) > 1:
                yield max(t.i for t in tokens), [cast.speaker_of(p) for p in people]


def _plurals(cast: Cast, head: Token) -> Iterator[tuple[int, list[Speaker]]]:
    """Descriptions of several people that are subjects before a word."""
    for token in _near(cast, head):
        subject = token.dep_ in {"nsubj", "nsubjpass"} and is_plural(token)
        if subject and person_noun(token) and token.head != head.head:
            low, high = token.left_edge, token.right_edge
            phrase = phrase_of(cast.reading, token, (low.idx, high.idx + len(high)))
            if phrase:
                yield token.i, [cast.unnamed(token, phrase)]


def some_of_them(cast: Cast, head: Token) -> Told:
    """ "Others", "some", "many" by themselves."""
    if head.lower_ == "others":
        last = [s for s in cast.heard(head.i, "unnamed") if s.plural]
        nouns = [w for w in last[-1].name.split() if w.casefold() not in SOME | {"other"}] if last else []
        if nouns:
            return [cast.unnamed(head, f"other {' '.join(nouns)}")], "others of a kind"
    speaker = cast.unnamed(head, head.lower_)
    speaker.plural = True
    return [speaker], "described only"


def both_of_them(cast: Cast, head: Token) -> list[Speaker]:
    """The two people who are "both candidates" or "both leaders", where just two can be."""
    if not any(c.lower_ == "both" for c in head.children) or not is_plural(head):
        return []
    before = {id(e.speaker) for e in cast.story.events if e.i < head.i}
    told = [s for s in cast.with_role(head.lemma_.casefold(), head.lemma_) if id(s) in before]
    return told if len(told) == 2 else []


def not_only(head: Token) -> list[Token]:
    """Of "not only among the allies but also for Norway, who fear" the word that "not only" brings in."""
    prep = head.head.head if head.dep_ == "conj" and head.head.dep_ == "pobj" else head.head
    before = prep.head if prep.dep_ == "conj" and prep.pos_ == "ADP" else None
    if before is None or before.i == 0 or before.nbor(-1).lower_ != "only":
        return []
    return [c for c in before.children if c.dep_ == "pobj"]
