"""Measures of balance taken article by article: who is quoted at all, first, alone, how far from even."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.comparing.statistic import Statistic, constant, ratio, sum_cells

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Keys = Sequence[Mapping[str, Any]]
    Bounded = tuple[Statistic, Statistic, Statistic]

ARTICLE_MEASURES = ("articles", "first", "one_sided", "position", "structural", "partisan")


def _over(keys: Keys, own: NDArray[np.float64], whole: NDArray[np.float64], **more: Any) -> Statistic:
    """Sums of `own` over the sum of `whole`, which has one column or as many as there are keys."""
    from scipy.sparse import csr_array

    n = len(keys)
    return Statistic(
        keys, csr_array(np.hstack([own, whole])), lambda totals: ratio(totals[:, :n], totals[:, n:]), **more
    )


def _unknown(keys: Keys) -> Statistic:
    return constant(keys, [np.nan] * len(keys))


def _heard(parts: pd.DataFrame, n_cells: int, n: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Whether each side speaks in each article, and whether somebody unassigned does."""
    sides = np.asarray(sum_cells(parts["cell"], parts["code"], 1, (n_cells, n)).toarray()) > 0
    free = parts[parts["code"] < 0]
    unassigned = np.bincount(free["cell"].to_numpy(dtype=np.intp), minlength=n_cells)[:, None] > 0
    return sides.astype(np.float64), unassigned.astype(np.float64)


def _articles(parts: pd.DataFrame, keys: Keys, n_cells: int) -> Bounded:
    sides, free = _heard(parts, n_cells, len(keys))
    every = np.ones((n_cells, 1))
    own = _over(keys, sides, every)
    return own, own, _over(keys, np.maximum(sides, free), every)


def _one_sided(parts: pd.DataFrame, keys: Keys, n_cells: int) -> Bounded:
    sides, free = _heard(parts, n_cells, len(keys))
    alone = sides * (sides.sum(axis=1, keepdims=True) == 1)
    none = (sides.sum(axis=1, keepdims=True) == 0).astype(np.float64)
    whole = np.maximum(sides.max(axis=1, keepdims=True, initial=0), free)
    return (
        _over(keys, alone, 1 - none),
        _over(keys, alone * (1 - free), whole),
        _over(keys, np.maximum(alone, none * free), whole),
    )


def _firsts(parts: pd.DataFrame, n_cells: int, n: int) -> NDArray[np.float64]:
    """Who speaks first in each article; joint speakers of several sides get equal parts of it."""
    ordered = parts.sort_values(["cell", "position", "row"], kind="stable")
    first = ordered.drop_duplicates("cell")
    told = ordered[ordered["row"].isin(set(first["row"]))].drop_duplicates(["cell", "row", "code"])
    table: NDArray[np.float64] = sum_cells(told["cell"], told["code"], 1, (n_cells, n)).toarray()
    whole: NDArray[np.float64] = np.maximum(table.sum(axis=1, keepdims=True), 1)
    return np.divide(table, whole)


def _first(parts: pd.DataFrame, keys: Keys, n_cells: int) -> Bounded:
    n, sided = len(keys), parts[parts["code"] >= 0]
    own = _firsts(sided, n_cells, n)
    very_first = _firsts(parts.assign(code=parts["code"].where(parts["code"] >= 0, n)), n_cells, n + 1)
    sure, free = very_first[:, :n], very_first[:, n:]
    whole = very_first.sum(axis=1, keepdims=True)
    return (
        _over(keys, own, own.sum(axis=1, keepdims=True)),
        _over(keys, sure, whole),
        _over(keys, sure + free, whole),
    )


def _position(parts: pd.DataFrame, keys: Keys, n_cells: int) -> Bounded:
    known = parts[parts["position"].notna() & (parts["code"] >= 0)].drop_duplicates(["cell", "row", "code"])
    shape = (n_cells, len(keys))
    own = sum_cells(known["cell"], known["code"], known["position"].to_numpy(dtype=np.float64), shape)
    number = sum_cells(known["cell"], known["code"], 1, shape)
    return _over(keys, own.toarray(), number.toarray()), _unknown(keys), _unknown(keys)


def _words(parts: pd.DataFrame, n_cells: int, n: int) -> NDArray[np.float64]:
    words: NDArray[np.float64] = sum_cells(
        parts["cell"], parts["code"], parts["words"], (n_cells, n)
    ).toarray()
    return words


def _structural(parts: pd.DataFrame, keys: Keys, n_cells: int, benchmark: NDArray[np.float64]) -> Bounded:
    words = _words(parts, n_cells, len(keys))
    whole = words.sum(axis=1, keepdims=True)
    away = np.abs(np.nan_to_num(ratio(words, whole)) - benchmark) * (whole > 0)
    return _over(keys, away, (whole > 0).astype(np.float64)), _unknown(keys), _unknown(keys)


def _partisan(parts: pd.DataFrame, keys: Keys, n_cells: int, benchmark: NDArray[np.float64]) -> Bounded:
    words = _words(parts, n_cells, len(keys))
    own = _over(keys, words, words.sum(axis=1, keepdims=True), less=benchmark)
    return own, _unknown(keys), _unknown(keys)


def article_statistics(
    parts: pd.DataFrame, measure: str, keys: Keys, benchmark: Mapping[str, float], n_cells: int
) -> Bounded:
    """One of the measures taken article by article, with its bounds.

    Parameters
    ----------
    parts : pandas.DataFrame
        Counted parts with `code`, the number of their side, or -1.
    measure : str
        One of `ARTICLE_MEASURES`.
    keys : sequence of mappings
        A side each.
    benchmark : mapping of str to float
        What share each side would have.
    n_cells : int
        How many cells there are.

    Returns
    -------
    three Statistic
        The measure, its least and its most.
    """
    shares = np.array([*benchmark.values()])
    if measure in ("structural", "partisan"):
        return {"structural": _structural, "partisan": _partisan}[measure](parts, keys, n_cells, shares)
    found = {"articles": _articles, "first": _first, "one_sided": _one_sided, "position": _position}
    return found[measure](parts, keys, n_cells)
