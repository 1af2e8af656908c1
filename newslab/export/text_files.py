"""CSV files, and attributions as JSON lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from newslab.export.bundle import Bundle
from newslab.export.names import article_names
from newslab.export.rows import by_article, dumps, records
from newslab.frames import GAP

_ROLES = ("source", "cue", "content")


def _write_rows(rows: Iterable[Iterable[Any]], out: TextIO) -> None:
    # Every text in quotation marks, so that a lone \r within one does not end the row.
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerows(
        ["" if value is None else value for value in row] for row in rows
    )


def csv_text(rows: Iterable[Iterable[Any]]) -> str:
    """Rows of texts and numbers as the text of a CSV file, None as an empty cell."""
    out = io.StringIO(newline="")
    _write_rows(rows, out)
    return out.getvalue()


def write_csv(rows: Iterable[Iterable[Any]], path: Path) -> None:
    """Write rows of texts and numbers, None as an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as out:
        _write_rows(rows, out)


def _attribution(record: dict[str, Any], text: str | None) -> dict[str, Any]:
    """One attribution in the JSON form: spans under the roles' names, their words beside them."""
    spans = {role: record.pop(f"{role}_spans") or [] for role in _ROLES}
    words = {
        f"{role}_text": GAP.join(text[start:end] for start, end in spans[role])
        for role in _ROLES
        if text is not None
    }
    rest = {name: value for name, value in record.items() if name not in {*_ROLES, "article_id"}}
    return {**spans, **words, **rest}


def write_jsonl(bundle: Bundle, path: Path, *, inner: bool) -> None:
    """Write an article a line with its attributions; those within others only where `inner`."""
    found = by_article(bundle.frames["attributions"], bundle.tables["attributions"])
    articles, table = bundle.frames["articles"], bundle.tables["articles"]
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for name, article in zip(article_names(articles), records(articles, table), strict=True):
            held = [r for r in found.get(article["article_id"], []) if inner or r["within"] is None]
            text = article["text"] or "" if "text" in article else None
            row = {"id": name, "attributions": [_attribution(record, text) for record in held]}
            if text is None:
                row = {"id": name, "text_sha256": article["text_sha256"], **row}
            out.write(dumps(row) + "\n")
