"""The speakers of a corpus in a list: who has no side, by how much they are heard, and their evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newslab.frames import UNASSIGNED
from newslab.report.marked import cell, is_missing
from newslab.tagging.aliases import PRONOUNS
from newslab.tagging.names import normal

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

_NAMED = ("named_person", "named_group")


def _key(rows: pd.DataFrame) -> pd.Series:
    """What makes rows of the speakers table one speaker: of the named the id, of others their words."""
    return rows["speaker_id"].where(rows["identification"].isin(_NAMED), rows["speaker"].map(normal))


def _without_side(tagged: Tagged) -> pd.Series:
    side = tagged.speakers["side"]
    default = getattr(tagged.codebook, "default", None)
    ruled = {rule.name for rule in getattr(tagged.codebook, "rules", ())}
    none = side.isna() | side.isin(["", UNASSIGNED])
    return none | (side == default) if default and default not in ruled else none


def roster(tagged: Tagged, *, everyone: bool = False) -> pd.DataFrame:
    """List who has no side, those with the most attributed words first.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned. Whom only the codebook's default fits counts as without a side.
    everyone : bool
        Whether to list those with a side too.

    Returns
    -------
    pandas.DataFrame
        A row a speaker: `speaker`, `speaker_id`, `words`, `attributions`, `articles`, `identification`,
        `side`.
        Named speakers are one over all articles; others are so by their words ("residents"), as a
        codebook lists them.
    """
    import pandas as pd

    none = _without_side(tagged)
    rows = tagged.speakers.assign(key=_key(tagged.speakers), side=tagged.speakers["side"].where(~none, None))
    rows = rows[(none | everyone) & ~rows["speaker"].map(is_missing)]
    names = rows.groupby(["key", "speaker"], sort=True).size().rename("size").reset_index()
    # The name that most articles have; of equals the longest.
    names["length"] = names["speaker"].str.len()
    names = names.sort_values(["size", "length", "speaker"], ascending=[False, False, True], kind="stable")
    found = rows.groupby("key", sort=True).agg(
        speaker_id=("speaker_id", "first"), words=("words", "sum"), attributions=("attributions", "sum"),
        articles=("article_id", "nunique"), identification=("identification", "first"),
        side=("side", "first"),
    )  # fmt: skip
    found.insert(0, "speaker", names.drop_duplicates("key").set_index("key")["speaker"])
    ordered = found.reset_index(drop=True).sort_values(
        ["words", "speaker"], ascending=[False, True], kind="stable", ignore_index=True
    )
    return pd.DataFrame(ordered)


def rows_of(tagged: Tagged, speaker_id: str, speaker: str) -> pd.DataFrame:
    """The rows of the speakers table that a row of the roster stands for."""
    rows = tagged.speakers
    named = rows["identification"].isin(_NAMED)
    same_words = rows["speaker"].map(lambda name: not is_missing(name) and normal(name) == normal(speaker))
    return rows[(named & (rows["speaker_id"] == speaker_id)) | (~named & same_words)]


def names_of(tagged: Tagged, speaker_id: str, speaker: str) -> list[str]:
    """The names under which a speaker goes in single articles, the given one first."""
    return list(dict.fromkeys([speaker, *sorted(rows_of(tagged, speaker_id, speaker)["speaker"])]))


def mentions_of(tagged: Tagged, speaker_id: str, speaker: str) -> list[str]:
    """The words and other names by which articles mean a speaker, the most frequent first."""
    rows = rows_of(tagged, speaker_id, speaker)
    said = Counter(str(mention) for own in rows["aliases"] for mention in own or ())
    said.update(str(name) for name in rows["speaker"])
    # A pronoun is somebody else in every sentence.
    offered = (m for m in said if normal(m) not in {normal(speaker), *PRONOUNS})
    return sorted(offered, key=lambda m: (-said[m], m))


def evidence_of(tagged: Tagged, speaker_id: str, speaker: str) -> tuple[list[str], list[str]]:
    """How articles describe a speaker, and what it says first in some of them."""
    rows = rows_of(tagged, speaker_id, speaker)
    words = Counter(str(words) for own in rows["descriptions"] for words in own or ())
    wanted = set(zip(rows["article_id"], rows["speaker_id"], strict=True))
    said = tagged.attributions
    keys = zip(said["article_id"], said["speaker_id"], strict=True)
    own = said[[key in wanted for key in keys]].drop_duplicates("article_id").head(3)
    return sorted(words, key=lambda w: (-words[w], w))[:6], [cell(content) for content in own["content"]]
