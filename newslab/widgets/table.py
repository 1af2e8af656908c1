"""A table that can be searched, sorted and paged in the notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newslab.errors import InputError
from newslab.widgets.visible import visible

if TYPE_CHECKING:
    import pandas as pd

_STATIC = 20  # rows where controls cannot be shown
_MOST_BYTES = 4_000_000  # of a table that is sent to the browser; a longer one is cut, and says so
_LONGEST = 240  # characters of a cell


def _as_text(value: Any) -> Any:
    """A cell as it can be shown: lists and mappings in words, nothing that turns or hides what is near."""
    if isinstance(value, dict):
        value = "; ".join(f"{key}: {held}" for key, held in value.items())
    elif isinstance(value, (list, tuple)):
        value = ", ".join(map(str, value))
    if not isinstance(value, str):
        return value
    text = visible(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


class Table:
    """A frame as a table with controls; `show` makes it, a notebook shows it.

    Attributes
    ----------
    frame : pandas.DataFrame
        What is shown.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        texts = {name: frame[name].map(_as_text) for name in frame if frame[name].dtype.kind in "OTU"}
        self._shown = frame.copy()
        for name, column in texts.items():
            self._shown[name] = column
        self._shown.columns = [visible(str(name)) for name in frame.columns]
        self._widget: Any = None

    def _controls(self) -> Any:
        from itables.widget import ITable

        if self._widget is None:
            self._widget = ITable(self._shown, allow_html=False, maxBytes=_MOST_BYTES, showIndex="auto")
        return self._widget

    def _repr_mimebundle_(self, **options: Any) -> dict[str, str]:
        """The controls, and the first rows where they cannot be shown."""
        more = len(self.frame) - _STATIC
        note = f"<p>and {more:,} more rows</p>" if more > 0 else ""
        first = self._shown.head(_STATIC)
        plain = {
            "text/plain": first.to_string(),
            "text/html": f"<div>{first.to_html(escape=True)}{note}</div>",
        }
        bundle = self._controls()._repr_mimebundle_(**options)
        # Such a widget gives its data with what describes them.
        held = bundle[0] if isinstance(bundle, tuple) else bundle
        return {**{kind: data for kind, data in held.items() if not kind.startswith("text/")}, **plain}


def show(frame: pd.DataFrame) -> Table:
    """Show a frame as a table that can be searched, sorted and paged.

    Parameters
    ----------
    frame : pandas.DataFrame
        Any table: of `tag`, of a summary, or your own.

    Returns
    -------
    Table
        What a notebook shows, as the last line of a cell; where controls are off, its first rows. What
        stands in the articles is shown as text, whatever it is.

    Raises
    ------
    InputError
        If it is no frame.

    Examples
    --------
    >>> import pandas as pd
    >>> show(pd.DataFrame({"speaker": ["Ada Orrin"], "words": [12]})).frame["words"].sum()
    np.int64(12)
    """
    if not hasattr(frame, "columns"):
        raise InputError(
            f"show takes a frame, such as tagged.attributions; this is a {type(frame).__name__}."
        )
    return Table(frame)
