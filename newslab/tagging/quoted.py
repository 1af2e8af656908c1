"""Attributions that quotation marks show: quoted words beside a cue, or with none at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from newslab.tagging.clauses import source_of
from newslab.tagging.cues import cue_span, is_negated, noun_phrase
from newslab.tagging.quotation import Quotation
from newslab.tagging.reading import Found, Reading, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = "“”\"‘’'«»„‹›`"
_ENDS = ".,!?;:—–…-"
_WORDS_BETWEEN = 14


def inner(reading: Reading, quotation: Quotation) -> str:
    """The quoted words without their marks."""
    return reading.text[quotation.start : quotation.end].strip(_MARKS + " ")


def is_speech(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation can stand as speech of its own: it ends as one, or is long."""
    said = inner(reading, quotation)
    after = reading.text[quotation.end : quotation.end + 1]
    return (said[-1:] in _ENDS or after in {","}) and len(said.split()) >= 2 or len(said.split()) >= 8


def _neighbours(reading: Reading, verb: Token) -> tuple[int | None, int | None]:
    """Numbers of the quotations next before and after the verb, in its line."""
    low, high = reading.line(verb)
    before = [n for n, q in enumerate(reading.quotations) if q.sure and low <= q.start and q.end <= verb.idx]
    after = [n for n, q in enumerate(reading.quotations) if q.sure and verb.idx < q.start and q.end <= high]
    return (before[-1] if before else None), (after[0] if after else None)


def _stop_between(reading: Reading, start: int, end: int) -> bool:
    span = reading.doc.char_span(start, end, alignment_mode="contract")
    return span is not None and any(t.text in {".", "!", "?", ";"} for t in span)


def _words(text: str) -> int:
    return len(text.split())


def _left(reading: Reading, verb: Token, n: int) -> bool:
    """Whether the quotation before belongs to the verb: “…,” she said."""
    quotation = reading.quotations[n]
    between = reading.text[quotation.end : verb.idx]
    if _stop_between(reading, quotation.end, verb.idx) or _words(between) > _WORDS_BETWEEN or ":" in between:
        return False
    said = inner(reading, quotation)
    ended = said[-1:] in ",?!—–-…" or between.lstrip()[:1] in {",", "—", "–", "-"}
    subject = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    near = all(c.idx >= quotation.end for c in subject)
    return ended and near and not any(w in between.split() for w in ("who", "which", "that", "and", "but"))


def _right(reading: Reading, verb: Token, n: int) -> bool:
    """Whether the quotation after belongs to the verb: she said, “…”"""
    quotation = reading.quotations[n]
    between = reading.text[verb.idx + len(verb) : quotation.start]
    if _stop_between(reading, verb.idx, quotation.start):
        return False
    bare = between.strip()
    if bare in {"", ",", ":", "that", "that,"}:
        return True
    return bare[-1:] in {":", ","} and _words(between) <= _WORDS_BETWEEN and is_speech(reading, quotation)


def _follows(reading: Reading, verb: Token, n: int) -> bool:
    """Whether a quotation goes on the speech before: “…,” she said. “…”"""
    quotation = reading.quotations[n]
    start, end = reading.sentence(verb)
    between = reading.text[max(verb.idx, start) : quotation.start]
    gap = reading.text[end : quotation.start].strip() if end <= quotation.start else ""
    return gap == "" and between.rstrip()[-1:] in {".", ",", ";", "—", "–"} and is_speech(reading, quotation)


def with_group(reading: Reading, numbers: list[int]) -> list[Span]:
    """The quotations, and those of the following paragraphs that go on the same speech."""
    groups = {reading.quotations[n].group for n in numbers}
    first = min(numbers)
    chosen = {n for n, q in enumerate(reading.quotations) if q.group in groups and n >= first} | set(numbers)
    return [(reading.quotations[n].start, reading.quotations[n].end) for n in sorted(chosen)]


def _sentence_around(reading: Reading, verb: Token, n: int) -> list[Span]:
    """Words of the same sentence in front of a quotation that are part of what is said."""
    quotation = reading.quotations[n]
    start, _ = reading.sentence(verb)
    if start >= quotation.start or reading.text[start : quotation.start].rstrip()[-1:] in {":", ".", ",", "?", "!"}:
        return [(quotation.start, quotation.end)]
    return [(start, quotation.end)]


def quoted_rule(reading: Reading, verb: Token, row: Mapping[str, str], used: set[int]) -> Iterator[Found]:
    """A cue verb beside quoted words, in front of them, after them or between them."""
    if reading.quote_of[verb.i] >= 0 or not row["quote"]:
        return
    before, after = _neighbours(reading, verb)
    left = before is not None and before not in used and _left(reading, verb, before)
    right = after is not None and after not in used and _right(reading, verb, after)
    if not left and not right:
        return
    numbers: list[int] = []
    content: list[Span] = []
    if left and before is not None:
        numbers.append(before)
        content += _sentence_around(reading, verb, before)
        right = right or (after is not None and after not in used and _follows(reading, verb, after))
    if right and after is not None:
        numbers.append(after)
    spans = with_group(reading, numbers)
    content = content + [s for s in spans if not any(a <= s[0] and s[1] <= b for a, b in content)]
    source, head = source_of(reading, verb)
    if not source:
        source, head = _beside(reading, verb)
    used.update(n for n, q in enumerate(reading.quotations) if (q.start, q.end) in spans or n in numbers)
    yield Found(
        source, [cue_span(reading, verb)], sorted(content), "quotation",
        lemma=row["lemma"], cue_class=row["class"], head=head.i if head is not None else None,
        negated=is_negated(verb),
    )  # fmt: skip


def _beside(reading: Reading, verb: Token) -> tuple[list[Span], Token | None]:
    """The name next to a cue whose subject the parser missed: said Ana Ruiz, Ana Ruiz said."""
    for step, tag in ((1, "after"), (-1, "before")):
        i = verb.i + step
        while 0 <= i < len(reading.doc) and abs(i - verb.i) <= 8 and reading.quote_of[i] < 0:
            token = reading.doc[i]
            if token.pos_ in {"VERB", "PUNCT", "ADP"} or reading.line_of[i] != reading.line_of[verb.i]:
                break
            if token.pos_ in {"PROPN", "NOUN", "PRON"}:
                while token.dep_ in {"compound", "amod", "det", "poss"} and token.head.i > token.i:
                    token = token.head
                if (token.i > verb.i) == (tag == "after") and reading.quote_of[token.i] < 0:
                    span = noun_phrase(reading, token, verb)
                    return ([span] if span else []), token
            i += step
    return [], None


def leftover_rule(reading: Reading, found: list[Found], used: set[int]) -> Iterator[Found]:
    """Speech between quotation marks that no cue claims: whoever spoke last goes on."""
    taken = [span for f in found for span in f.content]
    for n, quotation in enumerate(reading.quotations):
        start, end = quotation.start, quotation.end
        if n in used or not quotation.sure or any(a < end and start < b for a, b in taken):
            continue
        if not is_speech(reading, quotation) or len(inner(reading, quotation).split()) < 4:
            continue
        used.add(n)
        spans = [s for s in with_group(reading, [n]) if s[0] >= start]
        used.update(k for k, q in enumerate(reading.quotations) if (q.start, q.end) in spans)
        last = _last_speech(reading, found, start)
        if last is not None:
            yield Found(last.source, [], spans, "follow-on", lemma=last.lemma, cue_class="neutral", head=last.head)
        else:
            yield Found([], [], spans, "quotation alone", cue_class="neutral")


def _last_speech(reading: Reading, found: list[Found], start: int) -> Found | None:
    """The attribution whose speech ends next before, at most a paragraph above."""
    earlier = [f for f in found if f.source and f.content and max(e for _, e in f.content) <= start]
    if not earlier:
        return None
    last = max(earlier, key=lambda f: max([e for _, e in f.content] + [e for _, e in f.cue]))
    stop = max(e for _, e in [*last.content, *last.cue])
    lines = sum(stop <= low < start for low, _ in reading.lines)
    return last if lines <= 1 else None
