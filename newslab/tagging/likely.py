"""Whom "the senator" means of those of whom a story speaks, where what is told of people does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newslab.tagging.cast import Cast, Speaker, is_known_as
from newslab.tagging.descriptions import PARTISANS, is_pointed
from newslab.tagging.foretold import ANONYMOUS
from newslab.tagging.names import (
    allegiances,
    contradicts,
    figure,
    head_nouns,
    known_as,
    only_lesser,
    organisation_in,
    roles,
    word_set,
)
from newslab.tagging.reading import Found

if TYPE_CHECKING:
    from spacy.tokens import Token

_CROWDS = frozenset({
    "crowd", "audience", "electorate", "public", "party", "team", "jury", "panel", "force", "community",
    "family", "couple", "leadership",
})  # fmt: skip
# Offices of which a person has one at a time.
_HELD = frozenset({
    "minister", "president", "mayor", "governor", "senator", "chancellor", "king", "queen",
    "premier", "ambassador", "judge", "chief", "congressman", "congresswoman", "speaker", "secretary",
    "chairman",
})  # fmt: skip
# What nobody is who is known as something else.
_SOLE = frozenset({
    "ambassador", "baby", "bishop", "boy", "child", "coroner", "girl", "judge", "king", "magistrate",
    "patient", "pontiff", "pope", "queen", "toddler",
})  # fmt: skip
# Offices of which there are many at a time, told apart by a plain word.
_OF_SOMETHING = frozenset({"minister", "chief", "judge", "ambassador"})
# "The 52-year-old" may be anybody.
AGED = re.compile(r"\b(\d{1,3})-year-old$")
# What a politician may be called by.
_CREEDS = frozenset({
    "centrist", "conservative", "liberal", "libertarian", "populist", "progressive", "socialist",
})  # fmt: skip
_ANYBODY = {"actor": "", "gender": ""}
# Points that nothing makes up for.
_NEVER = -20.0
# Points by which the likeliest person must be meant before a description that fits nobody is theirs.
_LIKELY = -0.5
# Points for whom the article speaks of most: who alone is named in it has all of them.
_MAIN = 2.0
# So many points must part who is spoken of here from whom the description fits.
_AHEAD = 4.0


def likeliest(cast: Cast, head: Token, found: Found, fits: Sequence[Speaker]) -> Speaker | None:
    """Of those whom a description fits the one of whom the story speaks."""
    if not fits:
        return None
    before = [c for c in cast.story.candidates(head, found, "") if any(c.speaker is s for s in fits)]
    best = max(before, key=lambda c: c.points, default=None)
    return best.speaker if best is not None else None


def nearer(cast: Cast, head: Token, found: Found, phrase: str, told: Speaker) -> Speaker | None:
    """Somebody of whom the story speaks here, where whom the description fits was spoken of far above."""
    noun = head.lemma_.casefold()
    if noun in _SOLE and noun in set().union(*map(head_nouns, told.phrases)):
        return None
    words = word_set(phrase)
    if len(words) > 1 and is_known_as(told.name, noun, words):
        return None
    best = likely_person(cast, head, found, phrase)
    if best is None or best is told:
        return None
    points = {id(c.speaker): c.points for c in cast.story.candidates(head, found, "")}
    ahead = points.get(id(best), 0.0) - points.get(id(told), 0.0)
    return best if ahead > _AHEAD else None


def likely_person(cast: Cast, head: Token, found: Found, phrase: str) -> Speaker | None:
    """The person of whom the story speaks where "the senator" fits nobody by what is told."""
    noun = head.lemma_.casefold()
    anybody = AGED.search(phrase) or allegiances({head.lower_}) or noun in _CREEDS
    row = roles().get(" ".join(phrase.split()[-2:]).casefold()) or roles().get(noun)
    row = row or (_ANYBODY if anybody else None)
    proper = head.ent_type_ in {"ORG", "WORK_OF_ART", "FAC"}
    proper = proper or (head.tag_ == "NNP" and organisation_in(phrase) == "media")
    if row is None or not is_pointed(head) or proper or noun in ANONYMOUS | _CROWDS:
        return None
    fits = [
        (c.points + _suits(c.speaker, phrase, noun, row["actor"]) + _MAIN * c.signs["share"], c.speaker)
        for c in cast.story.candidates(head, found, row["gender"])
        if c.speaker.kind == "named_person" and (c.signs["sure"] or " " in c.speaker.name)
        and not contradicts(phrase, _words_of(c.speaker))
    ]  # fmt: skip
    points, best = max(fits, key=lambda fit: fit[0], default=(_LIKELY, None))
    return best if points >= _LIKELY else None


def _words_of(speaker: Speaker) -> set[str]:
    """The words by which an article or its readers know somebody."""
    return set().union(*map(word_set, (*speaker.phrases, *known_as(speaker.name))))


def _telling(phrase: str, noun: str) -> set[str]:
    """The words that tell which one: those of "the Norvane senator" and "the foreign minister", none of "the
    gruff senator"."""
    words = phrase.split() if noun in _OF_SOMETHING else [w for w in phrase.split() if not w.islower()]
    parties = {w for w in word_set(phrase) if PARTISANS.match(next(iter(allegiances({w})), ""))}
    return word_set(" ".join(words)) - {noun} - parties


def _suits(speaker: Speaker, phrase: str, noun: str, actor: str) -> float:
    """What a person's other descriptions say for or against one more."""
    nouns = set().union(*map(head_nouns, speaker.phrases)) & roles().keys()
    famous = figure(speaker.name)
    lesser = only_lesser(speaker.phrases, noun, word_set(phrase))
    if lesser or (noun in _SOLE and noun not in nouns and (nouns or famous is not None)):
        return _NEVER
    if is_known_as(speaker.name, noun, word_set(phrase)):
        return 1.0
    if not (nouns and actor):
        return 1.0 if famous is not None and famous["actor"] == actor else 0.0
    known = set().union(*map(word_set, speaker.phrases))
    if noun == "leader":
        return 1.0 if word_set(phrase) - {"leader"} <= known else -3.0
    held = noun in _HELD and (nouns | set().union(*map(head_nouns, known_as(speaker.name)))) & _HELD
    if held and not (noun in nouns and _telling(phrase, noun) <= known):
        return -3.0
    if any(roles()[noun]["actor"] == actor for noun in nouns):
        return 1.0
    strange = famous is not None and famous["actor"] != actor and noun not in _words_of(speaker)
    return -3.5 if strange else -1.5
