"""Charts of change and difference: over time, and between groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from newslab.charts.style import (
    DASHES,
    FAINT,
    INK,
    MARKERS,
    below,
    beside,
    check_frame,
    dress,
    legend,
    new_axes,
    plain,
    quiet,
    side_colours,
    tell,
    wrapped,
)
from newslab.comparing.describing import OF_WHAT, plural, with_interval
from newslab.errors import check_choice

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_SUMMARY = {"estimate", "low", "high", "n_articles", "n_attributions"}
_MOST_DIFFERENCES = 30


def _check_over_time(frame: pd.DataFrame, measure: str | None) -> tuple[pd.DataFrame, str]:
    """The rows of the measure that is drawn, and its name."""
    check_frame(frame, {"period", "measure", *_SUMMARY}, "over_time()", "over_time(tagged, 'balance')")
    measures = dict.fromkeys(frame["measure"])
    name = check_choice(next(iter(measures)) if measure is None else measure, measures, "measure")
    return frame[frame["measure"] == name], name


def _line(ax: Axes, rows: pd.DataFrame, colour: str, number: int) -> Any:
    """One line with its intervals; those of periods between gaps stand alone."""
    (handle,) = ax.plot(
        rows["period"], rows["estimate"], color=colour, linestyle=DASHES[number % len(DASHES)],
        marker=MARKERS[number % len(MARKERS)], markeredgecolor="white", markersize=7,
    )  # fmt: skip
    ax.fill_between(rows["period"], rows["low"], rows["high"], color=colour, alpha=0.15, lw=0)
    sure = rows[rows["low"].notna()]
    ax.vlines(sure["period"], sure["low"], sure["high"], color=colour, linewidth=1.4, alpha=0.7)
    return handle


def _in_words(rows: pd.DataFrame) -> str:
    """A line's values, period by period."""
    there = rows[rows["estimate"].notna()]
    columns = (there[name] for name in ("period", "estimate", "low", "high"))
    values = (
        f"{day.date()} {with_interval(share, low, high)}"
        for day, share, low, high in zip(*columns, strict=True)
    )
    return ", ".join(values)


def plot_over_time(
    frame: pd.DataFrame,
    *,
    measure: str | None = None,
    ax: Axes | None = None,
    colours: Mapping[str, str] | None = None,
) -> Axes:
    """Draw how a measure changes, a line for each side (or value, or group), with its 95 % intervals.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `over_time` returned.
    measure : str, optional
        Any measure of the frame; its first by default.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.
    colours : mapping of name to colour, optional
        `side_colours` of the lines' names by default. Each has a marker and dashes of its own too.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the chart. A period without articles, or without any that count, is a gap. Below each
        period stands how many articles it has.

    Raises
    ------
    InputError
        If the frame is not what `over_time` returns, has no rows, or lacks the measure.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> days = pd.to_datetime(["2025-03-01", "2025-04-01"])
    >>> frame = pd.DataFrame({"period": days, "side": "North", "measure": "words", "estimate": [0.7, 0.4],
    ...                       "low": [0.6, 0.3], "high": [0.8, 0.5], "n_articles": 12, "n_attributions": 90})
    >>> [float(y) for y in plot_over_time(frame, ax=Figure().subplots()).lines[0].get_ydata()]
    [0.7, 0.4]
    """
    from matplotlib.ticker import PercentFormatter

    drawn, name = _check_over_time(frame, measure)
    keys = [c for c in drawn.columns[: drawn.columns.get_loc("estimate")] if c not in ("period", "measure")]
    lines = drawn[keys].astype("str").agg(" · ".join, axis=1) if keys else drawn["measure"]
    ax = new_axes(ax, 4.2)
    known = list(dict.fromkeys(lines))
    colours = side_colours(known) | dict(colours or {})
    handles, told = [], []
    for i, line in enumerate(known):
        handles.append(_line(ax, drawn[lines == line], colours[line], i))
        told.append(f"{line}: {_in_words(drawn[lines == line])}")
    what = OF_WHAT.get(name, name.replace("_", " "))
    sizes = drawn.groupby("period")["n_articles"].max()
    spans = f"{sizes.min():,} to {plural(sizes.max(), 'article')} a period"
    quiet(ax, ("top", "right"))
    if drawn["high"].fillna(drawn["estimate"]).max() <= 1:
        ax.set_ylim(0, 1)
        ax.yaxis.set_major_formatter(PercentFormatter(1))
    ax.grid(axis="y", color=FAINT, linewidth=0.8)
    dates(ax, list(sizes.index))
    ax.set_xlabel(below(what, frame, f"{spans}. A gap is a period without any."), color=INK, parse_math=False)
    legend(ax, handles, known)
    tell(ax, f"{what[:1].upper()}{what[1:]} over time. {'; '.join(told)}.")
    return ax


def dates(ax: Axes, periods: list[Any]) -> None:
    """Few dates, each as short as it can be."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator(minticks=2, maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))


def _difference(estimate: float, low: float, high: float, p: float) -> str:
    """A difference, its interval and its test, in a line."""
    if estimate != estimate:
        return "–"
    ends = f" ({round(100 * low) or 0:+d} to {round(100 * high) or 0:+d})" if low == low else ""
    test = "" if p != p else ", p < 0.001" if p < 0.001 else f", p = {p:.3f}" if p < 0.1 else f", p = {p:.2f}"
    whole = round(100 * estimate) or 0  # no "-0"
    return f"{whole:+d}{ends}{test}".replace("-", "\N{MINUS SIGN}") if whole else f"0{ends}{test}"


def plot_differences(frame: pd.DataFrame, *, measure: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw how far groups are apart, two at a time, with 95 % intervals and adjusted tests.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `compare` returned.
    measure : str, optional
        Any measure of the frame; its first by default.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the chart, the largest differences on top; what stays different after the correction
        for many comparisons (p below 0.05) is filled, the rest hollow.

    Raises
    ------
    InputError
        If the frame is not what `compare` returns, has no rows, or lacks the measure.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame([["Argus", "Post", "North", "words", 0.2, 0.1, 0.3, 0.01, 24, 90]], columns=[
    ...     "first", "second", "side", "measure", "estimate", "low", "high", "p_adjusted", "n_articles",
    ...     "n_attributions"])
    >>> plot_differences(frame, ax=Figure().subplots()).texts[0].get_text()
    '+20 (+10 to +30), p = 0.010'
    """
    needed = {"first", "second", "measure", "p_adjusted", *_SUMMARY}
    check_frame(frame, needed, "compare()", "compare(tagged, 'balance')")
    measures = dict.fromkeys(frame["measure"])
    name = check_choice(next(iter(measures)) if measure is None else measure, measures, "measure")
    rows = frame[(frame["measure"] == name) & frame["estimate"].notna()]
    rows = rows.iloc[(-rows["estimate"].abs()).argsort(kind="stable")]
    more = max(0, len(rows) - _MOST_DIFFERENCES)
    rows = rows.head(_MOST_DIFFERENCES)
    keys = [c for c in ("side", "value", "level") if c in rows]
    ax = new_axes(ax, 1.3 + 0.5 * max(1, len(rows)))
    labels, told = [], []
    for y, row in enumerate(rows.to_dict("records")):
        of = " · ".join(plain(row[key]) for key in keys)
        labels.append(f"{wrapped(row['first'])} −\n{wrapped(row['second'])}" + (f", {of}" if of else ""))
        sure = row["p_adjusted"] == row["p_adjusted"] and row["p_adjusted"] < 0.05
        ax.hlines([y], row["low"], row["high"], color=INK, linewidth=2)
        ax.plot(
            [row["estimate"]],
            [y],
            "o",
            color=INK if sure else "white",
            markeredgecolor=INK,
            markersize=8,
            zorder=3,
        )
        text = _difference(row["estimate"], row["low"], row["high"], row["p_adjusted"])
        beside(ax, y, text)
        told.append(f"{row['first']} minus {row['second']}{', ' + of if of else ''} {text}")
    what = f"difference in percentage points, {OF_WHAT.get(name, name)}; filled: adjusted p below 0.05"
    also = f"The {len(rows)} largest; {plural(more, 'smaller difference')} not drawn." if more else ""
    dress(ax, labels, below(what, frame, also), share=False)
    ax.xaxis.set_major_formatter(lambda value, _: f"{100 * value:+.0f}" if round(100 * value) else "0")
    ends = rows[["estimate", "low", "high"]].abs().max().max() if len(rows) else 0.1
    reach = max(0.1, 1.1 * (0.1 if ends != ends else ends))
    ax.set_xlim(-reach, reach)
    ax.axvline(0, color=INK, linewidth=1)
    ax.grid(axis="x", color=FAINT, linewidth=0.8)
    tell(ax, f"Differences, {OF_WHAT.get(name, name)}. {'; '.join(told) or 'None'}.")
    return ax
