"""Word documents: .docx and .rtf; a file is an article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from newslab.article import Article
from newslab.as_found import noted
from newslab.errors import InputError
from newslab.loading.archive import checked_archive, names_in
from newslab.loading.blocks import plain, stated_date, text_of_blocks
from newslab.loading.dates import date_as_found, read_date
from newslab.loading.find import Found

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Text that was moved away, and text boxes, which stand beside the paragraph that holds them.
_LEFT_OUT = {f"{_W}moveFrom", f"{_W}del", f"{_W}txbxContent", _FALLBACK}
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CONTAINERS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
# The addresses of links: striprtf would put them into the text, and takes long to find them.
_ADDRESS = re.compile(rb"\{\s*\\\*\\fldinst(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d+)")
_RTF_TITLE = re.compile(r"\{\\title ([^{}]*)\}")


def is_docx(found: Found, head: bytes) -> bool:
    """Whether a file is a Word document, though it may be damaged."""
    return any(name.startswith("word/") for name in names_in(found, head))


def is_rtf(found: Found, head: bytes) -> bool:
    """Whether a file is rich text, by the mark it begins with."""
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf")


def _runs(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif isinstance(child.tag, str) and child.tag.removeprefix(_W) in _MARKS:
            # A page break is no line of the text.
            is_page = child.get(f"{_W}type") in {"page", "column"}
            yield " " if is_page else _MARKS[child.tag.removeprefix(_W)]
        # Within a run's or paragraph's properties, a tab is a tab stop.
        elif not str(child.tag).endswith("Pr"):
            yield from _runs(child)


def _boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield box


def _blocks(container: Any) -> Iterator[tuple[str, Any]]:
    """Text and element of each paragraph; a row of a table is one paragraph."""
    for child in container:
        if child.tag == f"{_W}p":
            yield "".join(_runs(child)), child
            for box in _boxes(child):
                yield from _blocks(box)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = [" ".join(text for text, _ in _blocks(cell)) for cell in row.iter(f"{_W}tc")]
                yield " | ".join(" ".join(cell.split()) for cell in cells if cell.strip()), row
        elif child.tag in _CONTAINERS:
            yield from _blocks(child)


def _style(element: Any, document: Any) -> str:
    """The English name of a paragraph's style, whatever language it was written in."""
    named = element.find(f"{_W}pPr/{_W}pStyle")
    wanted = named.get(f"{_W}val") if named is not None else None
    for style in document.styles.element.iterchildren(f"{_W}style") if wanted else ():
        if style.get(f"{_W}styleId") == wanted:
            name = style.find(f"{_W}name")
            return str(name.get(f"{_W}val")).casefold() if name is not None else ""
    return ""


def _title(blocks: list[tuple[str, Any]], document: Any) -> str:
    """The headline, where a style or the document's properties say which of the first blocks it is."""
    first = [(" ".join(text.split()), element) for text, element in blocks if text.strip()][:3]
    stated = plain(document.core_properties.title or "")
    for text, element in first:
        if (stated and plain(text) == stated) or _style(element, document) in {"title", "heading 1"}:
            return text
    return ""


def _article(found: Found, blocks: list[str], title: str, what: str) -> Article:
    text = text_of_blocks(blocks)
    if not text:
        raise InputError(f"The {what} holds no text; it may hold pictures of pages.")
    day_first = found.options.day_first
    date = stated_date([block for block in blocks if block.strip()], day_first)
    return Article(
        outlet=found.folder,
        published=read_date(date, day_first=day_first),
        title=title,
        text=text,
        origin=found.origin,
        record=found.name,
        as_found=noted(outlet=found.folder or None, published=date_as_found(date, day_first=day_first)),
    )


def docx_blocks(found: Found) -> tuple[str, list[str]]:
    """Give the title of a .docx, where it says which it is, and its paragraphs and rows of tables.

    Raises
    ------
    InputError
        It is damaged.
    """
    from docx import Document

    data = found.read_bytes()
    checked_archive(data, "The document")
    try:
        document = Document(io.BytesIO(data))
        blocks = list(_blocks(document.element.body))
        return _title(blocks, document), [text for text, _ in blocks]
    except Exception as error:
        # python-docx raises whatever the damage makes fail.
        raise InputError(
            f"The document is damaged and cannot be read ({error or type(error).__name__})."
        ) from error


def read_docx(found: Found) -> Iterator[Article]:
    """Read a .docx: its paragraphs, rows of tables and text boxes, without heads, feet and notes.

    What was inserted while changes were tracked is read, what was deleted is not. The title is a first
    paragraph of the style Title or Heading 1, the date one that stands alone near the beginning.

    Raises
    ------
    InputError
        It is damaged or holds no text.

    Examples
    --------
    >>> import io
    >>> from pathlib import Path
    >>> from docx import Document
    >>> document, file = Document(), io.BytesIO()
    >>> for text in ("4 March 2025", "Ships wait."):
    ...     _ = document.add_paragraph(text)
    >>> document.save(file)
    >>> article, = read_docx(Found(Path("a.docx"), "Harbour Post", data=file.getvalue()))
    >>> article.outlet, article.published.year, article.text
    ('Harbour Post', 2025, '4 March 2025\\n\\nShips wait.')
    """
    title, blocks = docx_blocks(found)
    yield _article(found, blocks, title, "document")


def rtf_text(data: bytes) -> str:
    """The text of an .rtf; what ends a table's cell is |."""
    from striprtf.striprtf import rtf_to_text

    page = _CODE_PAGE.search(data)
    encoding = f"cp{page[1].decode()}" if page else "cp1252"
    data = _ADDRESS.sub(b"", data)
    try:
        source = data.decode(encoding, "replace")
    except LookupError:
        encoding, source = "cp1252", data.decode("cp1252", "replace")
    text: str = rtf_to_text(source, encoding=encoding, errors="replace")
    # Two \u make one character beyond the basic plane.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def read_rtf(found: Found) -> Iterator[Article]:
    """Read an .rtf; the date is one that stands alone near the beginning.

    Raises
    ------
    InputError
        It is damaged or holds no text.

    Examples
    --------
    >>> from pathlib import Path
    >>> data = rb"{\\rtf1\\ansi Ships wait.\\par Ms. Marsk said \\'93yes\\'94.}"
    >>> article, = read_rtf(Found(Path("a.rtf"), data=data))
    >>> article.text
    'Ships wait.\\n\\nMs. Marsk said “yes”.'
    """
    data = found.read_bytes()
    if data.rstrip(b"\0\r\n\t ")[-1:] != b"}":
        raise InputError("The document is damaged: its end is missing; get it again.")
    try:
        text = rtf_text(data)
        stated = _RTF_TITLE.search(data.decode("cp1252", "replace"))
    except Exception as error:
        # striprtf raises whatever the damage makes fail.
        raise InputError(
            f"The document is damaged and cannot be read ({error or type(error).__name__})."
        ) from error
    blocks = [block for block in text.replace("\0", "").split("\n") if block.strip()]
    title = stated[1].strip() if stated else ""
    known = plain(title) in [plain(block) for block in blocks[:3]]
    yield _article(found, blocks, title if known else "", "document")
