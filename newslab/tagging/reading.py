"""One parsed article as the rules see it: tokens, lines, quotations, and spans of characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from newslab.tagging.quotation import LINE, Quotation, find_quotations, is_blank

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Entity

Span = tuple[int, int]

_TRAILING = ",.;:–—-…"
_STOPS = frozenset({".", "!", "?", "…", "..."})
_SMALL = re.compile(r"(?<![\w’'])[a-z]+")
# What running text ends with.
_ENDS = frozenset({".", "!", "?", "”", '"', "’", "'", ",", ":", ";"})
# Of so many words longer than some, so great a share begins with a capital in a headline.
_HEADING, _SHORT, _CAPITALS = 4, 3, 0.8


@dataclass
class Found:
    """One attribution as a rule found it; spans are characters of the text.

    `rule` names the rule; `lemma` and `cue_class` come from the vocabulary; `head` is the token
    that heads the source. `by` says who found it; `confidence` is the judge's, where one judged.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    rule: str
    lemma: str = ""
    cue_class: str = ""
    head: int | None = None
    within: int | None = None
    confidence: float | None = None
    by: str = "rules"

    @property
    def start(self) -> int:
        """The first character of any of its spans."""
        return min(s for s, _ in [*self.source, *self.cue, *self.content])


@dataclass
class Reading:
    """A parsed article with its quotations, made once and passed to every rule."""

    doc: Doc
    text: str
    boilerplate: list[Span] = field(default_factory=list)
    quotations: list[Quotation] = field(init=False)
    groups: dict[int, list[int]] = field(init=False, default_factory=dict)
    quote_of: list[int] = field(init=False)
    line_of: list[int] = field(init=False)
    sentence_of: list[Span] = field(init=False)
    lines: list[Span] = field(init=False)
    entity_of: dict[int, Entity] = field(init=False)
    _running: dict[int, bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Lay lines and outer quotations over the tokens."""
        self.quotations = [q for q in find_quotations(self.text) if q.depth == 0]
        for n, quotation in enumerate(self.quotations):
            self.groups.setdefault(quotation.group, []).append(n)
        self.lines = [m.span() for m in LINE.finditer(self.text)]
        self.quote_of = self._cover((q.start, q.end) if q.sure else (0, 0) for q in self.quotations)
        self.line_of = self._cover(self.lines)
        self.sentence_of = self._sentences()
        self.entity_of = {i: e for e in self.doc.ents for i in range(e.start, e.end)}

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the article writes small somewhere."""
        return frozenset(_SMALL.findall(self.text))

    def _cover(self, spans: Iterable[Span]) -> list[int]:
        """For each token the number of the span it lies in, or -1."""
        out = [-1] * len(self.doc)
        starts = [token.idx for token in self.doc]
        i = 0
        for n, (start, end) in enumerate(spans):
            if end <= start:
                continue
            while i < len(starts) and starts[i] < start:
                i += 1
            while i < len(starts) and starts[i] < end:
                out[i] = n
                i += 1
        return out

    def line(self, token: Token) -> Span:
        """Characters of the line that holds a token."""
        n = self.line_of[token.i]
        return self.lines[n] if n >= 0 else (token.idx, token.idx + len(token))

    def in_sentence(self, i: int) -> bool:
        """Whether a token stands in running text, and not in a headline, where every word has a capital."""
        if (n := self.line_of[i]) not in self._running:
            line = self.text[slice(*self.lines[n])].rstrip() if n >= 0 else ""
            words = [w for w in line.split() if len(w) > _SHORT and w[0].isalpha()]
            capitals = sum(w[0].isupper() for w in words)
            heading = len(words) >= _HEADING and capitals > _CAPITALS * len(words)
            self._running[n] = line[-1:] in _ENDS and not heading
        return self._running[n]

    def sentence(self, token: Token) -> Span:
        """Characters of the token's sentence, cut at full stops outside quotations and at the line."""
        start, end = self.sentence_of[token.i]
        return start, end

    def _sentences(self) -> list[Span]:
        """For each token the span of its sentence."""
        out: list[Span] = []
        line = self.line_of
        for token in self.doc:
            following = token.i + 1
            if following == len(line) or line[following] != line[token.i] or self._stops(token):
                span = (self.doc[len(out)].idx, token.idx + len(token))
                out.extend([span] * (following - len(out)))
        return out

    def _stops(self, token: Token) -> bool:
        if self.quote_of[token.i] >= 0:
            # “Go.” ends the sentence where a capital follows its closing mark.
            quote = self.quotations[self.quote_of[token.i]]
            if token.idx + len(token) < quote.end:
                return False
            inner = self.text[quote.start : quote.end].rstrip("”\"’'» ")
            after = self.text[quote.end : quote.end + 2].strip()
            return after[:1].isupper() and inner.endswith(".")
        return token.text in _STOPS

    def line_at(self, offset: int) -> int:
        """The number of the line that holds a character, or of the last one before it."""
        return max(0, bisect_right(self.lines, (offset, len(self.text) + 1)) - 1)

    def clip(self, start: int, end: int, anchor: int) -> Span | None:
        """Cut a span to the anchor's line and trim white space and loose punctuation at its edges."""
        low, high = self.lines[self.line_at(anchor)]
        start, end = max(start, low), min(end, high)
        while start < end and (self.text[start] in ",;:–—" or is_blank(self.text[start])):
            start += 1
        while end > start and (
            (self.text[end - 1] in _TRAILING and not self._abbreviation(end)) or is_blank(self.text[end - 1])
        ):
            end -= 1
        return (start, end) if any(c.isalnum() for c in self.text[start:end]) else None

    def _abbreviation(self, end: int) -> bool:
        """Whether a full stop belongs to a short form such as "U.S."."""
        return self.text[end - 1] == "." and self.text[max(0, end - 3) : end - 2] == "."
