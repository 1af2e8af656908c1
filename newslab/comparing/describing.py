"""Summary frames in words: numbers for a person, what was left out, what a chart shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslab.errors import InputError, check_choice

if TYPE_CHECKING:
    import pandas as pd

OF_WHAT = {
    "words": "share of attributed words",
    "attributions": "share of attributions",
    "speakers": "share of distinct speakers",
    "quoted_words": "share of words in quotation marks",
    "headline": "share of attributions in headlines",
    "lead": "share of attributions in leads",
    "articles": "articles that quote the side",
    "first": "articles that quote the side first",
    "one_sided": "articles in which the side alone is heard",
    "position": "mean position of the side’s attributions (0 % is an article’s start)",
    "structural": "mean distance of an article from the benchmark",
    "partisan": "distance of all articles together from the benchmark",
    "anonymous": "attributions to people or groups that are not named",
    "official": "attributions with a role that are official",
    "verbatim": "attributed words in quotation marks",
    "attributed": "words of the articles that are attributed",
    "attributions_per_article": "attributions per article",
    "speakers_per_article": "speakers per article",
    "speakers_per_1000_words": "speakers per 1,000 words",
}
_REASONS = {
    "other_passages_attributions": ("attribution in another passage", "attributions in other passages"),
    "inner_attributions": ("attribution inside another", "attributions inside others"),
    "copied_articles": ("copied article", "copied articles"),
    "skipped_articles": ("skipped article", "skipped articles"),
}


def plural(n: float, one: str, more: str = "") -> str:
    """A number and its noun.

    Examples
    --------
    >>> plural(1, "article"), plural(1200, "article"), plural(2, "copy", "copies")
    ('1 article', '1,200 articles', '2 copies')
    """
    return f"{n:,.0f} {one if n == 1 else more or one + 's'}"


def percent(share: float) -> str:
    """A share as a whole per cent; a dash where there is none.

    Examples
    --------
    >>> [percent(share).replace(chr(160), " ") for share in (0.412, 0, 0.001, 0.999, float("nan"))]
    ['41 %', '0 %', '<1 %', '>99 %', '–']
    """
    if share != share:
        return "–"
    mark = "<" if 0 < share < 0.005 else ">" if 0.995 < share < 1 else ""
    whole = {"<": 1, ">": 99}.get(mark, round(100 * share))
    return f"{mark}{whole}\N{NO-BREAK SPACE}%"


def spread(low: float, high: float) -> str:
    """A 95 % interval as whole per cents; empty where there is none.

    Examples
    --------
    >>> spread(0.351, 0.48)
    '35–48'
    """
    return "" if low != low else f"{round(100 * low)}–{round(100 * high)}"


def with_interval(share: float, low: float, high: float) -> str:
    """A share with its 95 % interval, where it has one.

    Examples
    --------
    >>> with_interval(0.41, 0.351, 0.48).replace(chr(160), " ")
    '41 % (35–48)'
    """
    interval = spread(low, high)
    return f"{percent(share)} ({interval})" if interval else percent(share)


def check_summary(frame: pd.DataFrame, column: str, function: str) -> None:
    """Raise an `InputError` unless `frame` is one that `function` returns."""
    needed = {column, "measure", "estimate", "low", "high", "n_articles", "n_attributions"}
    if not needed <= set(getattr(frame, "columns", ())):
        raise InputError(
            f"This is not what {function}() returns: a frame with the columns {', '.join(sorted(needed))}. "
            f"Give it {function}(tagged)."
        )


def left_out(frame: pd.DataFrame) -> str:
    """Say what a summary frame left out.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `balance` or `sourcing` returned.

    Returns
    -------
    str
        A sentence; empty where nothing was left out.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(columns=["side"])
    >>> frame.attrs["left_out"] = {"unassigned_attributions": 3, "inner_attributions": 1}
    >>> left_out(frame)
    'Left out: 3 unassigned attributions, 1 attribution inside another.'
    """
    counts = frame.attrs.get("left_out", {})
    without = ("unassigned attribution", "unassigned attributions")
    if "value" in frame.columns:
        without = ("attribution without a category", "attributions without a category")
    reasons = {"unassigned_attributions": without, **_REASONS}
    told = [plural(counts[reason], *words) for reason, words in reasons.items() if counts.get(reason)]
    return f"Left out: {', '.join(told)}." if told else ""


def _describe(frame: pd.DataFrame, column: str) -> str:
    lines = []
    for group, rows in frame.groupby(frame.columns[0], sort=False):
        of_group = [
            f"{value} {with_interval(estimate, low, high)}"
            for value, estimate, low, high in zip(
                rows[column], rows["estimate"], rows["low"], rows["high"], strict=True
            )
            if estimate
        ]
        lines.append(f"{group}: {', '.join(of_group)}")
    return "; ".join(lines)


def describe_balance(frame: pd.DataFrame, *, measure: str = "words") -> str:
    """Say what `plot_balance` shows, for those who do not see it.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `balance` returned.
    measure : str
        Any measure of `balance`.

    Returns
    -------
    str
        Each group's shares with their 95 % intervals.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame([["The Ledger", "North", "words", 0.7, 0.6, 0.8, 12, 90]], columns=[
    ...     "outlet", "side", "measure", "estimate", "low", "high", "n_articles", "n_attributions"])
    >>> describe_balance(frame).replace(chr(160), " ")
    'Share of attributed words by side, with 95 % intervals. The Ledger: North 70 % (60–80).'
    """
    check_summary(frame, "side", "balance")
    check_choice(measure, OF_WHAT, "measure")
    drawn = frame[frame["measure"] == measure]
    what = OF_WHAT[measure][:1].upper() + OF_WHAT[measure][1:]
    start = f"{what} by side, with 95\N{NO-BREAK SPACE}% intervals."
    return f"{start} {_describe(drawn, 'side') or 'Nothing to show'}."


def describe_sourcing(frame: pd.DataFrame) -> str:
    """Say what `plot_sourcing` shows, for those who do not see it.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `sourcing` returned.

    Returns
    -------
    str
        Each group's shares, those of nothing left out.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame([["The Ledger", "unnamed", "attributions", 0.4, 0.3, 0.5, 12, 90]], columns=[
    ...     "outlet", "value", "measure", "estimate", "low", "high", "n_articles", "n_attributions"])
    >>> describe_sourcing(frame).replace(chr(160), " ")
    'Share of attributions by category. The Ledger: unnamed 40 % (30–50).'
    """
    check_summary(frame, "value", "sourcing")
    what = frame.attrs.get("axis", "category")
    return f"Share of attributions by {what}. {_describe(frame, 'value') or 'Nothing to show'}."
