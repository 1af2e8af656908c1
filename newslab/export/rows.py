"""The tables as they are written, row by row: values as Python and JSON know them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newslab.errors import InputError
from newslab.frames import Column, Table, check_columns

if TYPE_CHECKING:
    import pandas as pd

ROLES = ("content", "source", "cue")
NESTED = ("spans", "list", "mapping")
# Halves of surrogate pairs, which UTF-8 cannot hold.
HALVES = re.compile("[\ud800-\udfff]")


def plain(value: Any, column: Column) -> Any:
    """One value as Python and JSON know it; None where it is missing."""
    import pandas as pd

    if column.type in NESTED:
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


def records(frame: pd.DataFrame, table: Table) -> Iterator[dict[str, Any]]:
    """The rows as mappings from the table's columns to plain values."""
    check_columns(frame, table)
    for values in frame[table.names].itertuples(index=False, name=None):
        yield {c.name: plain(value, c) for c, value in zip(table.columns, values, strict=True)}


def dumps(value: Any) -> str:
    """A value as JSON, in letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def cells(frame: pd.DataFrame, table: Table) -> Iterator[list[Any]]:
    """The rows as lists, the header first, spans and mappings as JSON."""
    yield table.names
    nested = {column.name for column in table.columns if column.type in NESTED}
    for record in records(frame, table):
        yield [
            dumps(value) if name in nested and value is not None else value for name, value in record.items()
        ]


def by_article(frame: pd.DataFrame, table: Table) -> dict[str, list[dict[str, Any]]]:
    """The rows of each article, in their order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for record in records(frame, table):
        found.setdefault(record["article_id"], []).append(record)
    return found


def check_spans(attributions: Iterable[Mapping[str, Any]], text: str) -> None:
    """Say which span lies outside the article's text, where it would be lost or mark other words."""
    for row in attributions:
        for role in ROLES:
            for start, end in row[f"{role}_spans"] or []:
                if not 0 <= start < end <= len(text):
                    raise InputError(
                        f"The {role} of attribution {row['attribution']} in article {row['article_id']} is "
                        f"at {start} to {end}, and the text has {len(text)} characters. Use the tables that "
                        "tag() returned together."
                    )


def storable(text: str, odd: re.Pattern[str] = HALVES, *, by: str = "\ufffd") -> str:
    """The text at the same length, with a mark in place of every character that a format cannot hold."""
    return odd.sub(by, text)
