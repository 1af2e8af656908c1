"""What is written: the tables of a tagging with or without the articles' words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newslab.frames import (
    ARTICLES,
    ATTRIBUTIONS,
    PASSAGE_TABLE,
    SKIPPED,
    SPEAKERS,
    Table,
)

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged
    from newslab.tagging.side import Codebook

TABLES = (ARTICLES, ATTRIBUTIONS, SPEAKERS, PASSAGE_TABLE, SKIPPED)


@dataclass(frozen=True)
class Bundle:
    """Frames by the table's name, what their columns are, and what they came from."""

    frames: Mapping[str, pd.DataFrame]
    tables: Mapping[str, Table]
    codebook: Codebook | None
    provenance: Mapping[str, Any]


def make_bundle(tagged: Tagged, *, texts: bool = True) -> Bundle:
    """The five tables as they are to be written; without `texts`, with hashes for the articles' words."""
    from newslab.export.withheld import without_words

    frames = {table.name: getattr(tagged, table.name) for table in TABLES}
    bundle = Bundle(frames, {table.name: table for table in TABLES}, tagged.codebook, tagged.provenance)
    return bundle if texts else without_words(bundle)
