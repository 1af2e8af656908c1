"""The fields of a record, matched by name to the columns of the articles table."""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from newslab.article import Article
from newslab.loading.dates import parse_date

# Half of a character outside the basic plane, which JSON can hold and no file can.
_SURROGATE = re.compile("[\ud800-\udfff]")
_SEPARATORS = re.compile(r"[\s_.-]+")


OWN_OUTPUT = "this is what newslab tag wrote; name the articles' own folder."


def _fold(name: str) -> str:
    return _SEPARATORS.sub("", name).casefold()


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("newslab") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _synonyms() -> Mapping[str, tuple[int, str]]:
    rows = _rows("fields.csv")
    return {_fold(row["field"]): (rank, row["column"]) for rank, row in reversed([*enumerate(rows)])}


@cache
def _missing() -> frozenset[str]:
    return frozenset(row["value"].casefold() for row in _rows("missing.csv"))


@lru_cache(maxsize=1024)
def matched_columns(fields: tuple[str, ...]) -> Mapping[str, list[str]]:
    """For each column of the articles table, the fields that mean it, the preferred one first.

    Examples
    --------
    >>> dict(matched_columns(("Pub Date", "source", "Publisher", "shares")))
    {'outlet': ['Publisher', 'source'], 'published': ['Pub Date']}
    """
    known = [(*_synonyms()[_fold(field)], field) for field in fields if _fold(field) in _synonyms()]
    found: dict[str, list[str]] = {}
    for _, column, field in sorted(known, key=lambda item: item[0]):
        found.setdefault(column, []).append(field)
    return found


def is_own_output(fields: Iterable[str]) -> bool:
    """Whether the columns are those of attributions, as `tag` returns and writes them.

    Examples
    --------
    >>> is_own_output(["article_id", "content", "content_spans"]), is_own_output(["article_id", "content"])
    (True, False)
    """
    return {"article_id", "content_spans"} <= set(fields)


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")


def as_string(value: Any) -> str:
    """Turn one value of a record into a string without outer white space; '' where it says nothing.

    Of a mapping it is the name or title in it.
    """
    if isinstance(value, str):
        return "" if value.strip().casefold() in _missing() else value.strip()
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(as_string, value)))
    if isinstance(value, Mapping):
        # NewsAPI has {"id": …, "name": …} for a source.
        names = (value.get("name"), value.get("title"))
        return _first(as_string(name) for name in names if isinstance(name, str))
    if isinstance(value, bool) or value is None:
        return ""
    # pandas makes 17 to 17.0 in a column that lacks a value somewhere.
    number = str(value).removesuffix(".0")
    return "" if number.casefold() in _missing() else number


def _article(record: Mapping[str, Any], origin: str, number: str, unread: list[str]) -> Article:
    columns = matched_columns(tuple(map(str, record)))
    values = {name: _first(as_string(record[f]) for f in fields) for name, fields in columns.items()}
    candidates = [record[field] for field in columns.get("text", [])]
    texts = [text for text in candidates if isinstance(text, str) and text.strip()]
    values["text"] = texts[0] if texts else ""
    if texts:
        values["problem"] = ""
    elif not values.get("problem"):
        named = "Its text is empty" if candidates else "None of its fields holds a text"
        values["problem"] = f"{named}; its fields are {', '.join(map(str, record)) or 'none'}."
    dates = [date for date in map(parse_date, map(record.get, columns.get("published", []))) if date]
    if values.pop("published", "") and not dates:
        unread.append(str(record[columns["published"][0]]))
    values["record"] = values.get("record") or number
    values["origin"] = origin or values.get("origin", "")
    return Article(published=dates[0] if dates else None, **values)


def _mended(article: Article) -> tuple[Article, int]:
    """Replace halves of characters, one for one, so that offsets stay."""
    values = dict(vars(article))
    broken = 0
    for name, value in values.items():
        if isinstance(value, str) and _SURROGATE.search(value):
            values[name], count = _SURROGATE.subn("\ufffd", value)
            broken += count
    return (Article(**values), broken) if broken else (article, 0)


def articles_of(
    records: Iterable[tuple[str, Mapping[str, Any] | str]], *, source: str, origin: str = ""
) -> Iterator[Article]:
    """Turn the records of one file into articles, and warn of dates that could not be read.

    Parameters
    ----------
    records : iterable of (number, record)
        The record's line or row in words ("line 3"), and its fields, or a sentence that says why
        it cannot be read.
    source : str
        What to call the file in a warning.
    origin : str, optional
        The articles' `origin`.

    Yields
    ------
    Article
        One a record. A record without text has a `problem`.

    Examples
    --------
    >>> records = [("line 1", {"body": "Ships wait.", "paper": "x"}), ("line 2", {"id": 7, "body": " "})]
    >>> for article in articles_of(records, source="a.jsonl"):
    ...     print(article.record, repr(article.text), article.problem)
    line 1 'Ships wait.'
    7 '' Its text is empty; its fields are id, body.
    """
    unread: list[str] = []
    broken = count = 0
    for number, record in records:
        count += 1
        if isinstance(record, str):
            yield Article(origin=origin, record=number, problem=record)
            continue
        article, halves = _mended(_article(record, origin, number, unread))
        broken += halves
        yield article
    if unread:
        warnings.warn(
            f"{source}: the date of {len(unread)} of {count} records could not be read without guessing and "
            f"is missing; the first is {unread[0]!r}. Write dates as 2025-03-04.",
            stacklevel=2,
        )
    if broken:
        warnings.warn(
            f"{source}: {broken} broken characters (halves of surrogate pairs) are shown as \ufffd.",
            stacklevel=2,
        )
