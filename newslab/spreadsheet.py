"""Rows to an .xlsx file that is the same, byte for byte, whenever it is made."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newslab.errors import InputError

_MOST_ROWS, _MOST_CHARACTERS = 1_048_576, 32_767
# Characters that XML cannot hold; JSON and CSV can.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A spreadsheet is a zip file with times in it; the earliest that zip knows makes them all alike.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_XML_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def _same_times(path: Path) -> None:
    """Write a spreadsheet's zip file anew, without the time and system on which it was made."""
    with zipfile.ZipFile(path) as made:
        parts = {info.filename: made.read(info) for info in made.infolist()}
    core = "docProps/core.xml"
    parts[core] = _XML_TIME.sub(rb"\g<1>1980-01-01T00:00:00Z", parts[core])
    with zipfile.ZipFile(path, "w") as out:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.create_system = 3
            out.writestr(info, data, compress_type=zipfile.ZIP_DEFLATED)


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=_FORBIDDEN.sub("\ufffd", value)[:_MOST_CHARACTERS])
    # "=…" would be a formula and "#N/A" an error; every text is a text, and stays one when edited.
    cell.data_type, cell.number_format = "s", "@"
    return cell


def write_sheet(rows: Iterable[Iterable[Any]], path: Path, *, title: str) -> None:
    """Write rows of texts and numbers to a spreadsheet of one sheet.

    Parameters
    ----------
    rows : iterable of iterable
        The cells, the header first; None is an empty cell.
    path : pathlib.Path
        The file to write.
    title : str
        The sheet's name.

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
    ...     write_sheet([["words", "content"], [2, "=1+1"]], path, title="attributions")
    ...     [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active]
    [['words', 'content'], [2, '=1+1']]
    """
    from openpyxl import Workbook

    # All rows first: a sheet that is left half-filled cannot be closed.
    table = [list(row) for row in rows]
    if len(table) > _MOST_ROWS:
        raise InputError(f"A spreadsheet holds {_MOST_ROWS} rows, not {len(table)}; write .csv or a folder.")
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in table:
        sheet.append([_cell(sheet, value) for value in row])
    cut = sum(isinstance(value, str) and len(value) > _MOST_CHARACTERS for row in table for value in row)
    book.save(path)
    _same_times(path)
    if cut:
        warnings.warn(
            f"{cut} cells were cut to the {_MOST_CHARACTERS} characters that a spreadsheet's cell holds; "
            ".csv, .jsonl and a folder hold all.",
            stacklevel=2,
        )
