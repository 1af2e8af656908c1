"""What the sources are like: how attributions are shared among the categories of one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newslab.comparing.counting import count
from newslab.comparing.inference import RESAMPLES
from newslab.comparing.shares import SHARED, code_parts, share_statistic
from newslab.comparing.summary import Question, check_measures, summarise
from newslab.errors import check_choice
from newslab.frames import (
    ACTORS,
    ATTRIBUTIONS,
    CHANNELS,
    COUNTED_PASSAGES,
    IDENTIFICATIONS,
    KINDS,
    SPEECH,
    check_columns,
)

if TYPE_CHECKING:
    import pandas as pd

    from newslab.comparing.grouping import By
    from newslab.tagged import Tagged

AXES = {
    "identification": IDENTIFICATIONS,
    "actor": ACTORS,
    "role": ACTORS,
    "channel": CHANNELS,
    "speech": SPEECH,
    "kind": KINDS,
    "cue_class": (),
    "anonymity": ("asked", "not_authorised", "fear", "none", "not_told"),
}


def _with_anonymity(tagged: Tagged) -> Tagged:
    """Only the attributions to people who are not named, with the reason that the article tells."""
    from newslab.tagging.unnamed import anonymity

    check_columns(tagged.attributions, ATTRIBUTIONS, ["identification", "reasons"])
    rows = tagged.attributions[tagged.attributions["identification"] == "unnamed"]
    told = [anonymity(reasons) or "not_told" for reasons in rows["reasons"]]
    return replace(tagged, attributions=rows.assign(anonymity=told))


def _order(tagged: Tagged, axis: str, found: set[str]) -> list[str]:
    """The categories that occur: in the codebook's order or that of the vocabulary, then any others."""
    own = getattr(tagged.codebook, "actors", ()) if axis == "actor" else ()
    order = dict.fromkeys([*(actor.name for actor in own), *(("other", "none") if own else AXES[axis])])
    return [*(value for value in order if value in found), *sorted(found - set(order))]


def ask_sourcing(
    tagged: Tagged,
    *,
    by: By = "outlet",
    axis: str = "identification",
    measure: str | Sequence[str] = "attributions",
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
) -> Question:
    """The statistics of `sourcing`, which has the same arguments."""
    check_choice(axis, AXES, "axis")
    measures = check_measures(measure, SHARED)
    if axis == "anonymity":
        tagged = _with_anonymity(tagged)
    counted = count(tagged, axis, by=by, passages=passages, copies=copies)
    values = _order(tagged, axis, set(counted.parts["value"].dropna()))
    parts = code_parts(counted.parts, values)
    known = parts[parts["code"] >= 0]
    statistics = [
        share_statistic(
            known, name, [{"value": value, "measure": name} for value in values], len(counted.cells)
        )
        for name in measures
    ]
    return Question(counted, known, ("value", "measure"), statistics, attrs={"axis": axis})


def sourcing(
    tagged: Tagged,
    *,
    by: By = "outlet",
    axis: str = "identification",
    measure: str | Sequence[str] = "attributions",
    stories: pd.DataFrame | None = None,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare what sources each outlet or other group of articles relies on.

    A share is a category's part of the attributions that have a category. Attributions inside others are
    left out. A category is one of the attribution, so each attribution counts once, however many speakers
    a joint source has.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned; a codebook is not needed.
    by : str, sequence of str or None
        Columns that make the groups, of the articles table (`outlet`) or the attributions table (`side`, so
        that who is quoted verbatim, or "claims", can be compared by side); None for the whole corpus.
    axis : str
        "identification" (named, unnamed …), "actor" (the codebook's types, or else the role), "role"
        (politician, expert …), "channel" (interview, statement …), "speech" (statement, denial …),
        "kind" (direct, mixed, indirect), "cue_class" (neutral "said", claiming "claimed" …) or "anonymity"
        (of those who are not named: asked, not_authorised, fear, none, not_told).
    measure : str or sequence of str
        What is shared: "attributions", "words" or "speakers".
    stories : pandas.DataFrame, optional
        What `stories` returned; whole stories are then drawn again for the intervals.
    passages : sequence of str
        Passages whose attributions count; lead, body, inset and caption by default.
    copies : {"each", "once", "none"}
        Whether a story that several articles run (`find_copies` says which) counts in each of them, as their
        outlets ran it, once, as the earliest of them ran it, or not at all. True and False stand for "each"
        and "once".
    resamples, seed : int
        How often the articles of a group are drawn again (0: no intervals), and the seed of the draws.

    Returns
    -------
    pandas.DataFrame
        A row per group and category: the group (a column named as `by`, or `group`), `value`,
        `measure`, `estimate` (share, 0 to 1), `low` and `high` (95 % interval as in
        `balance`), `n_articles`, `n_attributions` (that have a category: what the share is a share of).
        Categories that occur somewhere in the corpus are there for every group. `attrs` has `axis`, and
        `left_out` and `notes` as in `balance`.

    References
    ----------
    Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall.
    Davison, A. C., & Hinkley, D. V. (1997). Bootstrap methods and their application. Cambridge
    University Press. Section 3.8 (drawing whole clusters).

    Examples
    --------
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> said = [("a", "orrin", "named_person"), ("a", "vale", "named_person"), ("b", None, "unnamed")]
    >>> tagged = Tagged(
    ...     make_frame([{"article_id": i, "outlet": "The Ledger"} for i in "ab"], ARTICLES),
    ...     make_frame([{"article_id": i, "speaker_id": who, "identification": how, "passage": "body"}
    ...                 for i, who, how in said], ATTRIBUTIONS),
    ...     *(make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)))
    >>> sourcing(tagged)[["outlet", "value", "estimate", "n_articles", "n_attributions"]]
           outlet         value  estimate  n_articles  n_attributions
    0  The Ledger  named_person  0.666667           2               3
    1  The Ledger       unnamed  0.333333           2               3
    """
    question = ask_sourcing(
        tagged, by=by, axis=axis, measure=measure, passages=passages, copies=copies
    )  # fmt: skip
    return summarise(question, stories=stories, resamples=resamples, seed=seed)
