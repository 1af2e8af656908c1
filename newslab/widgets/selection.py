"""Which attributions are looked at: a selection, the rows that it gives, and the code that gives them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newslab.errors import InputError
from newslab.frames import ARTICLES, ATTRIBUTIONS, COUNTED_PASSAGES, JOINT, UNASSIGNED, check_columns

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

AXES = ("kind", "identification", "actor", "channel", "speech")
NO_OUTLET = "(no outlet)"
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Selection:
    """What to look at; what is None or empty leaves everything in.

    Attributes
    ----------
    outlet, side : str or None
        One outlet, "(no outlet)" for articles without one; one side, "unassigned" for those without
        one. A joint source is of each of its sides.
    kind, identification, actor, channel, speech : str or None
        One value of the column.
    speaker : str or None
        What the speaker's name contains, in capitals or not.
    since, until : datetime.date or None
        The first and the last day, in UTC. Undated articles are of no day.
    counted : bool
        Only what summaries count: not inside another attribution, and in lead, body, inset or caption.
    """

    outlet: str | None = None
    side: str | None = None
    kind: str | None = None
    identification: str | None = None
    actor: str | None = None
    channel: str | None = None
    speech: str | None = None
    speaker: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    counted: bool = True


def check(tagged: Tagged) -> None:
    """Raise an `InputError` unless this is what `tag` returned and each article is there once."""
    if not hasattr(tagged, "attributions"):
        raise InputError(f"tagged is a {type(tagged).__name__}; give what tag() returned.")
    check_columns(tagged.attributions, ATTRIBUTIONS)
    check_columns(tagged.articles, ARTICLES, ["article_id", "outlet", "published", "text", "title"])
    ids = tagged.articles["article_id"]
    if ids.duplicated().any() or ids.isna().any():
        raise InputError(
            "Some articles have the same article_id, or none. Give each a different one, or read them with "
            "read_articles(), which does."
        )


def label_outlets(outlets: pd.Series) -> pd.Series:
    """Outlets as charts name them."""
    named = outlets.astype(str).where(outlets.notna(), "")
    return named.where(named.str.strip() != "", NO_OUTLET)


def with_articles(tagged: Tagged) -> pd.DataFrame:
    """The attributions with their article's `outlet`, as charts name it, and `published`."""
    articles = tagged.articles.set_index("article_id")
    ids = tagged.attributions["article_id"]
    return tagged.attributions.assign(
        outlet=label_outlets(ids.map(articles["outlet"])), published=ids.map(articles["published"])
    )


def _sides(side: pd.Series, wanted: str) -> pd.Series:
    parts = side.fillna(UNASSIGNED).map(lambda joined: wanted in joined.split(JOINT))
    return parts.astype(bool)


def mask(rows: pd.DataFrame, selection: Selection) -> pd.Series:
    """Which rows of `with_articles` a selection gives."""
    import pandas as pd

    found = pd.Series(True, index=rows.index)
    for name in ("outlet", *AXES):
        value = getattr(selection, name)
        if value is not None:
            found &= rows[name] == value
    if selection.side is not None:
        found &= _sides(rows["side"], selection.side)
    if selection.since is not None:
        found &= rows["published"] >= pd.Timestamp(selection.since, tz="UTC")
    if selection.until is not None:
        found &= rows["published"] < pd.Timestamp(selection.until + _DAY, tz="UTC")
    if selection.speaker:
        names = rows["speaker"].astype("string")
        found &= names.str.contains(selection.speaker, case=False, regex=False, na=False).astype(bool)
    if selection.counted:
        found &= rows["within"].isna() & rows["passage"].isin(COUNTED_PASSAGES)
    return found


def narrowed(tagged: Tagged, rows: pd.DataFrame, selection: Selection) -> Tagged:
    """What `tag` would have returned of the selection alone; articles are left out by day only."""
    import pandas as pd

    articles = tagged.articles
    if selection.since is not None:
        articles = articles[articles["published"] >= pd.Timestamp(selection.since, tz="UTC")]
    if selection.until is not None:
        articles = articles[articles["published"] < pd.Timestamp(selection.until + _DAY, tz="UTC")]
    return replace(tagged, articles=articles, attributions=tagged.attributions[mask(rows, selection)])


def _conditions(selection: Selection) -> list[str]:
    """The conditions of a selection, each a line of pandas."""
    lines = []
    if selection.outlet == NO_OUTLET:
        lines.append(f'outlet.fillna("").astype(str).str.strip().isin(["", {NO_OUTLET!r}])')
    elif selection.outlet is not None:
        lines.append(f"(outlet.astype(str) == {selection.outlet!r})")
    if selection.since is not None:
        lines.append(f'(published >= "{selection.since.isoformat()}")')
    if selection.until is not None:
        lines.append(f'(published < "{(selection.until + _DAY).isoformat()}")')
    if selection.side is not None:
        sides = f'attributions["side"].fillna({UNASSIGNED!r}).str.split({JOINT!r})'
        lines.append(f"{sides}.map(lambda sides: {selection.side!r} in sides).astype(bool)")
    for name in AXES:
        value = getattr(selection, name)
        if value is not None:
            lines.append(f'(attributions["{name}"] == {value!r})')
    if selection.speaker:
        lines.append(
            f'attributions["speaker"].astype("string").str.contains({selection.speaker!r}, case=False, '
            "regex=False, na=False).astype(bool)"
        )
    if selection.counted:
        lines.append('attributions["within"].isna()')
        lines.append(f'attributions["passage"].isin({list(COUNTED_PASSAGES)!r})')
    return lines


def code(selection: Selection) -> str:
    """Give the code that picks the same rows from a variable `tagged`, to paste into a cell.

    Parameters
    ----------
    selection : Selection
        What is looked at.

    Returns
    -------
    str
        Lines of pandas that leave the rows in `chosen`.

    Examples
    --------
    >>> print(code(Selection(outlet="The Lantern", counted=False)))
    attributions = tagged.attributions
    articles = tagged.articles.set_index("article_id")
    outlet = attributions["article_id"].map(articles["outlet"])
    chosen = attributions[
        (outlet.astype(str) == 'The Lantern')
    ]
    chosen
    """
    conditions = _conditions(selection)
    if not conditions:
        return "chosen = tagged.attributions\nchosen"
    head = ["attributions = tagged.attributions"]
    dated = selection.since is not None or selection.until is not None
    of_articles = ["outlet"] * (selection.outlet is not None) + ["published"] * dated
    if of_articles:
        head.append('articles = tagged.articles.set_index("article_id")')
    head += [f'{name} = attributions["article_id"].map(articles["{name}"])' for name in of_articles]
    body = "\n    & ".join(conditions)
    return "\n".join([*head, f"chosen = attributions[\n    {body}\n]", "chosen"])
