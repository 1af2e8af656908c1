"""Attributions as a list to read: a page of it, a line each, and the table where there are no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from newslab.frames import UNASSIGNED
from newslab.report.marked import cell, is_missing, told
from newslab.widgets.visible import escaped, one_line

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 50
_COLUMNS = ("published", "outlet", "speaker", "side", "cue", "content")
_LONGEST = 300


def page_of(frame: pd.DataFrame, number: int, size: int) -> tuple[pd.DataFrame, int, int]:
    """The rows of a page, its number and how many pages there are; a number too high gives the last page."""
    size = min(size, MOST_ROWS)
    pages = max(1, -(-len(frame) // size))
    number = min(max(number, 1), pages)
    return frame.iloc[(number - 1) * size : number * size], number, pages


def day(value: Any) -> str:
    """A time's day, or what to say where there is none."""
    return "no date" if is_missing(value) else str(value)[:10]


def where(row: Mapping[str, Any]) -> str:
    """When, where, for which side and how, as HTML."""
    side = cell(row["side"], UNASSIGNED)
    parts = [day(row["published"]), cell(row["outlet"], "no outlet"), side, told(row["kind"])]
    return " · ".join(f"<bdi>{escaped(one_line(part, 60))}</bdi>" for part in parts)


def what(row: Mapping[str, Any], length: int = 170) -> str:
    """Who says what, as plain text on a line."""
    return one_line(f"{cell(row['speaker'], 'no speaker')}: {cell(row['content'], '(no content)')}", length)


def table(frame: pd.DataFrame, *, most: int = MOST_ROWS) -> str:
    """The first rows as an HTML table, for a notebook whose widgets do not run."""
    head = "".join(f"<th scope='col'>{name}</th>" for name in _COLUMNS)
    body = []
    for row in frame.head(most)[list(_COLUMNS)].to_dict("records"):
        row["published"] = day(row["published"])
        cells = (escaped(one_line(cell(row[name], "–"), _LONGEST)) for name in _COLUMNS)
        body.append("<tr>" + "".join(f"<td><bdi>{value}</bdi></td>" for value in cells) + "</tr>")
    said = f"{len(frame):,} attributions" + (f", the first {most} of them" if len(frame) > most else "")
    style = "text-align:left;overflow-wrap:anywhere;max-width:70rem"
    classes = "newslab-table mathjax_ignore tex2jax_ignore"
    return (
        f"<table class='{classes}' style='{style}'><caption>{said}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def plain_table(frame: pd.DataFrame, *, most: int = MOST_ROWS) -> str:
    """The first rows as lines of text."""
    rows = frame.head(most).to_dict("records")
    lines = [f"{day(row['published'])}  {one_line(row['outlet'], 24)}  {what(row, 120)}" for row in rows]
    return "\n".join([f"{len(frame):,} attributions", *lines])
