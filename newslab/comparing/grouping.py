"""The groups that a summary compares, made by columns of the articles or of the attributions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.errors import check_choice

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

_BETWEEN = " · "
By = str | Sequence[str] | None


def split_by(tagged: Tagged, by: By) -> tuple[list[str], list[str]]:
    """The columns that make groups, and those of them that only the attributions have."""
    names = [by] if isinstance(by, str) else list(by or ())
    of_articles = [*map(str, tagged.articles.columns)]
    for name in names:
        check_choice(name, [*of_articles, *map(str, tagged.attributions.columns)], "by")
    return names, [name for name in names if name not in of_articles]


def _labels(values: Iterable[Any], name: str) -> list[str]:
    """Each value as a label; what has none is a group of its own."""
    import pandas as pd

    return [f"(no {name})" if pd.isna(v) or not str(v).strip() else str(v) for v in values]


def _joined(columns: Sequence[Sequence[str]], n: int) -> list[str]:
    return [_BETWEEN.join(labels) for labels in zip(*columns, strict=True)] if columns else ["all"] * n


def group_cells(
    articles: pd.DataFrame, parts: pd.DataFrame, by: Sequence[str], of_parts: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, tuple[str, ...]]]:
    """Part articles and attributions into groups.

    An article without attributions is in its group where the articles make the groups; where the
    attributions do (a side, a kind), an article is in those groups that it has attributions of.

    Parameters
    ----------
    articles : pandas.DataFrame
        The articles that count.
    parts : pandas.DataFrame
        A row for each speaker of each attribution, with `article` and the columns `of_parts`.
    by, of_parts : sequence of str
        All columns that make groups, and those of them that the parts have.

    Returns
    -------
    cells : pandas.DataFrame
        A row for each article of each group: `article`, `group`.
    parts : pandas.DataFrame
        With `group` and `cell`, the row of `cells`.
    labels : dict of str to tuple of str
        What each group has in each column of `by`.
    """
    import pandas as pd

    held = {
        name: dict(zip(articles.index, _labels(articles[name], name), strict=True))
        for name in by
        if name not in of_parts
    }
    columns = [
        [held[name][row] for row in parts["article"]] if name in held else _labels(parts[name], name)
        for name in by
    ]
    parts = parts.assign(group=pd.Series(_joined(columns, len(parts)), dtype="object"))
    labels = dict(zip(parts["group"], zip(*columns, strict=True), strict=False))
    cells = parts[["article", "group"]].drop_duplicates()
    if not of_parts:
        columns = [[held[name][row] for row in articles.index] for name in by]
        group = _joined(columns, len(articles))
        cells = pd.DataFrame({"article": articles.index, "group": pd.Series(group, dtype="object")})
        labels = dict(zip(group, zip(*columns, strict=True), strict=False))
    cells = cells.sort_values(["group", "article"], kind="stable", ignore_index=True)
    place = pd.Series(cells.index, index=pd.MultiIndex.from_frame(cells))
    at = place.reindex(pd.MultiIndex.from_frame(parts[["article", "group"]])).to_numpy(dtype=np.intp)
    return (
        cells,
        parts.assign(cell=at),
        {name: labels.get(name, (name,)) for name in sorted(set(cells["group"]))},
    )
