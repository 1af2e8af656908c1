"""Whom a description means: "the minister", "his lawyer", "a Ukrainian military source"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslab.frames import JOINT
from newslab.tagging.bodies import PLACES, body_meant, is_body
from newslab.tagging.campaigns import campaign_meant, followers_of, party_meant
from newslab.tagging.cast import SCIENTISTS, Cast, Speaker
from newslab.tagging.descriptions import (
    QUANTITIES,
    anonymity,
    bare,
    is_definite,
    is_plural,
    is_pointed,
    person_noun,
    phrase_of,
    same_description,
    whole_phrase,
)
from newslab.tagging.foretold import foretold, named_below
from newslab.tagging.likely import AGED, likeliest, likely_person, nearer
from newslab.tagging.names import allegiances, word_set
from newslab.tagging.owners import MINISTRIES, OWNERS, first_and_last, ministry_of, owned_by
from newslab.tagging.plural import Told, both_of_them
from newslab.tagging.reading import Found
from newslab.tagging.story import HE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

# So many characters behind a source may say that it asked not to be named.
_ASIDE = 120
_ADMINISTRATION = re.compile(r"\b(?!The\b)([A-Z][\w’'-]+?)(?:[’']s?)? [Aa]dministration\b")
_PRESIDENT = re.compile(r"\bPresident (?:[A-Z][\w.]+ ){0,2}?([A-Z][\w-]+)\b(?! [A-Z]|-)")
# Bodies of which an article has one in mind where it writes of their people.
_EMPLOYERS = frozenset({"agency", "airline", "bank", "bureau", "company", "firm", "network"})
# What stands beside a description and is none of it.
_BESIDE = frozenset({"appos", "punct"})
# The ages of a teenager.
_TEENS = frozenset(map(str, range(13, 20)))
# So many words back somebody has just been brought in.
_JUST = 80
# So many speakers back a description may still mean one.
_RECENT = 100


def described(cast: Cast, head: Token, found: Found, phrase: str) -> Told:
    """ "The minister", "a Ukrainian military source": someone named elsewhere, or unnamed.

    Parameters
    ----------
    cast : Cast
        Who is in the article.
    head : spacy.tokens.Token
        The noun that heads the description.
    found : Found
        The attribution.
    phrase : str
        The description without its article.

    Returns
    -------
    list of Speaker, str
        Who is meant, and why.
    """
    if both := both_of_them(cast, head):
        return both, f"“{phrase}” are {JOINT.join(s.name for s in both)}"
    owner = next((c for c in head.children if c.dep_ == "poss" and c.lower_ in OWNERS), None)
    if owner is not None:
        return owned_by(cast, head, owner, phrase)
    if named := foretold(cast, head, found, phrase):
        return [named], f"“{phrase}” is {named.name}, named below"
    single = is_definite(head) and not is_plural(head)
    body = is_body(head) and not is_plural(head)
    if body and not single and (group := _group_meant(cast, head, found, phrase)):
        return [group[0]], group[1]
    if is_plural(head) and (whose := followers_of(cast, head, found, phrase)):
        return [cast.unnamed(head, whose)], "a candidate’s, not named"
    if is_plural(head) and (whose := _people_of_body(cast, head, phrase)):
        return [cast.unnamed(head, whose)], "an organisation’s, not named"
    if is_plural(head) and (team := _team(cast, head, phrase)):
        return [team], f"“{phrase}” are the {team.name}"
    if single:
        told = _one_person(cast, head, found, phrase)
        if told is not None:
            return [told[0]], told[1]
    elif whole := _those_just_told_of(cast, head, phrase):
        return [cast.unnamed(head, whole)], f"brought in as “{whole}”"
    elif is_definite(head) and (known := _heard_before(cast, head, phrase)):
        return [known], f"“{phrase}” was mentioned before"
    if phrase.casefold() == "administration" and (whose := _administration(cast)):
        return [cast.known(whose, head, "named_group")], f"“{phrase}” is the {whose}"
    if single and body and (is_pointed(head) or not cast.reading.in_sentence(head.i)):
        name = cast.groups.expand_within(_introduced_as(cast, head, phrase))
        return [cast.known(name, head, "named_group")], "an organisation by its noun"
    told_as = _introduced_as(cast, head, phrase) if single else phrase
    return [cast.unnamed(head, _with_names(cast, head, told_as))], "described, not named"


def _administration(cast: Cast) -> str:
    """ "Ruiz administration" where an article has that somewhere, or has a President Ruiz."""
    named = _ADMINISTRATION.search(cast.reading.text) or _PRESIDENT.search(cast.reading.text)
    return f"{named[1]} administration" if named else ""


def _people_of_body(cast: Cast, head: Token, phrase: str) -> str:
    """ "Norvair executives" where an article just says "company executives"."""
    body = head.nbor(-1) if head.i else head
    if body.head != head or body.lower_ not in _EMPLOYERS or not person_noun(head):
        return ""
    if not phrase.casefold().startswith(body.lower_):
        return ""
    name = body_meant(cast, body, body.text)
    return f"{name}{phrase[len(body) :]}" if name else ""


def _team(cast: Cast, head: Token, phrase: str) -> Speaker | None:
    """Those whom a story of science first calls a team and then "the authors", "the scientists"."""
    if cast.team is None or phrase.casefold() not in SCIENTISTS or not is_pointed(head):
        return None
    return cast.unnamed(*cast.team) if cast.team[0].i < head.i else None


def _introduced_as(cast: Cast, head: Token, phrase: str) -> str:
    """The words by which an article brings in what it calls by fewer later: "a panel to the ministry"."""
    if not is_pointed(head) or any(t.i > head.i and t.dep_ not in _BESIDE for t in head.children):
        return phrase
    new = cast.brought_in(head)
    if new is not None and bare(phrase) < bare(new[1]):
        return new[1]
    return (_fuller(cast, head) or phrase) if is_body(head) and phrase.casefold() == head.lower_ else phrase


def _fuller(cast: Cast, head: Token) -> str:
    """ "Regional works board" where "the board" was so called just before."""
    for token in reversed(head.doc[max(0, head.i - _JUST) : head.i]):
        told = any(c.dep_ in {"compound", "amod"} and c.i < token.i for c in token.children)
        if token.lower_ == head.lower_ and token.pos_ == "NOUN" and told and is_pointed(token):
            return str(head.doc[token.left_edge.i + 1 : token.i + 1].text)
    return ""


def _those_just_told_of(cast: Cast, head: Token, phrase: str) -> str:
    """ "Angry young voters" where "these voters" are said to think something a few words on; of prosecutors,
    who are those of one case, also where they stand alone."""
    alone = phrase.casefold() == "prosecutors"
    clause = any(c.dep_ in {"relcl", "acl", "prep"} for c in head.children)
    if not (alone or any(c.lower_ == "these" or (c.lower_ == "those" and not clause) for c in head.children)):
        return ""
    for token in reversed(head.doc[0 if alone else max(0, head.i - _JUST) : head.i]):
        told = any(c.dep_ in {"compound", "amod"} and c.lower_ not in QUANTITIES for c in token.children)
        if token.lemma_ == head.lemma_ and is_plural(token) and told:
            return whole_phrase(cast.reading, token).partition(" who ")[0]
    return ""


def _with_names(cast: Cast, head: Token, phrase: str) -> str:
    """A description with the name of whom "him" or "his" at its end means: "a person close to him"."""
    last = phrase.rsplit(" ", 1)[-1].casefold()
    token = next((t for t in head.subtree if t.i > head.i and t.lower_ == last and last in HE), None)
    owner = cast.story.who(token) if token is not None else None
    if owner is None or owner.kind != "named_person":
        return phrase
    return f"{phrase[: -len(last)]}{first_and_last(owner)}"


def _one_person(cast: Cast, head: Token, found: Found, phrase: str) -> tuple[Speaker, str] | None:
    """Who one person is: by what is told of the named, else somebody heard, else the likeliest."""
    fits = cast.with_role(head.lemma_.casefold(), phrase) or _of_age(cast, phrase)
    told = likeliest(cast, head, found, fits)
    if told is not None and (new := _just_so_called(cast, head, phrase, told)):
        return new
    if told is not None and (near := nearer(cast, head, found, phrase, told)):
        near.phrases.append(phrase)
        return near, f"“{phrase}” most likely means {near.name}"
    if told is not None:
        return told, f"“{phrase}” describes {told.name}"
    if group := _group_meant(cast, head, found, phrase):
        return group
    if known := _heard_before(cast, head, phrase):
        return known, f"“{phrase}” was mentioned before"
    if nobody := _nobody_named(cast, head, found):
        return nobody
    if below := _so_called_below(fits, phrase):
        return below, f"“{phrase}” is {below.name}, named below"
    if likely := likely_person(cast, head, found, phrase):
        likely.phrases.append(phrase)
        return likely, f"“{phrase}” most likely means {likely.name}"
    if fits:
        return fits[0], f"“{phrase}” describes {fits[0].name}"
    below = named_below(cast, head, phrase)
    return (below, f"“{phrase}” is {below.name}, named below") if below is not None else None


def _so_called_below(fits: Sequence[Speaker], phrase: str) -> Speaker | None:
    """Who is first named after "the inspector general", and beside these very words; a party tells nobody."""
    words = word_set(phrase)
    telling = len(words) > 1 and not any(allegiances({w}) for w in words)
    return fits[0] if telling and len(fits) == 1 and phrase in fits[0].phrases else None


def _just_brought_in(cast: Cast, head: Token) -> tuple[Token, str] | None:
    """The noun that brought in somebody like this a few words before, and the description."""
    new = cast.brought_in(head)
    return new if new is not None and head.i - new[0].i <= _JUST else None


def _just_so_called(cast: Cast, head: Token, phrase: str, told: Speaker) -> tuple[Speaker, str] | None:
    """Who was just brought in by the words of a description, which were never said of the one whom it fits:
    "a Norvane naval officer" … "the Norvane officer"."""
    new = _just_brought_in(cast, head)
    if new is None or " " not in phrase:
        return None
    known = set().union(*map(word_set, told.phrases))
    words = word_set(phrase)
    if words <= word_set(new[1]) and not words <= known:
        return cast.unnamed(*new), f"brought in as “{new[1]}”"
    return None


def _nobody_named(cast: Cast, head: Token, found: Found) -> tuple[Speaker, str] | None:
    """Who has no name, and why: just brought in as "a designer", or promised not to be named."""
    new = _just_brought_in(cast, head)
    own = [t for t in head.children if t.dep_ in {"compound", "amod"} and t.tag_ in {"NNP", "NNPS"}]
    if new is not None and not (own and any(t.lower_ not in word_set(new[1]) for t in own)):
        words = word_set(new[1])
        beside = any(words & word_set(phrase) for person in cast.people for phrase in person.phrases)
        return None if beside else (cast.unnamed(*new), f"brought in as “{new[1]}”")
    start, end = found.source[0]
    later = [s for s, _ in found.content if s >= end]
    words_about = cast.reading.text[start : min([end + _ASIDE, *later])]
    if not any(pattern.search(words_about) for pattern in anonymity()):
        return None
    phrase = _with_names(cast, head, phrase_of(cast.reading, head, found.source[0]))
    return cast.unnamed(head, phrase), "asked not to be named"


def _of_age(cast: Cast, phrase: str) -> list[Speaker]:
    """Those whose age the article gives as a description does: "the 52-year-old"."""
    match = AGED.search(phrase)
    ages = {match[1]} if match else _TEENS if phrase.casefold() in {"teen", "teenager"} else frozenset()
    return [cast.speaker_of(p) for p in cast.people if ages and not ages.isdisjoint(p.phrases)]


def _group_meant(cast: Cast, head: Token, found: Found, phrase: str) -> tuple[Speaker, str] | None:
    """The organisation that "the company" or "the ministry" is."""
    if phrase.casefold() == "campaign" and (campaign := campaign_meant(cast, head, found)):
        return campaign, f"“{phrase}” is the {campaign.name}"
    name = body_meant(cast, head, phrase) if is_body(head) or phrase.casefold() in PLACES else ""
    if not name and phrase.casefold() == "party":
        name = party_meant(cast, head)
    if not name and phrase.casefold() in MINISTRIES:
        spoken = (s for _, some in reversed(cast.spoken[-_RECENT:]) for s in some)
        name = next((m for s in spoken if (m := ministry_of(s))), "")
    name = cast.groups.in_full(name)
    return (cast.known(name, head, "named_group"), f"“{phrase}” stands for {name}") if name else None


def _heard_before(cast: Cast, head: Token, phrase: str) -> Speaker | None:
    """The unnamed speaker whom a description brings back."""
    pointed = is_pointed(head)
    before = cast.in_mind(head.i)
    return next((s for s in before if same_description(s.name, phrase, pointed=pointed)), None)
