"""Tables that are no text: .xlsx and Parquet; a row is an article."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from newslab.article import Article
from newslab.errors import InputError
from newslab.loading.archive import checked_archive, names_in
from newslab.loading.fields import articles_of, check_header
from newslab.loading.find import Found

Row = tuple[int, tuple[Any, ...]]
# A spreadsheet's cell holds no more.
_LONGEST_CELL = 32_767


def is_xlsx(found: Found, head: bytes) -> bool:
    """Whether a file is an Excel workbook, though it may be damaged."""
    return any(name.startswith("xl/") for name in names_in(found, head))


def is_parquet(found: Found, head: bytes) -> bool:
    """Whether a file is Parquet, by the mark it begins with."""
    return head.startswith(b"PAR1")


def _filled(sheet: Any) -> Iterator[Row]:
    """The rows that hold something, each with its number."""
    # The size that a file states may be wrong, or that of cells once filled.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if any(cell is not None and cell != "" for cell in cells):
            yield number, cells


def _cells(cells: tuple[Any, ...], width: int) -> list[Any]:
    """A row's cells beneath the header; empty ones at its end are not in the file."""
    return [*cells, *[None] * (width - len(cells))][:width]


def _rows_of_sheet(rows: list[Row], header: list[str], prefix: str) -> Iterator[tuple[str, Any]]:
    named = [i for i, name in enumerate(header) if name]
    for number, cells in rows:
        if any(cell not in (None, "") for cell in cells[len(header) :]):
            yield (
                f"{prefix}row {number}",
                f"Row {number} has {len(cells)} cells where the header has {len(header)}; name every column.",
            )
            continue
        full = _cells(cells, len(header))
        yield f"{prefix}row {number}", {header[i]: full[i] for i in named}


def _sheets(found: Found) -> list[tuple[str, list[Row]]]:
    from openpyxl import load_workbook

    data = found.read_bytes()
    checked_archive(data, "The workbook")
    try:
        # Some workbooks carry styles or rules that openpyxl does not know, and warns of.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return [(sheet.title, list(_filled(sheet))) for sheet in book.worksheets]
    except Exception as error:
        # openpyxl raises whatever the damage makes fail.
        raise InputError(
            f"The workbook is damaged and cannot be read ({error or type(error).__name__})."
        ) from error


def _warn_of_cut(articles: Iterable[Article], found: Found) -> Iterator[Article]:
    cut = []
    for article in articles:
        if len(article.text) >= _LONGEST_CELL:
            cut.append(article.record)
        yield article
    if cut:
        warnings.warn(
            f"{found.origin}: {len(cut)} texts fill a spreadsheet's cell ({_LONGEST_CELL:,} characters) and "
            f"are likely cut there; the first is {cut[0]}.",
            stacklevel=2,
        )


def read_xlsx(found: Found) -> Iterator[Article]:
    """Read the sheets of an Excel workbook; the first row of each that holds something is its header.

    Of a formula it is the value that the file holds. `record` is "row 2", with the sheet's name before it
    where several sheets hold something. A sheet without a column for the text is one problem.

    Raises
    ------
    InputError
        It is damaged or encrypted, or no sheet holds articles.

    Examples
    --------
    >>> import io
    >>> from pathlib import Path
    >>> from openpyxl import Workbook
    >>> book, file = Workbook(), io.BytesIO()
    >>> for row in (["Newspaper", "Body"], ["Harbour Post", "Ships wait."]):
    ...     book.active.append(row)
    >>> book.save(file)
    >>> article, = read_xlsx(Found(Path("a.xlsx"), data=file.getvalue()))
    >>> article.record, article.outlet, article.text
    ('row 2', 'Harbour Post', 'Ships wait.')
    """
    sheets = [(title, rows) for title, rows in _sheets(found) if rows]
    if not sheets:
        raise InputError("The workbook is empty.")
    for title, rows in sheets:
        header = ["" if cell is None else str(cell).strip() for cell in rows[0][1]]
        several = len(sheets) > 1
        try:
            check_header(filter(None, header), found, what=f"the sheet {title}" if several else "the header")
        except InputError as error:
            yield Article(origin=found.origin, record=title if several else found.name, problem=str(error))
            continue
        records = list(_rows_of_sheet(rows[1:], header, f"{title} " if several else ""))
        articles = articles_of(records, source=found.origin, origin=found.origin, options=found.options)
        yield from _warn_of_cut(articles, found)


def _batches(found: Found) -> Iterator[tuple[str, dict[str, Any]]]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        file = ParquetFile(pa.BufferReader(found.read_bytes()))
        check_header(file.schema_arrow.names, found)
        number = 0
        for batch in file.iter_batches(batch_size=1024):
            for row in batch.to_pylist():
                number += 1
                yield f"row {number}", row
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).partition("\n")[0]
        raise InputError(f"The Parquet file is damaged or encrypted and cannot be read: {reason}") from error


def read_parquet(found: Found) -> Iterator[Article]:
    """Read a Parquet file; a row without an id of its own has its number, from 1, as `record`.

    Raises
    ------
    InputError
        It is damaged, or no column holds the text.

    Examples
    --------
    >>> import io
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"newspaper": ["Harbour Post"], "body": ["Ships wait."]})
    >>> data = frame.to_parquet()
    >>> article, = read_parquet(Found(Path("a.parquet"), data=data))
    >>> article.record, article.outlet, article.text
    ('row 1', 'Harbour Post', 'Ships wait.')
    """
    yield from articles_of(_batches(found), source=found.origin, origin=found.origin, options=found.options)
