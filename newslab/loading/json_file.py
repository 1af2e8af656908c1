"""JSON: a list of articles, one article, or an object that holds a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newslab.article import Article
from newslab.errors import InputError
from newslab.loading.decode import opening, spoilt
from newslab.loading.fields import OWN_OUTPUT, articles_of, columns_of, warn_of_lacking
from newslab.loading.find import Found, Options
from newslab.loading.jsonl import read_jsonl

Record = tuple[str, Mapping[str, Any] | str]
_LINES = {".jsonl", ".ndjson"}
_BEGINS = re.compile(r'\s*(?:\[\s*)?\{\s*"[^"\n]*"\s*:')
_BRACKETS = {"{", "["}


def _first_line(head: bytes) -> str:
    return opening(head).lstrip().partition("\n")[0].strip()


def _is_one_value(found: Found, first: str) -> bool:
    """Whether a file that is named as JSON lines is one value over several lines all the same."""
    if first not in _BRACKETS:
        return False
    try:
        json.loads(found.read_bytes())
    except (InputError, ValueError, RecursionError):
        return False
    return True


def is_json_lines(found: Found, head: bytes) -> bool:
    """Whether each line of a file is an article in JSON.

    Examples
    --------
    >>> from pathlib import Path
    >>> is_json_lines(Found(Path("a.json")), b'{"text": "Ships wait."}\\n{"text": "Ships left."}\\n')
    True
    >>> data = b'[\\n{"text": "Ships wait."}\\n]'
    >>> is_json_lines(Found(Path("a.jsonl"), data=data), data)
    False
    """
    first = _first_line(head)
    if found.suffix in _LINES:
        return not _is_one_value(found, first)
    # An object that goes on beyond its line is a file of one value.
    lines = head.split(b"\n")
    try:
        one = isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
    return one and any(line.strip().startswith(b"{") for line in lines[1:])


def is_json(found: Found, head: bytes) -> bool:
    """Whether a file is one value of JSON: an object or a list.

    Examples
    --------
    >>> from pathlib import Path
    >>> is_json(Found(Path("a.txt")), b'[{"text": "Ships wait."}]')
    True
    >>> is_json(Found(Path("a.txt")), b"[Applause] Ships wait.")
    False
    """
    if found.suffix == ".json":
        return True
    if found.suffix in _LINES:
        return _is_one_value(found, _first_line(head))
    return _BEGINS.match(opening(head)) is not None


def _holds_text(value: Any, options: Options) -> bool:
    return isinstance(value, Mapping) and "text" in columns_of(tuple(map(str, value)), options)


def _listed(values: Iterable[Any], where: str) -> Iterator[Record]:
    for number, value in enumerate(values, start=1):
        name = f"{where} {number}"
        if not isinstance(value, Mapping):
            yield name, f"{name.capitalize()} holds a {type(value).__name__}; an article is an object, {{…}}."
        elif "text" not in value and isinstance(value.get("attributions"), list):
            yield name, f"{name.capitalize()} holds attributions without a text: {OWN_OUTPUT}"
        else:
            yield name, value


def _checked(name: str, value: Mapping[str, Any] | str) -> Record:
    if isinstance(value, str):
        return name, value
    problem = spoilt(*(text for text in value.values() if isinstance(text, str)))
    return name, f"{name.capitalize()} {problem}." if problem else value


def _records(value: Any, options: Options) -> Iterator[Record]:
    """The articles that a value of JSON holds, with a name for each."""
    if isinstance(value, list):
        yield from _listed(value, "item")
        return
    if not isinstance(value, Mapping):
        raise InputError(
            f"The file holds a {type(value).__name__}; articles are objects, {{…}}, one or in a list."
        )
    if _holds_text(value, options):
        yield "item 1", value
        return
    lists = {
        str(key): held
        for key, held in value.items()
        if isinstance(held, list) and any(_holds_text(item, options) for item in held)
    }
    for key, held in lists.items():
        yield from _listed(held, f"{key} item" if len(lists) > 1 else "item")
    if lists:
        return
    named = {str(key): held for key, held in value.items() if _holds_text(held, options)}
    if not named:
        raise InputError(
            "The file holds no list of articles with a text; its fields are "
            f"{', '.join(map(str, value)) or 'none'}. Say by columns= which field holds the text."
        )
    for key, held in value.items():
        yield str(key), held if isinstance(held, Mapping) else f"{key} holds no article, {{…}}."


def read_json(found: Found) -> Iterator[Article]:
    """Read a .json: a list of articles, an article, or an object that holds articles in a list or by name.

    An article without an id of its own has its place ("item 1") or name as `record`.

    Raises
    ------
    InputError
        It is not JSON, or holds no articles.

    Examples
    --------
    >>> from pathlib import Path
    >>> data = b'{"status": "ok", "articles": [{"body": "Ships wait."}, {"id": 7, "body": ""}]}'
    >>> [(article.record, article.text) for article in read_json(Found(Path("a.json"), data=data))]
    [('item 1', 'Ships wait.'), ('7', '')]
    """
    text = found.read_text(records=True)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text[: error.pos].rstrip(" \r\t").endswith("\n"):
            # A line an article, though the file is named otherwise.
            yield from read_jsonl(found)
            return
        raise InputError(
            f"The file is not valid JSON: {error.msg} at line {error.lineno}, character {error.colno}."
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            "The file is not JSON that can be read: its numbers or lists are too deep or long."
        ) from error
    records = list(_records(value, found.options))
    if spoilt(text):
        records = [_checked(*record) for record in records]
    warn_of_lacking(
        (str(name) for _, record in records if isinstance(record, Mapping) for name in record), found
    )
    yield from articles_of(records, source=found.origin, origin=found.origin, options=found.options)
