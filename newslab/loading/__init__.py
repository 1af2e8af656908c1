"""Files to articles: `read_articles` and `load_sample`; a module a family of formats."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import as_file
from importlib.resources import files as resources
from typing import TYPE_CHECKING

from newslab.article import Article, articles_frame
from newslab.as_found import noted
from newslab.errors import InputError, check_choice
from newslab.frames import ARTICLES
from newslab.loading.delimited import is_delimited, read_delimited
from newslab.loading.factiva import FACTIVA
from newslab.loading.families import HEAD, Family
from newslab.loading.fields import with_sound_date
from newslab.loading.find import Found, Options, find_files, leads_back
from newslab.loading.gdelt import GDELT, pages_of_lists
from newslab.loading.gold import read_gold
from newslab.loading.json_file import is_json, is_json_lines, read_json
from newslab.loading.jsonl import read_jsonl
from newslab.loading.mediacloud import MEDIACLOUD
from newslab.loading.newsapi import NEWSAPI
from newslab.loading.nexis import NEXIS
from newslab.loading.pages import is_own_report, is_page, read_page
from newslab.loading.pdf import is_pdf, read_pdf
from newslab.loading.plain import read_plain
from newslab.loading.proquest import PROQUEST
from newslab.loading.repair import repaired
from newslab.loading.tables import is_parquet, is_xlsx, read_parquet, read_xlsx
from newslab.loading.tongue import with_language
from newslab.loading.warc import WARC
from newslab.loading.word import is_docx, is_rtf, read_docx, read_rtf
from newslab.loading.zipped import is_zip_of_files, read_zip
from newslab.progress import progress

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
    Family("HTML", is_page, read_page),
    Family("JSON lines", is_json_lines, read_jsonl),
    Family("JSON", is_json, read_json),
    Family("CSV", is_delimited, read_delimited),
    Family("plain text (.txt)", _is_plain, read_plain),
)
_OWN_COLUMNS = {"article_id", "words", "origin", "problem", "as_found"}
_SAMPLE = "newslab/data/sample"
# What Office writes was a format of its own before 2007, and still is where a password protects it.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def _family(found: Found, head: bytes) -> Family | None:
    return next((family for family in FAMILIES if family.fits(found, head)), None)


def is_read(found: Found) -> bool:
    """Whether a file would be read as articles; a report that newslab wrote would not."""
    try:
        head = found.read_bytes(HEAD)
    except InputError:
        return False
    return _family(found, head) is not None and not is_own_report(head)


def _unread(found: Found, head: bytes) -> str:
    """Why a file that no family fits is not read."""
    if not head.strip():
        return "The file is empty."
    if head.startswith(_OLD_OFFICE):
        return (
            "It is a Word or Excel file of the old kind, or one with a password; save it as .docx or .xlsx "
            "without a password."
        )
    names = ", ".join(dict.fromkeys(family.name for family in FAMILIES))
    return f"{found.suffix or 'A file without ending'} is not read, and it holds none of: {names}."


def _checked(article: Article, options: Options) -> Article:
    article = with_sound_date(article)
    return with_language(repaired(article) if options.repair else article)


def read_found(found: Found) -> Iterator[Article]:
    """The articles of one file; what stops the reading becomes the problem of one of them."""
    try:
        if found.data is None and os.path.isdir(found.path):
            if leads_back(found.path):
                raise InputError("The folder is a link to one that it lies in, whose files are read there.")
            raise InputError("The folder cannot be listed; its permissions do not allow it.")
        head = found.read_bytes(HEAD)
        family = _family(found, head)
        if family is None:
            raise InputError(_unread(found, head))
        count = 0
        for article in family.read(found):
            count += 1
            yield _checked(article, found.options)
        if not count:
            raise InputError("The file holds no articles.")
    except InputError as error:
        yield Article(
            outlet=found.folder,
            origin=found.origin,
            record=found.name,
            problem=str(error),
            as_found=noted(outlet=found.folder or None),
        )


def read_options(columns: Mapping[str, str] | None, day_first: bool | None, repair: bool) -> Options:
    """Check what the user said of the files."""
    given = dict(columns or {})
    allowed = [name for name in ARTICLES.names if name not in _OWN_COLUMNS]
    for column, field in given.items():
        check_choice(column, allowed, "A column in columns")
        if not isinstance(field, str):
            raise InputError(f"columns gives {field!r} for {column}; give the name of one field.")
    if day_first is not None and not isinstance(day_first, bool):
        raise InputError(f"day_first is {day_first!r}; it can be True (4/3 is in March), False or None.")
    if not isinstance(repair, bool):
        raise InputError(f"repair is {repair!r}; it can be True or False.")
    return Options(given, day_first, repair)


def files_to_read(*paths: str | os.PathLike[str], options: Options) -> list[Found]:
    """Give the files that paths name, without pages that are read by the list beside them."""
    files = find_files(*paths, options=options)
    with_list = pages_of_lists(files)
    return [found for found in files if os.path.realpath(found.path) not in with_list]


def read_articles(
    *paths: str | os.PathLike[str],
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    repair: bool = False,
) -> pd.DataFrame:
    """Read the articles in files and folders into one table.

    Parameters
    ----------
    *paths : str or path-like
        Files, folders of them with their subfolders, or patterns such as ``texts/*.txt``. An article a
        file: plain text (.txt), saved HTML pages, PDF, Word (.docx) and RTF. An article a record: CSV
        and TSV, Excel (.xlsx), Parquet, JSON and JSON lines. Exports of newsroom databases: Nexis Uni
        and LexisNexis (.docx, .rtf, .txt), Factiva (.html, .rtf), ProQuest (.txt, .ris, .xml), Media Cloud,
        NewsAPI, Event Registry, GDELT's lists with stored pages, and WARC files. Zip files of any of
        these. What a file is is told by what it holds.
    columns : mapping, optional
        From columns of the articles table to fields of tables and JSON, as in ``{"text": "Body"}``.
        Other fields are matched by name: `newslab/data/fields.csv` lists the names that are known.
    day_first : bool, optional
        Whether 04/03/2025 is the fourth of March. Where it is not said, a date that can be read in two
        ways is not read.
    repair : bool, optional
        Whether to put right what was once read in a wrong encoding (â€œ for “), and entities such as &amp;,
        by the library ftfy. Texts are no longer those of the files then.

    Returns
    -------
    pandas.DataFrame
        The columns of `newslab.frames.ARTICLES`, sorted by file. `text` of plain text, tables and JSON
        is the file's own, character for character; of pages and documents it is the headline and the
        paragraphs, with blank lines between. What cannot be read is a row with a `problem` and no text;
        `tag()` moves it to `skipped`. Values that are not known are missing; `language` is detected
        where a file does not state it. `as_found` has the file's own words beside every value that is a
        guess, a detected language among them, and the paragraphs that a page marks as captions.

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
    files = files_to_read(*paths, options=read_options(columns, day_first, repair))
    shown = progress(files, what="Reading", unit="file")
    return articles_frame(article for found in shown for article in read_found(found))


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
    with as_file(resources("newslab") / "data" / "sample" / "articles.jsonl") as path:
        # Where the package is installed says nothing of the article and differs from machine to machine.
        return articles_frame(
            [replace(article, origin=f"{_SAMPLE}/articles.jsonl") for article in read_found(Found(path))]
        )
