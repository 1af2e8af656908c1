"""A folder of parquet files with the data dictionary and the provenance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslab.export.bundle import TABLES, Bundle
from newslab.export.dictionary import dictionary
from newslab.export.rows import dumps, plain
from newslab.export.text_files import write_csv
from newslab.frames import Column, Table, check_columns

if TYPE_CHECKING:
    import pandas as pd

_PROVENANCE, _DICTIONARY = "provenance.json", "dictionary.csv"
FILES = (*(f"{table.name}.parquet" for table in TABLES), _PROVENANCE, _DICTIONARY)


def _arrow_type(column: Column) -> Any:
    import pyarrow as pa

    return {
        "text": pa.string(),
        "time": pa.timestamp("us", tz="UTC"),
        "integer": pa.int64(),
        "number": pa.float64(),
        "spans": pa.list_(pa.list_(pa.int64())),
        "list": pa.list_(pa.string()),
        "mapping": pa.map_(pa.string(), pa.string()),
    }[column.type]


def _write_parquet(frame: pd.DataFrame, table: Table, path: Path) -> None:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    check_columns(frame, table)
    columns: dict[str, Any] = {}
    for column in table.columns:
        values: list[Any]
        if column.type == "time":
            values = [None if pd.isna(value) else value for value in frame[column.name]]
        else:
            values = [plain(value, column) for value in frame[column.name]]
        if column.type == "mapping":
            # What is no text in a mapping is kept as JSON, since a parquet map has one type of values.
            values = [
                v and [(key, x if isinstance(x, str) else dumps(x)) for key, x in v.items()] for v in values
            ]
        columns[column.name] = pa.array(values, type=_arrow_type(column))
    pq.write_table(pa.table(columns), path, compression="zstd")


def write_folder(bundle: Bundle, folder: Path) -> None:
    """Fill a folder with `FILES`."""
    for name, table in bundle.tables.items():
        _write_parquet(bundle.frames[name], table, folder / f"{name}.parquet")
    write_csv(dictionary(bundle), folder / _DICTIONARY)
    text = json.dumps(dict(bundle.provenance), ensure_ascii=False, indent=2, sort_keys=True, default=str)
    (folder / _PROVENANCE).write_text(text + "\n", encoding="utf-8")
