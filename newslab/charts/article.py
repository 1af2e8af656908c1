"""Charts of what stands where: the sides along articles, and one article as a strip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newslab.charts.style import (
    FAINT,
    GREY,
    INK,
    below,
    check_frame,
    fill_of,
    group_columns,
    legend,
    name_groups,
    new_axes,
    plain,
    quiet,
    side_colours,
    tell,
    tint,
)
from newslab.comparing.describing import percent, plural
from newslab.errors import InputError
from newslab.frames import JOINT, UNASSIGNED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from newslab.tagged import Tagged

_ROOM = 0.1  # of a bar, for its number
_ROOM_FOR_NAME = 0.012  # of the article


def _sections(
    ax: Axes,
    frame: pd.DataFrame,
    names: pd.Series,
    sides: Sequence[str],
    start: Mapping[str, float],
    colours: Mapping[str, str],
) -> list[Any]:
    """A bar for each section of each group, made of the sides' shares."""
    ends: dict[tuple[str, int], float] = {}
    handles = []
    for i, side in enumerate(sides):
        rows = frame[(frame["side"] == side) & frame["estimate"].notna()]
        of = list(zip(names[rows.index], rows["section"], strict=True))
        y = [start[name] + section - 1 for name, section in of]
        lefts = [ends.get(key, 0.0) for key in of]
        colour, hatch = fill_of(colours[side], i)
        handles.append(
            ax.barh(
                y, rows["estimate"], left=lefts, height=0.92, color=colour, hatch=hatch, edgecolor="white"
            )
        )
        for key, at, left, share in zip(of, y, lefts, rows["estimate"], strict=True):
            ends[key] = left + share
            if share >= _ROOM:
                ax.text(left + share / 2, at, percent(share), ha="center", va="center", fontsize=7.5,
                        color=INK, bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85,
                                         "boxstyle": "round,pad=0.1"})  # fmt: skip
    return handles


def _section_words(rows: pd.DataFrame) -> str:
    """The shares of one group, section by section."""
    parts = [
        f"{section}: {', '.join(f'{side} {percent(share)}' for side, share in shares.to_numpy())}"
        for section, shares in rows.groupby("section")[["side", "estimate"]]
    ]
    return "; ".join(parts)


def plot_positions(
    frame: pd.DataFrame, *, ax: Axes | None = None, colours: Mapping[str, str] | None = None
) -> Axes:
    """Draw who is heard in each part of the articles, from their beginning to their end.

    Parameters
    ----------
    frame : pandas.DataFrame
        What `positions` returned.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.
    colours : mapping of side to colour, optional
        `side_colours` of the frame's sides by default. Each side has a hatch of its own too.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the chart: for each group a bar for each section, each adding up to 100 %.

    Raises
    ------
    InputError
        If the frame is not what `positions` returns, or has no rows.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> frame = pd.DataFrame([["The Ledger", 1, "North", 0.7, 0.6, 0.8, 12, 90]], columns=[
    ...     "outlet", "section", "side", "estimate", "low", "high", "n_articles", "n_attributions"])
    >>> [float(bar.get_width()) for bar in plot_positions(frame, ax=Figure().subplots()).patches]
    [0.7]
    """
    from matplotlib.ticker import PercentFormatter

    needed = ("section", "side", "estimate", "n_articles", "n_attributions")
    check_frame(frame, needed, "positions()", "positions(tagged)")
    names, groups = name_groups(frame, group_columns(frame, "section"))
    sections = int(frame["section"].max())
    sides = list(dict.fromkeys(frame["side"]))
    colours = side_colours(sides) | dict(colours or {})
    # A group's sections stand below each other, its first on top, with a gap to the next group.
    start = {name: i * (sections + 1.3) for i, name in enumerate(groups)}
    ax = new_axes(ax, 1.4 + len(groups) * (0.21 * sections + 0.28))
    handles = _sections(ax, frame, names, sides, start, colours)
    told = [f"{name}: {_section_words(frame[names == name])}" for name in groups]
    middles = [at + (sections - 1) / 2 for at in start.values()]
    ax.set_yticks(middles, list(groups.values()), color=INK, parse_math=False)
    ax.set_ylim(max(start.values()) + sections - 0.3, -0.7)
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    quiet(ax)
    what = f"share of attributed words; a bar is a {_part(sections)} of the articles, their beginning on top"
    ax.set_xlabel(below(what, frame), color=INK, parse_math=False)
    legend(ax, handles, sides)
    tell(
        ax,
        f"Share of attributed words by side, from the articles’ beginning (1) to end. {'. '.join(told)}.",
    )
    return ax


def _part(sections: int) -> str:
    names = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 10: "tenth"}
    return names.get(sections, f"{sections}th part")


def _blocks(rows: Sequence[Mapping[str, Any]]) -> list[tuple[int, int, Mapping[str, Any]]]:
    """Where each content stands, in reading order."""
    found = [
        (int(start), int(end), row)
        for row in rows
        if isinstance(row["content_spans"], (list, tuple))
        for start, end in row["content_spans"]
    ]
    return sorted(found, key=lambda block: block[:2])


def _strip(
    ax: Axes,
    found: Sequence[tuple[int, int, Mapping[str, Any], str]],
    sides: Sequence[str],
    colours: Mapping[str, str],
    length: int,
) -> None:
    """A block for each content in its side's row, with the speaker's name where there is room."""
    last: dict[str, float] = {}
    for start, end, row, side in found:
        y, at, width = sides.index(side), start / length, (end - start) / length
        colour = colours.get(side, GREY)
        colour = tint(colour, 0.45) if row["kind"] == "indirect" else colour
        ax.barh(y, width, left=at, height=0.6, color=colour, edgecolor="white", linewidth=0.5)
        name = plain(row["speaker"] or "no speaker", 26)
        if width >= _ROOM_FOR_NAME and at >= last.get(side, 0.0):
            ax.text(at, y + 0.31, name, fontsize=7.5, color=INK, va="top", parse_math=False)
            last[side] = at + 0.0105 * len(name) + 0.01


def plot_floor(
    tagged: Tagged, *, article: str, ax: Axes | None = None, colours: Mapping[str, str] | None = None
) -> Axes:
    """Draw one article as a strip: who has the floor from its first word to its last.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    article : str
        The `article_id`.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.
    colours : mapping of side to colour, optional
        `side_colours` of the codebook's sides by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the strip. Coloured is what is attributed, dark what is quoted, light what is
        paraphrased, white the article's own words; each side has a row of its own.

    Raises
    ------
    InputError
        If there is no such article.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> from newslab import tag
    >>> tagged = tag(pd.DataFrame({"text": ["“We will pay,” said Ana Ruiz, the mayor."]}))
    >>> ax = plot_floor(tagged, article=tagged.articles["article_id"][0], ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['unassigned']
    """
    known = tagged.articles.set_index("article_id")
    if article not in known.index:
        raise InputError(
            f"There is no article {article!r} among those that were tagged; "
            "tagged.articles['article_id'] lists them."
        )
    text = str(known.loc[article, "text"])
    rows = tagged.attributions[
        (tagged.attributions["article_id"] == article) & tagged.attributions["within"].isna()
    ].to_dict("records")
    found = [
        (start, end, row, side)
        for start, end, row in _blocks(rows)
        for side in (row["side"].split(JOINT) if isinstance(row["side"], str) else [UNASSIGNED])
    ]
    sides = [*getattr(tagged.codebook, "sides", ()), UNASSIGNED]
    sides = [side for side in sides if any(side == block[3] for block in found)]
    sides += sorted({side for *_, side in found} - set(sides))
    colours = side_colours([*getattr(tagged.codebook, "sides", ()), *sides]) | dict(colours or {})
    ax = new_axes(ax, 1.6 + 0.55 * max(1, len(sides)))
    length = max(1, len(text))
    _strip(ax, found, sides, colours, length)
    ax.set_yticks(range(len(sides)), [plain(side) for side in sides], color=INK, parse_math=False)
    ax.set_ylim(max(len(sides), 1) - 0.35, -0.5)
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 1], ["first word", "last word"], color=INK)
    for tick, side in zip(ax.get_xticklabels(), ("left", "right"), strict=True):
        tick.set_horizontalalignment(side)
    ax.axhline(max(len(sides), 1) - 0.35, color=FAINT)
    quiet(ax, ("top", "right", "left"))
    title = known.loc[article, "title"]
    where = known.loc[article, "outlet"]
    name = " · ".join(plain(part, 60) for part in (where, title) if isinstance(part, str) and part)
    ax.set_title(name or article, fontsize=10, color=INK, loc="left", parse_math=False)
    key = "dark: quoted, light: paraphrased, white: the article’s own words"
    size = f"{plural(len(rows), 'attribution')}; {key}"
    ax.set_xlabel(size, color=INK, parse_math=False)
    told = "; ".join(
        f"{plain(row['speaker'] or 'no speaker')} ({side}, {row['kind']}) at {percent(start / length)}"
        for start, end, row, side in found
    )
    tell(
        ax,
        f"Who has the floor in {name or article}, in order: {told or 'nobody is quoted'}.",
    )
    return ax
