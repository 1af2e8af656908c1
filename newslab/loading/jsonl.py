"""JSON lines: a line is an article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from newslab.article import Article
from newslab.loading.decode import spoilt
from newslab.loading.fields import OWN_OUTPUT, articles_of, matched_columns, warn_of_lacking
from newslab.loading.find import Found


def _parse(line: str, number: int) -> dict[str, Any] | str:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return f"Line {number} is not valid JSON: {error.msg} at character {error.pos + 1}."
    except (ValueError, RecursionError):
        return f"Line {number} is not JSON that can be read: its numbers or lists are too deep or long."
    if isinstance(record, dict):
        return record
    return (
        f"Line {number} holds a {type(record).__name__}; an article is one JSON object, {{…}}, on its line."
    )


def read_objects(found: Found) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Give the number of each line that is not blank, with its object or why there is none.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "a.jsonl")
    ...     _ = path.write_text('{"text": "Ships wait."}\\n\\n[1]\\n', encoding="utf-8")
    ...     for number, record in read_objects(Found(path)):
    ...         print(number, record)
    1 {'text': 'Ships wait.'}
    3 Line 3 holds a list; an article is one JSON object, {…}, on its line.
    """
    # Not splitlines(): JSON may hold U+2028 and its like within a string.
    for number, line in enumerate(found.read_text(records=True).split("\n"), start=1):
        if line.strip():
            problem = spoilt(line)
            yield number, f"Line {number} {problem}." if problem else _parse(line, number)


def _is_own_output(record: Mapping[str, Any] | str) -> bool:
    if isinstance(record, str) or not isinstance(record.get("attributions"), list):
        return False
    return "text" not in matched_columns(tuple(record))


def _records(found: Found) -> Iterator[tuple[str, dict[str, Any] | str]]:
    """Each line's record; the lines that newslab itself wrote are one, which says so."""
    own = []
    for number, record in read_objects(found):
        if _is_own_output(record):
            own.append(number)
        else:
            yield f"line {number}", record
    if own:
        lines = f"{len(own)} line{'s' * (len(own) > 1)}, the first line {own[0]},"
        verb = "hold" if len(own) > 1 else "holds"
        yield f"line {own[0]}", f"{lines} {verb} attributions without a text: {OWN_OUTPUT}"


def read_jsonl(found: Found) -> Iterator[Article]:
    """Read a .jsonl or .ndjson; a line without an id of its own has its number as `record`.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "a.jsonl")
    ...     _ = path.write_text('{"text": "Ships wait."}\\n{"id": 7, "text": ""}\\n', encoding="utf-8")
    ...     [(article.record, article.problem) for article in read_jsonl(Found(path))]
    [('line 1', ''), ('7', 'Its text is empty; its fields are id, text.')]
    """
    records = list(_records(found))
    fields = {name for _, record in records if isinstance(record, dict) for name in record}
    warn_of_lacking(fields, found)
    return articles_of(records, source=found.origin, origin=found.origin, options=found.options)
