"""Files to articles: `read_articles` and `load_sample`; a module a format family."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from newslab.article import Article, articles_frame
from newslab.errors import InputError
from newslab.loading.delimited import is_delimited, read_delimited
from newslab.loading.factiva import FACTIVA
from newslab.loading.families import HEAD, Family
from newslab.loading.find import Found, find_files
from newslab.loading.gdelt import GDELT
from newslab.loading.gold import read_gold
from newslab.loading.json_file import is_json, is_json_lines, read_json
from newslab.loading.jsonl import read_jsonl
from newslab.loading.mediacloud import MEDIACLOUD
from newslab.loading.newsapi import NEWSAPI
from newslab.loading.nexis import NEXIS
from newslab.loading.pdf import is_pdf, read_pdf
from newslab.loading.plain import read_plain
from newslab.loading.proquest import PROQUEST
from newslab.loading.tables import is_parquet, is_xlsx, read_parquet, read_xlsx
from newslab.loading.warc import WARC
from newslab.loading.word import is_docx, is_rtf, read_docx, read_rtf
from newslab.loading.zipped import is_zip_of_files, read_zip

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["load_sample", "read_articles", "read_gold"]


def _is_plain(found: Found, head: bytes) -> bool:
    return found.suffix in {".txt", ".text"}


# Tried in order; the first that fits reads the file.
FAMILIES: tuple[Family, ...] = (
    # Exports of databases lie in files of general formats, so they come first.
    NEXIS,
    FACTIVA,
    PROQUEST,
    MEDIACLOUD,
    GDELT,
    NEWSAPI,
    WARC,
    Family("Word (.docx)", is_docx, read_docx),
    Family("Excel (.xlsx)", is_xlsx, read_xlsx),
    Family("zip", is_zip_of_files, read_zip),
    Family("Parquet", is_parquet, read_parquet),
    Family("PDF", is_pdf, read_pdf),
    Family("RTF", is_rtf, read_rtf),
    Family("JSON lines", is_json_lines, read_jsonl),
    Family("JSON", is_json, read_json),
    Family("CSV", is_delimited, read_delimited),
    Family("plain text (.txt)", _is_plain, read_plain),
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
