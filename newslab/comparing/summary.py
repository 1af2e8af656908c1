"""From what is counted to a tidy frame of shares with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.comparing.inference import FEWEST_ARTICLES, Estimate, bootstrap, shares
from newslab.errors import InputError
from newslab.frames import SUMMARY

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from newslab.comparing.counting import Counted
    from newslab.comparing.inference import Statistic

MEASURES = ("words", "attributions", "speakers")


def _sums(
    article: NDArray[np.intp], code: NDArray[np.intp], amount: Any, shape: tuple[int, int]
) -> Statistic:
    """Totals by value: the amounts are summed by article once, then weighted."""
    by_article = np.bincount(article * shape[1] + code, amount, shape[0] * shape[1]).reshape(shape)
    return lambda weights: weights @ by_article


def _distinct(article: NDArray[np.intp], code: NDArray[np.intp], who: Any, n_values: int) -> Statistic:
    """Distinct speakers by value among the articles that have a weight.

    A bit says whether an article is in a resample; a speaker is in it where any of the speaker's articles
    is, so that thousands of speakers and resamples take megabytes and no loop over either.
    """
    keys = np.unique(np.column_stack([code, who, article]), axis=0)
    speakers, starts = np.unique(keys[:, :2], axis=0, return_index=True)
    bounds = np.searchsorted(speakers[:, 0], np.arange(n_values + 1))

    def totals(weights: NDArray[np.float64]) -> NDArray[np.float64]:
        drawn = np.packbits(weights.T > 0, axis=1)[keys[:, 2]]
        present = np.bitwise_or.reduceat(drawn, starts, axis=0) if len(starts) else drawn
        of_value = [present[a:b] for a, b in pairwise(bounds)]
        count = [np.unpackbits(bits, axis=1, count=len(weights)).sum(axis=0) for bits in of_value]
        return np.column_stack(count).astype(np.float64)

    return totals


def _estimate(
    parts: pd.DataFrame, members: NDArray[np.intp], measure: str, n_values: int, resamples: int, seed: int
) -> Estimate:
    """One group's shares of the values, by one measure."""
    if measure == "speakers":
        parts = parts[parts["who"] >= 0]
    article = np.searchsorted(members, parts["article"].to_numpy())
    code = parts["code"].to_numpy(dtype=np.intp)
    if measure == "speakers":
        totals = _distinct(article, code, parts["who"].to_numpy(), n_values)
    else:
        amount = parts["words"].to_numpy() if measure == "words" else np.ones(len(parts))
        totals = _sums(article, code, amount, (len(members), n_values))
    if len(np.unique(article)) < FEWEST_ARTICLES:
        none = np.full(n_values, np.nan)
        return Estimate(shares(totals(np.ones((1, len(members)))))[0], none, none)
    recentre = measure == "speakers"
    return bootstrap(
        lambda weights: shares(totals(weights)),
        len(members),
        resamples=resamples,
        seed=seed,
        recentre=recentre,
    )


def _notes(frame: pd.DataFrame, few: dict[str, int]) -> list[str]:
    notes = [
        f"{name}: no interval, which needs {FEWEST_ARTICLES} articles with attributions that count; it has {n}"
        for name, n in few.items()
    ]
    flat = frame["estimate"].notna() & frame["low"].isna() & ~frame.iloc[:, 0].isin(list(few))
    if flat.any():
        notes.append(
            "No interval where all resamples agree: a share of 0 or 100 % tells nothing of its error"
        )
    return notes


def summarise_shares(
    counted: Counted,
    values: Sequence[str],
    measures: Sequence[str],
    *,
    by: str,
    column: str,
    resamples: int,
    seed: int,
) -> pd.DataFrame:
    """A row per group, value and measure: the share, its interval, how much it rests on.

    Parameters
    ----------
    counted : Counted
        What `counting.count` chose.
    values : sequence of str
        The values, in the order in which they come.
    measures : sequence of str
        Some of words, attributions, speakers.
    by, column : str
        Names of the columns of groups and of values.
    resamples, seed : int
        For the bootstrap.

    Returns
    -------
    pandas.DataFrame
        Columns `by`, `column`, `measure`, `estimate`, `low`, `high`, `n_articles`, `n_attributions`;
        in `attrs` what was left out, what the shares are shares of, and notes.
    """
    import pandas as pd

    if by in {column, "measure", *SUMMARY}:
        raise InputError(
            f"by is {by!r}, a name that the summary needs itself. Rename that column of the articles."
        )
    parts = counted.parts.assign(
        code=pd.Categorical(counted.parts["value"], categories=list(values)).codes,
        who=pd.factorize(counted.parts["speaker_id"])[0],
    )
    parts = parts[parts["code"] >= 0]
    of_group = {str(name): found for name, found in parts.groupby("group")}
    rows, few = [], {}
    for name, members in counted.groups.items():
        found = of_group.get(name, parts.iloc[:0])
        size = {"n_articles": len(members), "n_attributions": found["row"].nunique()}
        if (contributing := found["article"].nunique()) < FEWEST_ARTICLES:
            few[name] = contributing
        each = {m: _estimate(found, members, m, len(values), resamples, seed) for m in measures}
        rows += [
            {
                by: name,
                column: value,
                "measure": m,
                "estimate": e.estimate[i],
                "low": e.low[i],
                "high": e.high[i],
            }
            | size
            for i, value in enumerate(values)
            for m, e in each.items()
        ]
    frame = pd.DataFrame(rows, columns=[by, column, "measure", *SUMMARY])
    frame.attrs = {
        "left_out": counted.left_out,
        "counted": {
            "attributions": int(parts["row"].nunique()),
            "words": float(parts["words"].sum()),
            "speakers": int(parts["speaker_id"].nunique()),
        },
        "notes": _notes(frame, few),
        "resamples": resamples,
        "seed": seed,
    }
    return frame
