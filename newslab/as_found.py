"""The words of a file beside the values that were guessed from them: the column `as_found`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

# No column, but which paragraphs of the text a page itself marks as captions, a line each.
CAPTIONS = "captions"


def noted(**words: str | None) -> dict[str, str]:
    """The words that values were guessed from, by column; None says that a value is no guess.

    Examples
    --------
    >>> noted(published="4 March 2025, 6:30", language="", outlet=None)
    {'published': '4 March 2025, 6:30', 'language': ''}
    """
    return {column: value for column, value in words.items() if value is not None}


def as_found_text(words: Mapping[str, str]) -> str | None:
    """The cell of the articles table: a JSON object from column to words; None where nothing was guessed.

    A text, since it is the same in CSV, Excel and Parquet, and can be compared.

    Examples
    --------
    >>> as_found_text({"published": "4 March 2025, 6:30", "language": ""})
    '{"language": "", "published": "4 March 2025, 6:30"}'
    """
    return json.dumps(dict(words), ensure_ascii=False, sort_keys=True) if words else None


def read_as_found(value: Any) -> dict[str, str]:
    """The words by column that a cell of `as_found` holds, in whichever form it was stored; else none.

    Examples
    --------
    >>> read_as_found('{"language": ""}'), read_as_found([("language", "")]), read_as_found("Skerrin")
    ({'language': ''}, {'language': ''}, {})
    """
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    elif isinstance(value, Iterable) and not isinstance(value, Mapping):
        # Parquet gives the pairs of a mapping.
        pairs = [pair for pair in value if isinstance(pair, tuple) and len(pair) == 2]
        value = dict(pairs)
    if not isinstance(value, Mapping):
        return {}
    return {str(column): words for column, words in value.items() if isinstance(words, str)}
