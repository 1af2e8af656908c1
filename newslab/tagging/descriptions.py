"""The words by which an article describes somebody: where a description ends, and whom it may mean."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newslab.tagging.headnouns import singular
from newslab.tagging.names import documents, role_noun, roles, without_article, word_set
from newslab.tagging.reading import Found, Reading, Span
from newslab.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

INDEFINITE = frozenset({"a", "an", "some", "another", "one", "several", "many", "two", "three", "any"})
QUANTITIES = frozenset(
    [
        "some",
        "many",
        "several",
        "both",
        "another",
        "other",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "most",
        "few",
        "all",
        "more",
        "these",
        "those",
        "this",
        "that",
        "his",
        "her",
        "its",
        "their",
    ]
)
_PRONOUNS = frozenset({"it", "that", "this", "which"})
# Clauses that may tell who is meant.
_RELATIVES = frozenset({"relcl", "acl"})
_STOPS = frozenset({",", "(", "—", "–", "―", ";", ":", "--"})


PARTISANS = re.compile(
    r"^(?:\w+ )*(?:Democrats|Republicans|Conservatives|Tories|Liberals|Greens|Socialists|Social Democrats"
    r"|Christian Democrats|Liberal Democrats|Lib Dems)\b"
)


_HYPHENATED = re.compile(r"(?:-\w+)+")
_HYPHENS_BEFORE = re.compile(r"(?:\w+-)+$")
# So many characters before a word may belong to it.
_WORD = 60
# So many words of a clause may belong to a description.
_CLAUSE = 10
_LOOSE_END = re.compile(
    r"(?:,? (?:and|but) who\b.*|(?: (?:this|last|next) (?:week|month|year|spring|summer|fall|autumn|winter)"
    r"| in (?:19|20)\d\d| on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| here| in (?:general|particular))?"
    r"(?:[ ,]+(?:and|who|but|that|which))*[ ,]*)$"
)
# What stresses a description and tells nothing of who is meant: "even critics", "only 24 percent".
_FOCUS = re.compile(r"^(?:(?:[Ee]ven|[Jj]ust|[Oo]nly)(?: the)? (?=[a-z\d])|[Nn]umber of )")


def person_noun(token: Token) -> bool:
    """Whether a word is a noun for a person: "senator", "woman", "aide"."""
    return token.lemma_.casefold() in roles() or token.lower_ in roles()


def is_plural(token: Token) -> bool:
    """Whether a noun speaks of several."""
    return token.tag_ in {"NNS", "NNPS"} or token.lower_ in {"people", "police"}


def is_definite(head: Token) -> bool:
    """Whether a description takes for granted that one knows who is meant: "the minister", "minister"."""
    return not any(c.lower_ in INDEFINITE for c in head.children if c.dep_ in {"det", "nummod"})


def introduces(token: Token) -> bool:
    """Whether a noun brings in one person who has no name: "a man", "another driver", not "is a man"."""
    new = any(c.lower_ in {"a", "an", "another", "one"} for c in token.children if c.i < token.i)
    return (
        new and token.pos_ == "NOUN" and person_noun(token) and not is_plural(token)
        and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "agent"}
        and token.head.lower_ not in {"as", "like", "of"}
        and not any(c.dep_ == "appos" for c in token.children) and not _is_many(token)
    )  # fmt: skip


def _is_many(token: Token) -> bool:
    """Whether "a host of statements" only says how many."""
    of = (c for c in token.children if c.lower_ == "of")
    return token.lower_ == "host" and any(is_plural(o) for c in of for o in c.children if o.dep_ == "pobj")


def appositions(head: Token) -> list[str]:
    """What an article adds to the name of a group: "a watchdog" of "Clean Ledger, a watchdog"."""
    return [
        without_article(head.doc[c.left_edge.i : min(c.right_edge.i + 1, c.left_edge.i + 12)].text)
        for c in head.children
        if c.dep_ == "appos" and c.i > head.i and c.pos_ == "NOUN"
    ]


def phrase_of(reading: Reading, head: Token, span: Span, found: Found | None = None) -> str:
    """The words of a description without article, as the source has them: up to what tells something else.

    A comma, a dash, another's name or a clause end it; a clause belongs to it only where nothing else
    tells who it is.

    Parameters
    ----------
    reading : Reading
        The parsed article.
    head : spacy.tokens.Token
        The noun that heads it.
    span : (int, int)
        The characters of the source.
    found : Found, optional
        The attribution: a clause right behind the source, and before its cue and content, may be needed to
        tell who "two people" are.
    """
    doc = reading.doc
    keep: list[Token] = []
    end = span[1] if found is None else _clause_end(reading, head, span, found)
    for token in doc[_first_word(reading, head, span) :]:
        if token.idx >= end:
            break
        if token.idx < span[0]:
            continue
        if token.i > head.i and not _goes_on(token, head, keep):
            break
        keep.append(token)
    if is_plural(head) and any(t.lower_ in {"a", "an"} and t.head == head for t in keep):
        keep = [t for t in keep if t.i >= head.i]  # "a tactic Democrats hope …"
    verb = len(keep) > 1 and keep[0].i > 0 and keep[0].tag_ in {"VBD", "VBN"}
    if verb and keep[0].nbor(-1).lower_ in _PRONOUNS:  # "this angered Latinos who …"
        keep = keep[1:]
    words = "".join(t.text_with_ws for t in keep)
    if keep:  # "ex" of "ex-wife" is half a word
        rest = _HYPHENATED.match(reading.text, keep[-1].idx + len(keep[-1]))
        words = words + rest[0] if rest and not words.endswith(" ") else words
    low = max(0, keep[0].idx - _WORD) if keep else 0
    if keep and (before := _HYPHENS_BEFORE.search(reading.text, low, keep[0].idx)):
        words = before[0] + words
    phrase = without_article(words)
    if phrase[:1] in {'"', "“"} and phrase.count('"') + phrase.count("”") < 2:
        phrase = phrase[1:]  # a mark that the source opens and what is left out closes
    hidden = next((m.start() for p in anonymity() if (m := p.search(phrase)) and m.start() > 0), len(phrase))
    return _FOCUS.sub("", _LOOSE_END.sub("", phrase[:hidden]))


def _first_word(reading: Reading, head: Token, span: Span) -> int:
    """Where the words of a description begin: of "the Ruiz campaign projects growth", where the parser takes
    the verb for the noun, all words beside its head belong to it."""
    own = reading.doc.char_span(*span, alignment_mode="expand") if head.dep_ == "compound" else None
    beside = own is not None and all(t.head == head.head for t in own)
    return own.start if own is not None and beside else int(head.left_edge.i)


def whole_phrase(reading: Reading, noun: Token) -> str:
    """The words of a description by all that hangs on its noun, where it is no source."""
    low, high = noun.left_edge, noun.right_edge
    return phrase_of(reading, noun, (low.idx, high.idx + len(high)))


@lru_cache(maxsize=1)
def anonymity() -> tuple[re.Pattern[str], ...]:
    """What says why somebody is not named, and nothing of who it is."""
    asked = (row for row in vocabulary("unnamed") if row["reason"] != "none")
    return tuple(re.compile(row["phrase"], re.IGNORECASE) for row in asked)


def second_role(first: Token, other: Token) -> bool:
    """Whether two singular nouns share an article and so a person: "the mayor and party leader"."""
    single = first.tag_ == other.tag_ == "NN" and person_noun(first) and person_noun(other)
    return single and not any(c.dep_ in {"det", "poss"} for c in other.children)


def _clause_end(reading: Reading, head: Token, span: Span, found: Found) -> int:
    """Where a source ends with the short clause behind it, if nothing else tells who it is."""
    last = reading.doc.char_span(*span, alignment_mode="expand")[-1]
    those = last.lower_ == "those"  # "families of those hurt by the storm"
    noun = last if those else head
    clause = next((c for c in noun.children if c.dep_ in _RELATIVES and c.i > noun.i), None)
    if clause is None or clause.right_edge.i - clause.left_edge.i > _CLAUSE:
        return span[1]
    low, end = clause.left_edge.idx, clause.right_edge.idx + len(clause.right_edge)
    beside = low >= span[1] and not reading.text[span[1] : low].strip()
    free = not any(s < end and e > span[1] for s, e in (*found.cue, *found.content))
    return end if beside and free and (those or not _told(head, clause.left_edge.i)) else span[1]


def _goes_on(token: Token, head: Token, keep: list[Token]) -> bool:
    """Whether a word after a description's head still belongs to it."""
    if token.text == "&" or (token.i and token.nbor(-1).text == "&"):
        return True
    if head.doc[head.i : head.i + 3].text.casefold() == "one or more":
        return True
    if any(c.dep_ == "conj" and second_role(head, c) and token.i <= c.i for c in head.children):
        return True
    if token.text == ",":
        return _lists(token, head)
    if token.lower_ == "than" and not any(t.tag_ in {"JJR", "RBR"} for t in keep):
        return False
    dash = token.text == "-" and token.i > 0 and bool(token.nbor(-1).whitespace_ and token.whitespace_)
    if dash or token.text in _STOPS or (token.dep_ == "conj" and token.head.i < head.i):
        return False
    if token.head == head and token.dep_ in {"cc", "conj", "appos"}:
        return False
    if token.dep_ == "acl" and token.head == head and token.tag_ == "VBD":
        return False  # a verb that the parser takes for a participle
    clause = next((t for t in (token, *token.ancestors) if t.head == head and t.dep_ in _RELATIVES), None)
    if clause is None or token.i < clause.left_edge.i or not _told(head, clause.left_edge.i):
        return True
    long = clause.right_edge.i - clause.left_edge.i > _CLAUSE
    made = clause.dep_ == "acl" and clause.tag_ == "VBN" and head.lemma_.casefold() in documents()
    return not (made or (clause.dep_ == "relcl" and long))


def _lists(comma: Token, head: Token) -> bool:
    """Whether a comma parts places or things of a description: "leaders across Norway, Chile and Japan"."""
    listed = comma.head
    return (
        listed != head
        and listed.i > head.i
        and any(c.dep_ == "conj" and c.i > comma.i for c in listed.children)
    )


def _told(head: Token, here: int) -> bool:
    """Whether words before a token tell who a noun is, besides how many."""
    telling = {"amod", "compound", "poss", "nmod", "prep"}
    own = (c for c in head.children if c.i < here and c.dep_ in telling)
    return head.pos_ == "PROPN" or any(c.lower_ not in QUANTITIES for c in own)


def bare(phrase: str) -> set[str]:
    """The words of a description that tell who is meant."""
    return word_set(phrase) - QUANTITIES


def same_description(known: str, phrase: str, *, pointed: bool) -> bool:
    """Whether a description comes back: "a senior Clinton aide" … "the aide".

    `pointed` says that "the", "this" or "that" points to somebody known, by fewer words perhaps.

    Examples
    --------
    >>> same_description("senior Clinton aide", "aide", pointed=True)
    True
    >>> same_description("senior Clinton aide", "aide", pointed=False)
    False
    >>> same_description("Clinton aide", "Trump aide", pointed=True)
    False
    >>> same_description("administration officials", "administration", pointed=True)
    False
    """
    own, new = bare(known), bare(phrase)
    fewer = pointed and bool(new) and new <= own and not _goes_before_people(known, phrase)
    return fewer or word_set(known) == word_set(phrase)


def _goes_before_people(known: str, phrase: str) -> bool:
    """Whether the noun of a phrase only tells whose people are meant: "administration" of "… officials"."""
    _, _, after = known.casefold().partition(phrase.casefold().rsplit(" ", 1)[-1] + " ")
    return bool(after) and role_noun(singular(after.split()[0])) in roles()


def is_pointed(head: Token) -> bool:
    """Whether "the", "this" or "that" points to somebody known."""
    low = head.left_edge.i
    # The parser may part "the" from "46-year-old".
    apart = head.pos_ == "ADJ" or head.lower_ == "year"
    before = [head.doc[low - 1]] if low and apart else []
    return any(c.lower_ in {"the", "this", "that", "these", "those"} for c in (*head.children, *before))
