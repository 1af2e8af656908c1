"""A chart of who quotes whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from newslab.charts.style import (
    FAINT,
    INK,
    below,
    check_frame,
    new_axes,
    plain,
    quiet,
    side_colours,
    tell,
    tint,
    wrapped,
)
from newslab.comparing.describing import percent
from newslab.frames import UNASSIGNED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_LARGEST = 900  # square points


def plot_speakers(
    frame: pd.DataFrame, *, ax: Axes | None = None, colours: Mapping[str, str] | None = None
) -> Axes:
    """Draw who quotes whom: groups across, speakers down, a dot as large as the share of the words.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `who_is_heard` returned.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.
    colours : mapping of side to colour, optional
        `side_colours` of the frame's sides by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the chart; each dot has its share beside it, and names have their side.

    Raises
    ------
    InputError
        If the frame is not what `who_is_heard` returns, or has no rows.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame([["The Ledger", "Ada Orrin", "orrin", "North", 0.7, 70, 3, 9]], columns=[
    ...     "outlet", "speaker", "speaker_id", "side", "estimate", "words", "n_articles", "n_attributions"])
    >>> [label.get_text() for label in plot_speakers(frame, ax=Figure().subplots()).get_yticklabels()]
    ['Ada Orrin (North)']
    """
    needed = ("speaker", "speaker_id", "side", "estimate", "words")
    check_frame(frame, needed, "who_is_heard()", "who_is_heard(tagged)")
    frame = frame.assign(speaker_id=frame["speaker_id"].fillna(""))
    groups = list(dict.fromkeys(frame.iloc[:, 0]))
    speakers = frame.drop_duplicates("speaker_id")
    place = {who: i for i, who in enumerate(speakers["speaker_id"])}
    sides = [side for side in dict.fromkeys(speakers["side"]) if isinstance(side, str)]
    colours = side_colours([*frame.attrs.get("sides", ()), *sorted(sides)]) | dict(colours or {})
    ax = new_axes(ax, 1.5 + 0.36 * len(speakers))
    largest = frame["estimate"].max()
    for row in frame[frame["estimate"] > 0].to_dict("records"):
        x, y = groups.index(row[frame.columns[0]]), place[row["speaker_id"]]
        side = row["side"] if isinstance(row["side"], str) else UNASSIGNED
        colour = tint(colours.get(side, colours[UNASSIGNED]), 0.7)
        ax.scatter([x], [y], s=max(6.0, _LARGEST * row["estimate"] / largest), color=colour, zorder=2)
        ax.text(x + 0.22, y, percent(row["estimate"]), fontsize=8, va="center", color=INK)
    labels = [
        plain(who) + (f" ({plain(side, 24)})" if isinstance(side, str) else "")
        for who, side in zip(speakers["speaker"], speakers["side"], strict=True)
    ]
    ax.set_yticks(range(len(labels)), labels, color=INK, parse_math=False, fontsize=9)
    ax.set_xticks(range(len(groups)), [wrapped(group, 16) for group in groups], color=INK, parse_math=False)
    ax.xaxis.tick_top()
    ax.set_xlim(-0.5, len(groups) - 0.3)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.grid(axis="y", color=FAINT, linewidth=0.8)
    quiet(ax, ("top", "right", "left", "bottom"))
    others = frame.attrs.get("others", 0)
    also = f"All others are {others:,} speakers." if others else ""
    without = frame.attrs.get("left_out", {}).get("attributions_without_speaker", 0)
    without = f"{without:,} attributions have no speaker." if without else ""
    what = "share of each column’s attributed words"
    ax.set_xlabel(below(what, frame, also, without), color=INK, parse_math=False)
    ax.xaxis.set_label_position("bottom")
    told = []
    for group in groups:
        own = frame[(frame.iloc[:, 0] == group) & (frame["estimate"] > 0)]
        shares = zip(own["speaker"], own["estimate"], strict=True)
        told.append(f"{group}: {', '.join(f'{who} {percent(share)}' for who, share in shares)}")
    tell(ax, f"Who quotes whom, {what}. {'; '.join(told)}.")
    return ax
