"""Whether groups differ: differences with intervals, permutation tests, effect sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.comparing.inference import FEWEST_ARTICLES, RESAMPLES, interval, standard_errors, weights
from newslab.comparing.questions import ask
from newslab.comparing.statistic import sum_cells
from newslab.comparing.summary import Question, cell_attributions, check_names, unit_codes
from newslab.errors import InputError, check_choice, check_number

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from newslab.comparing.statistic import Statistic
    from newslab.tagged import Tagged

_CELLS = 4_000_000
_FEWEST_PAIRS = 6  # fewer cannot differ with p under .05, however they fall


@dataclass(frozen=True)
class Pair:
    """Two groups to compare.

    Attributes
    ----------
    first, second : array of int
        The cells of each that are compared.
    units : pair of array of int
        For each of these cells the number of its unit; the same numbers in both where units pair.
    paired : bool
        Whether each unit is in both groups.
    left : int
        Articles left out because their stories are in one of the groups only.
    """

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    units: tuple[NDArray[np.intp], NDArray[np.intp]]
    paired: bool
    left: int

    @property
    def sizes(self) -> tuple[int, int]:
        """How many units each group has."""
        return int(self.units[0].max()) + 1, int(self.units[1].max()) + 1


def _pair(question: Question, codes: NDArray[np.intp], names: tuple[str, str], has_any: Any) -> Pair:
    """Pair the stories (or articles) that both groups have; where too few do, compare all."""
    cells = question.counted.cells
    first, second = (np.flatnonzero((cells["group"] == name).to_numpy()) for name in names)
    common = np.intersect1d(codes[first[has_any[first]]], codes[second[has_any[second]]])
    inside = [own[np.isin(codes[own], common)] for own in (first, second)]
    articles = len(set(cells["article"].to_numpy()[np.concatenate(inside)]))
    if len(common) >= _FEWEST_PAIRS and articles >= FEWEST_ARTICLES:
        units = (np.searchsorted(common, codes[inside[0]]), np.searchsorted(common, codes[inside[1]]))
        return Pair(
            inside[0], inside[1], units, True, len(first) + len(second) - len(inside[0]) - len(inside[1])
        )
    alone = tuple(np.unique(codes[own], return_inverse=True)[1].astype(np.intp) for own in (first, second))
    return Pair(first, second, (alone[0], alone[1]), False, 0)


def _units(cells: NDArray[np.intp], units: NDArray[np.intp], n_cells: int) -> Any:
    return sum_cells(units, cells, 1, (int(units.max()) + 1, n_cells))


def _draws(question: Question, cells: Any, units: Any, resamples: int, seed: int) -> NDArray[np.float64]:
    """All values of one group in each resample of its units."""
    table = _units(cells, units, len(question.counted.cells))
    functions = [statistic.among(table) for statistic in question.statistics]
    blocks = weights(table.shape[0], resamples, seed)
    return np.concatenate([np.hstack([f(block) for f in functions]) for block in blocks])


def _differences(question: Question, pair: Pair, resamples: int, seed: int) -> NDArray[np.float64]:
    """Resampled differences of all values; units that pair are drawn together."""
    first = _draws(question, pair.first, pair.units[0], resamples, seed)
    second = _draws(question, pair.second, pair.units[1], resamples, seed if pair.paired else seed + 1)
    return first - second


def _relabelled(pair: Pair, permutations: int, seed: int) -> Iterator[NDArray[np.bool_]]:
    """Which of the compared cells would be the first group's, had the labels fallen otherwise.

    Where units pair, the two parts of each change places or not; else whole units change groups, as many in
    each as there were.
    """
    rng = np.random.default_rng(seed + 2)
    n_first, n_second = pair.sizes
    rows = max(1, _CELLS // (len(pair.first) + len(pair.second)))
    for start in range(0, permutations, rows):
        n = min(rows, permutations - start)
        if pair.paired:
            stays = rng.random((n, n_first)) < 0.5
            yield np.hstack([stays[:, pair.units[0]], ~stays[:, pair.units[1]]])
        else:
            chance = rng.random((n, n_first + n_second))
            least = np.partition(chance, n_first - 1, axis=1)[:, n_first - 1, None]
            yield (chance <= least)[:, np.concatenate([pair.units[0], n_first + pair.units[1]])]


def _differ(statistic: Statistic, pair: Pair) -> Callable[[NDArray[np.bool_]], NDArray[np.float64]]:
    """How much two groups differ, by which of the cells are the first's (rows × cells)."""
    sums = statistic.sums[np.concatenate([pair.first, pair.second])]
    total = np.asarray(sums.sum(axis=0)).reshape(1, -1)
    step = max(1, _CELLS // max(total.shape[1], 1))

    def difference(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
        held = np.asarray((sums.T @ mask.T.astype(np.float64)).T)
        return np.abs(statistic.of(held) - statistic.of(total - held))

    return lambda masks: np.concatenate([difference(masks[i : i + step]) for i in range(0, len(masks), step)])


def _p_values(question: Question, pair: Pair, permutations: int, seed: int) -> NDArray[np.float64]:
    """How often labels that fall by chance make a difference as large (two-sided)."""
    functions = [_differ(statistic, pair) for statistic in question.statistics]
    own = np.arange(len(pair.first) + len(pair.second))[None, :] < len(pair.first)
    seen = np.hstack([function(own) for function in functions])
    extreme, known = np.ones(seen.shape[1]), np.ones(seen.shape[1])
    for masks in _relabelled(pair, permutations, seed):
        drawn = np.hstack([function(masks) for function in functions])
        extreme += (drawn >= seen * (1 - 1e-9) - 1e-12).sum(axis=0)
        known += (~np.isnan(drawn)).sum(axis=0)
    return np.where(np.isnan(seen[0]), np.nan, extreme / known)


def _holm(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Adjusted for how many there are, step by step (Holm 1979); NaN stays."""
    adjusted = np.full(len(p), np.nan)
    order = [i for i in np.argsort(p, kind="stable") if not np.isnan(p[i])]
    largest = 0.0
    for rank, i in enumerate(order):
        largest = max(largest, min(1.0, (len(order) - rank) * p[i]))
        adjusted[i] = largest
    return adjusted


def _effects(first: Any, second: Any, scale: Any, shifted: Any) -> NDArray[np.float64]:
    """Cohen's h of two shares; the logarithm of the ratio of two amounts."""
    with np.errstate(invalid="ignore", divide="ignore"):
        h = 2 * np.arcsin(np.sqrt(np.clip(first, 0, 1))) - 2 * np.arcsin(np.sqrt(np.clip(second, 0, 1)))
        ratio = np.log(first) - np.log(second)
    effect: NDArray[np.float64] = np.where(shifted, np.nan, np.where(scale == "share", h, ratio))
    return np.where(np.isfinite(effect), effect, np.nan)


def _values(question: Question, cells: NDArray[np.intp]) -> NDArray[np.float64]:
    weight = np.zeros((1, len(question.counted.cells)))
    weight[0, cells] = 1
    return np.concatenate([statistic.at(weight)[0] for statistic in question.statistics])


def _size(question: Question, pair: Pair) -> dict[str, int]:
    """How much a comparison rests on."""
    both = np.concatenate([pair.first, pair.second])
    parts = question.parts
    return {
        "n_articles": int(question.counted.cells["article"].iloc[both].nunique()),
        "n_attributions": int(parts.loc[parts["cell"].isin(both), "row"].nunique()),
        "n_pairs": pair.sizes[0] if pair.paired else 0,
    }


def _rows(
    question: Question, names: tuple[str, str], pair: Pair, *, resamples: int, seed: int
) -> list[dict[str, Any]]:
    """A row for each value of a pair of groups."""
    statistics, n_units = question.statistics, min(pair.sizes)
    keys = [key for statistic in statistics for key in statistic.keys]
    scale = np.concatenate([np.broadcast_to(s.scale, len(s.keys)) for s in statistics])
    shifted = np.concatenate([[s.less is not None] * len(s.keys) for s in statistics])
    first, second = _values(question, pair.first), _values(question, pair.second)
    estimate, low, high = first - second, *np.full((2, len(keys)), np.nan)
    p = np.full(len(keys), np.nan)
    few = min(len(pair.first), len(pair.second)) < FEWEST_ARTICLES or n_units < _FEWEST_PAIRS
    if resamples and not few:
        error = standard_errors(_differences(question, pair, resamples, seed), n_units)
        units = n_units if pair.paired else sum(pair.sizes) - 1
        _, low, high = interval(estimate, error, np.full(len(keys), "difference"), units)
        p = _p_values(question, pair, resamples, seed)
    effect = _effects(first, second, scale, shifted)
    less = np.concatenate([np.zeros(len(s.keys)) if s.less is None else s.less for s in statistics])
    size = _size(question, pair)
    return [
        {
            "first": names[0], "second": names[1], **key,
            "first_estimate": first[i] - less[i], "second_estimate": second[i] - less[i],
            "estimate": estimate[i], "low": low[i], "high": high[i], "effect": effect[i], "p": p[i], **size,
        }
        for i, key in enumerate(keys)
    ]  # fmt: skip


def _chosen(groups: Sequence[str] | str | None, known: Sequence[str], by: Any) -> list[tuple[str, str]]:
    """The pairs of groups to compare."""
    if groups is not None and (isinstance(groups, str) or len(set(groups)) < 2):
        raise InputError(f"groups is {groups!r}; name two or more of {', '.join(map(repr, known))}.")
    if len(known) < 2:
        raise InputError(
            f"by={by!r} makes {len(known)} group ({', '.join(known)}), and it takes two to compare. "
            "Give another column, such as 'outlet'."
        )
    names = [check_choice(name, known, "A group") for name in dict.fromkeys(groups or known)]
    return list(combinations(names, 2))


def compare(
    tagged: Tagged,
    question: str,
    *,
    by: str | Sequence[str] = "outlet",
    groups: Sequence[str] | None = None,
    stories: pd.DataFrame | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
    **options: Any,
) -> pd.DataFrame:
    """Test whether groups differ, and say by how much.

    Where `stories` are given and two outlets have six or more of them in common, they are compared within
    these stories alone, like with like. Where `by` is a column of the attributions ("side"), the two groups
    are compared within the articles that have both. Else all their articles are compared.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    question : str
        What to compare: "balance", "sourcing", "source_rates" or "diversity", the functions of these names.
    by : str or sequence of str
        Columns that make the groups, as in `balance`.
    groups : sequence of str, optional
        The groups to compare, each with each; all by default.
    stories : pandas.DataFrame, optional
        What `stories` returned.
    resamples, seed : int
        How often articles are drawn again and labels permuted (0: no intervals and tests), and the seed.
    **options
        Further arguments of the function: `measure`, `axis`, `copies` …

    Returns
    -------
    pandas.DataFrame
        A row per pair of groups and value: `first`, `second` (the groups), the function's columns,
        `first_estimate`, `second_estimate`, `estimate` (first less second), `low`, `high` (95 % interval of
        the difference), `effect` (Cohen's h of shares, of which .2, .5 and .8 are called small, medium and
        large; the logarithm of the ratio of amounts), `p` (how often groups whose labels fell by chance would
        differ as much), `p_adjusted` (for all rows of the frame, after Holm), `n_articles`,
        `n_attributions`, `n_pairs` (stories or articles that both have; 0 where not compared in pairs).
        Intervals and tests are missing where a group has under 10 articles or 6 stories.
        `attrs["left_out"]` also has `unpaired_articles`: those of stories that one of the two groups lacks,
        by pair.

    Raises
    ------
    InputError
        Where there are not two groups, or a question, group or argument is not one that is allowed.

    Notes
    -----
    The test asks whether the labels could be exchanged. Where units pair, the two groups' parts of each story
    change places; else whole articles (or stories) change groups. Interval and test can disagree at the edge.
    A large p is no proof that groups are alike: look at the interval.

    References
    ----------
    Cohen, J. (1988). Statistical power analysis for the behavioral sciences (2nd ed.). Erlbaum. Chapter 6.
    Ernst, M. D. (2004). Permutation methods: A basis for exact inference. Statistical Science, 19(4).
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of
    Statistics, 6(2), 65-70.

    Examples
    --------
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> outlets = {f"{outlet}-{i}": outlet for outlet in ("Argus", "Ledger") for i in range(12)}
    >>> tagged = Tagged(
    ...     make_frame([{"article_id": i, "outlet": outlet, "words": 100} for i, outlet in outlets.items()],
    ...                ARTICLES),
    ...     make_frame([{"article_id": i, "attribution": n, "speaker_id": f"{n}", "passage": "body"}
    ...                 for m, (i, outlet) in enumerate(outlets.items())
    ...                 for n in range(m % 3 + 4 * (outlet == "Argus"))], ATTRIBUTIONS),
    ...     *(make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)))
    >>> found = compare(tagged, "source_rates", measure="speakers_per_article")
    >>> found[["first", "second", "first_estimate", "second_estimate", "estimate", "p"]].round(4)
       first  second  first_estimate  second_estimate  estimate       p
    0  Argus  Ledger             5.0              1.0       4.0  0.0005
    """
    import pandas as pd

    asked = ask(tagged, question, by, options)
    check_names(asked)
    if resamples:
        check_number(resamples, "resamples", low=10, high=1_000_000)
    pairs = _chosen(groups, list(asked.counted.groups), by)
    codes = unit_codes(asked.counted, stories)
    has_any = cell_attributions(asked.parts, len(asked.counted.cells)) > 0
    rows, unpaired, notes = [], {}, []
    for names in pairs:
        pair = _pair(asked, codes, names, has_any)
        found = _rows(asked, names, pair, resamples=resamples, seed=seed)
        rows += found
        if pair.left:
            unpaired[" – ".join(names)] = pair.left
        if resamples and all(np.isnan(row["p"]) for row in found):
            notes.append(f"{names[0]} – {names[1]}: no test, which takes {FEWEST_ARTICLES} articles of each")
    frame = pd.DataFrame(rows)
    frame.insert(frame.columns.get_loc("p") + 1, "p_adjusted", _holm(frame["p"].to_numpy(dtype=np.float64)))
    frame.attrs = {
        "left_out": {**asked.counted.left_out, "unpaired_articles": unpaired},
        "notes": notes,
        "question": question,
        "units": "articles" if stories is None else "stories",
        "resamples": resamples,
        "seed": seed,
        **asked.attrs,
    }
    return frame
