"""How much more one of two groups uses each word: log-odds with an informative Dirichlet prior.

Words of one article are not independent of each other: who speaks of a dam says "dam" again. So the standard
error of Monroe, Colaresi & Quinn, which holds for words said one by one, is widened by how unevenly each word
is spread over the articles (its design effect), and the test of equal use counts articles, not words.

References
----------
Jaeckel, L. A. (1972). The jackknife. Bell Laboratories, MM 72-1215-11.
Jeffreys, H. (1961). Theory of probability (3rd ed.). Oxford University Press.
Kish, L. (1965). Survey sampling. Wiley. Section 8.2 (the design effect).
Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words: Lexical feature selection and
evaluation for identifying the content of political conflict. Political Analysis, 16(4), 372-403.
Rao, J. N. K., & Scott, A. J. (1992). A simple method for the analysis of clustered binary data.
Biometrics, 48(2), 577-585.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


class LogOdds(NamedTuple):
    """For each word: log-odds in the first group less that in the second, and how sure it is.

    `low` and `high` are a 95 % interval and `p` the test of equal use; both rest on articles. `z` is the
    paper's, which rests on words.
    """

    estimate: Numbers
    low: Numbers
    high: Numbers
    z: Numbers
    p: Numbers


class _Spread(NamedTuple):
    """How far the articles' counts are from what their lengths let expect: squared sums over articles."""

    first: Numbers
    second: Numbers
    both: Numbers

    def of(self, first: Any, second: Any) -> Numbers:
        """The squared sum of `first` times a first group's excess less `second` times the second's."""
        found = first**2 * self.first - 2 * first * second * self.both + second**2 * self.second
        squares: Numbers = np.maximum(found, 0)  # tiny negative ones are rounding
        return squares


def log_odds(
    first: Numbers, second: Numbers, n_words: tuple[float, float], prior: Numbers, weight: float
) -> tuple[Numbers, Numbers]:
    """The paper's estimate and its variance (equations 16 and 20).

    Parameters
    ----------
    first, second : array
        How often each group uses each word.
    n_words : tuple of float
        How many words each group says.
    prior : array
        How often each word is in the prior.
    weight : float
        How many words the prior has.

    Examples
    --------
    >>> estimate, variance = log_odds(np.array([30.0]), np.array([10.0]), (1000, 1000), np.array([2.0]), 100)
    >>> round(float(estimate[0]), 3), round(float((estimate / variance**0.5)[0]), 2)
    (0.999, 2.95)
    """
    logs = []
    for count, n in zip((first, second), n_words, strict=True):
        said = count + prior
        # Where all say one word alone, no other is left in either group.
        logs.append(np.log(said) - np.log(np.maximum(n + weight - said, 1e-300)))
    variance: Numbers = 1 / (first + prior) + 1 / (second + prior)
    return logs[0] - logs[1], variance


def _spread(
    counts: tuple[Any, Any], lengths: tuple[Numbers, Numbers], rates: tuple[Numbers, Numbers]
) -> _Spread:
    """An article's excess in a group: its count of the word less its length times the group's rate.

    A long article draws the rate to itself, so the excess is that over the rate without it (delete-one
    jackknife).
    """
    from scipy import sparse

    without = [1 / np.maximum(1 - length / length.sum(), 0.01) for length in lengths]
    counts = tuple(sparse.diags_array(w) @ count for w, count in zip(without, counts, strict=True))
    lengths = tuple(w * length for w, length in zip(without, lengths, strict=True))

    def product(one: int, other: int) -> Numbers:
        plain = np.asarray(counts[one].multiply(counts[other]).sum(axis=0)).ravel()
        crossed = rates[one] * (counts[other].T @ lengths[one]) + rates[other] * (
            counts[one].T @ lengths[other]
        )
        squares: Numbers = plain - crossed + rates[one] * rates[other] * (lengths[one] @ lengths[other])
        return squares

    return _Spread(product(0, 0), product(1, 1), product(0, 1))


def _design_effect(
    counts: tuple[Any, Any], lengths: tuple[Numbers, Numbers], totals: tuple[Numbers, Numbers], prior: Numbers
) -> Numbers:
    """How many times more a word's use varies than if its tokens were said one by one; 1 at least.

    The larger of two: from all excesses alike, since a group that hardly says a word cannot show how bursty
    it is; and as they bear on the estimate (the jackknife), which weighs the rarer use more.
    """
    rates = totals[0] / lengths[0].sum(), totals[1] / lengths[1].sum()
    spread = _spread(counts, lengths, rates)
    bears = 1 / (totals[0] + prior), 1 / (totals[1] + prior)
    alike = spread.of(1, 1) / (totals[0] + totals[1])
    borne = spread.of(*bears) / (totals[0] * bears[0] ** 2 + totals[1] * bears[1] ** 2)
    effect: Numbers = np.maximum(np.maximum(alike, borne), 1)
    return effect


def _limits(totals: tuple[Numbers, Numbers], prior: Numbers, effect: Numbers) -> tuple[Numbers, Numbers]:
    """How far the ends of a 95 % interval lie from the estimate.

    The paper takes the posterior as normal, which it is not where a group hardly says a word; so these are
    its own middle 95 %, of a ratio of two gammas. There the prior would rule out too much: it counts as half
    a use at least, which is Jeffreys's prior.
    """
    from scipy.special import fdtri

    least = np.maximum(prior / effect, 0.5)
    first, second = totals[0] / effect + least, totals[1] / effect + least
    off = np.log(first / second) - np.log((totals[0] + prior) / (totals[1] + prior))
    ends = [off + np.log(fdtri(2 * first, 2 * second, chance)) for chance in (0.025, 0.975)]
    return np.minimum(ends[0], 0), np.maximum(ends[1], 0)


def _equal_use(first: Numbers, second: Numbers, share: float) -> Numbers:
    """Exact test of a first group's share in all uses of a word, two-sided; counts need not be whole."""
    from scipy.special import betainc

    more = np.where(first > 0, betainc(np.maximum(first, 1e-9), second + 1, share), 1)
    fewer = np.where(second > 0, betainc(np.maximum(second, 1e-9), first + 1, 1 - share), 1)
    p: Numbers = np.minimum(2 * np.minimum(more, fewer), 1)
    return p


def compare_words(
    first: Any, second: Any, lengths: tuple[Numbers, Numbers], prior: Numbers, weight: float
) -> LogOdds:
    """Compare how two groups use each word.

    Parameters
    ----------
    first, second : scipy.sparse matrix, shape (articles, words)
        How often each group uses each word in each article.
    lengths : tuple of two arrays, shape (articles,)
        How many words each group says in each article.
    prior : array, shape (words,)
        How often each word is in the prior; above 0.
    weight : float
        How many words the prior has.

    Returns
    -------
    LogOdds
        An array each, a value a word.
    """
    n_words = float(lengths[0].sum()), float(lengths[1].sum())
    totals = [np.asarray(counts.sum(axis=0), dtype=np.float64).ravel() for counts in (first, second)]
    estimate, variance = log_odds(totals[0], totals[1], n_words, prior, weight)
    effect = _design_effect((first, second), lengths, (totals[0], totals[1]), prior)
    low, high = _limits((totals[0], totals[1]), prior, effect)
    p = _equal_use(totals[0] / effect, totals[1] / effect, n_words[0] / sum(n_words))
    return LogOdds(estimate, estimate + low, estimate + high, estimate / np.sqrt(variance), p)
