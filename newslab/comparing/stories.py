"""Stories: which articles tell of the same event, so that like is compared with like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.boilerplate import LINE
from newslab.comparing.likeness import measure_likeness
from newslab.comparing.linkage import group_articles
from newslab.errors import InputError, check_number
from newslab.frames import ARTICLES, STORIES, check_columns, make_frame
from newslab.repeated import outlet_key, plain_line, repeated_by_outlet

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_NEEDED = ("article_id", "outlet", "published", "title", "text", "copy_of")


def _check_ids(ids: pd.Series) -> None:
    """Raise an `InputError` unless every article has an identifier of its own."""
    if ids.isna().any():
        raise InputError(
            f"{int(ids.isna().sum())} of {len(ids)} articles have no article_id; "
            "give each one of its own, as read_articles() does."
        )
    if ids.duplicated().any():
        raise InputError(
            f"The article_id {ids[ids.duplicated()].iloc[0]!r} comes more than once; each article needs one "
            "of its own. Rows that were read twice go with articles.drop_duplicates('article_id')."
        )


def _times(published: pd.Series) -> pd.Series:
    """When the articles were published; NaT where that is not known."""
    import pandas as pd

    if pd.api.types.is_numeric_dtype(published) and published.notna().any():
        raise InputError(
            f"The column published holds numbers, as {published.dropna().iloc[0]}; it must hold dates. "
            "pandas.to_datetime() makes dates of them if you tell it the format."
        )
    try:
        return pd.to_datetime(published, utc=True, format="mixed")
    except (ValueError, TypeError) as problem:
        raise InputError(
            f"The column published holds something that is no date ({problem}); "
            "give dates, or nothing where a date is not known."
        ) from problem


def _in_order(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles with a text, the earliest first, those without a date last."""
    check_columns(articles, ARTICLES, _NEEDED)
    _check_ids(articles["article_id"])
    frame = articles[list(_NEEDED)].reset_index(drop=True)
    frame = frame.assign(published=_times(frame["published"]), key=frame["article_id"].map(str))
    has_text = [isinstance(text, str) and bool(text.strip()) for text in frame["text"]]
    frame = frame[np.array(has_text, dtype=bool)]
    # Sorted, articles give the same stories in whatever order they came.
    return frame.sort_values(["published", "key"], kind="stable", na_position="last")


def _texts(frame: pd.DataFrame) -> list[str]:
    """Title and text of each article without the lines that its outlet prints everywhere."""
    again = repeated_by_outlet(frame)
    texts = []
    for title, text, outlet in zip(frame["title"], frame["text"], frame["outlet"], strict=True):
        lines = again[outlet_key(outlet)]
        kept = (found[0] for found in LINE.finditer(text) if not lines or plain_line(found[0]) not in lines)
        texts.append("\n".join([title if isinstance(title, str) else "", *kept]))
    return texts


def _originals(frame: pd.DataFrame) -> NDArray[np.int64]:
    """For each article the place of the earliest among it and its copies."""
    import pandas as pd
    from scipy import sparse

    n, copies = len(frame), np.flatnonzero(frame["copy_of"].notna())
    number, names = pd.factorize(pd.concat([frame["article_id"], frame["copy_of"].iloc[copies]]))
    links = (np.ones(len(copies)), (number[copies], number[n:]))
    graph = sparse.coo_array(links, shape=(len(names), len(names)))
    label = sparse.csgraph.connected_components(graph, directed=False)[1][number[:n]]
    firsts: NDArray[np.int64] = pd.Series(np.arange(n)).groupby(label).transform("min").to_numpy(np.int64)
    return firsts


def _mean_likeness(vectors: Any, group: NDArray[np.int64]) -> NDArray[np.float64]:
    """How like each text is to the others of its story on average; 1 where it is the only one."""
    from scipy import sparse

    n = len(group)
    member = sparse.csr_array((np.ones(n), (np.arange(n), group)), shape=(n, n))
    others = member @ (member.T @ vectors) - vectors
    total = np.asarray(vectors.multiply(others).sum(axis=1), dtype=np.float64).ravel()
    count = np.bincount(group, minlength=n)[group] - 1
    return np.where(count > 0, total.clip(0, count) / np.maximum(count, 1), 1.0)


def _notes(frame: pd.DataFrame) -> list[str]:
    undated = int(frame["published"].isna().sum())
    if not undated:
        return []
    return [f"{undated} of {len(frame)} articles have no date: by their texts alone, which is less sure."]


def stories(articles: pd.DataFrame, *, days: float = 3) -> pd.DataFrame:
    """Say which articles tell of the same event, so that outlets' versions of it can be compared.

    Articles are compared by their words: rare ones count more, those of headline and lead twice. How like
    two must be depends on how like each is to articles in general and to those nearest to it, and on how
    many articles may be on its event, so there is no threshold to choose. Outlets play no part: two articles
    of one outlet may be on one event.

    Parameters
    ----------
    articles : pandas.DataFrame
        As `read_articles` returns it, or better `find_copies`: a copy is in the story of its original.
        Without dates the texts alone decide, and must be liker.
    days : float
        How many calendar days (UTC) two articles on one event may be apart. A story may last longer where
        each article is near most others, but not ten times as long.

    Returns
    -------
    pandas.DataFrame
        A row for each article with a text, in the order given: `article_id`, `story` (article_id of the
        story's earliest article; those without a date come last), `articles` (how many the story has; 1
        for an article alone), `likeness` (to the story's other texts on average, 0 to 1, copies being one
        text; missing for an article alone): look first where it is low. `attrs["left_out"]` counts the
        articles without a text, `attrs["notes"]` says how many have no date.

    Raises
    ------
    InputError
        The table lacks a column, an `article_id` is missing or comes twice, `published` holds no dates, or
        `days` is no number from 0 to 3,650.

    See Also
    --------
    find_copies : which articles are copies of one another.

    Notes
    -----
    Which words are common is known for English; in another language a corpus of a hundred articles or more
    tells. Languages without spaces between words cannot be compared in this way.

    References
    ----------
    Salton, G., & Buckley, C. (1988). Term-weighting approaches in automatic text retrieval. Information
    Processing & Management, 24(5), 513-523.
    Conneau, A., Lample, G., Ranzato, M., Denoyer, L., & Jégou, H. (2018). Word translation without parallel
    data. ICLR. Section 2.3 (likeness less that to the nearest).

    Examples
    --------
    >>> from newslab import load_sample, stories
    >>> sample = load_sample()
    >>> found = stories(sample).assign(record=sample["record"])
    >>> first = found.loc[found["record"] == "courier-harbour-1", "story"].item()
    >>> found.loc[found["story"] == first, ["record", "articles"]]
                   record  articles
    3   courier-harbour-1         4
    15  gazette-harbour-1         4
    27  lantern-harbour-1         4
    39     post-harbour-1         4
    """
    check_number(days, "days", low=0, high=3650)
    import pandas as pd

    frame = _in_order(articles)
    firsts, text_of = np.unique(_originals(frame), return_inverse=True)
    day = (frame["published"] - pd.Timestamp(0, tz="UTC")) // pd.Timedelta(days=1)
    texts = np.array(_texts(frame), dtype=object)[firsts]
    likeness = measure_likeness(texts.tolist(), day.to_numpy(dtype=float)[firsts], window=days)
    group = group_articles(likeness)
    like = _mean_likeness(likeness.vectors, group)[text_of]
    first = firsts[group][text_of]
    size = np.bincount(first, minlength=len(frame))[first]
    ids = frame["article_id"].to_numpy()
    columns = {"article_id": ids, "story": ids[first], "articles": size,
               "likeness": np.where(size > 1, like, np.nan)}  # fmt: skip
    found = pd.DataFrame(columns, index=frame.index).sort_index().to_dict("records")
    result = make_frame(found, STORIES)
    result.attrs["left_out"] = {"articles_without_text": len(articles) - len(frame)}
    result.attrs["notes"] = _notes(frame)
    return result
