"""Who (source) is said to say what (content) by which words (cue): the rules, and how they combine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from newslab.tagging.clauses import clause_rule
from newslab.tagging.cues import candidates, other_verbs
from newslab.tagging.descriptions import anonymity
from newslab.tagging.hearsay import adverb_rule, raised_rule
from newslab.tagging.phrases import (
    according_rule,
    adjective_rule,
    as_rule,
    colon_rule,
    noun_rule,
    signed_rule,
)
from newslab.tagging.quoted import leftover_rule, quoted_rule
from newslab.tagging.reading import Found, Reading, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PHRASES: tuple[Callable[[Reading], Iterator[Found]], ...] = (
    according_rule,
    as_rule,
    colon_rule,
    signed_rule,
    noun_rule,
    adjective_rule,
    raised_rule,
    adverb_rule,
)

# What is done to whoever hears it.
_ADDRESSED = frozenset({
    "accuse", "advise", "ask", "assure", "blame", "charge", "criticize", "criticise", "encourage", "inform",
    "instruct", "invite", "notify", "order", "press", "question", "remind", "tell", "urge", "warn",
})  # fmt: skip
# Words about anonymity are few.
_SHORT = 90


def _length(spans: list[Span]) -> int:
    return sum(end - start for start, end in spans)


def _overlap(a: list[Span], b: list[Span]) -> int:
    return sum(max(0, min(e, f) - max(s, g)) for s, e in a for g, f in b)


def _same(a: Found, b: Found) -> bool:
    """Whether two finds are one attribution: most of the shorter content is the other's."""
    both = _overlap(a.content, b.content)
    return both > 0.7 * max(_length(a.content), _length(b.content))


def in_boilerplate(reading: Reading, found: Found) -> bool:
    """Whether any words of a find are boilerplate."""
    spans = [*found.content, *found.source]
    return any(s < b and a < e for s, e in spans for a, b in reading.boilerplate)


def tells_anonymity(reading: Reading, found: Found) -> bool:
    """Whether a find only says why somebody has no name: "who asked not to be named"."""
    spans = sorted([*found.cue, *found.content])
    if not found.cue or spans[-1][1] - spans[0][0] > _SHORT:
        return False
    words = reading.text[spans[0][0] : spans[-1][1]]
    asked = (match for p in anonymity() if (match := p.search(words)))
    return any(2 * len(match[0]) > len(words) for match in asked)


def without_hearer(reading: Reading, found: Found) -> Found:
    """Take from a find the source that is only told something: nobody tells in "she was told to leave".

    Who tells, asks or accuses is named after "by", or not at all.
    """
    if len(found.source) != 1 or not found.cue:
        return found
    cue = reading.doc.char_span(*found.cue[0], alignment_mode="expand") or ()
    verb = next((t for t in cue if t.lemma_ in _ADDRESSED and t.tag_ == "VBN"), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None) if verb is not None else None
    start, end = found.source[0]
    asked = next((t for t in cue if t.lemma_ in _ADDRESSED and _is_asked(t)), None)
    if asked is not None or (subject is not None and start <= subject.idx < end):
        found.source, found.head = [], None
    return found


def _is_asked(verb: Token) -> bool:
    """Whether a verb has no subject: "asked whether he would pay, Dunn smiled", "… when asked about it"."""
    if verb.tag_ not in {"VBN", "VBD"} or any(c.dep_ in {"nsubj", "agent", "aux"} for c in verb.children):
        return False
    before = verb.nbor(-1).lower_ if verb.i else ""
    return before == "when" or (bool(verb.is_sent_start) and verb.text[:1].isupper())


class _ByLine:
    """Finds by the lines that their content lies in: only those that share a line can overlap."""

    def __init__(self, reading: Reading, found: Iterable[Found] = ()) -> None:
        self.reading = reading
        self.at: dict[int, list[tuple[int, Found]]] = {}
        self.found: list[Found] = []
        for f in found:
            self.add(f)

    def add(self, found: Found) -> None:
        for line in {self.reading.line_at(start) for start, _ in found.content}:
            self.at.setdefault(line, []).append((len(self.found), found))
        self.found.append(found)

    def near(self, found: Found) -> list[tuple[int, Found]]:
        """Number and find of all that share a line with it."""
        lines = {self.reading.line_at(start) for start, _ in found.content}
        return [pair for line in sorted(lines) for pair in self.at.get(line, [])]


def nest(reading: Reading, found: list[Found]) -> None:
    """Mark each find whose words all lie in another's content as being within it."""
    index = _ByLine(reading, found)
    for f in found:
        own, length = [*f.content, *f.cue], _length(f.content)
        outer = [
            (_length(g.content), k) for k, g in index.near(f)
            if g is not f and _length(g.content) > length
            and all(any(a <= s and e <= b for a, b in g.content) for s, e in own)
        ]  # fmt: skip
        f.within = min(outer)[1] if outer else None


def _widen(quoted: Found, clause: Found) -> None:
    """Take the clause's extent where it holds the quotation and more: said “yes” to the plan."""
    inside = _overlap(quoted.content, clause.content) >= _length(quoted.content)
    inside = inside and not _overlap(clause.content, [*quoted.source, *quoted.cue])
    inside = inside and all(_overlap([span], quoted.content) for span in clause.content)
    if inside and _length(clause.content) > _length(quoted.content) + 3:
        quoted.content = clause.content


def _apart(reading: Reading, found: Found) -> list[Span]:
    """The content without the words of its source and cue, where the parser mixed them up."""
    out = []
    for start, end in found.content:
        at = start
        for low, high in sorted([*found.source, *found.cue]):
            if low < end and high > at:
                out.append((at, low))
                at = max(at, high)
        out.append((at, end))
    clipped = (reading.clip(s, e, s) if (s, e) not in found.content else (s, e) for s, e in out if s < e)
    return [span for span in clipped if span]


def find_attributions(reading: Reading) -> list[Found]:
    """Find every attribution of a parsed article by rules.

    Parameters
    ----------
    reading : Reading
        The article with its tokens, lines and quotations.

    Returns
    -------
    list of Found
        In reading order. No span crosses a line break or lies in boilerplate; an attribution
        inside another's content has `within`, the index of the one that encloses it.
    """
    verbs = list(candidates(reading))
    index = _ByLine(reading, quoted_rule(reading, verbs, other_verbs(reading)))
    by_cue = {f.cue[0]: f for f in index.found if f.cue}
    for rule in PHRASES:
        for f in rule(reading):
            index.add(f)
    for verb, row in verbs:
        for f in clause_rule(reading, verb, row):
            if (quoted := by_cue.get(f.cue[0])) is not None:
                _widen(quoted, f)
            elif not any(_same(f, g) for _, g in index.near(f)):
                index.add(f)
    found = [*index.found, *leftover_rule(reading, index.found)]
    for f in found:
        if f.rule != "silence":
            f.content = _apart(reading, f)
    kept = [f for f in found if f.content and not in_boilerplate(reading, f)]
    kept = [without_hearer(reading, f) for f in kept if not tells_anonymity(reading, f)]
    kept.sort(key=lambda f: (f.start, f.rule))
    nest(reading, kept)
    return kept
