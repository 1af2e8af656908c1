"""The person whom a source names, and by which words: "the mayor, Ana Ruiz", not "Ana Ruiz's lawyer"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from newslab.tagging.cast import Cast
from newslab.tagging.descriptions import is_plural, person_noun
from newslab.tagging.names import allegiances, is_title, normal, roles
from newslab.tagging.people import Person, nearly_has_surname
from newslab.tagging.reading import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE_NAMES = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PUNCT", "PRON", "PART"})

# What tells somebody's name: "identified as", "named".
_CALLED = frozenset({"identified", "named", "called", "known", "introduced", "recognised", "recognized"})
_ALONG = re.compile(r", (?:along|together) with (?=[A-Z])")
_FROM = re.compile(r"(?: (?:of|from|with) [^,]+)?\W*")
_SELF = frozenset({"himself", "herself", "themselves"})
# So many words on the name must come.
_CLAUSE = 8


def plainly_named(cast: Cast, span: Span) -> tuple[int, Person] | None:
    """The person whom a source names at its end, behind roles and those whose aide or wife it is.

    "The mayor, Ana Ruiz", "his wife, the Dunn aide Ana Ruiz": the parser may have taken another head.
    """
    by_token = cast.by_token
    tokens = list(cast.reading.doc.char_span(*span, alignment_mode="expand") or ())
    named = [t for t in tokens if t.i in by_token and by_token.get(t.i - 1) is not by_token[t.i]]
    if not named or any(t.tag_ in {"WP", "WDT"} for t in tokens):
        return None
    first, person = named[-1], by_token[named[-1].i]
    rest = [t for t in tokens if t.i > first.i and by_token.get(t.i) is not person]
    if rest and rest[0].text == "(" and rest[-1].text == ")":  # "Ana Ruiz (D-Norvane)"
        rest = []
    if rest and rest[0].lower_ in {"of", "from"} and all(t.tag_ == "NNP" or t.is_punct for t in rest[1:]):
        rest = []  # "Sen. Ana Ruiz of Norvane"
    if any(not t.is_punct for t in rest) or not _introduced(tokens[0], first):
        return None
    noun = next((t for t in tokens if t.pos_ == "NOUN"), tokens[0])
    if noun.i < first.i and is_plural(noun) and noun.nbor().pos_ == "ADP":
        return None  # "supporters of her rival, Tom Dunn"
    owners = all(by_token[t.i] is person or owns(t, by_token) or _is_served(t, first) for t in named[:-1])
    return (first.i, person) if owners else None


def _is_served(token: Token, name: Token) -> bool:
    """Whether a name before another is of whom that serves: "a lawyer for Mr. Dunn, Ana Ruiz"."""
    role = token.head.head
    served = token.dep_ == "pobj" and token.head.lower_ in {"for", "to"} and person_noun(role)
    return served and not is_plural(role) and name.nbor(-1).text == ","


def listed(cast: Cast, span: Span) -> list[Person]:
    """Those whom a plural introduces without a comma, or whom "along with" joins: "the senators Ana Ruiz and
    Tom Dunn (Norvane)", "Ana Ruiz, along with Tom Dunn"."""
    people: list[Person]
    tokens = list(cast.reading.doc.char_span(*span, alignment_mode="expand") or ())
    if _ALONG.search(cast.reading.text, *span):
        own = [cast.by_token[t.i] for t in tokens if t.i in cast.by_token and not owns(t, cast.by_token)]
        people = list({id(p): p for p in own}.values())
        return people if len(people) > 1 else []
    first = next((n for n, t in enumerate(tokens) if t.i in cast.by_token and not is_title(t.text)), 0)
    # "A study by the economists Ana Ruiz and Tom Dunn", "Eva Moll and the senators …"
    made = any(t.lower_ == "by" or t.i in cast.by_token for t in tokens[:first])
    if not first or made or not _is_plural_role(tokens[first - 1]):
        return []
    depth, people = 0, []
    for token in tokens[first:]:
        depth += (token.text == "(") - (token.text == ")")
        if (person := cast.by_token.get(token.i)) is not None:
            people += [person] if all(person is not p for p in people) else []
        elif not (depth or token.is_punct or token.lower_ in {"and", "&", "both"} or is_title(token.text)):
            return []
    return people if len(people) > 1 else []


def _is_plural_role(token: Token) -> bool:
    """Whether a word is a role or title of several: "senators", "Sens."."""
    token = token.nbor(-1) if token.text == "." and token.i else token
    title = token.text.endswith(("s", "s.")) and is_title(token.text.rstrip(".").removesuffix("s"))
    return title or (is_plural(token) and person_noun(token))


def _introduced(start: Token, name: Token) -> bool:
    """Whether only titles and roles stand between a name and its source’s beginning or a comma."""
    at = name
    commas = [t.i for t in start.doc[start.i : name.i] if t.text == ","]
    start = start.doc[commas[-1] + 1] if commas else start
    while at.i > start.i:
        at = at.nbor(-1)
        if at.text == "," or (at.lower_ == "and" and person_noun(name.nbor(-1))):
            return True
        if at.is_quote and at.i < name.i - 1:  # "the “Norvane Nights” star Eva Moll"
            return True
        if at.pos_ == "ADP" and _heads_office(start, name):
            return True
        if at.lower_.startswith("ex-") or _within_organisation(at, name.nbor(-1)):
            continue  # "ex-Norvane Gov. Ana Ruiz", "League of Towns president Ana Ruiz"
        begins = at.i == start.i and at.text.istitle() and at.pos_ == "VERB"  # "Presumptive"
        if at.pos_ not in _BEFORE_NAMES and at.tag_ not in {"POS", "VBG"} and not begins:
            return False
    last = name.nbor(-1) if name.i > start.i else name
    owned = last.tag_ == "POS" or last.text in {"’", "'"}
    return last is name or last.pos_ == "DET" or owned or is_title(last.text) or (
        (person_noun(last) or _is_partisan(last)) and not is_plural(last)
    )  # fmt: skip


def _within_organisation(of: Token, role: Token) -> bool:
    """Whether a word is the "of" in an organisation's name before a role: "League of Towns president"."""
    if of.lower_ != "of" or not (person_noun(role) and role.text.islower()) or is_plural(role):
        return False
    before, after = of.nbor(-1) if of.i else of, of.nbor(1)
    return before.text.istitle() and after.text.istitle() and not person_noun(before)


def _is_partisan(token: Token) -> bool:
    """Whether a word is somebody of a party or nation: "Democrat", not "Washington"."""
    return token.ent_type_ != "GPE" and bool(allegiances({token.lower_}))


def _heads_office(start: Token, name: Token) -> bool:
    """Whether a source begins with an office, of which a name before somebody's own is part: "Governor of
    Norvane Ana Ruiz", not "aides of Mayor Ana Ruiz"."""
    office = next((t for t in start.doc[start.i : name.i] if t.pos_ == "ADP"), start)
    noun, last = office.nbor(-1) if office.i > start.i else start, name.nbor(-1)
    held = start.pos_ != "DET" and person_noun(noun) and not is_plural(noun)
    if is_title(last.text) and last.nbor(-1).tag_ in {"NNP", "NNPS"}:
        return held  # "Speaker of the House Rep. Ana Ruiz"
    told = is_title(last.text) or person_noun(last) or _is_partisan(last)
    return held and last.tag_ in {"NNP", "NNPS"} and not told


def person_in(cast: Cast, head: Token, span: Span) -> Person | None:
    """The person whom the source names: not the one in "Ms. Ruiz's lawyer", "a friend of Ruiz" or
    "a Ruiz campaign aide"."""
    if head.i in cast.by_token:
        return cast.by_token[head.i]
    after = next((t.i for t in head.doc[head.i + 1 : head.i + 3] if not t.is_space), -1)
    if head.text.endswith(".") and is_title(head.text) and after in cast.by_token:
        return cast.by_token[after]  # the name of a source that ends with its title
    word = head.text.title() if head.text.isupper() else head.text
    if word in cast.surnames and head.pos_ != "PRON":  # "He" is "Liu He" seldom
        return cast.surnames[word]
    alone = re.sub(r"[’']s?$", "", cast.reading.text[span[0] : span[1]].strip())
    if head.text[:1].isupper() and alone == word:
        misprinted = [p for p in cast.people if nearly_has_surname(p, normal(word))]
        if misprinted:
            return misprinted[0]
    inside = [t for t in head.subtree if span[0] <= t.idx < span[1] and t.i in cast.by_token and t.i > head.i]
    for token in inside:
        link = token
        while link != head and link.dep_ in {"appos", "compound", "flat", "nmod"}:
            link = link.head
        if is_plural(head) and any(c.pos_ == "ADP" and c.i < token.i for c in head.children):
            continue  # "supporters of her rival, Tom Dunn"
        if link == head and (head.lemma_.casefold() in roles() or token.dep_ == "appos"):
            return cast.by_token[token.i]
    # "An attorney for Mr. Dunn, Ana Ruiz": the name that a comma parts from all before it.
    last = next((t for t in reversed(inside) if _ends(cast, t, span)), None)
    one = person_noun(head) and not is_plural(head)
    return cast.by_token[last.i] if last is not None and one else None


def called_by_name(cast: Cast, head: Token, cue: Collection[Span]) -> Person | None:
    """The person whose name a clause tells: "a woman identified as Eva Moll", "a man named Tom Dunn".

    Words of the cue tell none: "a lawmaker called Mr. Dunn a liar".
    """
    if not person_noun(head) or is_plural(head):
        return None
    named = False
    for token in head.doc[head.i + 1 : head.i + _CLAUSE]:
        if token.i in cast.by_token:
            told = named and token.nbor(-1).lower_ in _CALLED | _SELF | {"as"}
            return cast.by_token[token.i] if told else None
        if token.text in {".", ";", ",", "—"}:
            return None
        calling = token.lower_ == "calling" and token.nbor().lower_ in _SELF
        said = any(start <= token.idx < end for start, end in cue)
        named = named or (token.lower_ in _CALLED and not said) or calling
    return None


def _ends(cast: Cast, token: Token, span: Span) -> bool:
    """Whether a comma stands before the name that a word ends, and nothing but whence they are after it."""
    first, _ = ends_of_name(token, cast.by_token)
    rest = cast.reading.text[token.idx + len(token) : span[1]]
    return first.i > 0 and first.nbor(-1).text == "," and _FROM.fullmatch(rest) is not None


def ends_of_name(token: Token, by_token: Mapping[int, Person]) -> tuple[Token, Token]:
    """The first and the last word of the name of which a word is part."""
    person, low, high = by_token.get(token.i), token.i, token.i
    while person is not None and by_token.get(low - 1) is person:
        low -= 1
    while person is not None and by_token.get(high + 1) is person:
        high += 1
    return token.doc[low], token.doc[high]


def owns(token: Token, by_token: Mapping[int, Person]) -> bool:
    """Whether a name is a possessor's or stands in front of a noun: "Dunn's" wife, a "Dunn" aide."""
    _, last = ends_of_name(token, by_token)
    if last.i + 1 == len(token.doc):
        return False
    after = last.nbor()
    return after.tag_ == "POS" or (after.pos_ == "NOUN" and person_noun(after) and not after.is_punct)
