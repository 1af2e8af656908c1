"""How like articles are by their words, and how like two must be to tell of one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.duplicates.words import Words, read_words
from newslab.progress import progress
from newslab.vocabulary import vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The first words of a text, its headline among them, tell the event; they count twice.
_LEAD = 120
# A small corpus cannot tell what is common: so many articles of general English are added to it. A word in
# more than two fifths of all tells nothing.
_GENERAL, _TOO_COMMON = 30, 0.4
# How like articles on other events usually are; more is not taken for usual.
_USUAL, _MOST_USUAL = 0.08, 0.1
# Half of how like the nearest are is needed. Copies that nobody marked count for no more than an event does.
_NEAREST, _PART_OF_NEAREST, _MOST_NEAR = 3, 0.5, 0.3
# Measured on articles of US outlets cut in three, each with 2 to 750 others that might be on its event.
_BASE, _PER_LOG = -0.05, 0.011
# An article is seen beside those of some weeks, so that what it takes does not grow with the square of years.
_SEASON = 60
# Articles further apart than the window speak against one event; ten windows apart they never tell of one.
_FAR, _NEVER, _WINDOWS = -0.1, -5.0, 10
_ROWS, _CELLS = 500, 4_000_000


def _counts(words: Words) -> Any:
    """Articles × words: 1 + the logarithm of how often each has it, the first words counted twice."""
    from scipy import sparse

    lengths = np.diff(words.starts)
    article = np.repeat(np.arange(len(words)), lengths)
    place = np.arange(len(article)) - np.repeat(words.starts[:-1], lengths)
    weights = np.where(place < _LEAD, 2.0, 1.0)
    table = sparse.csr_array((weights, (article, words.numbers)), shape=(len(words), len(words.hashes)))
    table.sum_duplicates()
    table.data = 1 + np.log(table.data)
    return table


def _general_shares(words: Words) -> NDArray[np.float64]:
    """In what part of articles in general each word is; 0 for one that is not common."""
    rows = vocabulary("common_words")
    common = read_words([" ".join(row["word"] for row in rows)]).hashes
    shares = np.array([float(row["share"]) for row in rows])
    order = np.argsort(common)
    place = np.searchsorted(common[order], words.hashes).clip(max=len(order) - 1)
    known = common[order][place] == words.hashes
    return np.where(known, shares[order][place], 0.0)


def _rarity(words: Words, table: Any) -> NDArray[np.float64]:
    """How much each word tells: the logarithm of how rare it is, 0 for a common one."""
    articles_with = np.bincount(table.indices, minlength=table.shape[1])
    every = len(words) + _GENERAL
    share = (articles_with + _GENERAL * _general_shares(words)) / every
    rarity = np.where(share <= _TOO_COMMON, -np.log(share.clip(min=1 / every)), 0.0)
    # That another article lacks a word tells much in a small corpus; in a large one nearly all lack it.
    return np.where(articles_with == 1, rarity * _GENERAL / every, rarity)


def _vectors(texts: Sequence[str]) -> Any:
    """Articles × words, each row of length 1 (of length 0 for an article without words)."""
    from scipy import sparse

    words = read_words(texts)
    table = _counts(words)
    table.data *= _rarity(words, table)[table.indices]
    table.eliminate_zeros()
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    scaled = sparse.diags_array(1 / np.where(lengths > 0, lengths, 1.0)) @ table
    return scaled.tocsr().astype(np.float32)


@dataclass(frozen=True)
class Likeness:
    """Articles by their words and days, and how like each must be to another to tell of its event.

    Attributes
    ----------
    vectors : sparse array, articles × words
        Rows of length 1: the product of two is how like they are, from 0 to 1.
    days : array of float64
        The day of each, ascending; NaN, at the end, where it is not known.
    window : float
        How many days apart two articles on one event may be.
    needed : array of float64
        Two articles tell of one event where they are as like as the mean of what both need, or more.
    """

    vectors: Any
    days: NDArray[np.float64]
    window: float
    needed: NDArray[np.float64]

    def margins(
        self, rows: NDArray[np.int64], others: NDArray[np.int64], like: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        """How much liker than needed articles are to others; `_FAR` where their days forbid it."""
        margin = like - (self.needed[rows, None] + self.needed[None, others]) / 2
        apart = _apart(self.days, rows, others)
        far = np.where(apart > _WINDOWS * max(self.window, 1), _NEVER, _FAR)
        return np.where(apart > self.window, far, margin)

    def within(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """The margins of some articles to each other."""
        part = self.vectors[rows]
        return self.margins(rows, rows, (part @ part.T).toarray())

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """All pairs that are as like as needed: the earlier, the later, and their margin."""
        found = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
        for rows, others, like in _blocks(self.vectors, self.days, self.window, later=True):
            margin = self.margins(rows, others, like)
            one, other = np.nonzero((margin >= 0) & (rows[:, None] < others[None, :]))
            found.append((rows[one], others[other], margin[one, other]))
        one, other, margins = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return one, other, margins


def _apart(
    days: NDArray[np.float64], rows: NDArray[np.int64], others: NDArray[np.int64]
) -> NDArray[np.float64]:
    """How many days lie between articles; NaN, which is more than nothing, where a day is not known."""
    apart: NDArray[np.float64] = np.abs(days[rows, None] - days[None, others])
    return apart


def _blocks(
    vectors: Any, days: NDArray[np.float64], reach: float, *, later: bool = False
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]]:
    """Some articles, those at most `reach` days from any of them or without a day, and how like they are.

    With `later`, those that come before all of the articles are left out: each pair is seen once.
    """
    every, dated = np.arange(len(days)), int((~np.isnan(days)).sum())
    low, high = np.zeros(len(days), np.int64), np.full(len(days), dated)
    low[:dated] = np.searchsorted(days[:dated], days[:dated] - reach)
    high[:dated] = np.searchsorted(days[:dated], days[:dated] + reach, side="right")
    widest = int((high - low).max(initial=1)) + len(days) - dated
    step = max(1, min(_ROWS, _CELLS // widest))
    for first in progress(range(0, len(days), step), what="Comparing", unit="block"):
        block = slice(first, first + step)
        start = first if later else low[block].min()
        others = np.concatenate([every[start : high[block].max()], every[max(start, dated) :]])
        yield every[block], others, (vectors[block] @ vectors[others].T).toarray()


def _needed(vectors: Any, days: NDArray[np.float64], window: float) -> NDArray[np.float64]:
    """How like each article must be to another to tell of its event.

    That is what it is to others on average, and half of what it is to the nearest, since articles on other
    events of one topic are near too; and the more, the more articles may be on its event: among many, some
    are alike by chance.
    """
    needed = np.zeros(len(days))
    for rows, others, like in _blocks(vectors, days, _SEASON):
        like[rows[:, None] == others[None, :]] = 0
        total = like.clip(max=_MOST_USUAL).sum(axis=1, dtype=np.float64)
        usual = (total + _GENERAL * _USUAL) / (len(others) - 1 + _GENERAL)
        kept = min(_NEAREST, len(others))
        nearest = np.partition(like, len(others) - kept, axis=1)[:, -kept:].clip(max=_MOST_NEAR)
        near = nearest.sum(axis=1, dtype=np.float64) / _NEAREST
        candidates = (~(_apart(days, rows, others) > window)).sum(axis=1) - 1
        needed[rows] = usual + _PART_OF_NEAREST * near + _BASE + _PER_LOG * np.log1p(candidates)
    return needed


def measure_likeness(texts: Sequence[str], days: NDArray[np.float64], *, window: float) -> Likeness:
    """Find how like articles are.

    Parameters
    ----------
    texts : sequence of str
        Title and text of each article.
    days : array of float64
        The day of each, ascending, those without (NaN) last.
    window : float
        How many days apart two articles on one event may be.

    Examples
    --------
    >>> texts = ["Fire on the Skerrin ferry", "Skerrin ferry fire hurts two", "Teachers strike in Castrel"]
    >>> likeness = measure_likeness(texts, np.array([1.0, 2.0, 2.0]), window=3)
    >>> likeness.pairs()[:2]
    (array([0]), array([1]))
    """
    vectors = _vectors(texts)
    return Likeness(vectors, days, window, _needed(vectors, days, window))
