"""Texts and data that speak: what they are called, and which one "the poll" means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslab.tagging.names import documents, organisation_in, without_article
from newslab.tagging.reading import Reading, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_POLLS = frozenset({"poll", "survey", "questionnaire", "polling", "census"})
_REPORTS = frozenset(
    {"report", "study", "examination", "analysis", "review", "paper", "document", "audit", "memo", "inquiry",
     "investigation", "memorandum", "research", "dossier", "finding"}
)  # fmt: skip
# Verbs between a text and its maker: "conducted by", "that appeared in".
_MADE = frozenset(
    [
        "conduct",
        "release",
        "issue",
        "write",
        "produce",
        "commission",
        "compile",
        "draw",
        "carry",
        "author",
        "appear",
        "publish",
        "make",
        "do",
    ]
)
_OUT = frozenset({"appear", "publish"})
_MAKERS = frozenset({"by", "from", "of", "in"})


def is_document(head: Token) -> bool:
    """Whether a noun is a text or data."""
    return head.pos_ == "NOUN" and head.lemma_.casefold() in documents()


def kind_of_text(noun: str) -> frozenset[str]:
    """The nouns that an article may use in turn for one text."""
    return next((kind for kind in (_POLLS, _REPORTS) if noun in kind), frozenset({noun}))


def document_name(reading: Reading, head: Token, span: Span, phrase: str) -> str:
    """What a text is called: with its maker in front, if the article tells it.

    "A new poll of 900 voters by Tidewater Research" is "Tidewater Research poll".
    """
    doc = reading.doc
    low = next(
        (t.i for t in doc[head.left_edge.i : head.i] if t.idx >= span[0] and t.tag_ in {"NNP", "NNPS"}), None
    )
    if low is not None:
        while low > head.left_edge.i and doc[low - 1].dep_ == "compound" and doc[low - 1].text[:1].isupper():
            low -= 1
        return without_article(doc[low : head.i + 1].text)
    maker = _maker(reading, head)
    return f"{maker} {head.text}" if maker else phrase


def _maker(reading: Reading, head: Token) -> str:
    """The organisations or people by whom a text is said to be made, beside its noun."""
    for token in head.subtree:
        if token.i < head.i or token.lower_ not in _MAKERS:
            continue
        verb = token.head if token.head != head else None
        if verb is not None and (
            verb.lemma_ not in _MADE or (token.lower_ != "by" and verb.lemma_ not in _OUT)
        ):
            continue
        name = next((c for c in token.children if c.dep_ == "pobj" and c.tag_ in {"NNP", "NNPS"}), None)
        names = [
            n
            for t in ((name, *name.conjuncts) if name is not None else ())
            if (n := _entity(reading, t, token.lower_))
        ]
        if names:
            return " and ".join(names)
    return ""


def _entity(reading: Reading, name: Token, preposition: str) -> str:
    """The organisation, or after "by" the person, whose name a word belongs to."""
    entity = reading.entity_of.get(name.i)
    if entity is None or "\n" in entity.text:
        return ""
    maker = entity.label_ == "ORG" or organisation_in(entity.text) == "media"
    person = entity.label_ == "PERSON" and preposition == "by"
    return without_article(entity.text) if maker or person else ""


def named_texts(reading: Reading) -> list[tuple[int, str, str]]:
    """The texts that an article calls by a name: token, noun, name."""
    out = []
    for token in reading.doc:
        if reading.quote_of[token.i] < 0 and is_document(token):
            low, high = token.left_edge, token.right_edge
            span = (low.idx, high.idx + len(high))
            name = document_name(reading, token, span, "")
            if name:
                out.append((token.i, token.lemma_.casefold(), name))
    return out
