"""Which organisations and states a source names: "Norvane Watch", "the Russians", "the Ruiz camp"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslab.tagging.bodies import is_body, is_common
from newslab.tagging.cast import Cast, Speaker
from newslab.tagging.descriptions import (
    PARTISANS,
    QUANTITIES,
    is_definite,
    is_plural,
    is_pointed,
    person_noun,
)
from newslab.tagging.groups import COMMON, is_acronym
from newslab.tagging.names import (
    governments,
    is_title,
    nationals,
    normal,
    organisation_in,
    peoples,
    surname,
)
from newslab.tagging.reading import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHO = re.compile(r" (?:who|which|that) ")
# What a campaign is for.
_RACES = frozenset({
    "the", "a", "presidential", "election", "re-election", "reelection", "primary", "senate", "gubernatorial",
    "congressional", "mayoral", "leadership",
})  # fmt: skip
# What stands behind the name of a paper or station: "the Norvane Gazette newspaper".
_OUTLETS = frozenset({
    "broadcaster", "channel", "daily", "network", "newspaper", "paper", "station", "tabloid", "website",
    "weekly",
})  # fmt: skip
# "Anti-tax group the Norvane Alliance".
_THE_NAMED = re.compile(r"\b([a-z]+) the ([A-Z][\w’'-]*(?: [A-Z&][\w’'-]*)+)$")
_BANDS = frozenset({"group", "band", "team", "coalition", "gang", "crowd"})
_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})


def _people_of(cast: Cast, head: Token) -> bool:
    """Whether "the Russians" stands for a government: a people with its article, which headlines leave out,
    and nothing else."""
    before = [c.lower_ for c in head.children]
    alone = before == ["the"] or (not before and not cast.reading.in_sentence(head.i))
    return alone and head.tag_ in {"NNPS", "NNS"} and head.lower_ in peoples()


def _campaigns(cast: Cast, head: Token) -> list[Speaker]:
    """The campaign that "the Ruiz camp" is; the two of "the Ruiz and Dunn campaigns"."""
    names = [c for c in head.children if c.dep_ in {"compound", "nmod"} and c.i < head.i]
    if head.lower_ == "campaign" and names and (person := cast.by_token.get(names[0].i)) is not None:
        rest = {t.lower_ for t in head.doc[head.left_edge.i : head.i] if cast.by_token.get(t.i) is not person}
        if rest <= _RACES:
            return [cast.known(f"{surname(person.name)} campaign", head, "named_group")]
    if head.lower_ == "campaigns":
        names += [c for of in head.children if of.lower_ == "of" for c in of.children if c.i in cast.by_token]
    owners = [t for c in names for t in (c, *c.conjuncts) if t.pos_ == "PROPN"]
    joint = head.lower_ in {"campaigns", "camps"} and len(owners) > 1
    if not joint and not (head.lower_ == "camp" and owners and owners[0].i in cast.by_token):
        return []
    people = [cast.by_token.get(t.i) for t in (owners if joint else owners[:1])]
    called = [surname(p.name) if p else t.text for p, t in zip(people, owners, strict=False)]
    return [cast.known(f"{name} campaign", head, "named_group") for name in called]


def _called(cast: Cast, head: Token, span: Span) -> Token | None:
    """The organisation whose name a noun introduces: "the lobby group Norvane Water Institute", "a
    company called Corvane"."""
    if person_noun(head):
        return None
    before = head.nbor(-1) if head.i else head
    if head.lower_ in _OUTLETS and before.head == head and before.ent_type_ == "ORG":
        return before
    verbs = (c for c in head.children if c.dep_ == "acl" and c.lower_ in {"called", "named"})
    names = (c for verb in verbs for c in verb.children if c.dep_ == "oprd" and c.pos_ == "PROPN")
    beside = (c for c in head.children if c.dep_ == "appos" and c.i > head.i and c.tag_ == "NNP")
    beside = (c for c in beside if normal(c.text) not in COMMON)
    beside = (c for c in beside if c.ent_type_ == "ORG" or (is_body(head) and c.i not in cast.by_token))
    behind = span[1] + len(", ")
    return next((c for c in beside if c.idx <= behind), None) or next(names, None)


def _stands_alone(cast: Cast, head: Token, phrase: str) -> bool:
    """Whether a single word is a name that the parser takes for a noun: "Corvane, a chipmaker, said"."""
    plain = phrase.isalpha() and phrase.istitle() and not person_noun(head) and not is_plural(head)
    if not plain or any(c.dep_ == "det" for c in head.children):
        return False
    apart = any(c.dep_ == "appos" for c in head.children)
    return apart or re.search(rf"[a-z,] {re.escape(phrase)}\b", cast.reading.text) is not None


def _is_group(cast: Cast, head: Token, phrase: str) -> bool:
    """Whether a description names an organisation or state, and not some people of one."""
    named = phrase in cast.groups.whole and not re.search(r"[’']s ", phrase)
    if _stands_alone(cast, head, phrase) or (named and not (is_title(head.text) or is_title(phrase))):
        return True
    if head.tag_ == "NNPS" and " for " in cast.groups.named_at(head):  # "the group Friends for Norvane"
        return True
    if is_body(head) and is_common(cast, head, phrase):
        before = [t for t in head.subtree if t.i < head.i]
        named = any(t.pos_ == "PROPN" or t.ent_type_ in _NAMES or t.dep_ == "poss" for t in before)
        if not named or is_plural(head) or not is_definite(head):
            return False
    if (
        normal(phrase) in governments()
        or is_acronym(phrase)
        or organisation_in(_WHO.split(phrase)[0]) == "media"
    ):
        return head.pos_ == "PROPN" or not (is_plural(head) or person_noun(head))
    if _people_of(cast, head) or (head.lower_ == "police" and any(c.tag_ == "NNP" for c in head.children)):
        return True
    if phrase.endswith("-year-old"):
        return False
    one = is_pointed(head) and " " not in phrase and head.lower_ in nationals()
    counted = any(c.dep_ == "amod" and c.lower_ in QUANTITIES for c in head.children)
    several = is_plural(head) or (counted and head.text.endswith("s"))  # "many Latinos"
    members = several and (head.ent_type_ == "NORP" or head.pos_ == "NOUN" or counted)
    if one or members or person_noun(head) or PARTISANS.match(phrase):
        return False
    if head.pos_ == "PROPN":
        return True
    some = any(c.lower_ in {"a", "an"} for c in head.children) and head.lemma_ in _BANDS
    named = any(t.pos_ == "PROPN" or t.ent_type_ in {"GPE", "ORG", "NORP"} for t in head.subtree)
    return named and not some and organisation_in(head.lemma_) != ""


def groups_named(cast: Cast, head: Token, span: Span, phrase: str) -> list[Speaker]:
    """The organisations or states that a source names, or none where it only describes somebody.

    Parameters
    ----------
    cast : Cast
        Who is in the article.
    head : spacy.tokens.Token
        The noun that heads the source.
    span : (int, int)
        The characters of the source.
    phrase : str
        Its words without the article.
    """
    if campaigns := _campaigns(cast, head):
        return campaigns
    named = _THE_NAMED.search(phrase)
    if named and organisation_in(named[1]) and not is_plural(head):
        return [cast.group(head, named[2])]
    called = _called(cast, head, span)
    if called is not None:
        return [cast.group(called, called.text)]
    return [cast.group(head, phrase)] if _is_group(cast, head, phrase) else []
