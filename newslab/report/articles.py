"""The articles as the report shows them: by outlet, each with its text marked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newslab.comparing.describing import plural
from newslab.progress import progress
from newslab.report.marked import Piece, cell, is_missing, mark

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged


NO_OUTLET = "(no outlet)"
_TITLE = 120


def _records(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The rows of each article, as mappings."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in frame.to_dict("records"):
        found.setdefault(row["article_id"], []).append(row)
    return found


def _title(row: Mapping[str, Any], text: str) -> str:
    """The headline, or how the text begins."""
    first = " ".join(text.strip().split("\n", 1)[0].split())
    begin = first if len(first) <= _TITLE else first[:_TITLE].rsplit(" ", 1)[0] + " …"
    return cell(row["title"]) or begin or "(no title)"


def _strip(pieces: Sequence[Piece], length: int) -> list[dict[str, Any]]:
    """Who has the floor from the start to the end of the article, in thousandths of it."""
    parts, at = [], 0
    for piece in pieces:
        classes = piece.classes.split()
        if "content" in classes:
            width = max(2, round(1000 * len(piece.text) / length, 1))
            parts.append({"x": round(1000 * at / length, 1), "width": width, "side": classes[-1]})
        at += len(piece.text)
    return parts


def _instead(text: str) -> str:
    """What stands where a text is left out: enough to tell whether one has the same."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"The text is left out: {plural(len(text), 'character')}, SHA-256 {digest}."


def _card(
    row: Mapping[str, Any],
    number: int,
    attributions: Sequence[Mapping[str, Any]],
    passages: Sequence[Mapping[str, Any]],
    sides: Sequence[str],
    *,
    texts: bool,
) -> dict[str, Any]:
    text = cell(row["text"])
    pieces = mark(text, attributions, passages, sides=sides)
    url = cell(row["url"])
    return {
        "number": number,
        "title": _title(row, text),
        "date": "" if is_missing(row["published"]) else row["published"].date().isoformat(),
        "facts": [cell(row[name]) for name in ("byline", "section", "wire") if cell(row[name])],
        "from": " · ".join(filter(None, [cell(row["origin"]), cell(row["record"])])),
        # Any other scheme could run a script when it is clicked.
        "url": url if url.lower().startswith(("https://", "http://")) else "",
        "language": cell(row["language"]),
        "attributions": len(attributions),
        "pieces": pieces if texts else [],
        "instead": "" if texts else _instead(text),
        "strip": _strip(pieces, len(text)),
    }


def in_order(articles: pd.DataFrame) -> list[int]:
    """The rows of the articles table by outlet, then by time, as the report shows them."""
    outlets = [cell(outlet, NO_OUTLET) for outlet in articles["outlet"]]
    times = ["9999" if is_missing(time) else time.isoformat() for time in articles["published"]]
    return sorted(range(len(articles)), key=lambda row: (outlets[row], times[row], row))


def outlets(
    tagged: Tagged, order: Sequence[int], sides: Sequence[str], *, texts: bool = True
) -> list[dict[str, Any]]:
    """The articles of each outlet, marked.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    order : sequence of int
        Rows of the articles table, as `in_order` gives them; articles are numbered in this order, from 1.
    sides : sequence of str
        The sides in order.
    texts : bool
        Whether the cards hold the texts, or their lengths and hashes instead.

    Returns
    -------
    list of dict
        Outlets by name; each with its `articles`.
    """
    attributions, passages = _records(tagged.attributions), _records(tagged.passages)
    rows = tagged.articles.to_dict("records")
    found: dict[str, list[dict[str, Any]]] = {}
    for number, at in enumerate(progress(order, what="Marking", unit="article"), start=1):
        row, of = rows[at], rows[at]["article_id"]
        card = _card(row, number, attributions.get(of, []), passages.get(of, []), sides, texts=texts)
        found.setdefault(cell(row["outlet"], NO_OUTLET), []).append(card)
    return [{"name": name, "articles": cards} for name, cards in found.items()]
