"""Words in context: examples of where they stand, and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.comparing.terms import find_terms
from newslab.errors import InputError, check_number
from newslab.frames import ARTICLES, check_columns

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

_MOST = 3
_COLUMNS = ("word", "group", "outlet", "published", "article_id", "left", "match", "right")


def _places(text: Any, spans: Any, ngrams: int) -> dict[str, tuple[int, int]]:
    """Where each term first stands in the spans of a text."""
    places: dict[str, tuple[int, int]] = {}
    if isinstance(text, str) and isinstance(spans, (list, tuple)):
        for start, end in spans:
            for term, *ends in find_terms(text[start:end], ngrams):
                places.setdefault(term, (start + ends[0], start + ends[1]))
    return places


def _spread_out(articles: Any) -> list[int]:
    """Up to three places of a list, of different articles: the first, the last and the middle one."""
    _, firsts = np.unique(articles, return_index=True)
    firsts.sort()
    chosen = np.unique(np.linspace(0, len(firsts) - 1, min(_MOST, len(firsts))).round().astype(int))
    return [int(firsts[n]) for n in chosen]


def find_examples(
    tagged: Tagged, words: Sequence[str], rows: Sequence[Any], *, of: str, ngrams: int
) -> list[list[dict[str, Any]]]:
    """Where each word stands, in up to three articles.

    Parameters
    ----------
    tagged : Tagged
        The articles and attributions.
    words : sequence of str
        The words.
    rows : sequence of array
        For each word the rows of the attributions table that have it.
    of, ngrams : str, int
        As in `wording`.

    Returns
    -------
    list of list of dict
        For each word its places: `article_id`, `start`, `end`.
    """
    texts = dict(zip(tagged.articles["article_id"], tagged.articles["text"], strict=True))
    ids = tagged.attributions["article_id"].to_numpy()
    spans = tagged.attributions[f"{of}_spans"].to_numpy()
    known: dict[int, dict[str, tuple[int, int]]] = {}
    examples = []
    for word, found in zip(words, rows, strict=True):
        places = []
        for row in np.asarray(found)[_spread_out(ids[found])].tolist() if len(found) else ():
            if row not in known:
                known[row] = _places(texts.get(ids[row]), spans[row], ngrams)
            if word in known[row]:
                start, end = known[row][word]
                places.append({"article_id": ids[row], "start": start, "end": end})
        examples.append(places)
    return examples


def _line(text: str) -> str:
    return " ".join(text.split("\n"))


def in_context(tagged: Tagged, words: pd.DataFrame, *, width: int = 60) -> pd.DataFrame:
    """Show words where they stand, with what stands before and after them (keyword in context).

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    words : pandas.DataFrame
        What `wording` returned for it, or some of its rows: `found.head(10)`,
        `found[found["word"] == "dam"]`.
    width : int
        How many characters to show on each side.

    Returns
    -------
    pandas.DataFrame
        A row for each example, in the order of the words: `word`, `group` (that uses it more), `outlet`,
        `published`, `article_id`, `left`, `match` (the word as printed), `right`.

    Raises
    ------
    InputError
        The frame is not one of `wording`, or its examples are of other articles.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> import pandas as pd
    >>> articles = pd.DataFrame([{"article_id": "a", "outlet": "The Ledger", "published": pd.NaT,
    ...                           "text": "The dam is safe, she said."}])
    >>> place = {"article_id": "a", "start": 11, "end": 15}
    >>> words = pd.DataFrame([{"word": "safe", "group": "North", "examples": [place]}])
    >>> in_context(SimpleNamespace(articles=articles), words, width=7)[["word", "left", "match", "right"]]
       word     left match    right
    0  safe  dam is   safe  , she s
    """
    import pandas as pd

    check_number(width, "width", low=0, high=10_000)
    if not isinstance(words, pd.DataFrame) or not {"word", "group", "examples"} <= set(words.columns):
        raise InputError("in_context takes what wording() returned, or some rows of it: found.head(10).")
    check_columns(tagged.articles, ARTICLES, ["article_id", "outlet", "published", "text"])
    articles = {row["article_id"]: row for row in tagged.articles.to_dict("records")}
    rows = []
    for word in words.to_dict("records"):
        for place in word["examples"]:
            if place["article_id"] not in articles:
                raise InputError(
                    f"The article {place['article_id']!r} is not among these; give the tagged articles "
                    "that wording() was given."
                )
            article = articles[place["article_id"]]
            text, start, end = article["text"], place["start"], place["end"]
            rows.append({
                **{name: word[name] for name in ("word", "group")},
                **{name: article[name] for name in ("outlet", "published", "article_id")},
                "left": _line(text[max(start - int(width), 0) : start]),
                "match": text[start:end],
                "right": _line(text[end : end + int(width)]),
            })  # fmt: skip
    return pd.DataFrame(rows, columns=list(_COLUMNS))
