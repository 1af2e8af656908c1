"""PDF: a file is an article, its lines joined into paragraphs."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from typing import Any

from newslab.article import Article
from newslab.as_found import noted
from newslab.errors import InputError
from newslab.loading.blocks import plain, stated_date, text_of_blocks
from newslab.loading.dates import date_as_found, read_date
from newslab.loading.find import Found
from newslab.loading.printed import Line, headline, joined_lines, without_running_heads
from newslab.loading.quiet import quiet


def is_pdf(found: Found, head: bytes) -> bool:
    """Whether a file is a PDF; some begin with a few bytes of the server that sent them."""
    return b"%PDF-" in head[:1024]


def _page_lines(page: Any, number: int) -> list[Line]:
    """The lines of a page as they stand in the file, with their place and size."""
    lines: list[Line] = []
    begun: list[str] = []
    place: list[float] = []

    def end() -> None:
        text = " ".join("".join(begun).split())
        if text and place:
            lines.append(Line(text, number, *place))
        begun.clear()
        place.clear()

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        for i, part in enumerate(text.split("\n")):
            if i:
                end()
            if part.strip() and not place:
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                scale = abs(tm[0] * tm[3] - tm[1] * tm[2]) * abs(cm[0] * cm[3] - cm[1] * cm[2])
                place.extend((x, y, size * math.sqrt(scale)))
            begun.append(part)

    page.extract_text(visitor_text=visit)
    end()
    return lines


def _opened(data: bytes) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PdfReadError

    try:
        reader = PdfReader(io.BytesIO(data))
        # Many are encrypted without a password, so that they can be read and not changed.
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError as error:
        raise InputError(
            "The PDF is encrypted in a way that newslab cannot open; print it to a new PDF and read that."
        ) from error
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise InputError(f"The PDF is damaged and cannot be read ({error}).") from error
    if locked:
        raise InputError("The PDF is encrypted; save a copy without a password and read that.")
    return reader


def _lines(found: Found) -> tuple[list[list[Line]], str]:
    """The lines of each page, and the title that the file states."""
    data = found.read_bytes()
    with quiet("pypdf"):
        return _read(_opened(data))


def _read(reader: Any) -> tuple[list[list[Line]], str]:
    try:
        pages = [_page_lines(page, number) for number, page in enumerate(reader.pages)]
        return pages, str((reader.metadata or {}).get("/Title") or "")
    except Exception as error:
        # pypdf raises whatever the damage makes fail.
        raise InputError(
            f"The PDF is damaged and cannot be read ({error or type(error).__name__})."
        ) from error


def read_pdf(found: Found) -> Iterator[Article]:
    """Read a PDF: lines joined into paragraphs, hyphens mended, running heads and page numbers left out.

    The title is the largest line of the first page, the date one that stands alone near the beginning.

    Raises
    ------
    InputError
        It is damaged, encrypted, or holds pictures of pages without text.

    Warns
    -----
    UserWarning
        Some pages hold no text.

    Examples
    --------
    >>> from pathlib import Path
    >>> list(read_pdf(Found(Path("a.pdf"), data=b"%PDF-1.4")))
    Traceback (most recent call last):
    newslab.errors.InputError: The PDF is damaged and cannot be read (...).
    """
    pages, stated = _lines(found)
    if not any(pages):
        raise InputError(
            "The PDF holds no text, only pictures of pages; have a program recognise the text (OCR) first."
        )
    empty = sum(not page for page in pages)
    if empty:
        warnings.warn(
            f"{found.origin}: {empty} of {len(pages)} pages hold no text; they may be pictures of pages.",
            stacklevel=2,
        )
    lines = without_running_heads(pages)
    blocks = joined_lines(lines)
    if not blocks:
        raise InputError("The PDF holds nothing but page numbers and running heads.")
    first = [plain(block) for block in blocks[:5]]
    title = stated.strip() if plain(stated) in first else headline(lines)
    day_first = found.options.day_first
    date = stated_date(blocks, day_first)
    yield Article(
        outlet=found.folder,
        published=read_date(date, day_first=day_first),
        title=title,
        text=text_of_blocks(blocks),
        origin=found.origin,
        record=found.name,
        as_found=noted(outlet=found.folder or None, published=date_as_found(date, day_first=day_first)),
    )
