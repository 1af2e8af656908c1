"""The article record, and the articles frame that records or a user's own DataFrame become."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from newslab.as_found import as_found_text
from newslab.errors import InputError
from newslab.frames import ARTICLES, make_frame

if TYPE_CHECKING:
    import pandas as pd

WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article as it was read: a row of the articles table.

    What is not known is the empty string, or None for `published`; in the articles frame all of it
    is missing (None, NaT). An article that could not be read has a `problem` and no `text`.

    Parameters
    ----------
    text : str
        The article, character for character; all offsets count in it.
    outlet, title, byline, url, section, language, wire : str
        What is known of it.
    published : datetime, optional
        With its time zone; without one it is taken as UTC.
    origin, record : str
        The file it came from; its own id, or its line or row in there.
    copy_of : str
        `article_id` of the earliest copy, where it is one.
    problem : str
        Why it could not be read, in a sentence.
    as_found : mapping
        By column, the file's own words where a value is a guess: a time whose zone it does not state, a day
        whose order with the month it does not, an outlet by the folder or the address, a byline from the
        credit line, a language or an agency that was detected. '' where the file says nothing of it.
        Under "captions", the lines of the text that a page marks as captions.

    Examples
    --------
    >>> article = Article(outlet="Harbour Post", title="Lease signed", text="The lease is signed.")
    >>> article.article_id, article.words
    ('81ac977e241505ce', 4)
    """

    outlet: str = ""
    published: datetime | None = None
    title: str = ""
    byline: str = ""
    url: str = ""
    section: str = ""
    language: str = ""
    text: str = ""
    origin: str = ""
    record: str = ""
    wire: str = ""
    copy_of: str = ""
    problem: str = ""
    as_found: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def published_utc(self) -> datetime | None:
        """When it was published, in UTC."""
        if self.published is None:
            return None
        return (
            self.published.replace(tzinfo=UTC)
            if self.published.tzinfo is None
            else self.published.astimezone(UTC)
        )

    @property
    def article_id(self) -> str:
        """Hash of outlet, date, title and text, the same wherever its file lies.

        What could not be read has none of them, so its file's name and record stand in.
        """
        date = self.published_utc
        parts = [self.outlet, date.isoformat() if date else "", self.title, self.text]
        if not self.text:
            parts += [PurePath(self.origin).name, self.record]
        # JSON keeps the parts apart and turns characters that UTF-8 cannot hold into escapes.
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]

    @property
    def words(self) -> int | None:
        """Runs of word characters in the text; None where there is no text."""
        return sum(1 for _ in WORD.finditer(self.text)) if self.text else None


def _numbered(ids: Iterable[str]) -> Iterator[str]:
    """Give the second of several equal ids `-2`, the third `-3`."""
    seen: dict[str, int] = {}
    given = list(ids)
    taken = set(given)
    for article_id in given:
        seen[article_id] = number = seen.get(article_id, 0) + 1
        if number == 1:
            yield article_id
            continue
        # An id that ends in -2 may have come along from an earlier frame.
        while f"{article_id}-{number}" in taken:
            number += 1
        seen[article_id] = number
        taken.add(f"{article_id}-{number}")
        yield f"{article_id}-{number}"


def _frame(records: list[Article], ids: Iterable[str]) -> pd.DataFrame:
    names = [name for name in ARTICLES.names if name not in {"article_id", "published", "as_found"}]
    rows = (
        {
            "article_id": article_id,
            "published": record.published_utc,
            "as_found": as_found_text(record.as_found),
            **{name: getattr(record, name) or None for name in names},
        }
        for record, article_id in zip(records, ids, strict=True)
    )
    return make_frame(rows, ARTICLES)


def articles_frame(records: Iterable[Article]) -> pd.DataFrame:
    """Put articles into the articles table, in the order given.

    Parameters
    ----------
    records : iterable of Article
        The articles.

    Returns
    -------
    pandas.DataFrame
        The columns of `newslab.frames.ARTICLES`, a row a record. Of records that agree in outlet,
        date, title and text, the second gets the `article_id` of the first with `-2`, the third
        with `-3`. What is not known is missing (None, NaT, NA), never an empty string. `as_found` is a JSON
        object, missing where no value of the row is a guess;
        ``frame["as_found"].dropna().map(json.loads).apply(pandas.Series)`` makes columns of it.

    Examples
    --------
    >>> frame = articles_frame([Article(text="Ships wait."), Article(text="Ships wait.")])
    >>> frame[["article_id", "words"]]
               article_id  words
    0    bf5d2d514949c336      2
    1  bf5d2d514949c336-2      2
    """
    listed = list(records)
    return _frame(listed, _numbered(record.article_id for record in listed))


def _given_ids(frame: pd.DataFrame, records: list[Article]) -> list[str]:
    from newslab.loading.fields import as_string

    if "article_id" not in frame.columns:
        return [record.article_id for record in records]
    given = map(as_string, frame["article_id"])
    return [own or record.article_id for own, record in zip(given, records, strict=True)]


def complete_articles(frame: pd.DataFrame) -> pd.DataFrame:
    """Make a full articles table of a DataFrame that has at least the articles' text.

    Parameters
    ----------
    frame : pandas.DataFrame
        A row an article. Columns are matched by name as the fields of a file are ("body" is the
        text, "publisher" the outlet); others are left out. An `article_id` column is kept.

    Returns
    -------
    pandas.DataFrame
        The columns of `newslab.frames.ARTICLES`, with the rows in their order, numbered from 0.
        A row without text has a `problem`.

    Raises
    ------
    InputError
        It is no DataFrame, no column holds the text, or it holds attributions.

    Examples
    --------
    >>> import pandas as pd
    >>> own = pd.DataFrame({"newspaper": ["Harbour Post"], "body": ["Ships wait."]})
    >>> complete_articles(own)[["outlet", "text", "words"]]
             outlet         text  words
    0  Harbour Post  Ships wait.      2
    """
    from newslab.loading.fields import articles_of, is_own_output, matched_columns

    if not hasattr(frame, "columns"):
        raise InputError(
            f"Articles are a DataFrame with a row an article; this is a {type(frame).__name__}. "
            "read_articles() makes one of files."
        )
    columns = [str(name) for name in frame.columns]
    if is_own_output(columns):
        raise InputError(
            "These are attributions, as tag() returns them, not articles; give the DataFrame of the articles."
        )
    if "text" not in matched_columns(tuple(columns)):
        raise InputError(
            f"No column holds the articles' text; the columns are {', '.join(columns) or 'none'}. "
            'Name the one with the text "text".'
        )
    rows: Iterator[dict[str, Any]] = (
        {name: value for name, value in zip(columns, values, strict=True) if name != "article_id"}
        for values in frame.itertuples(index=False, name=None)
    )
    records = list(articles_of((("", row) for row in rows), source="the DataFrame"))
    return _frame(records, _numbered(_given_ids(frame, records)))
