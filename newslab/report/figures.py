"""Charts as pictures that stand inside the report's file."""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

from newslab.charts.balance import balance_height, plot_balance
from newslab.charts.mix import plot_sourcing, sourcing_height
from newslab.comparing.describing import describe_balance, describe_sourcing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_WIDTH = 8.0  # inches
_MOST_GROUPS = 20
# Text stays text, so that the browser's fonts draw scripts that ours lack; the salt keeps names the same.
_STYLE = {"svg.fonttype": "none", "svg.hashsalt": "newslab", "font.family": "DejaVu Sans", "font.size": 10}


def picture(draw: Callable[[Axes], object], height: float) -> str:
    """Draw on new axes and give the picture as a `data:` address, the same bytes each time."""
    import matplotlib
    import matplotlib.style
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    file = io.BytesIO()
    with matplotlib.style.context("default"), matplotlib.rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        draw(figure.subplots())
        FigureCanvasSVG(figure).print_svg(file, metadata={"Date": None, "Creator": None})
    return "data:image/svg+xml;base64," + base64.b64encode(file.getvalue()).decode("ascii")


def charted(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows of the groups that a chart has room for, and how many groups it has none for."""
    sizes = frame.drop_duplicates(frame.columns[0]).sort_values(
        "n_attributions", ascending=False, kind="stable"
    )
    kept = sizes.iloc[:_MOST_GROUPS, 0]
    return frame[frame.iloc[:, 0].isin(kept)], len(sizes) - len(kept)


def balance_picture(frame: pd.DataFrame, measure: str) -> dict[str, str]:
    """The picture of a balance and its words for those who do not see it."""
    return {
        "picture": picture(lambda ax: plot_balance(frame, measure=measure, ax=ax), balance_height(frame)),
        "alt": describe_balance(frame, measure=measure),
    }


def sourcing_picture(frame: pd.DataFrame) -> dict[str, str]:
    """The picture of a sourcing mix and its words for those who do not see it."""
    return {
        "picture": picture(lambda ax: plot_sourcing(frame, ax=ax), sourcing_height(frame)),
        "alt": describe_sourcing(frame),
    }
