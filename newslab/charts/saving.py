"""Charts as files: sharp, the same bytes each time, with their words inside."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslab.charts.style import alt_text
from newslab.errors import InputError
from newslab.files import written_whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_KINDS = (".svg", ".png", ".pdf")
_DPI = 300  # as journals ask for


def _metadata(kind: str, told: str) -> dict[str, Any]:
    """What a file says of itself: the words for those who do not see it, and no date."""
    if kind == ".svg":
        return {"Description": told, "Date": None, "Creator": "newslab"}
    if kind == ".pdf":
        return {"Subject": told, "CreationDate": None, "Creator": "newslab", "Producer": None}
    return {"Description": told, "Software": "newslab"}


def save_chart(ax: Axes, path: str | os.PathLike[str]) -> Path:
    """Write a chart to a file, with its alternative text in the file's description.

    Parameters
    ----------
    ax : matplotlib Axes
        What a plot function of newslab returned.
    path : str or path-like
        The file: .svg, .png (300 dots an inch) or .pdf. It is written whole or not at all.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    InputError
        If newslab drew nothing on these axes, the ending is another, or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> from newslab import plot_sourcing
    >>> frame = pd.DataFrame([["The Ledger", "unnamed", "attributions", 0.4, 0.3, 0.5, 12, 90]], columns=[
    ...     "outlet", "value", "measure", "estimate", "low", "high", "n_articles", "n_attributions"])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = save_chart(plot_sourcing(frame, ax=Figure().subplots()), folder + "/mix.svg")
    ...     "The Ledger: unnamed 40" in file.read_text(encoding="utf-8")
    True
    """
    import matplotlib

    told, kind = alt_text(ax), Path(path).suffix.lower()
    if kind not in _KINDS:
        raise InputError(
            f"{os.fspath(path)} ends in {kind or 'nothing'}; a chart can be {', '.join(_KINDS)}."
        )
    # Text stays text, so that it can be searched and changed; the salt keeps names the same.
    style = {"svg.fonttype": "none", "svg.hashsalt": "newslab", "pdf.fonttype": 42}
    with written_whole(path) as temporary, matplotlib.rc_context(style):
        ax.figure.savefig(
            temporary, format=kind[1:], dpi=_DPI, facecolor="white", metadata=_metadata(kind, told)
        )
    return Path(path)
