"""How the widgets look: one style sheet, read from the package's data."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import ipywidgets as widgets


@cache
def _css() -> str:
    return (files("newslab") / "data" / "templates" / "widgets.css").read_text(encoding="utf-8")


def style_sheet() -> widgets.HTML:
    """A widget that carries the style sheet and shows nothing."""
    return widgets.HTML(f"<style>{_css()}</style>", layout=widgets.Layout(display="none"))
