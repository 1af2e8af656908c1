"""WARC files as Common Crawl News and other crawlers write them: a stored answer is an article."""

from __future__ import annotations

import io
import re
import warnings
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any

from newslab.article import Article
from newslab.errors import InputError
from newslab.loading.families import Family
from newslab.loading.find import Found
from newslab.loading.stored_pages import page_article

# More than the reader of pages takes, which says why.
_LARGEST = 60_000_000
_PAGES = {"text/html", "application/xhtml+xml"}
_BREAKS_OFF = "The page breaks off, since the file does; get it again."
_LENGTH = re.compile(rb"^Content-Length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)
_GZIP = b"\x1f\x8b"
_ZSTANDARD = b"\x28\xb5\x2f\xfd"


def _fits(found: Found, head: bytes) -> bool:
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(b"WARC/") or (head.startswith(_ZSTANDARD) and ".warc" in found.name)


def _in_utf8(page: bytes, charset: str | None) -> bytes:
    """The page in UTF-8, where the site's answer alone says which other encoding it has."""
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return page.decode(charset or "utf-8").encode()
        except (LookupError, UnicodeDecodeError):
            pass
    return page


def _article(stored: Any, found: Found) -> Article | None:
    """The article of one stored answer; None where it is no page."""
    url = stored.headers.get("WARC-Target-URI", "").strip("<>")
    number = stored.headers.get("WARC-Record-ID", "").strip("<>").removeprefix("urn:uuid:")
    kind = (stored.http_content_type or "").casefold()
    if stored.http_headers is None or kind not in _PAGES:
        return None
    status = stored.http_headers.status_code
    if status != 200:
        problem = f"The site did not answer with the page, but with the status {status}."
        return Article(url=url, origin=found.origin, record=number, problem=problem)
    page = stored.reader.read(_LARGEST + 1)
    packed = {"content-encoding", "transfer-encoding"} & {name.casefold() for name, _ in stored.http_headers}
    if not packed and len(page) < min(stored.content_length, _LARGEST):
        return Article(url=url, origin=found.origin, record=number, problem=_BREAKS_OFF)
    return page_article(_in_utf8(page, stored.http_charset), found, url=url, record=number)


def _is_whole(stream: IO[bytes], start: int) -> bool:
    """Whether the file goes to the end of its last record, which begins at `start`."""
    stream.seek(start)
    rest = stream.read()
    if rest.startswith(b"WARC/"):
        head, _, block = rest.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        return length is not None and len(block) >= int(length[1])
    while rest.startswith(_GZIP):
        unpacking = zlib.decompressobj(31)
        try:
            unpacking.decompress(rest)
        except zlib.error:
            return False
        if not unpacking.eof:
            return False
        rest = unpacking.unused_data
    return True


def _told(other: int, truncated: int, found: Found) -> None:
    if other:
        warnings.warn(
            f"{found.origin}: {other} stored answers are no pages (but pictures, feeds, scripts) and were "
            "passed over.",
            stacklevel=3,
        )
    if truncated:
        warnings.warn(
            f"{found.origin}: the crawler cut off {truncated} pages; the ends of their articles may lack.",
            stacklevel=3,
        )


def read_warc(found: Found) -> Iterator[Article]:
    """Read the pages in a .warc or .warc.gz; `record` is the stored answer's own identifier.

    A page that the site refused, that is too large, or on which no article is found is a row with a
    problem, as is the point from which the file cannot be read.

    Warns
    -----
    UserWarning
        Some stored answers are no pages, or were cut off by the crawler.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    problem, last = "", 0
    counts: Counter[str] = Counter()
    article: Article | None = None
    with io.BytesIO(found.data) if found.data is not None else found.path.open("rb") as stream:
        try:
            for stored in ArchiveIterator(stream, auto_decode="all"):
                last = stored.stream_pos
                article = None
                if not stored.record_type & kinds:
                    continue
                counts["answers"] += 1
                counts["cut off"] += "WARC-Truncated" in stored.headers
                article = _article(stored, found)
                counts["others"] += article is None
                if article:
                    yield article
        except (OSError, EOFError, ValueError, RuntimeError) as error:
            problem = f"The file cannot be read beyond its answer {counts['answers']}: {error}."
        if not problem and not _is_whole(stream, last) and not (article and article.problem == _BREAKS_OFF):
            problem = f"The file breaks off after its answer {counts['answers']}; get it again."
    if problem:
        number = f"answer {counts['answers'] + 1}"
        yield Article(origin=found.origin, record=number, problem=problem)
    elif not counts["answers"]:
        raise InputError("The WARC file holds no stored answers; one of metadata or text (WET) has no pages.")
    _told(counts["others"], counts["cut off"], found)


WARC = Family("WARC", _fits, read_warc)
