"""Charts of summary frames: each draws the frame it is given, and counts nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

from newslab.comparing.describing import OF_WHAT, check_summary, left_out, percent, plural, spread
from newslab.errors import check_choice
from newslab.frames import UNASSIGNED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

# Okabe, M., & Ito, K. (2008). Color universal design: colours that colour-blind people can tell apart.
_OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")
_GREY = "#8A8F98"
_MARKERS = ("o", "s", "^", "D", "v", "P", "X")
_HATCHES = ("", "////", "", "\\\\\\\\", "", "xxx")
_ROOM_FOR_TEXT = 0.06
_INK, _FAINT = "#1F2933", "#D9DEE4"
_GREYS = {"other": "#BCC3CB", "none": _FAINT, "unspecified": _FAINT}  # these say nothing of the source


def side_colours(sides: Iterable[str]) -> dict[str, str]:
    """A colour for each side, in the codebook's order, and grey for the unassigned.

    Parameters
    ----------
    sides : iterable of str
        The sides. With more than seven, colours come again; markers and names then tell them apart.

    Returns
    -------
    dict of str to str
        Side to a colour that colour-blind people can tell from the others, as `#RRGGBB`.

    Examples
    --------
    >>> side_colours(["North", "South"])
    {'North': '#0072B2', 'South': '#D55E00', 'unassigned': '#8A8F98'}
    """
    named = [side for side in dict.fromkeys(sides) if side != UNASSIGNED]
    return {side: _OKABE_ITO[i % len(_OKABE_ITO)] for i, side in enumerate(named)} | {UNASSIGNED: _GREY}


def _named(frame: pd.DataFrame) -> list[tuple[str, str]]:
    """The groups in order, each with a label that says how much it rests on."""
    sizes = frame.drop_duplicates(frame.columns[0])
    return [
        (name, f"{name}\n{plural(articles, 'article')}, {plural(attributions, 'attribution')}")
        for name, articles, attributions in zip(
            sizes.iloc[:, 0], sizes["n_articles"], sizes["n_attributions"], strict=True
        )
    ]


def _axes(ax: Axes | None, height: float) -> Axes:
    if ax is None:
        import matplotlib.pyplot as plt

        # With pyplot, so that a notebook shows the figure; it is only called where nobody gave axes.
        _, ax = plt.subplots(figsize=(8, height), layout="constrained")
    return ax


def _dress(ax: Axes, frame: pd.DataFrame, labels: Sequence[str], of_what: str) -> None:
    """What all charts share: groups from the top, per cents, a quiet frame, what was left out."""
    from matplotlib.ticker import PercentFormatter

    ax.set_yticks(range(len(labels)), labels, color=_INK, parse_math=False)
    ax.set_ylim(max(len(labels), 1) - 0.5, -0.5)
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    ax.set_xlabel(f"share of {of_what}\n{fill(left_out(frame), 64)}".rstrip(), color=_INK)
    ax.tick_params(length=0, colors=_INK)
    ax.set_axisbelow(True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)


def _legend(ax: Axes, handles: Sequence[Any], labels: Sequence[str]) -> None:
    if not handles:
        return
    numbers = [str(i) for i in range(len(labels))]
    legend = ax.legend(
        handles, numbers, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=4, frameon=False, borderaxespad=0.3
    )
    # Set afterwards: names are not to be read as mathematics ($) or as hidden (_).
    for text, label in zip(legend.get_texts(), labels, strict=True):
        text.set_parse_math(False)
        text.set_text(label)


def balance_height(frame: pd.DataFrame) -> float:
    """Inches that a chart of this balance needs."""
    return 1.3 + len(set(frame.iloc[:, 0])) * max(0.62, 0.24 * len(set(frame["side"])) + 0.2)


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
        "words", "attributions" or "speakers".
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.
    colours : mapping of side to colour, optional
        `side_colours` of the frame's sides by default. Each side has a marker of its own too.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the chart; its labels say how much each group rests on and what was left out.

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
    check_summary(frame, "side", "balance")
    check_choice(measure, dict.fromkeys(frame["measure"]), "measure")
    drawn = frame[frame["measure"] == measure]
    sides = list(dict.fromkeys(drawn["side"]))
    colours = side_colours(sides) | dict(colours or {})
    groups = _named(drawn)
    place = {name: i for i, (name, _) in enumerate(groups)}
    step = min(0.24, 0.7 / len(sides))
    ax = _axes(ax, balance_height(frame))
    handles = []
    for i, side in enumerate(sides):
        rows = drawn[drawn["side"] == side]
        y = [place[name] + (i - (len(sides) - 1) / 2) * step for name in rows.iloc[:, 0]]
        ax.hlines(y, rows["low"], rows["high"], color=colours[side], linewidth=2.2)
        handles += ax.plot(
            rows["estimate"], y, _MARKERS[i % len(_MARKERS)], color=colours[side], markeredgecolor="white",
            markersize=8, clip_on=False, zorder=3,
        )  # fmt: skip
        for at, estimate, low, high in zip(y, rows["estimate"], rows["low"], rows["high"], strict=True):
            told = f"{percent(estimate)} ({spread(low, high)})" if spread(low, high) else percent(estimate)
            ax.annotate(told, (1.02, at), va="center", fontsize=8.5, color=_INK, annotation_clip=False)
    _dress(ax, drawn, [label for _, label in groups], OF_WHAT[measure])
    ax.grid(axis="x", color=_FAINT, linewidth=0.8)
    for i in range(1, len(groups)):
        ax.axhline(i - 0.5, color=_FAINT, linewidth=0.8)
    _legend(ax, handles, sides)
    return ax


def tint(colour: str, strength: float) -> str:
    """The colour mixed with white, light enough for dark text on it."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * strength):02X}" for part in parts)


def _fills(values: Sequence[str]) -> list[tuple[str, str]]:
    """A colour and a hatch for each category."""
    known = [value for value in values if value not in _GREYS]
    fills = {v: (tint(_OKABE_ITO[i % 7], 0.62), _HATCHES[i % len(_HATCHES)]) for i, v in enumerate(known)}
    return [fills.get(value, (_GREYS.get(value, _FAINT), "")) for value in values]


def _label(ax: Axes, x: float, y: float, text: str, background: str) -> None:
    box = {"boxstyle": "round,pad=0.15", "facecolor": background, "edgecolor": "none"}
    ax.text(x, y, text, ha="center", va="center", fontsize=9, color=_INK, bbox=box)


def sourcing_height(frame: pd.DataFrame) -> float:
    """Inches that a chart of this sourcing needs."""
    return 1.3 + 0.25 * (len(set(frame["value"])) // 5) + 0.62 * len(set(frame.iloc[:, 0]))


def plot_sourcing(frame: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each group's attributions consist of, as bars that add up to 100 %.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `sourcing` returned.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the chart; its labels say how much each group rests on and what was left out.

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
    groups = _named(frame)
    ax = _axes(ax, sourcing_height(frame))
    ends = dict.fromkeys((name for name, _ in groups), 0.0)
    place = {name: i for i, name in enumerate(ends)}
    values = list(dict.fromkeys(frame["value"]))
    handles = []
    for value, (colour, hatch) in zip(values, _fills(values), strict=True):
        rows = frame[(frame["value"] == value) & frame["estimate"].notna()]
        names, widths = list(rows.iloc[:, 0]), rows["estimate"].to_numpy(dtype=float)
        starts = [ends[name] for name in names]
        handles.append(
            ax.barh(
                [place[name] for name in names], widths, left=starts,
                height=0.62, color=colour, hatch=hatch, edgecolor="white",
            )
        )  # fmt: skip
        for name, start, width in zip(names, starts, widths, strict=True):
            ends[name] = start + width
            if width >= _ROOM_FOR_TEXT:
                _label(ax, start + width / 2, place[name], percent(width), colour)
    _dress(ax, frame, [label for _, label in groups], "attributions")
    _legend(ax, handles, [value.replace("_", " ") for value in values])
    return ax
