"""What tag() returns: the tables of one tagging, held together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagging.side import Codebook


@dataclass(frozen=True)
class Tagged:
    """The tables of one tagging; `newslab.tag` makes it, every summary and report takes it.

    Attributes
    ----------
    articles, attributions, speakers, passages, skipped : pandas.DataFrame
        The tables that `newslab.frames` states. `articles` holds only those that were tagged.
    codebook : Codebook or None
        The codebook that gave the sides.
    provenance : mapping
        Versions, model, hashes of word lists, codebook and input: what the result came from.
    """

    articles: pd.DataFrame
    attributions: pd.DataFrame
    speakers: pd.DataFrame
    passages: pd.DataFrame
    skipped: pd.DataFrame
    codebook: Codebook | None = None
    provenance: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Say what is in there, for a person."""
        counts = (
            f"{len(self.articles)} articles, {len(self.attributions)} attributions, "
            f"{len(self.speakers)} speakers, {len(self.skipped)} skipped"
        )
        sides = f", sides of {self.codebook.title!r}" if self.codebook else ", no codebook"
        return f"<Tagged: {counts}{sides}>"
