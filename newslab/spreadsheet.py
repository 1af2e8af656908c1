"""Rows to an .xlsx file that is the same, byte for byte, whenever it is made."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from newslab.errors import InputError
from newslab.zips import add_entry

_MOST_ROWS, _MOST_CHARACTERS = 1_048_576, 32_767
# Characters that XML cannot hold; JSON and CSV can.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def _same_times(path: Path) -> None:
    """Write a spreadsheet's zip file anew, without the time and system on which it was made."""
    with zipfile.ZipFile(path) as made:
        parts = {info.filename: made.read(info) for info in made.infolist()}
    core = "docProps/core.xml"
    parts[core] = _XML_TIME.sub(rb"\g<1>1980-01-01T00:00:00Z", parts[core])
    with zipfile.ZipFile(path, "w") as out:
        for name, data in parts.items():
            add_entry(out, name, data)


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=_FORBIDDEN.sub("\ufffd", value)[:_MOST_CHARACTERS])
    # "=…" would be a formula and "#N/A" an error; every text is a text, and stays one when edited.
    cell.data_type, cell.number_format = "s", "@"
    return cell


def _fill(book: Any, title: str, table: list[list[Any]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in table:
        sheet.append([_cell(sheet, value) for value in row])


def write_sheets(sheets: Mapping[str, Iterable[Iterable[Any]]], path: Path) -> None:
    """Write rows of texts and numbers to a spreadsheet.

    Parameters
    ----------
    sheets : mapping from str to iterable of iterable
        The sheets' names and cells, the header first; None is an empty cell.
    path : pathlib.Path
        The file to write.

    Raises
    ------
    InputError
        There are more rows than a spreadsheet holds.

    Warns
    -----
    UserWarning
        A text is longer than a cell holds, and was cut.

    Examples
    --------
    >>> import pathlib, tempfile, openpyxl
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "a.xlsx")
    ...     write_sheets({"attributions": [["words", "content"], [2, "=1+1"]]}, path)
    ...     [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["attributions"]]
    [['words', 'content'], [2, '=1+1']]
    """
    from openpyxl import Workbook

    # All rows first: a sheet that is left half-filled cannot be closed.
    tables = {title: [list(row) for row in rows] for title, rows in sheets.items()}
    longest = max(map(len, tables.values()))
    if longest > _MOST_ROWS:
        raise InputError(f"A spreadsheet holds {_MOST_ROWS} rows, not {longest}; write .csv or a folder.")
    book = Workbook(write_only=True)
    for title, table in tables.items():
        _fill(book, title, table)
    book.save(path)
    _same_times(path)
    values = (value for table in tables.values() for row in table for value in row)
    cut = sum(isinstance(value, str) and len(value) > _MOST_CHARACTERS for value in values)
    if cut:
        warnings.warn(
            f"{cut} cells were cut to the {_MOST_CHARACTERS} characters that a spreadsheet's cell holds; "
            ".csv, .jsonl and a folder hold all.",
            stacklevel=2,
        )
