"""The controls that make a selection."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from newslab.frames import JOINT, UNASSIGNED
from newslab.widgets.selection import AXES, Selection, label_outlets
from newslab.widgets.visible import one_line

if TYPE_CHECKING:
    from newslab.tagged import Tagged

LABEL = {"description_width": "initial"}


def sides_of(tagged: Tagged) -> list[str]:
    """The codebook's sides in order, then others that occur."""
    joined = tagged.attributions["side"].dropna().unique()
    found = {part for side in joined for part in side.split(JOINT)} - {UNASSIGNED}
    known = [*getattr(tagged.codebook, "sides", ())]
    return [*known, *sorted(found - set(known))]


def wide(pixels: int) -> widgets.Layout:
    """A layout of a width."""
    return widgets.Layout(width=f"{pixels}px")


def choice(what_for: str, values: Iterable[str], *, width: int = 180) -> widgets.Dropdown:
    """A list to choose from, "all" first; labels are texts, never HTML."""
    # None would leave the control blank, so that "all" has the value "".
    options = [("all", ""), *((one_line(value, 60), value) for value in values if value)]
    return widgets.Dropdown(options=options, description=what_for, style=LABEL, layout=wide(width))


def _controls(tagged: Tagged) -> dict[str, Any]:
    """A control for each attribute of a selection, by its name."""
    outlets = sorted(label_outlets(tagged.articles["outlet"]).unique())
    axes = {
        axis: choice(axis.capitalize(), sorted(tagged.attributions[axis].dropna().astype(str).unique()))
        for axis in AXES
    }
    text = {"description": "Speaker contains", "continuous_update": False}
    return {
        "outlet": choice("Outlet", outlets, width=225),
        "side": choice("Side", [*sides_of(tagged), UNASSIGNED]),
        "speaker": widgets.Text(**text, style=LABEL, layout=wide(225)),
        "since": widgets.DatePicker(description="From", style=LABEL, layout=wide(180)),
        "until": widgets.DatePicker(description="to", style=LABEL, layout=wide(165)),
        **axes,
        "counted": widgets.Checkbox(
            True, description="Only what the chart counts", indent=False, layout=wide(215)
        ),
    }


class Filters:
    """The filters of the explorer; `widget` shows them.

    Parameters
    ----------
    tagged : Tagged
        What is looked at.
    on_change : callable
        Called when the selection has changed.
    """

    def __init__(self, tagged: Tagged, on_change: Callable[[], None]) -> None:
        self._on_change, self._quiet = on_change, False
        self.controls = _controls(tagged)
        for control in self.controls.values():
            control.observe(self._changed, names="value")
        self.reset = widgets.Button(description="Take all filters away", layout=wide(180))
        self.reset.on_click(lambda _: self.choose(Selection()))
        flow = widgets.Layout(flex_flow="row wrap")
        self.widget = widgets.Box([*self.controls.values(), self.reset], layout=flow)
        self.widget.add_class("newslab-filters")

    @property
    def selection(self) -> Selection:
        """What the controls say."""
        said: dict[str, Any] = {}
        for name, control in self.controls.items():
            said[name] = None if control.value == "" else control.value
        return Selection(**said)

    def choose(self, selection: Selection) -> None:
        """Set the controls, and answer once."""
        self._quiet = True
        for name, control in self.controls.items():
            value = getattr(selection, name)
            control.value = "" if value is None and name not in ("since", "until") else value
        self._quiet = False
        self._on_change()

    def _changed(self, _: Any) -> None:
        if not self._quiet:
            self._on_change()
