"""Attributions that name nobody: "is said to …", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from newslab.tagging.cues import agent_of, cue_row, cue_span, is_passive, noun_phrase, subject_of
from newslab.tagging.reading import Found, Reading, Span
from newslab.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token


@lru_cache(maxsize=1)
def _adverbs() -> Mapping[str, str]:
    return {row["lemma"]: row["class"] for row in vocabulary("cue_adverbs")}


def _to_end(reading: Reading, first: Token, head: Token) -> Span | None:
    """From a token to the end of what `head` governs, within the sentence."""
    _, stop = reading.sentence(first)
    last = head.right_edge
    return reading.clip(first.idx, min(stop, last.idx + len(last)), first.idx)


def raised_rule(reading: Reading) -> Iterator[Found]:
    """ "The driver is said to be unhurt": the subject belongs to what is said."""
    for verb in reading.doc:
        row = cue_row(verb) if verb.tag_ == "VBN" else None
        if row is None or not row["raised"] or not is_passive(verb):
            continue
        clause = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
        if clause is None or clause.left_edge.lower_ != "to":
            continue
        told = _to_end(reading, clause.left_edge, clause)
        subject, agent = subject_of(verb), agent_of(verb)
        about = noun_phrase(reading, subject, verb) if subject is not None else None
        source = noun_phrase(reading, agent, verb) if agent is not None else None
        if told:
            content = [about, told] if about and about[1] <= told[0] else [told]
            yield Found(
                [source] if source else [], [cue_span(reading, verb)], content, "raised", row["lemma"],
                row["class"], agent.i if source and agent is not None else None,
            )  # fmt: skip


def adverb_rule(reading: Reading) -> Iterator[Found]:
    """ "The singer reportedly paid nine million": the clause around the adverb is what is said."""
    for token in reading.doc:
        cue_class = _adverbs().get(token.lower_)
        if cue_class is None:
            continue
        verb = token.head
        while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
            verb = verb.head
        if verb.pos_ not in {"VERB", "AUX"} or _says(reading, verb):
            continue  # "reportedly told them that …" is a cue with a source of its own
        content = _clause_around(reading, token, verb)
        if content:
            cue = (token.idx, token.idx + len(token))
            yield Found([], [cue], content, "adverb", token.lower_, cue_class)


def _says(reading: Reading, verb: Token) -> bool:
    """Whether a verb is a cue that has a clause, or quoted words right after it."""
    row = cue_row(verb)
    if row is None or not row["quote"]:
        return False
    quoted = any(reading.quote_of[i] >= 0 for i in range(verb.i + 1, min(verb.i + 4, len(reading.doc))))
    return quoted or any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children)


def _clause_around(reading: Reading, adverb: Token, verb: Token) -> list[Span]:
    start, stop = reading.sentence(adverb)
    subject = subject_of(verb)
    low = max(start, verb.left_edge.idx)
    if subject is not None and start <= subject.left_edge.idx < adverb.idx:
        low = subject.left_edge.idx
    last = verb.right_edge
    end = adverb.idx + len(adverb)
    before = reading.clip(low, adverb.idx, adverb.idx) if low < adverb.idx else None
    after = reading.clip(end, min(stop, last.idx + len(last)), adverb.idx) if end < stop else None
    return [span for span in (before, after) if span]
