"""How many speakers there are in effect: Hill numbers, evenness, richness at equal numbers of attributions.

Each function takes counts, a row a sample (an outlet, or a draw of its articles) and a column a speaker,
as an array, a scipy.sparse matrix or `Cells` (found once for several functions), and returns an array with
a number for each row. A row that counts nothing has none: NaN.

References
----------
Chao, A., Gotelli, N. J., Hsieh, T. C., Sander, E. L., Ma, K. H., Colwell, R. K., & Ellison, A. M. (2014).
Rarefaction and extrapolation with Hill numbers. Ecological Monographs, 84(1), 45-67.
Chao, A., & Jost, L. (2012). Coverage-based rarefaction and extrapolation. Ecology, 93(12), 2533-2547.
Heck, K. L., van Belle, G., & Simberloff, D. (1975). Explicit calculation of the rarefaction diversity
measurement and the determination of sufficient sample size. Ecology, 56(6), 1459-1461.
Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences. Ecology, 54(2), 427-432.
Hurlbert, S. H. (1971). The nonconcept of species diversity. Ecology, 52(4), 577-586.
Jost, L. (2006). Entropy and diversity. Oikos, 113(2), 363-375.
Pielou, E. C. (1966). The measurement of diversity in different types of biological collections.
Journal of Theoretical Biology, 13, 131-144.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.errors import InputError, check_number

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Cells:
    """The counts above zero, row by row."""

    def __init__(self, counts: Any) -> None:
        from scipy import sparse

        if not sparse.issparse(counts):
            counts = np.atleast_2d(np.asarray(counts, dtype=np.float64))
        cells = sparse.csr_array(counts, dtype=np.float64)
        cells.sum_duplicates()
        if not (np.isfinite(cells.data) & (cells.data >= 0)).all():
            raise InputError("Counts of attributions or words must be numbers from 0.")
        full = cells.data > 0
        self.count = cells.data[full]
        self.row = np.repeat(np.arange(cells.shape[0]), np.diff(cells.indptr))[full]
        self.rows = cells.shape[0]
        self.total = self.sum(self.count)

    def sum(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """A value a cell, summed by row."""
        return np.bincount(self.row, values, self.rows).astype(np.float64)

    @property
    def share(self) -> NDArray[np.float64]:
        """Each count's part of its row."""
        share: NDArray[np.float64] = self.count / self.total[self.row]
        return share

    def known(self, values: NDArray[Any], known: NDArray[np.bool_] | None = None) -> NDArray[np.float64]:
        """The values of rows that count something, or of those that are `known`; NaN for the others."""
        there: NDArray[np.float64] = np.where(self.total > 0 if known is None else known, values, np.nan)
        return there


def _cells(counts: Any, *, whole: bool = False) -> Cells:
    """The counts above zero, found once."""
    cells = counts if isinstance(counts, Cells) else Cells(counts)
    if whole and (cells.count % 1).any():
        raise InputError("Samples of equal size take whole counts: attributions, not parts of words.")
    return cells


def _missed(
    total: NDArray[np.float64], count: NDArray[np.float64], size: NDArray[np.float64] | float
) -> NDArray[np.float64]:
    """The chance that a sample of `size` out of `total` has none of `count`: hypergeometric."""
    from scipy.special import gammaln

    rest = total - count
    possible = rest >= size
    rest, drawn, total = (np.where(possible, x, y) for x, y in ((rest, size), (size, size), (total, size)))
    logs = gammaln(rest + 1) - gammaln(rest - drawn + 1) - gammaln(total + 1) + gammaln(total - drawn + 1)
    return np.where(possible, np.exp(logs), 0.0)


def _rare(cells: Cells) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How many speakers were heard once, and twice."""
    return cells.sum(cells.count == 1), cells.sum(cells.count == 2)


def _unheard(cells: Cells) -> NDArray[np.float64]:
    """How many more speakers there are at least, never heard: Chao's lower bound."""
    once, twice = _rare(cells)
    part = (cells.total - 1) / np.maximum(cells.total, 1)
    return part * np.where(twice > 0, once**2 / (2 * np.maximum(twice, 0.5)), once * (once - 1) / 2)


def shannon(counts: Any) -> NDArray[np.float64]:
    """Shannon's entropy, in nats: the logarithm of the effective number of order 1."""
    cells = _cells(counts)
    return cells.known(-cells.sum(cells.share * np.log(cells.share)) + 0.0)


def evenness(counts: Any) -> NDArray[np.float64]:
    """Shannon's entropy as a part of its greatest (Pielou's J), 0 to 1; NaN for fewer than two speakers."""
    cells = _cells(counts)
    heard = cells.sum(np.ones(len(cells.count)))
    return cells.known(shannon(counts) / np.log(np.maximum(heard, 2)), heard > 1)


def herfindahl(counts: Any) -> NDArray[np.float64]:
    """The sum of squared shares: the chance that two attributions (with replacement) are of one speaker."""
    cells = _cells(counts)
    return cells.known(cells.sum(cells.share**2))


def simpson(counts: Any) -> NDArray[np.float64]:
    """The chance that two attributions (with replacement) are of two speakers (Gini-Simpson)."""
    return 1 - herfindahl(counts)


def effective_number(counts: Any, *, order: float = 1) -> NDArray[np.float64]:
    """As how many equally heard speakers they count: the Hill number.

    Order 0 counts the speakers, 1 weighs them by how often they are heard (the exponential of Shannon's
    entropy), 2 mostly those heard most (the inverse of Herfindahl's index).

    Examples
    --------
    >>> effective_number([[5, 5, 5, 5], [17, 1, 1, 1]], order=2).round(2).tolist()
    [4.0, 1.37]
    """
    check_number(order, "order", low=0, high=100)
    cells = _cells(counts)
    if abs(order - 1) < 1e-9:
        return np.exp(shannon(counts))
    sums = cells.known(cells.sum(cells.share**order))
    powers: NDArray[np.float64] = sums ** (1 / (1 - order))
    return powers


def top_share(counts: Any, *, top: int = 1) -> NDArray[np.float64]:
    """The part of the `top` most heard speakers, 0 to 1."""
    check_number(top, "top", low=1, high=1_000_000)
    cells = _cells(counts)
    order = np.lexsort((-cells.count, cells.row))
    row = cells.row[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    first = np.where(rank < top, cells.count[order], 0.0)
    sums = np.bincount(row, first, cells.rows)
    return cells.known(sums / np.maximum(cells.total, 1e-300))


def rarefied(counts: Any, *, size: int) -> NDArray[np.float64]:
    """How many speakers a part of `size` attributions would have, on average over all such parts.

    So outlets with many and with few attributions can be compared: take the number of the smallest. A row
    with fewer than `size` has none (NaN).

    Examples
    --------
    >>> rarefied([[4, 4, 4], [10, 1, 1]], size=2).round(2).tolist()
    [1.73, 1.32]
    """
    check_number(size, "size", low=1, high=1e12)
    cells = _cells(counts, whole=True)
    found = cells.sum(1 - _missed(cells.total[cells.row], cells.count, size))
    return cells.known(found, cells.total >= size)


def coverage(counts: Any) -> NDArray[np.float64]:
    """The part of all that such speakers say, heard or not yet, that belongs to those heard: 0 to 1.

    Estimated from how many were heard once and twice (Chao & Jost 2012); one attribution tells nothing (NaN).
    """
    cells = _cells(counts, whole=True)
    once, twice = _rare(cells)
    pairs = np.where(twice > 0, 2 * twice, 2.0)
    singles = np.maximum(cells.total - 1, 0) * np.where(twice > 0, once, np.maximum(once - 1, 0))
    missing = once / np.maximum(cells.total, 1) * singles / (singles + pairs)
    return cells.known(1 - missing, cells.total > 1)


def rarefied_coverage(counts: Any, *, size: int) -> NDArray[np.float64]:
    """The coverage of a part of `size` attributions, on average over all parts smaller than the whole.

    A row with no more than `size` has none (NaN).
    """
    check_number(size, "size", low=1, high=1e12)
    cells = _cells(counts, whole=True)
    others = cells.total[cells.row] - 1
    part = cells.share * _missed(others, cells.count - 1, size) * (others >= size)
    # The next attribution is of a speaker whom the part lacks: all of the speaker's are outside of it.
    return cells.known(1 - cells.sum(part), cells.total > size)


def extrapolated(counts: Any, *, size: int) -> NDArray[np.float64]:
    """How many speakers `size` attributions would have, where a row has no more than that.

    Sound up to about twice the row's own number. A row with more than `size` has none (NaN): see `rarefied`.
    """
    check_number(size, "size", low=1, high=1e12)
    cells = _cells(counts, whole=True)
    heard = cells.sum(np.ones(len(cells.count)))
    once, _ = _rare(cells)
    more = _unheard(cells)
    stays = 1 - once / np.maximum(cells.total * more + once, 1)
    beyond = np.maximum(size - cells.total, 0)
    return cells.known(heard + more * (1 - stays**beyond), (cells.total > 0) & (cells.total <= size))
