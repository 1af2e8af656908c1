"""A chart of one quotation across outlets: who ran which part of it, and when."""

from __future__ import annotations

from itertools import accumulate
from textwrap import fill
from typing import TYPE_CHECKING

from newslab.charts.style import FAINT, INK, OKABE_ITO, new_axes, plain, quiet, tell, tint, wrapped
from newslab.comparing.describing import percent, plural
from newslab.comparing.reuse.aligned import align_quotation

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_PER_CHARACTER = 0.0092  # of the width, in the font of the pieces


def _same(piece: object, fullest: str) -> bool:
    return isinstance(piece, str) and piece.casefold().strip("“”\"' ") == fullest.casefold().strip("“”\"' ")


def plot_quotation(reused: pd.DataFrame, *, quotation: int, ax: Axes | None = None) -> Axes:
    """Draw a quotation's life: a row an article, the earliest first, a bar for each part that it runs.

    Parameters
    ----------
    reused : pandas.DataFrame
        What `reuse` returned.
    quotation : int
        The number of the utterance, from its column `quotation`.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the chart: filled is what is run as in the fullest version, hatched what is reworded,
        empty what is cut. The words stand below, as the fullest version has them.

    Raises
    ------
    InputError
        If there is no such quotation, or the frame is not what `reuse` returns.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> from newslab import reuse, tag
    >>> tagged = tag(pd.DataFrame({
    ...     "outlet": ["The Ledger", "The Lantern"], "published": ["2025-03-04", "2025-03-05"], "text": [
    ...     "“We will sign the lease before the summer and not a day later,” said Helena Marsk.",
    ...     "“We will sign the lease before the summer,” said Helena Marsk."]}))
    >>> ax = plot_quotation(reuse(tagged), quotation=0, ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['The Ledger\\n4 Mar 2025, first', 'The Lantern\\n5 Mar 2025']
    """
    frame = align_quotation(reused, quotation)
    words, pieces = frame.attrs["words"], frame.attrs["pieces"]
    starts = [0, *accumulate(words)]
    whole = max(1, starts[-1])
    ax = new_axes(ax, 1.7 + 0.55 * len(frame))
    labels, told = [], []
    for y, row in enumerate(frame.to_dict("records")):
        day = row["published"]
        when = "no date" if day != day or day is None else f"{day.day} {day:%b %Y}"
        labels.append(f"{wrapped(row['outlet'] or '(no outlet)')}\n{when}{', first' if row['first'] else ''}")
        kept = 0
        for n, piece in enumerate(pieces):
            here = row[n + 1]
            if not isinstance(here, str):
                continue
            same = _same(here, piece)
            kept += words[n]
            ax.barh(
                y, words[n] / whole, left=starts[n] / whole, height=0.6, edgecolor="white", linewidth=0.8,
                color=tint(OKABE_ITO[0], 0.55) if same else tint(OKABE_ITO[1], 0.35),
                hatch="" if same else "////",
            )  # fmt: skip
            room = int(words[n] / whole / _PER_CHARACTER)
            if room >= 4:
                shown = fill(plain(here, 2 * room - 4), room, break_long_words=False)
                ax.text(starts[n] / whole + 0.005, y, shown, fontsize=7.5, va="center", color=INK,
                        parse_math=False, clip_on=True)  # fmt: skip
        told.append(f"{row['outlet'] or '(no outlet)'} ({when}) runs {percent(kept / whole)} of its words")
    ax.set_yticks(range(len(labels)), labels, color=INK, parse_math=False, fontsize=9)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.set_xlim(0, 1)
    ax.set_xticks([])
    for start in starts[1:-1]:
        ax.axvline(start / whole, color=FAINT, linewidth=0.8, zorder=0)
    quiet(ax, ("top", "right", "left"))
    speakers = reused.loc[reused["quotation"] == quotation, "speaker"]
    who = next((name for name in speakers if isinstance(name, str)), "no speaker")
    title = f"{plain(who)}, {plural(whole, 'word')}"
    ax.set_title(title, fontsize=10, color=INK, loc="left", parse_math=False)
    note = "filled: as the fullest version has it; hatched: in other words; empty: left out"
    ax.set_xlabel(note, color=INK)
    tell(ax, f"A quotation of {plain(who)} across outlets: “{' '.join(pieces)}”. {'; '.join(told)}.")
    return ax
