"""The report's first paragraph: what the numbers say, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newslab.comparing.describing import percent, plural, spread
from newslab.comparing.inference import FEWEST_ARTICLES

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

_INTERVALS = "The intervals say how much the shares would vary with other articles of the same kind."
_FEW = "There are too few articles for intervals, so these shares speak for these articles only."
_ERRORS = (
    "None of these numbers allows for the tagger’s own errors: measure those on articles coded by hand "
    "before you rely on a difference."
)
_IDENTIFIED = {
    "named_person": "name a person",
    "named_group": "name a group",
    "unnamed": "rest on unnamed sources",
    "document": "cite a document",
}


def _found(tagged: Tagged) -> str:
    articles = tagged.articles
    outlets = articles["outlet"].nunique()
    times = articles["published"].dropna()
    copies = int(articles["copy_of"].notna().sum())
    of = f" of {plural(outlets, 'outlet')}" if outlets else ""
    span = f", published from {times.min().date()} to {times.max().date()}" if len(times) else ""
    also = f" ({plural(copies, 'copy', 'copies')} of earlier ones among them)" if copies else ""
    said = plural(len(tagged.attributions), "attribution")
    return (
        f"In {plural(len(articles), 'article')}{of}{span}{also}, newslab found {said}: passages in which "
        "someone is said to say, claim, deny or think something."
    )


def _share(row: Any, *, named: bool = False) -> str:
    """A share and its interval; the first in a sentence says what the brackets hold."""
    interval = spread(row.low, row.high)
    name = "95\N{NO-BREAK SPACE}% interval " if named else ""
    return percent(row.estimate) + (f" ({name}{interval})" if interval else "")


def _listed(parts: list[str]) -> str:
    """Several parts as a person would list them."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def _words(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[(frame["measure"] == "words") & frame["estimate"].notna()]


def _balance(whole: pd.DataFrame) -> str:
    """The sides over the corpus, and how much has no side."""
    counted, left_out = whole.attrs["counted"], whole.attrs["left_out"]
    rows = enumerate(_words(whole).itertuples())
    shares = [f"{row.side} has {_share(row, named=not i)}" for i, row in rows]
    basis = f"{plural(counted['attributions'], 'attribution')} by {plural(counted['speakers'], 'speaker')}"
    told = f"Of the attributed words that have a side, {_listed(shares)}; this rests on {basis}."
    without = left_out["unassigned_words"]
    if not left_out["unassigned_attributions"]:
        return told
    part = percent(without / (without + counted["words"])) if without else "no part"
    rest = plural(left_out["unassigned_attributions"], "attribution")
    return f"{told} Unassigned, and left out of these shares: {rest}, {part} of all attributed words."


def _contrast(frame: pd.DataFrame) -> str:
    """Where the side with most words has most and least; only of outlets that have an interval."""
    words = _words(frame)
    words = words[words["low"].notna()]
    if words.empty:
        return ""
    side = words.groupby("side", sort=False)["estimate"].mean().idxmax()
    rows = list(words[words["side"] == side].sort_values("estimate", kind="stable").itertuples())
    least, most = rows[0], rows[-1]
    if len(rows) < 2:
        return ""
    overlap = least.high >= most.low
    verdict = "overlap, so the difference may be chance" if overlap else "do not overlap"
    return (
        f"Of {plural(len(rows), 'outlet')}, {most.outlet} gives {side} most, {_share(most)}, and "
        f"{least.outlet} least, {_share(least)}; these intervals {verdict}."
    )


def _sourcing(whole: pd.DataFrame) -> str:
    rows = [row for row in whole.itertuples() if row.value in _IDENTIFIED and row.estimate > 0]
    told = [f"{_share(row)} {_IDENTIFIED[row.value]}" for row in rows]
    return f"Of all attributions, {_listed(told)}." if told else ""


def findings(
    tagged: Tagged,
    *,
    balance: tuple[pd.DataFrame, pd.DataFrame] | None,
    identification: pd.DataFrame,
) -> list[str]:
    """Say in sentences what the numbers say, and what they do not say.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    balance : two pandas.DataFrame or None
        The balance of the whole corpus and by outlet; None where nobody has a side.
    identification : pandas.DataFrame
        The sourcing of the whole corpus on the axis "identification".

    Returns
    -------
    list of str
        Sentences.
    """
    told = [_found(tagged)]
    if len(tagged.skipped):
        told.append(f"{plural(len(tagged.skipped), 'record')} could not be used and stand under “Skipped”.")
    if balance:
        told += [_balance(balance[0]), _contrast(balance[1])]
    told.append(_sourcing(identification))
    return [sentence for sentence in told if sentence]


def caution(identification: pd.DataFrame) -> str:
    """Say what the numbers do not allow for; nothing where there are no numbers.

    Parameters
    ----------
    identification : pandas.DataFrame
        The sourcing of the whole corpus on the axis "identification".

    Returns
    -------
    str
        Two sentences.
    """
    if identification.empty:
        return ""
    few = identification["n_articles"].max() < FEWEST_ARTICLES
    return f"{_FEW if few else _INTERVALS} {_ERRORS}"
