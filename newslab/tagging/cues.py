"""Find the words that attribute: verbs of the vocabulary, with their group and their source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from newslab.tagging.reading import Reading, Span
from newslab.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

FRAMES = (
    "quote", "clause", "infinitive", "gerund", "object", "oprd", "silence", "prepositions", "raised",
)  # fmt: skip
_GROUP = ("aux", "auxpass", "neg", "prt")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_EMPTY_SUBJECTS = frozenset({"it", "there", "this", "that", "which", "what"})


@lru_cache(maxsize=1)
def cue_verbs() -> Mapping[str, Mapping[str, str]]:
    """The verbs of cues.csv by lemma."""
    return {row["lemma"]: row for row in vocabulary("cues")}


def cue_row(token: Token) -> Mapping[str, str] | None:
    """The row of the vocabulary for a verb, or for "put it", which says where "put" alone does not."""
    row = cue_verbs().get(_lemma(token))
    if row is None and _lemma(token) == "put":
        objects = [c for c in token.children if c.dep_ in {"dobj", "nsubj"} and c.i == token.i + 1]
        if any(c.lower_ in {"it", "things"} for c in objects):
            return dict.fromkeys(FRAMES, "") | {
                "lemma": "put", "class": "neutral", "quote": "1", "clause": "1",
            }  # fmt: skip
    return row


def candidates(reading: Reading) -> Iterator[tuple[Token, Mapping[str, str]]]:
    """Verbs that may attribute, each with its row of the vocabulary."""
    for token in reading.doc:
        if token.pos_ not in {"VERB", "AUX"} and not (token.tag_.startswith("V") or token.pos_ == "NOUN"):
            continue
        row = cue_row(token)
        if token.i and reading.doc[token.i - 1].text == "-":
            continue  # "so-called", "self-declared"
        if row is not None and (token.pos_ != "NOUN" or _is_mistagged(reading, token)):
            yield token, row


def other_verbs(reading: Reading) -> Iterator[tuple[Token, Mapping[str, str]]]:
    """Verbs that no list names but that have a subject: beside a quotation they may attribute it, too
    ("…,” she surmised)."""
    verbs = cue_verbs()
    frames = dict.fromkeys(FRAMES, "") | {"quote": "1", "class": "neutral"}
    for token in reading.doc:
        finite = token.tag_ in {"VBD", "VBZ", "VBP"} and token.pos_ == "VERB" and token.dep_ != "relcl"
        if not finite or reading.quote_of[token.i] >= 0 or _lemma(token) in verbs:
            continue
        if any(c.dep_ == "nsubj" and c.lower_ not in _RELATIVE for c in token.children):
            yield token, {**frames, "lemma": _lemma(token)}


def _lemma(token: Token) -> str:
    return str(token.lemma_).lower()


def _is_mistagged(reading: Reading, token: Token) -> bool:
    """A cue that the tagger took for a noun beside a quotation: "…,” shouts Ana", "…,” the two write."."""
    quoted = reading.quote_of
    if token.i == 0 or token.i + 1 >= len(reading.doc) or not token.text.islower() or quoted[token.i] >= 0:
        return False
    if quoted[token.i - 1] >= 0:
        return True
    following = reading.doc[token.i + 1]
    ends = following.text in {".", ",", ":"} or following.pos_ in {"ADP", "SPACE"}
    start = next((i for i in range(token.i - 1, max(-1, token.i - 5), -1) if quoted[i] >= 0), None)
    if not ends or start is None:
        return False
    between = reading.doc[start + 1 : token.i]
    said = reading.text[: reading.quotations[quoted[start]].end].rstrip("”\"’'»“ ")[-1:]
    return said in {",", "!", "?", "—", "–"} and all(
        t.pos_ in {"PRON", "DET", "NUM", "NOUN", "PROPN", "ADJ"} for t in between
    )


def is_passive(verb: Token) -> bool:
    """Whether the verb has a passive subject or auxiliary, or opens as "Asked why …, she said"."""
    bare = verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(c.dep_ == "aux" for c in verb.children)
    return bare or any(child.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for child in verb.children)


def cue_span(reading: Reading, verb: Token) -> Span:
    """The verb group: auxiliaries, negation and particle with the verb, where they stand together."""
    low = high = verb.i
    members = {c.i for c in verb.children if c.dep_ in _GROUP or (c.dep_ == "advmod" and c.i == verb.i - 1)}
    while low - 1 in members and reading.doc[low - 1].dep_ in (*_GROUP, "advmod"):
        low -= 1
    while high + 1 in members and reading.doc[high + 1].dep_ == "prt":
        high += 1
    while low < verb.i and reading.doc[low].dep_ == "advmod":
        low += 1
    start, end = reading.doc[low].idx, reading.doc[high].idx + len(reading.doc[high])
    return (start, end) if "\n" not in reading.text[start:end] else (verb.idx, verb.idx + len(verb))


def is_negated(verb: Token) -> bool:
    """Whether "not", "never" or "no one" denies the verb."""
    return any(
        c.dep_ == "neg" or (c.dep_ == "nsubj" and c.lower_ in {"nobody", "none", "neither"})
        for c in verb.children
    )


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The token that heads the verb's subject: its own, or the one that it shares with its head."""
    if verb.lower_ == "adding" and (above := _main_verb(verb)) is not None:
        return subject_of(above, depth + 1)
    if own := subjects_of(verb):
        child = own[-1]
        if child.lower_ in _RELATIVE and verb.dep_ == "relcl":
            return _first_conjunct(verb.head)
        return child
    if depth > 4 or verb.head == verb:
        return None
    head: Token = verb.head
    if verb.dep_ == "relcl" and verb.tag_ in {"VBG", "VBN"}:
        return head
    if verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head if verb.tag_ == "VBG" else subject_of(head.head, depth + 1)
    if verb.dep_ in {"conj", "xcomp", "advcl", "pcomp", "aux", "acl", "dep"} or (
        verb.dep_ == "ccomp" and verb.tag_ == "VBG"
    ):
        while head.pos_ not in {"VERB", "AUX"} and head.head != head:
            head = head.head
        return subject_of(head, depth + 1)
    return None


def _main_verb(verb: Token) -> Token | None:
    """The topmost verb with a subject above this one: who adds is who spoke before."""
    above = [t for t in verb.ancestors if t.pos_ in {"VERB", "AUX"} and subjects_of(t)]
    return above[-1] if above else None


def subjects_of(verb: Token) -> list[Token]:
    """The verb's own subjects, its nearest one last: "the man, who police said was armed" has two."""
    after = verb.tag_ == "VBG"  # "telling the crowd" has no subject
    own = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and not (after and c.i > verb.i)]
    return sorted(own, key=lambda c: -abs(c.i - verb.i))


def _first_conjunct(head: Token) -> Token:
    """Of "voters and firms, who fear …" the whole: the token that heads the joint phrase."""
    while head.dep_ == "conj" and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    return head


def agent_of(verb: Token) -> Token | None:
    """The token after "by" in a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def is_empty_subject(token: Token) -> bool:
    """Whether a subject names nobody: "it", "there"."""
    return token.lower_ in _EMPTY_SUBJECTS


def noun_phrase(reading: Reading, head: Token, verb: Token | None = None) -> Span | None:
    """The phrase that a token heads: with description and apposition, without its relative clauses.

    It never takes in the verb, a quotation or another line, whatever the parser made of them.
    """
    tokens = [t for t in head.subtree if reading.line_of[t.i] == reading.line_of[head.i]]
    banned: set[int] = set()
    for token in tokens:
        clause = token.dep_ in {"relcl", "acl"} and token.i > head.i and token.tag_ not in {"VBG"}
        away = token.dep_ in {"ccomp", "parataxis", "advcl"} or (
            token.dep_ == "punct" and token.text in {":", "—"}
        )
        if token != head and (clause or away):
            banned.update(t.i for t in token.subtree)
    quote = reading.quote_of[head.i]
    keep = {t.i for t in tokens if t.i not in banned and (reading.quote_of[t.i] == quote)}
    if verb is not None:
        keep = {i for i in keep if (i < verb.i) == (head.i < verb.i)}
    low = high = head.i
    while low - 1 in keep:
        low -= 1
    while high + 1 in keep:
        high += 1
    return reading.clip(reading.doc[low].idx, reading.doc[high].idx + len(reading.doc[high]), head.idx)
