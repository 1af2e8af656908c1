"""Names of articles that people can read."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from newslab.export.rows import records
from newslab.frames import ARTICLES, Table

if TYPE_CHECKING:
    import pandas as pd

_UNNUMBERED = re.compile(r"(?:line|row) (\d+)")
_NEEDED = Table(
    ARTICLES.name, tuple(c for c in ARTICLES.columns if c.name in {"article_id", "origin", "record"})
)


def article_names(articles: pd.DataFrame) -> list[str]:
    """Name each article for people: by its own id in its file, else by the file's name.

    Parameters
    ----------
    articles : pandas.DataFrame
        As `read_articles` returns it.

    Returns
    -------
    list of str
        A name a row, none twice: where a file holds several articles without ids, the line or row
        follows its name; what is still the same gets `-2`, `-3`.

    Examples
    --------
    >>> from newslab.article import Article, articles_frame
    >>> records = [("a.jsonl", "line 1"), ("a.jsonl", "line 2"), ("b.jsonl", "line 1"), ("c.jsonl", "x7")]
    >>> article_names(articles_frame(Article(text=r + o, origin=o, record=r) for o, r in records))
    ['a.jsonl:1', 'a.jsonl:2', 'b.jsonl', 'x7']
    """
    rows = list(records(articles, _NEEDED))
    files = [PurePath(row["origin"] or "").name for row in rows]
    often = Counter(files)
    names: list[str] = []
    for row, file in zip(rows, files, strict=True):
        number = _UNNUMBERED.fullmatch(row["record"] or "")
        own = row["record"] if not number else f"{file}:{number[1]}" if often[file] > 1 else file
        names.append(own or file or row["article_id"])
    seen: Counter[str] = Counter()
    taken = set(names)
    for i, name in enumerate(names):
        seen[name] += 1
        while seen[name] > 1 and f"{name}-{seen[name]}" in taken:
            seen[name] += 1
        if seen[name] > 1:
            names[i] = f"{name}-{seen[name]}"
            taken.add(names[i])
    return names
