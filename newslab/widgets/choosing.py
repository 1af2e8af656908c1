"""What a file of articles holds before it is read: its first records, and which field is which column."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from newslab.article import Article, articles_frame
from newslab.errors import InputError
from newslab.loading import FAMILIES, read_found
from newslab.loading.delimited import rows_of
from newslab.loading.families import HEAD
from newslab.loading.fields import as_string, columns_of
from newslab.loading.find import UNSAID, Found
from newslab.loading.jsonl import read_objects

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

COLUMNS = ("text", "title", "outlet", "published", "byline", "section", "url")
_FIRST = 5
_EACH = 25


def _of_workbook(found: Found) -> list[Any]:
    import pandas as pd

    return list(pd.read_excel(io.BytesIO(found.read_bytes()), nrows=_FIRST).astype(object).to_dict("records"))


def _of_parquet(found: Found) -> list[Any]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    batches = ParquetFile(pa.BufferReader(found.read_bytes())).iter_batches(batch_size=_FIRST)
    return [row for batch in islice(batches, 1) for row in batch.to_pylist()]


def _of_json(found: Found) -> list[Any]:
    import json

    data = json.loads(found.read_text())
    return data[:_FIRST] if isinstance(data, list) else [data]


_READERS: dict[str, Callable[[Found], list[Any]]] = {
    "CSV": lambda found: [record for _, record in rows_of(found)[1][:_FIRST]],
    "JSON lines": lambda found: [record for _, record in islice(read_objects(found), _FIRST)],
    "JSON": _of_json,
    "Excel (.xlsx)": _of_workbook,
    "Parquet": _of_parquet,
}


def kind_of(found: Found) -> str:
    """What people call the file's format, or ''."""
    head = found.read_bytes(HEAD)
    return next((family.name for family in FAMILIES if family.fits(found, head)), "")


def first_records(found: Found) -> list[dict[str, str]]:
    """The first records of a table or JSON as texts; none where the file has no fields to choose from.

    Examples
    --------
    >>> from pathlib import Path
    >>> first_records(Found(Path("a.csv"), data=b"Paper;Body\\nHarbour Post;Ships wait.\\n"))
    [{'Paper': 'Harbour Post', 'Body': 'Ships wait.'}]
    """
    try:
        read = _READERS.get(kind_of(found))
        records = read(found) if read else []
    except Exception:  # whatever a damaged file makes fail: reading it says what, in words
        return []
    return [
        {str(name): as_string(value) for name, value in record.items()}
        for record in records
        if isinstance(record, Mapping)
    ]


def fields_of(records: Iterable[Mapping[str, str]]) -> list[str]:
    """The names of the fields, in the order in which they come."""
    return list(dict.fromkeys(name for record in records for name in record))


def guessed(fields: Iterable[str]) -> dict[str, str]:
    """The field that newslab takes for each column, '' where it knows none.

    Examples
    --------
    >>> {column: field for column, field in guessed(["Paper", "Body", "Date"]).items() if field}
    {'text': 'Body', 'published': 'Date'}
    """
    known = columns_of(tuple(fields), UNSAID)
    return {column: next(iter(known.get(column, [])), "") for column in COLUMNS}


def reading(files: Iterable[Found], tell: Callable[[int, int], None]) -> pd.DataFrame:
    """Read files one after the other into the articles table.

    Parameters
    ----------
    files : iterable of Found
        The files.
    tell : callable
        Called with how many files are read and how many articles were found.
    """

    def each() -> Iterator[Article]:
        count = 0
        for done, found in enumerate(files):
            for article in read_found(found):
                count += 1
                if count % _EACH == 0:
                    tell(done, count)
                yield article
            tell(done + 1, count)

    return articles_frame(each())


def problems(articles: pd.DataFrame) -> list[str]:
    """What could not be read, a sentence each."""
    rows = articles[articles["problem"].notna()].to_dict("records")
    return [f"{as_string(row['origin'])}, {as_string(row['record'])}: {row['problem']}" for row in rows]


def check_fields(columns: Mapping[str, str]) -> None:
    """Raise an `InputError` where one field was chosen for two columns."""
    by_field: dict[str, str] = {}
    for column, field in columns.items():
        if by_field.setdefault(field, column) != column:
            raise InputError(f"{field!r} was chosen for {by_field[field]} and for {column}; choose another.")
