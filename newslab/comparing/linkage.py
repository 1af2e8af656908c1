"""Groups of articles that are alike on average: average linkage, chain by chain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from newslab.comparing.likeness import Likeness

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Average linkage holds the square of what hangs together in memory: 72 MB for so many.
_LARGEST = 3000


def _chains(
    n: int, one: NDArray[np.int64], other: NDArray[np.int64], margin: NDArray[np.float64]
) -> Iterator[NDArray[np.int64]]:
    """Articles that hang together by pairs; where more than `_LARGEST` do, by their liker pairs alone."""
    from scipy import sparse

    rest = [(np.arange(n), one, other, margin)]
    while rest:
        rows, one, other, margin = rest.pop()
        graph = sparse.coo_array((np.ones(len(one)), (one, other)), shape=(len(rows), len(rows)))
        label = sparse.csgraph.connected_components(graph, directed=False)[1]
        order = np.argsort(label, kind="stable")
        place = np.empty(len(rows), dtype=np.int64)
        for members in np.split(order, np.cumsum(np.bincount(label))[:-1]):
            if len(members) <= _LARGEST:
                yield rows[members]
                continue
            place[members] = np.arange(len(members))
            inside = label[one] == label[members[0]]
            kept = inside & (margin > np.median(margin[inside]))
            rest.append((rows[members], place[one[kept]], place[other[kept]], margin[kept]))


def group_articles(likeness: Likeness) -> NDArray[np.int64]:
    """Group articles so that those of a group are, on average, as like as they need be.

    Parameters
    ----------
    likeness : Likeness
        The articles, the earliest first.

    Returns
    -------
    array of int64
        For each article the number of the first of its group.

    References
    ----------
    Sokal, R. R., & Michener, C. D. (1958). A statistical method for evaluating systematic relationships.
    University of Kansas Science Bulletin, 38, 1409-1438.

    Examples
    --------
    >>> from newslab.comparing.likeness import measure_likeness
    >>> texts = ["Fire on the Skerrin ferry", "Teachers strike in Castrel", "Skerrin ferry fire hurts two"]
    >>> group_articles(measure_likeness(texts, np.array([1.0, 1.0, 2.0]), window=3))
    array([0, 1, 0])
    """
    from scipy.cluster import hierarchy
    from scipy.spatial.distance import squareform

    group = np.arange(len(likeness.days))
    for rows in _chains(len(group), *likeness.pairs()):
        if len(rows) < 2:
            continue
        # A group holds at least one pair that is as like as needed, so it lies within one chain.
        distance = 1 - likeness.within(rows)
        np.fill_diagonal(distance, 0)
        tree = hierarchy.linkage(squareform(distance, checks=False), "average")
        label = hierarchy.fcluster(tree, 1.0, "distance")
        for value in range(1, int(label.max()) + 1):
            group[rows[label == value]] = rows[label == value].min()
    return group
