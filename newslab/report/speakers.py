"""Who speaks most in the corpus, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newslab.comparing.counting import count
from newslab.frames import COUNTED_PASSAGES, UNASSIGNED
from newslab.report.marked import cell, is_missing, told

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

MOST = 50


def _commonest(values: Iterable[Any]) -> str:
    """The value that comes most often, the first in the alphabet of several; empty without any."""
    counts = Counter(str(value) for value in values if not is_missing(value))
    return min(counts, key=lambda value: (-counts[value], value), default="")


def _ranked(parts: pd.DataFrame) -> pd.DataFrame:
    """A row a speaker: words, attributions, articles; those with most words first."""
    table = parts.groupby("speaker_id").agg(
        words=("words", "sum"), attributions=("row", "nunique"), articles=("article", "nunique")
    )
    return table.sort_index().sort_values(["words", "attributions"], ascending=False, kind="stable")


def _speaker(name: str, parts: pd.DataFrame, tagged: Tagged, numbers: Mapping[int, int]) -> dict[str, Any]:
    """What the table says of one speaker, with the places where the speaker is heard."""
    known = tagged.speakers[tagged.speakers["speaker_id"] == name]
    rows = tagged.attributions.iloc[parts["row"]]
    sides = Counter(cell(side, UNASSIGNED) for side in parts["value"])
    places = zip(parts["article"].map(numbers), parts["attribution"], strict=True)
    return {
        "name": _commonest(parts["speaker"]) or name,
        "sides": sorted(sides, key=lambda side: (-sides[side], side)),
        "identification": told(
            _commonest(known["identification"]) or _commonest(rows["identification"]), "–"
        ),
        "actor": told(_commonest(known["actor"]) or _commonest(rows["actor"]), "–"),
        "places": [{"article": article, "attribution": n} for article, n in sorted(places)],
    }


def speakers_table(
    tagged: Tagged,
    numbers: Mapping[int, int],
    *,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
) -> dict[str, Any]:
    """Sum up the speakers of the corpus.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    numbers : mapping of int to int
        The number that the report gives to each row of the articles table.
    passages, copies : sequence of str, str
        What counts, as in `balance`.

    Returns
    -------
    dict
        `rows`: the speakers with most words; `more`: how many others there are; `nameless`: attributions
        without a speaker.
    """
    parts = count(tagged, "side", by=None, passages=passages, copies=copies).parts
    named = parts[parts["speaker_id"].notna()]
    ranked = _ranked(named)
    top = ranked.head(MOST)
    places = dict(iter(named[named["speaker_id"].isin(top.index)].groupby("speaker_id")))
    return {
        "rows": [
            {**sums, **_speaker(name, places[name], tagged, numbers)}
            for name, sums in top.to_dict("index").items()
        ],
        "more": len(ranked) - len(top),
        "nameless": int(parts.loc[parts["speaker_id"].isna(), "row"].nunique()),
    }
