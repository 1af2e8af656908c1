"""One utterance, article by article: which piece of it each runs, and in which words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from newslab.comparing.reuse.versions import Fullest, Use, fullest_version, printed
from newslab.comparing.reuse.words import read_saying
from newslab.errors import InputError
from newslab.frames import REUSE, check_columns

if TYPE_CHECKING:
    import pandas as pd

_NEEDED = ("quotation", "article_id", "outlet", "published", "first", "kind", "content", "content_spans")
_SHOWN = ("article_id", "outlet", "published", "first")


def _edges(uses: Sequence[Use], fullest: Fullest) -> list[int]:
    """Where the pieces begin and end: wherever a use leaves out, takes up again or changes."""
    edges = {0, len(fullest.words)}
    for use in uses:
        for start, end, here, there in use.gaps:
            if start < end or use.own(here, there):
                edges |= {start, end}
    return sorted(edges)


def _cells(use: Use, edges: Sequence[int]) -> list[str | None]:
    """The words of a use in each piece, those that it has in their place included; None where it is cut."""
    number = {block.start + n: block.here + n for block in use.blocks for n in range(block.size)}
    cells: list[str | None] = []
    for start, end in pairwise(edges):
        kept = [number[place] for place in range(start, end) if place in number]
        cells.append(printed(use.saying, kept[0], kept[-1] + 1) if kept else None)
    for start, end, here, there in use.gaps:
        own = use.own(here, there)
        if own:
            piece = bisect_left(edges, start) if start < end or not start else bisect_left(edges, start) - 1
            cells[piece] = f"{cells[piece]} {own}" if start and cells[piece] else own
    return cells


def _first_of(cells: Sequence[Sequence[str | None]]) -> list[str | None]:
    """For each piece the words of the first use that has it."""
    return [next((cell for cell in piece if cell is not None), None) for piece in zip(*cells, strict=True)]


def _by_article(
    rows: pd.DataFrame, uses: Sequence[Use], edges: Sequence[int]
) -> tuple[list[dict[Any, Any]], list[list[str | None]]]:
    """What is known of each article, and its words in each piece."""
    of_article: dict[str, list[int]] = {}
    for n, article in enumerate(rows["article_id"]):
        of_article.setdefault(article, []).append(n)
    facts = [rows.iloc[own[0]][list(_SHOWN)].to_dict() for own in of_article.values()]
    ranked = (sorted(own, key=lambda n: -uses[n].kept) for own in of_article.values())
    return facts, [_first_of([_cells(uses[n], edges) for n in own]) for own in ranked]


def align_quotation(reused: pd.DataFrame, quotation: int) -> pd.DataFrame:
    """Set the uses of one quotation side by side, piece by piece.

    Parameters
    ----------
    reused : pandas.DataFrame
        What `reuse` returned.
    quotation : int
        The number of the utterance, from the column `quotation`.

    Returns
    -------
    pandas.DataFrame
        A row for each article that runs it, the earliest first: `article_id`, `outlet`, `published`,
        `first`, and a column for each piece of the fullest version, numbered from 1. It holds the words as
        this article runs them, with its own where it changed them; missing where it leaves the piece out. A
        new piece begins wherever one of the uses leaves out or changes something. `attrs["pieces"]` has the
        words of the fullest version, `attrs["words"]` how many there are in each piece, and
        `attrs["quotation"]` the number.

    Raises
    ------
    InputError
        No quotation has that number, or the table lacks a column.

    See Also
    --------
    reuse : all quotations that several articles run.

    Examples
    --------
    >>> import pandas as pd
    >>> from newslab import align_quotation, reuse, tag
    >>> tagged = tag(pd.DataFrame({
    ...     "outlet": ["The Ledger", "The Lantern"], "published": ["2025-03-04", "2025-03-05"], "text": [
    ...     "“We will sign the lease before the summer and not a day later,” said Helena Marsk.",
    ...     "Helena Marsk said: “We will sign the lease before the autumn and not a day later.”"]}))
    >>> align_quotation(reuse(tagged), 0)[["outlet", 1, 2, 3]]
            outlet                                  1       2                    3
    0   The Ledger  We will sign the lease before the  summer  and not a day later
    1  The Lantern  We will sign the lease before the  autumn  and not a day later
    """
    import pandas as pd

    check_columns(reused, REUSE, _NEEDED)
    rows = reused[reused["quotation"] == quotation]
    if not len(rows):
        known = f"from 0 to {reused['quotation'].max()}" if len(reused) else "none, as nothing was reused"
        raise InputError(
            f"There is no quotation {quotation!r}; the numbers in the column quotation are {known}."
        )
    columns = zip(rows["content"], rows["kind"], rows["content_spans"], strict=True)
    sayings = [read_saying(*values) for values in columns]
    fullest = fullest_version(sayings)
    uses = [Use(saying, fullest) for saying in sayings]
    edges = _edges(uses, fullest)
    numbers = range(1, len(edges))
    facts, cells = _by_article(rows, uses, edges)
    frame = pd.DataFrame(facts, columns=list(_SHOWN))
    for number in numbers:
        frame[number] = pd.Series([piece[number - 1] for piece in cells], dtype="object")
    pieces = list(pairwise(edges))
    frame.attrs = {
        "quotation": int(quotation),
        "pieces": [fullest.text(start, end) for start, end in pieces],
        "words": [end - start for start, end in pieces],
    }
    return frame
