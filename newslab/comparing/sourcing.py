"""What the sources are like: how attributions are shared among the categories of one axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newslab.comparing.counting import count
from newslab.comparing.inference import RESAMPLES
from newslab.comparing.shares import code_parts, share_statistic
from newslab.comparing.summary import Question, summarise
from newslab.errors import check_choice
from newslab.frames import ACTORS, CHANNELS, COUNTED_PASSAGES, IDENTIFICATIONS, KINDS, SPEECH

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

AXES = {
    "identification": IDENTIFICATIONS,
    "actor": ACTORS,
    "role": ACTORS,
    "channel": CHANNELS,
    "speech": SPEECH,
    "kind": KINDS,
}


def sourcing(
    tagged: Tagged,
    *,
    by: str | None = "outlet",
    axis: str = "identification",
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
    by : str or None
        Column of the articles table that makes the groups; None for the whole corpus as group "all".
    axis : str
        "identification" (named, unnamed …), "actor" (the codebook's types, or else the role), "role"
        (politician, expert …), "channel" (interview, statement …), "speech" (statement, denial …) or
        "kind" (direct, mixed, indirect).
    passages : sequence of str
        Passages whose attributions count; lead, body, inset and caption by default.
    copies : {"each", "once", "none"}
        Whether a story that several articles run (`find_copies` says which) counts in each of them, as their
        outlets ran it, once, as the earliest of them ran it, or not at all. True and False stand for "each"
        and "once".
    resamples, seed : int
        How often the articles of a group are drawn again, and the seed of the draws.

    Returns
    -------
    pandas.DataFrame
        A row per group and category: the group (a column named as `by`, or `group`), `value`,
        `measure` ("attributions"), `estimate` (share, 0 to 1), `low` and `high` (95 % interval as in
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
    check_choice(axis, AXES, "axis")
    counted = count(tagged, axis, by=by, passages=passages, copies=copies)
    found = set(counted.parts["value"].dropna())
    # The codebook may have types of actors of its own; they come in its order.
    own = getattr(tagged.codebook, "actors", ()) if axis == "actor" else ()
    order = dict.fromkeys([*(actor.name for actor in own), *(("other", "none") if own else AXES[axis])])
    values = [*(value for value in order if value in found), *sorted(found - set(order))]
    parts = code_parts(counted.parts, values)
    keys = [{"value": value, "measure": "attributions"} for value in values]
    sided = parts[parts["code"] >= 0]
    statistic = share_statistic(sided, "attributions", keys, len(counted.cells))
    question = Question(counted, sided, ("value", "measure"), [statistic], attrs={"axis": axis})
    return summarise(question, resamples=resamples, seed=seed)
