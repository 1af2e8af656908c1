"""What the trained tagger and the rules propose as attributions, described for the judge that chooses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.tagging.confidence import confidence_of
from newslab.tagging.cues import cue_verbs, subject_of
from newslab.tagging.linking import CONTENT, CUE, RELATIONS, SOURCE, Ground, Group, link
from newslab.tagging.model import Mark
from newslab.tagging.pieces import Pieces
from newslab.tagging.reading import Found, Reading, Span
from newslab.vocabulary import vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEATURES = (
    "by model", "rule's share", "rival's overlap", "rival's source", "rival's cue", "rival's share",
    "content", "least content", "cue", "source", "before content", "after content", "content is other",
    "link of content", "link of source", "words", "spans", "source words", "cue words", "quoted share",
    "begins quoted", "ends quoted", "source is a pronoun", "cue is known", "cue is a verb", "content to cue",
    "source to cue", "cue first", "source first", "first line", "own rivals", "cue governs content",
    "cue governs source", "sentences", "relation of content", "relation of cue", "bias",
)  # fmt: skip


@dataclass
class Candidate:
    """A proposed attribution: `content`, `cue` and `source` are the numbers of its words."""

    found: Found
    content: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]
    by_model: bool
    content_link: float = 1.0
    source_link: float = 1.0
    bias: float = 0.0


@lru_cache(maxsize=1)
def _other_cues() -> Mapping[str, str]:
    rows = [row for name in ("nouns", "adjectives", "adverbs") for row in vocabulary(f"cue_{name}")]
    return {row["lemma"]: row["class"] for row in rows}


def _cue_meaning(reading: Reading, span: Span) -> tuple[str, str]:
    """Lemma and class of the word that attributes in a cue: its last verb of the vocabulary, or noun."""
    tokens = reading.doc.char_span(*span, alignment_mode="expand")
    lemmas = [(str(t.lemma_).lower(), t.pos_) for t in reversed(list(tokens or ()))]
    for lemma, _ in lemmas:
        if (row := cue_verbs().get(lemma)) is not None:
            return lemma, row["class"]
    for lemma, _ in lemmas:
        if lemma in _other_cues():
            return lemma, _other_cues()[lemma]
    return next((lemma for lemma, pos in lemmas if pos in {"VERB", "AUX", "NOUN"}), ""), "neutral"


def source_head(reading: Reading, span: Span) -> int | None:
    """The token that heads the words of a source: its topmost noun, name or pronoun."""
    tokens = list(reading.doc.char_span(*span, alignment_mode="expand") or ())
    nominal = [t for t in tokens if t.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "X"}]
    inside = {t.i for t in tokens}
    nominal_inside = {t.i for t in nominal}
    for token in nominal:
        above = token.head
        while above.i in inside and above.i not in nominal_inside and above.head.i != above.i:
            above = above.head
        front = token.dep_ == "compound" and token.i + 1 in nominal_inside  # "Ruiz" of "Ruiz campaign"
        if (above.i not in nominal_inside and not front) or above.i == token.i:
            return int(token.i)
    adjectives = [t for t in tokens if t.pos_ == "ADJ"]  # "The American hopes", "the accused"
    return next((int(t.i) for t in [*nominal, *adjectives[-1:], *tokens]), None)


def _antecedent(reading: Reading, head: int | None) -> int | None:
    """Of "who" in a relative clause the word that it stands for; of any other head the head itself."""
    if head is None or reading.doc[head].lower_ not in {"who", "which", "that"}:
        return head
    subject = subject_of(reading.doc[head].head)
    return subject.i if subject is not None else head


class Words:
    """Words of a text as sets of numbers; punctuation is none."""

    def __init__(self, pieces: Pieces, text: str) -> None:
        self.pieces = pieces
        spans = zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)
        self.real = [any(c.isalnum() for c in text[s:e]) for s, e in spans]

    def of(self, spans: Iterable[Span]) -> frozenset[int]:
        """The words that spans touch."""
        out: list[int] = []
        for start, end in spans:
            out += [n for n in range(*self.pieces.touched(start, end)) if self.real[n]]
        return frozenset(out)


def _found(ground: Ground, group: Group) -> Found:
    marked, reading = ground.marked, ground.reading
    contents = [marked.span(c) for c in sorted(group.contents, key=lambda c: c.low)]
    cue = [marked.span(group.cue)] if group.cue else []
    source = [marked.span(group.source)] if group.source else []
    lemma, cue_class = _cue_meaning(reading, cue[0]) if cue else ("", "neutral")
    head = _antecedent(reading, source_head(reading, source[0])) if source else None
    return Found(source, cue, contents, "", lemma, cue_class, head)


def propose(
    ground: Ground, rules: Sequence[Found], marks: Mapping[float, Sequence[Mark]], trees: Mapping[str, Any],
    least: float,
) -> list[Candidate]:  # fmt: skip
    """Candidates of both: the tagger's readings (by their bias towards tagging) and the rules' finds.

    A later reading adds what no earlier one has.
    """
    words = Words(ground.marked.pieces, ground.reading.text)
    out: list[Candidate] = []
    seen: set[tuple[frozenset[int], frozenset[int]]] = set()
    for bias, own in sorted(marks.items()):
        for group in link(ground, own, trees, least):
            found = _found(ground, group)
            made = _candidate(found, words, by_model=True)
            if made.content and (made.content, made.source) not in seen:
                seen.add((made.content, made.source))
                made.content_link, made.source_link, made.bias = group.content_link, group.source_link, bias
                out.append(made)
    return out + [c for c in (_candidate(f, words, by_model=False) for f in rules) if c.content]


def _candidate(found: Found, words: Words, *, by_model: bool) -> Candidate:
    return Candidate(found, words.of(found.content), words.of(found.cue), words.of(found.source), by_model)


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Jaccard of two sets of words."""
    return len(a & b) / len(a | b) if a and b else 0.0


def _rival(c: Candidate, others: Iterable[Candidate]) -> tuple[float, Candidate | None]:
    return max(((overlap(c.content, o.content), o) for o in others), key=lambda x: x[0], default=(0.0, None))


def _mean(values: NDArray[np.float32], words: frozenset[int]) -> float:
    return float(values[list(words)].mean()) if words else -1.0


def _share(c: Candidate) -> float:
    return confidence_of(c.found) if c.found.rule else -1.0


def describe(ground: Ground, made: Sequence[Candidate]) -> NDArray[np.float32]:
    """(candidates, len(FEATURES)) what the judge knows of each."""
    rows = [_row(ground, c, made) for c in made]
    return np.array(rows, dtype=np.float32).reshape(-1, len(FEATURES))


def _row(ground: Ground, c: Candidate, made: Sequence[Candidate]) -> list[float]:
    chances, lines = ground.marked.chances, ground.lines
    low, high = min(c.content), max(c.content)
    near = [o for o in made if o is not c and o.content and min(o.content) <= high and max(o.content) >= low]
    shared, rival = _rival(c, (o for o in near if o.by_model != c.by_model))
    own = sum(o.by_model == c.by_model and not o.content.isdisjoint(c.content) for o in near)
    content = chances[sorted(c.content)]
    before = low - 1 if low and lines[low - 1] == lines[low] else None
    after = high + 1 if high + 1 < len(lines) and lines[high + 1] == lines[high] else None
    quoted = ground.marked.pieces.quoted
    doc = ground.reading.doc
    cue_root = ground.root(_span_mark(CUE, c.cue)) if c.cue else -1
    content_root = ground.root(_span_mark(CONTENT, c.content))
    head = doc[c.found.head] if c.found.head is not None else None
    same_source = (
        0.5 if rival is None else float(bool(rival.source & c.source) or not (rival.source or c.source))
    )
    anchor = min(c.cue) if c.cue else low
    return [
        c.by_model, _share(c), shared, same_source,
        -1.0 if rival is None else float(not c.cue.isdisjoint(rival.cue)), _share(rival) if rival else -1.0,
        float(content[:, CONTENT].mean()), float(content[:, CONTENT].min()),
        _mean(chances[:, CUE], c.cue), _mean(chances[:, SOURCE], c.source),
        float(chances[before, CONTENT]) if before is not None else -1.0,
        float(chances[after, CONTENT]) if after is not None else -1.0,
        float(content[:, :CONTENT].sum(1).mean()),
        c.content_link, c.source_link, len(c.content), len(c.found.content), len(c.source), len(c.cue),
        float(quoted[sorted(c.content)].mean()), quoted[low], quoted[high],
        head is not None and head.pos_ == "PRON", c.found.lemma in cue_verbs(),
        cue_root >= 0 and doc[cue_root].pos_ in {"VERB", "AUX"},
        _gap(c.content, c.cue), _gap(c.source, c.cue), anchor < low, bool(c.source) and min(c.source) < low,
        lines[low] == lines[0], own,
        cue_root >= 0 and cue_root in ground.climb(content_root)[1:3],
        cue_root >= 0 and head is not None and cue_root in ground.climb(head.i)[1:3],
        int(ground.sentence[high] - ground.sentence[low]),
        relation_number(doc[content_root].dep_),
        relation_number(doc[cue_root].dep_) if cue_root >= 0 else -1, c.bias,
    ]  # fmt: skip


def _span_mark(role: int, words: frozenset[int]) -> Mark:
    low = min(words)
    high = low + 1
    while high in words:
        high += 1
    return Mark(role, low, high, 1.0, 1.0)


def relation_number(dep: str) -> int:
    """A number for the relations that matter here."""
    return RELATIONS.get(dep, 0)


def _gap(a: frozenset[int], b: frozenset[int]) -> float:
    if not a or not b:
        return -1.0
    return float(max(0, min(b) - max(a), min(a) - max(b)))
