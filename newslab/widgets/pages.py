"""The list of attributions, a page at a time, each to be opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from newslab.widgets.listing import page_of, what, where
from newslab.widgets.visible import escaped

if TYPE_CHECKING:
    import pandas as pd

_SIZE = 10


class Pages:
    """Attributions to choose from; `widget` shows them.

    Parameters
    ----------
    on_open : callable
        Called with the row that is opened, or None where there is none.
    """

    def __init__(self, on_open: Callable[[dict[str, Any] | None], None]) -> None:
        self._on_open, self.number = on_open, 1
        self.rows: list[dict[str, Any]] = []
        self.entries = [(widgets.HTML(), widgets.Button()) for _ in range(_SIZE)]
        self.boxes = [widgets.VBox(entry) for entry in self.entries]
        for at, (box, (_, button)) in enumerate(zip(self.boxes, self.entries, strict=True)):
            box.add_class("newslab-row")
            button.on_click(lambda _, at=at: self.open(at))
        self.status = widgets.HTML()
        self.earlier = widgets.Button(description="Previous page")
        self.later = widgets.Button(description="Next page")
        self.earlier.on_click(lambda _: self.turn(self.number - 1))
        self.later.on_click(lambda _: self.turn(self.number + 1))
        turning = widgets.HBox([self.earlier, self.later])
        self.widget = widgets.VBox([self.status, *self.boxes, turning], layout=widgets.Layout(width="49%"))
        self.widget.add_class("newslab-table")

    def show(self, frame: pd.DataFrame, more: str = "") -> None:
        """List other attributions from their first page; `more` says what is not among them."""
        self._frame, self._more = frame, more
        self.turn(1)

    def turn(self, number: int) -> None:
        """Show another page, and open its first attribution."""
        page, self.number, pages = page_of(self._frame, number, _SIZE)
        self.rows = page.to_dict("records")
        for at, (box, (line, button)) in enumerate(zip(self.boxes, self.entries, strict=True)):
            box.layout.display = "flex" if at < len(self.rows) else "none"
            if at < len(self.rows):
                line.value = f"<small class='where'>{where(self.rows[at])}</small>"
                button.description = what(self.rows[at])
        self.earlier.disabled, self.later.disabled = self.number == 1, self.number == pages
        count = f"{len(self._frame):,} attribution{'' if len(self._frame) == 1 else 's'}"
        said = f"{count}, page {self.number} of {pages}"
        self.status.value = f"<b role='status'>{said}</b><br><small>{escaped(self._more)}</small>"
        self.open(0)

    def open(self, at: int) -> None:
        """Open an attribution of the page."""
        row = self.rows[at] if at < len(self.rows) else None
        for place, box in enumerate(self.boxes):
            (box.add_class if place == at and row is not None else box.remove_class)("newslab-chosen")
        self._on_open(row)
