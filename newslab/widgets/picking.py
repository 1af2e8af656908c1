"""Which number of a chart a click means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

# So many pixels from a marker are still on it.
_NEAR = 14.0
Mark = tuple[str, str]


def _markers(ax: Axes) -> list[tuple[float, float]]:
    """Where the markers of a chart of shares stand, from the top."""
    lines = [line for line in ax.get_lines() if line.get_marker() not in (None, "", "None", " ")]
    points = [(float(x), float(y)) for line in lines for x, y in line.get_xydata()]
    return sorted((point for point in points if point[0] == point[0]), key=lambda point: point[::-1])


def _of_markers(ax: Axes, frame: pd.DataFrame, x: float, y: float) -> Mark | None:
    groups = list(dict.fromkeys(frame.iloc[:, 0]))
    near: list[tuple[float, Mark]] = []
    for place, group in enumerate(groups):
        rows = frame[(frame.iloc[:, 0] == group) & frame["estimate"].notna()]
        # A group's markers stand in the frame's order, whatever their colours.
        points = [point for point in _markers(ax) if round(point[1]) == place]
        for (at_x, at_y), side in zip(points, rows["side"], strict=False):
            shown = ax.transData.transform((at_x, at_y))
            near.append((float(((shown - (x, y)) ** 2).sum()) ** 0.5, (group, side)))
    found = min(near, default=(float("inf"), ("", "")))
    return found[1] if found[0] <= _NEAR else None


def _of_bars(ax: Axes, frame: pd.DataFrame, x: float, y: float) -> Mark | None:
    groups = list(dict.fromkeys(frame.iloc[:, 0]))
    at_x, at_y = ax.transData.inverted().transform((x, y))
    hit: Any = None
    for bar in ax.patches:
        low, bottom = bar.get_x(), bar.get_y()
        if low <= at_x <= low + bar.get_width() and bottom <= at_y <= bottom + bar.get_height():
            hit = bar
    place = round(at_y)
    if hit is None or not 0 <= place < len(groups):
        return None
    rows = frame[(frame.iloc[:, 0] == groups[place]) & (frame["estimate"] > 0)]
    bars = [bar for bar in ax.patches if round(bar.get_y() + bar.get_height() / 2) == place]
    starts = sorted(bar.get_x() for bar in bars if bar.get_width() > 0)
    return groups[place], str(rows["value"].iloc[starts.index(hit.get_x())])


def picked(ax: Axes, frame: pd.DataFrame, x: float, y: float) -> Mark | None:
    """Tell which group and which side or value a click on a chart means.

    Parameters
    ----------
    ax : matplotlib Axes
        What `plot_balance` or `plot_sourcing` drew.
    frame : pandas.DataFrame
        The rows that they drew, of one measure.
    x, y : float
        Where the click was, in pixels of the figure.

    Returns
    -------
    (group, side or value) or None
        None beside every marker and bar.
    """
    return (_of_markers if "side" in frame.columns else _of_bars)(ax, frame, x, y)
