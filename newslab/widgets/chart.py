"""The charts of the explorer: what each counts, and how it is shown, to be clicked where that can be."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from newslab.charts.balance import plot_balance
from newslab.charts.mix import plot_sourcing
from newslab.comparing.balance import balance
from newslab.comparing.describing import describe_balance, describe_sourcing, percent
from newslab.comparing.sourcing import sourcing
from newslab.errors import InputError
from newslab.widgets.picking import Mark, picked
from newslab.widgets.selection import AXES, Selection
from newslab.widgets.visible import attribute, escaped, one_line

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from newslab.tagged import Tagged

_WIDTH = 7.4
_LONGEST = 48
_BALANCES = {"words": "attributed words", "attributions": "attributions", "speakers": "distinct speakers"}


def questions(tagged: Tagged) -> dict[str, tuple[str, str]]:
    """What can be drawn: words for it → column of the attributions, measure."""
    sides = {f"Sides: {words}": ("side", name) for name, words in _BALANCES.items()}
    others = {f"Sources: {axis}": (axis, "attributions") for axis in AXES}
    return {**(sides if tagged.codebook is not None else {}), **others}


def counted(tagged: Tagged, column: str, measure: str) -> pd.DataFrame:
    """The frame that a chart draws."""
    if column == "side":
        return balance(tagged, measure=measure)
    return sourcing(tagged, axis=column)


def marks(frame: pd.DataFrame) -> list[tuple[str, Mark]]:
    """The numbers of a chart in words, as a list to choose from."""
    column = "side" if "side" in frame.columns else "value"
    rows = zip(frame.iloc[:, 0], frame[column], frame["estimate"], strict=True)
    return [
        (f"{one_line(group, 40)}: {one_line(value, 40)}, {percent(share)}", (group, value))
        for group, value, share in rows
        if share > 0
    ]


def _drawable(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with names short enough to be drawn, each still its own."""
    drawn = frame.copy()
    for name in {frame.columns[0], *({"side", "value"} & set(frame.columns))}:
        short: dict[Any, str] = {}
        for value in dict.fromkeys(frame[name]):
            line = one_line(value, _LONGEST)
            short[value] = line if line not in short.values() else f"{line} ({len(short) + 1})"
        drawn[name] = frame[name].map(short)
    return drawn


def _canvas(figure: Figure) -> Any:
    """A figure that can be clicked, or None where ipympl is not installed."""
    import matplotlib

    use = matplotlib.use
    # At its import ipympl makes itself the backend of all figures of a notebook; here it draws one.
    matplotlib.use = lambda *_, **__: None
    try:
        from ipympl.backend_nbagg import Canvas, FigureManager
    except ImportError:
        return None
    finally:
        matplotlib.use = use
    canvas = Canvas(figure)
    # The manager makes itself known to the canvas.
    FigureManager(canvas, 0)
    canvas.header_visible = canvas.footer_visible = canvas.toolbar_visible = canvas.resizable = False
    return canvas


class Chart:
    """A chart that tells what is clicked; `widget` shows it, `marks` lists what can be clicked.

    Parameters
    ----------
    on_pick : callable
        Called with group and side or value.
    """

    def __init__(self, on_pick: Callable[[Mark], None], *, interactive: bool = True) -> None:
        from matplotlib.figure import Figure

        self.frame: pd.DataFrame | None = None
        self._on_pick = on_pick
        self._figure = Figure(figsize=(_WIDTH, 4), layout="constrained")
        self._canvas = _canvas(self._figure) if interactive else None
        self._image, self._words = widgets.HTML(), widgets.HTML()
        if self._canvas is not None:
            self._figure.canvas.mpl_connect("button_press_event", self._clicked)
        self.widget = widgets.VBox([self._image if self._canvas is None else self._canvas, self._words])
        self.widget.add_class("newslab-balance")

    def draw(self, tagged: Tagged, column: str, measure: str) -> None:
        """Draw what there is of an axis; say why where nothing can be drawn."""
        self._figure.clear()
        try:
            self.frame = counted(tagged, column, measure)
            drawn = _drawable(self.frame)
            self._plot(drawn, measure)
            side = column == "side"
            said = describe_balance(drawn, measure=measure) if side else describe_sourcing(drawn)
        except InputError as error:
            self.frame, said = None, str(error)
            self._figure.text(0.5, 0.5, "Nothing to draw", ha="center")
        self._words.value = f"<details><summary>The chart in words</summary><p>{escaped(said)}</p></details>"
        if self.frame is None:
            self._words.value = f"<p>{escaped(said)}</p>"
        self._show(said)

    def _plot(self, frame: pd.DataFrame, measure: str) -> None:
        groups = frame.iloc[:, 0].nunique()
        each = frame["side"].nunique() if "side" in frame.columns else 1
        self._figure.set_size_inches(_WIDTH, 1.6 + groups * max(0.62, 0.24 * each + 0.2))
        ax = self._figure.subplots()
        if "side" in frame.columns:
            plot_balance(frame, measure=measure, ax=ax)
        else:
            plot_sourcing(frame, ax=ax)

    def _show(self, said: str) -> None:
        if self._canvas is not None:
            width, height = self._figure.bbox.size
            self._canvas.manager.resize(width, height)
            self._canvas.draw_idle()
            return
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        file = io.BytesIO()
        FigureCanvasAgg(self._figure).print_png(file)
        data = base64.b64encode(file.getvalue()).decode("ascii")
        alt = attribute(said)
        self._image.value = f'<img style="max-width:100%" alt="{alt}" src="data:image/png;base64,{data}">'

    def _clicked(self, event: Any) -> None:
        if self.frame is None or not self._figure.axes:
            return
        mark = picked(self._figure.axes[0], self.frame, event.x, event.y)
        if mark is not None:
            self._on_pick(mark)


def _with(selection: Selection, **values: Any) -> Selection:
    return replace(selection, **values)


def apart(selection: Selection, column: str) -> Selection:
    """What a chart shows of a selection: all outlets and all values of its axis, that one may click on."""
    return _with(selection, outlet=None, **{column: None})


def chosen(selection: Selection, column: str, mark: Mark) -> Selection:
    """The selection that a click on a chart makes."""
    return _with(selection, outlet=mark[0], counted=True, **{column: mark[1]})
