"""GDELT: lists of articles (JSON or CSV), with the pages that were stored beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newslab.article import Article
from newslab.as_found import noted
from newslab.errors import InputError
from newslab.loading.dates import read_date
from newslab.loading.delimited import rows_of
from newslab.loading.exports import flat, header_of, language_code
from newslab.loading.families import HEAD, Family
from newslab.loading.find import Found
from newslab.loading.stored_pages import page_article, site_of

_FIELDS = frozenset({"url", "seendate", "domain"})
# Columns that people add to the list, for where the page of a row is stored, and for the page itself.
_FILE_FIELDS = ("file", "filename", "file_name", "path", "page", "html_file", "local_path")
_MARKUP_FIELDS = ("html", "raw_html", "page_html")
_ENDINGS = (".html", ".htm")
_NO_PAGE = (
    "GDELT lists articles without their text, and no stored page was found for this one. Store the page "
    "beside the list, and name it in a column “file”."
)


def _fits(found: Found, head: bytes) -> bool:
    start = head.decode("utf-8-sig", "replace")
    if start.lstrip()[:1] in {"{", "["}:
        return all(f'"{name}"' in start for name in _FIELDS)
    return header_of(head) >= _FIELDS


def _rows(found: Found) -> list[tuple[str, Any]]:
    text = found.read_text()
    if text.lstrip()[:1] not in {"{", "["}:
        return list(rows_of(found)[1])
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"The list is not valid JSON: {error}. It may not be whole; get it again."
        ) from error
    rows = answer.get("articles", []) if isinstance(answer, Mapping) else answer
    return [(f"article {number}", row) for number, row in enumerate(rows, start=1)]


def _names(url: str) -> list[str]:
    """The names under which programs store the page of an address."""
    bare = url.split("://", 1)[-1].rstrip("/")
    stems = [
        hashlib.md5(url.encode(), usedforsecurity=False).hexdigest(),
        hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest(),
        hashlib.sha256(url.encode()).hexdigest(),
        quote(url, safe=""), quote(bare, safe=""), bare.replace("/", "_"), url.replace("/", "_"),
    ]  # fmt: skip
    return [f"{stem}{ending}" for stem in stems for ending in (*_ENDINGS, "")]


def _within(folder: Path, name: str) -> Path | None:
    """The file of that name in or below the folder; None for one that is not there or lies elsewhere."""
    try:
        path = (folder / name.replace("\\", "/")).resolve()
        inside = path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):
        return None
    return path if inside else None


def _folded(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name).strip().casefold(): value for name, value in row.items()}


def _url(row: Mapping[str, Any]) -> str:
    return str(row.get("url") or "").strip()


def _stored(found: Found, row: Mapping[str, Any]) -> Path | None:
    """The file that holds a row's page; what lies in a zip file has no folder beside it."""
    beside = found.path.parent
    folders = [beside, beside / found.path.stem, beside / "pages", beside / "html"]
    given = [str(row[field]) for field in _FILE_FIELDS if row.get(field)]
    paths = (_within(folder, name) for folder in folders for name in given or _names(_url(row)))
    return next(filter(None, paths), None) if found.data is None else None


def _page(found: Found, row: Mapping[str, Any]) -> bytes | None:
    for field in _MARKUP_FIELDS:
        if isinstance(row.get(field), str) and row[field].strip():
            return str(row[field]).encode()
    path = _stored(found, row)
    return Found(path).read_bytes() if path else None


def _article(found: Found, number: str, row: Any) -> Article:
    if not isinstance(row, Mapping):
        told = row if isinstance(row, str) else f"{number.capitalize()} is no article, {{…}}."
        return Article(origin=found.origin, record=number, problem=told)
    row = _folded(row)
    try:
        page = _page(found, row)
        article = Article(problem=_NO_PAGE)
        if page is not None:
            article = page_article(page, found, url=_url(row), record=number)
    except InputError as error:
        article = Article(problem=str(error))
    outlet = str(row.get("domain") or "") or site_of(_url(row))
    # When GDELT came upon it, mostly within the hour, where the page does not say.
    seen = str(row.get("seendate") or "")
    guesses = noted(
        outlet=None if article.outlet else outlet or None,
        published=None if article.published else seen or None,
    )
    return replace(
        article,
        url=_url(row),
        title=article.title or flat(str(row.get("title") or "")),
        outlet=article.outlet or outlet,
        published=article.published or read_date(seen),
        language=article.language or language_code(str(row.get("language") or "")),
        origin=found.origin,
        record=number,
        as_found={**article.as_found, **guesses},
    )


def pages_of_lists(files: Iterable[Found]) -> set[str]:
    """Give the real paths of the pages that are stored for GDELT's lists among the files.

    Their articles come with the list, which knows more of them; they are not to be read twice.
    """
    pages = set()
    for found in files:
        try:
            if found.suffix not in {".json", ".csv"} or not _fits(found, found.read_bytes(HEAD)):
                continue
            rows = [_folded(row) for _, row in _rows(found) if isinstance(row, Mapping)]
        except InputError:
            continue
        pages |= {str(path) for row in rows if (path := _stored(found, row))}
    return pages


def read_gdelt(found: Found) -> Iterator[Article]:
    """Read a list of articles of GDELT's DOC interface, with their pages where these are stored.

    A row's page is the file that a column such as “file” names, in or below the list's folder; else one
    in that folder, or in `pages`, that is named after the address. Nothing is fetched: a row without a
    stored page has a problem, and keeps what the list says.

    Raises
    ------
    InputError
        The list is not valid JSON.
    """
    for number, row in _rows(found):
        yield _article(found, number, row)


GDELT = Family("GDELT", _fits, read_gdelt)
