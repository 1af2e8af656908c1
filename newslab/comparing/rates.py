"""How much is sourced, and how openly: anonymity, official sources, verbatim words, sources per article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.comparing.counting import count
from newslab.comparing.inference import RESAMPLES
from newslab.comparing.statistic import Statistic, ratio
from newslab.comparing.summary import Question, check_measures, summarise
from newslab.frames import ARTICLES, COUNTED_PASSAGES, check_columns

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from newslab.comparing.grouping import By
    from newslab.tagged import Tagged

MEASURES = (
    *("anonymous", "official", "verbatim", "attributed"),
    *("attributions_per_article", "speakers_per_article", "speakers_per_1000_words"),
)
_SHARES = MEASURES[:4]
_SPEAKERS = ("named_person", "named_group", "unnamed")
_ALSO = ("identification", "role", "quoted_words")


def _tally(once: pd.DataFrame, chosen: Any, n_cells: int) -> NDArray[np.float64]:
    return np.bincount(once.loc[chosen, "cell"].to_numpy(dtype=np.intp), minlength=n_cells).astype(np.float64)


def _sums(parts: pd.DataFrame, cell_words: NDArray[np.float64]) -> dict[str, Any]:
    """For each measure what is counted and of how much, by cell."""
    n = len(cell_words)
    once = parts.drop_duplicates(["cell", "row"])
    heard = parts[parts["speaker_id"].notna()].drop_duplicates(["cell", "speaker_id"])
    somebody, every = once["identification"].isin(_SPEAKERS), np.ones(n)
    words, quoted = (
        np.bincount(parts["cell"].to_numpy(dtype=np.intp), parts[name].to_numpy(dtype=np.float64), n)
        for name in ("words", "quoted_words")
    )
    speakers, attributions = _tally(heard, slice(None), n), _tally(once, slice(None), n)
    has_role = once["role"].notna() & (once["role"] != "none")
    return {
        "anonymous": (_tally(once, once["identification"] == "unnamed", n), _tally(once, somebody, n)),
        "official": (_tally(once, once["role"] == "official", n), _tally(once, has_role, n)),
        "verbatim": (quoted, words),
        "attributed": (np.minimum(words, cell_words), cell_words),
        "attributions_per_article": (attributions, every),
        "speakers_per_article": (speakers, every),
        "speakers_per_1000_words": (1000 * speakers, cell_words),
    }


def ask_rates(
    tagged: Tagged,
    *,
    by: By = "outlet",
    measure: str | Sequence[str] | None = None,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
) -> Question:
    """The statistics of `source_rates`, which has the same arguments."""
    from scipy.sparse import csr_array

    measures = check_measures(measure, MEASURES)
    counted = count(tagged, "identification", by=by, passages=passages, copies=copies, also=_ALSO)
    check_columns(tagged.articles, ARTICLES, ["words"])
    words = tagged.articles["words"].astype("float64").fillna(0).to_numpy()
    sums = _sums(counted.parts, words[counted.cells["article"].to_numpy(dtype=np.intp)])
    statistics = [
        Statistic(
            [{"measure": name}],
            csr_array(np.stack(sums[name], axis=1)),
            lambda totals: ratio(totals[:, :1], totals[:, 1:]),
            "share" if name in _SHARES else "amount",
        )
        for name in measures
    ]
    return Question(counted, counted.parts, ("measure",), statistics)


def source_rates(
    tagged: Tagged,
    *,
    by: By = "outlet",
    measure: str | Sequence[str] | None = None,
    stories: pd.DataFrame | None = None,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare how much of the news is sourced, and how openly.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned; a codebook is not needed.
    by : str, sequence of str or None
        Columns that make the groups, of the articles table (`outlet`) or the attributions table (`side`);
        None for the whole corpus as group "all".
    measure : str or sequence of str, optional
        All by default:

        - "anonymous": the part of the attributions to people or groups in which the source is not named;
        - "official": the part of the attributions with a role in which the role is official (of governments
          and authorities; `sourcing(axis="role")` has the other roles);
        - "verbatim": the part of the attributed words that stands in quotation marks;
        - "attributed": the part of the articles' words that is attributed to somebody;
        - "attributions_per_article", "speakers_per_article": means, of different speakers;
        - "speakers_per_1000_words": the speakers of each article, by the length of the articles.
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
        A row per group and measure: the group, `measure`, `estimate`, `low`, `high`, `n_articles`,
        `n_attributions`. `attrs` as in `balance`.

    Raises
    ------
    InputError
        Where a column or measure is not one that is allowed.

    References
    ----------
    Sigal, L. V. (1973). Reporters and officials. D. C. Heath.
    Duffy, M. J., & Williams, A. E. (2011). Use of unnamed sources drops from peak in 1960s and 1970s.
    Newspaper Research Journal, 32(4), 6-21.

    Examples
    --------
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> said = [("orrin", "named_person", 8, 6), ("an official", "unnamed", 4, 0)]
    >>> tagged = Tagged(
    ...     make_frame([{"article_id": "a", "outlet": "The Ledger", "words": 40}], ARTICLES),
    ...     make_frame([{"article_id": "a", "speaker_id": who, "identification": how, "passage": "body",
    ...                  "words": n, "quoted_words": q} for who, how, n, q in said], ATTRIBUTIONS),
    ...     *(make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)))
    >>> source_rates(tagged, measure=["anonymous", "verbatim", "attributed"])[["measure", "estimate"]]
          measure  estimate
    0   anonymous       0.5
    1    verbatim       0.5
    2  attributed       0.3
    """
    question = ask_rates(tagged, by=by, measure=measure, passages=passages, copies=copies)
    return summarise(question, stories=stories, resamples=resamples, seed=seed)
