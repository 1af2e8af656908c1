"""What is estimated: values that follow from sums over articles.

A share of words is the sum of a side's words over the sum of all words; a mean is a sum over a count; a
number of distinct speakers follows from the sums of what each speaker said. So a statistic is a table of
sums, a row for each article, and a function of their totals: resampling and permuting only change the totals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Totals = Callable[[NDArray[np.float64]], NDArray[np.float64]]

_CELLS = 4_000_000  # totals held at once: 32 MB
_MOST_BLOCKS = 200


@dataclass(frozen=True)
class Statistic:
    """Values, what they are called, and how they follow from sums.

    Attributes
    ----------
    keys : sequence of mappings
        What the summary says of each value: `{"side": "North", "measure": "words"}`.
    sums : sparse array of shape (cells, features)
        What is added up, a row for each article of each group.
    of : callable
        From totals (rows × features) to values (rows × keys), NaN where there is none.
    scale : {"share", "amount", "difference"} or a sequence of them
        Of all values or of each: values from 0 to 1, values from 0, or any values: what an interval keeps to.
    smooth : bool
        False where a resample, which misses articles, cannot be counted like a corpus: distinct speakers.
        Then the values of a resample are those of the corpus, with what each article adds
        (Efron & Tibshirani, chapter 11: the jackknife's linear form).
    n_attributions : array, optional
        How many attributions each cell has that the values rest on; those of the question by default.
    less : array, optional
        What is taken from each value, and from the ends of its interval, in the end: a benchmark.
    """

    keys: Sequence[Mapping[str, Any]]
    sums: Any
    of: Totals
    scale: str | Sequence[str] = "share"
    smooth: bool = True
    n_attributions: NDArray[np.float64] | None = None
    less: NDArray[np.float64] | None = None

    def at(self, weights: Any) -> NDArray[np.float64]:
        """The values where each cell counts as often as its weight (rows × cells)."""
        return self.of(_dense(weights @ self.sums))

    def among(self, units: Any) -> Totals:
        """The values as a function of the weights of units, which are given as units × cells."""
        if not self.sums.shape[0]:
            return self.of
        totals = units @ self.sums
        if self.smooth:
            dense = _dense(totals)
            return lambda weights: self.of(weights @ dense)
        blocks = _blocks(totals.shape[0])
        size = np.bincount(blocks)
        totals = sum_cells(blocks, np.arange(len(blocks)), 1, (len(size), len(blocks))) @ totals
        every = np.asarray(totals.sum(axis=0)).reshape(1, -1)
        estimate = self.of(every)
        step = max(1, _CELLS // max(every.shape[1], 1))
        adds = [
            estimate - self.of(every - _dense(totals[i : i + step])) for i in range(0, totals.shape[0], step)
        ]
        # Articles of a block share what it adds, so that it varies as much as if each had been left out.
        influence = (np.nan_to_num(np.concatenate(adds)) / np.sqrt(size)[:, None])[blocks]
        return lambda weights: estimate + (weights - 1) @ influence


def _blocks(n_units: int) -> NDArray[np.intp]:
    """For each unit the block with which it is left out: its own, or one of 200 where there are more."""
    places: NDArray[np.intp] = np.arange(n_units)
    if n_units > _MOST_BLOCKS:
        places = np.random.default_rng(0).permutation(n_units) % _MOST_BLOCKS
    return places


def _dense(table: Any) -> NDArray[np.float64]:
    dense: NDArray[np.float64] = table.toarray() if hasattr(table, "toarray") else np.asarray(table)
    return dense


def ratio(own: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """`own` over `whole`; NaN where the whole is nothing."""
    with np.errstate(invalid="ignore", divide="ignore"):
        divided: NDArray[np.float64] = np.where(whole > 0, own / whole, np.nan)
    return divided


def shares(totals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each row divided by its sum; a row that sums to nothing has no shares (NaN)."""
    return ratio(totals, totals.sum(axis=1, keepdims=True))


def sum_cells(cell: Any, feature: Any, amount: Any, shape: tuple[int, int]) -> Any:
    """Amounts summed by cell and feature, as a sparse table; a feature of -1 is left out."""
    from scipy.sparse import csr_array

    cell, feature = np.asarray(cell, dtype=np.intp), np.asarray(feature, dtype=np.intp)
    amount = np.broadcast_to(np.asarray(amount, dtype=np.float64), cell.shape)
    there = feature >= 0
    return csr_array((amount[there], (cell[there], feature[there])), shape=shape)


def constant(keys: Sequence[Mapping[str, Any]], values: Sequence[float]) -> Statistic:
    """The same values whatever is counted; NaN for what is not known."""
    from scipy.sparse import csr_array

    given = np.array([values], dtype=np.float64)
    return Statistic(keys, csr_array((0, 0)), lambda totals: np.repeat(given, len(totals), axis=0))
