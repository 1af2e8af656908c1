"""Tables as text: a row is an article."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from newslab.article import Article
from newslab.loading.decode import opening, spoilt
from newslab.loading.fields import articles_of, check_header, columns_of
from newslab.loading.find import Found, Options

_DELIMITERS = (",", ";", "\t")
_LONGEST_HEADER = 4096


@contextmanager
def _any_length() -> Iterator[None]:
    """Let a cell hold a long article; the limit belongs to the whole process, so it is put back."""
    # A C long, which has 32 bits on Windows.
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _header(text: str, delimiter: str) -> list[str]:
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])


def _delimiter(text: str, options: Options) -> str:
    """The delimiter that makes the most known columns of the header, then the most columns."""

    def columns(delimiter: str) -> tuple[int, int]:
        header = _header(text, delimiter)
        return len(columns_of(tuple(header), options)), len(header)

    return max(_DELIMITERS, key=columns)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, int, int, list[str]]]:
    """Each row that is not blank: its number as in a spreadsheet, first and last line, cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    last = 0
    for number, cells in enumerate(reader, start=1):
        if cells:
            yield number, last + 1, reader.line_num, cells
        last = reader.line_num


def _records(text: str, delimiter: str) -> Iterator[tuple[str, dict[str, Any] | str]]:
    rows = _rows(text, delimiter)
    _, _, _, header = next(rows)
    for number, first, last, cells in rows:
        if problem := spoilt(*cells):
            yield f"row {number}", f"Row {number} {problem}."
            continue
        if len(cells) == len(header):
            yield f"row {number}", dict(zip(header, cells, strict=True))
            continue
        lines = f"line {first}" if first == last else f"lines {first} to {last}"
        yield (
            f"row {number}",
            (
                f"Row {number} ({lines}) has {len(cells)} cells where the header has {len(header)}; "
                "a quotation mark or delimiter in it may lack its quotation marks."
            ),
        )


def is_delimited(found: Found, head: bytes) -> bool:
    """Whether a file is a table as text: by its ending, or its first line names text and more.

    Examples
    --------
    >>> from pathlib import Path
    >>> is_delimited(Found(Path("export.txt")), b"Headline;Body\\nLease;Ships wait.\\n")
    True
    >>> is_delimited(Found(Path("letter.txt")), b"Body, mind and text\\n\\nShips wait.")
    False
    """
    if found.suffix in {".csv", ".tsv", ".tab"}:
        return True
    if found.suffix not in {"", ".txt"}:
        return False
    first = opening(head[:_LONGEST_HEADER]).lstrip().partition("\n")[0]
    for delimiter in _DELIMITERS:
        names = [name.strip() for name in _header(first, delimiter)]
        known = columns_of(tuple(names), found.options)
        if "text" in known and len(known) > 1 and 2 * sum(map(len, known.values())) >= len(names):
            return True
    return False


def rows_of(found: Found) -> tuple[list[str], list[tuple[str, dict[str, Any] | str]]]:
    """Give the header of a .csv or .tsv and its rows, each with its number, or why it cannot be read."""
    text = found.read_text(records=True)
    with _any_length():
        delimiter = _delimiter(text, found.options)
        _, _, _, header = next(_rows(text, delimiter))
        # Read at once, so that no other reader runs while the limit is lifted.
        return header, list(_records(text, delimiter))


def read_delimited(found: Found) -> Iterator[Article]:
    """Read a .csv or .tsv with a header; the delimiter is a comma, a semicolon or a tab.

    A row without an id of its own has its number as `record`, counted as in a spreadsheet: the header
    is row 1. Cells are kept character for character, line breaks within quotation marks included.

    Raises
    ------
    InputError
        The header names no column that holds the text, or it is that of a table of attributions.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "a.csv")
    ...     _ = path.write_text('Newspaper;Body\\nHarbour Post;Ships wait.\\n', encoding="utf-8")
    ...     [(article.record, article.outlet, article.text) for article in read_delimited(Found(path))]
    [('row 2', 'Harbour Post', 'Ships wait.')]
    """
    header, records = rows_of(found)
    check_header(header, found)
    yield from articles_of(records, source=found.origin, origin=found.origin, options=found.options)
