"""Whose side is heard: how attributed words, attributions and speakers are shared among the sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newslab.comparing.counting import count
from newslab.comparing.inference import RESAMPLES
from newslab.comparing.summary import MEASURES, summarise_shares
from newslab.errors import InputError, check_choice
from newslab.frames import COUNTED_PASSAGES, UNASSIGNED

if TYPE_CHECKING:
    import pandas as pd

    from newslab.comparing.counting import Counted
    from newslab.tagged import Tagged


def _sides(tagged: Tagged, counted: Counted) -> list[str]:
    """The codebook's sides in its order, and any that only the attributions have."""
    found = set(counted.parts["value"].dropna())
    if tagged.codebook is None:
        raise InputError(
            "There is no codebook, so nobody has a side. Write a codebook that says who belongs to which "
            "side and give it to tag(articles, codebook=read_codebook('codebook.yml'))."
        )
    if not found:
        raise InputError(
            f"The codebook {tagged.codebook.title!r} gives a side to none of the attributions that count. "
            "Give a codebook whose speakers, affiliations or patterns occur in these articles."
        )
    sides = [side for side in dict.fromkeys(tagged.codebook.sides) if side != UNASSIGNED]
    return [*sides, *sorted(found - set(sides))]


def balance(
    tagged: Tagged,
    *,
    by: str | None = "outlet",
    measure: str | None = None,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare how much of the floor each side has, for each outlet or other group of articles.

    A share is a side's part of what all sides together have: of the attributed words, of the
    attributions, or of the distinct speakers. What has no side is no part of it and is reported in
    `attrs`. Attributions inside others are left out. A joint source ("both ministers said") gives each
    of its speakers an equal part of the words, and counts as one attribution of each side that is among
    them: once where both ministers have the same side, once for each side where they differ.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned, tagged with a codebook.
    by : str or None
        Column of the articles table that makes the groups; None for the whole corpus as group "all".
    measure : str, optional
        "words", "attributions" or "speakers"; all three by default.
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
        A row per group, side and measure: the group (a column named as `by`, or `group`), `side`,
        `measure`, `estimate` (share, 0 to 1), `low` and `high` (95 % percentile interval from drawing
        whole articles; missing under 10 articles, where under 5 of them have attributions that count, and
        where all draws agree), `n_articles` (of the group), `n_attributions` (of all sides, each once;
        the shares of attributions are of as many, and one more for each further side of a joint source).
        Every side of the codebook is there, with 0 where it is silent.
        `attrs["left_out"]` says what was left out, for all and for each group; `attrs["notes"]` why
        an interval is missing.

    Raises
    ------
    InputError
        Without a codebook, or where no attribution has a side.

    Notes
    -----
    The interval says how much the share would vary in other articles of the same kind; it knows nothing of
    the tagger's errors. Distinct speakers cannot be counted again in a resample, which misses articles
    and so speakers; there each draw adds or takes away the speakers whom only the drawn articles have,
    the jackknife's linear form of the count (Efron & Tibshirani, chapter 11).

    References
    ----------
    Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall.
    Davison, A. C., & Hinkley, D. V. (1997). Bootstrap methods and their application. Cambridge
    University Press. Section 3.8 (drawing whole clusters).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> said = [("a", "orrin", "North", 30), ("a", "vale", "South", 10), ("b", "orrin", "North", 20)]
    >>> tagged = Tagged(
    ...     make_frame([{"article_id": i, "outlet": "The Ledger"} for i in "ab"], ARTICLES),
    ...     make_frame([{"article_id": i, "speaker_id": who, "side": side, "words": n, "passage": "body"}
    ...                 for i, who, side, n in said], ATTRIBUTIONS),
    ...     *(make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)),
    ...     codebook=SimpleNamespace(title="Dam", sides=("North", "South")))
    >>> balance(tagged, measure="words")[["outlet", "side", "estimate", "n_articles", "n_attributions"]]
           outlet   side  estimate  n_articles  n_attributions
    0  The Ledger  North  0.833333           2               3
    1  The Ledger  South  0.166667           2               3
    """
    measures = MEASURES if measure is None else (check_choice(measure, MEASURES, "measure"),)
    counted = count(tagged, "side", by=by, passages=passages, copies=copies)
    return summarise_shares(
        counted,
        _sides(tagged, counted),
        measures,
        by=by or "group",
        column="side",
        resamples=resamples,
        seed=seed,
    )
