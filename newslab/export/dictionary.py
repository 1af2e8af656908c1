"""The data dictionary: what every column of an export means and which values it may hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslab.frames import ACTORS, JOINT, UNASSIGNED, Column, Table
from newslab.vocabulary import vocabulary

if TYPE_CHECKING:
    from newslab.export.bundle import Bundle
    from newslab.tagging.side import Codebook

HEADER = ["table", "column", "type", "meaning", "allowed_values"]
_CUES = ("cues", "cue_nouns", "cue_adjectives", "cue_adverbs")
_TYPES = {
    "time": "date and time in UTC",
    "integer": "whole number",
    "spans": "list of [start, end] in characters from 0, the end not included",
    "list": "list of texts",
    "mapping": "mapping from text to text",
}


def allowed_values(column: Column, codebook: Codebook | None) -> tuple[str, ...]:
    """The values that a column may hold where they are a closed list, by the codebook if it has one."""
    if column.name == "side":
        return codebook.sides if codebook else ()
    if column.name == "actor":
        own = [actor.name for actor in codebook.actors] if codebook else []
        # Whom no type of the codebook fits is "other", and who is no speaker "none".
        return tuple(dict.fromkeys([*own, "other", "none"])) if own else ACTORS
    if column.name == "cue_class":
        return tuple(sorted({row["class"] for name in _CUES for row in vocabulary(name)}))
    return column.values


def _allowed(table: Table, column: Column, codebook: Codebook | None) -> str:
    values = allowed_values(column, codebook)
    if not values:
        return ""
    # "one of" first, so that no spreadsheet takes a side named "=…" for a formula.
    text = "one of: " + "; ".join(values)
    if (table.name, column.name) == ("attributions", "side"):
        text += f". A joint source has several, joined by '{JOINT}', where '{UNASSIGNED}' stands for none"
    return text


def dictionary(bundle: Bundle, *names: str) -> Iterator[list[str]]:
    """The dictionary row by row, the header first, of the tables that are named or of all."""
    yield HEADER
    for table in (bundle.tables[name] for name in names or bundle.tables):
        for column in table.columns:
            kind = _TYPES.get(column.type, column.type)
            yield [table.name, column.name, kind, column.meaning, _allowed(table, column, bundle.codebook)]
