"""Who quotes whom: the speakers heard most, by outlet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newslab.comparing.counting import count
from newslab.errors import check_number
from newslab.frames import COUNTED_PASSAGES

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

OTHERS = "(all others)"
COLUMNS = ("speaker", "speaker_id", "side", "estimate", "words", "n_articles", "n_attributions")


def _ranked(parts: pd.DataFrame) -> list[str]:
    """The speakers, those with most words in the corpus first."""
    words = parts.groupby("speaker_id")["words"].sum()
    return list(words.sort_index().sort_values(ascending=False, kind="stable").index)


def _commonest(values: pd.Series) -> Any:
    """The value that comes most often, the first in the alphabet of several."""
    counts = values.value_counts()
    return min(counts.index, key=lambda value: (-counts[value], str(value)), default=None)


def who_is_heard(
    tagged: Tagged,
    *,
    by: str = "outlet",
    top: int = 15,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
) -> pd.DataFrame:
    """List the speakers heard most, and how much each group gives them.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    by : str
        The column of the articles table that makes the groups.
    top : int
        How many speakers; those with most attributed words in the whole corpus.
    passages : sequence of str
        Passages whose attributions count; lead, body, inset and caption by default.
    copies : {"each", "once", "none"}
        How copied stories count, as in `balance`.

    Returns
    -------
    pandas.DataFrame
        A row per group and speaker, the most heard first, and one for "(all others)": the group, `speaker`,
        `speaker_id`, `side`, `estimate` (the speaker's share of the group's attributed words that have a
        speaker), `words`, `n_articles` in which the group quotes the speaker, and `n_attributions`.
        `attrs["left_out"]` as in `balance`; `attrs["others"]` says how many speakers the last rows sum up.

    Raises
    ------
    InputError
        Where a column or number is not one that is allowed.

    Examples
    --------
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> said = [("Ada Orrin", 30), ("Tam Vale", 10)]
    >>> tagged = Tagged(
    ...     make_frame([{"article_id": "a", "outlet": "The Ledger"}], ARTICLES),
    ...     make_frame([{"article_id": "a", "speaker": who, "speaker_id": who, "passage": "body",
    ...                  "words": words} for who, words in said], ATTRIBUTIONS),
    ...     *(make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)))
    >>> who_is_heard(tagged, top=1)[["outlet", "speaker", "estimate", "words"]]
           outlet       speaker  estimate  words
    0  The Ledger     Ada Orrin      0.75   30.0
    1  The Ledger  (all others)      0.25   10.0
    """
    import pandas as pd

    top = int(check_number(top, "top", low=1, high=10_000))
    counted = count(tagged, "side", by=by, passages=passages, copies=copies)
    parts = counted.parts[counted.parts["speaker_id"].notna()]
    ranked = _ranked(parts)
    kept = ranked[:top]
    names = parts.groupby("speaker_id")["speaker"].agg(_commonest).to_dict()
    sides = parts.groupby("speaker_id")["value"].agg(_commonest).to_dict()
    parts = parts.assign(who=parts["speaker_id"].where(parts["speaker_id"].isin(kept), OTHERS))
    sums = parts.groupby(["group", "who"]).agg(
        words=("words", "sum"), n_articles=("article", "nunique"), n_attributions=("row", "nunique")
    )
    rows = []
    for group in counted.groups:
        whole = float(parts.loc[parts["group"] == group, "words"].sum())
        for who in [*kept, *([OTHERS] if len(ranked) > top else [])]:
            found = sums.loc[(group, who)] if (group, who) in sums.index else None
            words = 0.0 if found is None else float(found["words"])
            rows.append({
                by: group, "speaker": names.get(who, OTHERS), "speaker_id": None if who == OTHERS else who,
                "side": sides.get(who), "estimate": words / whole if whole else float("nan"), "words": words,
                "n_articles": 0 if found is None else int(found["n_articles"]),
                "n_attributions": 0 if found is None else int(found["n_attributions"]),
            })  # fmt: skip
    frame = pd.DataFrame(rows, columns=[by, *COLUMNS])
    frame.attrs = {
        "left_out": {
            **{name: value for name, value in counted.left_out.items() if "unassigned" not in name},
            "attributions_without_speaker": int(
                counted.parts.loc[counted.parts["speaker_id"].isna(), "row"].nunique()
            ),
        },
        "sides": list(getattr(tagged.codebook, "sides", ())),
        "others": len(ranked) - len(kept),
        "notes": [],
    }
    return frame
