"""What is written: the tables of a tagging with or without the articles' words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newslab.frames import (
    ARTICLES,
    ATTRIBUTIONS,
    PASSAGE_TABLE,
    SKIPPED,
    SPEAKERS,
    Column,
    Table,
    check_columns,
)

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged
    from newslab.tagging.side import Codebook

TABLES = (ARTICLES, ATTRIBUTIONS, SPEAKERS, PASSAGE_TABLE, SKIPPED)
# Columns that quote an article, and what stands in the place of some.
_WORDS: dict[str, dict[str, Column | None]] = {
    "articles": {
        "text": Column("text_sha256", "text", "SHA-256 of the article's text in UTF-8; the text was left out")
    },
    "attributions": {
        "content": Column(
            "content_sha256", "text", "SHA-256 of what is attributed, spans joined by ' … ', in UTF-8"
        ),
        "cue": None,
        "source": None,
        "reasons": None,
    },
    "speakers": {"aliases": None, "descriptions": None},
}


@dataclass(frozen=True)
class Bundle:
    """Frames by the table's name, what their columns are, and what they came from."""

    frames: Mapping[str, pd.DataFrame]
    tables: Mapping[str, Table]
    codebook: Codebook | None
    provenance: Mapping[str, Any]


def _hash(text: Any) -> str | None:
    return (
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if isinstance(text, str) else None
    )


def _table_without(table: Table) -> Table:
    """The table without the columns that quote an article, hashes in their place."""
    gone = _WORDS.get(table.name, {})
    columns = [gone.get(column.name, column) for column in table.columns]
    return Table(table.name, tuple(column for column in columns if column))


def _frame_without(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    check_columns(frame, table)
    hashes = {
        column.name: frame[old].map(_hash).astype(object)
        for old, column in _WORDS.get(table.name, {}).items()
        if column
    }
    return frame.assign(**hashes)[_table_without(table).names]


def make_bundle(tagged: Tagged, *, texts: bool = True) -> Bundle:
    """The five tables as they are to be written; without `texts`, with hashes for the articles' words."""
    frames = {table.name: getattr(tagged, table.name) for table in TABLES}
    tables = {table.name: table for table in TABLES}
    if not texts:
        frames = {name: _frame_without(frame, tables[name]) for name, frame in frames.items()}
        tables = {name: _table_without(table) for name, table in tables.items()}
    return Bundle(frames, tables, tagged.codebook, tagged.provenance)
