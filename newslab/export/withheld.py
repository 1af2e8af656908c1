"""Tables without the words of the articles, which their publishers own."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newslab.frames import IDENTIFICATIONS, JOINT, Column, Table, check_columns

if TYPE_CHECKING:
    import pandas as pd

    from newslab.export.bundle import Bundle

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
_UNNAMED = IDENTIFICATIONS[2:]


def _hash(text: Any) -> str | None:
    if not isinstance(text, str):
        return None
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _mark(identifier: str, identification: str) -> str:
    """What a speaker is called whom no name but the article's own words describe."""
    return f"{identification}-{(_hash(identifier) or '')[:12]}"


def _table_without(table: Table) -> Table:
    """The table without the columns that quote an article, hashes in their place."""
    gone = _WORDS.get(table.name, {})
    columns = [gone.get(column.name, column) for column in table.columns]
    return Table(table.name, tuple(column for column in columns if column))


def _frame_without(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    hashes = {
        column.name: frame[old].map(_hash).astype(object)
        for old, column in _WORDS.get(table.name, {}).items()
        if column
    }
    return frame.assign(**hashes)[_table_without(table).names]


def _named(speakers: pd.DataFrame) -> dict[tuple[str, str], tuple[str, str]]:
    """What each speaker is to be called: name and identifier by article and identifier."""
    rows = speakers[["article_id", "speaker_id", "speaker", "identification"]].itertuples(index=False)
    called = {}
    for article, identifier, name, identification in rows:
        mark = _mark(identifier, identification) if identification in _UNNAMED else ""
        called[article, identifier] = (mark or name, mark or identifier)
    return called


def _called(row: Any, called: dict[tuple[str, str], tuple[str, str]]) -> tuple[Any, Any]:
    """What an attribution's speakers are to be called; by its own words where no row tells of them."""
    if not isinstance(row.speaker_id, str):
        return (None if row.identification in _UNNAMED else row.speaker), None
    keys = [(row.article_id, identifier) for identifier in row.speaker_id.split(JOINT)]
    if all(key in called for key in keys):
        return JOINT.join(called[key][0] for key in keys), JOINT.join(called[key][1] for key in keys)
    mark = _mark(row.speaker_id, row.identification) if row.identification in _UNNAMED else ""
    return mark or row.speaker, mark or row.speaker_id


def without_words(bundle: Bundle) -> Bundle:
    """The same tables without what quotes the articles; who has no name is called by a hash."""
    for name, frame in bundle.frames.items():
        check_columns(frame, bundle.tables[name])
    frames = {name: _frame_without(frame, bundle.tables[name]) for name, frame in bundle.frames.items()}
    called = _named(bundle.frames["speakers"])
    for name in ("attributions", "speakers"):
        both = [_called(row, called) for row in frames[name].itertuples(index=False)]
        frames[name] = frames[name].assign(
            speaker=[speaker for speaker, _ in both], speaker_id=[identifier for _, identifier in both]
        )
    return replace(
        bundle, frames=frames, tables={name: _table_without(t) for name, t in bundle.tables.items()}
    )
