"""Charts of the sides' shares: by group, and against a benchmark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from newslab.charts.style import (
    FAINT,
    INK,
    MARKERS,
    below,
    beside,
    check_rows,
    dress,
    group_columns,
    legend,
    name_groups,
    new_axes,
    plain,
    side_colours,
    tell,
)
from newslab.comparing.describing import OF_WHAT, check_summary, describe_balance, percent, with_interval
from newslab.errors import InputError, check_choice

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_STEP = 0.24  # between the sides of a group, where a group has 1
_SHARES = ("words", "attributions", "speakers", "quoted_words", "headline", "lead")


def balance_height(frame: pd.DataFrame) -> float:
    """Inches that a chart of this balance needs."""
    names, _ = name_groups(frame, group_columns(frame, "side"))
    step = max(0.62, _STEP * int(frame["side"].nunique()) + 0.2)
    return 1.3 + int(names.nunique()) * step


def _chosen(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows of one measure."""
    check_summary(frame, "side", "balance")
    check_rows(frame, "balance()")
    check_choice(measure, dict.fromkeys(frame["measure"]), "measure")
    chosen = frame[frame["measure"] == measure]
    chosen.attrs = frame.attrs
    return chosen


def _points(ax: Axes, drawn: pd.DataFrame, colours: Mapping[str, str], told: Any) -> list[Any]:
    """A point and its interval for each side of each group, with its numbers beside it."""
    names, groups = name_groups(drawn, group_columns(drawn, "side"))
    place = {name: i for i, name in enumerate(groups)}
    sides = list(dict.fromkeys(drawn["side"]))
    step = min(_STEP, 0.7 / len(sides))
    handles = []
    for i, side in enumerate(sides):
        rows = drawn[drawn["side"] == side]
        y = [place[name] + (i - (len(sides) - 1) / 2) * step for name in names[rows.index]]
        ax.hlines(y, rows["low"], rows["high"], color=colours[side], linewidth=2.2)
        handles += ax.plot(
            rows["estimate"], y, MARKERS[i % len(MARKERS)], color=colours[side], markeredgecolor="white",
            markersize=8, clip_on=False, zorder=3,
        )  # fmt: skip
        for at, *numbers in zip(y, rows["estimate"], rows["low"], rows["high"], strict=True):
            beside(ax, at, told(*numbers))
    ax.grid(axis="x", color=FAINT, linewidth=0.8)
    for i in range(1, len(groups)):
        ax.axhline(i - 0.5, color=FAINT, linewidth=0.8)
    legend(ax, handles, sides)
    return list(groups.values())


def plot_balance(
    frame: pd.DataFrame,
    *,
    measure: str = "words",
    ax: Axes | None = None,
    colours: Mapping[str, str] | None = None,
) -> Axes:
    """Draw each side's share by group, with its 95 % interval.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `balance` returned.
    measure : str
        Any measure of the frame: "words", "attributions", "speakers", "first" …
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.
    colours : mapping of side to colour, optional
        `side_colours` of the frame's sides by default. Each side has a marker of its own too.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the chart; its labels say how much each group rests on and what was left out.

    Raises
    ------
    InputError
        If the frame is not what `balance` returns, has no rows, or lacks the measure.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame([["The Ledger", "North", "words", 0.7, 0.6, 0.8, 12, 90]], columns=[
    ...     "outlet", "side", "measure", "estimate", "low", "high", "n_articles", "n_attributions"])
    >>> ax = plot_balance(frame, ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['The Ledger\\n12 articles, 90 attributions']
    """
    drawn = _chosen(frame, measure)
    ax = new_axes(ax, balance_height(drawn))
    labels = _points(ax, drawn, side_colours(drawn["side"]) | dict(colours or {}), with_interval)
    dress(ax, labels, below(OF_WHAT.get(measure, measure), frame))
    tell(ax, describe_balance(frame, measure=measure))
    return ax


def _points_apart(estimate: float, low: float, high: float) -> str:
    """A difference in percentage points, with its sign."""
    if estimate != estimate:
        return "–"
    # "-0" would say that something is below.
    whole = round(100 * estimate) or 0
    ends = "" if low != low else f" ({round(100 * low) or 0:+d} to {round(100 * high) or 0:+d})"
    return f"{whole:+d}{ends}".replace("-", "\N{MINUS SIGN}") if whole else f"0{ends}"


def plot_benchmark(
    frame: pd.DataFrame,
    *,
    measure: str = "words",
    ax: Axes | None = None,
    colours: Mapping[str, str] | None = None,
) -> Axes:
    """Draw how far each side's share is from the benchmark, with its 95 % interval.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `balance` returned, with even shares as the benchmark or your own (``benchmark=``).
    measure : str
        A measure that shares something out among the sides: "words", "attributions", "speakers",
        "quoted_words", "headline" or "lead".
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.
    colours : mapping of side to colour, optional
        `side_colours` of the frame's sides by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the chart, in percentage points: right of the line a side has more than its benchmark.

    Raises
    ------
    InputError
        If the frame has no benchmark, or the measure shares nothing out.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame([["The Ledger", "North", "words", 0.7, 0.6, 0.8, 12, 90, 0.5]], columns=[
    ...     "outlet", "side", "measure", "estimate", "low", "high", "n_articles", "n_attributions",
    ...     "benchmark"])
    >>> ax = plot_benchmark(frame, ax=Figure().subplots())
    >>> [round(float(x), 2) for x in ax.lines[0].get_xdata()], ax.texts[0].get_text()
    ([0.2], '+20 (+10 to +30)')
    """
    drawn = _chosen(frame, check_choice(measure, _SHARES, "measure"))
    if "benchmark" not in drawn or drawn["benchmark"].isna().all():
        raise InputError("The frame has no benchmark. Give it balance(tagged, benchmark={side: share, …}).")
    apart = drawn.assign(**{end: drawn[end] - drawn["benchmark"] for end in ("estimate", "low", "high")})
    ax = new_axes(ax, balance_height(drawn))
    labels = _points(ax, apart, side_colours(drawn["side"]) | dict(colours or {}), _points_apart)
    standard = drawn.drop_duplicates("side").set_index("side")["benchmark"]
    told = ", ".join(f"{plain(side)} {percent(share)}" for side, share in standard.items())
    what = f"percentage points above or below the benchmark, {OF_WHAT[measure]}"
    dress(ax, labels, below(what, frame, f"Benchmark: {told}."), share=False)
    ends = apart[["estimate", "low", "high"]].abs().max().max()
    reach = max(0.1, 1.1 * (0 if ends != ends else ends))
    ax.set_xlim(-reach, reach)
    ax.xaxis.set_major_formatter(lambda value, _: f"{round(100 * value):+d}" if round(100 * value) else "0")
    ax.axvline(0, color=INK, linewidth=1.2, zorder=1)
    lines = [
        f"{group} {side} {_points_apart(*numbers)}"
        for group, side, *numbers in zip(
            name_groups(apart, group_columns(apart, "side"))[0],
            apart["side"], apart["estimate"], apart["low"], apart["high"], strict=True,
        )
    ]  # fmt: skip
    tell(ax, f"Share of the sides, in percentage points from a benchmark ({told}). {'; '.join(lines)}.")
    return ax
