"""What summaries count: which attributions, of which articles and group, for which speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.comparing.grouping import By, group_cells, split_by
from newslab.errors import InputError, check_choice
from newslab.frames import (
    ARTICLES,
    ATTRIBUTIONS,
    COUNTED_PASSAGES,
    JOINT,
    PASSAGES,
    UNASSIGNED,
    check_columns,
)

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from newslab.tagged import Tagged

_NEEDED = ("article_id", "attribution", "speaker", "speaker_id", "passage", "words", "within")
# These hold a value for each joint speaker; every other column says something of the attribution.
_JOINED = ("speaker", "speaker_id", "side")
_SHARED = ("words", "quoted_words")  # joint speakers get equal parts of these
COPIES = ("each", "once", "none")


@dataclass(frozen=True)
class Counted:
    """What is counted, ready for sums.

    Attributes
    ----------
    by : tuple of str
        The columns that make the groups; `("group",)` where there is one group.
    groups : dict of str to array
        The articles of each group (rows of the articles table), groups in order of their names.
    labels : dict of str to tuple of str
        What each group has in the columns `by`.
    cells : pandas.DataFrame
        A row for each article of each group: `article`, `group`. Sums are taken over these.
    parts : pandas.DataFrame
        A row for each speaker of each counted attribution: `cell`, `article` (row of the articles table),
        `group`, `row` (of the attributions table), `attribution`, `speaker_id`, `speaker`, `value`
        (the speaker's side or the attribution's category, missing for none), `words` (the speaker's
        part of them), and what `also` asked for. Whoever counts attributions counts each `row` once for
        each `value`.
    left_out : dict
        What is not in the shares, by reason, as plain numbers; the same for each group under `groups`.
    ids : dict of int to str
        The `article_id` of each row of the articles table that counts.
    aside : pandas.DataFrame
        Like `parts`, the attributions of passages that do not count and were asked for.
    """

    by: tuple[str, ...]
    groups: dict[str, NDArray[np.intp]]
    labels: dict[str, tuple[str, ...]]
    cells: pd.DataFrame
    parts: pd.DataFrame
    left_out: dict[str, Any]
    ids: dict[int, str]
    aside: pd.DataFrame


def check_tagged(tagged: Tagged) -> None:
    """Raise an `InputError` unless this is what `tag` returned, its articles with the columns needed."""
    if not hasattr(tagged, "attributions"):
        raise InputError(
            f"This is a {type(tagged).__name__}; summaries take what tag() returned, not one of its tables."
        )
    check_columns(tagged.articles, ARTICLES, ["article_id", "published", "copy_of"])


def _check(tagged: Tagged, columns: Sequence[str], passages: Sequence[str]) -> None:
    check_columns(tagged.attributions, ATTRIBUTIONS, columns)
    for passage in passages:
        check_choice(passage, PASSAGES, "A passage to count")
    for table, column in ((tagged.articles, "article_id"), (tagged.attributions, "article_id")):
        if table[column].isna().any():
            raise InputError(
                f"{int(table[column].isna().sum())} rows have no article_id, so that nobody can tell which "
                "article they belong to. Use the tables that tag() returned."
            )
    if tagged.articles["article_id"].duplicated().any():
        raise InputError(
            "Some articles have the same article_id. Give each a different one, or read them with "
            "read_articles(), which does."
        )


def check_copies(copies: str | bool) -> str:
    """How copies count, as one of "each", "once" and "none"; True and False are its old names."""
    return check_choice(("once", "each")[copies] if isinstance(copies, bool) else copies, COPIES, "copies")


def kept_articles(articles: pd.DataFrame, copies: str | bool) -> pd.DataFrame:
    """The articles that count; of a story whose earliest article is not there, the next."""
    choice = check_copies(copies)
    if choice == "each":
        return articles
    original, ids = articles["copy_of"], articles["article_id"]
    if choice == "none":
        return articles[original.isna() & ~ids.isin(original.dropna())]
    orphans = articles[original.notna() & ~original.isin(ids)]
    first = orphans.sort_values("published", kind="stable").drop_duplicates("copy_of").index
    return articles[original.isna() | articles.index.isin(first)]


def split_joint(values: pd.Series, counts: NDArray[np.intp], *, joined: bool = True) -> list[Any]:
    """The value of each speaker of each attribution, missing where it cannot be told.

    A value that is not joined holds for all speakers; one that is joined of fewer or more parts than
    there are speakers says of none of them which part is theirs. Where the column is not one of `joined`
    values, an ampersand is part of the value ("arts & culture").
    """
    parts: list[Any] = []
    for value, count in zip(values, counts, strict=True):
        splits = joined and count > 1 and isinstance(value, str)
        pieces: list[Any] = value.split(JOINT) if splits else [value]
        if len(pieces) not in (1, count):
            pieces = [None]
        parts += pieces if len(pieces) == count else pieces * count
    return [part if isinstance(part, str) and part not in ("", UNASSIGNED) else None for part in parts]


def _part(rows: pd.DataFrame, value: str, also: Sequence[str]) -> pd.DataFrame:
    """A row for each speaker of each attribution; joint speakers get equal parts of the words."""
    import pandas as pd

    # A speaker's name may hold an ampersand ("Smith & Sons"), so the identifier says how many there are.
    ids = rows["speaker_id"].where(rows["speaker_id"].notna(), rows["speaker"])
    counts = np.array([len(i.split(JOINT)) if isinstance(i, str) else 1 for i in ids], dtype=np.intp)
    again = np.repeat(np.arange(len(rows)), counts)
    parts = rows[["article", "row", "attribution"]].iloc[again].reset_index(drop=True)
    shared = {
        name: np.repeat(rows[name].astype("float64").fillna(0).to_numpy() / counts, counts)
        for name in ("words", *also)
        if name in _SHARED
    }
    split = {name: split_joint(rows[name], counts, joined=True) for name in also if name in _JOINED}
    plain = {name: rows[name].to_numpy()[again] for name in also if name not in (*_SHARED, *_JOINED)}
    return parts.assign(
        article=parts["article"].to_numpy(dtype=np.intp),
        **{name: pd.Series(values, dtype="object") for name, values in split.items()},
        **plain,
        speaker_id=pd.Series(split_joint(ids, counts), dtype="object"),
        speaker=pd.Series(split_joint(rows["speaker"], counts), dtype="object"),
        value=pd.Series(split_joint(rows[value], counts, joined=value in _JOINED), dtype="object"),
        **shared,
    )


def _left_out(rows: pd.DataFrame, parts: pd.DataFrame, groups: Sequence[str]) -> dict[str, Any]:
    """What is left out of the shares, by reason, for all articles and for each group."""
    without = parts[parts["value"].isna()]
    held = parts.loc[parts["value"].notna(), "row"]
    unassigned = without[~without["row"].isin(held)].drop_duplicates(["row", "group"])
    by_group = {
        "unassigned_attributions": unassigned.groupby("group").size(),
        "unassigned_words": without.groupby("group")["words"].sum(),
        "unassigned_speakers": without.groupby("group")["speaker_id"].nunique(),
        "inner_attributions": rows[rows["reason"] == "inner"].groupby("group").size(),
        "other_passages_attributions": rows[rows["reason"] == "other_passages"].groupby("group").size(),
    }
    plain = {reason: found.to_dict() for reason, found in by_group.items()}
    each = {name: {reason: plain[reason].get(name, 0) for reason in plain} for name in groups}
    return {
        # Someone without a side may speak in several groups, and is one speaker of the whole.
        "unassigned_attributions": int(unassigned["row"].nunique()),
        "unassigned_words": float(without["words"].sum()),
        "unassigned_speakers": int(without["speaker_id"].nunique()),
        "inner_attributions": int((rows["reason"] == "inner").sum()),
        "other_passages_attributions": int((rows["reason"] == "other_passages").sum()),
        "groups": each,
    }


def count(
    tagged: Tagged,
    value: str,
    *,
    by: By = "outlet",
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
    also: Sequence[str] = (),
    aside: Sequence[str] = (),
) -> Counted:
    """Choose the attributions that count and part them among their speakers.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    value : str
        The column of the attributions table that is summarised: `side`, `actor` …
    by : str, sequence of str or None
        The columns that make the groups, of the articles table (`outlet`) or of the attributions table
        (`side`, `kind`); None makes one group, "all".
    passages : sequence of str
        Passages whose attributions count.
    copies : {"each", "once", "none"}
        Whether a story that several articles run counts in each of them, once, as the earliest of them ran
        it, or not at all. True and False stand for "each" and "once".
    also : sequence of str
        Further columns of the attributions table that the parts have.
    aside : sequence of str
        Passages whose attributions do not count and are given apart, as `aside`.

    Returns
    -------
    Counted
        Groups of articles, parts of attributions, what was left out.

    Examples
    --------
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> said = {"article_id": "x", "attribution": 0, "speaker_id": "orrin & vale", "side": "North & South",
    ...         "passage": "body", "words": 9}
    >>> tagged = Tagged(make_frame([{"article_id": "x", "outlet": "The Ledger"}], ARTICLES),
    ...                 make_frame([said], ATTRIBUTIONS),
    ...                 *(make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)))
    >>> count(tagged, "side").parts[["group", "speaker_id", "value", "words"]]
            group speaker_id  value  words
    0  The Ledger      orrin  North    4.5
    1  The Ledger       vale  South    4.5
    """
    passages = [passages] if isinstance(passages, str) else list(passages)
    check_tagged(tagged)
    order, of_parts = split_by(tagged, by)
    columns = [*dict.fromkeys([*_NEEDED, value, *also, *of_parts])]
    _check(tagged, columns, passages)
    articles = tagged.articles.reset_index(drop=True)
    kept = kept_articles(articles, copies)
    place = dict(zip(kept["article_id"], kept.index, strict=True))
    rows = tagged.attributions[columns].reset_index(drop=True)
    rows = rows.assign(row=rows.index, article=rows["article_id"].map(place))
    why = [rows["article"].isna(), rows["within"].notna(), ~rows["passage"].isin(passages)]
    reasons = np.select(why, ["other_articles", "inner", "other_passages"], default="")
    rows = rows.assign(reason=reasons)
    apart = (rows["reason"] == "other_passages") & rows["passage"].isin(aside)
    parts = _part(rows[(rows["reason"] == "") | apart], value, [*also, *of_parts])
    cells, parts, labels = group_cells(kept, parts, order, of_parts)
    beside = parts["row"].isin(rows.loc[apart, "row"])
    parts, others = parts[~beside].reset_index(drop=True), parts[beside].reset_index(drop=True)
    of_article = {} if of_parts else dict(zip(cells["article"], cells["group"], strict=True))
    rows = rows.assign(group=rows["article"].map(of_article))
    groups = {str(g): c["article"].to_numpy(dtype=np.intp) for g, c in cells.groupby("group", sort=True)}
    return Counted(tuple(order) or ("group",), groups, labels, cells, parts, {
        **_left_out(rows, parts, list(groups)),
        "other_articles_attributions": int(why[0].sum()),
        "copied_articles": len(articles) - len(kept),
        "skipped_articles": len(tagged.skipped),
    }, kept["article_id"].to_dict(), others)  # fmt: skip
