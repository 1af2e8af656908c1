"""The word by which a source names who speaks: its head, whose words they are, whom calls did not reach."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslab.tagging.bodies import is_body
from newslab.tagging.cast import Cast
from newslab.tagging.descriptions import person_noun
from newslab.tagging.documents import is_document
from newslab.tagging.plural import SOME
from newslab.tagging.reading import Found, Reading, Span
from newslab.tagging.story import HE

if TYPE_CHECKING:
    from spacy.tokens import Token

# What somebody utters, and is no text of its own.
_UTTERED = frozenset({
    "speech", "word", "words", "remark", "remarks", "comment", "comments", "rhetoric", "tone", "question",
    "answer", "claim", "assertion", "argument", "announcement", "warning", "criticism", "pledge", "promise",
    "vow", "call", "insistence", "suggestion", "contention", "accusation", "allegation", "denial", "belief",
    "view", "opinion", "response", "reply", "message", "praise", "complaint", "appeal", "demand",
    "prediction", "explanation", "dictum", "motto",
})  # fmt: skip
# What one writes by, or puts one's name to.
_OWN = frozenset({"statement", "account"})
# What one sends to those who do not answer it.
_SENT = frozenset(
    {"call", "e", "email", "inquiry", "letter", "mail", "message", "query", "question", "request"}
)
_TO = frozenset({"to", "with", "for", "from"})
_ASKED = frozenset({"comment", "information", "interview", "response", "statement"})
_ANSWERED = re.compile(r"\b(?:return|answer|acknowledge)")


def head_of(reading: Reading, found: Found) -> Token:
    """The word that heads a source: its own, where the grammar of its sentence leads out of it."""
    head = reading.doc[found.head or 0]
    if some := _some_in(reading, found.source[0]):
        return some
    own = reading.doc.char_span(*found.source[0], alignment_mode="expand")
    if own is None:
        return head
    twice = (t for t in own if t.i < head.i and t.dep_ == head.dep_ == "nsubj" and t.head == head.head)
    if (first := next(twice, None)) is not None and (is_document(first) or not is_body(first)):
        return first  # "A study published in the journal Norvane Science found"
    clause = next((t.i for t in own if t.tag_ in {"WDT", "WP", "WP$"}), own.end)
    comma = next((t.i for t in own if t.text == ","), own.end)
    if own.start < comma < clause < head.i < own.end:  # "the log, pages of which The Lantern published"
        return reading.doc[own.start : comma].root
    if clause < own.end or any(start <= head.idx < end for start, end in found.source):
        return head
    entity = reading.entity_of.get(head.i)
    cut = entity is not None and head.i == own.end < entity.end  # "Ana" of "Ana Ruiz"
    return head if cut else own.root


def _some_in(reading: Reading, span: Span) -> Token | None:
    """The first word of "so many in this county", which the parser hangs elsewhere."""
    words = list(reading.doc.char_span(*span, alignment_mode="expand") or ())
    some, *rest = words[1:] if words and words[0].lower_ == "so" else words or [None]
    if some is None or some.lower_ not in SOME or some.pos_ != "ADJ" or len(rest) < 2:
        return None
    return some if rest[0].lower_ in {"in", "at", "on"} else None


def whose_words(cast: Cast, head: Token, found: Found, span: Span) -> Token:
    """Of "Mr. Dunn's remarks" the one whose remarks they are, where that is somebody named or meant.

    So of "a statement from the office" the office, of "her account", by which she writes, her, and of "a
    call to the office", which was not returned, the office.
    """
    noun = head.lemma_.casefold()
    if noun in _SENT and any(_ANSWERED.search(cast.reading.text, *cue) for cue in found.cue):
        return _reached(head, span)
    if noun == "statement":
        source = (c for c in head.children if c.lower_ == "from" and c.i > head.i)
        issuer = next((o for c in source for o in c.children if o.dep_ == "pobj" and o.idx < span[1]), None)
        if issuer is not None:
            return issuer
    if noun not in _UTTERED | _OWN:
        return head
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    known = owner is not None and (
        owner.i in cast.by_token or owner.lower_ in HE or (noun in _UTTERED and person_noun(owner))
    )
    return owner if owner is not None and known else head


def _reached(head: Token, span: Span) -> Token:
    """Those whom calls and messages reached that were not answered: "a message left with Ana Ruiz"."""
    own = head.doc.char_span(*span, alignment_mode="expand") or ()
    ways = [t for t in own if t.i > head.i and t.lower_ in _TO]
    whom = [o for t in sorted(ways, key=lambda t: t.lower_ == "from") for o in t.children if o.dep_ == "pobj"]
    return next((o for o in whom if o.lemma_.casefold() not in _ASKED), head)
