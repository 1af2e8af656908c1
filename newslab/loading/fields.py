"""The fields of a record, matched by name to the columns of the articles table."""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from newslab.article import Article
from newslab.as_found import CAPTIONS, noted, read_as_found
from newslab.errors import InputError
from newslab.frames import ARTICLES
from newslab.loading.dates import date_as_found, implausible, read_date
from newslab.loading.find import UNSAID, Found, Options

# Half of a character outside the basic plane, which JSON can hold and no file can.
_SURROGATE = re.compile("[\ud800-\udfff]")
_SEPARATORS = re.compile(r"[\s_.-]+")


OWN_OUTPUT = "this is what newslab tag wrote; name the articles' own folder."


def _fold(name: str) -> str:
    return _SEPARATORS.sub("", name).casefold()


def data_rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV in newslab/data, each a mapping from column to value."""
    text = (files("newslab") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _synonyms() -> Mapping[str, tuple[int, str]]:
    rows = data_rows("fields.csv")
    return {_fold(row["field"]): (rank, row["column"]) for rank, row in reversed([*enumerate(rows)])}


@cache
def _missing() -> frozenset[str]:
    return frozenset(row["value"].casefold() for row in data_rows("missing.csv"))


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


def columns_of(fields: tuple[str, ...], options: Options) -> Mapping[str, list[str]]:
    """For each column of the articles table, the fields that mean it; the user's own stand first.

    Examples
    --------
    >>> fields = ("Body", "Lead", "Pub Date")
    >>> dict(columns_of(fields, Options({"text": "Lead"})))
    {'text': ['Lead', 'Body'], 'published': ['Pub Date']}
    """
    known = dict(matched_columns(fields))
    own = {column: field for column, field in options.columns.items() if field in fields}
    # A field that the user gave to one column is no other's.
    for column, names in known.items():
        known[column] = [name for name in names if own.get(column) == name or name not in own.values()]
    for column, field in own.items():
        known[column] = [field, *(name for name in known.get(column, []) if name != field)]
    return {column: names for column, names in known.items() if names}


def warn_of_lacking(fields: Iterable[str], found: Found) -> None:
    """Warn where a file has not the fields that the user named."""
    known = set(fields) if found.options.columns else set()
    lacking = [name for name in found.options.columns.values() if name not in known]
    if lacking:
        warnings.warn(
            f"{found.origin} has no field {', '.join(map(repr, lacking))}, which columns= names; its fields "
            "were matched by the names that newslab knows.",
            stacklevel=2,
        )


def check_header(header: Iterable[str], found: Found, *, what: str = "the header") -> None:
    """Raise an `InputError` unless a table's columns are those of articles with their text."""
    names = tuple(header)
    if is_own_output(names):
        raise InputError(f"It holds attributions, not articles: {OWN_OUTPUT}")
    if "text" not in columns_of(names, found.options):
        raise InputError(
            f"No column of {what} holds the text; the columns are {', '.join(names)}. "
            'Name the one with the text "text".'
        )
    warn_of_lacking(names, found)


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


def _date(
    record: Mapping[str, Any], fields: list[str], options: Options
) -> tuple[datetime | None, str | None]:
    """The first date that can be read, and its words where that takes a guess; else what was found."""
    found = [record[field] for field in fields]
    for value in found:
        moment = read_date(value, day_first=options.day_first)
        if moment:
            return moment, date_as_found(value, day_first=options.day_first)
    return None, _first(map(as_string, found)) or None


def _as_found(record: Mapping[str, Any], fields: list[str], published: str | None) -> dict[str, str]:
    """The words beside guesses: those that the record brings along, and its date's."""
    brought = next(filter(None, (read_as_found(record[field]) for field in fields)), {})
    own = {column: words for column, words in brought.items() if column in {*ARTICLES.names, CAPTIONS}}
    return noted(published=published) | own


def _article(
    record: Mapping[str, Any], origin: str, number: str, unread: list[str], options: Options
) -> Article:
    columns = columns_of(tuple(map(str, record)), options)
    values = {name: _first(as_string(record[f]) for f in fields) for name, fields in columns.items()}
    candidates = [record[field] for field in columns.get("text", [])]
    texts = [text for text in candidates if isinstance(text, str) and text.strip()]
    values["text"] = texts[0] if texts else ""
    if texts:
        values["problem"] = ""
    elif not values.get("problem"):
        named = "Its text is empty" if candidates else "None of its fields holds a text"
        values["problem"] = f"{named}; its fields are {', '.join(map(str, record)) or 'none'}."
    values = {name: value for name, value in values.items() if name not in {"published", "as_found"}}
    published, words = _date(record, columns.get("published", []), options)
    if words and published is None:
        unread.append(words)
    as_found = _as_found(record, columns.get("as_found", []), words)
    values["record"] = values.get("record") or number
    values["origin"] = origin or values.get("origin", "")
    return Article(published=published, as_found=as_found, **values)


def with_sound_date(article: Article) -> Article:
    """The article, or its problem where its date cannot be an article's.

    Examples
    --------
    >>> from datetime import datetime
    >>> article = with_sound_date(Article(text="Ships wait.", published=datetime(2970, 1, 1)))
    >>> article.text, article.published, article.problem[:38]
    ('', None, 'Its date, 2970-01-01, cannot be right;')
    """
    problem = implausible(article.published_utc)
    if not problem:
        return article
    return replace(article, text="", published=None, problem=article.problem or problem)


def _mended(article: Article) -> tuple[Article, int]:
    """Replace halves of characters, one for one, so that offsets stay."""
    values = dict(vars(article))
    broken = 0
    for name, value in values.items():
        if isinstance(value, str) and _SURROGATE.search(value):
            values[name], count = _SURROGATE.subn("\ufffd", value)
            broken += count
    if not broken:
        return article, 0
    words = {column: _SURROGATE.sub("\ufffd", value) for column, value in article.as_found.items()}
    return Article(**{**values, "as_found": words}), broken


def articles_of(
    records: Iterable[tuple[str, Mapping[str, Any] | str]],
    *,
    source: str,
    origin: str = "",
    options: Options = UNSAID,
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
    options : Options, optional
        Which fields the user gave to which columns, and the order of day and month.

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
        article, halves = _mended(_article(record, origin, number, unread, options))
        broken += halves
        yield with_sound_date(article)
    if unread:
        warnings.warn(
            f"{source}: the date of {len(unread)} of {count} records could not be read without guessing and "
            f"is missing; the first is {unread[0]!r}. Write dates as 2025-03-04, or say by day_first whether "
            "the day stands before the month.",
            stacklevel=2,
        )
    if broken:
        warnings.warn(
            f"{source}: {broken} broken characters (halves of surrogate pairs) are shown as \ufffd.",
            stacklevel=2,
        )
