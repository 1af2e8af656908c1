"""Which organisation a common noun means: "the company", "the agency", a headline's "Super PAC"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from newslab.tagging.descriptions import is_definite, is_pointed, person_noun
from newslab.tagging.groups import COMMON
from newslab.tagging.names import allegiances, nations, normal, organisation_in, states, word_set
from newslab.tagging.story import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newslab.tagging.cast import Cast

# Nouns that the kinds of organisations do not tell, with the kinds that they may name.
_ANY = frozenset({"", "business", "campaign", "civil_society", "expert", "media", "other"})
_UNIONS = frozenset({"", "civil_society"})
_KINDS = {
    **dict.fromkeys(["group", "organization", "organisation", "body", "institution", "network"], _ANY),
    **dict.fromkeys(["association", "charity", "nonprofit", "union", "watchdog"], _UNIONS),
    **dict.fromkeys(["chain", "brand", "giant", "developer", "maker"], frozenset({"", "business"})),
    **dict.fromkeys(["agency", "bureau", "department"], frozenset({"official"})),
    **dict.fromkeys(["paper", "station", "publication"], frozenset({"media"})),
    **dict.fromkeys(["centre", "center", "office", "service", "force", "club", "tank", "pac"], frozenset()),
}  # fmt: skip
# Nouns for any business; others, such as "airline", are for one kind.
_FIRMS = frozenset({
    "company", "firm", "corporation", "business", "giant", "developer", "maker", "startup", "start-up",
    "conglomerate", "brand", "group",
})  # fmt: skip
# Firms, though a list of roles has them.
_TRADES = frozenset({
    "automaker", "broadcaster", "carmaker", "chipmaker", "drugmaker", "insurer", "lender", "manufacturer",
    "planemaker", "retailer", "shipbuilder",
})  # fmt: skip
# Nouns of whole fields and crowds, which are no single organisation.
_CROWDS = frozenset({
    "community", "crowd", "establishment", "industry", "initiative", "market", "media", "movement",
    "news", "opposition", "police", "press", "public", "regime", "sector",
})  # fmt: skip
# Cities that are states, and states called as their city is.
_CITIES = frozenset({"hong kong", "luxembourg", "macau", "monaco", "new york", "singapore", "washington"})
PLACES = frozenset({"city", "state", "country", "nation", "town"})
# What a headline calls a panel.
_PANELS = frozenset({"board", "commission", "committee", "panel", "subcommittee"})
_CENTRES = {"center": "centre", "organization": "organisation"}
_SCHOOLS = re.compile(r"\b(?:University|College|School|Hospital|Court|Congress|Museum)\b")
# What no company is called.
_NO_FIRM = re.compile(
    r"\b(?:Act|Agency|Association|Awards?|Bureau|Championship|Committee|Conference|Convention|Council|Cup"
    r"|Department|Festival|Foundation|Fund|Games|Institute|League|Ministry|Office|Party|Prize|Society|Union)\b"
)
# So many names back a group may still be meant.
_RECENT = 100
# Points: the noun is in the name; each other word of the description that is, or is not; the kind agrees;
# named in these lines, in this sentence or the one before, latest of all that fit; spoke last; each mention.
_LINES = 2
_NOUN, _SHARED, _LACKING, _AGREES, _UNKNOWN = 2.0, 1.0, -0.6, 0.7, 0.4
_NEAR, _BESIDE, _LATEST, _SPOKE, _OFTEN = 0.5, 0.3, 0.5, 0.8, 0.1
_ENOUGH = 0.7
# An article is about an organisation that it names so often.
_OFTEN_NAMED = 4


def is_body(head: Token) -> bool:
    """Whether a word is a common noun for one or more organisations: "agency", "companies"."""
    noun = _noun(head)
    known = noun in _KINDS or organisation_in(noun) != ""
    known = known and (noun in _TRADES or not person_noun(head))
    return known and head.pos_ in {"NOUN", "PROPN"} and noun not in _CROWDS


def _noun(head: Token) -> str:
    word = str(head.lemma_).casefold()
    return word.removesuffix("s") if head.tag_ == "NNPS" else word


def is_common(cast: Cast, head: Token, phrase: str) -> bool:
    """Whether a noun names no organisation, though it has a capital: "Super PAC", a headline's "Group"."""
    if head.pos_ == "NOUN" or head.text[:1].islower() or normal(phrase) in COMMON:
        return True
    if phrase in cast.groups.whole or cast.reading.in_sentence(head.i):
        return False
    return re.search(rf"\b{re.escape(_noun(head))}s?\b", cast.reading.text) is not None


def body_meant(cast: Cast, head: Token, phrase: str) -> str:
    """The organisation that "the company" is, by its name, or ''.

    Parameters
    ----------
    cast : Cast
        Who is in the article.
    head : spacy.tokens.Token
        The noun that heads the description.
    phrase : str
        The description without its article.
    """
    noun = _noun(head)
    if phrase.casefold() in PLACES:
        return _place(cast, head, phrase.casefold())
    if any(c.dep_ == "poss" or (c.dep_ == "relcl" and " " in phrase) for c in head.children):
        return ""
    lead = head.i < cast.texts.lead
    words = {_CENTRES.get(w, w) for w in word_set(phrase)} - {_CENTRES.get(noun, noun)}
    words = {w for w in words if not {normal(n) for n in allegiances({w})} & nations().keys()}
    if is_definite(head) and (name := _best(cast, head, phrase, noun, words)):
        return name
    if is_pointed(head) and (name := _in_its_words(cast, head, phrase, noun, words)):
        return name
    if not (lead or is_pointed(head)):
        return ""
    return _below(cast, head, noun, words) or _main(cast, noun)


def bodies_alike(cast: Cast, head: Token) -> list[str]:
    """The organisations named before a word that may all be called by it: those of "both firms"."""
    names = dict.fromkeys(name for _, name in _named(cast, 0, head.i))
    return [name for name in names if _fit(cast, name, head.text, _noun(head), set()) > 0]


def _place(cast: Cast, head: Token, kind: str) -> str:
    """The place that "the city", "the state" or "the country" is: the last one named that is of its kind."""
    named = [n for start, n, label in reversed(cast.groups.named) if start < head.i and label == "GPE"]
    parts = {*map(normal, states().values())}
    if kind in {"country", "nation"}:
        named = [n for n in named if normal(n) in nations()]
    elif kind in {"city", "town"}:
        named = [n for n in named if normal(n) not in {*nations(), *parts} - _CITIES]
    else:
        named = [n for n in named if normal(n) in parts] or named
    return next(iter(named), "")


def _best(cast: Cast, head: Token, phrase: str, noun: str, words: set[str]) -> str:
    """The likeliest of the organisations named or heard before."""
    named = _named(cast, 0, head.i)
    last = {name: start for start, name in named}
    heard = [s.name for s in cast.heard(head.i, "named_group") if s.name.casefold() not in {phrase, noun}]
    last |= {name: last.get(name, -1) for name in heard}
    count = Counter(name for _, name in named)
    line, sentence = cast.reading.line_of, cast.story.sentence
    points = {}
    for name, start in last.items():
        fit = _fit(cast, name, phrase, noun, words)
        if fit > 0:
            near = _NEAR if start >= 0 and line[head.i] - line[start] <= _LINES else 0.0
            near += _BESIDE * (start >= 0 and sentence[head.i] - sentence[start] <= 1)
            spoke = _SPOKE if heard[-1:] == [name] else 0.0
            points[name] = fit + near + spoke + _OFTEN * min(count[name], 8)
    latest = max(points, key=last.__getitem__, default="")
    if latest and line[head.i] - line[max(0, last[latest])] <= _LINES:
        points[latest] += _LATEST
    best = max(points, key=lambda name: (points[name], last[name]), default="")
    return best if best and points[best] >= _ENOUGH else ""


def _in_its_words(cast: Cast, head: Token, phrase: str, noun: str, words: set[str]) -> str:
    """The organisation that speaks of itself by name: “Norvair has found no leak,” the company said."""
    reading = cast.reading
    for token in reversed(reading.doc[: head.i]):
        if reading.line_of[token.i] != reading.line_of[head.i]:
            return ""
        named = token.pos_ == "PROPN" and token.i not in cast.by_token and token.dep_ in SUBJECTS
        if named and reading.quote_of[token.i] >= 0:
            name = cast.groups.named_at(token) or reading.doc[token.left_edge.i : token.i + 1].text
            if _fit(cast, name, phrase, noun, words) > 0:
                return name
    return ""


def _main(cast: Cast, noun: str) -> str:
    """The organisation of which the article tells most, where its kind agrees."""
    count = Counter(n for _, n in _named(cast, 0, len(cast.reading.doc)))
    name, times = next(iter(count.most_common(1)), ("", 0))
    return name if times >= _OFTEN_NAMED and organisation_in(name) in _allowed(noun) else ""


def _below(cast: Cast, head: Token, noun: str, words: set[str]) -> str:
    """The organisation that an article names below its headline or lead, where its name or kind tells."""
    told = _allowed(noun) == {"media"}
    for start, name in _named(cast, head.i + 1, len(cast.reading.doc)):
        if cast.reading.doc[start - 1].text == "(":  # the agency of a dateline
            continue
        own = _about(cast, name)
        if _nouns(noun) & own or (words & own and organisation_in(name) in _allowed(noun)):
            return name
        if told and organisation_in(name) == "media":
            return name
    return ""


def _named(cast: Cast, low: int, high: int) -> list[tuple[int, str]]:
    """The organisations named from one token up to another, but for states; the last of many."""
    named = cast.groups.organisations
    first = bisect_left(named, low, key=lambda n: n[0])
    last = bisect_left(named, high, key=lambda n: n[0])
    return named[first:last] if low else named[max(0, last - _RECENT) : last]


def _allowed(noun: str) -> frozenset[str]:
    """The kinds of organisations that a noun may name."""
    kind = organisation_in(noun)
    if noun in _KINDS:
        return _KINDS[noun]
    return {"business": frozenset({"business", ""}), "media": frozenset({"media"})}.get(kind, frozenset())


def _nouns(noun: str) -> frozenset[str]:
    """The nouns of which one is in the name of what a noun means."""
    return _PANELS if noun == "panel" else frozenset({_CENTRES.get(noun, noun)})


def _about(cast: Cast, name: str) -> set[str]:
    """The words of a group's name and of what the article calls it."""
    words = word_set(name) | cast.groups.called.get(name, set())
    return {_CENTRES.get(w, w) for w in words}


def _fit(cast: Cast, name: str, phrase: str, noun: str, words: set[str]) -> float:
    own = _about(cast, name)
    if any(w[:1].isupper() and w.casefold() not in own for w in phrase.split()[1:]):
        return 0.0
    shared = _SHARED * len(words & own) + _LACKING * len(words - own)
    if own & _nouns(noun):
        return _NOUN + shared
    allowed, kind = _allowed(noun), organisation_in(name)
    other = not kind and noun in _FIRMS and _NO_FIRM.search(name)
    if kind not in allowed or other or _SCHOOLS.search(name):
        return 0.0
    if kind and not (kind == "business" and noun not in _FIRMS):
        return _AGREES + shared
    return (_UNKNOWN if " " in name else _UNKNOWN / 2) + shared
