"""The attributions as a Stata or SPSS file, with labels of columns and values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslab.errors import InputError
from newslab.export.bundle import Bundle
from newslab.export.rows import NESTED, dumps, records, storable
from newslab.frames import Column, Table

if TYPE_CHECKING:
    import pandas as pd

# Halves of surrogate pairs, and the zero character, at which a text would end.
_ODD = re.compile("[\x00\ud800-\udfff]")
_MOST_BYTES = 32_767  # of a text in SPSS; Stata's strL holds two thousand million
# Where the two hold the moment of writing; it is the same in every file.
_DTA_TIME = re.compile(rb"(<timestamp>\x11).{17}")
_SAV_TIME = re.compile(rb"^(\$FL2.{88}).{17}", re.DOTALL)


def _text(value: Any, column: Column) -> str:
    if value is None:
        return ""
    return storable(dumps(value) if column.type in NESTED else value, _ODD)


def _check_lengths(rows: list[dict[str, Any]], column: Column, texts: Iterable[str]) -> None:
    """Say which text SPSS cannot hold, rather than cut it."""
    for row, text in zip(rows, texts, strict=True):
        size = len(text.encode())
        if size > _MOST_BYTES:
            raise InputError(
                f"{column.name} of attribution {row['attribution']} in article {row['article_id']} has "
                f"{size} bytes, and a cell of a .sav file holds {_MOST_BYTES}. Write .dta, .csv or a folder, "
                "which hold all."
            )


def _codes(values: Iterable[str | None], column: Column) -> list[int | None]:
    """Values of a closed list as numbers from 1, in the list's order, the same in every file."""
    numbers = {value: number for number, value in enumerate(column.values, start=1)}
    found = list(values)
    other = next((value for value in found if value is not None and value not in numbers), None)
    if other is not None:
        raise InputError(
            f"{column.name} is {other!r} in the attributions; it can be {', '.join(column.values)}. "
            "Write .csv or a folder, which take any value."
        )
    return [None if value is None else numbers[value] for value in found]


def _frame(bundle: Bundle, table: Table, suffix: str) -> pd.DataFrame:
    """The attributions in the types that the two programs know: numbers and texts."""
    import pandas as pd

    rows = list(records(bundle.frames[table.name], table))
    columns: dict[str, pd.Series] = {}
    for column in table.columns:
        values = [row[column.name] for row in rows]
        if column.values:
            columns[column.name] = pd.Series(_codes(values, column), dtype="Int64")
        elif column.type in ("integer", "number"):
            kind = "Int64" if column.type == "integer" else "float64"
            columns[column.name] = pd.Series(values, dtype=kind)
        else:
            texts = [_text(value, column) for value in values]
            if suffix == ".sav":
                _check_lengths(rows, column, texts)
            columns[column.name] = pd.Series(texts, dtype="object")
    return pd.DataFrame(columns, columns=table.names)


def _labels(table: Table) -> dict[str, Any]:
    return {
        "file_label": "newslab: attributions",
        "column_labels": {column.name: column.meaning for column in table.columns},
        "variable_value_labels": {
            column.name: dict(enumerate(column.values, start=1)) for column in table.columns if column.values
        },
    }


def _spss_options(table: Table, frame: pd.DataFrame) -> dict[str, Any]:
    """How SPSS shows the numbers, its levels of measurement, and that an empty text is missing."""
    numbers = [c for c in table.columns if c.type in ("integer", "number")]
    formats = {c.name: "F8.0" if c.type == "integer" else "F8.3" for c in numbers}
    closed = {c.name: "F8.0" for c in table.columns if c.values}
    texts = [c.name for c in table.columns if c.type == "text" and not c.values]
    return {
        "variable_format": formats | closed,
        "variable_measure": {c.name: "scale" if c in numbers else "nominal" for c in table.columns},
        # SPSS knows no missing values of texts that are longer.
        "missing_ranges": {
            name: [""] for name in texts if all(len(text.encode()) <= 255 for text in frame[name])
        },
    }


def write_stata_spss(bundle: Bundle, path: Path) -> None:
    """Write the attributions to a .dta or .sav file, by the path's ending."""
    import pyreadstat

    suffix = path.suffix.lower()
    table = bundle.tables["attributions"]
    frame = _frame(bundle, table, suffix)
    if suffix == ".dta":
        pyreadstat.write_dta(frame, path, version=14, **_labels(table))
        data = _DTA_TIME.sub(rb"\g<1>01 Jan 1980 00:00", path.read_bytes(), count=1)
    else:
        pyreadstat.write_sav(frame, path, row_compress=True, **_labels(table), **_spss_options(table, frame))
        data = _SAV_TIME.sub(rb"\g<1>01 Jan 8000:00:00", path.read_bytes(), count=1)
    path.write_bytes(data)
