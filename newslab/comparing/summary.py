"""From what is counted to a tidy frame of estimates with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from newslab.comparing.inference import FEWEST_ARTICLES, FEWEST_WITH_ANY, Estimate, bootstrap
from newslab.comparing.statistic import sum_cells
from newslab.errors import InputError, check_choice, check_number
from newslab.frames import STORIES, SUMMARY, check_columns

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from newslab.comparing.counting import Counted
    from newslab.comparing.statistic import Statistic


@dataclass(frozen=True)
class Question:
    """What a function of this package asks: the statistics, and what they are counted from.

    Attributes
    ----------
    counted : Counted
        The groups and what was left out.
    parts : pandas.DataFrame
        The counted parts that the values rest on.
    columns : sequence of str
        The names of the statistics' keys.
    statistics : sequence of Statistic
        Each becomes rows with an interval.
    beside : mapping of str to sequence of Statistic
        Further columns without an interval, such as the bounds of a share: as many statistics as there are.
    attrs : mapping
        What the frame's `attrs` have besides.
    """

    counted: Counted
    parts: pd.DataFrame
    columns: Sequence[str]
    statistics: Sequence[Statistic]
    beside: Mapping[str, Sequence[Statistic]] = field(default_factory=dict)
    attrs: Mapping[str, Any] = field(default_factory=dict)


class Group(NamedTuple):
    """The cells of one group as units: what the bootstrap draws."""

    name: str
    units: Any  # units × all cells, sparse
    n_articles: int
    n_with_any: int  # units that hold an attribution that counts
    few: bool


def unit_codes(counted: Counted, stories: pd.DataFrame | None) -> NDArray[np.intp]:
    """For each cell the number of its unit: the story that its article is in, else the article."""
    import pandas as pd

    article: NDArray[np.intp] = counted.cells["article"].to_numpy(dtype=np.intp)
    if stories is None:
        return article
    check_columns(stories, STORIES, ["article_id", "story"])
    if stories["article_id"].duplicated().any():
        raise InputError("An article stands twice in stories. Give what stories(articles) returned.")
    held = dict(zip(stories["article_id"], stories["story"], strict=True))
    names = [held.get(counted.ids[row]) for row in article]
    units = [f"a{row}" if pd.isna(n) else f"s{n}" for n, row in zip(names, article, strict=True)]
    codes: NDArray[np.intp] = pd.factorize(np.array(units, dtype=object))[0]
    return codes


def cell_attributions(parts: pd.DataFrame, n_cells: int) -> NDArray[np.float64]:
    """How many attributions each cell has."""
    once = parts.drop_duplicates(["cell", "row"])
    counts: NDArray[np.float64] = np.bincount(once["cell"], minlength=n_cells).astype(np.float64)
    return counts


def make_groups(question: Question, stories: pd.DataFrame | None) -> list[Group]:
    """The groups of a question, each with its units."""
    counted = question.counted
    codes, n_cells = unit_codes(counted, stories), len(counted.cells)
    has_any = cell_attributions(question.parts, n_cells) > 0
    groups = []
    for name, index in counted.cells.groupby("group", sort=True).indices.items():
        _, place = np.unique(codes[index], return_inverse=True)
        units = sum_cells(place, index, 1, (int(place.max()) + 1, n_cells))
        with_any = int((units @ has_any > 0).sum())
        few = len(index) < FEWEST_ARTICLES or with_any < FEWEST_WITH_ANY
        groups.append(Group(str(name), units, len(index), with_any, few))
    return groups


def estimates(question: Question, group: Group, *, resamples: int, seed: int) -> Estimate:
    """The values of all statistics in one group, one after the other."""
    functions = [statistic.among(group.units) for statistic in question.statistics]
    scale = np.concatenate([np.broadcast_to(s.scale, len(s.keys)) for s in question.statistics])

    def function(weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.hstack([f(weights) for f in functions])

    less = np.concatenate([np.zeros(len(s.keys)) if s.less is None else s.less for s in question.statistics])
    n_units = group.units.shape[0]
    if group.few or not resamples:
        found = function(np.ones((1, n_units)))[0]
        return Estimate(found - less, np.full_like(found, np.nan), np.full_like(found, np.nan))
    with_any = np.concatenate([[_with_any(s, group)] * len(s.keys) for s in question.statistics])
    found, low, high = bootstrap(
        function, n_units, scale=scale, resamples=resamples, seed=seed, n_effective=with_any
    )
    few = with_any < FEWEST_WITH_ANY
    low, high = (np.where(few, np.nan, end) - less for end in (low, high))
    return Estimate(found - less, low, high)


def _with_any(statistic: Statistic, group: Group) -> int:
    """How many units hold an attribution that this statistic rests on."""
    if statistic.n_attributions is None:
        return group.n_with_any
    return int((group.units @ (statistic.n_attributions > 0) > 0).sum())


def _notes(frame: pd.DataFrame, groups: Sequence[Group], resamples: int) -> list[str]:
    notes = [
        f"{group.name}: no interval, which takes {FEWEST_ARTICLES} articles, {FEWEST_WITH_ANY} of them with "
        f"attributions that count ({group.n_with_any} here)"
        for group in groups
        if group.few
    ]
    if not resamples:
        return [*notes, "No intervals, because there were no resamples"]
    flat = frame["estimate"].notna() & frame["low"].isna() & ~frame["_few"]
    if flat.any():
        notes.append(
            f"No interval where fewer than {FEWEST_WITH_ANY} articles have attributions that count for the "
            "measure, or where all resamples agree: a share of 0 or 100 % tells nothing of its error"
        )
    return notes


def _totals(parts: pd.DataFrame) -> dict[str, float]:
    """What the shares are shares of."""
    return {
        "attributions": int(parts["row"].nunique()),
        "words": float(parts["words"].sum()),
        "speakers": int(parts["speaker_id"].nunique()),
    }


def _rows(question: Question, group: Group, found: Estimate) -> list[dict[str, Any]]:
    """A row for each value of one group: the first value of each statistic, then the second …"""
    usual = cell_attributions(question.parts, len(question.counted.cells))
    every = np.ones((1, group.units.shape[0]))
    starts = np.cumsum([0, *(len(s.keys) for s in question.statistics)])
    labels = dict(zip(question.counted.by, question.counted.labels[group.name], strict=True))
    rows = []
    for number, statistic in enumerate(question.statistics):
        held = usual if statistic.n_attributions is None else statistic.n_attributions
        beside = {
            name: others[number].among(group.units)(every)[0] for name, others in question.beside.items()
        }
        for i, key in enumerate(statistic.keys):
            at = starts[number] + i
            rows.append((i, number, {
                **labels, **key,
                **{end: values[at] for end, values in found._asdict().items()},
                "n_articles": group.n_articles,
                "n_attributions": int((group.units @ held).sum()),
                **{name: values[i] for name, values in beside.items()},
                "_few": group.few,
            }))  # fmt: skip
    return [row for *_, row in sorted(rows, key=lambda row: row[:2])]


def check_names(question: Question) -> None:
    """Raise an `InputError` where a column that makes groups has a name that the summary needs."""
    taken = {*question.columns, *SUMMARY, *question.beside} & set(question.counted.by)
    if taken:
        raise InputError(
            f"by is {min(taken)!r}, a name that the summary needs itself. Rename that column of the articles."
        )


def summarise(
    question: Question, *, stories: pd.DataFrame | None = None, resamples: int, seed: int
) -> pd.DataFrame:
    """A row per group and value: the estimate, its interval, how much it rests on.

    Parameters
    ----------
    question : Question
        The statistics and what they are counted from.
    stories : pandas.DataFrame, optional
        What `stories` returned: whole stories are drawn again instead of articles.
    resamples, seed : int
        For the bootstrap; with 0 resamples there are no intervals.

    Returns
    -------
    pandas.DataFrame
        The columns that make the groups, the question's, `estimate`, `low`, `high`, `n_articles`,
        `n_attributions`, and those beside; in `attrs` what was left out, what the shares are shares of, and
        notes.
    """
    import pandas as pd

    check_names(question)
    if resamples:
        check_number(resamples, "resamples", low=10, high=1_000_000)
    counted = question.counted
    groups = make_groups(question, stories)
    rows: list[dict[str, Any]] = []
    for group in groups:
        rows += _rows(question, group, estimates(question, group, resamples=resamples, seed=seed))
    columns = [*counted.by, *question.columns, *SUMMARY, *question.beside]
    frame = pd.DataFrame(rows, columns=[*columns, "_few"])
    of_group = {str(name): found for name, found in question.parts.groupby("group")}
    notes = _notes(frame.astype({"_few": bool}), groups, resamples)
    frame = frame[columns]
    frame.attrs = {
        "left_out": counted.left_out,
        "counted": {
            **_totals(question.parts),
            "groups": {name: _totals(found) for name, found in of_group.items()},
        },
        "notes": notes,
        "units": "articles" if stories is None else "stories",
        "resamples": resamples,
        "seed": seed,
        **question.attrs,
    }
    return frame


def check_measures(measure: str | Sequence[str] | None, allowed: Sequence[str]) -> list[str]:
    """The measures asked for, all by default."""
    if measure is None:
        return list(allowed)
    names = [measure] if isinstance(measure, str) else list(measure)
    return [check_choice(name, allowed, "measure") for name in dict.fromkeys(names)]
