"""How many voices there are, and how evenly they are heard, in the corpus and within articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.comparing import hill
from newslab.comparing.counting import count
from newslab.comparing.inference import RESAMPLES
from newslab.comparing.statistic import Statistic, ratio, sum_cells
from newslab.comparing.summary import Question, check_measures, summarise
from newslab.errors import check_number
from newslab.frames import COUNTED_PASSAGES

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from newslab.comparing.counting import Counted
    from newslab.comparing.grouping import By
    from newslab.tagged import Tagged

    Index = Callable[[Any], NDArray[np.float64]]

LEVELS = ("corpus", "article")
MEASURES = ("speakers", "effective", "effective_2", "evenness", "simpson", "herfindahl", "top", "rarefied")
_SHARES = ("evenness", "simpson", "herfindahl", "top")
_WORTHWHILE = 20  # attributions: groups with fewer do not decide to which number the others are reduced


def _indices(top: int, size: int) -> dict[str, Index]:
    return {
        "speakers": lambda counts: hill.effective_number(counts, order=0),
        "effective": hill.effective_number,
        "effective_2": lambda counts: hill.effective_number(counts, order=2),
        "evenness": hill.evenness,
        "simpson": hill.simpson,
        "herfindahl": hill.herfindahl,
        "top": lambda counts: hill.top_share(counts, top=top),
        "rarefied": lambda counts: hill.rarefied(counts, size=size),
    }


def _size(counted: Counted, counts: Any, given: int | None) -> int:
    """To how many attributions all groups are reduced: those of the smallest group that has enough."""
    if given is not None:
        return int(check_number(given, "size", low=1, high=1e9))
    per_cell = np.asarray(counts.sum(axis=1)).ravel()
    of_group = [float(per_cell[index].sum()) for index in counted.cells.groupby("group").indices.values()]
    enough = [n for n in of_group if n >= _WORTHWHILE] or [n for n in of_group if n] or [1]
    return int(min(enough))


def _keys(names: Sequence[str], level: str) -> dict[str, Any]:
    keys = [{"measure": name, "level": level} for name in names]
    return {"keys": keys, "scale": ["share" if name in _SHARES else "amount" for name in names]}


def _corpus(counts: Any, indices: dict[str, Index]) -> Statistic:
    """The indices of all that a group's articles hold together."""

    def of(totals: NDArray[np.float64]) -> NDArray[np.float64]:
        # Sums less what an article adds may miss whole numbers by rounding.
        cells = hill.Cells(np.round(totals))
        return np.stack([index(cells) for index in indices.values()], axis=1)

    return Statistic(sums=counts, of=of, smooth=False, **_keys([*indices], "corpus"))


def _article(counts: Any, indices: dict[str, Index]) -> Statistic:
    """The means of the indices over the articles that have them."""
    from scipy.sparse import csr_array

    cells, n = hill.Cells(counts), len(indices)
    each = np.stack([index(cells) for index in indices.values()], axis=1)
    sums = csr_array(np.hstack([np.nan_to_num(each), ~np.isnan(each)]))
    return Statistic(
        sums=sums, of=lambda totals: ratio(totals[:, :n], totals[:, n:]), **_keys([*indices], "article")
    )


def ask_diversity(
    tagged: Tagged,
    *,
    by: By = "outlet",
    of: str = "speaker_id",
    measure: str | Sequence[str] | None = None,
    top: int = 1,
    size: int | None = None,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
) -> Question:
    """The statistics of `diversity`, which has the same arguments."""
    import pandas as pd

    chosen = check_measures(measure, MEASURES)
    check_number(top, "top", low=1, high=1_000_000)
    counted = count(tagged, of, by=by, passages=passages, copies=copies)
    parts = counted.parts[counted.parts["value"].notna()]
    codes, values = pd.factorize(parts["value"], sort=True)
    once = parts.assign(code=codes).drop_duplicates(["cell", "row", "code"])
    counts = sum_cells(once["cell"], once["code"], 1, (len(counted.cells), max(len(values), 1)))
    to = _size(counted, counts, size)
    indices = {name: index for name, index in _indices(top, to).items() if name in chosen}
    statistics = [_corpus(counts, indices)]
    if within := {name: index for name, index in indices.items() if name != "rarefied"}:
        statistics.append(_article(counts, within))
    attrs = {"of": of, "top": top, "rarefied_to": to}
    return Question(counted, parts, ("measure", "level"), statistics, attrs=attrs)


def diversity(
    tagged: Tagged,
    *,
    by: By = "outlet",
    of: str = "speaker_id",
    measure: str | Sequence[str] | None = None,
    top: int = 1,
    size: int | None = None,
    stories: pd.DataFrame | None = None,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare how many voices each outlet has, and how evenly they are heard.

    Each attribution counts once for each of its speakers. Attributions without a speaker are left out.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned; a codebook is not needed.
    by : str, sequence of str or None
        Columns that make the groups, as in `balance`.
    of : str
        The column of the attributions table whose values are the voices: `speaker_id`, or `actor`, `side`,
        `channel` …
    measure : str or sequence of str, optional
        All by default:

        - "speakers": how many different ones;
        - "effective", "effective_2": as how many equally heard speakers they count, by Shannon's entropy, and
          by Simpson's index, which minds those heard most (Hill numbers of order 1 and 2);
        - "evenness": Shannon's entropy as a part of its greatest;
        - "simpson", "herfindahl": the chance that two attributions are of two speakers, and of the same one;
        - "top": the part of the `top` most heard speakers;
        - "rarefied": how many different ones a part of `size` attributions has on average, so that groups of
          different sizes can be compared; only over the corpus.
    top : int
        How many speakers "top" is about.
    size : int, optional
        To how many attributions "rarefied" reduces each group; those of the smallest group that has 20 or
        more by default. `attrs["rarefied_to"]` says it.
    stories : pandas.DataFrame, optional
        What `stories` returned; whole stories are then drawn again for the intervals.
    passages : sequence of str
        Passages whose attributions count; lead, body, inset and caption by default.
    copies : {"each", "once", "none"}
        How copied stories count, as in `balance`.
    resamples, seed : int
        How often the articles of a group are drawn again (0: no intervals), and the seed of the draws.

    Returns
    -------
    pandas.DataFrame
        A row per group, measure and level: the group, `measure`, `level` ("corpus": all that the group's
        articles hold together; "article": the mean over its articles that have a speaker), `estimate`, `low`,
        `high`, `n_articles`, `n_attributions` (with a speaker). `attrs` as in `balance`.

    Raises
    ------
    InputError
        Where a column, measure or number is not one that is allowed.

    Notes
    -----
    More attributions have more speakers, so "speakers" and "effective" of groups of different sizes do not
    compare: "rarefied" does. The intervals are those of the jackknife's linear form, because a resample that
    misses articles has fewer speakers than the corpus.

    References
    ----------
    Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences. Ecology, 54(2).
    Hurlbert, S. H. (1971). The nonconcept of species diversity. Ecology, 52(4), 577-586.
    Jost, L. (2006). Entropy and diversity. Oikos, 113(2), 363-375.
    Voakes, P. S., Kapfer, J., Kurpius, D., & Chern, D. S. (1996). Diversity in the news: A conceptual and
    methodological framework. Journalism & Mass Communication Quarterly, 73(3), 582-593.

    Examples
    --------
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> said = [("a", "orrin"), ("a", "vale"), ("b", "orrin"), ("b", "orrin")]
    >>> tagged = Tagged(
    ...     make_frame([{"article_id": i, "outlet": "The Ledger"} for i in "ab"], ARTICLES),
    ...     make_frame([{"article_id": i, "speaker_id": who, "passage": "body"} for i, who in said],
    ...                ATTRIBUTIONS),
    ...     *(make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)))
    >>> diversity(tagged, measure=["speakers", "top"])[["measure", "level", "estimate"]]
        measure    level  estimate
    0  speakers   corpus      2.00
    1  speakers  article      1.50
    2       top   corpus      0.75
    3       top  article      0.75
    """
    question = ask_diversity(
        tagged, by=by, of=of, measure=measure, top=top, size=size, passages=passages, copies=copies
    )
    return summarise(question, stories=stories, resamples=resamples, seed=seed)
