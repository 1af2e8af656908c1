"""The words of attributions as numbers, and who uses each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from newslab.comparing.inference import FEWEST_ARTICLES, FEWEST_WITH_ANY
from newslab.comparing.logodds import compare_words
from newslab.frames import GAP

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from newslab.comparing.logodds import LogOdds

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_PER = 10_000


class Terms(NamedTuple):
    """Words, or words and pairs of them: `names`, `counts` (texts × names), `words` (how many a text has)."""

    names: list[str]
    counts: Any
    words: NDArray[np.float64]


def find_terms(text: str, ngrams: int) -> Iterator[tuple[str, int, int]]:
    """Each word, and each pair where asked for, in lower case, and where it begins and ends.

    Examples
    --------
    >>> list(find_terms("Don’t go", 2))
    [("don't", 0, 5), ('go', 6, 8), ("don't go", 0, 8)]
    """
    found = [(m[0].casefold().replace("’", "'"), *m.span()) for m in _WORD.finditer(text)]
    yield from found
    if ngrams > 1:
        yield from ((f"{one[0]} {other[0]}", one[1], other[2]) for one, other in pairwise(found))


def _numbered(text: str, ngrams: int) -> tuple[list[str], int]:
    """The terms of a text, and how many of them, the first ones, are words."""
    pieces = [
        [word.casefold() for word in _WORD.findall(piece)] for piece in text.replace("’", "'").split(GAP)
    ]
    words = [word for piece in pieces for word in piece]
    pairs = [f"{a} {b}" for piece in pieces for a, b in pairwise(piece)] if ngrams > 1 else []
    return words + pairs, len(words)


def count_terms(texts: Iterable[Any], ngrams: int) -> Terms:
    """Count the words of each text; pairs do not reach from one span to the next.

    Examples
    --------
    >>> terms = count_terms(["The dam … the lake", None], ngrams=2)
    >>> terms.names, terms.counts.toarray().tolist(), terms.words.tolist()
    (['the', 'dam', 'lake', 'the dam', 'the lake'], [[2, 1, 1, 1, 1], [0, 0, 0, 0, 0]], [4.0, 0.0])
    """
    from scipy import sparse

    numbers: dict[str, int] = {}
    columns: list[int] = []
    ends, words = [0], []
    for text in texts:
        terms, n_words = _numbered(text, ngrams) if isinstance(text, str) else ([], 0)
        columns += [numbers.setdefault(term, len(numbers)) for term in terms]
        ends.append(len(columns))
        words.append(n_words)
    ones = np.ones(len(columns), dtype=np.int64)
    counts = sparse.csr_array((ones, columns, ends), shape=(len(words), len(numbers)))
    counts.sum_duplicates()
    return Terms(list(numbers), counts, np.array(words, dtype=np.float64))


def _sums(codes: pd.Series, values: Any) -> Any:
    """The rows of `values` summed by code."""
    from scipy import sparse

    shape = int(codes.max()) + 1, len(codes)
    ones = np.ones(len(codes), dtype=np.int64)
    return sparse.csr_array((ones, (codes.to_numpy(), np.arange(len(codes)))), shape=shape) @ values


def _total(counts: Any) -> NDArray[np.int64]:
    return np.asarray(counts.sum(axis=0), dtype=np.int64).ravel()


class Usage:
    """How two groups use words.

    Parameters
    ----------
    terms : Terms
        The words of the attributions that count.
    rows : pandas.DataFrame
        A row for each of them: codes of its `article` and of its `story`, the same for copies.
    first, second : array of bool
        Whether the attribution is of the first group, of the second; it may be of both.
    """

    def __init__(
        self, terms: Terms, rows: pd.DataFrame, first: NDArray[np.bool_], second: NDArray[np.bool_]
    ) -> None:
        self.terms, self.rows = terms, rows
        self.members = first, second
        self.occurs = (terms.counts.multiply((first | second)[:, None]) > 0).astype(np.int64).tocsr()
        self.n_stories = self._in("story", self.occurs)
        of_group = [rows.loc[within, "story"].nunique() for within in (first, second, first | second)]
        self.too_few = min(of_group[:2]) < FEWEST_WITH_ANY or of_group[2] < FEWEST_ARTICLES

    def _in(self, unit: str, occurs: Any) -> NDArray[np.int64]:
        """In how many articles or stories each word occurs."""
        return _total(_sums(self.rows[unit], occurs) > 0)

    def amounts(self, kept: NDArray[np.intp]) -> dict[str, NDArray[Any]]:
        """What is known of the `kept` words by counting."""
        occurs = self.occurs[:, kept]
        counts = [_total(self.terms.counts[within][:, kept]) for within in self.members]
        per = [_PER / float(self.terms.words[within].sum()) for within in self.members]
        return {
            "n_articles": self._in("article", occurs), "n_attributions": _total(occurs),
            "first_count": counts[0], "second_count": counts[1],
            "first_rate": counts[0] * per[0], "second_rate": counts[1] * per[1],
        }  # fmt: skip

    def compare(self, kept: NDArray[np.intp], prior: float) -> LogOdds:
        """How much more the first group uses the `kept` words; the copies of a story are taken as one."""
        story, counts = self.rows["story"], self.terms.counts[:, kept]
        first, second = (_sums(story, counts.multiply(within[:, None])).tocsc() for within in self.members)
        lengths = [np.asarray(_sums(story, self.terms.words * within)) for within in self.members]
        weight = prior * float(lengths[0].sum() + lengths[1].sum())
        usual = weight * _total(counts) / self.terms.words.sum()
        return compare_words(first, second, (lengths[0], lengths[1]), usual, weight)
