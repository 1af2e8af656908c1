"""A chart of the words that set two groups apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from newslab.charts.style import (
    FAINT,
    INK,
    MARKERS,
    below,
    check_frame,
    dress,
    legend,
    new_axes,
    plain,
    side_colours,
    tell,
)
from newslab.errors import check_number

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def plot_wording(
    frame: pd.DataFrame, *, top: int = 12, ax: Axes | None = None, colours: Mapping[str, str] | None = None
) -> Axes:
    """Draw the words that set two groups apart most surely, with their intervals.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `wording` returned.
    top : int
        How many words for each group.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.
    colours : mapping of group to colour, optional
        `side_colours` of the groups by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the chart: the further from the line, the more a word is one group's. Filled points hold
        after the correction for many words (adjusted p below 0.05).

    Raises
    ------
    InputError
        If the frame is not what `wording` returns, or has no rows.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame([["dam", "North", 1.4, 0.5, 2.3, 8, 12, 3.1, 0.02, 9, 1]], columns=[
    ...     "word", "group", "estimate", "low", "high", "n_articles", "n_attributions", "z", "p_adjusted",
    ...     "first_count", "second_count"])
    >>> [label.get_text() for label in plot_wording(frame, ax=Figure().subplots()).get_yticklabels()]
    ['dam (9 : 1)']
    """
    needed = ("word", "group", "estimate", "z", "p_adjusted")
    check_frame(frame, needed, "wording()", "wording(tagged, groups=(…, …))")
    top = int(check_number(top, "top", low=1, high=100))
    groups = list(dict.fromkeys(frame["group"].sort_values()))
    chosen = (
        frame[frame["group"] == group].sort_values(["z", "word"], key=_strength, kind="stable").head(top)
        for group in groups
    )
    import pandas as pd

    rows = pd.concat(chosen).sort_values(["estimate", "word"], ascending=[False, True], ignore_index=True)
    colours = side_colours([*frame.attrs.get("sides", ()), *groups]) | dict(colours or {})
    ax = new_axes(ax, 1.3 + 0.3 * len(rows))
    handles: dict[str, Any] = {}
    for y, row in enumerate(rows.to_dict("records")):
        colour, sure = colours[row["group"]], row["p_adjusted"] < 0.05
        marker = MARKERS[groups.index(row["group"]) % 7]
        ax.hlines([y], row["low"], row["high"], color=colour, linewidth=1.6)
        (handle,) = ax.plot(
            [row["estimate"]], [y], marker, color=colour if sure else "white", markeredgecolor=colour,
            markersize=7, zorder=3, linestyle="",
        )  # fmt: skip
        handles.setdefault(row["group"], handle)
    labels = [
        f"{plain(word)} ({first:,} : {second:,})"
        for word, first, second in zip(rows["word"], rows["first_count"], rows["second_count"], strict=True)
    ]
    note = "In brackets: how often the first and the second group has it. Filled: adjusted p below 0.05."
    dress(ax, labels, below("log-odds ratio; 0: as usual in one as in the other", frame, note), share=False)
    ax.tick_params(axis="y", labelsize=9)
    ax.axvline(0, color=INK, linewidth=1)
    ax.grid(axis="x", color=FAINT, linewidth=0.8)
    legend(ax, list(handles.values()), [f"more in {group}" for group in handles])
    told = [f"{group}: {', '.join(rows.loc[rows['group'] == group, 'word'])}" for group in groups]
    tell(ax, f"Words that set two groups apart, by log-odds. {'; '.join(told)}.")
    return ax


def _strength(column: pd.Series) -> pd.Series:
    """What to sort by: the surest first."""
    return -column.abs() if column.name == "z" else column
