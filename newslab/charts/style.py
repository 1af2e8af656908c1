"""What all charts share: colours, axes, labels, words for those who do not see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from textwrap import fill, shorten
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from newslab.comparing.describing import left_out, plural
from newslab.errors import InputError
from newslab.frames import UNASSIGNED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

# Okabe, M., & Ito, K. (2008). Color universal design: colours that colour-blind people can tell apart.
OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")
GREY = "#8A8F98"
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 2)), (0, (1, 2)))
# How dark a fill is and how it is hatched, so that six of them can be told apart in grey.
_FILLS = ((0.7, ""), (0.55, "////"), (0.25, ""), (0.55, "\\\\\\\\"), (0.95, ""), (0.55, "xxx"))
INK, FAINT = "#1F2933", "#D9DEE4"
WIDTH = 8.0  # inches
_LONGEST_NAME, _LINE, _LEGEND = 60, 28, 84  # characters
# Characters that are not seen but turn the text around them, or end it.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ALTS: WeakKeyDictionary[Any, str] = WeakKeyDictionary()


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
    return {side: OKABE_ITO[i % len(OKABE_ITO)] for i, side in enumerate(named)} | {UNASSIGNED: GREY}


def tint(colour: str, strength: float) -> str:
    """The colour mixed with white, light enough for dark text on it."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * strength):02X}" for part in parts)


def fill_of(colour: str, number: int) -> tuple[str, str]:
    """The colour and the hatch of the side or category with this number."""
    strength, hatch = _FILLS[number % len(_FILLS)]
    return tint(colour, strength), hatch


def plain(text: object, longest: int = _LONGEST_NAME) -> str:
    """A name as it can stand in a chart: in one piece, not too long, without characters that are not seen.

    Examples
    --------
    >>> plain("The" + chr(10) + "Ledger"), plain("word " * 30, 20)
    ('The Ledger', 'word word word …')
    """
    whole = " ".join(_UNSEEN.sub(" ", str(text)).split())
    short = shorten(whole, longest, placeholder=" …")
    return short if short not in ("…", " …", "") or not whole else whole[: longest - 1] + "…"


def wrapped(text: object, width: int = _LINE) -> str:
    """A name in lines that fit beside a chart."""
    return fill(plain(text), width, break_long_words=True)


def new_axes(ax: Axes | None, height: float) -> Axes:
    """The axes to draw on; those of a new figure where nobody gave any."""
    if ax is None:
        import matplotlib.pyplot as plt

        # With pyplot, so that a notebook shows the figure; it is only called where nobody gave axes.
        _, ax = plt.subplots(figsize=(WIDTH, height), layout="constrained")
    return ax


def group_columns(frame: pd.DataFrame, *keys: str) -> list[str]:
    """The columns that make the groups: those before the keys."""
    columns = list(frame.columns)
    return columns[: min(columns.index(key) for key in keys if key in columns)]


def name_groups(frame: pd.DataFrame, columns: Sequence[str]) -> tuple[pd.Series, dict[str, str]]:
    """Each row's group as one name, and the groups in order with labels that say how much they rest on."""
    import pandas as pd

    parts = [frame[column].astype("str") for column in columns]
    names = parts[0].str.cat(parts[1:], sep=" · ") if parts else pd.Series("all", index=frame.index)
    sizes = frame.assign(name=names).groupby("name", sort=False)[["n_articles", "n_attributions"]].max()
    return names, {
        str(name): f"{wrapped(name)}\n{plural(articles, 'article')}, {plural(attributions, 'attribution')}"
        for name, articles, attributions in sizes.itertuples()
    }


def check_rows(frame: pd.DataFrame, function: str) -> None:
    """Raise an `InputError` where there is nothing to draw."""
    if not len(frame):
        raise InputError(f"There is nothing to draw: {function} returned no rows for these articles.")


def dress(ax: Axes, labels: Sequence[str], below: str, *, share: bool = True) -> None:
    """Groups from the top, a quiet frame; what is measured and what was left out stand below."""
    from matplotlib.ticker import PercentFormatter

    ax.set_yticks(range(len(labels)), labels, color=INK, parse_math=False)
    ax.set_ylim(max(len(labels), 1) - 0.5, -0.5)
    if share:
        ax.set_xlim(0, 1)
        ax.xaxis.set_major_formatter(PercentFormatter(1))
    ax.set_xlabel(below, color=INK, parse_math=False)
    quiet(ax)


def quiet(ax: Axes, spines: Sequence[str] = ("top", "right", "left")) -> None:
    """Take away what says nothing."""
    ax.tick_params(length=0, colors=INK)
    ax.set_axisbelow(True)
    for side in spines:
        ax.spines[side].set_visible(False)


def below(what: str, frame: pd.DataFrame, *more: str) -> str:
    """What stands below a chart: what is measured, what was left out, and notes."""
    lines = [what, *(fill(text, 84) for text in (left_out(frame), *more) if text)]
    return "\n".join(lines)


def legend(ax: Axes, handles: Sequence[Any], labels: Sequence[str]) -> None:
    """A legend above the chart, its names as they are."""
    if not handles:
        return
    labels = [plain(label, 40) for label in labels]
    columns = max(1, min(4, _LEGEND // max(map(len, labels))))
    numbers = [str(i) for i in range(len(labels))]
    made = ax.legend(
        handles, numbers, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns, frameon=False,
        borderaxespad=0.3,
    )  # fmt: skip
    # Set afterwards: names are not to be read as mathematics ($) or as hidden (_).
    for text, label in zip(made.get_texts(), labels, strict=True):
        text.set_parse_math(False)
        text.set_text(label)


def beside(ax: Axes, y: float, text: str) -> None:
    """The numbers of a point, right of the chart at its height; dollar signs are no mathematics."""
    ax.annotate(
        text, (1.02, y), xycoords=("axes fraction", "data"), va="center", fontsize=8.5, color=INK,
        annotation_clip=False, parse_math=False,
    )  # fmt: skip


def check_frame(frame: Any, columns: Iterable[str], function: str, call: str) -> None:
    """Raise an `InputError` unless a frame is what a function returned, with something to draw."""
    if not set(columns) <= set(getattr(frame, "columns", ())):
        raise InputError(f"This is not what {function} returns. Give it {call}.")
    check_rows(frame, function)


def tell(ax: Axes, text: str) -> None:
    """Keep the words that say what a chart shows."""
    _ALTS[ax] = text


def alt_text(ax: Axes) -> str:
    """Say what a chart of newslab shows, for those who do not see it.

    Parameters
    ----------
    ax : matplotlib Axes
        What a plot function returned.

    Returns
    -------
    str
        The alternative text: what is drawn, and its numbers.

    Raises
    ------
    InputError
        If newslab drew nothing on these axes.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> from newslab import plot_sourcing
    >>> frame = pd.DataFrame([["The Ledger", "unnamed", "attributions", 0.4, 0.3, 0.5, 12, 90]], columns=[
    ...     "outlet", "value", "measure", "estimate", "low", "high", "n_articles", "n_attributions"])
    >>> alt_text(plot_sourcing(frame, ax=Figure().subplots())).replace(chr(160), " ")
    'Share of attributions by category. The Ledger: unnamed 40 % (30–50).'
    """
    try:
        return _ALTS[ax]
    except (KeyError, TypeError):
        raise InputError("These are no axes that a plot function of newslab returned.") from None
