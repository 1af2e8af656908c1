"""Which articles are copies of one another, and of which the earliest is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newslab.article import WORD
from newslab.boilerplate import LINE
from newslab.duplicates.overlap import Stretch

# A copy has about half of its words from the other, in several paragraphs, quotations left aside: a shared
# statement or a paragraph of background makes none, however short the article.
_LEAST_SHARE, _LEAST_UNQUOTED, _MOST = 0.45, 0.3, 0.65
_FEW_WORDS, _SHORT_PARAGRAPH, _LONG_PARAGRAPH = 20, 8, 120
# Two copies of one article are copies of each other where they have the same part of it: a round-up with
# two stories in it makes them none.
_SAME_WORDS = 15
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)


@dataclass(frozen=True)
class Link:
    """Two articles, numbered in the order of their publication, and what they share."""

    earlier: int
    later: int
    stretches: Sequence[Stretch]

    def spans(self, article: int) -> list[tuple[int, int]]:
        """The shared words of one of the two."""
        if article == self.later:
            return [(s.start, s.end) for s in self.stretches]
        return [(s.other_start, s.other_end) for s in self.stretches]

    def words(self, article: int) -> int:
        """How many words of one of the two are shared."""
        return sum(end - start for start, end in self.spans(article))


def _is_spread(text: str, shared: NDArray[np.bool_]) -> bool:
    """Whether the shared words are more than one paragraph, and more than somebody's quoted words."""
    mostly, quotes = shared.mean() >= _MOST, [found.span() for found in _QUOTED.finditer(text)]
    if mostly and not quotes:
        return True
    starts = np.fromiter((word.start() for word in WORD.finditer(text)), dtype=np.int64, count=len(shared))
    quoted = np.zeros(len(shared), dtype=bool)
    for span in quotes:
        quoted[slice(*np.searchsorted(starts, span))] = True
    if (~quoted).sum() >= _FEW_WORDS and shared[~quoted].mean() < _LEAST_UNQUOTED:
        return False
    if mostly:
        return True
    lines = [slice(*np.searchsorted(starts, found.span())) for found in LINE.finditer(text)]
    long = [line for line in lines if line.stop - line.start >= _SHORT_PARAGRAPH]
    sizes = [line.stop - line.start for line in long if shared[line].mean() >= 0.5]
    return len(long) < 2 or len(sizes) > 1 or sum(sizes) >= _LONG_PARAGRAPH


def is_copy(link: Link, texts: tuple[str, str], lengths: tuple[int, int]) -> bool:
    """Say whether the shorter of two articles is, by what they share, a copy or an excerpt of the other.

    Parameters
    ----------
    link : Link
        The two and what they share.
    texts, lengths : pair
        Their texts and how many words they have, the earlier first.
    """
    which = 0 if lengths[0] < lengths[1] else 1
    article = (link.earlier, link.later)[which]
    if not lengths[which] or link.words(article) < _LEAST_SHARE * lengths[which]:
        return False
    shared = np.zeros(lengths[which], dtype=bool)
    for start, end in link.spans(article):
        shared[start:end] = True
    return _is_spread(texts[which], shared)


class _Union:
    """Sets that grow together."""

    def __init__(self, size: int) -> None:
        self.up = list(range(size))

    def top(self, item: int) -> int:
        while self.up[item] != item:
            self.up[item] = item = self.up[self.up[item]]
        return item

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.top(one), self.top(other)))
        self.up[high] = low


def _join_at(article: int, length: int, links: Sequence[tuple[int, Link]], union: _Union) -> None:
    """Join the links of one article that have the same part of it."""
    parts: list[tuple[int, NDArray[np.bool_]]] = []
    for number, link in sorted(links, key=lambda pair: (-pair[1].words(article), pair[0])):
        mask = np.zeros(length, dtype=bool)
        for start, end in link.spans(article):
            mask[start:end] = True
        size = int(mask.sum())
        for first, known in parts:
            common = int((known & mask).sum())
            if common >= min(_SAME_WORDS, size / 2):
                union.join(first, number)
                np.logical_or(known, mask, out=known)
                break
        else:
            parts.append((number, mask))


def group_links(links: Sequence[Link], lengths: NDArray[np.int64]) -> Iterator[list[Link]]:
    """Put links of the same story together.

    Parameters
    ----------
    links : sequence of Link
        Pairs of copies.
    lengths : array of int64
        How many words every article has.

    Returns
    -------
    iterator of list of Link
        An article may have links in two groups, as a round-up of two copied stories has.

    Examples
    --------
    >>> whole = [Stretch(0, 80, 0, 80, 80)]
    >>> links = [Link(0, 1, whole), Link(1, 2, whole), Link(3, 4, whole)]
    >>> [[(link.earlier, link.later) for link in group] for group in group_links(links, np.array([80] * 5))]
    [[(0, 1), (1, 2)], [(3, 4)]]
    """
    union = _Union(len(links))
    of: dict[int, list[tuple[int, Link]]] = {}
    for number, link in enumerate(links):
        of.setdefault(link.earlier, []).append((number, link))
        of.setdefault(link.later, []).append((number, link))
    for article, own in of.items():
        if len(own) > 1:
            _join_at(article, int(lengths[article]), own, union)
    groups: dict[int, list[Link]] = {}
    for number, link in enumerate(links):
        groups.setdefault(union.top(number), []).append(link)
    yield from groups.values()


def earliest_of(groups: Iterable[Sequence[Link]]) -> dict[int, int]:
    """For each article that is a copy, the earliest article of its groups."""
    found: dict[int, int] = {}
    for group in groups:
        first = min(link.earlier for link in group)
        for article in {link.earlier for link in group} | {link.later for link in group}:
            if article != first:
                found[article] = min(first, found.get(article, first))
    return found
