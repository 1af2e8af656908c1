"""Tables to files: parquet, CSV, XLSX, and attributions as JSON lines."""

from __future__ import annotations

import csv
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from newslab.errors import InputError
from newslab.files import check_folder, check_writable, folder_written_whole, written_whole
from newslab.frames import (
    ARTICLES,
    ATTRIBUTIONS,
    GAP,
    PASSAGE_TABLE,
    SKIPPED,
    SPEAKERS,
    Column,
    Table,
    check_columns,
)
from newslab.spreadsheet import write_sheet

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

_TABLES = {t.name: t for t in (ARTICLES, ATTRIBUTIONS, SPEAKERS, PASSAGE_TABLE, SKIPPED)}
_ROLES = ("source", "cue", "content")
_NESTED = ("spans", "list", "mapping")
_PROVENANCE = "provenance.json"
SUFFIXES = (".csv", ".xlsx", ".jsonl")
_UNNUMBERED = re.compile(r"(?:line|row) (\d+)")


def _plain(value: Any, column: Column) -> Any:
    """One value as Python and JSON know it; None where it is missing."""
    import pandas as pd

    if column.type in _NESTED:
        if isinstance(value, Mapping):
            return {str(key): _inner(inner) for key, inner in value.items()}
        return [_inner(inner) for inner in value] if isinstance(value, Iterable) else None
    if pd.isna(value):
        return None
    if column.type == "integer":
        return int(value)
    return float(value) if column.type == "number" else str(value)


def _inner(value: Any) -> Any:
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, Iterable):
        return [_inner(item) for item in value]
    return value.item() if hasattr(value, "item") else value


def _records(frame: pd.DataFrame, table: Table) -> Iterator[dict[str, Any]]:
    check_columns(frame, table)
    for values in frame[table.names].itertuples(index=False, name=None):
        yield {c.name: _plain(value, c) for c, value in zip(table.columns, values, strict=True)}


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _cells(frame: pd.DataFrame) -> Iterator[list[Any]]:
    """The attributions row by row, the header first, spans and mappings as JSON."""
    yield ATTRIBUTIONS.names
    nested = {column.name for column in ATTRIBUTIONS.columns if column.type in _NESTED}
    for record in _records(frame, ATTRIBUTIONS):
        yield [
            _dumps(value) if name in nested and value is not None else value for name, value in record.items()
        ]


def _write_csv(tagged: Tagged, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        # Every text in quotation marks, so that a lone \r within one does not end the row.
        csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerows(
            ["" if value is None else value for value in row] for row in _cells(tagged.attributions)
        )


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
            values = [_plain(value, column) for value in frame[column.name]]
        if column.type == "mapping":
            # What is no text in a mapping is kept as JSON, since a parquet map has one type of values.
            values = [
                v and [(key, x if isinstance(x, str) else _dumps(x)) for key, x in v.items()] for v in values
            ]
        columns[column.name] = pa.array(values, type=_arrow_type(column))
    pq.write_table(pa.table(columns), path, compression="zstd")


def _write_folder(tagged: Tagged, folder: Path) -> None:
    for name, table in _TABLES.items():
        _write_parquet(getattr(tagged, name), table, folder / f"{name}.parquet")
    text = json.dumps(dict(tagged.provenance), ensure_ascii=False, indent=2, sort_keys=True, default=str)
    (folder / _PROVENANCE).write_text(text + "\n", encoding="utf-8")


def article_names(articles: pd.DataFrame) -> list[str]:
    """Name each article for people: by its own id in its file, else by the file's name.

    Parameters
    ----------
    articles : pandas.DataFrame
        As `read_articles` returns it.

    Returns
    -------
    list of str
        A name a row, none twice: where a file holds several articles without ids, the line or row
        follows its name; what is still the same gets `-2`, `-3`.

    Examples
    --------
    >>> from newslab.article import Article, articles_frame
    >>> records = [("a.jsonl", "line 1"), ("a.jsonl", "line 2"), ("b.jsonl", "line 1"), ("c.jsonl", "x7")]
    >>> article_names(articles_frame(Article(text=r + o, origin=o, record=r) for o, r in records))
    ['a.jsonl:1', 'a.jsonl:2', 'b.jsonl', 'x7']
    """
    rows = list(_records(articles, ARTICLES))
    files = [PurePath(row["origin"] or "").name for row in rows]
    often = Counter(files)
    names: list[str] = []
    for row, file in zip(rows, files, strict=True):
        number = _UNNUMBERED.fullmatch(row["record"] or "")
        own = row["record"] if not number else f"{file}:{number[1]}" if often[file] > 1 else file
        names.append(own or file or row["article_id"])
    seen: Counter[str] = Counter()
    taken = set(names)
    for i, name in enumerate(names):
        seen[name] += 1
        while seen[name] > 1 and f"{name}-{seen[name]}" in taken:
            seen[name] += 1
        if seen[name] > 1:
            names[i] = f"{name}-{seen[name]}"
            taken.add(names[i])
    return names


def _attribution(record: dict[str, Any], text: str) -> dict[str, Any]:
    """One attribution in the JSON form: spans under the roles' names, their words beside them."""
    spans = {role: record.pop(f"{role}_spans") or [] for role in _ROLES}
    words = {f"{role}_text": GAP.join(text[start:end] for start, end in spans[role]) for role in _ROLES}
    rest = {name: value for name, value in record.items() if name not in {*_ROLES, "article_id"}}
    return {**spans, **words, **rest}


def _write_jsonl(tagged: Tagged, path: Path, *, inner: bool) -> None:
    found: dict[str, list[dict[str, Any]]] = {}
    for record in _records(tagged.attributions, ATTRIBUTIONS):
        if inner or record["within"] is None:
            found.setdefault(record["article_id"], []).append(record)
    names = article_names(tagged.articles)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for name, article in zip(names, _records(tagged.articles, ARTICLES), strict=True):
            attributions = found.get(article["article_id"], [])
            text = article["text"] or ""
            row = {"id": name, "attributions": [_attribution(record, text) for record in attributions]}
            out.write(_dumps(row) + "\n")


def _is_folder(path: str | os.PathLike[str]) -> bool:
    given = Path(path).expanduser()
    return given.is_dir() or not given.suffix or os.fspath(path).endswith(("/", os.sep))


def check_output(path: str | os.PathLike[str]) -> None:
    """Say why `write_tables` could not write to `path`, before the work is done.

    Raises
    ------
    InputError
        The ending is none that can be written, or the folder around it does not exist.
    """
    if _is_folder(path):
        check_folder(path)
        return
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"{os.fspath(path)} ends in {suffix}; it can end in {', '.join(SUFFIXES)}, or be a folder."
        )
    check_writable(path)


def write_tables(tagged: Tagged, path: str | os.PathLike[str], *, inner: bool = False) -> None:
    """Write what `tag` found to a folder or a file, which is then complete or was not touched.

    Parameters
    ----------
    tagged : Tagged
        As `tag` returns it.
    path : str or path-like
        A folder (a name without ending, or one that exists): a parquet file a table and
        `provenance.json`. A `.csv` or `.xlsx`: the attributions, with spans, lists and reasons as
        JSON. A `.jsonl`: an article a line with its attributions, `source`, `cue` and `content` as
        lists of [start, end).
    inner : bool, optional
        Whether the JSON lines hold attributions that lie within another's words too. The other
        forms always do; their column `within` tells.

    Raises
    ------
    InputError
        The ending is another, the folder around it does not exist, or it cannot be written to.

    Warns
    -----
    UserWarning
        A cell of a spreadsheet is too short for its text.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from newslab.article import Article, articles_frame
    >>> from newslab.frames import ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> others = [make_frame([], table) for table in (ATTRIBUTIONS, SPEAKERS, PASSAGE_TABLE, SKIPPED)]
    >>> tagged = Tagged(articles_frame([Article(text="Ships wait.", record="a-1")]), *others)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "out.jsonl")
    ...     write_tables(tagged, path)
    ...     path.read_text(encoding="utf-8")
    '{"id": "a-1", "attributions": []}\\n'
    """
    writers: dict[str, Callable[[Path], None]] = {
        ".csv": lambda target: _write_csv(tagged, target),
        ".xlsx": lambda target: write_sheet(_cells(tagged.attributions), target, title="attributions"),
        ".jsonl": lambda target: _write_jsonl(tagged, target, inner=inner),
    }
    check_output(path)
    if _is_folder(path):
        names = [*(f"{name}.parquet" for name in _TABLES), _PROVENANCE]
        with folder_written_whole(path, holding=names) as folder:
            _write_folder(tagged, folder)
        return
    with written_whole(path) as target:
        writers[Path(path).suffix.lower()](target)
