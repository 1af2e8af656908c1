"""Who is heard where in an article: the sides from its start to its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from newslab.comparing.balance import sides_of
from newslab.comparing.counting import count
from newslab.comparing.inference import RESAMPLES
from newslab.comparing.shares import code_parts, share_statistic
from newslab.comparing.statistic import Statistic
from newslab.comparing.summary import Question, cell_attributions, summarise
from newslab.errors import check_number
from newslab.frames import COUNTED_PASSAGES

if TYPE_CHECKING:
    import pandas as pd

    from newslab.comparing.grouping import By
    from newslab.tagged import Tagged


def ask_positions(
    tagged: Tagged,
    *,
    by: By = "outlet",
    sections: int = 5,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
) -> Question:
    """The statistics of `positions`, which has the same arguments."""
    sections = int(check_number(sections, "sections", low=2, high=100))
    counted = count(tagged, "side", by=by, passages=passages, copies=copies, also=("position",))
    sides = sides_of(tagged, counted)
    parts = code_parts(counted.parts, sides)
    parts = parts[(parts["code"] >= 0) & parts["position"].notna()]
    place = np.minimum((parts["position"].astype("float64") * sections).astype("int64"), sections - 1)
    n = len(counted.cells)
    statistics: list[Statistic] = []
    for section in range(sections):
        here = parts[place == section]
        keys = [{"section": section + 1, "side": side} for side in sides]
        made = share_statistic(here, "words", keys, n)
        statistics.append(Statistic(keys, made.sums, made.of, n_attributions=cell_attributions(here, n)))
    return Question(counted, parts, ("section", "side"), statistics, attrs={"sections": sections})


def positions(
    tagged: Tagged,
    *,
    by: By = "outlet",
    sections: int = 5,
    stories: pd.DataFrame | None = None,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare whose side is heard at the beginning, in the middle and at the end of articles.

    Each article is cut into sections of equal length; an attribution counts where its content begins.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned, with a codebook.
    by : str, sequence of str or None
        Columns that make the groups, as in `balance`.
    sections : int
        How many sections, from 2 to 100.
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
        A row per group, section (from 1, the beginning) and side: the group, `section`, `side`, `estimate`
        (the side's share of the words that the sides have there; missing where they have none), `low`,
        `high`, `n_articles`, `n_attributions` (in that section). `attrs` as in `balance`.

    Raises
    ------
    InputError
        Without a codebook, or where a column or number is not one that is allowed.

    See Also
    --------
    balance : its measures "headline", "lead", "first" and "position" sum prominence up.

    Examples
    --------
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> from newslab.tagging.side import Codebook, Side
    >>> said = [("North", 0.1, 30), ("South", 0.2, 10), ("South", 0.9, 20)]
    >>> tagged = Tagged(
    ...     make_frame([{"article_id": "a", "outlet": "The Ledger"}], ARTICLES),
    ...     make_frame([{"article_id": "a", "side": side, "speaker_id": side, "passage": "body",
    ...                  "position": place, "words": words} for side, place, words in said], ATTRIBUTIONS),
    ...     *(make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)),
    ...     Codebook("", "", (Side("North"), Side("South"))))
    >>> positions(tagged, sections=2)[["outlet", "section", "side", "estimate"]]
           outlet  section   side  estimate
    0  The Ledger        1  North      0.75
    1  The Ledger        2  North      0.00
    2  The Ledger        1  South      0.25
    3  The Ledger        2  South      1.00
    """
    question = ask_positions(tagged, by=by, sections=sections, passages=passages, copies=copies)
    return summarise(question, stories=stories, resamples=resamples, seed=seed)
