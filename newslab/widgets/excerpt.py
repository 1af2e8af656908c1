"""An article as HTML with its attributions marked, around the one that is looked at or whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newslab.report.marked import Piece, cell, is_missing, mark
from newslab.widgets.visible import attribute, escaped

_AROUND = 350
_ROLES = ("source", "cue", "content")


def _spans(row: Mapping[str, Any]) -> list[tuple[int, int]]:
    spans = [row[f"{role}_spans"] for role in _ROLES]
    return [(int(a), int(b)) for each in spans if isinstance(each, (list, tuple)) for a, b in each]


def window(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where the paragraphs around an attribution begin and end.

    Examples
    --------
    >>> text = "Lease" + "\\n\\n" + "x " * 400 + "\\n\\nWe pay, she said."
    >>> text[slice(*window(text, [(len(text) - 9, len(text) - 6)]))][-19:]
    '\\n\\nWe pay, she said.'
    """
    if not spans:
        return 0, min(len(text), 4 * _AROUND)
    low, high = min(a for a, _ in spans), max(b for _, b in spans)
    start = text.rfind("\n", 0, max(0, low - _AROUND)) + 1
    end = text.find("\n", high + _AROUND)
    # A paragraph may be longer than anybody wants to read.
    return max(start, low - 4 * _AROUND), min(len(text) if end < 0 else end, high + 4 * _AROUND)


def _colour(classes: str, colours: Sequence[str]) -> str:
    """A light ground in the side's colour; grey for joint and unassigned ones, whose names tell them."""
    side = next((c[5:] for c in classes.split() if c.startswith("side-")), "")
    if "content" not in classes.split():
        return ""
    known = side.isdigit() and int(side) < len(colours)
    return f' style="background:{colours[int(side)] if known else "#8A8F98"}38"'


def _piece(piece: Piece, text: str, chosen: bool, last: bool, colours: Sequence[str]) -> str:
    body = escaped(text)
    if not piece.classes and not chosen:
        return body
    classes = piece.classes + (" chosen" if chosen else "")
    title = f' title="{attribute(piece.title)}"' if piece.title else ""
    who = f'<small class="who"><bdi>{escaped(piece.who)}</bdi></small>' if piece.who and last else ""
    return f'<span class="{classes.strip()}"{title}{_colour(piece.classes, colours)}>{body}</span>{who}'


def marked_html(
    text: str,
    attributions: Sequence[Mapping[str, Any]],
    *,
    chosen: Mapping[str, Any],
    sides: Sequence[str],
    colours: Sequence[str],
    whole: bool,
) -> str:
    """A text, its attributions marked, as HTML.

    Parameters
    ----------
    text : str
        The article.
    attributions : sequence of mapping
        All its rows of the attributions table.
    chosen : mapping
        The one that is looked at.
    sides, colours : sequence of str
        The sides in order, and the colour of each.
    whole : bool
        The whole text, or the paragraphs around the one that is looked at.
    """
    spans = _spans(chosen)
    start, end = (0, len(text)) if whole else window(text, spans)
    parts, at = [], 0
    for piece in mark(text, attributions, sides=sides):
        low, high = max(at, start), min(at + len(piece.text), end)
        if low < high:
            own = any(a <= at and at + len(piece.text) <= b for a, b in spans)
            shown = piece.text[low - at : high - at]
            parts.append(_piece(piece, shown, own, high == at + len(piece.text), colours))
        at += len(piece.text)
    return ("… " if start else "") + "".join(parts) + (" …" if end < len(text) else "")


def article_html(row: Mapping[str, Any], body: str) -> str:
    """An article's headline and facts above its text."""
    facts = [cell(row["outlet"], "no outlet")]
    facts.append("no date" if is_missing(row["published"]) else str(row["published"])[:10])
    title = cell(row["title"]) or "(no title)"
    return (
        f'<article class="mathjax_ignore tex2jax_ignore"><h4><bdi>{escaped(title)}</bdi></h4>'
        f"<p class='facts'>{' · '.join(f'<bdi>{escaped(fact)}</bdi>' for fact in facts)}</p>"
        f'<div class="text">{body}</div></article>'
    )
