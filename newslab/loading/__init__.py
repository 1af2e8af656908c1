"""Files to articles: `read_articles` and `load_sample`; a module a format family."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from newslab.article import Article, articles_frame
from newslab.errors import InputError
from newslab.loading.delimited import read_delimited
from newslab.loading.families import HEAD, Family
from newslab.loading.find import Found, find_files
from newslab.loading.gold import read_gold
from newslab.loading.jsonl import read_jsonl
from newslab.loading.plain import read_plain

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["load_sample", "read_articles", "read_gold"]


def _by_ending(*endings: str) -> Callable[[Found, bytes], bool]:
    return lambda found, head: found.suffix in endings


# Tried in order; the first that fits reads the file.
FAMILIES: tuple[Family, ...] = (
    Family("JSON lines", _by_ending(".jsonl", ".ndjson"), read_jsonl),
    Family("CSV", _by_ending(".csv", ".tsv"), read_delimited),
    Family("plain text", _by_ending(".txt"), read_plain),
)
READERS = (".txt", ".jsonl", ".ndjson", ".csv", ".tsv")
_SAMPLE = "newslab/data/sample"


def read_found(found: Found) -> Iterator[Article]:
    """The articles of one file; what stops the reading becomes the problem of one of them."""
    try:
        if found.data is None and os.path.isdir(found.path):
            raise InputError("The folder cannot be listed; its permissions do not allow it.")
        head = found.read_bytes(HEAD)
        family = next((family for family in FAMILIES if family.fits(found, head)), None)
        if family is None:
            ending = found.suffix or "A file without ending"
            raise InputError(f"{ending} is not read; {', '.join(READERS)} are.")
        yield from family.read(found)
    except InputError as error:
        yield Article(outlet=found.folder, origin=found.origin, record=found.name, problem=str(error))


def read_articles(*paths: str | os.PathLike[str]) -> pd.DataFrame:
    """Read the articles in files and folders into one table.

    Parameters
    ----------
    *paths : str or path-like
        Files (.txt: an article a file; .jsonl and .ndjson: an article a line; .csv and .tsv: an
        article a row, with a header), folders of them with their subfolders, or patterns such as
        ``texts/*.txt``. Fields are matched to columns by name: `newslab/data/fields.csv` lists the
        names that are known.

    Returns
    -------
    pandas.DataFrame
        The columns of `newslab.frames.ARTICLES`, sorted by file. `text` is the file's own, character
        for character. What cannot be read is a row with a `problem` and no text; `tag()` moves it to
        `skipped`. Values that are not known are missing.

    Raises
    ------
    InputError
        A path does not exist, a folder is empty, a pattern matches nothing, or no path was given.

    Warns
    -----
    UserWarning
        A file is not UTF-8 (which encoding it was read in), or dates in it could not be read.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     post = pathlib.Path(folder, "Harbour Post")
    ...     post.mkdir()
    ...     _ = (post / "lease.txt").write_text("Ships wait.", encoding="utf-8")
    ...     _ = (post / "empty.txt").write_text("", encoding="utf-8")
    ...     articles = read_articles(folder)
    >>> articles["outlet"].tolist(), articles["text"].tolist()
    (['Harbour Post', 'Harbour Post'], [None, 'Ships wait.'])
    >>> articles["problem"].tolist()
    ['The file is empty.', None]
    """
    return articles_frame(article for found in find_files(*paths) for article in read_found(found))


def load_sample() -> pd.DataFrame:
    """Read the sample corpus that the package carries: fictional outlets, stories and people.

    Returns
    -------
    pandas.DataFrame
        The columns of `newslab.frames.ARTICLES`.

    Examples
    --------
    >>> sorted(load_sample()["outlet"].unique())
    ['Harbour Post', 'Skerrin Gazette', 'The Castrel Courier', 'The Lantern']
    """
    with as_file(files("newslab") / "data" / "sample" / "articles.jsonl") as path:
        # Where the package is installed says nothing of the article and differs from machine to machine.
        return articles_frame(
            [replace(article, origin=f"{_SAMPLE}/articles.jsonl") for article in read_found(Found(path))]
        )
