"""Charts of sources: what attributions consist of, and rates by group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newslab.charts.style import (
    FAINT,
    INK,
    MARKERS,
    OKABE_ITO,
    below,
    beside,
    check_rows,
    dress,
    fill_of,
    group_columns,
    legend,
    name_groups,
    new_axes,
    tell,
)
from newslab.comparing.describing import OF_WHAT, check_summary, describe_sourcing, percent, with_interval
from newslab.errors import check_choice

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_ROOM_FOR_TEXT = 0.06
_GREYS = {
    "other": "#BCC3CB",
    "neutral": "#BCC3CB",
    "none": FAINT,
    "unspecified": FAINT,
}  # these say nothing of the source
_SHARES = ("anonymous", "official", "verbatim", "attributed", "evenness", "simpson", "top")
# What `diversity` measures; some of its names are measures of others too.
_VOICES = {
    "speakers": "different speakers",
    "effective": "effective number of speakers (exponential of Shannon’s entropy)",
    "effective_2": "effective number of speakers (inverse of Simpson’s concentration)",
    "evenness": "evenness of the speakers (Shannon)",
    "simpson": "chance that two attributions have different speakers",
    "herfindahl": "concentration of the speakers (Herfindahl)",
    "top": "share of the most heard speakers",
    "rarefied": "speakers expected among equally many attributions",
}


def _fills(values: Sequence[str]) -> list[tuple[str, str]]:
    """A colour and a hatch for each category."""
    known = [value for value in values if value not in _GREYS]
    fills = {value: fill_of(OKABE_ITO[i % len(OKABE_ITO)], i) for i, value in enumerate(known)}
    return [fills.get(value, (_GREYS.get(value, FAINT), "")) for value in values]


def _label(ax: Axes, x: float, y: float, text: str, background: str) -> None:
    box = {"boxstyle": "round,pad=0.15", "facecolor": background, "edgecolor": "none"}
    ax.text(x, y, text, ha="center", va="center", fontsize=9, color=INK, bbox=box)


def sourcing_height(frame: pd.DataFrame) -> float:
    """Inches that a chart of this sourcing needs."""
    names, _ = name_groups(frame, group_columns(frame, "value")) if len(frame) else (frame.iloc[:, 0], {})
    return 1.3 + 0.25 * (int(frame["value"].nunique()) // 5) + 0.62 * int(names.nunique())


def plot_sourcing(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each group's attributions consist of, as bars that add up to 100 %.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `sourcing` returned, by outlet, side or any other group.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the chart; its labels say how much each group rests on and what was left out.

    Raises
    ------
    InputError
        If the frame is not what `sourcing` returns, or has no rows.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame([["The Ledger", "unnamed", "attributions", 0.4, 0.3, 0.5, 12, 90]], columns=[
    ...     "outlet", "value", "measure", "estimate", "low", "high", "n_articles", "n_attributions"])
    >>> [float(bar.get_width()) for bar in plot_sourcing(frame, ax=Figure().subplots()).patches]
    [0.4]
    """
    check_summary(frame, "value", "sourcing")
    check_rows(frame, "sourcing()")
    names, groups = name_groups(frame, group_columns(frame, "value"))
    ax = new_axes(ax, sourcing_height(frame))
    ends = dict.fromkeys(groups, 0.0)
    place = {name: i for i, name in enumerate(ends)}
    values = list(dict.fromkeys(frame["value"]))
    handles = []
    for value, (colour, hatch) in zip(values, _fills(values), strict=True):
        rows = frame[(frame["value"] == value) & frame["estimate"].notna()]
        of, widths = list(names[rows.index]), rows["estimate"].to_numpy(dtype=float)
        starts = [ends[name] for name in of]
        handles.append(
            ax.barh(
                [place[name] for name in of], widths, left=starts,
                height=0.62, color=colour, hatch=hatch, edgecolor="white",
            )
        )  # fmt: skip
        for name, start, width in zip(of, starts, widths, strict=True):
            ends[name] = start + width
            if width >= _ROOM_FOR_TEXT:
                _label(ax, start + width / 2, place[name], percent(width), colour)
    measure = str(frame["measure"].iloc[0])
    dress(ax, list(groups.values()), below(OF_WHAT.get(measure, f"share of {measure}"), frame))
    legend(ax, handles, [str(value).replace("_", " ") for value in values])
    tell(ax, describe_sourcing(frame))
    return ax


def plot_rates(frame: pd.DataFrame, *, measure: str = "anonymous", ax: Axes | None = None) -> Axes:
    """Draw a rate by group, with its 95 % interval: how often sources are unnamed, official, verbatim …

    Parameters
    ----------
    frame : pandas.DataFrame
        What `source_rates` or `diversity` returned.
    measure : str
        Any measure of the frame; "anonymous" by default.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the chart; its labels say how much each group rests on and what was left out. What
        `diversity` counts in articles and in the corpus has a marker for each.

    Raises
    ------
    InputError
        If the frame is no such frame, has no rows, or lacks the measure.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame([["The Ledger", "anonymous", 0.2, 0.1, 0.3, 12, 90]], columns=[
    ...     "outlet", "measure", "estimate", "low", "high", "n_articles", "n_attributions"])
    >>> plot_rates(frame, ax=Figure().subplots()).texts[0].get_text().replace(chr(160), " ")
    '20 % (10–30)'
    """
    check_summary(frame, "measure", "source_rates")
    check_rows(frame, "source_rates()")
    drawn = frame[frame["measure"] == check_choice(measure, dict.fromkeys(frame["measure"]), "measure")]
    names, groups = name_groups(drawn, group_columns(drawn, "measure"))
    place = {name: i for i, name in enumerate(groups)}
    levels = list(dict.fromkeys(drawn["level"])) if "level" in drawn else [""]
    share = measure in _SHARES
    ax = new_axes(ax, 1.2 + 0.5 * len(groups) * len(levels))
    handles, lines = [], []
    for i, level in enumerate(levels):
        rows = drawn[drawn["level"] == level] if level else drawn
        y = [place[name] + (i - (len(levels) - 1) / 2) * 0.3 for name in names[rows.index]]
        colour = OKABE_ITO[i]
        ax.hlines(y, rows["low"], rows["high"], color=colour, linewidth=2.2)
        handles += ax.plot(
            rows["estimate"], y, MARKERS[i], color=colour, markeredgecolor="white", markersize=8, zorder=3,
            clip_on=False,
        )  # fmt: skip
        for at, name, *numbers in zip(
            y, names[rows.index], rows["estimate"], rows["low"], rows["high"], strict=True
        ):
            told = _told(share, *numbers)
            beside(ax, at, told)
            lines.append(f"{name}{f', {level}' if level else ''} {told}")
    names_of = _VOICES if "level" in drawn else OF_WHAT
    what = names_of.get(measure, measure.replace("_", " "))
    dress(ax, list(groups.values()), below(what, frame), share=share)
    if not share:
        ax.set_xlim(left=0)
    ax.grid(axis="x", color=FAINT, linewidth=0.8)
    legend(ax, handles if levels != [""] else [], [f"in the {level}" for level in levels])
    interval = "95\N{NO-BREAK SPACE}% intervals"
    tell(ax, f"{what[:1].upper()}{what[1:]}, with {interval}. {'; '.join(lines)}.")
    return ax


def _told(share: bool, estimate: float, low: float, high: float) -> str:
    if share:
        return with_interval(estimate, low, high)
    if estimate != estimate:
        return "–"
    return f"{estimate:.3g}" + (f" ({low:.3g}–{high:.3g})" if low == low else "")
