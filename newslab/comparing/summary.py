"""From what is counted to a tidy frame of shares with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.comparing.inference import FEWEST_ARTICLES, FEWEST_WITH_ANY, Estimate, bootstrap, shares
from newslab.errors import InputError
from newslab.frames import SUMMARY

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from newslab.comparing.counting import Counted
    from newslab.comparing.inference import Statistic

MEASURES = ("words", "attributions", "speakers")


def _sums(parts: pd.DataFrame, amount: Any, shape: tuple[int, int]) -> NDArray[np.float64]:
    """Amounts summed by article and value."""
    cells = parts["place"].to_numpy() * shape[1] + parts["code"].to_numpy(dtype=np.intp)
    return np.bincount(cells, amount, shape[0] * shape[1]).reshape(shape).astype(np.float64)


def _speakers(parts: pd.DataFrame, shape: tuple[int, int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Distinct speakers by value, and how many of them are lost with each article.

    A resample holds about 63 % of the articles, so that counting its distinct speakers would lose those
    who speak once and keep those who speak everywhere: with many articles that interval misses its own
    estimate. Instead each article gains or loses what leaving it out would lose (the jackknife's linear
    form of the count): the speakers whom no other article has.
    """
    heard = parts.loc[parts["who"] >= 0, ["code", "who", "place"]].drop_duplicates()
    distinct = heard.drop_duplicates(["code", "who"])
    only_here = heard.drop_duplicates(["code", "who"], keep=False)
    return _sums(distinct, None, shape).sum(axis=0), _sums(only_here, None, shape)


def _statistic(parts: pd.DataFrame, measure: str, shape: tuple[int, int]) -> Statistic:
    """The shares by one measure, as a function of the weights of the articles.

    Parts are speakers of attributions, so joint speakers who share a value have several parts of one
    attribution; it counts once for that value.
    """
    if measure == "speakers":
        distinct, lost = _speakers(parts, shape)
        return lambda weights: shares(distinct + (weights - 1) @ lost)
    if measure == "attributions":
        sums = _sums(parts.drop_duplicates(["row", "code"]), None, shape)
    else:
        sums = _sums(parts, parts["words"].to_numpy(), shape)
    return lambda weights: shares(weights @ sums)


def _too_few(parts: pd.DataFrame, members: NDArray[np.intp]) -> bool:
    return len(members) < FEWEST_ARTICLES or parts["article"].nunique() < FEWEST_WITH_ANY


def _estimates(
    parts: pd.DataFrame, members: NDArray[np.intp], measures: Sequence[str], n_values: int, **draws: int
) -> dict[str, Estimate]:
    """One group's shares of the values, by each measure."""
    shape = (len(members), n_values)
    parts = parts.assign(place=np.searchsorted(members, parts["article"].to_numpy()))
    statistics = {measure: _statistic(parts, measure, shape) for measure in measures}
    if not _too_few(parts, members):
        return {measure: bootstrap(found, len(members), **draws) for measure, found in statistics.items()}
    none = np.full(n_values, np.nan)
    every = np.ones((1, len(members)))
    return {measure: Estimate(found(every)[0], none, none) for measure, found in statistics.items()}


def _notes(frame: pd.DataFrame, few: dict[str, int]) -> list[str]:
    notes = [
        f"{name}: no interval, which takes {FEWEST_ARTICLES} articles, {FEWEST_WITH_ANY} of them with "
        f"attributions that count ({n} here)"
        for name, n in few.items()
    ]
    flat = frame["estimate"].notna() & frame["low"].isna() & ~frame.iloc[:, 0].isin(list(few))
    if flat.any():
        notes.append(
            "No interval where all resamples agree: a share of 0 or 100 % tells nothing of its error"
        )
    return notes


def _totals(parts: pd.DataFrame) -> dict[str, float]:
    """What the shares are shares of."""
    return {
        "attributions": int(parts["row"].nunique()),
        "words": float(parts["words"].sum()),
        "speakers": int(parts["speaker_id"].nunique()),
    }


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
        if _too_few(found, members):
            few[name] = found["article"].nunique()
        each = _estimates(found, members, measures, len(values), resamples=resamples, seed=seed)
        for i, value in enumerate(values):
            for measure, found_shares in each.items():
                ends = {end: at[i] for end, at in found_shares._asdict().items()}
                rows.append({by: name, column: value, "measure": measure, **ends, **size})
    frame = pd.DataFrame(rows, columns=[by, column, "measure", *SUMMARY])
    frame.attrs = {
        "left_out": counted.left_out,
        "counted": {**_totals(parts), "groups": {name: _totals(found) for name, found in of_group.items()}},
        "notes": _notes(frame, few),
        "resamples": resamples,
        "seed": seed,
    }
    return frame
