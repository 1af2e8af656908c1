"""Attributions that quotation marks show: quoted words beside a cue, or with none at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newslab.tagging.clauses import source_of
from newslab.tagging.cues import cue_span, noun_phrase, subjects_of
from newslab.tagging.names import roles
from newslab.tagging.quotation import Quotation
from newslab.tagging.reading import Found, Reading, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    Cue = tuple[Token, Mapping[str, str]]

_PERSONS = frozenset({"he", "she", "they", "i", "we"})
_MARKS = "“”\"‘’'«»„‹›`"
_ENDS = ".,!?;:—–…-"
_WORDS_BETWEEN = 14
_NEW_CLAUSE = frozenset({"who", "which", "that", "and", "but", "because", "when", "after"})


@dataclass
class Speech:
    """A cue verb and the numbers of the quotations that it introduces or follows."""

    verb: Token
    row: Mapping[str, str]
    left: int | None = None
    right: int | None = None
    more: list[int] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        """All its quotations in order."""
        return sorted({n for n in (self.left, self.right) if n is not None} | set(self.more))


def inner(reading: Reading, quotation: Quotation) -> str:
    """The quoted words without their marks."""
    return reading.text[quotation.start : quotation.end].strip(_MARKS + " ")


def is_speech(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation can stand as speech of its own: it ends as one, or is long."""
    said = inner(reading, quotation)
    after = reading.text[quotation.end : quotation.end + 1]
    words = len(said.split())
    return ((said[-1:] in _ENDS or after == ",") and words >= 2) or words >= 8 or said[-1:] in {"!", "?"}


def _stop_between(reading: Reading, start: int, end: int) -> bool:
    span = reading.doc.char_span(start, end, alignment_mode="contract")
    return span is not None and any(t.text in {".", "!", "?", ";"} for t in span)


def _neighbours(reading: Reading, verb: Token) -> tuple[int | None, int | None]:
    """Numbers of the quotations next before and after the verb, in its line."""
    low, high = reading.line(verb)
    n = bisect_right(reading.quotations, verb.idx, key=lambda q: q.start)
    before = next((k for k in range(n - 1, -1, -1) if reading.quotations[k].sure), None)
    after = next((k for k in range(n, len(reading.quotations)) if reading.quotations[k].sure), None)
    if before is not None and not low < reading.quotations[before].end <= verb.idx:
        before = None
    if after is not None and reading.quotations[after].end > high:
        after = None
    return before, after


def _left(reading: Reading, verb: Token, n: int) -> bool:
    """Whether the quotation before belongs to the verb: “…,” she said."""
    quotation = reading.quotations[n]
    between = reading.text[quotation.end : verb.idx]
    if (
        ":" in between
        or len(between.split()) > 2 * _WORDS_BETWEEN
        or _stop_between(reading, quotation.end, verb.idx)
    ):
        return False
    said = inner(reading, quotation)
    ended = said[-1:] in ",?!—–-…" or between.lstrip()[:1] in {",", "—", "–", "-"}
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and reading.quote_of[c.i] < 0]
    ended = ended or (said[-1:] == "." and _is_tag(reading, quotation.end, verb))
    if not ended or (verb.tag_ == "VBG" and not subjects):
        return False
    if any(0 <= c.left_edge.idx - quotation.end <= 3 for c in subjects):
        return True
    if len(between.split()) > _WORDS_BETWEEN or not all(c.idx >= quotation.end for c in subjects):
        return False
    known = bool(subjects) or _is_phrase(reading, quotation.end, verb.idx)
    return known and _NEW_CLAUSE.isdisjoint(between.lower().replace(",", " ").split())


def _is_tag(reading: Reading, start: int, verb: Token) -> bool:
    """Whether a sentence after a quotation is "Ana Ruiz said." and no more."""
    first, stop = reading.sentence(verb)
    after = reading.text[verb.idx + len(verb) : stop].strip()
    between = reading.text[start : verb.idx].split()
    return first >= start and after in {"", "."} and 0 < len(between) <= 3 and verb.tag_ in {"VBD", "VBZ"}


def _is_phrase(reading: Reading, start: int, end: int) -> bool:
    """Whether no verb stands between: what is there can be the subject that the parser missed."""
    span = reading.doc.char_span(start, end, alignment_mode="contract")
    return span is None or not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in span)


def _right(reading: Reading, verb: Token, n: int) -> bool:
    """Whether the quotation after belongs to the verb: she said, “…”"""
    quotation = reading.quotations[n]
    between = reading.text[verb.idx + len(verb) : quotation.start]
    if _stop_between(reading, verb.idx, quotation.start):
        return False
    bare = between.strip()
    if bare in {"", ",", ":", "that", "that,"}:
        return True
    before = reading.quotations[n - 1] if n else None
    follows = before is not None and reading.sentence(verb)[0] <= before.start and before.end <= verb.idx
    if follows and inner(reading, quotation)[:1].islower() and bare[-1:] == ",":
        return False  # it goes on what was said before
    near = len(bare.split()) <= _WORDS_BETWEEN or (
        len(bare.split()) <= 2 * _WORDS_BETWEEN and _is_phrase(reading, verb.idx + len(verb), quotation.start)
    )
    return bare[-1:] in {":", ","} and near and is_speech(reading, quotation)


def _next_line(reading: Reading, verb: Token) -> int | None:
    """The quotation that opens the next line where this one ends: He said:"""
    low, high = reading.line(verb)
    if reading.text[low:high].rstrip()[-1:] != ":" or _stop_between(reading, verb.idx, high):
        return None
    start = high + len(reading.text[high:]) - len(reading.text[high:].lstrip())
    return next((n for n, q in enumerate(reading.quotations) if q.start == start and q.sure), None)


def _speech(reading: Reading, verb: Token, row: Mapping[str, str]) -> Speech:
    """The quotations that a cue verb could have."""
    before, after = _neighbours(reading, verb)
    speech = Speech(verb, row)
    if before is not None and _left(reading, verb, before):
        speech.left = before
    elif before and not is_speech(reading, reading.quotations[before]):
        # “…,” said the man in the “Stop” cap: a few quoted words may stand between.
        low, _ = reading.line(verb)
        further = reading.quotations[before - 1]
        if further.sure and further.end > low and _left(reading, verb, before - 1):
            speech.left = before - 1
    if after is not None and _right(reading, verb, after):
        speech.right = after
    elif after is None:
        speech.right = _next_line(reading, verb)
    return speech


def _surely(reading: Reading, speech: Speech) -> Speech:
    """What is left of the claims of a verb that is no known cue: speech right beside it."""
    if speech.left is not None:
        end = reading.quotations[speech.left].end
        subject = next(c for c in speech.verb.children if c.dep_ == "nsubj")
        between = reading.text[end : max(speech.verb.idx, subject.idx)]
        if (
            not is_speech(reading, reading.quotations[speech.left])
            or len(between.split()) > 8
            or "," in between[1:]
        ):
            speech.left = None
    if speech.right is not None:
        quotation = reading.quotations[speech.right]
        bare = reading.text[speech.verb.idx + len(speech.verb) : quotation.start].split()
        told = len(bare) <= 2 and inner(reading, quotation)[:1].isupper() and _by_person(speech.verb)
        colon = reading.text[: quotation.start].rstrip()[-1:] == ":"
        if not (colon or told) or not is_speech(reading, quotation):
            speech.right = None
    return speech


def _by_person(verb: Token) -> bool:
    """Whether the verb's subject is a person: "Ruiz shot back, “…”"."""
    own = subjects_of(verb)
    return bool(own) and (own[-1].ent_type_ == "PERSON" or own[-1].lower_ in _PERSONS | roles().keys())


def _claims(reading: Reading, cues: Sequence[Cue], others: Iterable[Cue]) -> list[Speech]:
    """Give each quotation to the nearest cue that can have it; one before its cue comes first."""
    speeches = [_speech(reading, v, row) for v, row in cues if reading.quote_of[v.i] < 0 and row["quote"]]
    owner = _owners(reading, speeches)
    more = [_surely(reading, _speech(reading, verb, row)) for verb, row in others]
    for n, speech in _owners(reading, more).items():
        owner.setdefault(n, speech)
    for speech in [*speeches, *more]:
        speech.left = speech.left if speech.left is not None and owner[speech.left] is speech else None
        speech.right = speech.right if speech.right is not None and owner[speech.right] is speech else None
    found = [s for s in [*speeches, *more] if s.numbers]
    return sorted(found, key=lambda s: s.verb.i)


def _is_introduced(reading: Reading, speech: Speech) -> bool:
    """Whether nothing but a comma or colon parts the verb from its quotation: she asked, “…”"""
    if speech.right is None:
        return False
    start = reading.quotations[speech.right].start
    bare = reading.text[speech.verb.idx + len(speech.verb) : start].strip()
    return bare in {",", ":"}


def _owners(reading: Reading, speeches: list[Speech]) -> dict[int, Speech]:
    owner: dict[int, Speech] = {}
    introduced = {s.right: s for s in reversed(speeches) if _is_introduced(reading, s)}
    for speech in speeches:
        # She asked, “Why?” He answered, “I forgot.”: each introduces its own.
        if speech.left is not None:
            both = speech.left in introduced and _is_introduced(reading, speech)
            owner.setdefault(speech.left, introduced[speech.left] if both else speech)
    for speech in reversed(speeches):
        if speech.right is not None:
            owner.setdefault(speech.right, speech)
    return owner


def _go_on(reading: Reading, speech: Speech, taken: set[int]) -> None:
    """Add what follows the cue in its line, and paragraphs that are one quotation: speech that goes on."""
    _, stop = reading.sentence(speech.verb)
    nearest = _neighbours(reading, speech.verb)[1]
    if speech.left is not None and nearest is not None and nearest not in taken:
        start = reading.quotations[nearest].start
        gap = reading.text[stop:start].strip() if stop <= start else ""
        before = reading.text[speech.verb.idx : start].rstrip()[-1:]
        if (
            not gap
            and before in {".", ",", ";", "—", "–"}
            and is_speech(reading, reading.quotations[nearest])
        ):
            speech.more.append(nearest)
    for n in _following_lines(reading, speech.numbers[-1]):
        if n in taken:
            break
        speech.more.append(n)
    first = speech.numbers[0]
    for group in {reading.quotations[n].group for n in speech.numbers}:
        speech.more += [n for n in reading.groups[group] if n > first]
    taken.update(speech.numbers)


def _following_lines(reading: Reading, n: int) -> Iterator[int]:
    """Quotations after number n, each of which fills a line of its own, without a gap."""
    quotations = reading.quotations
    while n + 1 < len(quotations):
        following = quotations[n + 1]
        gap = reading.text[quotations[n].end : following.start]
        fills = reading.text[following.end :].split("\n", 1)[0].strip() == ""
        tail = gap.split("\n", 1)[0]
        if "\n" not in gap or gap.split("\n", 1)[1].strip() or not fills or len(tail.split()) > 40:
            return
        if not following.sure or len(inner(reading, following).split()) < 4:
            return
        yield n + 1
        n += 1


def _content(reading: Reading, speech: Speech) -> list[Span]:
    """The quotations, and words of the same sentence in front of the first that are said with it."""
    spans = [(reading.quotations[n].start, reading.quotations[n].end) for n in speech.numbers]
    if speech.left is not None:
        start, _ = reading.sentence(speech.verb)
        low, high = spans[0]
        lead = reading.text[start:low].strip()
        if start < low and lead and lead[-1] not in ":.,?!(—–" and len(lead.split()) < 40:
            spans[0] = (start, high)
    return spans


def quoted_rule(reading: Reading, cues: Sequence[Cue], others: Iterable[Cue] = ()) -> Iterator[Found]:
    """Cue verbs beside quoted words: in front of them, after them, between them.

    A speech that fills the following lines goes on the attribution: a quotation over several
    paragraphs is one attribution with a span in each.
    """
    speeches = _claims(reading, cues, others)
    taken = {n for speech in speeches for n in speech.numbers}
    for speech in speeches:
        _go_on(reading, speech, taken)
    for speech in speeches:
        verb, row = speech.verb, speech.row
        source, head = source_of(reading, verb)
        if not source or _is_astray(reading, speech, source, head):
            source, head = _beside(reading, verb)
        yield Found(
            source, [cue_span(reading, verb)], _content(reading, speech), "quotation",
            lemma=row["lemma"], cue_class=row["class"], head=head.i if head is not None else None,
        )  # fmt: skip


def _is_astray(reading: Reading, speech: Speech, source: list[Span], head: Token | None) -> bool:
    """Whether the parser's subject cannot be the speaker: it lies within the quotation, or on its other side
    (“…,” the 43-year-old asked), or elsewhere than the name between quotation and cue."""
    if head is None:
        return False
    if reading.quote_of[head.i] >= 0 or head.ent_type_ in {"DATE", "TIME"}:
        return True
    if speech.left is None or speech.verb.tag_ == "VBG":
        return False
    end = reading.quotations[speech.left].end
    between = reading.doc.char_span(end, speech.verb.idx, alignment_mode="contract") or ()
    named = any(t.pos_ in {"PROPN", "PRON", "NOUN"} for t in between) and len(between) <= 6
    if named and _is_phrase(reading, end, speech.verb.idx) and not end <= head.idx < speech.verb.idx:
        return True
    return bool(source[-1][0] < end <= speech.verb.idx)


def _apposed(reading: Reading, verb: Token) -> tuple[list[Span], Token | None]:
    """What stands in commas before the verb with what it describes: Ana Ruiz, the mayor, said."""
    low, _ = reading.line(verb)
    start, _ = reading.sentence(verb)
    quoted = next((reading.quotations[n].end for n in reversed(range(len(reading.quotations)))
                   if reading.quotations[n].sure and reading.quotations[n].end <= verb.idx), 0)  # fmt: skip
    span = reading.clip(max(low, start, quoted), verb.idx, verb.idx)
    if span is None or not _is_phrase(reading, *span) or len(reading.text[span[0] : span[1]].split()) > 16:
        return [], None
    tokens = reading.doc.char_span(*span, alignment_mode="contract")
    names = [t for t in tokens or () if t.pos_ in {"PROPN", "NOUN", "PRON", "NUM"}]
    if not names or tokens[0].pos_ in {"ADP", "ADV", "SCONJ", "CCONJ"}:
        return [], None
    comma = next((t.i for t in tokens if t.text == ","), tokens[-1].i + 1)
    first = [t for t in names if t.i < comma] or names
    return [span], first[-1]


def _beside(reading: Reading, verb: Token) -> tuple[list[Span], Token | None]:
    """The name next to a cue whose subject the parser missed: said Ana Ruiz, Ana Ruiz said."""
    if verb.i and reading.doc[verb.i - 1].text == ",":
        source, head = _apposed(reading, verb)
        if source:
            return source, head
    steps = (-1, 1) if verb.i and reading.quote_of[verb.i - 1] < 0 else (1, -1)
    for step in steps:
        i = verb.i + step
        while 0 <= i < len(reading.doc) and abs(i - verb.i) <= 8 and reading.quote_of[i] < 0:
            token = reading.doc[i]
            if token.pos_ in {"VERB", "PUNCT", "ADP"} or reading.line_of[i] != reading.line_of[verb.i]:
                break
            if token.pos_ in {"PROPN", "NOUN", "PRON"} or token.lower_ == "one":
                while token.dep_ in {"compound", "amod", "det", "poss"} and token.head.i > token.i:
                    token = token.head
                if (token.i > verb.i) == (step > 0) and reading.quote_of[token.i] < 0:
                    span = noun_phrase(reading, token, verb)
                    return ([span] if span else []), token
            i += step
    return [], None


def _stands_alone(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own, and so neither a title nor a phrase."""
    said = inner(reading, quotation)
    before = reading.text[: quotation.start].rstrip(" \t\u00a0")[-1:]
    ends = said[-1:] in ".!?" and (not said[:1].islower()) and len(said.split()) >= 4
    return ends and before in {"", "\n", ".", "!", "?", ":", "”", '"', "’"}


def leftover_rule(reading: Reading, found: list[Found]) -> Iterator[Found]:
    """Speech between quotation marks that no cue claims: whoever spoke last goes on."""
    taken = [span for f in found for span in f.content]
    for quotation in reading.quotations:
        start, end = quotation.start, quotation.end
        if not quotation.sure or any(a < end and start < b for a, b in taken):
            continue
        if not _stands_alone(reading, quotation):
            continue
        same = (reading.quotations[n] for n in reading.groups[quotation.group])
        spans = [(q.start, q.end) for q in same]
        taken += spans
        last = _last_speech(reading, found, start)
        source, head = _introduced_by(reading, start, last)
        if source:
            yield Found(source, [], spans, "follow-on", "", "neutral", head)
        elif last is not None:
            yield Found(last.source, [], spans, "follow-on", last.lemma, "neutral", last.head)
        else:
            yield Found([], [], spans, "quotation alone", cue_class="neutral")


def _introduced_by(reading: Reading, start: int, last: Found | None) -> tuple[list[Span], int | None]:
    """Whom the sentence before a quotation is about: The coach was not pleased. “…”; Her verdict: “…”"""
    token = next((t for t in reversed(_before_in_line(reading, start)) if not t.is_punct), None)
    if token is None or reading.quote_of[token.i] >= 0:
        return [], None
    low, high = reading.sentence(token)
    sentence = reading.doc.char_span(low, high, alignment_mode="contract")
    if sentence is None or (last is not None and any(low <= s < high for s, _ in [*last.cue, *last.source])):
        return [], None
    colon = reading.text[:start].rstrip()[-1:] == ":"
    heads = [t for t in sentence if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ in {"ROOT", "conj"}]
    if colon:
        heads += [t for t in sentence if t.dep_ == "pobj"] + [t for t in sentence if t.pos_ == "PROPN"]
    for head in heads:
        if colon or head.ent_type_ in {"PERSON", "ORG"} or head.lower_ in _PERSONS or head.lower_ in roles():
            span = noun_phrase(reading, head, head.head if head.head.pos_ in {"VERB", "AUX"} else None)
            return ([span], head.i) if span else ([], None)
    return [], None


def _before_in_line(reading: Reading, start: int) -> list[Token]:
    low, _ = reading.lines[reading.line_at(start)]
    return list(reading.doc.char_span(low, start, alignment_mode="contract") or ())


def _last_speech(reading: Reading, found: list[Found], start: int) -> Found | None:
    """The attribution whose words end next before, at most a line above."""
    ends = [(max(e for _, e in [*f.content, *f.cue]), n) for n, f in enumerate(found) if f.source]
    before = [(stop, n) for stop, n in ends if stop <= start]
    if not before:
        return None
    stop, n = max(before)
    lines = sum(stop <= low < start for low, _ in reading.lines)
    return found[n] if lines <= 1 else None
