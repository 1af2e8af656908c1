"""The words by which an article describes somebody: where a description ends, and whom it may mean."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newslab.tagging.names import roles, without_article, word_set
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
# Clauses that may tell who is meant.
_RELATIVES = frozenset({"relcl", "acl"})
_STOPS = frozenset({",", "(", "—", "–", ";", ":", "--"})


PARTISANS = re.compile(
    r"^(?:\w+ )*(?:Democrats|Republicans|Conservatives|Tories|Liberals|Greens|Socialists|Social Democrats"
    r"|Christian Democrats|Liberal Democrats|Lib Dems)\b"
)


_HYPHENATED = re.compile(r"(?:-\w+)+")
_HYPHENS_BEFORE = re.compile(r"(?:\w+-)+$")
# So many words of a clause may belong to a description.
_CLAUSE = 22
_LOOSE_END = re.compile(r"(?:,? (?:and|but) who\b.*|(?:[ ,]+(?:and|who|but))*[ ,]*)$")
_ONE = re.compile(r"^(?:one|another) (?!of\b|in\b|or\b|more\b)", re.IGNORECASE)


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
        and not any(c.dep_ == "appos" for c in token.children)
    )  # fmt: skip


def appositions(head: Token) -> list[str]:
    """What an article adds to the name of a group: "a watchdog" of "Clean Ledger, a watchdog"."""
    return [
        without_article(head.doc[c.left_edge.i : min(c.right_edge.i + 1, c.left_edge.i + 12)].text)
        for c in head.children
        if c.dep_ == "appos" and c.i > head.i and c.pos_ == "NOUN"
    ]


def phrase_of(reading: Reading, head: Token, span: Span, found: Found | None = None) -> str:
    """The words of a description without article: up to a comma, a title's or a clause's beginning.

    A short relative clause belongs to it, a participle only where nothing else tells who it is.

    Parameters
    ----------
    reading : Reading
        The parsed article.
    head : spacy.tokens.Token
        The noun that heads it.
    span : (int, int)
        The characters of the source.
    found : Found, optional
        The attribution; the description may go on after the source, up to its cue or content.
    """
    doc = reading.doc
    keep: list[Token] = []
    common = found is not None and head.pos_ != "PROPN"
    end = _end(reading, head, span, found) if found is not None and common else span[1]
    for token in doc[head.left_edge.i : head.right_edge.i + 1]:
        if not span[0] <= token.idx < end:
            continue
        if token.i > head.i and not _goes_on(token, head, keep):
            break
        keep.append(token)
    words = "".join(t.text_with_ws for t in keep)
    if keep:  # "ex" of "ex-wife" is half a word
        rest = _HYPHENATED.match(reading.text, keep[-1].idx + len(keep[-1]))
        words = words + rest[0] if rest and not words.endswith(" ") else words
    if keep and (before := _HYPHENS_BEFORE.search(reading.text, 0, keep[0].idx)):
        words = before[0] + words
    phrase = without_article(words)
    hidden = next((m.start() for p in anonymity() if (m := p.search(phrase)) and m.start() > 0), len(phrase))
    phrase = _LOOSE_END.sub("", phrase[:hidden])
    return _ONE.sub("", phrase) if not is_plural(head) else phrase


@lru_cache(maxsize=1)
def anonymity() -> tuple[re.Pattern[str], ...]:
    """What says why somebody is not named, and nothing of who it is."""
    asked = (row for row in vocabulary("unnamed") if row["reason"] != "none")
    return tuple(re.compile(row["phrase"], re.IGNORECASE) for row in asked)


def _end(reading: Reading, head: Token, span: Span, found: Found) -> int:
    """Where the words about a source end at the latest: at its line's end, its cue or its content."""
    _, end = reading.line(head)
    after = [s for s, _ in (*found.cue, *found.content) if s > head.idx]
    end = min([end, *after])
    clause = next((c for c in head.children if c.dep_ in {"relcl", "acl"} and c.i > head.i), None)
    if clause is not None and clause.right_edge.idx >= end:
        return span[1]
    return max(end, span[1])


def second_role(first: Token, other: Token) -> bool:
    """Whether two singular nouns share an article and so a person: "the mayor and party leader"."""
    single = first.tag_ == other.tag_ == "NN" and person_noun(first) and person_noun(other)
    return single and not any(c.dep_ in {"det", "poss"} for c in other.children)


def _goes_on(token: Token, head: Token, keep: list[Token]) -> bool:
    joined = token.text == "&" or (token.i and token.nbor(-1).text == "&")
    if joined:
        return True
    if any(c.dep_ == "conj" and second_role(head, c) and token.i <= c.i for c in head.children):
        return True
    if token.head == head and token.dep_ in {"cc", "conj", "appos", "punct"} and token.text not in {"-", "/"}:
        return False
    if token.text in _STOPS or (token.dep_ == "conj" and token.head.i < head.i):
        return False
    clause = next((t for t in (token, *token.ancestors) if t.head == head and t.dep_ in _RELATIVES), None)
    if clause is not None:
        told = any(
            c.dep_ in {"amod", "compound", "poss", "nmod", "prep", "nummod"} and c.i < clause.i
            for c in head.children
        )
        short = clause.right_edge.i - clause.left_edge.i < _CLAUSE
        return bool(short and (clause.dep_ == "relcl" or not told))
    return bool(token.tag_ != "WP")


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
    """
    own, new = bare(known), bare(phrase)
    return word_set(known) == word_set(phrase) or (pointed and bool(new) and new <= own)


def is_pointed(head: Token) -> bool:
    """Whether "the", "this" or "that" points to somebody known."""
    return any(c.lower_ in {"the", "this", "that", "these", "those"} for c in head.children)
