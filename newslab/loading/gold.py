"""Articles whose attributions people marked, in the form of one article a JSON line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from newslab.article import Article, articles_frame
from newslab.errors import InputError
from newslab.loading.fields import articles_of
from newslab.loading.find import Found, find_files
from newslab.loading.jsonl import read_objects

if TYPE_CHECKING:
    import pandas as pd

_ROLES = ("source", "cue", "content")


def _whole_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _check_span(span: Any, length: int, where: str) -> None:
    if not (isinstance(span, list) and len(span) == 2 and all(map(_whole_number, span))):
        raise InputError(f"{where}: {span!r} is no span; a span is [start, end], two whole numbers.")
    start, end = span
    if not 0 <= start < end <= length:
        raise InputError(
            f"{where}: the span [{start}, {end}] does not fit; it must begin before it ends and lie "
            f"within the text's {length} characters."
        )


def _check_attribution(attribution: Any, length: int, where: str) -> None:
    if not isinstance(attribution, Mapping):
        raise InputError(f"{where} is a {type(attribution).__name__}; it must be an object with its spans.")
    for role in _ROLES:
        spans = attribution.get(role)
        if not isinstance(spans, list):
            raise InputError(f"{where} lacks a list of spans for its {role}; an empty list is allowed.")
        for span in spans:
            _check_span(span, length, f"{where}, {role}")


def _gold(record: Mapping[str, Any], article: Article, where: str) -> list[Mapping[str, Any]]:
    attributions = record.get("attributions")
    if not isinstance(attributions, list):
        raise InputError(
            f"{where} has no list of attributions; where nothing is attributed, the list is empty."
        )
    for number, attribution in enumerate(attributions):
        _check_attribution(attribution, len(article.text), f"{where}, attribution {number}")
    return attributions


def read_gold(path: str | os.PathLike[str]) -> tuple[pd.DataFrame, dict[str, list[Mapping[str, Any]]]]:
    """Read articles with the attributions that people marked in them.

    Parameters
    ----------
    path : str or path-like
        A .jsonl file, an article a line: `text`, `attributions`, and what else is known of it. An
        attribution holds `source`, `cue` and `content`, each a list of [start, end) in characters of
        the text, and may hold more (`speaker`, `side` …).

    Returns
    -------
    articles : pandas.DataFrame
        The columns of `newslab.frames.ARTICLES`.
    gold : dict
        From `article_id` to the article's attributions, as they stand in the file. Attributions are
        numbered from 0.

    Raises
    ------
    InputError
        The file cannot be read, a line holds no article, or a span does not lie in the text. The
        message names the line and the attribution.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> line = '{"text": "We wait, she said.", "attributions": ['
    >>> line += '{"source": [[9, 12]], "cue": [[13, 17]], "content": [[0, 7]]}]}'
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "gold.jsonl")
    ...     _ = path.write_text(line, encoding="utf-8")
    ...     articles, gold = read_gold(path)
    >>> gold[articles["article_id"][0]][0]["source"]
    [[9, 12]]
    """
    name = os.fspath(path)
    files = find_files(path)
    if len(files) != 1:
        raise InputError(f"{name} names {len(files)} files; gold is one .jsonl file.")
    found = Found(files[0].path)
    try:
        numbered = list(read_objects(found))
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
    records: list[tuple[str, Mapping[str, Any]]] = []
    for number, parsed in numbered:
        if isinstance(parsed, str):
            raise InputError(f"{name}: {parsed}")
        records.append((f"line {number}", parsed))
    articles = list(articles_of(records, source=name, origin=found.origin))
    gold = []
    for (line, record), article in zip(records, articles, strict=True):
        if not article.text:
            raise InputError(f"{name}, {line}: {article.problem}")
        gold.append(_gold(record, article, f"{name}, {line}"))
    frame = articles_frame(articles)
    return frame, dict(zip(frame["article_id"], gold, strict=True))
