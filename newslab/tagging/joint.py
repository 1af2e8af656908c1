"""The parts of a joint source, each with its own words: "Both Russia and North Korea"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslab.tagging.bodies import PLACES
from newslab.tagging.cast import Cast
from newslab.tagging.descriptions import is_plural, person_noun, second_role
from newslab.tagging.named import ends_of_name, owns
from newslab.tagging.names import is_title, nations, normal, states
from newslab.tagging.people import Person
from newslab.tagging.plural import named_among, not_only
from newslab.tagging.reading import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

# So many words of titles and roles stand before a name.
_TITLES = 8
_PARTING = frozenset({"and", ",", "-", "--", "–", "—"})
_PARTED = re.compile(r",? and |, ")


def _conjuncts(cast: Cast, head: Token, span: Span) -> list[Token]:
    """The heads of a joint source: "Both Russia and North Korea"."""
    tokens = [head, *head.conjuncts]
    inside = sorted((t for t in tokens if span[0] <= t.idx < span[1]), key=lambda t: t.i)
    same = [t for t in inside if t.pos_ in {"NOUN", "PROPN", "PRON"} and not _after_ampersand(t)]
    same = [*not_only(head), *(t for t in same if t == same[0] or not second_role(same[0], t))]
    same += [t for t in _listed(cast, head, span) if t not in same]
    same = _without_roles(cast, sorted(same, key=lambda t: t.i))
    if same and head not in same:
        head = same[0]
    if names := _only_names(cast, span) or _only_places(cast, head, span):
        return names
    if is_plural(head) and same[:1] == [head] and len(same) > 2:  # "two members, Ana Ruiz and Tom Dunn"
        told = [t for t in same[1:] if t.i in cast.by_token]
        if len(told) == len(same) - 1 and _before_titles(ends_of_name(told[0], cast.by_token)[0]) == ",":
            return told
    persons = {id(cast.by_token[t.i]) for t in same if t.i in cast.by_token}
    if len(same) > 1 and len(persons) + sum(t.i not in cast.by_token for t in same) > 1:
        return same
    return named_among(cast, head, span) or [*not_only(head), head]


def _only_names(cast: Cast, span: Span) -> list[Token]:
    """The people of a source that is nothing but names, as in headlines: "Ruiz, Dunn"."""
    own = cast.reading.doc.char_span(*span, alignment_mode="expand") or ()
    words = [t for t in own if not t.is_punct and t.lower_ not in {"and", "&"}]
    parted = len(words) < len(own)
    if not parted or not all(t.i in cast.by_token for t in words):
        return []
    people = {id(cast.by_token[t.i]): t for t in words}
    return list(people.values()) if len(people) > 1 else []


def _only_places(cast: Cast, head: Token, span: Span) -> list[Token]:
    """The places of "the states of Norvane and Corvia" or, in a headline, of "Norvane, Corvia"."""
    if head.lemma_.casefold() in PLACES and is_plural(head):
        of = (o for c in head.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj")
        named = [t for first in of for t in (first, *first.conjuncts) if t.idx < span[1]]
        return named if len(named) > 1 and all(t.pos_ == "PROPN" for t in named) else []
    own = list(cast.reading.doc.char_span(*span, alignment_mode="expand") or ())
    places = [t for t in own if t.ent_type_ == "GPE" and t.ent_iob_ == "B"]
    commas = sum(t.text == "," for t in own)
    bare = all(t.ent_type_ == "GPE" or t.text in {",", "and"} for t in own)
    if not (bare and commas and len(places) == commas + 1 and head in places):
        return []
    parts = {*map(normal, states().values())}
    alike = all(t.lower_ in parts for t in places) or all(t.lower_ in nations() for t in places)
    return places if alike else []  # "Austin, Texas" is one place


def _without_roles(cast: Cast, tokens: list[Token]) -> list[Token]:
    """Without the roles of somebody named: "former judge and mayor Tom Dunn"."""
    if not any(t.i in cast.by_token for t in tokens):
        return tokens
    return [t for t in tokens if t.i in cast.by_token or not _is_bare_role(t)]


def _own(cast: Cast, part: Token, span: Span) -> Span:
    """The words about one of several organisations: "Boots" of "IBM, Boots and Corvane"."""
    if part.pos_ != "PROPN" or part.i in cast.by_token or not span[0] <= part.idx < span[1]:
        return span
    cuts = [m.span() for m in _PARTED.finditer(cast.reading.text, *span)]
    low = max((end for _, end in cuts if end <= part.idx), default=span[0])
    return low, min((start for start, _ in cuts if start > part.idx), default=span[1])


def _listed(cast: Cast, head: Token, span: Span) -> list[Token]:
    """The people of a list that the parser takes for appositions: "Tom Dunn, Ana Ruiz and Eva Moll"."""
    by_token = cast.by_token
    others = is_plural(head) and any(c.dep_ == "prep" for c in head.children)  # "advisers to candidates, …"
    if head.i not in by_token and (others or not person_noun(head)):
        return []
    first = {id(by_token[head.i])} if head.i in by_token else set()
    listed = []
    for token in cast.reading.doc[head.i + 1 : head.right_edge.i + 1]:
        person = by_token.get(token.i)
        if person is None or by_token.get(token.i - 1) is person or id(person) in first:
            continue
        if token.idx >= span[1] or owns(token, by_token):
            continue
        if _under(token, by_token):
            continue
        before = _before_titles(token)
        clause = any(t.dep_ == "relcl" for t in token.ancestors if t.i > head.i)
        if before in _PARTING and not clause:
            first.add(id(person))
            listed.append(token)
    low = min([head, *listed], key=lambda t: t.i).idx
    joined = " and " in cast.reading.text[low : listed[-1].idx] if listed else False
    return listed if joined and len(listed) + (head.i in by_token) > 1 else []


def _before_titles(token: Token) -> str:
    """The word before a name and the titles and roles in front of it: the "and" of "and editor Eva Moll"."""
    at = token.nbor(-1)
    for _ in range(_TITLES):
        role = is_title(at.text) or at.pos_ in {"PROPN", "ADJ"} or (at.pos_ == "NOUN" and not is_plural(at))
        if at.i == 0 or not role:
            break
        at = at.nbor(-1)
    return str(at.lower_)


def _under(token: Token, by_token: Mapping[int, Person]) -> bool:
    """Whether a name ends a list of others' than the speakers': "an official under Mr. Dunn and Ana Ruiz"."""
    _, last = ends_of_name(token, by_token)
    first = last
    while first.dep_ == "conj":
        first = first.head
    if first != last and first.dep_ == "appos":  # "the Arjay and Frances Moll Chair"
        return first.i not in by_token and first.pos_ == "PROPN"
    served = first.i in by_token or (first.i > 0 and person_noun(first.nbor(-1)))
    return first != last and bool(first.dep_ == "pobj") and served


def _is_bare_role(token: Token) -> bool:
    """Whether a singular noun for a person has no article of its own: "editor"."""
    role = token.pos_ == "NOUN" or is_title(token.text)
    single = (person_noun(token) or is_title(token.text)) and not is_plural(token) and role
    return single and not any(c.dep_ in {"det", "poss", "nummod"} for c in token.children)


def _after_ampersand(token: Token) -> bool:
    """Whether a word goes on a firm's name: "Spencer" in "Marks & Spencer"."""
    return bool(token.i > 0 and token.nbor(-1).text == "&")


def parts_of(cast: Cast, head: Token, span: Span) -> list[tuple[Token, Span]]:
    """The parts of a joint source, each with its own words."""
    parts = _conjuncts(cast, head, span)
    return [(part, _own(cast, part, span) if parts[1:] else span) for part in parts]
