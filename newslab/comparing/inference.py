"""How sure a share is: the bootstrap over articles.

Attributions of one article are not independent of each other, articles nearly are; so whole articles
are drawn again, with what they hold, as many as there are. A draw is a row of weights (how often each
article was drawn: a multinomial), and a statistic is worked out for many rows of weights at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslab.errors import check_number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Statistic = Callable[[NDArray[np.float64]], NDArray[np.float64]]

RESAMPLES = 2000
FEWEST_ARTICLES = 10
FEWEST_WITH_ANY = 5
_CELLS = 4_000_000  # weights held at once: 32 MB


class Estimate(NamedTuple):
    """A statistic of several values: what it is, and the ends of its 95 % interval (NaN for none)."""

    estimate: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def shares(totals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each row divided by its sum; a row that sums to nothing has no shares (NaN)."""
    with np.errstate(invalid="ignore"):
        divided: NDArray[np.float64] = totals / totals.sum(axis=1, keepdims=True)
    return divided


def _weights(n_articles: int, resamples: int, seed: int) -> Iterator[NDArray[np.float64]]:
    """Blocks of draws: how often each article (column) is in each resample (row)."""
    rng = np.random.default_rng(seed)
    rows = max(1, _CELLS // n_articles)
    for first in range(0, resamples, rows):
        block = min(rows, resamples - first)
        drawn = rng.integers(n_articles, size=(block, n_articles))
        drawn += n_articles * np.arange(block)[:, None]
        counts = np.bincount(drawn.ravel(), minlength=block * n_articles)
        yield counts.reshape(block, n_articles).astype(np.float64)


def _percentiles(draws: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The ends of the middle 95 % of each column; NaN where the column has no spread."""
    draws = draws[~np.isnan(draws).any(axis=1)]
    if not len(draws):
        return np.full(draws.shape[1], np.nan), np.full(draws.shape[1], np.nan)
    low, high = np.percentile(draws, [2.5, 97.5], axis=0)
    flat = np.isclose(low, high)
    return np.where(flat, np.nan, low), np.where(flat, np.nan, high)


def bootstrap(
    statistic: Statistic,
    n_articles: int,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Estimate:
    """Estimate shares and their 95 % intervals by drawing whole articles again.

    Parameters
    ----------
    statistic : callable
        Takes weights (rows × articles) and returns shares (rows × values); the estimate is what it
        returns where every article weighs 1.
    n_articles : int
        How many articles there are.
    resamples : int
        How many times the articles are drawn.
    seed : int
        Seed of the draws: the same seed gives the same interval.

    Returns
    -------
    Estimate
        `estimate`, `low`, `high`: an array each. `low` and `high` are NaN where the draws do not
        differ: a side that no article quotes has 0 in every draw, and an interval from 0 to 0 would
        claim a certainty that the articles cannot give.

    References
    ----------
    Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall. Chapters 8, 13.
    Davison, A. C., & Hinkley, D. V. (1997). Bootstrap methods and their application. Cambridge
    University Press. Section 3.8 (drawing whole clusters).

    Examples
    --------
    >>> words = np.array([[30, 10], [20, 20], [0, 40]] * 5)      # by article and side
    >>> found = bootstrap(lambda weights: shares(weights @ words), len(words))
    >>> [round(float(ends[0]), 2) for ends in found]
    [0.42, 0.27, 0.57]
    """
    check_number(resamples, "resamples", low=10, high=1_000_000)
    estimate = statistic(np.ones((1, n_articles)))[0]
    draws = np.concatenate([statistic(block) for block in _weights(n_articles, resamples, seed)])
    low, high = _percentiles(draws)
    return Estimate(estimate, low, high)
